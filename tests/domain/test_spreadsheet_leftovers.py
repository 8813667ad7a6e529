"""What a spreadsheet made of a cell, judged by what its column is for."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.domain.column_roles import Role
from generator.domain.spreadsheet_leftovers import Leftover, leftover


@pytest.mark.parametrize(
    ("role", "text"),
    [
        (Role.TEXT, "1e5"),  # in words only the form with a plus is a spreadsheet's
        (Role.TEXT, "1,234"),
        (Role.TEXT, "12.0"),
        (Role.TEXT, "'90后"[1:]),
        (Role.CHANNEL, "0571-85216666"),
        (Role.DECIMAL, "912.0"),
        (Role.POSTCODE, "310000"),
        (Role.USCC, "0" * 18),
        (Role.DATE, "2026-03-09"),
        (Role.DATE, "2026-02-30"),
        (Role.DATE, "18263"),
        (Role.DATE, "73052"),
        (Role.TIME, "17:00"),
        (Role.TIME, "25:00"),
    ],
)
def test_what_no_spreadsheet_did_is_left_alone(role: Role, text: str) -> None:
    assert leftover(text, role) is None


@pytest.mark.parametrize(
    ("role", "text", "kind", "suggestion"),
    [
        (Role.IDENTIFIER, "1e5", Leftover.SCIENTIFIC, None),
        (Role.TEXT, "#DIV/0!", Leftover.ERROR_VALUE, None),
        (Role.INTEGER, "-1,234", Leftover.THOUSANDS, "-1234"),
        (Role.IDENTIFIER, "7.0", Leftover.DECIMAL_ZERO, "7"),
        (Role.TEXT, "'=1", Leftover.TEXT_MARK, "=1"),
        (Role.DATE, "2026、3、9", Leftover.DATE_FORM, "2026-03-09"),
        (Role.DATE, "2026-03-09 08:30", Leftover.DATE_WITH_TIME, "2026-03-09"),
        (Role.TIME, "9:05", Leftover.TIME_FORM, "09:05"),
        (Role.DATE, "18264", Leftover.SERIAL_DAY, "1950-01-01"),
        (Role.DATE, "73051.5", Leftover.SERIAL_DAY, "2100-01-01"),
    ],
)
def test_what_a_spreadsheet_did_is_told(role: Role, text: str, kind: Leftover, suggestion: str | None) -> None:
    found = leftover(text, role)
    assert found is not None
    assert (found.leftover, found.suggestion) == (kind, suggestion)


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)))
def test_every_day_comes_back_from_its_serial_number_and_its_other_forms(day: date) -> None:
    serial = (day - date(1899, 12, 30)) // timedelta(days=1)
    forms = (str(serial), f"{day.year}/{day.month}/{day.day}", f"{day.year}年{day.month}月{day.day}日")
    for written in forms:
        found = leftover(written, Role.DATE)
        assert found is not None
        assert found.suggestion == day.isoformat()
