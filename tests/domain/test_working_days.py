"""Working days against two independent libraries, and the years on which a day depends."""

import datetime as dt
import pickle
from dataclasses import replace
from typing import Any

import chinese_calendar
import holidays
import pytest

from generator.domain.deadlines import working_days_between
from generator.domain.working_days import YEAR_END_FROM, ArrangedKind, DayKind, WorkingDayCalendar
from tests.domain.arranged_days import day_off, make_up_day, published_calendar, published_days

PUBLISHED_YEARS = (2022, 2023, 2024, 2025, 2026)


def days_of(year: int) -> list[dt.date]:
    first = dt.date(year, 1, 1)
    return [first + dt.timedelta(days=offset) for offset in range((dt.date(year + 1, 1, 1) - first).days)]


@pytest.mark.parametrize("year", PUBLISHED_YEARS)
def test_holidays_agrees_on_every_day(year: int) -> None:
    oracle = holidays.country_holidays("CN", years=year)
    calendar = published_calendar()
    assert [day for day in days_of(year) if calendar.is_working_day(day) != oracle.is_working_day(day)] == []


@pytest.mark.parametrize("year", PUBLISHED_YEARS)
def test_chinesecalendar_agrees_on_every_day(year: int) -> None:
    calendar = published_calendar()
    assert [day for day in days_of(year) if calendar.is_working_day(day) != chinese_calendar.is_workday(day)] == []


@pytest.mark.parametrize(("year", "working_days"), [(2022, 249), (2023, 249), (2024, 251), (2025, 248), (2026, 248)])
def test_a_year_holds_its_weekdays_less_the_statutory_holidays(year: int, working_days: int) -> None:
    # The National Holidays Regulation gives 11 days, from 2025 on 13; exchanges with weekends leave the sum alone.
    assert sum(published_calendar().is_working_day(day) for day in days_of(year)) == working_days


@pytest.mark.parametrize(
    ("day", "kind", "holiday"),
    [
        (dt.date(2025, 9, 26), DayKind.WORKDAY, None),
        (dt.date(2025, 9, 27), DayKind.WEEKEND, None),
        (dt.date(2025, 9, 28), DayKind.MAKE_UP_WORKDAY, "国庆节、中秋节"),
        (dt.date(2025, 10, 1), DayKind.DAY_OFF, "国庆节、中秋节"),
        (dt.date(2025, 10, 4), DayKind.DAY_OFF, "国庆节、中秋节"),
        (dt.date(2025, 10, 11), DayKind.MAKE_UP_WORKDAY, "国庆节、中秋节"),
        (dt.date(2022, 12, 31), DayKind.DAY_OFF, "元旦"),
        (dt.date(2024, 2, 29), DayKind.WORKDAY, None),
        (dt.date(2030, 10, 1), DayKind.WORKDAY, None),
    ],
)
def test_a_day_is_what_its_arrangement_says_otherwise_its_weekday(
    day: dt.date, kind: DayKind, holiday: str | None
) -> None:
    calendar = published_calendar()
    arranged = calendar.day(day)
    assert (calendar.kind(day), arranged.name if arranged else None) == (kind, holiday)


def test_the_arranged_years_are_those_of_the_arrangements_not_those_of_the_days() -> None:
    assert published_calendar().arranged_years == frozenset(PUBLISHED_YEARS)
    new_year = WorkingDayCalendar.of(day for day in published_days() if day.schedule_year == 2023)
    assert new_year.kind(dt.date(2022, 12, 31)) is DayKind.DAY_OFF
    assert new_year.arranged_years == frozenset({2023})


@pytest.mark.parametrize(
    ("first", "last", "years"),
    [
        (dt.date(2022, 1, 1), dt.date(2026, 12, 24), ()),
        (dt.date(2026, 12, 24), dt.date(2026, 12, 25), (2027,)),
        (dt.date(2026, 12, 31), dt.date(2026, 12, 31), (2027,)),
        (dt.date(2021, 12, 24), dt.date(2022, 1, 1), (2021,)),
        (dt.date(2020, 12, 31), dt.date(2020, 12, 31), (2020, 2021)),
        (dt.date(2019, 6, 1), dt.date(2021, 6, 1), (2019, 2020, 2021)),
        (dt.date(2026, 12, 1), dt.date(2028, 1, 5), (2027, 2028)),
        (dt.date(2025, 12, 25), dt.date(2025, 12, 31), ()),
        (dt.date(2030, 1, 2), dt.date(2030, 1, 1), ()),
        (dt.date(9999, 12, 31), dt.date(9999, 12, 31), (9999, 10000)),
    ],
)
def test_missing_years_are_those_whose_arrangement_could_still_alter_a_day(
    first: dt.date, last: dt.date, years: tuple[int, ...]
) -> None:
    assert published_calendar().missing_years(first, last) == years


def test_no_arrangement_since_2004_has_reached_further_back_into_december() -> None:
    named = {day for year in range(2004, 2027) for day in days_of(year) if _is_arranged(day)}
    december = sorted((day.month, day.day) for day in named if day.month == 12)
    assert december[0] == (12, 29)
    assert december[0] > YEAR_END_FROM


def _is_arranged(day: dt.date) -> bool:
    arranged: bool = chinese_calendar.is_workday(day) != (day.isoweekday() < 6)
    return arranged


def test_of_two_arrangements_of_one_day_the_later_issued_stands_in_either_order() -> None:
    date = dt.date(2025, 9, 27)
    first = make_up_day(date, issued_on=dt.date(2024, 11, 12))
    second = day_off(date, issued_on=dt.date(2025, 3, 1))
    assert WorkingDayCalendar.of([first, second]).kind(date) is DayKind.DAY_OFF
    assert WorkingDayCalendar.of([second, first]) == WorkingDayCalendar.of([first, second])


@pytest.mark.parametrize(
    "changed",
    [{"schedule_year": 2024}, {"kind": ArrangedKind.WORKDAY}, {"name": "中秋节"}],
    ids=lambda changed: next(iter(changed)),
)
def test_of_two_arrangements_issued_together_the_same_stands_in_either_order(changed: dict[str, Any]) -> None:
    one = day_off(dt.date(2025, 9, 27))
    other = replace(one, **changed)
    assert WorkingDayCalendar.of([one, other]).arranged == WorkingDayCalendar.of([other, one]).arranged


def test_a_year_has_the_days_on_which_its_arrangement_came_out_and_was_amended() -> None:
    issued = tuple(dt.date(2024, 11, 12) + dt.timedelta(days=40 * number) for number in range(9))
    days = [day_off(dt.date(2025, 9, 3 + number), issued_on=when) for number, when in enumerate(issued)]
    for ordered in (days, days[::-1]):
        assert WorkingDayCalendar.of(ordered).issued_on == {2025: issued}


def test_a_calendar_proves_what_it_counts_unless_a_day_could_not_be_read() -> None:
    assert WorkingDayCalendar.of(published_days()).sound
    assert not WorkingDayCalendar.of(published_days(), sound=False).sound


def test_what_was_counted_before_makes_no_other_calendar() -> None:
    used = WorkingDayCalendar.of(published_days())
    assert working_days_between(dt.date(2025, 9, 26), dt.date(2025, 10, 9), used) == 5
    assert used.reckoned
    assert used == WorkingDayCalendar.of(published_days())


def test_a_weekday_given_back_to_work_is_an_ordinary_working_day() -> None:
    assert WorkingDayCalendar.of([make_up_day(dt.date(2025, 10, 8))]).kind(dt.date(2025, 10, 8)) is DayKind.WORKDAY


def test_without_arrangements_only_weekends_are_known_and_every_year_is_missing() -> None:
    empty = WorkingDayCalendar.of()
    assert empty.kind(dt.date(2025, 10, 1)) is DayKind.WORKDAY
    assert empty.kind(dt.date(2025, 10, 4)) is DayKind.WEEKEND
    assert empty.missing_years(dt.date(2025, 10, 1), dt.date(2025, 10, 4)) == (2025,)


def test_a_calendar_travels_to_another_process() -> None:
    assert pickle.loads(pickle.dumps(published_calendar())) == published_calendar()
