"""The page of a notice: the five lines, the period with its days, what later rows changed, and what is still possible."""

import datetime as dt
import re
from dataclasses import replace
from typing import Any

import pytest

from generator.domain.records import Awardee, Notice
from generator.pages.notices import NoticePage, notice_page
from tests.pages.recorded import an_office, full_portal, notices, only_cycle, speaking_regulation
from tests.pages.rendering import parsed, rendered, seen, text
from tests.rules.building import (
    LATER,
    OPEN_DAY,
    OTHER_FIRM,
    a_candidate,
    a_change,
    a_channel,
    a_demand,
    a_notice,
    a_period,
    a_stage,
    an_awardee,
    day,
)

LINES = ["公示什么", "由谁发布", "提出异议", "几时截止", "之后怎样"]


def page(notice_id: str = "n-1", on: dt.date = OPEN_DAY, **changes: Any) -> NoticePage:
    cycle = only_cycle(full_portal(**changes), on)
    history = cycle.histories.find(notice_id)
    assert history is not None
    return notice_page(history, cycle)


def alone(notice: Notice, on: dt.date = OPEN_DAY, **changes: Any) -> NoticePage:
    return page(notice.notice_id, on, notices=[notice], **{"shortlists": [], "awardees": []} | changes)


def lines(shown: NoticePage) -> dict[str, str]:
    body = parsed(shown)
    (block,) = [element for element in body.iter("dl") if element.get("class") == "notice-lines"]
    return {text(row.find("dt")): text(row.find("dd")) for row in block}  # type: ignore[arg-type]


@pytest.mark.parametrize("on", ["2025-10-01", "2025-10-10", "2025-10-16", "2026-06-01"])
@pytest.mark.parametrize("notice_id", ["n-1", "n-2", "n-3", "n-4"])
@pytest.mark.parametrize("regulation", ["r2024", None])
def test_every_notice_in_every_state_has_the_same_five_lines(notice_id: str, on: str, regulation: str | None) -> None:
    shown = page(notice_id, day(on), regulation_id=regulation)
    found = lines(shown)
    assert list(found) == LINES
    assert all(found.values())


def test_the_five_lines_of_an_open_notice() -> None:
    assert lines(page()) == {
        "公示什么": "2025年，环节：拟获奖名单。公示写明2个。",
        "由谁发布": "示例市评审办，2025年10月9日发布",
        "提出异议": "截止前向示例市评审办提出：电话 0000-12345。方式和要求",
        "几时截止": "2025年10月14日（星期二）24时（北京时间）",
        "之后怎样": "环节（第八条）",
    }


def test_the_state_is_told_with_the_day_for_which_it_holds() -> None:
    assert "截至2025年10月10日（本页生成日）：在公示期内" in seen(page())
    assert "截至2025年10月10日（本页生成日）：公示期已满" in seen(alone(a_notice(closes_on=day("2025-10-09"))))


def test_the_script_gets_epoch_milliseconds_and_the_working_days() -> None:
    clock = page().clock
    assert clock is not None
    assert (clock.opens, clock.closes, clock.built) == (1759939200000, 1760457600000, 1760025600000)
    # 9, 10, 11 (made up), 13 and 14 October 2025, counted from 1970-01-01
    assert [dt.date(1970, 1, 1) + dt.timedelta(days=number) for number in clock.working_days] == [
        dt.date(2025, 10, date) for date in (9, 10, 11, 13, 14)
    ]
    assert 'data-closes="1760457600000"' in rendered(page())


def test_an_extended_notice_closes_when_the_extension_says_and_keeps_what_it_said_before() -> None:
    shown = page(on=day("2025-10-15"))
    assert lines(shown)["几时截止"] == "2025年10月17日（星期五）17时（北京时间）"
    words = seen(shown)
    assert "已延期" in words
    assert "这份公示原来写的截止日是2025年10月14日（星期二），后来的公告改到2025年10月17日（星期五）。" in words
    assert "截止日期：原为2025年10月14日（星期二），现为2025年10月17日（星期五）" in words
    assert "截止时刻：原为24时，现为17时" in words
    assert "原文天数：原为5个工作日，现为8个工作日" in words
    assert "原因：名单有误" in words


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


def test_a_corrected_stage_is_told_by_its_name() -> None:
    law = speaking_regulation(stages=(a_stage("onsite", "现场评审"), a_stage("proposal", "评议公示")))
    fix = a_change("n-2", "n-1", "correction", stage="onsite")
    for notice_id in ("n-1", "n-2"):
        shown = page(notice_id, notices=[a_notice(), fix], regulations=[law])
        assert "环节：原为评议公示，现为现场评审" in seen(shown)


def test_an_end_that_is_put_off_by_hours_is_told_with_its_hours() -> None:
    added = a_change("n-2", "n-1", "extension", published_on=day("2025-10-13"), closes_time="17:30")
    words = seen(page("n-1", day("2025-10-13"), notices=[a_notice(closes_time="12:00"), added]))
    assert (
        "原来写的截止日是2025年10月14日（星期二）12时（北京时间），后来的公告改到2025年10月14日（星期二）17时30分"
        in words
    )


def test_a_row_that_prints_an_earlier_end_says_that_the_end_stays() -> None:
    sooner = a_change("n-2", "n-1", "correction", published_on=day("2025-10-10"), closes_on=day("2025-10-11"))
    shown = page("n-2", day("2025-10-13"), notices=[a_notice(), sooner])
    assert lines(shown)["几时截止"] == "2025年10月14日（星期二）24时（北京时间）"
    assert (
        "这份公告写的截止日是2025年10月11日（星期六），先前的公告写的更晚：截止日不提前，是2025年10月14日（星期二）。"
        in seen(shown)
    )


def test_both_ends_of_a_change_lead_to_each_other() -> None:
    earlier, later = page("n-1", LATER), page("n-2", LATER)
    assert [step.other.path for step in earlier.changed_by] == [later.head.path]
    assert later.changes is not None
    assert later.changes.other.path == earlier.head.path
    assert later.changes.fields == earlier.changed_by[0].fields


def test_a_withdrawn_notice_says_so_and_offers_no_objection() -> None:
    shown = page("n-3", day("2025-10-10"))
    assert shown.clock is not None
    assert (shown.clock.state, shown.clock.withdrawn) == ("withdrawn", True)
    assert "公示已撤回" in lines(shown)["提出异议"]
    assert lines(shown)["之后怎样"].startswith("公示已撤回")
    assert "data-withdrawn" in rendered(shown)


def test_a_closed_notice_invites_nobody_to_object_before_its_end() -> None:
    shown = lines(alone(a_notice(closes_on=day("2025-10-09"))))["提出异议"]
    assert shown.startswith("公示期已满；期内受理异议的是示例市评审办")
    assert "截止前" not in shown


def test_a_withdrawn_notice_is_over_and_was_not_renamed() -> None:
    shown = page("n-3", day("2025-10-10"))
    words = seen(shown)
    assert lines(shown)["几时截止"].startswith("公示已撤回；原来写的截止时间是")
    assert "公示期满以后" not in words
    assert [step.fields for step in shown.changed_by if step.change == "withdrawal"] == [()]


def test_a_withdrawal_has_no_period_and_no_calendar_file() -> None:
    shown = page("n-4")
    assert (shown.period, shown.calendar) == (None, "")
    assert lines(shown)["几时截止"] == "撤回公告没有公示期"


def test_what_the_data_says_is_never_markup() -> None:
    assert "示例市&lt;b&gt;拟获奖&lt;/b&gt;公示" in rendered(page())
    assert "&amp;lt;" not in rendered(page(on=LATER))
    assert 'href="javascript' not in rendered(page())
    assert "javascript:alert(1)" in seen(page())


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
    assert "办法按工作日计算，公示按自然日计算。" in words


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


def test_what_the_regulation_leaves_open_is_said_to_be_open() -> None:
    body = parsed(page())
    facts = {text(row.find("dt")): text(row.find("dd")) for row in body.iter("div") if row.find("dt") is not None}  # type: ignore[arg-type]
    assert facts["单位盖章"] == "办法未作规定"
    assert facts["是否实名"].startswith("必须实名")
    assert facts["核查期限"].startswith("5个工作日")


def test_nothing_of_another_text_is_said_where_the_cycle_s_own_is_not_held() -> None:
    words = seen(page(regulation_id=None, regulation_cited="示政办〔2020〕1号"))
    assert "这一届依据的办法文本没有收录，或者没有记录，对形式有什么要求，本页无法说明。" in words
    assert "必须实名" not in words
    assert "示政办〔2020〕1号" in words


def test_a_draft_is_named_as_one_at_the_top() -> None:
    body = parsed(page(regulations=[speaking_regulation(status="draft")]))
    (status,) = [element for element in body.iter("p") if element.get("class") == "status"]
    assert "草案" in text(status)


def test_the_block_says_what_is_possible_after_the_end_and_begins_with_it_once_it_has_come() -> None:
    words = seen(page(on=LATER))
    assert "公示期满以后提出的异议怎样处理，收录的条文没有写明。异议由市评审办处理" in words
    assert "骗取奖项（第三十条）" in words
    assert words.index("公示期满以后") < words.index("办法的要求")
    # A page that is built while the notice is open may stand unchanged for years.
    early = seen(page())
    assert early.index("公示期满以后") > early.index("办法的要求")


def test_channels_of_the_earlier_notice_stand_in_for_those_that_a_later_one_does_not_print() -> None:
    shown = page("n-2")
    assert shown.objection.printed_in == "earlier"
    assert shown.objection.earlier is not None
    assert shown.objection.earlier.path == page("n-1").head.path


def test_an_office_stands_once_however_its_channels_are_ordered() -> None:
    address = a_channel(kind="address", value="示例路1号")
    shown = alone(a_notice(), channels=[a_channel(), a_channel(office="另一办公室"), address])
    assert [(office.name, len(office.channels)) for office in shown.objection.offices] == [
        ("示例市评审办", 2),
        ("另一办公室", 1),
    ]
    assert lines(shown)["提出异议"].startswith("截止前向示例市评审办提出：电话 0000-12345，地址 示例路1号")


def test_without_printed_channels_the_office_s_own_are_shown_and_otherwise_none() -> None:
    office = alone(a_notice(), channels=[], offices=(an_office(phone="0000-54321"),))
    assert "0000-54321" in seen(office)
    nowhere = alone(a_notice(), channels=[])
    assert nowhere.objection.printed_in == "nowhere"
    assert lines(nowhere)["提出异议"].startswith("截止前向市评审办提出（第十条）")


@pytest.mark.parametrize(
    ("kind", "value", "call"),
    [
        ("phone", "0000-12345678", "tel:000012345678"),
        ("phone", "12345", "tel:12345"),
        ("phone", "0000-12345678、12345679", ""),
        ("phone", '0000-1234567" onclick="', ""),
        ("fax", "0000-12345678", ""),
    ],
)
def test_one_number_can_be_called_from_the_page(kind: str, value: str, call: str) -> None:
    shown = alone(a_notice(), channels=[a_channel(kind=kind, value=value)])
    links = [link.get("href") for link in parsed(shown).iter("a") if (link.get("href") or "").startswith("tel:")]
    assert links == [call] * 2 if call else links == []


def test_the_list_of_those_named_with_the_declared_count() -> None:
    shown = page()
    assert [row.name for row in shown.listed.rows] == ["示例市甲制造有限公司", "示例人甲"]
    assert shown.listed.rows[0].organization.startswith("organizations/")
    assert shown.listed.rows[1].organization == ""
    assert "公示写明2个，收录2个。" in seen(shown)


def test_a_long_list_goes_on_with_the_cycle() -> None:
    rows = [a_candidate(applicant=f"示例{number}公司", notice_id="n-1") for number in range(301)]
    shown = page(shortlists=rows)
    assert (len(shown.listed.rows), shown.listed.count) == (300, 301)
    assert shown.listed.rest == "shili/2025/index.html"


def test_a_list_that_is_not_held_is_said_not_to_be_held() -> None:
    assert "名单没有收录。" in seen(page(shortlists=[]))
    assert "名单见所变更的公示" in seen(page("n-2"))


@pytest.mark.parametrize(("declared", "told"), [(1, True), (2, False), (None, False)])
def test_a_change_that_prints_another_number_says_that_the_list_was_another(declared: int | None, told: bool) -> None:
    change = a_change("n-2", "n-1", "correction", title="更正", declared_count=declared)
    words = seen(page("n-2", notices=[notices()[0], change]))
    assert "名单见所变更的公示" in words
    assert ("那里收录2个，这份公告写明1个：增减了谁，以公告原文为准。" in words) is told


def test_a_list_that_stands_in_several_rows_of_a_chain_is_told_as_such() -> None:
    fix = a_change("n-2", "n-1", "correction", title="更正", declared_count=3)
    longer = a_change("n-3", "n-1", "extension", title="延期")
    rows = [a_candidate(notice_id="n-1"), a_candidate(applicant=OTHER_FIRM, notice_id="n-2")]
    chain: dict[str, Any] = {"notices": [a_notice(declared_count=1), fix, longer], "shortlists": rows}
    first, second, third = (seen(page(notice_id, **chain)) for notice_id in ("n-1", "n-2", "n-3"))
    assert "公示写明1个，收录1个。" in first
    assert "同一公示的其他公告列出的1个，见：更正" in first
    assert "公示写明3个，收录1个。" in second
    assert "这里只有这份公告新列的，先前的名单见所变更的公示：拟获奖名单公示。那里收录1个；增减了谁" in second
    assert "名单见所变更的公示：拟获奖名单公示" in third
    assert "同一公示的其他公告列出的1个，见：更正" in third
    chain["shortlists"] = rows[1:]
    alone = seen(page("n-1", **chain))
    assert "同一公示的其他公告列出的1个，见：更正" in alone
    assert "没有属于这份公示的" not in alone


def test_a_decision_that_was_made_is_named_as_what_came_next() -> None:
    assert lines(page(on=LATER, awardees=[an_awardee()]))["之后怎样"] == "2025年11月3日已作出决定，见2025年"
    documented = page(on=LATER, awardees=[an_awardee(decision_document="示政发〔2025〕1号")])
    assert "（示政发〔2025〕1号）" in lines(documented)["之后怎样"]


@pytest.mark.parametrize(
    ("audiences", "told"), [(("internal",), True), (("internal", "public"), False), (("public",), False), ((), False)]
)
def test_what_the_regulation_wants_shown_inside_units_is_said_to_be(audiences: tuple[str, ...], told: bool) -> None:
    law = speaking_regulation(notices=tuple(a_demand(audience=audience) for audience in audiences))
    assert ("办法要求的是内部公示" in lines(alone(a_notice(), regulations=[law]))["公示什么"]) is told


def second_batch(**dates: str) -> Notice:
    days = {name: day(date) for name, date in dates.items()}
    return a_notice("n-9", title="补评公示", **{"published_on": day("2025-10-20")} | days)


def next_of(notice: Notice, *awardees: Awardee) -> str:
    return lines(page("n-9", LATER, notices=[a_notice(), notice], awardees=list(awardees)))["之后怎样"]


@pytest.mark.parametrize(
    ("notice", "names", "decided"),
    [
        # it came out after the decision
        (second_batch(published_on="2025-11-10", opens_on="2025-11-10", closes_on="2025-11-17"), "", False),
        (second_batch(published_on="2025-11-10", opens_on="2025-11-10", closes_on="2025-11-17"), "n-9", True),
        # it was open on the day of the decision, which names the notice of another batch, or itself, or none
        (second_batch(opens_on="2025-10-28", closes_on="2025-11-03"), "n-1", False),
        (second_batch(opens_on="2025-10-28", closes_on="2025-11-03"), "n-9", True),
        (second_batch(opens_on="2025-10-28", closes_on="2025-11-03"), "", True),
        # it had ended by then
        (second_batch(opens_on="2025-10-27", closes_on="2025-11-02"), "n-1", True),
    ],
)
def test_what_came_next_is_a_decision_to_which_the_notice_led(notice: Notice, names: str, decided: bool) -> None:
    assert next_of(notice, an_awardee(notice_id=names)).startswith("2025年11月3日已作出决定") is decided


def test_of_two_decisions_the_one_that_names_the_chain_of_a_notice_came_next() -> None:
    own = an_awardee("w-2", notice_id="n-10", decided_on=day("2025-12-01"))
    fix = a_change("n-10", "n-9", "correction", published_on=day("2025-10-22"))
    rows = [a_notice(), second_batch(opens_on="2025-10-20", closes_on="2025-10-27"), fix]
    for notice_id in ("n-9", "n-10"):
        shown = page(notice_id, LATER, notices=rows, awardees=[an_awardee(notice_id="n-1"), own])
        assert lines(shown)["之后怎样"].startswith("2025年12月1日已作出决定")
    before = page("n-9", day("2025-11-30"), notices=rows, awardees=[an_awardee(notice_id="n-1"), own])
    assert lines(before)["之后怎样"].startswith("2025年11月3日已作出决定")


def test_corrections_of_the_record_are_told() -> None:
    rows = [a_change("n-2", "n-1", "correction", title="更正")]
    words = seen(page(notices=[notices()[0], *rows]))
    assert "已更正" in words


def test_a_notice_with_its_strip_stays_within_the_budget() -> None:
    for notice_id in ("n-1", "n-2", "n-3", "n-4"):
        assert len(rendered(page(notice_id, LATER)).encode()) < 21 * 1024


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
    assert "办法按自然日计算" not in words


def test_a_notice_that_may_be_one_without_a_length_is_compared_with_none() -> None:
    text = speaking_regulation(notices=(a_demand(), a_demand(length=None)))
    words = seen(alone(a_notice(closes_on=day("2025-10-10")), regulations=[text]))
    assert "分不清这份是哪一份，不核对。" in words
    assert "少于办法的要求" not in words
