"""The decision on an award against the notice before it."""

from dataclasses import replace
from typing import Any

import pytest

from generator.diagnostics import Severity
from generator.domain.working_days import WorkingDayCalendar
from tests.rules.building import (
    a_change,
    a_cycle,
    a_notice,
    a_portal,
    a_withdrawal,
    an_awardee,
    complete,
    day,
    found,
    one,
    place,
)
from tests.rules.building_regulations import a_demand, a_regulation

EARLY, WITHOUT = "awarded-before-notice-closed", "awarded-without-notice"


def early(decided_on: str, *notices: Any) -> int:
    awardee = an_awardee(notice_id="n-1", decided_on=day(decided_on))
    return len(found(EARLY, a_portal(a_cycle(notices=notices, awardees=[awardee]))))


@pytest.mark.parametrize(("decided_on", "faults"), [("2025-10-13", 1), ("2025-10-14", 1), ("2025-10-15", 0)])
def test_a_decision_waits_until_the_last_day_is_over(decided_on: str, faults: int) -> None:
    assert early(decided_on, a_notice()) == faults
    assert early(decided_on, a_notice(closes_time="24:00")) == faults


@pytest.mark.parametrize(("decided_on", "faults"), [("2025-10-13", 1), ("2025-10-14", 0), ("2025-10-15", 0)])
def test_a_decision_may_fall_on_a_last_day_that_ends_at_a_printed_hour(decided_on: str, faults: int) -> None:
    assert early(decided_on, a_notice(closes_time="17:00")) == faults


@pytest.mark.parametrize(("decided_on", "faults"), [("2025-10-17", 1), ("2025-10-18", 0)])
@pytest.mark.parametrize("change", ["extension", "correction"])
def test_a_later_row_moves_the_end(change: str, decided_on: str, faults: int) -> None:
    assert early(decided_on, a_notice(), a_change("n-2", "n-1", change, closes_on=day("2025-10-17"))) == faults


@pytest.mark.parametrize(("decided_on", "faults"), [("2025-10-19", 0), ("2025-10-20", 1), ("2025-10-24", 1)])
@pytest.mark.parametrize("change", ["extension", "correction"])
def test_a_row_that_comes_out_after_the_decision_moves_no_end(change: str, decided_on: str, faults: int) -> None:
    later = a_change(
        "n-2", "n-1", change, published_on=day("2025-10-20"), opens_on=day("2025-10-20"), closes_on=day("2025-10-24")
    )
    assert early(decided_on, a_notice(), later) == faults


def test_the_row_that_an_award_names_counts_whenever_it_came_out() -> None:
    dates = {"opens_on": day("2025-10-20"), "closes_on": day("2025-10-24")}
    rows = [a_notice(), a_change("n-2", "n-1", "correction", published_on=day("2025-10-20"), **dates)]
    awardees = [an_awardee(notice_id="n-2", decided_on=day("2025-10-17"))]
    assert one(EARLY, a_portal(a_cycle(notices=rows, awardees=awardees))).facts["closes_on"] == "2025-10-24"
    assert early("2025-10-08", a_notice(published_on=day("2025-10-09"))) == 1


def test_a_row_about_a_later_row_moves_the_end_too() -> None:
    chain = [
        a_notice(),
        a_change("n-2", "n-1", "correction"),
        a_change("n-3", "n-2", "extension", closes_on=day("2025-10-20")),
    ]
    assert early("2025-10-20", *chain) == 1
    assert early("2025-10-21", *chain) == 0


@pytest.mark.parametrize("named", ["n-1", "n-2", "n-3"])
@pytest.mark.parametrize(("decided_on", "faults"), [("2025-10-20", 1), ("2025-10-21", 0)])
def test_all_rows_of_a_chain_end_together(named: str, decided_on: str, faults: int) -> None:
    chain = [
        a_notice(),
        a_change("n-2", "n-1", "extension", closes_on=day("2025-10-17")),
        a_change("n-3", "n-1", "extension", closes_on=day("2025-10-20")),
    ]
    awardee = an_awardee(notice_id=named, decided_on=day(decided_on))
    assert len(found(EARLY, a_portal(a_cycle(notices=chain, awardees=[awardee])))) == faults


def test_a_withdrawal_and_a_circle_move_no_end() -> None:
    assert early("2025-10-15", a_notice(), a_withdrawal("n-2", "n-1")) == 0
    assert early("2025-10-15", a_change("n-1", "n-2", "correction"), a_change("n-2", "n-1", "correction")) == 0


@pytest.mark.parametrize(("decided_on", "faults"), [("2025-10-14", 1), ("2025-10-15", 0)])
def test_the_end_of_a_bare_length_is_computed(decided_on: str, faults: int) -> None:
    notice = a_notice(
        period_form="length_only", opens_on=None, closes_on=None, stated_length=5, stated_unit="working_day"
    )
    assert early(decided_on, notice) == faults


def test_an_early_decision_is_told_with_the_first_possible_day() -> None:
    awardee = an_awardee(notice_id="n-1", decided_on=day("2025-10-14"))
    fault = one(EARLY, a_portal(a_cycle(notices=[a_notice()], awardees=[awardee])))
    assert (place(fault), fault.clause) == (("2025/awardees.csv", 2, "decided_on"), "第九条")
    told = {name: fact for name, fact in fault.facts.items() if fact}
    assert told == {"notice": "n-1", "closes_on": "2025-10-14", "closes_time": "24:00", "earliest": "2025-10-15"}


@pytest.mark.parametrize(
    ("form", "unit", "provisional"),
    [("length_only", "working_day", "2027"), ("length_only", "day", ""), ("dates", "working_day", "")],
)
def test_an_end_that_depends_on_no_arrangement_yet_is_told_as_provisional(
    form: str, unit: str, provisional: str
) -> None:
    printed = {"opens_on": day("2026-12-28"), "closes_on": day("2027-01-04")} if form == "dates" else {}
    bare = {"opens_on": None, "closes_on": None, "stated_length": 5, "stated_unit": unit}
    notice = a_notice(period_form=form, published_on=day("2026-12-28"), **(printed or bare))
    awardee = an_awardee(notice_id="n-1", decided_on=day("2026-12-30"))
    fault = one(EARLY, a_portal(a_cycle(notices=[notice], awardees=[awardee])))
    assert fault.facts["provisional"] == provisional


@pytest.mark.parametrize(
    ("published_on", "decided_on", "withdrawal"),
    [("2025-10-11", "2025-10-12", "n-2"), ("2025-10-12", "2025-10-12", "n-2"), ("2025-10-13", "2025-10-12", "")],
)
def test_an_early_decision_by_a_notice_that_was_withdrawn_is_told_as_that(
    published_on: str, decided_on: str, withdrawal: str
) -> None:
    notices = [a_notice(), replace(a_withdrawal("n-2", "n-1"), published_on=day(published_on))]
    awardee = an_awardee(notice_id="n-1", decided_on=day(decided_on))
    for as_of in (day("2025-10-10"), day("2026-06-01")):  # ahead, and when it has been made
        fault = one(EARLY, a_portal(a_cycle(notices=notices, awardees=[awardee])), as_of)
        assert (fault.facts["withdrawal"], fault.facts["reason"]) == (withdrawal, withdrawal and "withdrawn")


def test_a_notice_published_anew_only_after_an_early_decision_had_been_withdrawn_all_the_same() -> None:
    withdrawal = replace(a_withdrawal("n-2", "n-1"), published_on=day("2025-10-10"))
    anew = a_change("n-3", "n-1", "correction", published_on=day("2025-10-20"), closes_on=day("2025-10-24"))
    awardee = an_awardee(notice_id="n-1", decided_on=day("2025-10-13"))
    fault = one(EARLY, a_portal(a_cycle(notices=[a_notice(), withdrawal, anew], awardees=[awardee])), day("2026-06-01"))
    assert (fault.facts["withdrawal"], fault.facts["closes_on"]) == ("n-2", "2025-10-14")


@pytest.mark.parametrize(("published_on", "faults"), [(None, 0), ("2025-10-16", 1), ("2025-10-17", 0)])
def test_a_row_counts_from_the_day_on_which_it_came_out(published_on: str | None, faults: int) -> None:
    later = a_change(
        "n-2", "n-1", "extension", published_on=published_on and day(published_on), closes_on=day("2025-10-21")
    )
    assert early("2025-10-16", a_notice(), later) == faults


@pytest.mark.parametrize(
    ("decided_on", "withdrawals"), [("2025-10-09", [""]), ("2025-10-13", ["n-2"]), ("2025-10-15", [])]
)
def test_an_award_that_names_a_withdrawal_is_held_against_what_it_withdraws(
    decided_on: str, withdrawals: list[str]
) -> None:
    rows = [a_notice(), replace(a_withdrawal("n-2", "n-1"), published_on=day("2025-10-10"))]
    awardee = an_awardee(notice_id="n-2", decided_on=day(decided_on))
    told = found(EARLY, a_portal(a_cycle(notices=rows, awardees=[awardee])), day("2026-06-01"))
    assert [(fault.facts["notice"], fault.facts["withdrawal"]) for fault in told] == [
        ("n-2", each) for each in withdrawals
    ]


def test_an_early_decision_is_told_with_the_hour_that_the_notice_prints() -> None:
    awardee = an_awardee(notice_id="n-1", decided_on=day("2025-10-13"))
    fault = one(EARLY, a_portal(a_cycle(notices=[a_notice(closes_time="17:00")], awardees=[awardee])))
    assert (fault.facts["closes_time"], fault.facts["earliest"]) == ("17:00", "2025-10-14")


def test_an_early_decision_without_a_regulation_or_a_demand_has_no_clause() -> None:
    awardee = an_awardee(notice_id="n-1", decided_on=day("2025-10-13"))
    for regulations in ([], [a_regulation(notices=(a_demand("onsite"),))]):
        portal = a_portal(a_cycle(notices=[a_notice()], awardees=[awardee]), regulations=regulations)
        assert one(EARLY, portal).clause is None


def test_an_early_decision_cites_the_demand_that_its_notice_fits() -> None:
    demands = (a_demand(audience="internal", clause="4.1"), a_demand(length=9, clause="5.1"), a_demand(clause="5.2"))
    awardee = an_awardee(notice_id="n-1", decided_on=day("2025-10-13"))
    portal = a_portal(a_cycle(notices=[a_notice()], awardees=[awardee]), regulations=[a_regulation(notices=demands)])
    assert one(EARLY, portal).clause == "5.2"


@pytest.mark.parametrize(("named", "clause"), [("n-1", "5.1"), ("n-2", "5.2")])
def test_an_early_decision_cites_the_demand_of_its_own_notice(named: str, clause: str) -> None:
    demands = (a_demand("onsite", clause="5.1"), a_demand(clause="5.2"))
    awardee = an_awardee(notice_id=named, decided_on=day("2025-10-13"))
    cycle = a_cycle(notices=[a_notice(stage="onsite"), a_notice("n-2")], awardees=[awardee])
    assert one(EARLY, a_portal(cycle, regulations=[a_regulation(notices=demands)])).clause == clause


def test_an_early_decision_cites_a_demand_without_a_length_too() -> None:
    demands = (a_demand("onsite", clause="5.1"), a_demand(length=None, clause="5.2"))
    awardee = an_awardee(notice_id="n-1", decided_on=day("2025-10-13"))
    portal = a_portal(a_cycle(notices=[a_notice()], awardees=[awardee]), regulations=[a_regulation(notices=demands)])
    assert one(EARLY, portal).clause == "5.2"


@pytest.mark.parametrize(("as_of", "severity"), [("2025-10-12", Severity.ERROR), ("2025-10-13", Severity.WARNING)])
def test_an_early_decision_can_be_put_off_until_it_is_taken(as_of: str, severity: Severity) -> None:
    awardee = an_awardee(notice_id="n-1", decided_on=day("2025-10-13"))
    portal = a_portal(a_cycle(notices=[a_notice()], awardees=[awardee]))
    assert one(EARLY, portal, day(as_of)).severity is severity


@pytest.mark.parametrize("changes", [{"notice_id": ""}, {"notice_id": "n-9"}, {"decided_on": None}])
def test_a_row_that_names_no_notice_or_no_day_is_not_judged(changes: Any) -> None:
    awardee = an_awardee(**{"notice_id": "n-1", "decided_on": day("2025-10-10"), **changes})
    assert found(EARLY, a_portal(a_cycle(notices=[a_notice()], awardees=[awardee]))) == []


def test_before_a_notice_without_a_period_no_decision_is_early() -> None:
    assert early("2025-10-10", a_notice(closes_on=None)) == 0


def test_a_notice_that_could_not_be_read_is_not_missed() -> None:
    cycle = a_cycle(awardees=[an_awardee()], completeness=complete("notices"))
    unread = replace(cycle, awardees=replace(cycle.awardees, sound=False))
    assert (len(found(WITHOUT, a_portal(cycle))), found(WITHOUT, a_portal(unread))) == (1, [])


def test_of_several_demanded_notices_the_last_is_missed_before_an_award() -> None:
    demands = (
        a_demand("onsite", clause="第八条"),
        a_demand(),
        a_demand("approval", audience="internal", clause="第十条"),
    )
    cycle = a_cycle(awardees=[an_awardee()], completeness=complete("notices"))
    assert one(WITHOUT, a_portal(cycle, regulations=[a_regulation(notices=demands)])).clause == "第九条"


def test_the_notice_before_an_award_is_judged_by_its_own_column() -> None:
    rows = [an_awardee("w-1", notice_id="n-9"), an_awardee("w-2")]
    fault = one(WITHOUT, a_portal(a_cycle(awardees=rows, completeness=complete("notices"))))
    assert (place(fault), fault.severity, fault.clause) == (
        ("2025/awardees.csv", 3, "notice_id"),
        Severity.WARNING,
        "第九条",
    )


@pytest.mark.parametrize(
    ("demands", "whole", "faults"),
    [((a_demand(),), ("notices",), 1), ((a_demand(audience="internal"),), ("notices",), 0), ((a_demand(),), (), 0)],
)
def test_a_missing_notice_is_told_only_where_one_is_demanded_and_all_are_recorded(
    demands: Any, whole: tuple[str, ...], faults: int
) -> None:
    cycle = a_cycle(awardees=[an_awardee()], completeness=complete(*whole))
    assert len(found(WITHOUT, a_portal(cycle, regulations=[a_regulation(notices=demands)]))) == faults


def test_a_computed_last_day_is_not_judged_by_a_calendar_that_could_not_be_read() -> None:
    bare = a_notice(
        period_form="length_only", opens_on=None, closes_on=None, stated_length=5, stated_unit="working_day"
    )
    awardee = an_awardee(notice_id="n-1", decided_on=day("2025-10-13"))
    for notice, faults in ((bare, 0), (a_notice(), 1)):
        portal = a_portal(a_cycle(notices=[notice], awardees=[awardee]))
        assert len(found(EARLY, portal)) == 1
        assert len(found(EARLY, replace(portal, calendar=WorkingDayCalendar.of(sound=False)))) == faults
