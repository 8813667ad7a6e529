"""How long a period is, and how it fits what a regulation asks for."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.domain.deadlines import MAX_LENGTH, PeriodForm, Unit, count_between, deadline
from generator.domain.periods import Fit, fit, held_length
from generator.domain.regulations import RequiredPeriod
from tests.domain.arranged_days import published_calendar

MINIMUM = RequiredPeriod(length=5, unit="working_day", kind="minimum")
EXACT = RequiredPeriod(length=7, unit="day", kind="exact")


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


@pytest.mark.parametrize("unit", Unit)
@pytest.mark.parametrize("form", PeriodForm)
@pytest.mark.parametrize("days_before", [1, 2, 30])
def test_reversed_dates_hold_nothing(unit: Unit, form: PeriodForm, days_before: int) -> None:
    opens_on = dt.date(2025, 9, 26)
    closes_on = opens_on - dt.timedelta(days=days_before)
    assert held_length(opens_on, closes_on, unit, form, published_calendar()) == 0
