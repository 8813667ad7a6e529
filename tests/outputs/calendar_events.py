"""The events of a portal, read strictly and by a library on the way."""

import datetime as dt
from typing import Any

import icalendar

from generator.domain import published_files
from generator.domain.portal import Portal
from generator.domain.records import Notice
from generator.outputs.calendars import cycle_events, jurisdiction_calendars, portal_calendar
from generator.pages.record_pages import portal_records
from tests.outputs.calendar_reader import Component, read_calendar
from tests.pages.rendering import the_words
from tests.rules.building import LATER, a_change, a_cycle, a_portal, day

SITE = "https://example.gov.cn/a/"
UID = "shili/2025/n-1@award-transparency-portal"


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
