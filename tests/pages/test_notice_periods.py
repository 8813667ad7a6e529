"""The period on the page of a notice: its days, and how it compares with the regulation."""

import re
from dataclasses import replace
from typing import Any

import pytest

from tests.pages.noticed import alone, lines, page
from tests.pages.recorded import speaking_regulation
from tests.pages.rendering import parsed, rendered, seen, text
from tests.rules.building import a_change, a_notice, day
from tests.rules.building_regulations import a_demand, a_period


def test_the_days_are_drawn_from_the_first_day_that_an_extension_goes_on_from() -> None:
    added = a_change("n-2", "n-1", "extension", opens_on=day("2025-10-15"), closes_on=day("2025-10-17"))
    added = replace(added, published_on=day("2025-10-13"))
    for notice_id in ("n-1", "n-2"):
        period = page(notice_id, day("2025-10-13"), notices=[a_notice(), added]).period
        assert period is not None
        assert period.strip is not None
        counted = period.strip.deadline
        assert (counted.opens_on, counted.closes_on) == (period.opens_on, period.closes_on)
        assert (counted.opens_on, counted.length) == (day("2025-10-09"), period.working_days)


def test_picture_and_table_hold_the_same_days() -> None:
    body = parsed(page(on=day("2025-10-15")))
    (picture,) = [element for element in body.iter() if element.get("class") == "strip"]
    drawn = re.findall(r"(\d+)/(\d+)(?:补班|周末)?(第\d+天|不计)", "".join(picture.itertext()))
    (table,) = [table for table in body.iter("table") if "逐日表" in text(table.find("caption"))]  # type: ignore[arg-type]
    rows = [[text(cell) for cell in row] for row in table.iter("tr")][1:]
    told = [(*re.findall(r"\d+", row[0]), row[2]) for row in rows]
    assert told == [(month, date, count) for month, date, count in drawn]
    assert told[2] == ("10", "11", "第3天")
    assert rows[2][1] == "国庆节、中秋节调休上班"
    assert told[-1] == ("10", "17", "第8天")


def test_a_length_that_contradicts_the_dates_is_shown_as_printed() -> None:
    words = seen(alone(a_notice(stated_length=5, stated_unit="working_day", closes_on=day("2025-10-13"))))
    assert "公示写5个工作日，按它自己的起止日期数，是4个工作日，原文如此。" in words


def test_a_period_shorter_than_the_regulation_asks_for() -> None:
    words = seen(alone(a_notice(closes_on=day("2025-10-13"))))
    assert "办法要求不少于5个工作日（第九条）；这份公示是4个工作日，少于办法的要求。" in words
    assert "从开始日算，到2025年10月14日（星期二）才够。" in words


def test_a_unit_that_is_not_the_regulation_s() -> None:
    words = seen(alone(a_notice(stated_length=6, stated_unit="day")))
    assert "办法按工作日计算，公示按日计算。" in words


@pytest.mark.parametrize(
    ("regulation", "sentence"),
    [
        (None, "这一届依据的办法文本没有收录，或者没有记录，不能核对"),
        ({"notices": ()}, "办法没有要求在这一环节公示"),
        ({"notices": (a_demand(length=None),)}, "公示多少天，办法未作规定。"),
        ({"status": "draft"}, "收录的文本只是草案或者征求意见稿，不是现行规定，不用来核对。"),
    ],
)
def test_why_a_notice_is_not_measured(regulation: dict[str, Any] | None, sentence: str) -> None:
    changes: dict[str, Any] = (
        {"regulation_id": None} if regulation is None else {"regulations": [speaking_regulation(**regulation)]}
    )
    assert sentence in seen(alone(a_notice(), **changes))


def test_a_period_from_publication_names_its_rule() -> None:
    shown = page("n-3", day("2025-09-28"))
    words = seen(shown)
    assert "《民法典》第二百零一条" in words
    assert "公布当日不计" in words


def test_a_computed_period_is_marked_as_computed() -> None:
    shown = alone(
        a_notice(period_form="length_only", opens_on=None, closes_on=None, stated_length=5, stated_unit="working_day")
    )
    assert shown.period is not None
    assert shown.period.computed
    assert lines(shown)["几时截止"] == "2025年10月14日（星期二）24时（北京时间） 推算"


def test_a_year_without_an_arrangement_is_said_without_a_guess_about_it() -> None:
    late: dict[str, Any] = {
        "opens_on": day("2027-03-01"),
        "closes_on": day("2027-03-05"),
        "published_on": day("2027-03-01"),
    }
    words = seen(alone(a_notice(**late)))
    assert "2027年的放假安排没有收录" in words
    assert "尚未公布" not in words


def test_a_deadline_alone_draws_from_the_day_of_publication_or_not_at_all() -> None:
    only = a_notice(period_form="deadline_only", opens_on=None, closes_time="17:30")
    shown = alone(only)
    assert lines(shown)["几时截止"] == "2025年10月14日（星期二）17时30分（北京时间）"
    unpublished = alone(replace(only, published_on=None))
    assert unpublished.period is not None
    assert (unpublished.period.opens_on, unpublished.period.strip) == (None, None)
    assert "没有写明从哪一天开始" in seen(unpublished)


def test_a_long_period_leaves_out_whole_weeks_in_the_middle() -> None:
    shown = alone(a_notice(closes_on=day("2026-03-31")))
    assert shown.period is not None
    strip = shown.period.strip
    assert strip is not None
    assert sum(len(part.days) for part in strip.parts) + strip.omitted == shown.period.days
    assert f"中间省略{strip.omitted}天" in seen(shown)
    assert len(rendered(shown).encode()) < 21 * 1024


@pytest.mark.parametrize(
    ("closes_on", "told"), [("2030-10-15", "暂时符合"), ("2030-10-10", "少于办法的要求，放假安排公布后可能变动")]
)
def test_a_result_is_provisional_where_the_arrangement_of_the_year_is_not_held(closes_on: str, told: str) -> None:
    notice = a_notice(published_on=day("2030-10-09"), opens_on=day("2030-10-09"), closes_on=day(closes_on))
    assert told in seen(alone(notice, day("2030-10-09")))
    assert "暂定" not in seen(alone(a_notice()))


def test_calendar_days_are_certain_without_any_arrangement() -> None:
    demand = a_demand(period=a_period(3, "day"))
    notice = a_notice(published_on=day("2030-10-09"), opens_on=day("2030-10-09"), closes_on=day("2030-10-15"))
    shown = alone(notice, day("2030-10-09"), regulations=[speaking_regulation(notices=(demand,))])
    assert "，符合。" in seen(shown)
    assert "暂" not in "".join(re.findall("办法要求[^。]*。", seen(shown)))


def test_of_two_demands_at_a_stage_a_notice_is_compared_with_the_one_that_it_fits() -> None:
    other = a_demand(period=a_period(7, unit="day", kind="exact"), clause="5.1")
    text = speaking_regulation(notices=(other, a_demand(clause="5.2")))
    words = seen(alone(a_notice(stated_length=5, stated_unit="working_day"), regulations=[text]))
    assert "办法要求不少于5个工作日（5.2）；这份公示是5个工作日，符合。" in words
    assert "5.1" not in words
    assert "办法按日计算" not in words


def test_a_notice_that_may_be_one_without_a_length_is_compared_with_none() -> None:
    text = speaking_regulation(notices=(a_demand(), a_demand(length=None)))
    words = seen(alone(a_notice(closes_on=day("2025-10-10")), regulations=[text]))
    assert "分不清这份是哪一份，不核对。" in words
    assert "少于办法的要求" not in words
