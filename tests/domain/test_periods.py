"""The period of a notice out of its row, and how it fits what a regulation asks for."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.domain.deadlines import MAX_LENGTH, PeriodForm, Unit, count_between, deadline
from generator.domain.moments import rfc3339
from generator.domain.periods import Fit, counts_from, fit, held_length, moved_earlier, notice_period
from generator.domain.records import Notice
from generator.domain.regulations import RequiredPeriod
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
MINIMUM = RequiredPeriod(length=5, unit="working_day", kind="minimum")
EXACT = RequiredPeriod(length=7, unit="day", kind="exact")


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
    ("opens_on", "closes_on", "form", "required", "expected"),
    [
        # Four working days and a Saturday, where five are asked for.
        (dt.date(2023, 1, 3), dt.date(2023, 1, 7), PeriodForm.DATES, MINIMUM, Fit.TOO_SHORT),
        (dt.date(2023, 1, 3), dt.date(2023, 1, 9), PeriodForm.DATES, MINIMUM, Fit.FITS),
        (dt.date(2023, 1, 3), dt.date(2023, 3, 9), PeriodForm.DATES, MINIMUM, Fit.FITS),
        # Two make-up days save the period across the National Day.
        (dt.date(2025, 9, 28), dt.date(2025, 10, 10), PeriodForm.DATES, MINIMUM, Fit.FITS),
        (dt.date(2025, 9, 28), dt.date(2025, 10, 9), PeriodForm.DATES, MINIMUM, Fit.TOO_SHORT),
        # The day of publication does not count.
        (dt.date(2023, 1, 3), dt.date(2023, 1, 9), PeriodForm.FROM_PUBLICATION, MINIMUM, Fit.TOO_SHORT),
        (dt.date(2023, 1, 3), dt.date(2023, 1, 10), PeriodForm.FROM_PUBLICATION, MINIMUM, Fit.FITS),
        (dt.date(2023, 1, 2), dt.date(2023, 1, 9), PeriodForm.FROM_PUBLICATION, MINIMUM, Fit.FITS),
        (dt.date(2020, 11, 9), dt.date(2020, 11, 14), PeriodForm.DATES, EXACT, Fit.TOO_SHORT),
        (dt.date(2020, 11, 9), dt.date(2020, 11, 15), PeriodForm.DATES, EXACT, Fit.FITS),
        (dt.date(2020, 11, 9), dt.date(2020, 11, 16), PeriodForm.DATES, EXACT, Fit.TOO_LONG),
        (dt.date(2020, 11, 9), dt.date(2020, 11, 16), PeriodForm.DEADLINE_ONLY, EXACT, Fit.TOO_LONG),
        (dt.date(2020, 11, 9), dt.date(2020, 11, 15), PeriodForm.LENGTH_ONLY, EXACT, Fit.FITS),
        # The seventh day after the publication is a Sunday: the next Monday is still right, the Tuesday is not.
        (dt.date(2020, 11, 8), dt.date(2020, 11, 15), PeriodForm.FROM_PUBLICATION, EXACT, Fit.FITS),
        (dt.date(2020, 11, 8), dt.date(2020, 11, 16), PeriodForm.FROM_PUBLICATION, EXACT, Fit.FITS),
        (dt.date(2020, 11, 8), dt.date(2020, 11, 17), PeriodForm.FROM_PUBLICATION, EXACT, Fit.TOO_LONG),
        (dt.date(2020, 11, 8), dt.date(2020, 11, 14), PeriodForm.FROM_PUBLICATION, EXACT, Fit.TOO_SHORT),
        (dt.date(2020, 11, 9), dt.date(2020, 11, 8), PeriodForm.DATES, EXACT, Fit.TOO_SHORT),
    ],
)
def test_fit(opens_on: dt.date, closes_on: dt.date, form: PeriodForm, required: RequiredPeriod, expected: Fit) -> None:
    assert fit(opens_on, closes_on, form, required, published_calendar()) is expected


def test_a_period_longer_than_an_exact_length_that_nobody_counts_is_too_long() -> None:
    endless = RequiredPeriod(length=MAX_LENGTH + 1, unit="day", kind="exact")
    first = dt.date(2000, 1, 1)
    last = first + dt.timedelta(days=MAX_LENGTH)
    fits = [
        fit(first, day, PeriodForm.DATES, endless, published_calendar())
        for day in (last - dt.timedelta(days=1), last, last + dt.timedelta(days=1))
    ]
    assert fits == [Fit.TOO_SHORT, Fit.FITS, Fit.TOO_LONG]


def test_days_off_after_an_exact_number_of_working_days_make_no_period_too_long() -> None:
    five = RequiredPeriod(length=5, unit="working_day", kind="exact")
    friday, sunday, monday = dt.date(2025, 7, 11), dt.date(2025, 7, 13), dt.date(2025, 7, 14)
    fits = [
        fit(dt.date(2025, 7, 7), last, PeriodForm.DATES, five, published_calendar())
        for last in (friday, sunday, monday)
    ]
    assert fits == [Fit.FITS, Fit.FITS, Fit.TOO_LONG]


@given(
    st.dates(dt.date(2021, 6, 1), dt.date(2027, 6, 30)),
    st.integers(0, 60),
    st.sampled_from(Unit),
    st.sampled_from(PeriodForm),
)
def test_the_held_length_is_that_of_the_strip(opens_on: dt.date, span: int, unit: Unit, form: PeriodForm) -> None:
    closes_on = opens_on + dt.timedelta(days=span)
    strip = count_between(opens_on, closes_on, unit, published_calendar(), form=form)
    assert held_length(opens_on, closes_on, unit, form, published_calendar()) == strip.length


@given(
    st.dates(dt.date(2021, 6, 1), dt.date(2027, 6, 30)),
    st.integers(1, 60),
    st.sampled_from(Unit),
    st.sampled_from([PeriodForm.DATES, PeriodForm.FROM_PUBLICATION, PeriodForm.LENGTH_ONLY]),
    st.sampled_from(["minimum", "exact"]),
)
def test_a_period_closed_on_its_own_deadline_fits(
    opens_on: dt.date, length: int, unit: Unit, form: PeriodForm, kind: str
) -> None:
    calendar = published_calendar()
    closes_on = deadline(opens_on, length, unit, form, calendar).closes_on
    required = RequiredPeriod(length=length, unit=unit, kind=kind)
    assert fit(opens_on, closes_on, form, required, calendar) is Fit.FITS


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


@pytest.mark.parametrize("unit", Unit)
@pytest.mark.parametrize("form", PeriodForm)
@pytest.mark.parametrize("days_before", [1, 2, 30])
def test_reversed_dates_hold_nothing(unit: Unit, form: PeriodForm, days_before: int) -> None:
    opens_on = dt.date(2025, 9, 26)
    closes_on = opens_on - dt.timedelta(days=days_before)
    assert held_length(opens_on, closes_on, unit, form, published_calendar()) == 0


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
