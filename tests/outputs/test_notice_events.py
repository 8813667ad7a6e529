import datetime as dt

import pytest

from generator.domain.records import Notice
from tests.outputs.feed_reader import ReadEntry
from tests.outputs.following import SITE, entries, entry
from tests.pages.rendering import the_words
from tests.rules.building import (
    FIRM,
    OPEN_DAY,
    a_change,
    a_channel,
    a_correction,
    a_cycle,
    a_notice,
    a_portal,
    a_revocation,
    a_withdrawal,
    an_applicant,
    an_awardee,
    day,
)


def on(moment: dt.datetime) -> str:
    assert moment.utcoffset() == dt.timedelta(hours=8)
    return moment.date().isoformat()


def extension() -> Notice:
    return a_change(
        "n-2",
        "n-1",
        "extension",
        title="延长公告",
        closes_on=day("2025-10-17"),
        published_on=day("2025-10-13"),
        change_reason="名单有误",
        source_url="https://example.gov.cn/2",
    )


def test_a_new_notice() -> None:
    portal = a_portal(a_cycle(notices=[a_notice(source_url="https://example.gov.cn/1")]))
    read = entry("notices", portal, OPEN_DAY)
    assert read.title == "拟获奖名单公示"
    assert read.id == "tag:award-transparency-portal,2026:notices/shili/2025/n-1"
    assert (on(read.published), on(read.updated)) == ("2025-10-09", "2025-10-09")
    assert (read.page, read.via) == (f"{SITE}shili/2025/notices/n-1/", "https://example.gov.cn/1")
    labels = list(the_words().section("notice.line").values())
    assert [line.partition(" ")[0] for line in read.lines] == labels


def test_a_notice_that_lies_ahead_is_no_event() -> None:
    portal = a_portal(a_cycle(notices=[a_notice()]))
    assert entries("notices", portal, day("2025-10-08")) == []


def test_a_change_brings_its_notice_up_again_and_is_an_event_itself() -> None:
    portal = a_portal(a_cycle(notices=[a_notice(), extension()]))
    before, after = entry("notices", portal, day("2025-10-12")), entry("notices", portal, day("2025-10-13"))
    assert before.id == after.id
    assert (on(before.updated), on(after.updated)) == ("2025-10-09", "2025-10-13")
    assert after.lines[0] == "延期 2025年10月13日，延长公告"
    assert "2025年10月17日（星期五）24时（北京时间）" in after.text
    assert entries("changes", portal, day("2025-10-12")) == []
    change = entry("changes", portal, day("2025-10-13"))
    assert change.title == "延期：延长公告"
    assert (on(change.published), change.page) == ("2025-10-13", f"{SITE}shili/2025/notices/n-2/")
    assert change.via == "https://example.gov.cn/2"
    assert change.lines[:2] == ["所变更的公示 拟获奖名单公示", "原因 名单有误"]
    (moved,) = (line for line in change.lines if "10月17日" in line)
    assert moved.endswith("原为2025年10月14日（星期二）；现为2025年10月17日（星期五）")


def test_what_was_withdrawn_says_so_in_every_entry() -> None:
    portal = a_portal(a_cycle(notices=[a_notice(), extension(), a_withdrawal("n-3", "n-2")]))
    notice = entry("notices", portal)
    assert notice.title == "（已撤回）拟获奖名单公示"
    assert the_words()["notice.object_withdrawn"] in notice.text
    changes = {item.id.rpartition("/")[2]: item for item in entries("changes", portal)}
    assert changes["n-2"].title == "（已撤回）延期：延长公告"
    assert changes["n-2"].lines[0] == "这份公示已经撤回"
    assert changes["n-3"].title == "撤回：拟获奖名单公示"
    assert "原因 公告没有写原因。" in changes["n-3"].lines


def test_a_correction_of_the_record() -> None:
    fix = a_correction(was="示例市甲厂", now=FIRM, source_url="https://example.gov.cn/c")
    portal = a_portal(a_cycle(awardees=[an_awardee()]), corrections=[fix])
    read = entry("changes", portal)
    assert read.title.startswith(f"本站更正：{FIRM}，")
    assert read.id == "tag:award-transparency-portal,2026:corrections/shili/c-1"
    assert (on(read.published), read.page) == ("2026-01-05", f"{SITE}shili/2025/awardees/w-1/")
    assert read.lines[0].endswith(f"原为示例市甲厂；现为{FIRM}")
    assert read.lines[1:] == ["原因 错字", "更正的种类 文字差错", "状态 截至2026年6月1日：没有撤销记录"]
    assert entries("changes", portal, day("2026-01-04")) == []


def test_a_correction_of_a_code_is_told_in_words() -> None:
    fix = a_correction(table="applicants", record_id="a-1", field="eligibility", was="accepted", now="withdrawn")
    read = entry("changes", a_portal(a_cycle(applicants=[an_applicant("a-1")]), corrections=[fix]), day("2026-02-01"))
    assert "通过" in " ".join(read.lines)
    assert "已撤回" in " ".join(read.lines)


def test_a_correction_about_a_revoked_award_says_that_it_is_revoked() -> None:
    fixes = [a_correction(), a_correction("c-2", table="revocations", record_id="v-1", field="statement")]
    portal = a_portal(a_cycle(awardees=[an_awardee()]), corrections=fixes, revocations=[a_revocation()])
    read = entries("changes", portal)
    assert [item.lines[-1] for item in read] == ["状态 截至2026年6月1日：已撤销"] * 2
    assert {on(item.updated) for item in read} == {"2026-03-02"}


def test_a_correction_of_a_record_without_a_page_leads_to_the_corrections() -> None:
    fix = a_correction(table="applicants", record_id="gone", field="applicant", was="", now="")
    read: ReadEntry = entry("changes", a_portal(a_cycle(), corrections=[fix]))
    assert read.page == f"{SITE}shili/corrections/"
    assert "（gone）" in read.title
    assert read.lines[0].endswith("原为没有写；现为没有写")


@pytest.mark.parametrize(
    ("table", "record", "field"), [("notices", "n-1", "title"), ("channels", "n-1/phone", "value")]
)
def test_a_correction_of_a_notice_or_of_a_way_to_object_raises_it(table: str, record: str, field: str) -> None:
    fix = a_correction(table=table, record_id=record, field=field, corrected_on=day("2025-12-01"))
    portal = a_portal(a_cycle(notices=[a_notice()], channels=[a_channel()]), corrections=[fix])
    assert on(entry("notices", portal).updated) == "2025-12-01"
