"""Measured notices and effective ends."""

from typing import Any

import pytest

from generator.domain.notice_measures import (
    demanded_notice,
    disagreeing_length,
    earliest_decision,
    effective_period,
    first_day,
    measure_notice,
)
from generator.domain.periods import Fit
from tests.domain.arranged_days import published_calendar
from tests.rules.building import a_change, a_demand, a_notice, a_period, a_regulation, day


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


def test_a_length_that_no_period_reaches_is_no_reason_to_stop() -> None:
    demand = a_demand(period=a_period(9999))
    measured = measure_notice(a_notice(), demand, {}, published_calendar())
    assert measured is not None
    assert (measured.fit, measured.reached_on) == (Fit.TOO_SHORT, None)


def test_an_extension_begins_where_the_first_notice_began() -> None:
    first = a_notice("n-1", closes_on=day("2025-10-13"))
    second = a_change("n-2", "n-1", "extension", opens_on=day("2025-10-14"), closes_on=day("2025-10-16"))
    third = a_change("n-3", "n-2", "extension", opens_on=day("2025-10-17"), closes_on=day("2025-10-20"))
    notices = {notice.notice_id: notice for notice in (first, second, third)}
    assert first_day(third, notices) == day("2025-10-09")
    assert first_day(a_change("n-4", "n-1", "correction", opens_on=day("2025-10-14")), notices) == day("2025-10-14")
    assert first_day(a_change("n-5", "n-1", "extension", opens_on=day("2025-10-15")), notices) == day("2025-10-15")


def test_extensions_in_a_circle_have_an_end() -> None:
    one, other = a_change("n-1", "n-2", "extension"), a_change("n-2", "n-1", "extension")
    assert first_day(one, {"n-1": one, "n-2": other}) == day("2025-10-09")


def test_extensions_that_lead_into_a_circle_have_an_end() -> None:
    rows = [
        a_change("n-1", "n-2", "extension"),
        a_change("n-2", "n-3", "extension"),
        a_change("n-3", "n-2", "extension"),
    ]
    assert first_day(rows[0], {row.notice_id: row for row in rows}) == day("2025-10-09")


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
    assert first_day(extension, {"n-1": a_notice(**older)}) == extension.opens_on


def test_an_extension_of_a_notice_that_is_not_held_stands_alone() -> None:
    assert first_day(a_change("n-2", "n-9", "extension", opens_on=day("2025-10-15")), {}) == day("2025-10-15")


def test_a_withdrawal_ends_no_later_than_what_it_withdraws() -> None:
    withdrawal = a_change("n-2", "n-1", "withdrawal", closes_on=day("2025-10-31"))
    period = effective_period(a_notice(), {"n-1": [withdrawal]}, published_calendar())
    assert period is not None
    assert period.closes_on == day("2025-10-14")


def test_the_effective_period_ends_last_of_all() -> None:
    first = a_notice(closes_time="17:00")
    same_day = a_change("n-2", "n-1", "correction")
    changes = {"n-1": [same_day]}
    alone = effective_period(first, {}, published_calendar())
    both = effective_period(first, changes, published_calendar())
    assert alone is not None
    assert both is not None
    assert (earliest_decision(alone), earliest_decision(both)) == (day("2025-10-14"), day("2025-10-15"))


def test_a_later_row_without_a_period_ends_nothing() -> None:
    broken = a_change("n-2", "n-1", "correction", closes_on=None)
    period = effective_period(a_notice(), {"n-1": [broken]}, published_calendar())
    assert period is not None
    assert period.closes_on == day("2025-10-14")


def test_a_notice_of_one_day_has_a_length() -> None:
    notice = a_notice(closes_on=day("2025-10-09"), stated_length=2, stated_unit="day")
    assert disagreeing_length(notice, published_calendar()) == 1


@pytest.mark.parametrize(("stated", "held"), [(5, None), (4, 5), (6, 5)])
def test_a_length_disagrees_with_what_the_dates_hold(stated: int, held: int | None) -> None:
    notice = a_notice(stated_length=stated, stated_unit="working_day")
    assert disagreeing_length(notice, published_calendar()) == held
