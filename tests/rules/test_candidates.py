"""Who may be awarded: the score, the kind of recipient, and an organization beside its own people."""

from dataclasses import replace
from typing import Any

import pytest

from generator.diagnostics import Severity
from generator.domain.portal import Portal
from tests.rules.building import (
    FIRM,
    OPEN_DAY,
    OTHER_FIRM,
    PERSON,
    a_candidate,
    a_cycle,
    a_former_name,
    a_portal,
    an_applicant,
    an_awardee,
    day,
    found,
    one,
    place,
)
from tests.rules.building_regulations import a_condition, a_demand, a_regulation, an_award

SCORE, RECIPIENT, BOTH = "score-below-minimum", "recipient-not-allowed", "organization-and-individual"
FROM_600 = a_regulation(awards=(an_award(score_min=600, score_clause="第十二条"), an_award("gold")))


def judged(regulation: Any = FROM_600, **rows: Any) -> Portal:
    return a_portal(a_cycle(**rows), regulations=[regulation])


@pytest.mark.parametrize(("score", "faults"), [(599.9, 1), (600, 0), (600.1, 0), (None, 0)])
def test_an_award_needs_its_least_score(score: float | None, faults: int) -> None:
    portal = judged(shortlists=[a_candidate("onsite", score=score)], awardees=[an_awardee()])
    assert len(found(SCORE, portal)) == faults


def test_the_least_score_is_enough_beside_a_lower_one() -> None:
    rows = [a_candidate("onsite", score=590, applicant=OTHER_FIRM), a_candidate("onsite", score=600)]
    assert found(SCORE, judged(shortlists=rows, awardees=[an_awardee()])) == []


def test_a_low_score_is_told_at_the_last_scored_row_of_the_procedure() -> None:
    rows = [
        a_candidate("proposal"),
        a_candidate("onsite", score=590, applicant=OTHER_FIRM),
        a_candidate("onsite", score=580),
        a_candidate("qualification", score=700),
    ]
    fault = one(SCORE, judged(shortlists=rows, awardees=[an_awardee()]))
    assert (place(fault), fault.value, fault.clause) == (("2025/shortlists.csv", 4, "score"), "580", "第十二条")
    assert (fault.facts["score"], fault.facts["minimum"]) == ("580", "600")


def test_of_two_rows_of_one_stage_the_later_line_counts() -> None:
    rows = [
        a_candidate("onsite", score=580, application_id="a-1"),
        a_candidate("onsite", score=610, application_id="a-1"),
    ]
    assert found(SCORE, judged(shortlists=rows, awardees=[an_awardee(application_id="a-1")])) == []
    assert len(found(SCORE, judged(shortlists=rows[::-1], awardees=[an_awardee(application_id="a-1")]))) == 1


def test_the_procedure_orders_the_scores_of_an_application() -> None:
    rows = [
        a_candidate("onsite", score=580, application_id="a-1"),
        a_candidate("qualification", score=700, application_id="a-1"),
    ]
    assert one(SCORE, judged(shortlists=rows, awardees=[an_awardee(application_id="a-1")])).line == 2


def test_a_candidate_is_found_by_application_whatever_the_name_and_the_award_applied_for() -> None:
    row = a_candidate("onsite", score=580, application_id="a-1", applicant=OTHER_FIRM, award="gold")
    assert one(SCORE, judged(shortlists=[row], awardees=[an_awardee(application_id="a-1")])).line == 2
    assert found(SCORE, judged(shortlists=[row], awardees=[an_awardee()])) == []


@pytest.mark.parametrize("named", [{"application_id": "a-1"}, {}])
@pytest.mark.parametrize(("last", "faults"), [(580, [3]), (610, [])])
def test_a_list_that_leaves_out_the_applications_holds_the_last_score_too(
    named: Any, last: float, faults: list[int]
) -> None:
    rows = [a_candidate("qualification", score=590, application_id="a-1"), a_candidate("onsite", score=last)]
    portal = judged(shortlists=rows, awardees=[an_awardee(**named)])
    assert [fault.line for fault in found(SCORE, portal)] == faults


def test_the_score_of_another_application_under_the_same_name_is_not_that_of_the_winner() -> None:
    rows = [a_candidate("qualification", score=610), a_candidate("onsite", score=580, application_id="a-2")]
    assert found(SCORE, judged(shortlists=rows, awardees=[an_awardee(application_id="a-1")])) == []


def test_the_score_for_an_award_that_nobody_established_is_not_judged() -> None:
    row = a_candidate("onsite", award="silver", score=1)
    assert found(SCORE, judged(shortlists=[row], awardees=[an_awardee(award="silver")])) == []


def test_an_award_without_a_least_score_is_not_judged() -> None:
    row = a_candidate("onsite", award="gold", score=1)
    assert found(SCORE, judged(shortlists=[row], awardees=[an_awardee(award="gold")])) == []


@pytest.mark.parametrize(
    ("as_of", "severity"),
    [("2025-11-02", Severity.ERROR), ("2025-11-03", Severity.WARNING), ("2025-11-04", Severity.WARNING)],
)
def test_a_low_score_can_be_heeded_until_the_decision(as_of: str, severity: Severity) -> None:
    portal = judged(shortlists=[a_candidate("onsite", score=599)], awardees=[an_awardee()])
    assert one(SCORE, portal, day(as_of)).severity is severity


def test_a_proposed_winner_is_judged_while_nothing_is_decided() -> None:
    rows = [a_candidate("onsite", score=599), a_candidate("proposal")]
    assert one(SCORE, judged(shortlists=rows), OPEN_DAY).severity is Severity.ERROR
    assert one(SCORE, judged(shortlists=[a_candidate("proposal", score=599)]), OPEN_DAY).line == 2
    assert found(SCORE, judged(shortlists=rows[:1]), OPEN_DAY) == []
    assert found(SCORE, judged(shortlists=rows, awardees=[an_awardee(awardee=OTHER_FIRM)])) == []


def test_an_awarded_and_proposed_candidate_is_told_once() -> None:
    rows = [a_candidate("onsite", score=599), a_candidate("proposal")]
    assert one(SCORE, judged(shortlists=rows, awardees=[an_awardee()]), OPEN_DAY).line == 2


def test_a_list_before_the_scored_stage_is_no_list_of_proposed_winners() -> None:
    early = replace(FROM_600, notices=(a_demand("qualification"), a_demand("approval", audience="internal")))
    rows = [a_candidate("qualification"), a_candidate("onsite", score=599)]
    assert found(SCORE, judged(early, shortlists=rows), OPEN_DAY) == []


# --- kinds of recipients ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "file", "column"),
    [
        ({"applicants": [an_applicant(applicant_type="individual")]}, "2025/applicants.csv", "applicant_type"),
        ({"shortlists": [a_candidate(applicant_type="individual")]}, "2025/shortlists.csv", "applicant_type"),
        ({"awardees": [an_awardee(awardee_type="individual")]}, "2025/awardees.csv", "awardee_type"),
    ],
)
def test_an_award_goes_to_its_kinds_of_recipient(rows: Any, file: str, column: str) -> None:
    fault = one(RECIPIENT, a_portal(a_cycle(**rows)))
    assert (place(fault), fault.severity, fault.clause) == ((file, 2, column), Severity.ERROR, "第三条")
    assert fault.facts["recipients"] == "organization"


def test_an_award_for_people_goes_to_no_organization() -> None:
    assert one(RECIPIENT, a_portal(a_cycle(awardees=[an_awardee(award="person")]))).facts["recipients"] == "individual"


@pytest.mark.parametrize(
    "row",
    [
        an_awardee(),
        an_awardee(award="person", awardee_type="individual"),
        an_awardee(awardee="", awardee_type="", entry_title="示例方法"),
        an_awardee(awardee_type="company"),
        an_awardee(award="silver", awardee_type="individual"),
    ],
)
def test_an_allowed_an_empty_and_an_unreadable_kind_are_left_alone(row: Any) -> None:
    assert found(RECIPIENT, a_portal(a_cycle(awardees=[row]))) == []


@pytest.mark.parametrize(
    ("eligibility", "faults"), [("pending", 1), ("accepted", 1), ("rejected", 0), ("withdrawn", 0)]
)
def test_an_application_that_was_turned_down_may_be_of_any_kind(eligibility: str, faults: int) -> None:
    row = an_applicant(applicant_type="individual", eligibility=eligibility)
    assert len(found(RECIPIENT, a_portal(a_cycle(applicants=[row])))) == faults


# --- an organization and its own people -------------------------------------------------------------------------------

ONE_OF_BOTH = a_regulation(eligibility=(a_condition("not_both_kinds"),))


def employee(**changes: Any) -> Any:
    return an_applicant(
        "a-2", **{"award": "person", "applicant": PERSON, "applicant_type": "individual", "unit": FIRM, **changes}
    )


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({}, 1),
        ({"unit": OTHER_FIRM}, 0),
        ({"unit": ""}, 0),
        ({"eligibility": "rejected"}, 0),
        ({"eligibility": "pending"}, 1),
    ],
)
def test_an_organization_does_not_apply_beside_its_own_people(changes: Any, faults: int) -> None:
    rows = [an_applicant(), employee(**changes)]
    faulty = found(BOTH, judged(ONE_OF_BOTH, applicants=rows))
    assert [(*place(fault), fault.clause) for fault in faulty] == [
        ("2025/applicants.csv", 3, "unit", "第十条")
    ] * faults


def test_an_organization_that_was_turned_down_is_no_obstacle() -> None:
    rows = [an_applicant(eligibility="withdrawn"), employee()]
    assert found(BOTH, judged(ONE_OF_BOTH, applicants=rows)) == []


def test_a_unit_is_known_by_a_former_name_and_by_its_credit_code() -> None:
    renamed = [an_applicant(), employee(unit="示例市甲厂")]
    cycle = a_cycle(applicants=renamed)
    names = [a_former_name(FIRM, "示例市甲厂")]
    assert one(BOTH, a_portal(cycle, regulations=[ONE_OF_BOTH], names=names)).facts["organization"] == FIRM
    coded = [an_applicant(uscc="91000000MA00000000"), employee(unit="甲", uscc="91000000MA00000000")]
    assert one(BOTH, judged(ONE_OF_BOTH, applicants=coded)).facts["organization"] == FIRM


def test_without_applications_the_awards_are_judged() -> None:
    person = an_awardee("w-2", award="person", awardee=PERSON, awardee_type="individual", unit=FIRM)
    portal = judged(ONE_OF_BOTH, awardees=[an_awardee(), person])
    fault = one(BOTH, portal)
    assert (place(fault), fault.severity) == (("2025/awardees.csv", 3, "unit"), Severity.WARNING)
    assert (fault.facts["reason"], fault.facts["organization"]) == ("awarded", FIRM)
    assert one(BOTH, portal, day("2025-11-02")).severity is Severity.ERROR


def test_a_regulation_that_does_not_forbid_it_forbids_nothing() -> None:
    other = a_regulation(eligibility=(a_condition("same_award_interval", years=5),))
    for regulation in (a_regulation(), other):
        assert found(BOTH, judged(regulation, applicants=[an_applicant(), employee()])) == []


def test_an_organization_is_not_its_own_employee_and_a_shared_code_needs_an_organization() -> None:
    branch = an_applicant("a-2", applicant=OTHER_FIRM, unit=FIRM)
    assert found(BOTH, judged(ONE_OF_BOTH, applicants=[an_applicant(), branch])) == []
    coded = employee(unit=OTHER_FIRM, uscc="91000000MA00000000")
    assert found(BOTH, judged(ONE_OF_BOTH, applicants=[an_applicant(), coded])) == []
