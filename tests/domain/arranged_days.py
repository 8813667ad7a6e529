"""The arrangements of 2022 to 2026 from the repository's own calendar, and days off made up for a test."""

import csv
import datetime as dt
from functools import cache
from pathlib import Path

from generator.domain.working_days import ArrangedDay, ArrangedKind, WorkingDayCalendar

CALENDAR_FILE = Path(__file__).parents[2] / "data" / "calendar" / "cn.csv"


@cache
def published_days() -> tuple[ArrangedDay, ...]:
    """Every arranged day of 2022 to 2026; what later years add to the file changes no test."""
    with CALENDAR_FILE.open(encoding="utf-8", newline="") as lines:
        days = [
            ArrangedDay(
                date=dt.date.fromisoformat(row["date"]),
                kind=ArrangedKind(row["kind"]),
                name=row["name"],
                schedule_year=int(row["schedule_year"]),
                source_document=row["source_document"],
                issued_on=dt.date.fromisoformat(row["issued_on"]),
            )
            for row in csv.DictReader(lines)
        ]
    return tuple(day for day in days if 2022 <= day.schedule_year <= 2026)


@cache
def published_calendar() -> WorkingDayCalendar:
    """The calendar of 2022 to 2026."""
    return WorkingDayCalendar.of(published_days())


def day_off(date: dt.date, *, issued_on: dt.date = dt.date(2027, 12, 31), name: str = "加放") -> ArrangedDay:
    """A day off that no arrangement has."""
    return ArrangedDay(
        date=date,
        kind=ArrangedKind.DAY_OFF,
        name=name,
        schedule_year=date.year,
        source_document="示例",
        issued_on=issued_on,
    )


def make_up_day(date: dt.date, *, issued_on: dt.date = dt.date(2027, 12, 31)) -> ArrangedDay:
    """A working day that no arrangement has."""
    return ArrangedDay(
        date=date,
        kind=ArrangedKind.WORKDAY,
        name="补班",
        schedule_year=date.year,
        source_document="示例",
        issued_on=issued_on,
    )
