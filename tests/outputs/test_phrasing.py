"""Values in words."""

from datetime import date

import pytest

from generator.build import LANGUAGE, WORDS
from generator.outputs.phrasing import Phrasing
from generator.sources.words import read_catalogue


@pytest.fixture(scope="module")
def say() -> Phrasing:
    return Phrasing(read_catalogue(WORDS, LANGUAGE))


def test_days(say: Phrasing) -> None:
    day = date(2026, 3, 9)
    assert say.day(day) == "2026年3月9日"
    assert say.weekday(day) == "星期一"
    assert say.full_day(day) == "2026年3月9日（星期一）"


@pytest.mark.parametrize(
    ("hour", "expected"),
    [
        ("", "2026年3月9日（星期一）24时（北京时间）"),
        ("24:00", "2026年3月9日（星期一）24时（北京时间）"),
        ("17:00", "2026年3月9日（星期一）17时（北京时间）"),
        ("17:30", "2026年3月9日（星期一）17时30分（北京时间）"),
        ("09:05", "2026年3月9日（星期一）9时05分（北京时间）"),
    ],
)
def test_the_end_of_a_period_names_hour_and_zone(say: Phrasing, hour: str, expected: str) -> None:
    assert say.closing(date(2026, 3, 9), hour) == expected


def test_lengths_and_lists(say: Phrasing) -> None:
    assert say.length(5, "working_day") == "5个工作日"
    assert say.length(7, "day") == "7天"
    assert say.listing(("甲", "乙")) == "甲、乙"
    assert say.word("no_such_section", "x") == "x"


@pytest.mark.parametrize(
    ("field", "value", "unit", "expected"),
    [
        ("closes_on", date(2026, 3, 9), "", "2026年3月9日（星期一）"),
        ("closes_time", "17:30", "", "17时30分"),
        ("stated_length", 5, "working_day", "5个工作日"),
        ("stated_length", 5, "", "5"),
        ("declared_count", 5, "working_day", "5"),
        ("stated_unit", "day", "day", "日"),
        ("period_form", "length_only", "", "只有时长"),
        ("title", "公示", "", "公示"),
        ("medium", "", "", "没有写"),
        ("opens_on", None, "", "没有写"),
    ],
)
def test_what_a_notice_states_in_a_column(
    say: Phrasing, field: str, value: date | int | str | None, unit: str, expected: str
) -> None:
    assert say.stated(field, value, unit) == expected
