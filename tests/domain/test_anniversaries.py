"""Anniversaries, also of 29 February and at the end of time."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.domain.anniversaries import years_later
from tests.rules.building import day


@pytest.mark.parametrize(
    ("start", "years", "expected"),
    [
        ("2020-03-02", 5, "2025-03-02"),
        ("2024-02-29", 1, "2025-02-28"),
        ("2024-02-29", 4, "2028-02-29"),
        ("2025-01-02", 0, "2025-01-02"),
        ("2025-01-02", 20000, "9999-12-31"),
        ("2024-02-29", 10**12, "9999-12-31"),
        ("2024-02-29", 7975, "9999-02-28"),
    ],
)
def test_a_year_ends_on_the_corresponding_day(start: str, years: int, expected: str) -> None:
    assert years_later(day(start), years) == day(expected)


@given(st.dates(dt.date(1949, 10, 1), dt.date(2199, 12, 31)), st.integers(1, 50))
def test_the_corresponding_day_stays_in_its_month(start: dt.date, years: int) -> None:
    later = years_later(start, years)
    assert (later.year, later.month) == (start.year + years, start.month)
    assert later.day == start.day or (start.month, start.day, later.day) == (2, 29, 28)
