"""Measured notices and effective ends."""

from typing import Any

import pytest

from generator.domain.notice_measures import (
    demanded_notice,
    disagreeing_length,
    first_row,
    measure_by_any,
    measure_notice,
)
from generator.domain.periods import Fit
from generator.domain.regulations import RequiredPeriod
from tests.domain.arranged_days import published_calendar
from tests.rules.building import a_change, a_notice, day
from tests.rules.building_regulations import a_demand, a_period, a_regulation


def test_of_several_demands_the_longest_public_one_with_a_length_counts() -> None:
    without, short, long = a_demand(length=None), a_demand(length=3), a_demand(length=5)
    internal = a_demand(length=9, audience="internal")
    assert demanded_notice(a_regulation(notices=(without, short, internal, long)), "proposal") is long
    assert demanded_notice(a_regulation(notices=(without, internal)), "proposal") is internal
    assert demanded_notice(a_regulation(notices=(without,)), "proposal") is None
    assert demanded_notice(a_regulation(), "onsite") is None


def test_a_notice_is_measured_with_the_day_on_which_the_length_is_reached() -> None:
    notice = a_notice(closes_on=day("2025-10-13"))
    measured = measure_notice(notice, a_demand(), {"n-1": notice}, published_calendar())
    assert measured is not None
    assert (measured.counted, measured.fit, measured.reached_on) == (4, Fit.TOO_SHORT, day("2025-10-14"))
    assert measure_notice(notice, None, {}, published_calendar()) is None
    assert measure_notice(a_notice(period_form="sometime"), a_demand(), {}, published_calendar()) is None


def test_what_states_or_is_asked_no_length_is_not_measured() -> None:
    dated_withdrawal = a_change("n-2", "n-1", "withdrawal")
    assert measure_notice(dated_withdrawal, a_demand(), {"n-1": a_notice()}, published_calendar()) is None
    assert measure_notice(a_notice(), a_demand(length=None), {}, published_calendar()) is None


@pytest.mark.parametrize(
    "parts",
    [
        {"period_form": "length_only", "stated_length": None, "stated_unit": "working_day"},
        {"period_form": "length_only", "stated_length": 5, "stated_unit": "day"},
        {"opens_on": None, "published_on": None},
        {"closes_on": None},
        {"closes_on": day("2025-10-08")},
    ],
)
def test_a_row_that_does_not_say_how_long_it_stands_is_not_measured(parts: dict[str, Any]) -> None:
    assert measure_notice(a_notice(**parts), a_demand(), {}, published_calendar()) is None


@pytest.mark.parametrize(
    ("stated", "kind", "expected"),
    [
        (4, "minimum", Fit.TOO_SHORT),
        (5, "minimum", Fit.FITS),
        (6, "minimum", Fit.FITS),
        (4, "exact", Fit.TOO_SHORT),
        (5, "exact", Fit.FITS),
        (6, "exact", Fit.TOO_LONG),
    ],
)
def test_a_bare_length_is_measured_by_itself(stated: int, kind: str, expected: Fit) -> None:
    parts: dict[str, Any] = {"period_form": "length_only", "stated_length": stated, "stated_unit": "working_day"}
    demand = a_demand(period=a_period(5, kind=kind))
    dated = measure_notice(a_notice(**parts), demand, {}, published_calendar())
    assert dated is not None
    assert (dated.counted, dated.fit) == (stated, expected)
    assert (dated.opens_on, dated.reached_on) == (day("2025-10-09"), day("2025-10-14"))
    undated = measure_notice(a_notice(**parts, published_on=None), demand, {}, published_calendar())
    assert undated is not None
    assert (undated.fit, undated.opens_on, undated.reached_on) == (expected, None, None)


@pytest.mark.parametrize(
    ("periods", "chosen"),
    [
        # A notice of five working days: what it fits, however far from it, otherwise what it misses by least.
        ([a_period(6), a_period(1)], 1),
        ([a_period(3, kind="exact"), a_period(6)], 6),
        ([a_period(9), a_period(3, kind="exact")], 3),
        ([a_period(7), a_period(3, kind="exact")], 7),  # both by two: the first
    ],
)
def test_of_several_demands_a_row_is_measured_by_the_nearest(periods: list[RequiredPeriod], chosen: int) -> None:
    regulation = a_regulation(notices=tuple(a_demand(period=period) for period in periods))
    measured = measure_by_any(a_notice(), regulation, {}, published_calendar())
    assert measured is not None
    assert measured.required.length == chosen


def test_for_a_mistyped_year_no_more_than_the_longest_span_is_counted() -> None:
    measured = measure_notice(a_notice(opens_on=day("1025-10-09")), a_demand(), {}, published_calendar())
    assert measured is not None
    assert 5000 < measured.counted < 7320


def test_a_length_that_no_period_reaches_is_no_reason_to_stop() -> None:
    demand = a_demand(period=a_period(9999))
    measured = measure_notice(a_notice(), demand, {}, published_calendar())
    assert measured is not None
    assert (measured.fit, measured.reached_on) == (Fit.TOO_SHORT, None)


def test_an_extension_begins_where_the_first_notice_began() -> None:
    first = a_notice("n-1", closes_on=day("2025-10-13"))
    second = a_change("n-2", "n-1", "extension", opens_on=day("2025-10-14"), closes_on=day("2025-10-16"))
    third = a_change("n-3", "n-2", "extension", opens_on=day("2025-10-17"), closes_on=day("2025-10-20"))
    corrected = a_change("n-4", "n-1", "correction", opens_on=day("2025-10-14"))
    later = a_change("n-5", "n-1", "extension", opens_on=day("2025-10-15"))
    notices = {notice.notice_id: notice for notice in (first, second, third)}
    assert first_row(third, notices, published_calendar()) is first
    assert first_row(corrected, notices, published_calendar()) is corrected
    assert first_row(later, notices, published_calendar()) is later


@pytest.mark.parametrize(
    ("form", "opens_on", "counted"),
    [
        ("dates", "2025-10-09", 5),
        ("from_publication", "2025-10-09", 4),  # the day of publication does not count, whatever the extension prints
        ("length_only", None, 5),
    ],
)
def test_an_extension_counts_the_days_of_the_notice_that_it_extends(
    form: str, opens_on: str | None, counted: int
) -> None:
    first = a_notice(
        "n-1",
        period_form=form,
        opens_on=opens_on and day(opens_on),
        closes_on=opens_on and day("2025-10-11"),
        stated_length=3,
        stated_unit="working_day",
    )
    added = a_change("n-2", "n-1", "extension", opens_on=day("2025-10-12"), closes_on=day("2025-10-14"))
    measured = measure_notice(added, a_demand(length=5), {"n-1": first}, published_calendar())
    assert measured is not None
    assert (measured.opens_on, measured.counted) == (day("2025-10-09"), counted)


def test_an_extension_repeats_no_day_of_publication_of_its_own() -> None:
    dates = {"opens_on": day("2025-10-10"), "period_form": "from_publication"}  # the day after the notice came out
    first, later = a_notice("n-1", **dates), {"published_on": day("2025-10-13"), "closes_on": day("2025-10-15")}
    again = a_change("n-2", "n-1", "extension", **dates | later)
    measured = measure_notice(again, a_demand(length=5), {"n-1": first}, published_calendar())
    assert measured is not None
    assert measured.counted == 5  # 10, 11 (made up), 13, 14 and 15 October


def test_extensions_in_a_circle_have_an_end() -> None:
    one, other = a_change("n-1", "n-2", "extension"), a_change("n-2", "n-1", "extension")
    assert first_row(one, {"n-1": one, "n-2": other}, published_calendar()) is one


def test_extensions_that_lead_into_a_circle_have_an_end() -> None:
    rows = [
        a_change("n-1", "n-2", "extension"),
        a_change("n-2", "n-3", "extension"),
        a_change("n-3", "n-2", "extension"),
    ]
    assert first_row(rows[0], {row.notice_id: row for row in rows}, published_calendar()) is rows[0]


@pytest.mark.parametrize(
    ("own", "older"),
    [
        ({"opens_on": None, "published_on": None}, {}),
        ({}, {"opens_on": None, "published_on": None}),
        ({}, {"closes_on": None}),
    ],
)
def test_an_extension_stands_alone_where_it_cannot_be_joined_to_the_older_period(
    own: dict[str, Any], older: dict[str, Any]
) -> None:
    parts = {"opens_on": day("2025-10-15"), "published_on": day("2025-10-14"), "closes_on": day("2025-10-17")}
    extension = a_change("n-2", "n-1", "extension", **parts | own)
    assert first_row(extension, {"n-1": a_notice(**older)}, published_calendar()) is extension


def test_an_extension_of_a_notice_that_is_not_held_stands_alone() -> None:
    extension = a_change("n-2", "n-9", "extension", opens_on=day("2025-10-15"))
    assert first_row(extension, {}, published_calendar()) is extension


def test_a_notice_of_one_day_has_a_length() -> None:
    notice = a_notice(closes_on=day("2025-10-09"), stated_length=2, stated_unit="day")
    assert disagreeing_length(notice, published_calendar()) == 1


@pytest.mark.parametrize(("stated", "held"), [(5, None), (4, 5), (6, 5)])
def test_a_length_disagrees_with_what_the_dates_hold(stated: int, held: int | None) -> None:
    notice = a_notice(stated_length=stated, stated_unit="working_day")
    assert disagreeing_length(notice, published_calendar()) == held


@pytest.mark.parametrize(
    "parts",
    [
        {"period_form": "sometime"},
        {"period_form": "deadline_only"},
        {"opens_on": None},
        {"closes_on": None},
        {"closes_on": day("2025-10-08")},
        {"stated_length": None},
        {"stated_unit": "week"},
    ],
)
def test_a_length_disagrees_only_with_two_dates_that_can_be_counted(parts: dict[str, Any]) -> None:
    stated: dict[str, Any] = {"stated_length": 4, "stated_unit": "working_day"}
    assert disagreeing_length(a_notice(**stated | parts), published_calendar()) is None
