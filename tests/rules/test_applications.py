"""An application for an award that the applicant holds already."""

from dataclasses import replace
from typing import Any

import pytest

from generator.diagnostics import Severity
from generator.domain.portal import Portal
from tests.rules.building import (
    OTHER_FIRM,
    a_cycle,
    a_portal,
    a_revocation,
    an_applicant,
    an_awardee,
    day,
    found,
    one,
    place,
)
from tests.rules.building_regulations import a_condition, a_regulation

AGAIN = "already-awarded"
PRIOR = "prior-award-missing"

FIVE_YEARS = a_regulation(eligibility=(a_condition("same_award_interval", years=5),))


def again(decided_on: str, *, revocations: Any = (), year: str = "2025", **changes: Any) -> Portal:
    return a_portal(
        a_cycle("2019", awardees=[an_awardee(decided_on=day(decided_on))]),
        a_cycle(year, applicants=[an_applicant(**changes)]),
        regulations=[FIVE_YEARS],
        revocations=revocations,
    )


@pytest.mark.parametrize(
    ("received_on", "faults"),
    [("2020-01-01", 0), ("2020-01-02", 1), ("2025-01-01", 1), ("2025-01-02", 0), ("2025-01-03", 0)],
)
def test_an_award_is_not_applied_for_again_before_its_fifth_anniversary(received_on: str, faults: int) -> None:
    assert len(found(AGAIN, again("2020-01-02", received_on=day(received_on)))) == faults


@pytest.mark.parametrize(("year", "faults"), [("2019", 0), ("2020", 1), ("2024", 1), ("2025", 0)])
def test_without_a_day_of_receipt_the_years_are_compared(year: str, faults: int) -> None:
    portal = a_portal(
        a_cycle("no-1", year=2019, awardees=[an_awardee(decided_on=day("2020-01-02"))]),
        a_cycle(year, applicants=[an_applicant(received_on=None)]),
        regulations=[FIVE_YEARS],
    )
    assert len(found(AGAIN, portal)) == faults


def test_an_award_held_already_is_told_with_the_first_free_day() -> None:
    fault = one(AGAIN, again("2024-02-29"))
    assert (place(fault), fault.clause) == (("2025/applicants.csv", 2, "applicant"), "第十条")
    assert fault.facts["reason"] == "by-day"
    assert one(AGAIN, again("2024-02-29", received_on=None)).facts["reason"] == "by-year"
    assert (fault.facts["award_id"], fault.facts["earliest"], fault.facts["years"]) == ("w-1", "2029-02-28", "5")


@pytest.mark.parametrize(
    "changes", [{"award": "gold"}, {"applicant": OTHER_FIRM}, {"eligibility": "rejected"}, {"applicant": ""}]
)
def test_another_award_and_another_applicant_are_free(changes: Any) -> None:
    assert found(AGAIN, again("2024-01-02", **changes)) == []


@pytest.mark.parametrize(("decided_on", "faults"), [("2025-04-30", 0), ("2025-05-01", 0), ("2025-05-02", 1)])
def test_an_award_that_was_lost_by_then_is_not_held(decided_on: str, faults: int) -> None:
    revocations = [a_revocation(decided_on=day(decided_on))]
    assert len(found(AGAIN, again("2024-01-02", revocations=revocations))) == faults


def test_an_award_that_only_may_not_be_publicised_is_still_held() -> None:
    stopped = a_revocation(measure="stop_publicity", ground="accident", decided_on=day("2025-04-30"))
    assert len(found(AGAIN, again("2024-01-02", revocations=[stopped]))) == 1


def test_two_entries_of_one_cycle_are_no_second_time() -> None:
    rows = [an_awardee("w-1", entry_title="甲法"), an_awardee("w-2", entry_title="乙法")]
    cycle = a_cycle(applicants=[an_applicant(received_on=None)], awardees=rows)
    assert found(AGAIN, a_portal(cycle, regulations=[FIVE_YEARS])) == []


@pytest.mark.parametrize(
    ("decided_on", "application_id", "faults"),
    [("2025-11-03", "", 1), ("2025-11-04", "", 0), ("2025-11-05", "", 0), ("2025-11-03", "a-1", 0)],
)
def test_an_award_without_application_is_judged_itself(decided_on: str, application_id: str, faults: int) -> None:
    portal = a_portal(
        a_cycle("2020", awardees=[an_awardee("w-0", decided_on=day("2020-11-04"))]),
        a_cycle("2025", awardees=[an_awardee(decided_on=day(decided_on), application_id=application_id)]),
        regulations=[FIVE_YEARS],
    )
    told = [(*place(fault), fault.facts["reason"]) for fault in found(AGAIN, portal)]
    assert told == [("2025/awardees.csv", 2, "awardee", "awarded")] * faults


def test_an_award_to_a_project_alone_is_nobody_s_second() -> None:
    nameless = {"awardee": "", "awardee_type": "", "entry_title": "示例方法"}
    cycles = [
        a_cycle("2023", awardees=[an_awardee("w-0", decided_on=day("2023-11-03"), **nameless)]),
        a_cycle("2025", awardees=[an_awardee(**nameless), an_awardee("w-2")]),
    ]
    assert found(AGAIN, a_portal(*cycles, regulations=[FIVE_YEARS])) == []


@pytest.mark.parametrize(("as_of", "severity"), [("2025-11-02", Severity.ERROR), ("2025-11-03", Severity.WARNING)])
def test_a_second_award_can_be_prevented_until_the_decision(as_of: str, severity: Severity) -> None:
    portal = a_portal(
        a_cycle("2023", awardees=[an_awardee("w-0", decided_on=day("2023-11-03"))]),
        a_cycle("2025", awardees=[an_awardee()]),
        regulations=[FIVE_YEARS],
    )
    assert one(AGAIN, portal, day(as_of)).severity is severity


@pytest.mark.parametrize(("lost_on", "faults"), [("2023-12-31", 0), ("2024-01-01", 0), ("2025-01-01", 1)])
def test_without_a_day_of_receipt_an_award_lost_within_the_year_is_not_held(lost_on: str, faults: int) -> None:
    revocations = [a_revocation(decided_on=day(lost_on))]
    portal = again("2020-01-02", revocations=revocations, year="2024", received_on=None)
    assert len(found(AGAIN, portal)) == faults


@pytest.mark.parametrize(("awards", "faults"), [((), 1), (("quality",), 1), (("gold",), 0)])
def test_an_interval_may_be_limited_to_awards(awards: tuple[str, ...], faults: int) -> None:
    regulation = a_regulation(eligibility=(a_condition("same_award_interval", awards, 5),))
    cycles = [
        a_cycle("2023", awardees=[an_awardee(decided_on=day("2023-11-01"))]),
        a_cycle(applicants=[an_applicant()]),
    ]
    assert len(found(AGAIN, a_portal(*cycles, regulations=[regulation]))) == faults


def test_the_years_of_another_condition_are_no_interval() -> None:
    regulation = a_regulation(eligibility=(a_condition("operating_years", years=5),))
    cycles = [
        a_cycle("2023", awardees=[an_awardee(decided_on=day("2023-11-01"))]),
        a_cycle(applicants=[an_applicant()]),
    ]
    portal = a_portal(*cycles, regulations=[regulation])
    assert [found(rule, portal) for rule in (AGAIN, PRIOR)] == [[], []]


def test_of_several_awards_held_the_latest_is_told() -> None:
    cycles = [
        a_cycle("2021", awardees=[an_awardee("w-1", decided_on=day("2021-11-01"))]),
        a_cycle("2023", awardees=[an_awardee("w-2", decided_on=day("2023-11-01"))]),
        a_cycle("2025", applicants=[an_applicant()]),
    ]
    faults = found(AGAIN, a_portal(*cycles, regulations=[FIVE_YEARS]))
    assert [(fault.column, fault.facts["award_id"]) for fault in faults] == [("awardee", "w-1"), ("applicant", "w-2")]


def test_a_condition_for_people_alone_is_no_rule() -> None:
    condition = replace(a_condition("same_award_interval", years=5), check=None)
    cycles = [
        a_cycle("2023", awardees=[an_awardee(decided_on=day("2023-11-01"))]),
        a_cycle(applicants=[an_applicant()]),
    ]
    portal = a_portal(*cycles, regulations=[a_regulation(eligibility=(condition,))])
    assert [found(rule, portal) for rule in (AGAIN, PRIOR, "organization-and-individual", "unknown-award")] == [[]] * 4
