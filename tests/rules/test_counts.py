"""Awards and candidates against caps."""

from typing import Any

import pytest

from generator.diagnostics import Severity
from tests.rules.building import (
    a_candidate,
    a_cycle,
    a_notice,
    a_portal,
    a_revocation,
    an_awardee,
    day,
    found,
    one,
    place,
)
from tests.rules.building_regulations import a_quota, a_regulation, an_award
from tests.rules.winners import winners

QUOTA, ONSITE = "quota-exceeded", "onsite-cap-exceeded"


@pytest.mark.parametrize(("count", "faults"), [(1, 0), (2, 0), (3, 1), (4, 1)])
def test_a_cap_of_two_allows_two(count: int, faults: int) -> None:
    portal = a_portal(a_cycle(awardees=winners(count)), regulations=[a_regulation(quotas=(a_quota(),))])
    assert len(found(QUOTA, portal)) == faults


def test_the_first_row_over_the_cap_is_told() -> None:
    rows = [an_awardee("w-0", award="gold"), *winners(4)]
    fault = one(QUOTA, a_portal(a_cycle(awardees=rows), regulations=[a_regulation(quotas=(a_quota(),))]))
    assert (place(fault), fault.value, fault.clause) == (("2025/awardees.csv", 5, "award"), "quality", "第六条")
    assert (fault.facts["max"], fault.facts["counted"], fault.facts["reading"]) == ("2", "4", "single")


def test_a_revoked_award_counts() -> None:
    portal = a_portal(
        a_cycle(awardees=winners(3)),
        regulations=[a_regulation(quotas=(a_quota(),))],
        revocations=[a_revocation(award_id="quality-0")],
    )
    assert len(found(QUOTA, portal)) == 1


def test_a_cap_of_each_cycle_is_counted_in_each_cycle() -> None:
    cycles = [a_cycle(slug, awardees=winners(2)) for slug in ("2023", "2025")]
    assert found(QUOTA, a_portal(*cycles, regulations=[a_regulation(quotas=(a_quota(),))])) == []


def test_a_shared_cap_counts_both_awards() -> None:
    rows = [*winners(2), *winners(1, "gold")]
    regulation = a_regulation(quotas=(a_quota("quality", "gold"),))
    fault = one(QUOTA, a_portal(a_cycle(awardees=rows), regulations=[regulation]))
    assert (fault.line, fault.facts["reading"]) == (4, "shared")


@pytest.mark.parametrize(("kinds", "faults"), [(("organization", "individual"), 1), (("individual",), 0)])
def test_a_cap_counts_only_its_kinds_of_recipient(kinds: tuple[str, ...], faults: int) -> None:
    regulation = a_regulation(quotas=(a_quota(recipients=kinds),))
    assert len(found(QUOTA, a_portal(a_cycle(awardees=winners(3)), regulations=[regulation]))) == faults


@pytest.mark.parametrize(("recipients", "faults"), [(("organization",), 1), (("organization", "individual"), 0)])
def test_an_award_to_a_project_alone_counts_where_its_kind_is_sure(recipients: tuple[str, ...], faults: int) -> None:
    regulation = a_regulation(awards=(an_award(recipients=recipients),), quotas=(a_quota(),))
    rows = winners(3, awardee="", awardee_type="", entry_title="示例方法")
    assert len(found(QUOTA, a_portal(a_cycle(awardees=rows), regulations=[regulation]))) == faults


def test_an_unclear_cap_that_only_the_shared_reading_breaks_is_a_warning() -> None:
    rows = [*winners(2, decided_on=day("2027-01-04")), *winners(2, "gold", decided_on=day("2027-01-04"))]
    regulation = a_regulation(quotas=(a_quota("quality", "gold", ambiguous=True),))
    fault = one(QUOTA, a_portal(a_cycle(awardees=rows), regulations=[regulation]))
    assert (fault.facts["reading"], fault.severity, fault.line) == ("joint", Severity.WARNING, 4)


def test_an_unclear_cap_that_every_reading_breaks_is_no_doubt() -> None:
    rows = [*winners(1, "gold", decided_on=day("2027-01-04")), *winners(3, decided_on=day("2027-01-04"))]
    regulation = a_regulation(quotas=(a_quota("quality", "gold", ambiguous=True),))
    fault = one(QUOTA, a_portal(a_cycle(awardees=rows), regulations=[regulation]))
    assert (fault.facts["reading"], fault.severity, fault.line) == ("each", Severity.ERROR, 5)
    assert (fault.facts["awards"], fault.facts["counted"]) == ("示例市政府质量奖", "3")


@pytest.mark.parametrize(
    ("of_the_award", "told"), [(("organization",), ""), (("organization", "individual"), "organization")]
)
def test_whom_a_cap_is_for_is_told_where_the_award_goes_to_others_too(of_the_award: tuple[str, ...], told: str) -> None:
    regulation = a_regulation(awards=(an_award(recipients=of_the_award),), quotas=(a_quota(),))
    fault = one(QUOTA, a_portal(a_cycle(awardees=winners(3)), regulations=[regulation]))
    assert fault.facts["recipients"] == told


def test_an_unclear_cap_of_one_award_is_read_as_it_stands() -> None:
    rows = winners(3, decided_on=day("2027-01-04"))
    portal = a_portal(a_cycle(awardees=rows), regulations=[a_regulation(quotas=(a_quota(ambiguous=True),))])
    fault = one(QUOTA, portal)
    assert (fault.facts["reading"], fault.severity) == ("single", Severity.ERROR)


@pytest.mark.parametrize(("decided", "severity"), [(2, Severity.ERROR), (3, Severity.WARNING)])
def test_a_cap_can_be_kept_while_the_decisions_taken_do_not_exceed_it(decided: int, severity: Severity) -> None:
    ahead = [an_awardee(f"w-{number}", decided_on=day("2027-01-04")) for number in range(4 - decided)]
    portal = a_portal(a_cycle(awardees=[*ahead, *winners(decided)]), regulations=[a_regulation(quotas=(a_quota(),))])
    assert one(QUOTA, portal).severity is severity


@pytest.mark.parametrize(
    ("as_of", "severity"),
    [("2025-11-02", Severity.ERROR), ("2025-11-03", Severity.WARNING), ("2025-11-04", Severity.WARNING)],
)
def test_a_cap_can_be_kept_until_the_decision(as_of: str, severity: Severity) -> None:
    portal = a_portal(a_cycle(awardees=winners(3)), regulations=[a_regulation(quotas=(a_quota(),))])
    assert one(QUOTA, portal, day(as_of)).severity is severity


# --- on site ----------------------------------------------------------------------------------------------------------


def on_site(count: int, notice_id: str = "") -> list[Any]:
    return [a_candidate("onsite", applicant=f"示例市{number}公司", notice_id=notice_id) for number in range(count)]


@pytest.mark.parametrize(("count", "faults"), [(1, 0), (2, 0), (3, 1)])
def test_no_more_candidates_are_visited_than_allowed(count: int, faults: int) -> None:
    regulation = a_regulation(onsite_max=2, onsite_clause="第七条")
    rows = [a_candidate("proposal"), *on_site(count)]
    faulty = found(ONSITE, a_portal(a_cycle(shortlists=rows), regulations=[regulation]))
    assert [(*place(fault), fault.clause) for fault in faulty] == [
        ("2025/shortlists.csv", 5, "stage", "第七条")
    ] * faults


@pytest.mark.parametrize(
    ("as_of", "severity"),
    [("2025-10-14", Severity.ERROR), ("2025-10-15", Severity.WARNING)],
)
def test_too_many_visits_can_be_prevented_until_their_notice_has_closed(as_of: str, severity: Severity) -> None:
    cycle = a_cycle(shortlists=on_site(2, "n-1"), notices=[a_notice(stage="onsite")])
    portal = a_portal(cycle, regulations=[a_regulation(onsite_max=1)])
    assert one(ONSITE, portal, day(as_of)).severity is severity


@pytest.mark.parametrize(("as_of", "severity"), [("2025-11-02", Severity.ERROR), ("2025-11-03", Severity.WARNING)])
def test_too_many_visits_can_be_prevented_until_the_decision(as_of: str, severity: Severity) -> None:
    cycle = a_cycle(shortlists=on_site(2), awardees=[an_awardee()])
    assert one(ONSITE, a_portal(cycle, regulations=[a_regulation(onsite_max=1)]), day(as_of)).severity is severity


def test_too_many_visits_can_be_prevented_while_nobody_knows_when_their_notice_closes() -> None:
    notice = a_notice(stage="onsite", period_form="length_only", opens_on=None, closes_on=None)
    portal = a_portal(a_cycle(shortlists=on_site(2, "n-1"), notices=[notice]), regulations=[a_regulation(onsite_max=1)])
    assert one(ONSITE, portal).severity is Severity.ERROR


def test_visits_to_candidates_who_are_not_named_are_counted_one_by_one() -> None:
    rows = [a_candidate("onsite", applicant=""), a_candidate("onsite", applicant="")]
    portal = a_portal(a_cycle(shortlists=rows), regulations=[a_regulation(onsite_max=1)])
    assert one(ONSITE, portal).facts["counted"] == "2"


# --- both caps ----------------------------------------------------------------------------------------------------------


def test_a_row_that_stands_twice_is_no_second_award() -> None:
    regulation = a_regulation(quotas=(a_quota(max=1),), onsite_max=1)
    cycle = a_cycle(awardees=[an_awardee(), an_awardee()], shortlists=[a_candidate("onsite"), a_candidate("onsite")])
    portal = a_portal(cycle, regulations=[regulation])
    assert found("quota-exceeded", portal) == []
    assert found("onsite-cap-exceeded", portal) == []


def test_a_row_that_stands_twice_does_not_alter_which_is_the_first_over_the_cap() -> None:
    regulation = a_regulation(quotas=(a_quota(max=1),), onsite_max=1)
    other = a_candidate("onsite", applicant="示例市丙厂")
    cycle = a_cycle(
        awardees=[an_awardee("w-1"), an_awardee("w-2"), an_awardee("w-1")],
        shortlists=[a_candidate("onsite"), other, a_candidate("onsite")],
    )
    portal = a_portal(cycle, regulations=[regulation])
    assert [one("quota-exceeded", portal).line, one("onsite-cap-exceeded", portal).line] == [3, 3]


def test_an_id_that_is_the_number_of_a_line_is_no_row_without_an_id() -> None:
    portal = a_portal(
        a_cycle(awardees=[an_awardee("3"), an_awardee("")]), regulations=[a_regulation(quotas=(a_quota(max=1),))]
    )
    assert one("quota-exceeded", portal).facts["counted"] == "2"
