"""What a spreadsheet makes of codes, dates and numbers when it is allowed to: scientific notation, serial days, formulas."""

import re
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from generator.domain import credit_codes
from generator.domain.column_roles import WORDS, Role
from generator.frozen import dataclass


class Leftover(StrEnum):
    """What the spreadsheet did."""

    SCIENTIFIC = "scientific"
    ERROR_VALUE = "error_value"
    LOST_DIGITS = "lost_digits"
    """A number keeps 15 digits; those after it became 0."""
    LOST_LEADING_ZERO = "lost_leading_zero"
    DECIMAL_ZERO = "decimal_zero"
    THOUSANDS = "thousands"
    TEXT_MARK = "text_mark"
    """The apostrophe that makes a cell text."""
    SERIAL_DAY = "serial_day"
    DATE_WITH_TIME = "date_with_time"
    DATE_FORM = "date_form"
    """A date in another form than YYYY-MM-DD."""
    TIME_FORM = "time_form"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftoverFound:
    """What a spreadsheet left in a cell."""

    leftover: Leftover
    suggestion: str | None
    """The cell as it was probably meant; None where digits are lost."""


_ERROR_VALUE: Final = re.compile(
    r"#(?:REF!|N/A|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!|FIELD!|GETTING_DATA|#+)", re.IGNORECASE
)
_SCIENTIFIC: Final = re.compile(r"[0-9]{1,3}(?:\.[0-9]{0,17})?[eE]\+?[0-9]{1,3}")
_PLAIN_SCIENTIFIC: Final = re.compile(r"[0-9]{1,3}(?:\.[0-9]{0,17})?[eE]\+[0-9]{1,3}")
_DECIMAL_ZERO: Final = re.compile(r"(-?[0-9]{1,17})\.0{1,6}")
_THOUSANDS: Final = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3}){1,5}(?:\.[0-9]{1,6})?")
_LOST_DIGITS: Final = re.compile(r"(?!0{18})[0-9]{15}000")
_DATE: Final = re.compile(
    r"([12][0-9]{3})(?:\s?[-./。·、~_]\s?|\s?年\s?|\s)([0-9]{1,2})(?:\s?[-./。·、~_]\s?|\s?月\s?|\s)([0-9]{1,2})\s?[日号]?"
    r"(?:[\sT]\s?([0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?)(?:Z|\+08:?00)?)?"
)
_COMPACT_DATE: Final = re.compile(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})")
_SERIAL: Final = re.compile(r"([1-9][0-9]{4})(?:\.[0-9]{1,17})?")
_TIME: Final = re.compile(r"([01]?[0-9]|2[0-4]):([0-5][0-9])(?::00(?:\.0{1,6})?)?")
_EPOCH: Final = date(1899, 12, 30)
"""Day 0 of spreadsheets for every day after February 1900, because they hold 1900 for a leap year."""
_FIRST_SERIAL: Final = 18_264  # 1950-01-01
_LAST_SERIAL: Final = 73_051  # 2100-01-01


def leftover(text: str, role: Role) -> LeftoverFound | None:
    """What a spreadsheet did to a cell (without outer blanks, half width); None where it did nothing."""
    found = _in_any_role(text, role)
    if found is not None:
        return found
    if role is Role.DATE:
        return _in_date(text)
    if role is Role.TIME:
        match = _TIME.fullmatch(text)
        written = f"{int(match[1]):02}:{match[2]}" if match else text
        return LeftoverFound(leftover=Leftover.TIME_FORM, suggestion=written) if written != text else None
    return _in_number(text, role)


def _in_any_role(text: str, role: Role) -> LeftoverFound | None:
    if _ERROR_VALUE.fullmatch(text):
        return LeftoverFound(leftover=Leftover.ERROR_VALUE, suggestion=None)
    if (_PLAIN_SCIENTIFIC if role is Role.TEXT else _SCIENTIFIC).fullmatch(text):
        return LeftoverFound(leftover=Leftover.SCIENTIFIC, suggestion=None)
    marked = text.startswith("'") and text.count("'") == 1 and len(text) > 1
    if marked and (role is not Role.TEXT or text[1] in "0123456789=+-@"):
        return LeftoverFound(leftover=Leftover.TEXT_MARK, suggestion=text[1:])
    return None


def _in_date(text: str) -> LeftoverFound | None:
    written = _DATE.fullmatch(text) or _COMPACT_DATE.fullmatch(text)
    if written is not None:
        day = _date(written[1], written[2], written[3])
        with_time = written.re is _DATE and written[4] is not None
        kind = Leftover.DATE_WITH_TIME if with_time else Leftover.DATE_FORM
        return LeftoverFound(leftover=kind, suggestion=day) if day is not None and day != text else None
    serial = _SERIAL.fullmatch(text)
    if serial is None or not _FIRST_SERIAL <= int(serial[1]) <= _LAST_SERIAL:
        return None
    return LeftoverFound(leftover=Leftover.SERIAL_DAY, suggestion=(_EPOCH + timedelta(days=int(serial[1]))).isoformat())


def _date(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _in_number(text: str, role: Role) -> LeftoverFound | None:
    match role:
        case Role.USCC if _LOST_DIGITS.fullmatch(text) and not credit_codes.is_valid(text):
            return LeftoverFound(leftover=Leftover.LOST_DIGITS, suggestion=None)
        case Role.POSTCODE if len(text) == 5 and text.isdecimal():
            return LeftoverFound(leftover=Leftover.LOST_LEADING_ZERO, suggestion=None)
        case Role.INTEGER | Role.DECIMAL if _THOUSANDS.fullmatch(text):
            return LeftoverFound(leftover=Leftover.THOUSANDS, suggestion=text.replace(",", ""))
        case _:
            whole = None if role in WORDS or role in {Role.DECIMAL, Role.LINK} else _DECIMAL_ZERO.fullmatch(text)
            return None if whole is None else LeftoverFound(leftover=Leftover.DECIMAL_ZERO, suggestion=whole[1])
