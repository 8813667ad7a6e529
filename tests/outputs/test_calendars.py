import datetime as dt
from dataclasses import replace
from typing import Any

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.domain import addresses, published_files
from generator.domain.portal import Portal
from generator.domain.records import Notice
from generator.domain.working_days import WorkingDayCalendar
from generator.outputs.calendars import cycle_events, jurisdiction_calendars, portal_calendar
from generator.pages.notices import notice_page
from generator.pages.record_pages import portal_records
from tests.domain.arranged_days import day_off, published_days
from tests.outputs.calendar_reader import Component, read_calendar
from tests.pages.recorded import full_portal
from tests.pages.rendering import seen, the_words
from tests.rules.building import (
    LATER,
    OPEN_DAY,
    a_change,
    a_channel,
    a_correction,
    a_cycle,
    a_notice,
    a_portal,
    a_regulation,
    a_withdrawal,
    an_awardee,
    day,
)

SITE = "https://example.gov.cn/a/"
UID = "shili/2025/n-1@award-transparency-portal"
HOSTILE = "一，二;三,四\\五\\n六:七\"八]]>&<b>🏅'九" + "很长的标题" * 40


def files(portal: Portal, as_of: dt.date = LATER, site_url: str = SITE) -> dict[str, bytes]:
    whole = portal_records(portal, as_of, the_words())
    own = [event for records in whole.cycles for event in cycle_events(records, site_url, the_words())]
    made = list(portal_calendar(own, the_words()))
    for jurisdiction in portal.jurisdictions:
        made += jurisdiction_calendars(whole, jurisdiction, site_url, the_words())
    assert len(dict(made)) == len(made)
    return dict(made)


def events(portal: Portal, as_of: dt.date = LATER, site_url: str = SITE) -> list[Component]:
    """The events of the calendar of all; every file of the portal is read strictly and by the library on the way."""
    made = files(portal, as_of, site_url)
    read = {path: read_calendar(data) for path, data in made.items()}
    for path, data in made.items():
        parsed = icalendar.Calendar.from_ical(data)
        assert isinstance(parsed, icalendar.Calendar)
        assert [str(event["UID"]) for event in parsed.walk("VEVENT")] == [
            event["UID"] for event in read[path].all("VEVENT")
        ]
        assert not any(component.errors for component in parsed.walk())
    return read[published_files.CALENDAR].all("VEVENT")


def event_of(*notices: Notice, as_of: dt.date = LATER, site_url: str = SITE, **parts: Any) -> Component:
    (event,) = events(a_portal(a_cycle(notices=notices), **parts), as_of, site_url)
    return event


def extension(notice_id: str = "n-2", corrects: str = "n-1", **changes: Any) -> Notice:
    given = {"closes_on": day("2025-10-17"), "published_on": day("2025-10-13"), "title": "关于延长公示期的公告"}
    return a_change(notice_id, corrects, "extension", **given | changes)


def test_a_period_until_midnight_is_an_event_of_its_last_day() -> None:
    event = event_of(a_notice(title="示例市拟获奖名单公示"))
    assert (event["DTSTART"], event["DTEND"]) == ("20251014", "20251015")
    assert event.parameters("DTSTART") == {"VALUE": "DATE"}
    assert event["SUMMARY"] == "异议截止：示例市拟获奖名单公示"
    assert event["UID"] == UID
    assert (event["SEQUENCE"], event["STATUS"], event["TRANSP"]) == ("0", "CONFIRMED", "TRANSPARENT")
    assert event["URL"] == "https://example.gov.cn/a/shili/2025/notices/n-1/"


def test_a_printed_hour_is_an_event_of_that_moment() -> None:
    event = event_of(a_notice(closes_time="17:30"))
    assert (event["DTSTART"], event.parameters("DTSTART")) == ("20251014T173000", {"TZID": "Asia/Shanghai"})
    assert "DTEND" not in event
    assert "10月14日（星期二）17时30分（北京时间）" in event["DESCRIPTION"]
    data = files(a_portal(a_cycle(notices=[a_notice(closes_time="17:30")])))[published_files.CALENDAR]
    (parsed,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert isinstance(parsed, icalendar.Event)
    assert isinstance(parsed.start, dt.datetime)
    assert parsed.start.astimezone(dt.UTC) == dt.datetime(2025, 10, 14, 9, 30, tzinfo=dt.UTC)


def test_midnight_printed_as_24_is_the_same_event_as_none_printed() -> None:
    assert event_of(a_notice(closes_time="24:00")).properties == event_of(a_notice()).properties


@pytest.mark.parametrize(("hour", "trigger"), [("", "-PT15H"), ("17:00", "-P1D")])
def test_the_alarm_sounds_a_day_ahead(hour: str, trigger: str) -> None:
    (alarm,) = event_of(a_notice(closes_time=hour)).all("VALARM")
    assert (alarm["ACTION"], alarm["TRIGGER"]) == ("DISPLAY", trigger)
    assert alarm["DESCRIPTION"] == "异议明天截止：拟获奖名单公示"


def test_the_description_has_the_five_lines_of_the_page() -> None:
    channels = [a_channel(), a_channel(kind="address", value="示例路1号，二楼;东侧")]
    notice = a_notice(medium="示例日报", declared_count=3, source_url="https://example.gov.cn/1")
    portal = a_portal(a_cycle(notices=[notice], channels=channels))
    (event,) = events(portal)
    lines = event["DESCRIPTION"].split("\n")
    labels = list(the_words().section("notice.line").values())
    assert [line.partition("：")[0] for line in lines] == [*labels, "网页", "原文"]
    assert lines[1].endswith("：示例市评审办，2025年10月9日发布")
    assert lines[2].endswith("：截止前向示例市评审办提出：电话 0000-12345，地址 示例路1号，二楼;东侧")
    assert lines[3].endswith("：2025年10月14日（星期二）24时（北京时间）")
    assert lines[-1] == "原文：https://example.gov.cn/1"


def test_the_lines_are_those_of_the_page() -> None:
    # The same catalogue, and the same facts: what the page prints in its first lines stands in the event word for word.
    whole = portal_records(full_portal(), OPEN_DAY, the_words())
    (records,) = [cycle for cycle in whole.cycles if len(cycle.histories)]
    history = next(iter(records.histories))
    page = seen(notice_page(history, records))
    event = next(event for event in events(full_portal(), OPEN_DAY) if event["UID"].startswith("shili/2025/n-1@"))
    for line in event["DESCRIPTION"].split("\n")[:5]:
        _, _, text = line.partition("：")
        assert text.split("（第")[0].split("，网站")[0] in page


def test_without_the_address_of_the_site_there_is_no_address() -> None:
    event = event_of(a_notice(), site_url="")
    assert "URL" not in event
    assert "网页" not in event["DESCRIPTION"]


def test_an_extension_moves_the_event_and_raises_its_sequence() -> None:
    rows = (a_notice(), extension())
    before, after = event_of(*rows, as_of=day("2025-10-12")), event_of(*rows, as_of=day("2025-10-13"))
    assert (before["UID"], before["SEQUENCE"], before["DTSTART"]) == (UID, "0", "20251014")
    assert (after["UID"], after["SEQUENCE"], after["DTSTART"]) == (UID, "1", "20251017")
    assert after["SUMMARY"] == "异议截止：拟获奖名单公示"
    assert after["DESCRIPTION"].startswith("延期：2025年10月13日，关于延长公示期的公告\n")
    # 00:00 in Beijing
    assert (before["LAST-MODIFIED"], after["LAST-MODIFIED"]) == ("20251008T160000Z", "20251012T160000Z")
    assert after["DTSTAMP"] == after["LAST-MODIFIED"]
    assert before["CREATED"] == after["CREATED"] == "20251008T160000Z"


def test_every_later_row_raises_the_sequence_by_one_whatever_row_it_names() -> None:
    rows = [a_notice(), extension()]
    rows.append(extension("n-3", "n-2", closes_on=day("2025-10-21"), published_on=day("2025-10-16")))
    rows.append(a_change("n-4", "n-1", "correction", closes_on=day("2025-10-21"), published_on=day("2025-10-17")))
    for count in range(1, len(rows) + 1):
        event = event_of(*rows[:count])
        assert (event["UID"], event["SEQUENCE"]) == (UID, str(count - 1))


def test_a_withdrawn_notice_is_cancelled_and_rings_no_more() -> None:
    rows = (a_notice(), a_withdrawal("n-2", "n-1"))
    event = event_of(*rows)
    assert (event["UID"], event["STATUS"], event["SEQUENCE"]) == (UID, "CANCELLED", "1")
    assert event["SUMMARY"] == "已撤回：拟获奖名单公示"
    assert event.all("VALARM") == []
    assert (event["DTSTART"], event["DTEND"]) == ("20251014", "20251015")


def test_the_withdrawal_of_an_extension_cancels_the_event_of_the_chain() -> None:
    rows = (a_notice(), extension(), a_withdrawal("n-3", "n-2"))
    assert event_of(*rows)["STATUS"] == "CANCELLED"


def test_a_correction_of_the_record_raises_the_sequence() -> None:
    fix = a_correction(table="notices", record_id="n-1", field="title", corrected_on=day("2025-10-20"))
    assert event_of(a_notice(), corrections=[fix], as_of=day("2025-10-19"))["SEQUENCE"] == "0"
    event = event_of(a_notice(), corrections=[fix])
    assert (event["SEQUENCE"], event["LAST-MODIFIED"]) == ("1", "20251019T160000Z")


@pytest.mark.parametrize("record", ["n-1", "n-1/phone", "n-1/示例市评审办/phone/0000-12345", "n-2/address"])
def test_a_correction_of_a_way_to_object_raises_the_sequence(record: str) -> None:
    fix = a_correction(table="channels", record_id=record, field="value", corrected_on=day("2025-10-20"))
    channels = [a_channel(), a_channel(notice_id="n-2", kind="address", value="示例路1号")]
    cycle = a_cycle(notices=[a_notice(), extension()], channels=channels)
    (event,) = events(a_portal(cycle, corrections=[fix]), LATER)
    assert (event["SEQUENCE"], event["LAST-MODIFIED"]) == ("2", "20251019T160000Z")
    (event,) = events(a_portal(cycle, corrections=[replace(fix, record_id="n-10/phone")]), LATER)
    assert event["SEQUENCE"] == "1"


def test_a_decision_changes_the_description_but_not_the_sequence() -> None:
    portal = a_portal(a_cycle(notices=[a_notice()], awardees=[an_awardee(decision_document="示例文〔2025〕1号")]))
    (before,), (after,) = events(portal, day("2025-11-02")), events(portal, day("2025-11-03"))
    assert "示例文〔2025〕1号" in after["DESCRIPTION"]
    assert "示例文〔2025〕1号" not in before["DESCRIPTION"]
    assert (before["SEQUENCE"], after["SEQUENCE"], after["DTSTAMP"]) == ("0", "0", "20251102T160000Z")
    assert before["DTSTAMP"] == "20251008T160000Z"


def test_a_decision_before_a_notice_came_out_changes_nothing_of_it() -> None:
    awardee = an_awardee(decision_document="示例文〔2025〕1号", decided_on=day("2025-10-01"))
    (event,) = events(a_portal(a_cycle(notices=[a_notice()], awardees=[awardee])), LATER)
    assert "示例文〔2025〕1号" not in event["DESCRIPTION"]
    assert event["LAST-MODIFIED"] == "20251008T160000Z"


def test_a_missing_arrangement_is_said_and_its_arrival_raises_the_sequence() -> None:
    notice = a_notice(
        published_on=day("2025-10-20"),
        period_form="length_only",
        opens_on=None,
        closes_on=None,
        stated_length=60,
        stated_unit="working_day",
    )
    held = a_portal(a_cycle(notices=[notice]))
    without = [row for row in published_days() if row.schedule_year < 2026]
    missing = Portal(jurisdictions=held.jurisdictions, calendar=WorkingDayCalendar.of(without))
    ((before,), (after,)) = events(missing), events(held)
    assert before["SUMMARY"] == "异议截止（推算，可能变动）：拟获奖名单公示"
    assert "2026年的放假安排没有收录" in before["DESCRIPTION"]
    assert after["SUMMARY"] == "异议截止（推算）：拟获奖名单公示"
    assert "没有收录，工作日" not in after["DESCRIPTION"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == ("0", "1")
    assert before["DTSTART"] < after["DTSTART"]


def test_an_arrangement_that_is_amended_after_the_notice_raises_the_sequence() -> None:
    notice = a_notice(
        period_form="length_only", opens_on=None, closes_on=None, stated_length=5, stated_unit="working_day"
    )
    held = a_portal(a_cycle(notices=[notice]))
    early, late = (day_off(day("2025-10-13"), issued_on=day(issued)) for issued in ("2025-10-08", "2025-10-12"))
    found = []
    for extra in ([], [early], [late]):
        calendar = WorkingDayCalendar.of([*published_days(), *extra])
        (event,) = events(Portal(jurisdictions=held.jurisdictions, calendar=calendar))
        found.append((event["SEQUENCE"], event["LAST-MODIFIED"], event["DTSTART"]))
    assert [sequence for sequence, _, _ in found] == ["0", "0", "1"]
    assert [changed for _, changed, _ in found] == ["20251008T160000Z", "20251008T160000Z", "20251011T160000Z"]
    assert found[0][2] < found[1][2] == found[2][2]


def test_a_draft_is_named_as_one() -> None:
    event = event_of(a_notice(), regulations=[a_regulation(status="consultation_draft")])
    assert the_words()["text_status.sentence.consultation_draft"] in event["DESCRIPTION"]
    assert "依据的文本" not in event_of(a_notice())["DESCRIPTION"]


def test_without_a_period_there_is_no_event() -> None:
    portal = a_portal(a_cycle(notices=[a_notice(closes_on=None), a_notice("n-2")]))
    made = files(portal)
    assert [event["UID"] for event in events(portal)] == ["shili/2025/n-2@award-transparency-portal"]
    assert addresses.notice_calendar("shili", "2025", "n-1") not in made


def test_an_empty_calendar_is_still_one() -> None:
    made = files(a_portal(a_cycle()))
    assert set(made) == {"calendar.ics", "shili/calendar.ics"}
    assert [read_calendar(data).all("VEVENT") for data in made.values()] == [[], []]


def test_each_row_with_a_period_has_the_event_of_its_chain() -> None:
    made = files(a_portal(a_cycle(notices=[a_notice(), extension(), a_withdrawal("n-3", "n-2"), a_notice("m-1")])))
    paths = {addresses.notice_calendar("shili", "2025", name) for name in ("n-1", "n-2", "m-1")}
    assert set(made) == {"calendar.ics", "shili/calendar.ics", *paths}
    assert made["shili/2025/notices/n-1/notice.ics"] == made["shili/2025/notices/n-2/notice.ics"]


def test_a_notice_that_is_published_anew_after_its_withdrawal_is_on_again() -> None:
    withdrawal = replace(a_withdrawal("n-3", "n-1"), published_on=day("2025-10-10"))
    anew = a_change(
        "n-4", "n-1", "correction", published_on=day("2025-10-13"), closes_on=day("2025-10-21"), title="重发"
    )
    portal = a_portal(a_cycle(notices=[a_notice(), withdrawal, anew]))
    found = [events(portal, day(on))[0] for on in ("2025-10-09", "2025-10-10", "2025-10-13")]
    assert [event["STATUS"] for event in found] == ["CONFIRMED", "CANCELLED", "CONFIRMED"]
    assert [event["SEQUENCE"] for event in found] == ["0", "1", "2"]
    assert {event["UID"] for event in found} == {UID}
    assert "重发" in found[-1]["SUMMARY"]
    assert "撤回" not in found[-1]["SUMMARY"]


def test_a_row_that_is_not_yet_in_effect_has_its_own_event() -> None:
    made = files(a_portal(a_cycle(notices=[a_notice(closes_on=None), extension()])), day("2025-10-12"))
    (event,) = read_calendar(made["shili/2025/notices/n-2/notice.ics"]).all("VEVENT")
    assert event["UID"].startswith("shili/2025/n-2@")


def test_the_calendars_name_themselves_and_their_refreshment() -> None:
    made = files(a_portal(a_cycle(notices=[a_notice()])))
    for path, name in (("calendar.ics", "政府质量奖公示截止日"), ("shili/calendar.ics", "示例市政府质量奖公示截止日")):
        calendar = read_calendar(made[path])
        assert calendar["NAME"] == calendar["X-WR-CALNAME"] == name
        assert calendar["REFRESH-INTERVAL"] == calendar["X-PUBLISHED-TTL"] == "P1D"
    assert "NAME" not in read_calendar(made["shili/2025/notices/n-1/notice.ics"])


def test_events_stand_in_the_order_of_their_days() -> None:
    notices = [a_notice("b", closes_on=day("2025-10-20")), a_notice("a", closes_on=day("2025-10-20")), a_notice("c")]
    assert [event["UID"][11] for event in events(a_portal(a_cycle(notices=notices)))] == ["c", "a", "b"]


def test_the_same_data_and_day_give_the_same_bytes() -> None:
    assert files(full_portal(), OPEN_DAY) == files(full_portal(), OPEN_DAY)


def test_hostile_text_comes_back_as_it_was() -> None:
    notice = a_notice(title=HOSTILE, publisher=HOSTILE, source_url="https://example.gov.cn/?a=1;b=2,3")
    portal = a_portal(a_cycle(notices=[notice], channels=[a_channel(office=HOSTILE, value=HOSTILE)]), name=HOSTILE)
    (event,) = events(portal)
    assert event["SUMMARY"] == f"异议截止：{HOSTILE}"
    assert event["DESCRIPTION"].count(HOSTILE) == 3
    (alarm,) = event.all("VALARM")
    assert alarm["DESCRIPTION"] == f"异议明天截止：{HOSTILE}"
    (parsed,) = icalendar.Calendar.from_ical(files(portal)["calendar.ics"]).walk("VEVENT")
    assert str(parsed["SUMMARY"]) == event["SUMMARY"]
    assert str(parsed["DESCRIPTION"]) == event["DESCRIPTION"]


@given(st.text(max_size=120), st.text(max_size=120))
def test_any_text_gives_a_strict_calendar(title: str, office: str) -> None:
    event = event_of(a_notice(title=title, publisher=office))
    assert event["UID"] == UID
    assert len(event["DESCRIPTION"].split("\n")) == 6
