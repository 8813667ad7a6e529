"""An application against what the applicant has won and lost before."""

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
    a_condition,
    a_cycle,
    a_cycle_award,
    a_former_name,
    a_portal,
    a_regulation,
    a_revocation,
    a_sanction,
    an_applicant,
    an_awardee,
    complete,
    day,
    found,
    one,
    place,
)

BAN, AGAIN, PRIOR = "reapplied-during-ban", "already-awarded", "prior-award-missing"
ONE_CODE, OTHER_CODE = "91000000MA0000000X", "91000000MA0000001X"

# --- bans -------------------------------------------------------------------------------------------------------------


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


# --- the same award again ---------------------------------------------------------------------------------------------

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


# --- the award before -------------------------------------------------------------------------------------------------

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
