"""Moments in Beijing, and what a notice is at each of them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.domain.moments import (
    BEIJING,
    MARK_OF_CHANGE,
    Mark,
    Phase,
    day_of,
    end_of,
    epoch_milliseconds,
    marks,
    phase,
    rfc3339,
    start_of,
)

START = start_of(dt.date(2025, 9, 26))
END = end_of(dt.date(2025, 10, 9))
SECOND = dt.timedelta(seconds=1)
OFFSETS = (8, 0, -4, -5, 13, -10)
"""Hours from UTC: Shanghai, UTC, New York in summer and winter, Auckland, Honolulu."""


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (START - SECOND, Phase.UPCOMING),
        (START, Phase.OPEN),
        (END - dt.timedelta(hours=48) - SECOND, Phase.OPEN),
        (END - dt.timedelta(hours=48), Phase.CLOSING_SOON),
        (END - SECOND, Phase.CLOSING_SOON),
        (END, Phase.CLOSED),
        (END + dt.timedelta(days=90), Phase.CLOSED),
    ],
)
@pytest.mark.parametrize("offset", OFFSETS)
def test_phase_at_its_borders_in_every_zone(moment: dt.datetime, expected: Phase, offset: int) -> None:
    elsewhere = moment.astimezone(dt.timezone(dt.timedelta(hours=offset)))
    assert phase(START, END, elsewhere) is expected


def test_a_notice_shorter_than_two_days_is_closing_soon_from_its_start() -> None:
    end = end_of(dt.date(2025, 9, 26), "17:00")
    assert phase(START, end, START - SECOND) is Phase.UPCOMING
    assert phase(START, end, START) is Phase.CLOSING_SOON
    assert phase(START, end, end) is Phase.CLOSED


def test_without_a_start_a_notice_has_been_open_ever_since() -> None:
    assert phase(None, END, START - dt.timedelta(days=3650)) is Phase.OPEN
    assert phase(None, END, END) is Phase.CLOSED


def test_a_period_that_ends_before_it_starts_is_never_open() -> None:
    seen = {phase(END, START, START + dt.timedelta(hours=hours)) for hours in range(-48, 480)}
    assert seen == {Phase.UPCOMING, Phase.CLOSED}


@given(
    st.timedeltas(dt.timedelta(days=-30), dt.timedelta(days=60)), st.timedeltas(dt.timedelta(), dt.timedelta(days=90))
)
def test_time_never_leads_back_to_an_earlier_phase(since_start: dt.timedelta, later: dt.timedelta) -> None:
    order = list(Phase)
    first = START + since_start
    assert order.index(phase(START, END, first)) <= order.index(phase(START, END, first + later))


@pytest.mark.parametrize(
    ("start", "end", "moment"),
    [
        (START.replace(tzinfo=None), END, START),
        (START, END.replace(tzinfo=None), START),
        (START, END, START.replace(tzinfo=None)),
    ],
)
def test_a_moment_must_carry_its_offset(start: dt.datetime, end: dt.datetime, moment: dt.datetime) -> None:
    with pytest.raises(ValueError, match="does not say its offset"):
        phase(start, end, moment)


@pytest.mark.parametrize(
    ("hour", "text"),
    [
        ("", "2025-10-10T00:00:00+08:00"),
        ("24:00", "2025-10-10T00:00:00+08:00"),
        ("17:30", "2025-10-09T17:30:00+08:00"),
        ("00:00", "2025-10-09T00:00:00+08:00"),
        ("23:59", "2025-10-09T23:59:00+08:00"),
    ],
)
def test_a_period_ends_at_its_printed_hour_otherwise_at_midnight(hour: str, text: str) -> None:
    assert rfc3339(end_of(dt.date(2025, 10, 9), hour)) == text


@pytest.mark.parametrize("hour", ["9:00", "24:01", "25:00", "17:60", "17:00:00", "17：00", "１７:00", "17:00\n", "5pm"])
def test_a_misspelt_hour_is_refused(hour: str) -> None:
    with pytest.raises(ValueError, match="HH:MM"):
        end_of(dt.date(2025, 10, 9), hour)


def test_the_end_of_the_year_9999_is_refused_in_words() -> None:
    assert end_of(dt.date(9999, 12, 31), "17:00").year == 9999
    with pytest.raises(ValueError, match="9999"):
        end_of(dt.date(9999, 12, 31))


def test_year_end_and_leap_day() -> None:
    assert end_of(dt.date(2024, 2, 28)) == start_of(dt.date(2024, 2, 29))
    assert end_of(dt.date(2023, 2, 28)) == start_of(dt.date(2023, 3, 1))
    assert end_of(dt.date(2025, 12, 31)) == start_of(dt.date(2026, 1, 1))


def test_one_moment_in_the_words_of_people_and_of_programs() -> None:
    utc = dt.datetime(2025, 10, 9, 16, 0, 0, tzinfo=dt.UTC)
    assert utc == END
    assert rfc3339(utc) == "2025-10-10T00:00:00+08:00"
    assert day_of(utc - SECOND) == dt.date(2025, 10, 9)
    assert day_of(utc) == dt.date(2025, 10, 10)
    assert epoch_milliseconds(utc) == 1_760_025_600_000
    assert epoch_milliseconds(dt.datetime(1970, 1, 1, 8, tzinfo=BEIJING)) == 0


def test_marks_come_with_the_publication_of_the_change_once_and_in_order() -> None:
    changes = [
        (Mark.WITHDRAWN, dt.date(2025, 10, 20)),
        (Mark.EXTENDED, dt.date(2025, 10, 9)),
        (Mark.CORRECTED, dt.date(2025, 10, 9)),
        (Mark.CORRECTED, dt.date(2025, 10, 11)),
    ]
    assert marks(changes, dt.date(2025, 10, 8)) == ()
    assert marks(changes, dt.date(2025, 10, 9)) == (Mark.CORRECTED, Mark.EXTENDED)
    assert marks(iter(changes), dt.date(2025, 10, 20)) == (Mark.CORRECTED, Mark.EXTENDED, Mark.WITHDRAWN)


def test_every_change_leaves_a_mark() -> None:
    assert dict(MARK_OF_CHANGE) == {
        "correction": Mark.CORRECTED,
        "extension": Mark.EXTENDED,
        "withdrawal": Mark.WITHDRAWN,
    }
