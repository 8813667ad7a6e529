"""Working days, as the State Council's yearly arrangements make them out of weekdays and weekends."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import field
from enum import StrEnum
from typing import Any, Final, Self

from generator.frozen import dataclass

YEAR_END_FROM: Final = (12, 25)
"""Month and day from which on the next year's arrangement can still alter a day of December.

New Year's Day has reached back as far as 29 December (the arrangements of 2008 and of 2019 made that Saturday a working
day); an exchange with the weekend before it could reach the 27th at most, so the 25th leaves two days to spare."""

FIRST_WEEKEND_DAY: Final = 6
"""Saturday, as ISO 8601 numbers the days of the week."""


class ArrangedKind(StrEnum):
    """What an arrangement makes of a day."""

    DAY_OFF = "day_off"
    WORKDAY = "workday"


class DayKind(StrEnum):
    """What a day is, once the arrangement of its year is known."""

    WORKDAY = "workday"
    WEEKEND = "weekend"
    DAY_OFF = "day_off"
    MAKE_UP_WORKDAY = "make_up_workday"

    @property
    def is_working(self) -> bool:
        """Whether offices work on such a day."""
        return self is DayKind.WORKDAY or self is DayKind.MAKE_UP_WORKDAY


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrangedDay:
    """One day that a yearly arrangement of the State Council names."""

    date: dt.date
    kind: ArrangedKind
    name: str
    """The holiday for whose sake the day is off, or is worked to make up for it."""
    schedule_year: int
    source_document: str
    issued_on: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingDayCalendar:
    """The arranged days of every year whose arrangement is held; any other day is what its weekday says."""

    arranged: Mapping[dt.date, ArrangedDay]
    kinds: Mapping[dt.date, DayKind]
    """The kind of every arranged day."""
    issued_on: Mapping[int, tuple[dt.date, ...]]
    """By each year whose arrangement is held, the days on which that came out and was amended, in their order; of another
    year only the weekends are known."""
    sound: bool
    """False: some arranged days could not be read, so that a count of working days proves nothing."""
    reckoned: dict[tuple[object, ...], Any] = field(default_factory=dict, compare=False, repr=False)
    """What was counted by this calendar before: thousands of notices share a few hundred periods (see `deadlines`)."""

    @classmethod
    def of(cls, days: Iterable[ArrangedDay] = (), *, sound: bool = True) -> Self:
        """The calendar of these days; where two arrangements name one day, the one issued later stands."""
        ordered = sorted(days, key=lambda day: (day.date, day.issued_on, day.schedule_year, day.kind, day.name))
        arranged = {day.date: day for day in ordered}
        issued: dict[int, set[dt.date]] = {}
        for day in ordered:
            issued.setdefault(day.schedule_year, set()).add(day.issued_on)
        return cls(
            arranged=arranged,
            kinds={date: _arranged_kind(day) for date, day in arranged.items()},
            issued_on={year: tuple(sorted(dates)) for year, dates in issued.items()},
            sound=sound,
        )

    @property
    def arranged_years(self) -> frozenset[int]:
        """The years whose arrangement is held."""
        return frozenset(self.issued_on)

    def kind(self, day: dt.date) -> DayKind:
        """What the day is, by its arrangement, otherwise by its weekday."""
        return self.kinds.get(day) or _weekday_kind(day)

    def is_working_day(self, day: dt.date) -> bool:
        """Whether offices work on the day."""
        return self.kind(day).is_working

    def day(self, day: dt.date) -> ArrangedDay | None:
        """What an arrangement says of the day, None where no arrangement names it."""
        return self.arranged.get(day)

    def missing_years(self, first: dt.date, last: dt.date) -> tuple[int, ...]:
        """The years not held whose arrangement could still alter a day from `first` to `last`, both included."""
        if last < first:
            return ()
        last_year = last.year + 1 if (last.month, last.day) >= YEAR_END_FROM else last.year
        return tuple(year for year in range(first.year, last_year + 1) if year not in self.issued_on)


def _arranged_kind(day: ArrangedDay) -> DayKind:
    if day.kind is ArrangedKind.DAY_OFF:
        return DayKind.DAY_OFF
    # An amended arrangement may give a weekday back to work: that is an ordinary working day, made up for nothing.
    return DayKind.MAKE_UP_WORKDAY if day.date.isoweekday() >= FIRST_WEEKEND_DAY else DayKind.WORKDAY


def _weekday_kind(day: dt.date) -> DayKind:
    return DayKind.WEEKEND if day.isoweekday() >= FIRST_WEEKEND_DAY else DayKind.WORKDAY
