"""The page of a notice: the five lines, what later rows changed, and what is still possible."""

import datetime as dt

import pytest

from tests.pages.noticed import alone, lines, page
from tests.pages.recorded import an_office, notices, speaking_regulation
from tests.pages.rendering import parsed, rendered, seen, text
from tests.rules.building import LATER, a_change, a_channel, a_notice, day
from tests.rules.building_regulations import a_stage

LINES = ["公示什么", "由谁发布", "提出异议", "几时截止", "之后怎样"]


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


def test_corrections_of_the_record_are_told() -> None:
    rows = [a_change("n-2", "n-1", "correction", title="更正")]
    words = seen(page(notices=[notices()[0], *rows]))
    assert "已更正" in words


def test_a_notice_with_its_strip_stays_within_the_budget() -> None:
    for notice_id in ("n-1", "n-2", "n-3", "n-4"):
        assert len(rendered(page(notice_id, LATER)).encode()) < 21 * 1024
