"""Lines of iCalendar files (RFC 5545, section 3.1): values are escaped, long lines are folded."""

import datetime as dt
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Final

_ROOM: Final = 74
"""Octets of a line before the break; one less than the section allows, since a line that goes on begins with a blank."""


def text(value: str) -> str:
    """A value of the type TEXT (section 3.3.11)."""
    return value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def moment(value: dt.datetime) -> str:
    """A moment in UTC (section 3.3.5)."""
    return f"{value.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"


def local(value: dt.datetime) -> str:
    """A moment on the clocks of a zone that a parameter names."""
    return f"{value:%Y%m%dT%H%M%S}"


@lru_cache(maxsize=4096)
def day(value: date) -> str:
    """A day (section 3.3.4)."""
    return f"{value:%Y%m%d}"


def folded(line: str) -> bytes:
    """A line with its end; where it is too long it goes on after a break and a blank.

    No character is cut in two, and no escape, because some phones unfold after they have decoded.
    """
    data = line.encode()
    if len(data) <= _ROOM:
        return data + b"\r\n"
    pieces: list[bytes] = []
    start = 0
    while len(data) - start > _ROOM:
        end = start + _ROOM
        while data[end] & 0xC0 == 0x80:
            end -= 1
        piece = data[start:end]
        # Of two backslashes in a row the first escapes the second: only after an odd number does an escaped character follow.
        if piece.endswith(b"\\") and (len(piece) - len(piece.rstrip(b"\\"))) % 2:
            piece = piece[:-1]
        pieces.append(piece)
        start += len(piece)
    pieces.append(data[start:])
    return b"\r\n ".join(pieces) + b"\r\n"


def block(lines: Iterable[str]) -> bytes:
    """Several lines, one after another."""
    return b"".join(map(folded, lines))
