import datetime as dt
from typing import Any

import pytest

from generator.domain.records import Notice
from generator.outputs.notice_lines import all_lines, change_lines, notice_lines, provisional_line, text_lines
from generator.pages.indexes import CycleRecords
from generator.pages.record_pages import portal_records
from generator.sources.words import Words
from tests.pages.recorded import an_office, speaking_regulation
from tests.pages.rendering import the_words
from tests.rules.building import (
    LATER,
    a_change,
    a_channel,
    a_cycle,
    a_cycle_stage,
    a_notice,
    a_portal,
    a_withdrawal,
    an_awardee,
    day,
)
from tests.rules.building_regulations import a_demand, a_regulation, a_stage


def records_of(
    *notices: Notice, as_of: dt.date = LATER, cycle: dict[str, Any] | None = None, **parts: Any
) -> CycleRecords:
    (records,) = portal_records(a_portal(a_cycle(notices=notices, **cycle or {}), **parts), as_of, the_words()).cycles
    return records


def texts(*notices: Notice, **given: Any) -> dict[str, str]:
    """The lines of the first notice by what they are about."""
    records = records_of(*notices, **given)
    names = {label: name for name, label in the_words().section("notice.line").items()}
    lines = notice_lines(next(iter(records.histories)), records, the_words())
    assert [names[line.label] for line in lines] == list(names.values())
    return {names[line.label]: line.text for line in lines}


def test_what_it_is_about() -> None:
    assert texts(a_notice())["about"] == "2025年，环节：拟获奖名单"
    assert texts(a_notice(declared_count=3))["about"] == "2025年，环节：拟获奖名单。公示写明3个。"
    two = [a_regulation(notices=(a_demand(), a_demand(what="另一份")))]
    assert texts(a_notice(), regulations=two)["about"] == "2025年，环节"
    own = {"regulation_id": None, "stages": (a_cycle_stage("proposal"),)}
    assert texts(a_notice(), cycle=own)["about"] == "2025年，环节"


def test_who_published_it() -> None:
    assert texts(a_notice())["publisher"] == "示例市评审办，2025年10月9日发布"
    unknown = texts(a_notice(published_on=None, publisher="甲", medium="示例日报"))["publisher"]
    assert unknown == "甲，发布日期没有记录"


def test_how_to_object() -> None:
    assert texts(a_notice())["object"] == the_words()["notice.object_unknown"]
    held = {"regulations": [speaking_regulation()]}
    assert texts(a_notice(), **held)["object"] == "截止前向市评审办提出（第十条）"
    channels = [a_channel(), a_channel(kind="email", value="a@example.gov.cn"), a_channel(kind="fax", value="1")]
    line = texts(a_notice(), cycle={"channels": channels}, **held)["object"]
    assert line == "截止前向示例市评审办提出：电话 0000-12345，电子邮箱 a@example.gov.cn"
    address = a_channel(kind="address", value="示例路1号")
    line = texts(a_notice(), cycle={"channels": [a_channel(), a_channel(kind="fax", value="1"), address]})["object"]
    assert line == "截止前向示例市评审办提出：电话 0000-12345，地址 示例路1号"
    assert texts(a_notice(), offices=(an_office(phone="0000-1"),))["object"] == "截止前向示例市评审办提出：电话 0000-1"


def test_without_a_known_period_nothing_is_said_of_its_end() -> None:
    notice = a_notice(period_form="length_only", opens_on=None, closes_on=None, published_on=None)
    assert texts(notice, offices=(an_office(phone="0000-1"),))["object"] == "向示例市评审办提出：电话 0000-1"
    held = {"regulations": [speaking_regulation()]}
    assert texts(notice, **held)["object"] == "向市评审办提出（第十条）"


def test_a_withdrawn_notice_sends_nobody_to_object() -> None:
    rows = (a_notice(), a_withdrawal("n-2", "n-1"))
    line = texts(*rows, cycle={"channels": [a_channel()]})
    assert line["object"] == the_words()["notice.object_withdrawn"]
    assert line["until"] == "公示已撤回；原来写的截止时间是2025年10月14日（星期二）24时（北京时间）"
    assert line["next"] == the_words()["notice.next_withdrawn"]
    assert texts(a_withdrawal("n-1", ""))["next"] == the_words()["notice.next_withdrawn"]
    assert texts(a_withdrawal("n-1", ""))["object"] == the_words()["notice.object_withdrawal"]
    assert texts(a_withdrawal("n-1", ""))["until"] == the_words()["notice.until_withdrawal"]


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({}, "2025年10月14日（星期二）24时（北京时间）"),
        ({"closes_time": "17:30"}, "2025年10月14日（星期二）17时30分（北京时间）"),
        ({"closes_on": None}, "没有写明截止时间"),
        (
            {
                "period_form": "length_only",
                "opens_on": None,
                "closes_on": None,
                "stated_length": 3,
                "stated_unit": "day",
            },
            "2025年10月11日（星期六）24时（北京时间） 推算",
        ),
        ({"closes_on": day("2027-01-04")}, "2027年1月4日（星期一）24时（北京时间） 工作日数按普通周末推算，可能变动"),
    ],
)
def test_until_when(changes: dict[str, Any], line: str) -> None:
    assert texts(a_notice(**changes))["until"] == line


def test_a_notice_inside_a_unit_is_said_to_be_one() -> None:
    inside = a_regulation(notices=(a_demand(audience="internal"),))
    assert texts(a_notice(declared_count=2), regulations=[inside])["about"].endswith(
        "：拟获奖名单（办法要求的是内部公示）。公示写明2个。"
    )


def test_what_comes_next() -> None:
    assert texts(a_notice())["next"] == "环节（第八条）"
    staged = a_regulation(stages=(a_stage("proposal"), a_stage("approval", name="审定", by="市政府")))
    assert texts(a_notice(), regulations=[staged])["next"] == "审定，由市政府办理（第八条）"
    last = a_regulation(stages=(a_stage("proposal"),))
    assert texts(a_notice(), regulations=[last])["next"] == the_words()["notice.next_last"]
    unknown = a_regulation(stages=(a_stage("approval"),))
    assert texts(a_notice(), regulations=[unknown])["next"] == the_words()["notice.next_unknown"]
    assert texts(a_notice(), cycle={"regulation_id": None})["next"] == the_words()["site.text_not_held"]


def test_what_was_decided() -> None:
    decided = texts(a_notice(), cycle={"awardees": [an_awardee(decision_document="示例文〔2025〕1号")]})
    assert decided["next"] == "2025年11月3日已作出决定（示例文〔2025〕1号），见2025年"
    assert texts(a_notice(), cycle={"awardees": [an_awardee()]})["next"] == "2025年11月3日已作出决定，见2025年"
    anew = texts(a_notice(), a_withdrawal("n-2", "n-1"), cycle={"awardees": [an_awardee()]})
    assert anew["next"] == "2025年11月3日已作出决定，见2025年"


def test_the_changes_until_a_day() -> None:
    extension = a_change("n-2", "n-1", "extension", title="延长公告", published_on=day("2025-10-13"))
    rows = (a_notice(), extension, a_withdrawal("n-3", "n-2"))
    history = next(iter(records_of(*rows).histories))
    told = [(line.label, line.text) for line in change_lines(history, day("2025-10-13"), the_words())]
    assert ("延期", "2025年10月13日，延长公告") in told
    assert change_lines(history, day("2025-10-08"), the_words()) == ()


def test_what_kind_of_text_it_rests_on() -> None:
    assert text_lines(records_of(a_notice()), the_words()) == ()
    assert text_lines(records_of(a_notice(), cycle={"regulation_id": None}), the_words()) == ()
    (line,) = text_lines(records_of(a_notice(), regulations=[a_regulation(status="draft")]), the_words())
    assert line.text == the_words()["text_status.sentence.draft"]


def test_a_count_that_may_still_change() -> None:
    def sentence(closes_on: str) -> str:
        history = next(iter(records_of(a_notice(closes_on=day(closes_on))).histories))
        assert history.own_period is not None
        return provisional_line(history.own_period, the_words())

    assert sentence("2025-10-14") == ""
    assert sentence("2027-01-04").startswith("2027年的放假安排没有收录")


def test_what_is_said_is_remembered_for_this_notice_on_this_day_in_these_words() -> None:
    rows = a_notice(), a_change("n-2", "n-1", "extension", published_on=day("2025-10-13"))
    before, after = (records_of(*rows, as_of=on) for on in (day("2025-10-10"), LATER))
    (first, *_), (same, *_) = before.histories, after.histories
    assert first == same
    assert hash(first) == hash(same)
    assert all_lines(first, before, the_words()) != all_lines(same, after, the_words())
    other = Words("zh-CN", {**the_words().entries, "notice.line.about": "说什么"})
    assert all_lines(first, before, other)[0].label == "说什么"
    assert all_lines(first, before, the_words())[0].label == the_words()["notice.line.about"]
