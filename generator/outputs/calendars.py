"""The deadlines as calendars (RFC 5545) to subscribe to.

One event a notice, however often it was changed: the first row gives the identifier, every later row raises the sequence.
A period that ends at 24:00 is an event of its last whole day, since phones would show the next midnight under the day after.
A printed hour is an event of that moment, without a length that nobody stated.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, NamedTuple

from generator.domain import addresses, published_files
from generator.domain.moments import MIDNIGHT, start_of
from generator.domain.notices import NoticeHistory
from generator.domain.periods import NoticePeriod
from generator.domain.portal import Jurisdiction
from generator.domain.working_days import WorkingDayCalendar
from generator.outputs import content_lines
from generator.outputs.content_lines import block
from generator.outputs.legible import legible
from generator.outputs.notice_lines import Line, all_lines
from generator.outputs.web_addresses import absolute
from generator.pages.indexes import CycleRecords
from generator.pages.notice_objections import decision_after
from generator.pages.notice_period import end_mark
from generator.pages.record_pages import PortalRecords
from generator.sources.words import Words

Files = Iterator[tuple[str, bytes]]

DOMAIN: Final = "award-transparency-portal"
"""What makes an identifier unique; not the name of a host, so that a site that moves keeps its events."""

_ZONE: Final = "Asia/Shanghai"
_MORNING_BEFORE: Final = "-PT15H"
"""Nine o'clock of the day before an event of a whole day, as phones themselves set their reminder of one day."""
_DAY_BEFORE: Final = "-P1D"
_HEAD: Final = (f"PRODID:-//{DOMAIN}//ZH", "VERSION:2.0", "CALSCALE:GREGORIAN")
_SUBSCRIBED: Final = ("REFRESH-INTERVAL;VALUE=DURATION:P1D", "X-PUBLISHED-TTL:P1D")
_STANDARD_TIME: Final = (
    "BEGIN:VTIMEZONE",
    f"TZID:{_ZONE}",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0800",
    "TZOFFSETTO:+0800",
    "TZNAME:CST",
    "END:STANDARD",
    "END:VTIMEZONE",
)
"""It stands in every file, since a calendar without any component is none (section 3.6)."""
_NOTHING_ARRANGED: Final = WorkingDayCalendar.of()


def portal_calendar(events: Iterable["DatedEvent"], words: Words) -> Files:
    """The calendar of all jurisdictions, from the events of their cycles: its address and its bytes."""
    yield published_files.CALENDAR, _calendar(events, words["calendars.name"])


def cycle_events(records: CycleRecords, site_url: str, words: Words) -> Iterator["DatedEvent"]:
    """One event for each notice of a cycle with a period."""
    return _Writer(records, site_url, words).events()


def jurisdiction_calendars(whole: PortalRecords, jurisdiction: Jurisdiction, site_url: str, words: Words) -> Files:
    """The calendar of a jurisdiction and one for each notice with a period: address and bytes of each file.

    A row that changes a notice has the notice's event in its file.
    """
    writers = [_Writer(records, site_url, words) for records in whole.cycles_of(jurisdiction)]
    events = [event for writer in writers for event in writer.events()]
    path = addresses.jurisdiction_calendar(jurisdiction.slug)
    yield path, _calendar(events, words.fill("calendars.name_of", place=jurisdiction.name))
    for writer in writers:
        yield from writer.files()


class DatedEvent(NamedTuple):
    """An event by which calendars are ordered."""

    day: str
    """As ISO 8601 writes it."""
    uid: str
    component: bytes
    """The event as it stands in a file."""


class _Writer:
    """Turns the notices of one cycle into events."""

    __slots__ = ("_as_of", "_made", "_records", "_site_url", "_words")

    def __init__(self, records: CycleRecords, site_url: str, words: Words) -> None:
        self._records = records
        self._as_of = records.records.as_of
        self._site_url = site_url
        self._words = words
        self._made: dict[str, DatedEvent | None] = {}

    def events(self) -> Iterator[DatedEvent]:
        """One event for each notice with a period."""
        for history in self._records.histories:
            event = None if history.earlier else self._event(history)
            if event is not None:
                yield event

    def files(self) -> Files:
        """The file of each row with a period, as its page names it."""
        cycle = self._records.cycle
        for history in self._records.histories:
            if history.period_on(self._as_of) is None:
                continue
            event = self._event(self._first(history)) or self._event(history)
            if event is not None:
                path = addresses.notice_calendar(cycle.jurisdiction, cycle.slug, history.notice.notice_id)
                yield path, _calendar([event])

    def _first(self, history: NoticeHistory) -> NoticeHistory:
        if not history.earlier:
            return history
        return self._records.histories.find(history.earlier[-1].notice_id) or history

    def _event(self, history: NoticeHistory) -> DatedEvent | None:
        notice_id = history.notice.notice_id
        if notice_id not in self._made:
            period = history.period_on(self._as_of)
            self._made[notice_id] = self._new_event(history, period) if period else None
        return self._made[notice_id]

    def _new_event(self, history: NoticeHistory, period: NoticePeriod) -> DatedEvent:
        cycle, words, notice = self._records.cycle, self._words, history.notice
        uid = f"{cycle.jurisdiction}/{cycle.slug}/{notice.notice_id}@{DOMAIN}"
        told = self._records.histories.anew(history, self._as_of)
        withdrawn = told.withdrawn_on(self._as_of) is not None
        summary = legible(words.fill(f"calendars.{_summary(period, withdrawn=withdrawn)}", title=told.notice.title))
        page = addresses.notice(cycle.jurisdiction, cycle.slug, told.notice.notice_id)
        published = notice.published_on or period.opens_on or period.closes_on
        revisions = self._revisions(history, period)
        decision = decision_after(told, self._records)
        changed = max([published, *revisions, *([decision.decided_on] if decision and decision.decided_on else [])])
        lines = [
            "BEGIN:VEVENT",
            f"UID:{uid}",
            f"DTSTAMP:{_moment(changed)}",
            f"CREATED:{_moment(published)}",
            f"LAST-MODIFIED:{_moment(changed)}",
            f"SEQUENCE:{len(revisions)}",
            f"STATUS:{'CANCELLED' if withdrawn else 'CONFIRMED'}",
            *_place_in_time(period),
            f"SUMMARY:{content_lines.text(summary)}",
            f"DESCRIPTION:{content_lines.text(self._description(told, page))}",
            *([f"URL:{absolute(self._site_url, page)}"] if self._site_url else []),
            f"CATEGORIES:{content_lines.text(words['calendars.category'])}",
            "CLASS:PUBLIC",
            "TRANSP:TRANSPARENT",
            *([] if withdrawn else _alarm(period, legible(words.fill("calendars.alarm", title=told.notice.title)))),
            "END:VEVENT",
        ]
        return DatedEvent(day=period.closes_on.isoformat(), uid=uid, component=block(lines))

    def _description(self, history: NoticeHistory, page: str) -> str:
        words = self._words
        lines = [
            *all_lines(history, self._records, words),
            Line(label=words["calendars.page"], text=absolute(self._site_url, page) if self._site_url else ""),
            Line(label=words["calendars.source"], text=history.notice.source_url),
        ]
        colon = words["punctuation.colon"]
        return "\n".join(
            legible(f"{line.label}{colon}{line.text}" if line.label else line.text) for line in lines if line.text
        )

    def _revisions(self, history: NoticeHistory, period: NoticePeriod) -> list[date]:
        """The days until that of the build on which the event was changed: each raises the sequence by one.

        That is by a later row of the chain, by a correction of one of its records, or by the arrangement of a year, or an
        amendment of one, that had not been issued when the notice came out and could still alter its days.
        """
        published, corrections = history.notice.published_on, self._records.records.corrections
        rows = [history.notice, *(row.notice for row in history.later)]
        days = [row.notice.published_on for row in history.later]
        days += [fix.corrected_on for row in rows for fix in corrections.get(("notices", row.notice_id), ())]
        if published is not None:
            days += [day for day in _arrangements(period, self._records.records.calendar) if day > published]
        return [day for day in days if day is not None and day <= self._as_of]


def _summary(period: NoticePeriod, *, withdrawn: bool) -> str:
    mark = "withdrawn" if withdrawn else end_mark(period)
    return f"summary_{mark}" if mark else "summary"


def _arrangements(period: NoticePeriod, calendar: WorkingDayCalendar) -> Iterable[date]:
    """When the arrangements were issued, and amended, of the years that can alter a day of the period."""
    touched = _NOTHING_ARRANGED.missing_years(period.opens_on or period.closes_on, period.closes_on)
    return (issued_on for year in touched for issued_on in calendar.issued_on.get(year, ()))


def _place_in_time(period: NoticePeriod) -> Sequence[str]:
    if period.closes_time in ("", MIDNIGHT):
        first, after = period.closes_on, period.closes_on + timedelta(days=1)
        return f"DTSTART;VALUE=DATE:{content_lines.day(first)}", f"DTEND;VALUE=DATE:{content_lines.day(after)}"
    return (f"DTSTART;TZID={_ZONE}:{content_lines.local(period.ends_at)}",)


def _alarm(period: NoticePeriod, text: str) -> Sequence[str]:
    before = _MORNING_BEFORE if period.closes_time in ("", MIDNIGHT) else _DAY_BEFORE
    description = f"DESCRIPTION:{content_lines.text(text)}"
    return "BEGIN:VALARM", "ACTION:DISPLAY", description, f"TRIGGER:{before}", "END:VALARM"


def _calendar(events: Iterable[DatedEvent], name: str = "") -> bytes:
    """A whole file."""
    return b"".join((_opening(name), *(event.component for event in sorted(events)), _END))


@lru_cache(maxsize=8)
def _opening(name: str) -> bytes:
    """What stands before the events: the same for every notice, whose calendar has no name."""
    shown = content_lines.text(legible(name))
    named = (f"NAME:{shown}", f"X-WR-CALNAME:{shown}", *_SUBSCRIBED) if name else ()
    return block(("BEGIN:VCALENDAR", *_HEAD, *named, *_STANDARD_TIME))


_END: Final = block(["END:VCALENDAR"])


@lru_cache(maxsize=4096)
def _moment(day: date) -> str:
    return content_lines.moment(start_of(day))
