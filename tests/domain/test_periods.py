"""The period of a notice out of its row, and whether a change moves its end to an earlier moment."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from generator.domain.deadlines import PeriodForm, Unit
from generator.domain.moments import rfc3339
from generator.domain.periods import counts_from, held_length, moved_earlier, notice_period
from generator.domain.records import Notice
from generator.domain.working_days import WorkingDayCalendar
from tests.domain.arranged_days import published_calendar

NOTICE = Notice(
    line=2,
    notice_id="proposal-1",
    stage="proposal",
    title="拟获奖名单公示",
    document_number="",
    publisher="示例市评审办",
    medium="",
    published_on=dt.date(2025, 9, 25),
    period_form="dates",
    opens_on=dt.date(2025, 9, 26),
    closes_on=dt.date(2025, 10, 9),
    closes_time="",
    stated_length=5,
    stated_unit="working_day",
    declared_count=None,
    corrects="",
    change="",
    change_reason="",
    source_url="",
)


def test_printed_dates_are_what_counts_and_the_stated_length_stands_beside_them() -> None:
    notice = replace(NOTICE, opens_on=dt.date(2023, 1, 3), closes_on=dt.date(2023, 1, 7))
    period = notice_period(notice, published_calendar())
    assert period is not None
    assert (period.opens_on, period.closes_on, period.computed) == (dt.date(2023, 1, 3), dt.date(2023, 1, 7), False)
    assert period.counted is not None
    assert period.counted.closes_on == dt.date(2023, 1, 9)


def test_the_interval_is_half_open_in_beijing_time() -> None:
    period = notice_period(NOTICE, published_calendar())
    assert period is not None
    assert period.starts_at is not None
    assert rfc3339(period.starts_at) == "2025-09-26T00:00:00+08:00"
    assert rfc3339(period.ends_at) == "2025-10-10T00:00:00+08:00"
    until_five = notice_period(replace(NOTICE, closes_time="17:00"), published_calendar())
    assert until_five is not None
    assert rfc3339(until_five.ends_at) == "2025-10-09T17:00:00+08:00"


def test_from_publication_counts_from_the_publication_beside_its_printed_dates() -> None:
    notice = replace(
        NOTICE, period_form="from_publication", published_on=dt.date(2025, 9, 26), opens_on=dt.date(2025, 9, 27)
    )
    period = notice_period(notice, published_calendar())
    assert period is not None
    assert (period.opens_on, period.closes_on) == (dt.date(2025, 9, 27), dt.date(2025, 10, 9))
    assert period.counted is not None
    assert (period.counted.opens_on, period.counted.closes_on) == (dt.date(2025, 9, 26), dt.date(2025, 10, 10))


def test_a_deadline_alone_opens_on_the_day_of_publication() -> None:
    notice = replace(NOTICE, period_form="deadline_only", opens_on=None, stated_length=None, stated_unit="")
    period = notice_period(notice, published_calendar())
    assert period is not None
    assert (period.opens_on, period.closes_on, period.counted) == (dt.date(2025, 9, 25), dt.date(2025, 10, 9), None)
    undated = notice_period(replace(notice, published_on=None), published_calendar())
    assert undated is not None
    assert (undated.opens_on, undated.starts_at) == (None, None)


def test_a_length_alone_is_computed_and_counts_the_day_of_publication() -> None:
    notice = replace(NOTICE, period_form="length_only", opens_on=None, closes_on=None, closes_time="17:00")
    period = notice_period(notice, published_calendar())
    assert period is not None
    assert (period.opens_on, period.closes_on, period.computed) == (dt.date(2025, 9, 25), dt.date(2025, 9, 30), True)
    assert rfc3339(period.ends_at) == "2025-09-30T17:00:00+08:00"


@pytest.mark.parametrize(
    "notice",
    [
        replace(NOTICE, period_form="", opens_on=None, closes_on=None, change="withdrawal"),
        replace(NOTICE, period_form="weekly"),
        replace(NOTICE, opens_on=None),
        replace(NOTICE, closes_on=None),
        replace(NOTICE, closes_on=dt.date(2025, 9, 25)),
        replace(NOTICE, closes_time="5pm"),
        replace(NOTICE, closes_on=dt.date(9999, 12, 31)),
        replace(NOTICE, period_form="from_publication", closes_on=None),
        replace(NOTICE, period_form="deadline_only", closes_on=dt.date(2025, 9, 24)),
        replace(NOTICE, period_form="length_only", published_on=None),
        replace(NOTICE, period_form="length_only", stated_length=None),
        replace(NOTICE, period_form="length_only", stated_length=0),
        replace(NOTICE, period_form="length_only", stated_unit="week"),
        replace(NOTICE, period_form="length_only", published_on=dt.date(9999, 12, 30)),
    ],
)
def test_a_row_that_states_no_period_has_none(notice: Notice) -> None:
    assert notice_period(notice, published_calendar()) is None


def test_a_notice_of_one_day_has_a_period() -> None:
    period = notice_period(replace(NOTICE, closes_on=NOTICE.opens_on), published_calendar())
    assert period is not None
    assert (period.opens_on, period.closes_on) == (dt.date(2025, 9, 26), dt.date(2025, 9, 26))


@pytest.mark.parametrize(("length", "unit"), [(None, "working_day"), (5, ""), (0, "day"), (99999, "day")])
def test_printed_dates_need_no_length(length: int | None, unit: str) -> None:
    period = notice_period(replace(NOTICE, stated_length=length, stated_unit=unit), published_calendar())
    assert period is not None
    assert (period.closes_on, period.counted) == (dt.date(2025, 10, 9), None)


def test_a_period_is_provisional_for_its_own_days_and_for_those_of_its_length() -> None:
    calendar = published_calendar()
    assert (known := notice_period(NOTICE, calendar)) is not None
    assert (known.missing_years, known.provisional) == ((), False)
    old = replace(NOTICE, opens_on=dt.date(2021, 12, 27), closes_on=dt.date(2021, 12, 31))
    assert (before := notice_period(old, calendar)) is not None
    assert (before.missing_years, before.provisional) == ((2021,), True)
    across = replace(NOTICE, opens_on=dt.date(2021, 12, 20), closes_on=dt.date(2022, 1, 5), stated_length=None)
    assert (into_held := notice_period(across, calendar)) is not None
    assert into_held.missing_years == (2021,)
    turn = replace(NOTICE, opens_on=dt.date(2023, 12, 20), closes_on=dt.date(2024, 1, 5))
    assert (unarranged := notice_period(turn, WorkingDayCalendar.of())) is not None
    assert unarranged.missing_years == (2023, 2024)
    late = replace(NOTICE, opens_on=dt.date(2026, 12, 22), closes_on=dt.date(2026, 12, 24))
    assert (by_length := notice_period(late, calendar)) is not None
    assert by_length.missing_years == (2027,)


@pytest.mark.parametrize(
    ("opens_on", "begins", "held"),
    [
        # The notice prints its day of publication as the first: that day does not count.
        (dt.date(2023, 1, 3), dt.date(2023, 1, 3), 4),
        # It prints the day after: the day of publication is left out already, and every printed day counts.
        (dt.date(2023, 1, 4), dt.date(2023, 1, 3), 4),
        (dt.date(2023, 1, 5), dt.date(2023, 1, 4), 3),
    ],
)
def test_only_the_day_of_publication_is_left_out(opens_on: dt.date, begins: dt.date, held: int) -> None:
    notice = replace(
        NOTICE,
        published_on=dt.date(2023, 1, 3),
        period_form="from_publication",
        opens_on=opens_on,
        closes_on=dt.date(2023, 1, 9),
    )
    assert counts_from(opens_on, notice) == begins
    form, unit = PeriodForm.FROM_PUBLICATION, Unit.WORKING_DAY
    assert held_length(begins, dt.date(2023, 1, 9), unit, form, published_calendar()) == held
    period = notice_period(notice, published_calendar())
    assert period is not None
    assert (period.opens_on, period.counts_from) == (opens_on, begins)
    assert counts_from(opens_on, replace(notice, period_form="dates")) == opens_on
    assert counts_from(opens_on, replace(notice, published_on=None)) == opens_on


LENGTH_ONLY = replace(NOTICE, period_form="length_only", opens_on=None, closes_on=None)


@pytest.mark.parametrize(
    ("was", "changes", "column"),
    [
        (NOTICE, {"closes_on": dt.date(2025, 9, 30)}, "closes_on"),
        (NOTICE, {"closes_time": "17:00"}, "closes_time"),
        (NOTICE, {"closes_on": dt.date(2025, 9, 30), "closes_time": "17:00"}, "closes_on"),
        (LENGTH_ONLY, {"stated_length": 4}, "stated_length"),
        (LENGTH_ONLY, {"stated_unit": "day"}, "stated_unit"),
        (LENGTH_ONLY, {"published_on": dt.date(2025, 9, 24)}, "published_on"),
        # Beside printed dates neither length nor publication moves the deadline.
        (NOTICE, {"stated_length": 4, "published_on": dt.date(2025, 9, 24)}, None),
        (NOTICE, {"title": "别的"}, None),
        (NOTICE, {"closes_on": dt.date(2025, 10, 10)}, None),
        (NOTICE, {"closes_on": dt.date(2025, 10, 10), "closes_time": "17:00"}, None),
        (LENGTH_ONLY, {"stated_length": 6}, None),
    ],
)
def test_a_deadline_moves_earlier_by_the_most_telling_column_that_changed(
    was: Notice, changes: dict[str, Any], column: str | None
) -> None:
    assert moved_earlier(was, replace(was, **changes), published_calendar()) == column


@pytest.mark.parametrize(
    ("was", "now", "column"),
    [
        (dt.date(2025, 10, 9), dt.date(2025, 10, 8), "closes_on"),
        (dt.date(2025, 10, 9), dt.date(2025, 10, 9), None),
        (dt.date(2025, 10, 9), dt.date(2025, 10, 10), None),
        (dt.date(2025, 10, 9), None, None),
        (None, dt.date(2025, 10, 9), None),
        (None, None, None),
    ],
)
@pytest.mark.parametrize("broken", ["was", "now", "both"])
def test_where_a_row_states_no_period_its_closing_days_alone_are_compared(
    was: dt.date | None, now: dt.date | None, column: str | None, broken: str
) -> None:
    before = replace(NOTICE, closes_on=was, opens_on=NOTICE.opens_on if broken == "now" else None)
    after = replace(NOTICE, closes_on=now, opens_on=NOTICE.opens_on if broken == "was" else None)
    assert moved_earlier(before, after, published_calendar()) == column


def test_an_hour_that_could_not_be_read_was_no_later_one() -> None:
    assert moved_earlier(replace(NOTICE, closes_time="5pm"), NOTICE, published_calendar()) is None
