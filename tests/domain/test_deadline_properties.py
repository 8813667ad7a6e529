"""What must hold of any deadline."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from generator.domain.deadlines import PeriodForm, Unit, count_between, deadline, working_days_between
from generator.domain.working_days import WorkingDayCalendar
from tests.domain.arranged_days import day_off, published_calendar, published_days
from tests.domain.reckoning import ONE_DAY, consecutive, of

days = st.dates(dt.date(2021, 6, 1), dt.date(2027, 6, 30))
lengths = st.integers(1, 60)
units = st.sampled_from(Unit)
forms = st.sampled_from([form for form in PeriodForm if form is not PeriodForm.DEADLINE_ONLY])
first_day_counts = st.sampled_from([PeriodForm.DATES, PeriodForm.LENGTH_ONLY])


@given(days, lengths, units, forms)
def test_the_strip_is_whole_and_its_counted_days_add_up(
    opens_on: dt.date, length: int, unit: Unit, form: PeriodForm
) -> None:
    result = of(opens_on, length, unit, form)
    assert [day.date for day in result.days] == consecutive(opens_on, result.closes_on)
    assert [day.number for day in result.days if day.counts] == list(range(1, length + 1))
    assert result.length == length


@given(days, lengths, units, first_day_counts)
def test_forward_then_back_gives_the_length(opens_on: dt.date, length: int, unit: Unit, form: PeriodForm) -> None:
    result = of(opens_on, length, unit, form)
    counted = count_between(opens_on, result.closes_on, unit, published_calendar())
    assert counted.length == length
    assert counted.days == result.days


@given(days, lengths)
def test_working_days_from_publication_are_those_after_the_publication(published_on: dt.date, length: int) -> None:
    result = of(published_on, length, Unit.WORKING_DAY, PeriodForm.FROM_PUBLICATION)
    assert working_days_between(published_on + ONE_DAY, result.closes_on, published_calendar()) == length


@given(days, lengths, units, forms)
def test_a_period_from_publication_or_in_working_days_ends_on_a_working_day(
    opens_on: dt.date, length: int, unit: Unit, form: PeriodForm
) -> None:
    result = of(opens_on, length, unit, form)
    if unit is Unit.WORKING_DAY or form is PeriodForm.FROM_PUBLICATION:
        assert published_calendar().is_working_day(result.closes_on)
    else:
        assert (result.closes_on - opens_on).days == length - 1


@given(days, lengths, lengths, units)
def test_two_steps_make_one(opens_on: dt.date, first: int, second: int, unit: Unit) -> None:
    halfway = of(opens_on, first, unit, PeriodForm.DATES)
    both = of(opens_on, first + second, unit, PeriodForm.DATES)
    assert of(halfway.closes_on + ONE_DAY, second, unit, PeriodForm.DATES).closes_on == both.closes_on


@given(days, lengths, lengths)
def test_two_steps_from_publication_make_one(published_on: dt.date, first: int, second: int) -> None:
    form = PeriodForm.FROM_PUBLICATION
    halfway = of(published_on, first, Unit.WORKING_DAY, form)
    both = of(published_on, first + second, Unit.WORKING_DAY, form)
    assert of(halfway.closes_on, second, Unit.WORKING_DAY, form).closes_on == both.closes_on


@given(days, lengths, units, forms, st.integers(0, 90))
def test_a_new_day_off_never_brings_a_deadline_forward(
    opens_on: dt.date, length: int, unit: Unit, form: PeriodForm, offset: int
) -> None:
    before = of(opens_on, length, unit, form)
    extra = day_off(opens_on + dt.timedelta(days=offset))
    after = deadline(opens_on, length, unit, form, WorkingDayCalendar.of([*published_days(), extra]))
    assert after.closes_on >= before.closes_on


@given(days, lengths, units, forms)
def test_a_longer_period_or_a_later_opening_never_closes_earlier(
    opens_on: dt.date, length: int, unit: Unit, form: PeriodForm
) -> None:
    result = of(opens_on, length, unit, form)
    assert of(opens_on, length + 1, unit, form).closes_on >= result.closes_on
    assert of(opens_on + ONE_DAY, length, unit, form).closes_on >= result.closes_on
