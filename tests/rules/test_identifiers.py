"""Ids and keys that may stand only once."""

import pytest

from generator.domain.portal import Portal
from generator.domain.regulations import Duty
from tests.rules.building import (
    FIRM,
    PERSON,
    a_candidate,
    a_correction,
    a_cycle,
    a_cycle_award,
    a_cycle_stage,
    a_former_name,
    a_notice,
    a_portal,
    a_revocation,
    an_applicant,
    an_awardee,
    found,
    one,
    place,
)
from tests.rules.building_regulations import a_condition, a_regulation, a_sanction, a_stage, an_award

RULE = "duplicate-id"


@pytest.mark.parametrize(
    ("portal", "expected"),
    [
        (
            a_portal(a_cycle("2023", applicants=[an_applicant()]), a_cycle("2025", applicants=[an_applicant()])),
            ("2025/applicants.csv", 2, "application_id"),
        ),
        (a_portal(a_cycle(notices=[a_notice(), a_notice()])), ("2025/notices.csv", 3, "notice_id")),
        (a_portal(a_cycle(awardees=[an_awardee(), an_awardee()])), ("2025/awardees.csv", 3, "award_id")),
        (a_portal(revocations=[a_revocation(), a_revocation()]), ("revocations.csv", 3, "revocation_id")),
        (a_portal(corrections=[a_correction(), a_correction()]), ("corrections.csv", 3, "correction_id")),
        (
            a_portal(names=[a_former_name("示例甲", "示例乙"), a_former_name("示例甲", "示例乙")]),
            ("names.csv", 3, "former_name"),
        ),
    ],
)
def test_an_id_stands_once_in_its_jurisdiction(portal: Portal, expected: tuple[str, int, str]) -> None:
    assert place(one(RULE, portal)) == expected


def test_the_later_occurrence_names_the_first() -> None:
    rows = [an_awardee("w-1"), an_awardee("w-2")]
    portal = a_portal(a_cycle("2025", awardees=[*rows]), a_cycle("2023", awardees=[an_awardee("w-2")]))
    fault = one(RULE, portal)
    assert place(fault) == ("2025/awardees.csv", 3, "award_id")
    assert fault.facts["first"] == "jurisdictions/shili/2023/awardees.csv:2"
    assert fault.value == "w-2"


def test_a_third_occurrence_is_found_too() -> None:
    faults = found(RULE, a_portal(a_cycle(awardees=[an_awardee(), an_awardee(), an_awardee()])))
    assert [fault.line for fault in faults] == [3, 4]


def test_an_id_that_is_missing_is_no_repetition() -> None:
    assert found(RULE, a_portal(a_cycle(awardees=[an_awardee(""), an_awardee("")]))) == []


def test_one_id_may_stand_in_two_columns() -> None:
    assert found(RULE, a_portal(a_cycle(applicants=[an_applicant("x-1")], awardees=[an_awardee("x-1")]))) == []


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"application_id": "a-1"}, "application_id"),
        ({}, "applicant"),
        ({"applicant": PERSON, "applicant_type": "individual", "unit": FIRM}, "applicant"),
    ],
)
def test_a_candidate_stands_once_in_a_stage(changes: dict[str, str], column: str) -> None:
    rows = [a_candidate(**changes), a_candidate(**changes)]
    fault = one(RULE, a_portal(a_cycle(shortlists=rows)))
    assert (place(fault), fault.facts["reason"]) == (("2025/shortlists.csv", 3, column), "candidate")


@pytest.mark.parametrize("changes", [{"stage": "onsite"}, {"award": "gold"}, {"applicant": "示例"}, {"unit": "示例"}])
def test_a_candidate_may_stand_in_another_stage_award_or_unit(changes: dict[str, str]) -> None:
    assert found(RULE, a_portal(a_cycle(shortlists=[a_candidate(), a_candidate(**changes)]))) == []


@pytest.mark.parametrize("name", ["stage", "award", "applicant"])
def test_a_candidate_whose_key_is_not_whole_is_no_repetition(name: str) -> None:
    rows = [a_candidate(**{name: ""}), a_candidate(**{name: ""})]
    assert found(RULE, a_portal(a_cycle(shortlists=rows))) == []
    twice = [a_candidate("onsite"), *rows, a_candidate("onsite")]
    assert [fault.line for fault in found(RULE, a_portal(a_cycle(shortlists=twice)))] == [5]


def test_a_change_of_name_that_is_not_whole_is_no_repetition() -> None:
    rows = [a_former_name("示例甲", ""), a_former_name("示例甲", "")]
    rows += [a_former_name("", "示例乙"), a_former_name("", "示例乙")]
    assert found(RULE, a_portal(names=rows)) == []


def test_a_change_of_name_stands_once() -> None:
    fault = one(RULE, a_portal(names=[a_former_name("示例甲", "示例乙"), a_former_name("示例甲", "示例乙")]))
    assert (place(fault), fault.facts["reason"]) == (("names.csv", 3, "former_name"), "renaming")


def test_a_name_may_follow_several_and_be_followed_by_several() -> None:
    rows = [a_former_name("示例甲", "示例乙"), a_former_name("示例甲", "示例丙"), a_former_name("示例丁", "示例乙")]
    assert found(RULE, a_portal(names=rows)) == []


def test_one_application_may_stand_for_two_awards() -> None:
    rows = [a_candidate(application_id="a-1"), a_candidate(application_id="a-1", award="gold")]
    assert found(RULE, a_portal(a_cycle(shortlists=rows))) == []


def test_an_application_stands_once_whether_or_not_the_applicant_is_named() -> None:
    rows = [a_candidate(application_id="a-1"), a_candidate(application_id="a-1", applicant="")]
    assert place(one(RULE, a_portal(a_cycle(shortlists=rows)))) == ("2025/shortlists.csv", 3, "application_id")


def test_a_candidate_may_stand_in_two_cycles() -> None:
    cycles = [a_cycle(slug, shortlists=[a_candidate()]) for slug in ("2023", "2025")]
    assert found(RULE, a_portal(*cycles)) == []


def test_a_cycle_names_an_award_and_a_stage_once() -> None:
    awards = (a_cycle_award(line=5), a_cycle_award(line=6))
    stages = (a_cycle_stage("onsite", line=8), a_cycle_stage("onsite", line=9))
    faults = found(RULE, a_portal(a_cycle(awards=awards, stages=stages)))
    assert [place(fault) for fault in faults] == [("2025/cycle.yaml", 6, "id"), ("2025/cycle.yaml", 9, "id")]
    assert faults[0].facts["first"].endswith("2025/cycle.yaml:5")


def a_duty(line: int) -> Duty:
    return Duty(
        line=line,
        id="share",
        summary="示例",
        every_years=None,
        for_years=None,
        starts=None,
        times=None,
        by=None,
        clause=None,
    )


def test_a_regulation_names_each_of_its_parts_once() -> None:
    regulation = a_regulation(
        awards=(an_award(line=1), an_award(line=2)),
        stages=(a_stage("proposal", line=3), a_stage("proposal", line=4)),
        sanctions=(a_sanction(line=5), a_sanction(line=6)),
        eligibility=(a_condition("group_company", line=7), a_condition("not_both_kinds", line=8)),
        duties=(a_duty(9), a_duty(10)),
    )
    faults = found(RULE, a_portal(regulations=[regulation]))
    assert [fault.line for fault in faults] == [2, 4, 6, 8, 10]
    assert {place(fault)[0] for fault in faults} == {"regulations/r2024.yaml"}
