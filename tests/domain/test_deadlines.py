"""Deadlines worked by hand from the arrangements of 2022 to 2026."""

import csv
import datetime as dt
from itertools import product
from pathlib import Path

import pytest

from generator.domain import deadlines
from generator.domain.deadlines import (
    MAX_LENGTH,
    CountedDay,
    PeriodForm,
    Unit,
    count_between,
    deadline,
    working_days_between,
)
from generator.domain.moments import rfc3339
from generator.domain.working_days import WorkingDayCalendar
from tests.domain.arranged_days import day_off, published_calendar, published_days
from tests.domain.reckoning import ONE_DAY, consecutive, of

CASES_FILE = Path(__file__).with_name("deadline_cases.csv")

with CASES_FILE.open(encoding="utf-8", newline="") as lines:
    CASES = list(csv.DictReader(lines))


def case_name(case: dict[str, str]) -> str:
    return f"{case['opens_on']}+{case['length']}-{case['unit']}-{case['form']}"


def shown(day: CountedDay) -> tuple[str, int, str, int | None, str, str]:
    return (day.date.isoformat()[5:], day.weekday, day.kind, day.number, day.reason, day.holiday)


# --- cases worked by hand ---------------------------------------------------------------------------------------------


def test_the_table_holds_at_least_120_different_cases_in_every_year() -> None:
    assert len({case_name(case) for case in CASES}) == len(CASES) >= 120
    assert {case["opens_on"][:4] for case in CASES} >= {"2022", "2023", "2024", "2025", "2026"}


@pytest.mark.parametrize("case", CASES, ids=case_name)
def test_case(case: dict[str, str]) -> None:
    opens_on = dt.date.fromisoformat(case["opens_on"])
    result = of(opens_on, int(case["length"]), Unit(case["unit"]), PeriodForm(case["form"]))
    assert result.closes_on.isoformat() == case["closes_on"]
    assert " ".join(map(str, result.missing_years)) == case["missing_years"]
    assert result.provisional is bool(case["missing_years"])
    if case["counted_days"]:
        assert " ".join(day.date.isoformat()[5:] for day in result.days if day.counts) == case["counted_days"]


# --- the reasoning, day by day ----------------------------------------------------------------------------------------


def test_working_days_across_make_up_days_and_a_holiday() -> None:
    result = of(dt.date(2025, 9, 27), 4, Unit.WORKING_DAY, PeriodForm.DATES)
    name = "国庆节、中秋节"
    assert [shown(day) for day in result.days] == [
        ("09-27", 6, "weekend", None, "weekend", ""),
        ("09-28", 7, "make_up_workday", 1, "make_up_working_day", name),
        ("09-29", 1, "workday", 2, "counted", ""),
        ("09-30", 2, "workday", 3, "counted", ""),
        *[(f"10-0{day}", (day + 1) % 7 + 1, "day_off", None, "day_off", name) for day in range(1, 9)],
        ("10-09", 4, "workday", 4, "counted", ""),
    ]
    assert (result.rolled_over, result.provisional, result.length) == (False, False, 4)


def test_from_publication_the_day_of_publication_does_not_count_and_a_last_day_off_rolls_over() -> None:
    result = of(dt.date(2024, 5, 29), 10, Unit.DAY, PeriodForm.FROM_PUBLICATION)
    assert [shown(day) for day in result.days[:2]] == [
        ("05-29", 3, "workday", None, "publication_day_not_counted", ""),
        ("05-30", 4, "workday", 1, "counted", ""),
    ]
    assert [shown(day) for day in result.days[-4:]] == [
        ("06-08", 6, "weekend", 10, "last_day_not_working", ""),
        ("06-09", 7, "weekend", None, "weekend", ""),
        ("06-10", 1, "day_off", None, "day_off", "端午节"),
        ("06-11", 2, "workday", None, "rolled_over", ""),
    ]
    assert (result.rolled_over, result.length) == (True, 10)
    assert rfc3339(result.starts_at) == "2024-05-29T00:00:00+08:00"
    assert rfc3339(result.ends_at) == "2024-06-12T00:00:00+08:00"


def test_a_make_up_sunday_ends_a_period_from_publication_without_rolling_over() -> None:
    result = of(dt.date(2025, 4, 20), 7, Unit.DAY, PeriodForm.FROM_PUBLICATION)
    assert shown(result.days[-1]) == ("04-27", 7, "make_up_workday", 7, "counted", "劳动节")
    assert not result.rolled_over


def test_a_publication_on_a_day_off_says_so_and_does_not_count() -> None:
    result = of(dt.date(2026, 10, 3), 1, Unit.WORKING_DAY, PeriodForm.FROM_PUBLICATION)
    assert shown(result.days[0]) == ("10-03", 6, "day_off", None, "publication_day_not_counted", "国庆节")
    assert result.closes_on == dt.date(2026, 10, 8)


def test_printed_dates_that_end_on_a_weekend_stay() -> None:
    # The model notice, 9 to 15 November 2020: seven days, the last a Sunday.
    result = of(dt.date(2020, 11, 9), 7, Unit.DAY, PeriodForm.DATES)
    assert shown(result.days[-1]) == ("11-15", 7, "weekend", 7, "counted", "")
    assert (result.closes_on, result.rolled_over) == (dt.date(2020, 11, 15), False)


def test_a_printed_hour_ends_the_last_day() -> None:
    calendar = published_calendar()
    period = deadline(dt.date(2025, 9, 26), 5, Unit.WORKING_DAY, PeriodForm.DATES, calendar, closes_time="17:00")
    assert rfc3339(period.ends_at) == "2025-10-09T17:00:00+08:00"
    counted = count_between(dt.date(2025, 9, 26), dt.date(2025, 10, 9), Unit.WORKING_DAY, calendar, closes_time="17:00")
    assert counted == period


# --- counting what is printed -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("opens_on", "closes_on", "unit", "form", "length"),
    [
        # "Five working days" that holds four: what a real notice printed, and what it holds.
        (dt.date(2023, 1, 3), dt.date(2023, 1, 7), Unit.WORKING_DAY, PeriodForm.DATES, 4),
        (dt.date(2023, 1, 3), dt.date(2023, 1, 7), Unit.DAY, PeriodForm.DATES, 5),
        (dt.date(2025, 10, 1), dt.date(2025, 10, 8), Unit.WORKING_DAY, PeriodForm.DATES, 0),
        (dt.date(2025, 9, 28), dt.date(2025, 9, 28), Unit.WORKING_DAY, PeriodForm.DATES, 1),
        (dt.date(2025, 9, 28), dt.date(2025, 9, 28), Unit.DAY, PeriodForm.FROM_PUBLICATION, 0),
        (dt.date(2025, 9, 26), dt.date(2025, 10, 9), Unit.WORKING_DAY, PeriodForm.FROM_PUBLICATION, 4),
        (dt.date(2024, 2, 28), dt.date(2024, 3, 1), Unit.DAY, PeriodForm.DEADLINE_ONLY, 3),
    ],
)
def test_count_of_a_printed_period(
    opens_on: dt.date, closes_on: dt.date, unit: Unit, form: PeriodForm, length: int
) -> None:
    result = count_between(opens_on, closes_on, unit, published_calendar(), form=form)
    assert (result.length, result.opens_on, result.closes_on) == (length, opens_on, closes_on)
    assert [day.date for day in result.days] == consecutive(opens_on, closes_on)


@pytest.mark.parametrize(
    ("first", "last", "working_days"),
    [
        (dt.date(2025, 9, 26), dt.date(2025, 10, 9), 5),
        (dt.date(2025, 10, 1), dt.date(2025, 10, 8), 0),
        (dt.date(2025, 10, 9), dt.date(2025, 10, 9), 1),
        (dt.date(2025, 10, 10), dt.date(2025, 10, 9), 0),
        (dt.date(2025, 1, 1), dt.date(2025, 12, 31), 248),
    ],
)
def test_working_days_between(first: dt.date, last: dt.date, working_days: int) -> None:
    assert working_days_between(first, last, published_calendar()) == working_days


# --- what cannot be counted -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("length", [-5, 0, MAX_LENGTH + 1, 10**9])
def test_a_length_out_of_bounds_is_refused(length: int) -> None:
    with pytest.raises(ValueError, match="from 1 to 3660"):
        of(dt.date(2025, 1, 1), length, Unit.DAY, PeriodForm.DATES)


@pytest.mark.parametrize("unit", Unit)
def test_the_longest_length_is_counted(unit: Unit) -> None:
    result = of(dt.date(2022, 1, 1), MAX_LENGTH, unit, PeriodForm.FROM_PUBLICATION)
    assert sum(day.counts for day in result.days) == MAX_LENGTH


def test_a_deadline_alone_has_no_length() -> None:
    with pytest.raises(ValueError, match="states only its deadline"):
        of(dt.date(2025, 1, 1), 5, Unit.DAY, PeriodForm.DEADLINE_ONLY)


@pytest.mark.parametrize(
    ("opens_on", "length", "unit", "form"),
    [
        (dt.date(9999, 12, 31), 1, Unit.DAY, PeriodForm.DATES),
        (dt.date(9999, 12, 31), 2, Unit.DAY, PeriodForm.DATES),
        (dt.date(9999, 12, 31), 1, Unit.WORKING_DAY, PeriodForm.FROM_PUBLICATION),
        (dt.date(9999, 12, 1), MAX_LENGTH, Unit.WORKING_DAY, PeriodForm.DATES),
    ],
)
def test_the_end_of_the_year_9999_is_refused_in_words(
    opens_on: dt.date, length: int, unit: Unit, form: PeriodForm
) -> None:
    with pytest.raises(ValueError, match="past the year 9999"):
        of(opens_on, length, unit, form)


def test_reversed_endless_and_misspelt_periods_are_refused() -> None:
    calendar = published_calendar()
    with pytest.raises(ValueError, match="before it opens"):
        count_between(dt.date(2025, 10, 9), dt.date(2025, 10, 8), Unit.DAY, calendar)
    with pytest.raises(ValueError, match="7320 days at most"):
        count_between(dt.date(2025, 10, 9), dt.date(9025, 10, 9), Unit.DAY, calendar)
    with pytest.raises(ValueError, match="HH:MM"):
        deadline(dt.date(2025, 10, 9), 5, Unit.DAY, PeriodForm.DATES, calendar, closes_time="9:00")


@pytest.mark.parametrize(
    ("unit", "form"), [(Unit.WORKING_DAY, PeriodForm.DATES), (Unit.DAY, PeriodForm.FROM_PUBLICATION)]
)
def test_a_calendar_without_working_days_ends_the_count(unit: Unit, form: PeriodForm) -> None:
    first = dt.date(2025, 1, 4)
    idle = WorkingDayCalendar.of(day_off(first + dt.timedelta(days=offset)) for offset in range(8000))
    with pytest.raises(ValueError, match="not reached within 7320 days"):
        deadline(first, 7, unit, form, idle)


def test_a_length_is_reached_on_the_last_day_of_the_longest_span() -> None:
    first = dt.date(2025, 1, 2)
    last = first + dt.timedelta(days=7319)  # a Monday
    idle = WorkingDayCalendar.of(day_off(first + dt.timedelta(days=offset)) for offset in range(7319))
    assert deadline(first, 1, Unit.WORKING_DAY, PeriodForm.DATES, idle).closes_on == last
    with pytest.raises(ValueError, match="not reached within 7320 days"):
        deadline(first - ONE_DAY, 2, Unit.WORKING_DAY, PeriodForm.DATES, idle)


def test_the_longest_span_is_counted_and_one_day_more_is_refused() -> None:
    first = dt.date(2025, 1, 1)
    longest = first + dt.timedelta(days=7319)
    assert count_between(first, longest, Unit.DAY, published_calendar()).length == 7320
    with pytest.raises(ValueError, match="7320 days at most, not 7321"):
        count_between(first, longest + ONE_DAY, Unit.DAY, published_calendar())


# --- what is remembered -----------------------------------------------------------------------------------------------


def test_an_answer_is_remembered_for_its_own_question_only() -> None:
    calendar = WorkingDayCalendar.of(published_days())
    first_days = (dt.date(2025, 9, 26), dt.date(2025, 9, 27))
    counted_forms = (PeriodForm.DATES, PeriodForm.FROM_PUBLICATION)
    for asked in product(first_days, (5, 6), Unit, counted_forms, ("", "17:00")):
        opens_on, length, unit, form, closes_time = asked
        found = deadline(opens_on, length, unit, form, calendar, closes_time=closes_time)
        assert (found.opens_on, found.length, found.unit, found.form, found.closes_time) == asked


def test_no_more_answers_are_kept_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deadlines, "_REMEMBERED", 3)
    calendar = WorkingDayCalendar.of(published_days())
    for day in range(1, 11):
        assert working_days_between(dt.date(2025, 9, day), dt.date(2025, 9, 30), calendar) > 0
        assert len(calendar.reckoned) == (day - 1) % 3 + 1
