"""A deadline told day by day."""

import json
from datetime import date

import pytest

from generator.build import LANGUAGE, SCHEMAS, WORDS
from generator.domain.deadlines import PeriodForm, Unit, deadline
from generator.domain.working_days import WorkingDayCalendar
from generator.outputs.deadline_report import deadline_json, deadline_text
from generator.sources.portal_folder import read_calendar
from generator.sources.words import Words, read_catalogue


@pytest.fixture(scope="module")
def words() -> Words:
    return read_catalogue(WORDS, LANGUAGE)


@pytest.fixture(scope="module")
def calendar() -> WorkingDayCalendar:
    return read_calendar(SCHEMAS.parent, SCHEMAS)


def test_the_json_is_the_interface(words: Words, calendar: WorkingDayCalendar) -> None:
    """National Day 2025: 28 September was worked, 1 to 8 October were off."""
    told = json.loads(
        deadline_json(deadline(date(2025, 9, 28), 5, Unit.WORKING_DAY, PeriodForm.DATES, calendar), words)
    )
    assert told["closes_on"] == "2025-10-10"
    assert told["ends_at"] == "2025-10-11T00:00:00+08:00"
    assert told["provisional"] is False
    assert set(told["days"][0]) == {"date", "weekday", "kind", "counts", "number", "note"}
    assert [day["number"] for day in told["days"] if day["counts"]] == [1, 2, 3, 4, 5]
    assert told["days"][0] == {
        "date": "2025-09-28",
        "weekday": 7,
        "kind": "make_up_workday",
        "counts": True,
        "number": 1,
        "note": "第1日（国庆节、中秋节调休上班）",
    }


def test_the_text_says_why(words: Words, calendar: WorkingDayCalendar) -> None:
    text = deadline_text(deadline(date(2026, 2, 7), 7, Unit.DAY, PeriodForm.FROM_PUBLICATION, calendar), words)
    assert "公布当日，不算（《民法典》第二百零一条）" in text
    assert text.startswith("从2026年2月7日（星期六）起，7天，到")


def test_an_hour_of_closing_ends_the_last_day(words: Words, calendar: WorkingDayCalendar) -> None:
    result = deadline(date(2025, 3, 3), 5, Unit.WORKING_DAY, PeriodForm.DATES, calendar, closes_time="17:00")
    assert json.loads(deadline_json(result, words))["ends_at"] == "2025-03-07T17:00:00+08:00"
    assert "17时（北京时间）" in deadline_text(result, words)


def test_a_year_without_an_arrangement_is_provisional(words: Words, calendar: WorkingDayCalendar) -> None:
    result = deadline(date(2026, 12, 24), 5, Unit.WORKING_DAY, PeriodForm.DATES, calendar)
    assert json.loads(deadline_json(result, words))["missing_years"] == [2027]
    assert "暂定" in deadline_text(result, words)
