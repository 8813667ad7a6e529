"""The calendars of the deadlines: which events they hold, and what each of them says."""

import datetime as dt

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.domain import addresses, published_files
from generator.pages.notices import notice_page
from generator.pages.record_pages import portal_records
from tests.outputs.calendar_events import UID, event_of, events, extension, files
from tests.outputs.calendar_reader import read_calendar
from tests.pages.recorded import full_portal
from tests.pages.rendering import seen, the_words
from tests.rules.building import OPEN_DAY, a_channel, a_cycle, a_notice, a_portal, a_withdrawal, day
from tests.rules.building_regulations import a_regulation

HOSTILE = "一，二;三,四\\五\\n六:七\"八]]>&<b>🏅'九" + "很长的标题" * 40


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
    (records,) = [cycle for cycle in whole.cycles if any(cycle.histories)]
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
