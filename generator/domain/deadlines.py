"""Deadlines that explain themselves: which day of a period counts, which does not and why, and when it ends.

Where both dates are printed the first day counts, as practice has it, and a last day off stays the last day. A period
"from publication" does not count the day of publication, and a last day that is no working day gives way to the next
working day (Civil Code 201 and 203). The result holds one entry per day, whose counted days add up to the length.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, TypeVar

from generator.domain.moments import end_of, start_of
from generator.domain.working_days import DayKind, WorkingDayCalendar
from generator.frozen import dataclass

MAX_LENGTH: Final = 3660
"""The longest period that is counted, in days of either unit: ten years, more than any time limit asks for."""

MAX_SPAN: Final = 2 * MAX_LENGTH
"""The most calendar days that are looked at for one period; years without half of their days worked do not exist."""

_REMEMBERED: Final = 20_000
"""Counts that are remembered for a calendar."""

R = TypeVar("R")


class Unit(StrEnum):
    """What a length is counted in."""

    WORKING_DAY = "working_day"
    DAY = "day"


class PeriodForm(StrEnum):
    """How a notice states its period."""

    DATES = "dates"
    """Both dates are printed, and both count."""
    FROM_PUBLICATION = "from_publication"
    """Within N days from publication."""
    DEADLINE_ONLY = "deadline_only"
    """The last day alone is printed."""
    LENGTH_ONLY = "length_only"
    """The length alone is printed."""


UNITS: Final = frozenset(Unit)
PERIOD_FORMS: Final = frozenset(PeriodForm)
"""To tell whether a cell names one: a text and the member of its value are equal."""


class DayReason(StrEnum):
    """Why a day counts, or does not."""

    COUNTED = "counted"
    MAKE_UP_WORKING_DAY = "make_up_working_day"
    """Counts although it is a Saturday or a Sunday."""
    LAST_DAY_NOT_WORKING = "last_day_not_working"
    """Counts as the last day, but the period goes on, because offices do not work on it."""
    WEEKEND = "weekend"
    DAY_OFF = "day_off"
    PUBLICATION_DAY_NOT_COUNTED = "publication_day_not_counted"
    ROLLED_OVER = "rolled_over"
    """Does not count, but the period ends with it, in place of a last day on which offices do not work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedDay:
    """One day of a period, with what it is and whether and why it counts."""

    date: dt.date
    kind: DayKind
    number: int | None
    """Which counted day it is, from 1; None where it does not count."""
    reason: DayReason
    holiday: str
    """The holiday for which an arrangement made the day off or a working day; empty where none names it."""

    @property
    def counts(self) -> bool:
        """Whether the day is one of the length."""
        return self.number is not None

    @property
    def weekday(self) -> int:
        """The day of the week, from Monday 1 to Sunday 7 (ISO 8601)."""
        return self.date.isoweekday()


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A period with its reasoning, day by day; it is open in `[starts_at, ends_at)`."""

    opens_on: date
    """The first day of the period; from publication it is the day of publication, on which it is already open."""
    closes_on: date
    closes_time: str
    """The printed hour at which the last day ends; empty means 24:00."""
    length: int
    """Counted days, in `unit`."""
    unit: Unit
    form: PeriodForm
    days: tuple[CountedDay, ...]
    """Every day from `opens_on` to `closes_on`."""
    missing_years: tuple[int, ...]
    """Years not held whose arrangement could still alter a day of the period."""

    @property
    def provisional(self) -> bool:
        """Whether an arrangement that is not held could still change the count."""
        return bool(self.missing_years)

    @property
    def rolled_over(self) -> bool:
        """Whether the last day was put off to the next working day."""
        return self.days[-1].reason is DayReason.ROLLED_OVER

    @property
    def starts_at(self) -> dt.datetime:
        """The first moment of the period."""
        return start_of(self.opens_on)

    @property
    def ends_at(self) -> dt.datetime:
        """The first moment after the period."""
        return end_of(self.closes_on, self.closes_time)


def deadline(
    opens_on: date, length: int, unit: Unit, form: PeriodForm, calendar: WorkingDayCalendar, *, closes_time: str = ""
) -> Deadline:
    """The deadline of a period of `length` days that opens, or for `from_publication` is published, on a day.

    `length_only` counts as `dates` does: a bare length is practice's shorthand for its dates, whose first day counts;
    only the words "from publication" call in the rule of Civil Code 201. Raises ValueError for a length outside 1 to
    3660, for `deadline_only`, which has no length to count, for a misspelt hour and for the end of the year 9999.
    """
    if not 1 <= length <= MAX_LENGTH:
        raise ValueError(f"length must be from 1 to {MAX_LENGTH} days, not {length}")
    if form is PeriodForm.DEADLINE_ONLY:
        raise ValueError("a period that states only its deadline has no length to count")
    key = ("deadline", opens_on, length, unit, form, closes_time)
    return remembered(calendar, key, lambda: _reckoned(opens_on, length, unit, form, calendar, closes_time=closes_time))


def _reckoned(
    opens_on: date, length: int, unit: Unit, form: PeriodForm, calendar: WorkingDayCalendar, *, closes_time: str
) -> Deadline:
    days = _head(opens_on, form, calendar)
    days += _count(_later(opens_on, len(days)), length, unit, calendar)
    if form is PeriodForm.FROM_PUBLICATION and not days[-1].kind.is_working:
        days = [*days[:-1], replace(days[-1], reason=DayReason.LAST_DAY_NOT_WORKING), *_rolled(days[-1].date, calendar)]
    return _deadline(days, unit, form, calendar, closes_time)


def count_between(
    opens_on: date,
    closes_on: date,
    unit: Unit,
    calendar: WorkingDayCalendar,
    *,
    form: PeriodForm = PeriodForm.DATES,
    closes_time: str = "",
) -> Deadline:
    """The count of a period both of whose dates are known; its `length` is what it holds, 0 for days off alone.

    Both days are counted, except a day of publication under `from_publication`. Raises ValueError for reversed dates,
    for more than 7320 days, for a misspelt hour and for the end of the year 9999.
    """
    span = (closes_on - opens_on).days + 1
    if span < 1:
        raise ValueError(f"the period closes on {closes_on}, before it opens on {opens_on}")
    if span > MAX_SPAN:
        raise ValueError(f"a period may last {MAX_SPAN} days at most, not {span}")
    days = _head(opens_on, form, calendar)
    number = 0
    for offset in range(len(days), span):
        entry = _entry(_later(opens_on, offset), number + 1, unit, calendar)
        number = entry.number or number
        days.append(entry)
    return _deadline(days, unit, form, calendar, closes_time)


def working_days_between(first: date, last: date, calendar: WorkingDayCalendar) -> int:
    """How many working days lie between two days, both included; 0 where the last lies before the first.

    With today for `first` it is the number of working days on which something can still be handed in.
    """

    def count() -> int:
        span = (last - first).days + 1
        return sum(calendar.is_working_day(first + timedelta(days=offset)) for offset in range(span))

    return remembered(calendar, ("working days", first, last), count)


def remembered(calendar: WorkingDayCalendar, key: tuple[object, ...], count: Callable[[], R]) -> R:
    """What was counted before under the key, otherwise what is counted now; a refusal (ValueError) is not remembered."""
    known = calendar.reckoned
    if key not in known:
        if len(known) >= _REMEMBERED:
            known.clear()
        known[key] = count()
    found: R = known[key]
    return found


def _head(opens_on: date, form: PeriodForm, calendar: WorkingDayCalendar) -> list[CountedDay]:
    if form is not PeriodForm.FROM_PUBLICATION:
        return []
    return [_uncounted(opens_on, DayReason.PUBLICATION_DAY_NOT_COUNTED, calendar)]


def _count(first: date, length: int, unit: Unit, calendar: WorkingDayCalendar) -> list[CountedDay]:
    days: list[CountedDay] = []
    number = 0
    while number < length:
        entry = _entry(_next_in_span(first, len(days)), number + 1, unit, calendar)
        number = entry.number or number
        days.append(entry)
    return days


def _rolled(last: date, calendar: WorkingDayCalendar) -> list[CountedDay]:
    days: list[CountedDay] = []
    while True:
        day = _next_in_span(last, len(days) + 1)
        if calendar.is_working_day(day):
            return [*days, _uncounted(day, DayReason.ROLLED_OVER, calendar)]
        days.append(_uncounted(day, _off(calendar.kind(day)), calendar))


def _entry(day: date, number: int, unit: Unit, calendar: WorkingDayCalendar) -> CountedDay:
    kind = calendar.kind(day)
    if unit is Unit.WORKING_DAY and not kind.is_working:
        return _uncounted(day, _off(kind), calendar)
    made_up = unit is Unit.WORKING_DAY and kind is DayKind.MAKE_UP_WORKDAY
    reason = DayReason.MAKE_UP_WORKING_DAY if made_up else DayReason.COUNTED
    return CountedDay(date=day, kind=kind, number=number, reason=reason, holiday=_holiday(day, calendar))


def _uncounted(day: date, reason: DayReason, calendar: WorkingDayCalendar) -> CountedDay:
    kind = calendar.kind(day)
    return CountedDay(date=day, kind=kind, number=None, reason=reason, holiday=_holiday(day, calendar))


def _off(kind: DayKind) -> DayReason:
    return DayReason.DAY_OFF if kind is DayKind.DAY_OFF else DayReason.WEEKEND


def _holiday(day: date, calendar: WorkingDayCalendar) -> str:
    arranged = calendar.day(day)
    return arranged.name if arranged else ""


def _next_in_span(first: date, offset: int) -> date:
    # A calendar file may call any number of days off; the count must end all the same.
    if offset >= MAX_SPAN:
        raise ValueError(f"the length is not reached within {MAX_SPAN} days")
    return _later(first, offset)


def _later(day: date, offset: int) -> date:
    try:
        return day + timedelta(days=offset)
    except OverflowError:
        raise ValueError("a period cannot run past the year 9999") from None


def _deadline(
    days: list[CountedDay], unit: Unit, form: PeriodForm, calendar: WorkingDayCalendar, closes_time: str
) -> Deadline:
    opens_on, closes_on = days[0].date, days[-1].date
    end_of(closes_on, closes_time)  # a misspelt hour or the end of time is refused here, not when the end is asked for
    return Deadline(
        opens_on=opens_on,
        closes_on=closes_on,
        closes_time=closes_time,
        length=sum(day.counts for day in days),
        unit=unit,
        form=form,
        days=tuple(days),
        missing_years=calendar.missing_years(opens_on, closes_on),
    )
