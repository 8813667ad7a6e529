"""An application of whoever has lost an award before."""

from typing import Any

import pytest

from generator.diagnostics import Severity
from generator.domain.portal import Portal
from tests.rules.building import (
    FIRM,
    OTHER_FIRM,
    PERSON,
    a_cycle,
    a_former_name,
    a_portal,
    a_revocation,
    an_applicant,
    an_awardee,
    day,
    found,
    one,
    place,
)
from tests.rules.building_regulations import a_regulation, a_sanction

BAN = "reapplied-during-ban"

ONE_CODE, OTHER_CODE = "91000000MA0000000X", "91000000MA0000001X"


def after_revocation(winner: Any = None, revocation: Any = None, year: str = "2025", **changes: Any) -> Portal:
    return a_portal(
        a_cycle("2019", awardees=[winner or an_awardee(decided_on=day("2019-11-01"))]),
        a_cycle(year, applicants=[an_applicant(**changes)]),
        revocations=[revocation or a_revocation(decided_on=day("2020-03-02"))],
        names=[a_former_name(FIRM, "示例市甲厂")],
    )


@pytest.mark.parametrize(
    ("received_on", "faults"),
    [("2020-03-01", 0), ("2020-03-02", 1), ("2025-03-01", 1), ("2025-03-02", 0), ("2025-03-03", 0)],
)
def test_a_ban_of_five_years_ends_on_its_fifth_anniversary(received_on: str, faults: int) -> None:
    assert len(found(BAN, after_revocation(received_on=day(received_on)))) == faults


@pytest.mark.parametrize(("year", "faults"), [("2019", 0), ("2020", 1), ("2024", 1), ("2025", 0)])
def test_without_a_day_of_receipt_the_year_of_the_cycle_is_judged(year: str, faults: int) -> None:
    cycles = [
        a_cycle("no-1", year=2018, awardees=[an_awardee(decided_on=day("2018-11-01"))]),
        a_cycle(year, applicants=[an_applicant(received_on=None)]),
    ]
    portal = a_portal(*cycles, revocations=[a_revocation(decided_on=day("2020-03-02"))])
    assert [(fault.column, fault.facts["reason"]) for fault in found(BAN, portal)] == [
        ("applicant", "by-year")
    ] * faults


@pytest.mark.parametrize(("year_of_award", "faults"), [(2019, 1), (2020, 0), (2021, 0)])
def test_without_a_day_nobody_applies_again_in_the_cycle_of_the_revoked_award(year_of_award: int, faults: int) -> None:
    portal = a_portal(
        a_cycle("no-1", year=year_of_award, awardees=[an_awardee(decided_on=day("2020-02-03"))]),
        a_cycle("2020", applicants=[an_applicant(received_on=None)]),
        revocations=[a_revocation(decided_on=day("2020-03-02"))],
    )
    assert len(found(BAN, portal)) == faults


def test_the_application_that_won_the_revoked_award_is_no_second_one() -> None:
    cycle = a_cycle(applicants=[an_applicant(received_on=None)], awardees=[an_awardee(decided_on=day("2025-11-03"))])
    assert found(BAN, a_portal(cycle, revocations=[a_revocation(decided_on=day("2025-12-04"))])) == []


def test_a_ban_starts_on_the_day_of_effect() -> None:
    later = a_revocation(decided_on=day("2020-03-02"), effective_on=day("2020-04-01"))
    fault = one(BAN, after_revocation(revocation=later, received_on=day("2025-03-31")))
    assert (place(fault), fault.clause) == (("2025/applicants.csv", 2, "received_on"), "第三十二条")
    assert fault.facts["reason"] == "by-day"
    assert (fault.facts["starts_on"], fault.facts["earliest"], fault.facts["years"]) == (
        "2020-04-01",
        "2025-04-01",
        "5",
    )


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({}, 1),
        ({"applicant": "示例市甲厂"}, 1),
        ({"applicant": OTHER_FIRM}, 0),
        ({"eligibility": "rejected"}, 0),
        ({"eligibility": "withdrawn"}, 0),
        ({"eligibility": "pending"}, 1),
    ],
)
def test_a_ban_strikes_whoever_lost_the_award(changes: Any, faults: int) -> None:
    assert len(found(BAN, after_revocation(received_on=day("2024-05-06"), **changes))) == faults


@pytest.mark.parametrize(
    ("won", "applies", "name", "faults"),
    [
        (ONE_CODE, ONE_CODE, OTHER_FIRM, 1),
        (ONE_CODE, OTHER_CODE, FIRM, 0),
        (ONE_CODE, "", FIRM, 1),
        ("", OTHER_CODE, FIRM, 1),
    ],
)
def test_the_credit_code_decides_where_both_have_one(won: str, applies: str, name: str, faults: int) -> None:
    winner = an_awardee(decided_on=day("2019-11-01"), uscc=won)
    portal = after_revocation(winner, received_on=day("2024-05-06"), uscc=applies, applicant=name)
    assert len(found(BAN, portal)) == faults


@pytest.mark.parametrize(("unit", "faults"), [(FIRM, 1), ("示例市甲厂", 1), (OTHER_FIRM, 0), ("", 0)])
def test_a_person_is_known_by_name_and_unit(unit: str, faults: int) -> None:
    person = {"award": "person", "unit": FIRM}
    winner = an_awardee(decided_on=day("2019-11-01"), awardee=PERSON, awardee_type="individual", **person)
    applies = {"award": "person", "applicant": PERSON, "applicant_type": "individual", "unit": unit}
    assert len(found(BAN, after_revocation(winner, received_on=day("2024-05-06"), **applies))) == faults


@pytest.mark.parametrize(
    "revocation",
    [
        a_revocation(decided_on=day("2020-03-02"), measure="stop_publicity"),
        a_revocation(decided_on=day("2020-03-02"), ground="accident"),
        a_revocation(decided_on=day("2020-03-02"), ground=""),
        a_revocation(decided_on=None),
    ],
)
def test_a_ban_needs_a_revocation_on_a_ground_that_brings_one(revocation: Any) -> None:
    assert found(BAN, after_revocation(revocation=revocation, received_on=day("2024-05-06"))) == []


@pytest.mark.parametrize(("measure", "faults"), [("stop_publicity", 1), ("revoke", 0)])
def test_a_ban_may_come_of_any_measure_that_is_the_one_of_its_ground(measure: str, faults: int) -> None:
    misuse = a_sanction("misuse", measure="stop_publicity", reapplication_ban_years=2)
    portal = a_portal(
        a_cycle("2023", awardees=[an_awardee(decided_on=day("2023-11-01"))]),
        a_cycle("2025", applicants=[an_applicant()]),
        regulations=[a_regulation(sanctions=(misuse,))],
        revocations=[a_revocation(ground="misuse", measure=measure, decided_on=day("2024-03-04"))],
    )
    assert [fault.facts["years"] for fault in found(BAN, portal)] == ["2"] * faults


def test_the_revoked_award_of_a_project_alone_bans_nobody() -> None:
    nameless = an_awardee(decided_on=day("2019-11-01"), awardee="", awardee_type="", entry_title="示例方法")
    assert found(BAN, after_revocation(nameless, received_on=day("2024-05-06"))) == []


def test_of_two_bans_the_longer_one_is_told() -> None:
    portal = a_portal(
        a_cycle("2019", awardees=[an_awardee("w-1", decided_on=day("2019-11-01")), an_awardee("w-2", award="gold")]),
        a_cycle("2025", applicants=[an_applicant(received_on=day("2023-01-04"))]),
        revocations=[
            a_revocation("v-1", award_id="w-1", decided_on=day("2021-01-05")),
            a_revocation("v-2", award_id="w-2", decided_on=day("2020-01-06")),
        ],
    )
    assert one(BAN, portal).facts["revocation"] == "v-1"


@pytest.mark.parametrize(("as_of", "severity"), [("2025-11-02", Severity.ERROR), ("2025-11-03", Severity.WARNING)])
def test_a_banned_application_can_be_refused_until_the_decision(as_of: str, severity: Severity) -> None:
    portal = a_portal(
        a_cycle("2023", awardees=[an_awardee(decided_on=day("2023-11-01"))]),
        a_cycle("2025", applicants=[an_applicant()], awardees=[an_awardee("w-2", awardee=OTHER_FIRM)]),
        revocations=[a_revocation(decided_on=day("2024-03-04"))],
    )
    assert one(BAN, portal, day(as_of)).severity is severity
