"""Where the days of a period are drawn."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from generator.domain.deadlines import PeriodForm, Unit, count_between, deadline
from generator.pages.day_strip import HEAD, PITCH_X, PITCH_Y, Strip, day_strip
from tests.domain.arranged_days import published_calendar
from tests.rules.building import day


def strip(opens: str, closes: str, unit: Unit = Unit.WORKING_DAY) -> Strip:
    return day_strip(count_between(day(opens), day(closes), unit, published_calendar()))


def test_monday_stands_first_and_each_week_under_the_last() -> None:
    (part,) = strip("2025-10-09", "2025-10-14").parts
    places = {cell.day.date.day: (cell.x // PITCH_X, (cell.y - HEAD) // PITCH_Y) for cell in part.days}
    assert places == {9: (3, 0), 10: (4, 0), 11: (5, 0), 12: (6, 0), 13: (0, 1), 14: (1, 1)}


def test_looks_and_short_words() -> None:
    (part,) = strip("2025-09-30", "2025-10-13").parts
    looks = {cell.day.date.day: (cell.shape, cell.kind, cell.holiday) for cell in part.days}
    assert looks[30] == ("day day--counted", "", "")
    assert looks[1] == ("day day--off", "day_off", "国庆节")
    assert looks[11] == ("day day--counted day--workday", "make_up_workday", "")
    assert looks[12] == ("day day--off", "weekend", "")
    assert looks[13][0] == "day day--last"


def test_the_day_of_publication_has_its_own_look() -> None:
    counted = deadline(day("2025-11-03"), 5, Unit.WORKING_DAY, PeriodForm.FROM_PUBLICATION, published_calendar())
    first = day_strip(counted).parts[0].days[0]
    assert (first.shape, first.kind) == ("day day--published", "publication")


@given(st.dates(dt.date(2025, 1, 1), dt.date(2025, 12, 31)), st.integers(0, 200))
def test_every_day_is_drawn_once_inside_or_left_out_and_counted(opens: dt.date, length: int) -> None:
    counted = count_between(opens, opens + dt.timedelta(days=length), Unit.WORKING_DAY, published_calendar())
    found = day_strip(counted)
    cells = [cell for part in found.parts for cell in part.days]
    assert len(cells) + found.omitted == len(counted.days)
    assert sum(cell.day.counts for cell in cells) + found.omitted_counted == counted.length
    assert len({(cell.x, cell.y) for cell in cells}) == len(cells)
    assert all(cell.x + 46 <= found.width and cell.y + 58 <= found.height for cell in cells)
    assert (cells[0].day, cells[-1].day) == (counted.days[0], counted.days[-1])
