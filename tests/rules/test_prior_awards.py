"""An application for an award that wants another one before it."""

from dataclasses import replace
from typing import Any

import pytest

from generator.diagnostics import Severity
from generator.domain.portal import Portal
from tests.rules.building import (
    FIRM,
    LATER,
    OTHER_FIRM,
    PERSON,
    a_cycle,
    a_cycle_award,
    a_portal,
    a_revocation,
    an_applicant,
    an_awardee,
    complete,
    day,
    found,
    one,
    place,
)
from tests.rules.building_regulations import a_condition, a_regulation

PRIOR = "prior-award-missing"

GOLD_BEFORE = a_regulation(eligibility=(a_condition("prior_award", ["gold"], 3),))


def with_gold(decided_on: str | None, *, whole: bool = True, revocations: Any = (), **changes: Any) -> Portal:
    held = [an_awardee(award="gold", decided_on=day(decided_on))] if decided_on else []
    return a_portal(
        a_cycle(
            "2020",
            awards=(a_cycle_award("gold"),),
            awardees=held,
            completeness=complete("awardees") if whole else complete(),
        ),
        a_cycle("2025", applicants=[an_applicant(**changes)]),
        regulations=[GOLD_BEFORE],
        revocations=revocations,
    )


@pytest.mark.parametrize(("decided_on", "faults"), [("2022-04-30", 0), ("2022-05-01", 0), ("2022-05-02", 1)])
def test_the_award_before_is_three_years_old_on_its_anniversary(decided_on: str, faults: int) -> None:
    faulty = found(PRIOR, with_gold(decided_on))
    assert [fault.facts["reason"] for fault in faulty] == ["too-recent"] * faults


@pytest.mark.parametrize(("decided_on", "faults"), [("2022-12-31", 0), ("2023-01-01", 1)])
def test_without_a_day_of_receipt_years_are_counted(decided_on: str, faults: int) -> None:
    assert len(found(PRIOR, with_gold(decided_on, received_on=None))) == faults


def test_an_award_too_recent_is_told_even_of_an_incomplete_record() -> None:
    fault = one(PRIOR, with_gold("2023-03-01", whole=False))
    assert (place(fault), fault.clause) == (("2025/applicants.csv", 2, "applicant"), "第十条")
    assert (fault.facts["decided_on"], fault.facts["earliest"]) == ("2023-03-01", "2026-03-01")


def test_of_several_awards_too_recent_the_oldest_frees_first() -> None:
    held = [an_awardee(f"w-{year}", award="gold", decided_on=day(f"{year}-03-01")) for year in (2024, 2023)]
    portal = a_portal(
        a_cycle("2023", awardees=held), a_cycle("2025", applicants=[an_applicant()]), regulations=[GOLD_BEFORE]
    )
    facts = one(PRIOR, portal).facts
    assert (facts["reason"], facts["decided_on"], facts["earliest"]) == ("too-recent", "2023-03-01", "2026-03-01")


@pytest.mark.parametrize(
    ("held", "faults"),
    [
        ({"award": "quality"}, 1),  # another award of the regulation, which the cycle's own list leaves out
        ({"award": "glod"}, 0),  # perhaps the award that is asked for
        ({"award": "gold", "decided_on": None}, 0),
    ],
)
def test_an_award_is_not_missed_where_it_is_not_clear_what_was_won(held: Any, faults: int) -> None:
    past = a_cycle(
        "2020",
        awards=(a_cycle_award("gold"),),
        awardees=[an_awardee(**{"decided_on": day("2020-11-03")} | held)],
        completeness=complete("awardees"),
    )
    portal = a_portal(past, a_cycle("2025", applicants=[an_applicant()]), regulations=[GOLD_BEFORE])
    assert len(found(PRIOR, portal)) == faults


def test_a_cycle_that_did_not_give_the_award_proves_nothing() -> None:
    past = a_cycle("2020", awards=(a_cycle_award(),), completeness=complete("awardees"))
    portal = a_portal(past, a_cycle("2025", applicants=[an_applicant()]), regulations=[GOLD_BEFORE])
    assert found(PRIOR, portal) == []


@pytest.mark.parametrize(("given", "faults"), [("gold", 1), ("quality", 0)])
def test_a_list_of_awardees_shows_that_its_cycle_gave_the_award(given: str, faults: int) -> None:
    other = an_awardee(award=given, awardee="示例市别的有限公司", uscc="", decided_on=day("2020-11-03"))
    past = a_cycle("2020", awardees=[other], completeness=complete("awardees"))
    portal = a_portal(past, a_cycle("2025", applicants=[an_applicant()]), regulations=[GOLD_BEFORE])
    assert [fault.facts["reason"] for fault in found(PRIOR, portal)] == ["none"] * faults


@pytest.mark.parametrize("unread", ["awardees", "names", "applicants"])
def test_an_award_is_not_missed_where_a_table_could_not_be_read(unread: str) -> None:
    portal = with_gold(None)
    assert len(found(PRIOR, portal)) == 1
    (home,) = portal.jurisdictions
    if unread == "names":
        home = replace(home, names=replace(home.names, sound=False))
    else:
        cycles = [replace(each, **{unread: replace(getattr(each, unread), sound=False)}) for each in home.cycles]
        home = replace(home, cycles=tuple(cycles))
    assert found(PRIOR, replace(portal, jurisdictions=(home,))) == []


@pytest.mark.parametrize(
    ("changes", "faults"), [({}, 1), ({"applicant_type": "individual", "applicant": PERSON, "unit": FIRM}, 0)]
)
def test_a_condition_that_names_no_kind_binds_whoever_the_award_is_for(changes: Any, faults: int) -> None:
    condition = a_condition("prior_award", ["gold"], 3)
    assert condition.check is not None
    anyone = replace(condition, check=replace(condition.check, recipients=()))
    past = a_cycle("2020", awards=(a_cycle_award("gold"),), completeness=complete("awardees"))
    portal = a_portal(
        past,
        a_cycle("2025", applicants=[an_applicant(**changes)]),
        regulations=[a_regulation(eligibility=(anyone,))],
    )
    assert len(found(PRIOR, portal)) == faults


@pytest.mark.parametrize(("whole", "faults"), [(True, 1), (False, 0)])
def test_an_award_is_missed_only_where_the_record_is_complete(whole: bool, faults: int) -> None:
    faulty = found(PRIOR, with_gold(None, whole=whole))
    assert [fault.facts["reason"] for fault in faulty] == ["none"] * faults


@pytest.mark.parametrize(
    "changes",
    [
        {"award": "gold"},
        {"award": "person", "applicant_type": "individual", "applicant": PERSON, "unit": FIRM},
        {"applicant_type": "individual"},
        {"eligibility": "rejected"},
        {"award": "silver"},
    ],
)
def test_the_condition_binds_only_those_whom_it_names(changes: Any) -> None:
    assert found(PRIOR, with_gold(None, **changes)) == []


@pytest.mark.parametrize(("lost_on", "reasons"), [("2025-05-01", ["none"]), ("2025-05-02", [])])
def test_an_award_lost_by_then_does_not_help(lost_on: str, reasons: list[str]) -> None:
    portal = with_gold("2020-05-06", revocations=[a_revocation(decided_on=day(lost_on))])
    assert [fault.facts["reason"] for fault in found(PRIOR, portal)] == reasons


def test_a_missing_award_can_be_noticed_until_the_decision() -> None:
    cycles = [
        a_cycle("2020", awards=(a_cycle_award("gold"),), completeness=complete("awardees")),
        a_cycle("2025", applicants=[an_applicant()], awardees=[an_awardee(awardee=OTHER_FIRM)]),
    ]
    portal = a_portal(*cycles, regulations=[GOLD_BEFORE])
    assert one(PRIOR, portal, day("2025-11-02")).severity is Severity.ERROR
    assert one(PRIOR, portal, LATER).severity is Severity.WARNING


def test_the_same_year_and_the_same_cycle_are_not_before() -> None:
    awards = (a_cycle_award("gold"), a_cycle_award())
    cycle = a_cycle(awards=awards, applicants=[an_applicant()], completeness=complete("awardees"))
    assert found(PRIOR, a_portal(cycle, regulations=[GOLD_BEFORE])) == []
