"""Whether the awards and the candidates keep within the caps of the regulation."""

from dataclasses import replace
from typing import Any

import pytest

from generator.domain.assessments import assess_quotas
from generator.domain.regulations import Regulation
from generator.domain.verdicts import Assessment, Kind, Verdict
from tests.domain.judging import MET, NOT_MET, OPEN, judged, only, outcome
from tests.rules.building import LATER, a_candidate, a_cycle, a_jurisdiction, an_awardee, complete
from tests.rules.building_regulations import a_quota, a_regulation, an_award


def awards(*names: str, **changes: Any) -> list[Any]:
    return [an_awardee(f"w-{number}", award=name, **changes) for number, name in enumerate(names)]


def quota(rows: list[Any], cap: Any, **parts: Any) -> Assessment:
    parts = {"completeness": complete("awardees")} | parts
    return only(a_cycle(awardees=rows, **parts), Kind.QUOTA, a_regulation(quotas=(cap,)))


@pytest.mark.parametrize(
    ("count", "expected"), [(1, (MET, "quota_kept")), (2, (MET, "quota_kept")), (3, (NOT_MET, "quota_exceeded"))]
)
def test_a_quota_is_kept_up_to_its_figure(count: int, expected: tuple[Verdict, str]) -> None:
    assessment = quota(awards(*["quality"] * count), a_quota())
    assert outcome(assessment) == expected
    assert (assessment.facts["counted"], assessment.facts["max"]) == (count, 2)


def test_too_many_is_too_many_however_much_is_held_but_few_prove_nothing() -> None:
    three, two = awards("quality", "quality", "quality"), awards("quality", "quality")
    assert outcome(quota(three, a_quota(), completeness=complete())) == (NOT_MET, "quota_exceeded")
    assert outcome(quota(two, a_quota(), completeness=complete())) == (OPEN, "table_unknown")


def test_a_figure_that_can_be_read_in_two_ways_is_judged_where_both_agree() -> None:
    cap = a_quota("quality", "gold", ambiguous=True)
    assert outcome(quota(awards("quality", "quality", "gold"), cap)) == (OPEN, "quota_ambiguous")
    assert outcome(quota(awards("quality", "quality", "quality"), cap)) == (NOT_MET, "quota_exceeded")
    assert outcome(quota(awards("quality", "gold"), cap)) == (MET, "quota_kept")
    assert outcome(quota(awards("quality", "quality", "gold"), replace(cap, ambiguous=False))) == (
        NOT_MET,
        "quota_exceeded",
    )


def test_a_quota_for_organizations_counts_no_individual_and_a_nameless_project_by_its_award() -> None:
    rows = [*awards("quality", "quality"), an_awardee("w-9", award="quality", awardee_type="individual")]
    assert quota(rows, a_quota()).facts["counted"] == 2
    nameless = awards("quality", awardee="", awardee_type="", entry_title="示例项目")
    assert quota(nameless, a_quota()).facts["counted"] == 1
    assert quota(nameless, a_quota(recipients=("individual",))).facts["counted"] == 0


def test_a_cap_for_one_kind_is_not_kept_by_awards_of_which_the_kind_is_not_known() -> None:
    mixed = an_award(recipients=("organization", "individual"))
    nameless = awards("quality", awardee="", awardee_type="", entry_title="示例项目")
    regulation = a_regulation(awards=(mixed,), quotas=(a_quota(),))
    found = only(a_cycle(awardees=nameless, completeness=complete("awardees")), Kind.QUOTA, regulation)
    assert (outcome(found), found.facts["counted"]) == ((OPEN, "recipients_unknown"), 0)
    three = awards("quality", "quality", "quality")
    over = a_cycle(awardees=[*three, replace(nameless[0], award_id="w-9")], completeness=complete("awardees"))
    assert outcome(only(over, Kind.QUOTA, regulation)) == (NOT_MET, "quota_exceeded")


@pytest.mark.parametrize(("count", "expected"), [(2, (MET, "onsite_kept")), (3, (NOT_MET, "onsite_exceeded"))])
def test_the_cap_on_site(count: int, expected: tuple[Verdict, str]) -> None:
    rows = [a_candidate("onsite", applicant=f"示例市第{number}公司") for number in range(count)]
    cycle = a_cycle(shortlists=rows, completeness=complete("shortlists"))
    regulation = a_regulation(onsite_max=2, onsite_clause="第八条")
    assessment = only(cycle, Kind.ONSITE_CAP, regulation)
    assert (outcome(assessment), assessment.clause) == (expected, "第八条")
    if count == 2:
        unproven = only(replace(cycle, completeness=complete()), Kind.ONSITE_CAP, regulation)
        assert outcome(unproven) == (OPEN, "table_unknown")


def test_without_caps_there_is_nothing_to_keep() -> None:
    cycle = a_cycle(awardees=awards("quality"))
    assert judged(cycle, Kind.QUOTA) == judged(cycle, Kind.ONSITE_CAP) == []


def test_the_quotas_alone_are_assessed_as_among_everything_else() -> None:
    regulation = a_regulation(quotas=(a_quota(), a_quota("gold", max=1), a_quota("person", recipients=("individual",))))
    cycle = a_cycle(awardees=awards("quality", "gold", "gold"), completeness=complete("awardees"))
    linked = a_jurisdiction(cycle, regulations=[regulation]).cycles[0]
    alone = assess_quotas(linked, LATER)
    assert [(each.subject, each.verdict) for each in alone] == [("quality", MET), ("gold", NOT_MET), ("person", MET)]
    assert list(alone) == judged(cycle, Kind.QUOTA, regulation)


@pytest.mark.parametrize("regulations", [[], [a_regulation(status="draft", quotas=(a_quota(),))]])
def test_without_a_text_in_force_no_quota_is_assessed(regulations: list[Regulation]) -> None:
    cycle = a_jurisdiction(a_cycle(awardees=awards("quality")), regulations=regulations).cycles[0]
    assert assess_quotas(cycle, LATER) == ()
