"""Whether a notice was open as long as the regulation demands, in the unit that it demands."""

from dataclasses import replace
from typing import Any

import pytest

from generator.domain.assessments import assess
from generator.domain.regulations import Regulation
from generator.domain.verdicts import Kind, Length, Verdict
from generator.domain.working_days import WorkingDayCalendar
from tests.domain.judging import DECIDED, MET, NOT_MET, OPEN, judged, only, outcome
from tests.rules.building import (
    LATER,
    a_change,
    a_cycle,
    a_jurisdiction,
    a_notice,
    a_withdrawal,
    an_awardee,
    complete,
    day,
)
from tests.rules.building_regulations import a_demand, a_period, a_regulation


@pytest.mark.parametrize(
    ("closes_on", "expected", "counted"),
    [
        ("2025-10-13", (NOT_MET, "too_short"), 4),
        ("2025-10-14", (MET, "long_enough"), 5),
        ("2025-10-15", (MET, "long_enough"), 6),
    ],
)
def test_the_day_before_the_day_and_the_day_after(closes_on: str, expected: tuple[Verdict, str], counted: int) -> None:
    assessment = only(a_cycle(notices=[a_notice(closes_on=day(closes_on))]), Kind.NOTICE_LENGTH)
    assert outcome(assessment) == expected
    assert assessment.facts["counted"] == Length(length=counted, unit="working_day")
    assert assessment.facts["required"] == Length(length=5, unit="working_day")


def test_an_exact_length_may_not_be_exceeded() -> None:
    regulation = a_regulation(notices=(a_demand(period=a_period(7, "day", "exact")),))
    notice = a_notice(opens_on=day("2025-10-09"), closes_on=day("2025-10-16"))
    assert outcome(only(a_cycle(notices=[notice]), Kind.NOTICE_LENGTH, regulation)) == (NOT_MET, "too_long")


def test_a_notice_is_judged_only_once_it_has_closed() -> None:
    cycle = a_cycle(notices=[a_notice(closes_on=day("2025-10-13"))])
    assert outcome(only(cycle, Kind.NOTICE_LENGTH, on=day("2025-10-13"))) == (OPEN, "not_closed")
    assert outcome(only(cycle, Kind.NOTICE_LENGTH, on=day("2025-10-14"))) == (NOT_MET, "too_short")


def test_an_extension_makes_up_for_a_short_notice_from_the_day_it_came_out() -> None:
    extension = a_change("n-2", "n-1", "extension", published_on=day("2025-10-13"), opens_on=day("2025-10-09"))
    cycle = a_cycle(notices=[a_notice(closes_on=day("2025-10-13")), replace(extension, closes_on=day("2025-10-15"))])
    assessment = only(cycle, Kind.NOTICE_LENGTH)
    assert outcome(assessment) == (MET, "long_enough")
    assert assessment.facts["counted"] == Length(length=6, unit="working_day")


def test_an_extension_that_prints_only_the_added_days_adds_to_those_of_the_notice() -> None:
    added = a_change("n-2", "n-1", "extension", published_on=day("2025-10-13"), opens_on=day("2025-10-14"))
    cycle = a_cycle(notices=[a_notice(closes_on=day("2025-10-13")), replace(added, closes_on=day("2025-10-15"))])
    assessment = only(cycle, Kind.NOTICE_LENGTH)
    assert outcome(assessment) == (MET, "long_enough")
    assert assessment.facts["counted"] == Length(length=6, unit="working_day")


@pytest.mark.parametrize(
    ("kind", "length", "told"),
    [
        ("exact", 4, (OPEN, "calendar_missing")),  # 1 January 2027 may be a day off, and the weekend follows
        ("minimum", 4, (MET, "long_enough")),
        ("exact", 3, (OPEN, "calendar_missing")),
        ("exact", 8, (NOT_MET, "too_short")),
    ],
)
def test_a_last_day_that_a_coming_arrangement_may_put_off_makes_no_notice_too_long(
    kind: str, length: int, told: tuple[Verdict, str]
) -> None:
    notice = a_notice(
        period_form="from_publication",
        published_on=day("2026-12-28"),
        opens_on=day("2026-12-28"),
        closes_on=day("2027-01-04"),
    )
    regulation = a_regulation(notices=(a_demand(period=a_period(length, "day", kind)),))
    cycle = a_cycle(notices=[notice])
    assert outcome(only(cycle, Kind.NOTICE_LENGTH, regulation, day("2027-06-01"))) == told


def test_a_notice_that_was_published_anew_after_its_withdrawal_is_assessed_as_it_stands() -> None:
    withdrawal = replace(a_withdrawal("n-2", "n-1"), published_on=day("2025-10-10"))
    dates = {"published_on": day("2025-10-13"), "opens_on": day("2025-10-13"), "closes_on": day("2025-10-21")}
    anew = a_change("n-3", "n-1", "correction", **dates)
    cycle = a_cycle(notices=[a_notice(), withdrawal, anew], awardees=[an_awardee()], completeness=complete("notices"))
    shown, length = only(cycle, Kind.NOTICE_PUBLISHED), only(cycle, Kind.NOTICE_LENGTH)
    assert (outcome(shown), shown.facts["published_on"]) == ((MET, "published"), day("2025-10-13"))
    assert (outcome(length), length.facts["notice"]) == ((MET, "long_enough"), "n-3")
    assert outcome(only(cycle, Kind.NOTICE_LENGTH, on=day("2025-10-12"))) == (OPEN, "withdrawn")


def test_a_withdrawn_notice_has_no_length() -> None:
    cycle = a_cycle(notices=[a_notice("n-1"), a_withdrawal("n-2", "n-1")])
    assert outcome(only(cycle, Kind.NOTICE_LENGTH)) == (OPEN, "withdrawn")


def two_lists(**second: Any) -> Regulation:
    """A regulation that demands two public notices at one stage: seven days exactly, and another."""
    first = a_demand(period=a_period(7, unit="day", kind="exact"), clause="5.1")
    return a_regulation(notices=(first, a_demand(clause="5.2", **second)))


def test_of_two_demands_at_a_stage_a_notice_is_judged_by_the_one_that_it_fits() -> None:
    in_working_days = a_notice("n-1", stated_length=5, stated_unit="working_day")
    in_days = a_notice("n-2", closes_on=day("2025-10-15"), stated_length=7, stated_unit="day")
    cycle = a_cycle(notices=[in_working_days, in_days])
    for kind, reason in ((Kind.NOTICE_LENGTH, "long_enough"), (Kind.NOTICE_UNIT, "unit_agrees")):
        found = judged(cycle, kind, two_lists())
        assert [(outcome(each), each.clause) for each in found] == [((MET, reason), "5.2"), ((MET, reason), "5.1")]


def test_a_decision_cites_the_demand_that_its_notice_fits() -> None:
    cycle = a_cycle(notices=[a_notice(stated_length=5, stated_unit="working_day")], awardees=[DECIDED])
    assert only(cycle, Kind.NOTICE_TO_DECISION, two_lists()).clause == "5.2"


def test_of_two_demands_at_a_stage_a_notice_that_fits_neither_is_judged_by_the_nearest() -> None:
    short = a_notice(closes_on=day("2025-10-13"), stated_length=None, stated_unit="")
    assessment = only(a_cycle(notices=[short]), Kind.NOTICE_LENGTH, two_lists())
    assert (outcome(assessment), assessment.clause) == ((NOT_MET, "too_short"), "5.2")


def test_a_notice_that_may_be_one_without_a_length_is_not_judged() -> None:
    short = a_notice(closes_on=day("2025-10-09"))
    found = only(a_cycle(notices=[short]), Kind.NOTICE_LENGTH, two_lists(length=None))
    assert outcome(found) == (OPEN, "length_not_told_apart")


def test_a_text_without_a_length_gives_nothing_to_measure_by() -> None:
    regulation = a_regulation(notices=(a_demand(length=None),))
    cycle = a_cycle(notices=[a_notice()])
    assert outcome(only(cycle, Kind.NOTICE_LENGTH, regulation)) == (OPEN, "length_not_stated")
    assert judged(cycle, Kind.NOTICE_UNIT, regulation) == []


def test_dates_that_cannot_be_reckoned_are_said_to_be_so() -> None:
    notice = a_notice(opens_on=day("2025-10-14"), closes_on=day("2025-10-09"))
    assert outcome(only(a_cycle(notices=[notice]), Kind.NOTICE_LENGTH)) == (OPEN, "period_not_countable")


def test_working_days_of_a_year_without_arrangement_are_not_judged_but_calendar_days_are() -> None:
    cycle = a_jurisdiction(a_cycle(notices=[a_notice()])).cycles[0]
    lengths = [each for each in assess(cycle, WorkingDayCalendar.of(), LATER) if each.kind is Kind.NOTICE_LENGTH]
    assert [outcome(each) for each in lengths] == [(OPEN, "calendar_missing")]
    assert lengths[0].facts["years"] == "2025"
    by_days = a_regulation(notices=(a_demand(period=a_period(5, "day")),))
    cycle = a_jurisdiction(a_cycle(notices=[a_notice()]), regulations=[by_days]).cycles[0]
    lengths = [each for each in assess(cycle, WorkingDayCalendar.of(), LATER) if each.kind is Kind.NOTICE_LENGTH]
    assert [outcome(each) for each in lengths] == [(MET, "long_enough")]


def test_a_notice_that_nothing_demands_is_not_assessed() -> None:
    assert judged(a_cycle(notices=[a_notice(stage="onsite")]), Kind.NOTICE_LENGTH) == []


@pytest.mark.parametrize(
    ("stated", "expected"),
    [("working_day", (MET, "unit_agrees")), ("day", (NOT_MET, "unit_disagrees")), ("", (OPEN, "unit_not_stated"))],
)
def test_the_unit_that_a_notice_states(stated: str, expected: tuple[Verdict, str]) -> None:
    notice = a_notice(stated_length=5 if stated else None, stated_unit=stated)
    assert outcome(only(a_cycle(notices=[notice]), Kind.NOTICE_UNIT)) == expected


def test_the_unit_that_an_extension_does_not_repeat_is_that_of_the_notice() -> None:
    notice = a_notice(stated_length=9, stated_unit="day")
    longer = a_change("n-2", "n-1", "extension", closes_on=day("2025-10-17"), published_on=day("2025-10-13"))
    found = only(a_cycle(notices=[notice, longer]), Kind.NOTICE_UNIT)
    assert (outcome(found), found.facts["notice"]) == ((NOT_MET, "unit_disagrees"), "n-1")
    again = replace(longer, stated_length=6, stated_unit="working_day")
    found = only(a_cycle(notices=[notice, again]), Kind.NOTICE_UNIT)
    assert (outcome(found), found.facts["notice"]) == ((MET, "unit_agrees"), "n-2")
