"""The strip of days: a period drawn week by week, from the same days that stand in the table under it."""

from datetime import timedelta
from typing import Final

from generator.domain.deadlines import CountedDay, DayReason, Deadline
from generator.domain.working_days import DayKind
from generator.frozen import dataclass

MOST_WEEKS: Final = 6
"""Weeks that are drawn in full; of a longer period the first and the last three."""

CELL_WIDTH: Final = 46
PITCH_X: Final = 48
PITCH_Y: Final = 62
HEAD: Final = 20
"""Height of the line with the names of the weekdays."""

_FIRST_LINE: Final = 20
_ROOM: Final = 3
"""Characters that a cell is wide."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StripDay:
    """One day, where it is drawn and what it is."""

    day: CountedDay
    shape: str
    """Class of the shape."""
    ink: str
    """Class of the text on it."""
    kind: str
    """Name of the short word for what the day is; empty for an ordinary working day."""
    holiday: str
    """The holiday for which the day is off, as far as it finds room; empty for any other day."""
    x: int
    y: int
    middle: int
    """Where its lines of text are centred."""
    base: int
    """Base line of the first line of text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StripPart:
    """Days drawn one after another; between two parts whole weeks are left out."""

    days: tuple[StripDay, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """A period as a picture, and as a table."""

    deadline: Deadline
    parts: tuple[StripPart, ...]
    omitted: int
    """Days left out in the middle of a long period."""
    omitted_counted: int
    """How many of them count."""
    width: int
    height: int
    columns: tuple[tuple[int, int], ...]
    """ISO weekday and the middle of its column."""


def day_strip(deadline: Deadline) -> Strip:
    """Lay out the days of a period by week, Monday first."""
    weeks = _weeks(deadline.days)
    half = MOST_WEEKS // 2
    parts = (weeks,) if len(weeks) <= MOST_WEEKS else (weeks[:half], weeks[-half:])
    left_out = [day for week in weeks[half:-half] for day in week] if len(parts) == 2 else []
    laid: list[StripPart] = []
    row = 0
    for part in parts:
        laid.append(
            StripPart(days=tuple(_laid(day, row + at, deadline) for at, week in enumerate(part) for day in week))
        )
        row += len(part)
    return Strip(
        deadline=deadline,
        parts=tuple(laid),
        omitted=len(left_out),
        omitted_counted=sum(day.counts for day in left_out),
        width=7 * PITCH_X,
        height=HEAD + row * PITCH_Y,
        columns=tuple((weekday, (weekday - 1) * PITCH_X + CELL_WIDTH // 2) for weekday in range(1, 8)),
    )


def _weeks(days: tuple[CountedDay, ...]) -> list[list[CountedDay]]:
    weeks: list[list[CountedDay]] = []
    monday = None
    for day in days:
        its_monday = day.date - timedelta(days=day.weekday - 1)
        if its_monday != monday:
            weeks.append([])
            monday = its_monday
        weeks[-1].append(day)
    return weeks


def _laid(day: CountedDay, row: int, deadline: Deadline) -> StripDay:
    x, y = (day.weekday - 1) * PITCH_X, HEAD + row * PITCH_Y
    shape, ink = _look(day, last=day.date == deadline.closes_on)
    return StripDay(
        day=day,
        shape=shape,
        ink=ink,
        kind=_kind(day),
        holiday=day.holiday.split("、")[0][:_ROOM] if day.kind is DayKind.DAY_OFF else "",
        x=x,
        y=y,
        middle=x + CELL_WIDTH // 2,
        base=y + _FIRST_LINE,
    )


def _look(day: CountedDay, *, last: bool) -> tuple[str, str]:
    if last:
        return "day day--last", "on-last"
    if day.reason is DayReason.PUBLICATION_DAY_NOT_COUNTED:
        return "day day--published", "off"
    if not day.counts:
        return "day day--off", "off"
    return ("day day--counted day--workday" if day.kind is DayKind.MAKE_UP_WORKDAY else "day day--counted"), "on"


def _kind(day: CountedDay) -> str:
    if day.reason is DayReason.PUBLICATION_DAY_NOT_COUNTED:
        return "publication"
    return "" if day.kind is DayKind.WORKDAY else day.kind.value
