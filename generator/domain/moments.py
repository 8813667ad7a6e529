"""Moments in Beijing time, and what a notice is at one of them: its phase and its marks."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import Final

BEIJING: Final = dt.timezone(timedelta(hours=8))
"""The legal time of the whole country, +08:00 without summer time."""

MIDNIGHT: Final = "24:00"
"""The hour at which a last day ends where no other is printed (Civil Code 203)."""

CLOSING_SOON: Final = timedelta(hours=48)
"""How long before its end a notice is closing soon."""

_REMEMBERED: Final = 4096
"""Days whose moments are remembered, since thousands of notices share them: those of some ten years."""
_HOUR: Final = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])", re.ASCII)
_EPOCH: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


class Phase(StrEnum):
    """Where a moment lies in the period of a notice."""

    UPCOMING = "upcoming"
    OPEN = "open"
    CLOSING_SOON = "closing_soon"
    CLOSED = "closed"


class Mark(StrEnum):
    """What a later notice has done to one."""

    CORRECTED = "corrected"
    EXTENDED = "extended"
    WITHDRAWN = "withdrawn"


MARK_OF_CHANGE: Final[Mapping[str, Mark]] = MappingProxyType(
    {"correction": Mark.CORRECTED, "extension": Mark.EXTENDED, "withdrawal": Mark.WITHDRAWN}
)
"""The mark that each value of the column `change` leaves on the notice which the row corrects."""


@lru_cache(maxsize=_REMEMBERED)
def start_of(day: date) -> dt.datetime:
    """The first moment of the day in Beijing."""
    return dt.datetime(day.year, day.month, day.day, tzinfo=BEIJING)


@lru_cache(maxsize=_REMEMBERED)
def end_of(closes_on: date, closes_time: str = "") -> dt.datetime:
    """The first moment at which a period with that last day is over: its printed hour, otherwise the next midnight.

    Raises ValueError for an hour that is not HH:MM from 00:00 to 24:00, and for the last day of the year 9999.
    """
    if closes_time not in ("", MIDNIGHT):
        hour = _HOUR.fullmatch(closes_time)
        if hour is None:
            raise ValueError(f"closing hour must be HH:MM from 00:00 to 24:00, not {closes_time!r}")
        return start_of(closes_on).replace(hour=int(hour[1]), minute=int(hour[2]))
    try:
        return start_of(closes_on + timedelta(days=1))
    except OverflowError:
        raise ValueError("a period cannot run past the year 9999") from None


def day_of(moment: dt.datetime) -> date:
    """The date that the calendar in Beijing shows at the moment, which must carry its offset (else ValueError)."""
    return _aware(moment).astimezone(BEIJING).date()


@lru_cache(maxsize=_REMEMBERED)
def rfc3339(moment: dt.datetime) -> str:
    """The moment to the second as RFC 3339 writes it, in Beijing time: 2025-10-10T00:00:00+08:00."""
    return _aware(moment).astimezone(BEIJING).isoformat(timespec="seconds")


def epoch_milliseconds(moment: dt.datetime) -> int:
    """Whole milliseconds since 1970-01-01T00:00:00Z, which is what the reader's script compares."""
    return (_aware(moment) - _EPOCH) // timedelta(milliseconds=1)


def phase(start: dt.datetime | None, end: dt.datetime, moment: dt.datetime) -> Phase:
    """The phase at the moment of a notice open in `[start, end)`; without a start it has been open ever since.

    Moments must carry their offset (else ValueError). Only time is judged here: a withdrawn notice keeps the phase that
    its dates give it, and whoever shows it says that it is withdrawn (`marks`) and offers no objection by that phase.
    """
    if _aware(moment) >= _aware(end):
        return Phase.CLOSED
    if start is not None and moment < _aware(start):
        return Phase.UPCOMING
    return Phase.CLOSING_SOON if end - moment <= CLOSING_SOON else Phase.OPEN


def marks(changes: Iterable[tuple[Mark, date]], on: date) -> tuple[Mark, ...]:
    """The marks that a notice bears on a day, each once and in their order, given its changes and when they appeared.

    A change marks the older notice from the day on which it was itself published.
    """
    borne = {mark for mark, published_on in changes if published_on <= on}
    return tuple(mark for mark in Mark if mark in borne)


def _aware(moment: dt.datetime) -> dt.datetime:
    if moment.utcoffset() is None:
        raise ValueError(f"moment {moment.isoformat()} does not say its offset from UTC")
    return moment
