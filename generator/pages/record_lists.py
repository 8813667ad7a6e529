"""The lists of every notice, every award and every measure, newest first, page by page."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import ClassVar, Final, TypeVar

from generator.domain import addresses
from generator.domain.moments import Mark
from generator.domain.notices import NoticeHistory
from generator.domain.records import Awardee, Revocation
from generator.domain.statuses import in_force_on
from generator.frozen import dataclass
from generator.pages.base import Head, Link
from generator.pages.clock_data import ClockData
from generator.pages.indexes import CycleRecords
from generator.pages.naming import Naming, portal_feeds, record_head
from generator.pages.notice_period import clock_of, end_mark
from generator.pages.pagers import Pager, pager, part

NOTICE: Final = "notice"
"""Kind of a notice that changes no other."""
ENTRY: Final = "entry"
"""Kind of an award to a method or achievement of which nobody is named."""

_FEEDS: Final = {"notices": ("notices", "changes"), "awardees": ("decisions",), "revocations": ("revocations",)}
"""The kinds of feeds that tell what is new in a list."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """What a list can be filtered by; the same values stand as data attributes on the row."""

    jurisdiction: str
    kind: str
    year: int
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRow:
    """One notice in the list of all."""

    facets: Facets
    title: str
    page: str
    jurisdiction: str
    cycle: str
    publisher: str
    published_on: date | None
    closes_on: date | None
    closes_time: str
    end_mark: str
    """See `notice_period.end_mark`."""
    marks: tuple[Mark, ...]
    clock: ClockData | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardeeRow:
    """One award in the list of all."""

    facets: Facets
    name: str
    page: str
    jurisdiction: str
    cycle: str
    award: str
    decided_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RevocationRow:
    """One measure in the list of all."""

    facets: Facets
    name: str
    page: str
    jurisdiction: str
    cycle: str
    award: str
    measure: str
    decided_by: str
    document_number: str
    on: date | None
    source_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListOptions:
    """The values by which the rows of a whole list can be filtered, each with its word or name."""

    jurisdictions: tuple[Link, ...]
    """Names with slugs in the place of addresses."""
    kinds: tuple[str, ...]
    years: tuple[int, ...]
    statuses: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeListPage:
    """A page of the list of all notices."""

    template: ClassVar[str] = "list_notices.html.j2"
    scripts: ClassVar[tuple[str, ...]] = ("notice-clock.js", "list-filter.js")
    head: Head
    rows: tuple[NoticeRow, ...]
    pager: Pager
    options: ListOptions
    as_of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardeeListPage:
    """A page of the list of all awards."""

    template: ClassVar[str] = "list_awardees.html.j2"
    scripts: ClassVar[tuple[str, ...]] = ("list-filter.js",)
    head: Head
    rows: tuple[AwardeeRow, ...]
    pager: Pager
    options: ListOptions
    as_of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RevocationListPage:
    """A page of the list of all measures."""

    template: ClassVar[str] = "list_revocations.html.j2"
    scripts: ClassVar[tuple[str, ...]] = ("list-filter.js",)
    head: Head
    rows: tuple[RevocationRow, ...]
    pager: Pager
    options: ListOptions
    as_of: date


def notice_list(cycles: Sequence[CycleRecords], as_of: date, words: Naming) -> Iterator[NoticeListPage]:
    """Every page of the list of all notices."""
    found = [(records, history) for records in cycles for history in records.histories]
    found.sort(key=lambda pair: (pair[1].notice.published_on or date.min, pair[1].notice.notice_id), reverse=True)
    options = _options((_notice_facets(history, records) for records, history in found), cycles)
    for head, page, rows in _pages(found, "notices", addresses.NOTICES, words):
        shown = tuple(notice_row(history, records) for records, history in rows)
        yield NoticeListPage(head=head, rows=shown, pager=page, options=options, as_of=as_of)


def awardee_list(cycles: Sequence[CycleRecords], as_of: date, words: Naming) -> Iterator[AwardeeListPage]:
    """Every page of the list of all awards."""
    found = [(records, row, _award_facets(row, records)) for records in cycles for row in records.cycle.awardees.rows]
    found.sort(key=lambda triple: triple[1].decided_on or date.min, reverse=True)
    options = _options((facets for _, _, facets in found), cycles)
    for head, page, rows in _pages(found, "awardees", addresses.AWARDEES, words):
        shown = tuple(_awardee_row(row, records, facets) for records, row, facets in rows)
        yield AwardeeListPage(head=head, rows=shown, pager=page, options=options, as_of=as_of)


def revocation_list(cycles: Sequence[CycleRecords], as_of: date, words: Naming) -> Iterator[RevocationListPage]:
    """Every page of the list of all measures."""
    found = [
        (records, awardee, row)
        for records in cycles
        for awardee in records.cycle.awardees.rows
        for row in records.records.revocations.get(awardee.award_id, ())
    ]
    found.sort(key=lambda triple: (triple[2].decided_on or date.min, triple[2].revocation_id), reverse=True)
    options = _options((_measure_facets(row, records) for records, _, row in found), cycles)
    for head, page, rows in _pages(found, "revocations", addresses.REVOCATIONS, words):
        shown = tuple(_revocation_row(row, awardee, records) for records, awardee, row in rows)
        yield RevocationListPage(head=head, rows=shown, pager=page, options=options, as_of=as_of)


def _notice_facets(history: NoticeHistory, records: CycleRecords) -> Facets:
    """What a notice is filtered by; its status is that of the day of the build."""
    clock = clock_of(history, records)
    kind, status = history.notice.change or NOTICE, clock.state if clock else "no_period"
    return _facets(records.cycle.jurisdiction, kind, records.cycle.year, status)


def notice_row(history: NoticeHistory, records: CycleRecords) -> NoticeRow:
    """One notice as lists show it."""
    cycle, whole, row = records.cycle, records.records, history.notice
    period = history.period_on(whole.as_of)
    return NoticeRow(
        facets=_notice_facets(history, records),
        title=row.title,
        page=addresses.notice(cycle.jurisdiction, cycle.slug, row.notice_id),
        jurisdiction=whole.jurisdiction.name,
        cycle=cycle.name,
        publisher=row.publisher,
        published_on=row.published_on,
        closes_on=period.closes_on if period else None,
        closes_time=period.closes_time if period else "",
        end_mark=end_mark(period),
        marks=history.marks_on(whole.as_of),
        clock=clock_of(history, records),
    )


def _awardee_row(row: Awardee, records: CycleRecords, facets: Facets) -> AwardeeRow:
    cycle = records.cycle
    return AwardeeRow(
        facets=facets,
        name=row.display_name,
        page=addresses.awardee(cycle.jurisdiction, cycle.slug, row.award_id),
        jurisdiction=records.records.jurisdiction.name,
        cycle=cycle.name,
        award=records.award_name(row.award),
        decided_on=row.decided_on,
    )


def _revocation_row(row: Revocation, awardee: Awardee, records: CycleRecords) -> RevocationRow:
    cycle = records.cycle
    return RevocationRow(
        facets=_measure_facets(row, records),
        name=awardee.display_name,
        page=addresses.awardee(cycle.jurisdiction, cycle.slug, awardee.award_id),
        jurisdiction=records.records.jurisdiction.name,
        cycle=cycle.name,
        award=records.award_name(awardee.award),
        measure=row.measure,
        decided_by=row.decided_by,
        document_number=row.document_number,
        on=in_force_on(row),
        source_url=row.source_url,
    )


def _award_facets(row: Awardee, records: CycleRecords) -> Facets:
    cycle = records.cycle
    status = records.records.status(cycle, row).state.value
    return _facets(cycle.jurisdiction, row.awardee_type or ENTRY, cycle.year, status)


def _measure_facets(row: Revocation, records: CycleRecords) -> Facets:
    since = in_force_on(row)
    in_force = since is not None and since <= records.records.as_of
    year = row.decided_on.year if row.decided_on else records.cycle.year
    return _facets(records.cycle.jurisdiction, row.measure, year, "in_force" if in_force else "announced")


@lru_cache(maxsize=4096)
def _facets(jurisdiction: str, kind: str, year: int, status: str) -> Facets:
    """The same object for all rows that are filtered alike."""
    return Facets(jurisdiction=jurisdiction, kind=kind, year=year, status=status)


def _options(facets: Iterable[Facets], cycles: Sequence[CycleRecords]) -> ListOptions:
    names = {records.cycle.jurisdiction: records.records.jurisdiction.name for records in cycles}
    slugs: set[str] = set()
    kinds: set[str] = set()
    years: set[int] = set()
    statuses: set[str] = set()
    for found in facets:
        slugs.add(found.jurisdiction)
        kinds.add(found.kind)
        years.add(found.year)
        statuses.add(found.status)
    return ListOptions(
        jurisdictions=tuple(Link(text=names[slug], path=slug) for slug in sorted(slugs)),
        kinds=tuple(sorted(kinds)),
        years=tuple(sorted(years, reverse=True)),
        statuses=tuple(sorted(statuses)),
    )


def _pages(found: Sequence[T], name: str, first: str, words: Naming) -> Iterator[tuple[Head, Pager, Sequence[T]]]:
    def address(number: int) -> str:
        return addresses.list_page(first, number)

    feeds = portal_feeds(words, *_FEEDS[name])
    for number in range(1, pager(len(found), 1, address).last + 1):
        title = words[f"list.{name}.title"]
        head = record_head(
            words,
            address(number),
            title=title if number == 1 else words.fill("list.numbered_title", title=title, number=number),
            description=words[f"list.{name}.description"],
            trail=() if number == 1 else (Link(text=title, path=first),),
            section=name,
            feeds=feeds,
        )
        yield head, pager(len(found), number, address), part(found, number)
