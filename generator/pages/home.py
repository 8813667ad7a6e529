"""The first page of the site, and the page for an address that does not exist."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import ClassVar, Final, NamedTuple

from generator.domain import addresses
from generator.domain.notices import NoticeHistory
from generator.domain.portal import Jurisdiction, Portal
from generator.domain.records import Awardee
from generator.frozen import dataclass
from generator.pages.base import Head, Link
from generator.pages.clock_data import ClockData
from generator.pages.indexes import CycleRecords
from generator.pages.links import cycle_link, jurisdiction_link
from generator.pages.naming import Naming, home_link, portal_feeds
from generator.pages.notice_period import clock_of
from generator.pages.record_lists import NoticeRow, notice_row
from generator.pages.text_status import TextStatus, text_status

LATEST: Final = 5
"""Decisions, and notices that have closed, named on the first page."""

_OPEN: Final = ("closing_soon", "open")


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionLine:
    """One decision with how many awards of it are recorded."""

    cycle: Link
    jurisdiction: str
    document: str
    decided_on: date | None
    awards: int
    source_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JurisdictionTile:
    """One jurisdiction with what is held of it."""

    link: Link
    text: TextStatus | None
    cycles: int
    notices: int
    awards: int
    objection: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage:
    """Open and closing notices first, then search, jurisdictions and the latest decisions."""

    template: ClassVar[str] = "home.html.j2"
    scripts: ClassVar[tuple[str, ...]] = ("notice-clock.js",)
    head: Head
    as_of: date
    open_notices: tuple[NoticeRow, ...]
    """Those that close first stand first."""
    upcoming: tuple[NoticeRow, ...]
    closed: tuple[NoticeRow, ...]
    """The last to close, named where no notice is open."""
    tiles: tuple[JurisdictionTile, ...]
    decisions: tuple[DecisionLine, ...]
    measures: int | None
    """Revocations and stops of publicity that are recorded; None where no jurisdiction has a table of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFoundPage:
    """The page for an address that does not exist."""

    template: ClassVar[str] = "not_found.html.j2"
    head: Head


def home_page(portal: Portal, cycles: Sequence[CycleRecords], as_of: date, words: Naming) -> HomePage:
    """The first page as of the first moment of the day of the build."""
    standing = _standing(cycles)
    closed = [each for each in reversed(standing) if each.clock.state == "closed"]
    return HomePage(
        head=Head(
            path=addresses.HOME,
            title=words["site.home"],
            description=words["home.description"],
            section="home",
            feeds=portal_feeds(words),
        ),
        as_of=as_of,
        open_notices=_rows(each for each in standing if each.clock.state in _OPEN),
        upcoming=_rows(each for each in standing if each.clock.state == "upcoming"),
        closed=_rows(closed[:LATEST]),
        tiles=tuple(_tile(jurisdiction, as_of) for jurisdiction in portal.jurisdictions),
        decisions=_latest_decisions(cycles, as_of),
        measures=_measures(portal),
    )


def _measures(portal: Portal) -> int | None:
    tables = [jurisdiction.revocations for jurisdiction in portal.jurisdictions if jurisdiction.revocations.present]
    return sum(len(table.rows) for table in tables) if tables else None


def not_found_page(words: Naming, base: str = "") -> NotFoundPage:
    """The page for an address that does not exist; `base` is the path of the site's root on its host, such as `/a/b/`."""
    return NotFoundPage(
        head=Head(
            path=addresses.NOT_FOUND,
            title=words["not_found.title"],
            description=words["not_found.description"],
            crumbs=(home_link(words),),
            base=base,
        ),
    )


class _Standing(NamedTuple):
    history: NoticeHistory
    records: CycleRecords
    clock: ClockData


def _standing(cycles: Sequence[CycleRecords]) -> list[_Standing]:
    """Notices with a period, each chain once and as it stands, by the day on which it closes."""
    found = [
        _Standing(history, records, clock)
        for records in cycles
        for history in records.histories
        if _stands(history, records) and (clock := clock_of(history, records)) is not None
    ]
    found.sort(key=_closing)
    return found


def _closing(each: _Standing) -> tuple[int, str]:
    cycle = each.records.cycle
    return each.clock.closes, addresses.notice(cycle.jurisdiction, cycle.slug, each.history.notice.notice_id)


def _rows(found: Iterable[_Standing]) -> tuple[NoticeRow, ...]:
    return tuple(notice_row(each.history, each.records) for each in found)


def _stands(history: NoticeHistory, records: CycleRecords) -> bool:
    first = records.histories.find(history.earlier[-1].notice_id) if history.earlier else history
    return first is not None and first.standing_on(records.records.as_of) is history.notice


def _tile(jurisdiction: Jurisdiction, as_of: date) -> JurisdictionTile:
    regulation = jurisdiction.regulation
    return JurisdictionTile(
        link=jurisdiction_link(jurisdiction),
        text=text_status(jurisdiction.slug, regulation, as_of) if regulation else None,
        cycles=len(jurisdiction.cycles),
        notices=sum(len(cycle.notices.rows) for cycle in jurisdiction.cycles),
        awards=sum(len(cycle.awardees.rows) for cycle in jurisdiction.cycles),
        objection=addresses.objection(jurisdiction.slug),
    )


def _latest_decisions(cycles: Sequence[CycleRecords], as_of: date) -> tuple[DecisionLine, ...]:
    found = [
        (row, records)
        for records in cycles
        for row in records.decisions
        if row.decided_on is not None and row.decided_on <= as_of
    ]
    found.sort(key=lambda pair: (pair[0].decided_on or date.min, pair[0].award_id), reverse=True)
    return tuple(_decision(row, records) for row, records in found[:LATEST])


def _decision(row: Awardee, records: CycleRecords) -> DecisionLine:
    same = [
        other
        for other in records.cycle.awardees.rows
        if (other.decided_on, other.decision_document) == (row.decided_on, row.decision_document)
    ]
    return DecisionLine(
        cycle=cycle_link(records.cycle),
        jurisdiction=records.records.jurisdiction.name,
        document=row.decision_document,
        decided_on=row.decided_on,
        awards=len(same),
        source_url=row.source_url,
    )
