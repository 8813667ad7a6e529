"""The page of one notice: five lines that are always the same, then the reasoning behind each of them."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import ClassVar

from generator.domain import addresses, row_addresses
from generator.domain.moments import Mark
from generator.domain.notices import FieldChange, NoticeHistory, field_changes
from generator.domain.portal import Cycle
from generator.domain.records import Correction, Notice, cell_text
from generator.domain.regulations import shown_inside
from generator.frozen import dataclass
from generator.pages.base import Head, Link, Source, nothing
from generator.pages.clock_data import ClockData
from generator.pages.indexes import CycleRecords
from generator.pages.links import notice_link
from generator.pages.notice_objections import AfterNotice, ObjectionView, after_notice, objection_view
from generator.pages.notice_period import Checks, PeriodView, checks, clock_of, period_view
from generator.pages.text_status import TextStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a notice is about."""

    cycle: str
    stage: str
    what: str
    """What the regulation wants shown at the stage; empty where it is not held or demands nothing there."""
    internal: bool
    """Whether the regulation wants that shown inside units alone."""
    declared_count: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """One step between two rows of a chain, told on the pages of both."""

    change: str
    """correction, extension or withdrawal."""
    other: Link
    """The other row: the later one on the page of the earlier, and the other way round."""
    published_on: date | None
    """Of the later row."""
    reason: str
    fields: tuple[FieldChange, ...]
    units: tuple[str, str]
    """Of the stated length, as the earlier and as the later row have it; may be empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedRow:
    """One of those whom the notice names."""

    name: str
    organization: str
    """Address of the organization's page; empty for an individual."""
    unit: str
    entry_title: str
    award: str
    rank: int | None
    score: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedView:
    """Those whom the notice names, as far as they are recorded."""

    rows: tuple[ListedRow, ...]
    count: int
    declared_count: int | None
    elsewhere: Link | None
    """The notice that the row changes, at any remove, where a list stands there."""
    elsewhere_count: int
    """How many that list has."""
    others: tuple[tuple[Link, int], ...]
    """The further rows of its chain with a list, and how many each list has."""
    rest: str
    """Where the rows over the limit of a page stand; empty where all are shown."""
    held: bool
    """Whether the cycle's shortlists are held at all."""

    @property
    def has_entries(self) -> bool:
        """Whether any of them has a unit or a title of its own."""
        return any(row.unit or row.entry_title for row in self.rows)

    @property
    def is_other_list(self) -> bool:
        """Whether the list that stands elsewhere has another number than this notice prints."""
        declared = None if self.elsewhere is None or self.count else self.declared_count
        return declared is not None and declared != self.elsewhere_count

    @property
    def has_order(self) -> bool:
        """Whether any of them has a place or a score."""
        return any(row.rank is not None or row.score for row in self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticePage:
    """Everything about one notice."""

    template: ClassVar[str] = "notice.html.j2"
    scripts: ClassVar[tuple[str, ...]] = ("notice-clock.js",)
    head: Head
    title: str
    subject: Subject
    publisher: str
    medium: str
    published_on: date | None
    document_number: str
    as_of: date
    withdrawal: bool
    """Whether this row itself is a withdrawal."""
    marks: tuple[Mark, ...]
    withdrawn_by: Link | None
    clock: ClockData | None
    period: PeriodView | None
    checks: Checks
    objection: ObjectionView
    after: AfterNotice
    text: TextStatus | None
    cited: str
    """What the decision cites, where the text is not held; may be empty."""
    changed_by: tuple[ChangeView, ...]
    changes: ChangeView | None
    corrections: tuple[Correction, ...]
    """Of the notice, of its ways to object and of its list, as many as a page shows rows."""
    corrections_cut: bool
    """Whether there are more."""
    corrections_record: str
    """The page of all corrections of the jurisdiction."""
    listed: ListedView
    source: Source
    calendar: str
    """Address of the calendar file; empty where there is no period."""
    address: str
    """The canonical address, whole where the site's own is known."""


def notice_page(history: NoticeHistory, records: CycleRecords, absolute: Callable[[str], str] = nothing) -> NoticePage:
    """The page of one notice as things stand on the day of the build."""
    notice, cycle, whole = history.notice, records.cycle, records.records
    period = period_view(history, records)
    withdrawn = history.withdrawn_on(whole.as_of)
    path = addresses.notice(cycle.jurisdiction, cycle.slug, notice.notice_id)
    clock = clock_of(history, records)
    closed = clock is None or clock.state in ("closed", "withdrawn")
    fixes = whole.corrections.get(("notices", notice.notice_id), ())
    return NoticePage(
        head=Head(
            path=path,
            title=notice.title,
            description=whole.words.fill("notice.description", jurisdiction=whole.jurisdiction.name, cycle=cycle.name),
            crumbs=records.crumbs,
            section="notices",
        ),
        title=notice.title,
        subject=_subject(notice, records),
        publisher=notice.publisher,
        medium=notice.medium,
        published_on=notice.published_on,
        document_number=notice.document_number,
        as_of=whole.as_of,
        withdrawal=notice.is_withdrawal,
        marks=history.marks_on(whole.as_of),
        withdrawn_by=notice_link(cycle, withdrawn) if withdrawn else None,
        clock=clock,
        period=period,
        checks=checks(notice, records),
        objection=objection_view(
            history, records, closed=closed, withdrawn=withdrawn is not None or notice.is_withdrawal
        ),
        after=after_notice(history, records),
        text=records.text,
        cited=cycle.regulation_cited or "",
        changed_by=tuple(_change(notice, later, later, records) for later in history.direct_changes),
        changes=_change(history.earlier[0], notice, history.earlier[0], records) if history.earlier else None,
        corrections=tuple(fixes[: addresses.ROWS_PER_PAGE]),
        corrections_cut=len(fixes) > addresses.ROWS_PER_PAGE,
        corrections_record=addresses.corrections(cycle.jurisdiction),
        listed=_listed(history, records),
        source=Source(url=notice.source_url),
        calendar="" if period is None else addresses.notice_calendar(cycle.jurisdiction, cycle.slug, notice.notice_id),
        address=absolute(path) or f"/{addresses.canonical(path)}",
    )


def _subject(notice: Notice, records: CycleRecords) -> Subject:
    regulation = records.cycle.regulation
    demanded = regulation.notices_for(notice.stage) if regulation else ()
    return Subject(
        cycle=records.cycle.name,
        stage=records.cycle.stage_name(notice.stage),
        what=demanded[0].what if len(demanded) == 1 else "",
        internal=shown_inside(demanded),
        declared_count=notice.declared_count,
    )


def _change(earlier: Notice, later: Notice, other: Notice, records: CycleRecords) -> ChangeView:
    return ChangeView(
        change=later.change,
        other=notice_link(records.cycle, other),
        published_on=later.published_on,
        reason=later.change_reason,
        fields=named_changes(earlier, later, records.cycle),
        units=(earlier.stated_unit, later.stated_unit),
    )


def named_changes(earlier: Notice, later: Notice, cycle: Cycle) -> tuple[FieldChange, ...]:
    """What a later row states otherwise than the row that it changes, a stage told by its name."""
    return tuple(
        replace(change, was=cycle.stage_name(str(change.was)), now=cycle.stage_name(str(change.now)))
        if change.field == "stage"
        else change
        for change in field_changes(earlier, later)
    )


def _listed(history: NoticeHistory, records: CycleRecords) -> ListedView:
    cycle, notice = records.cycle, history.notice
    rows = records.listed.get(notice.notice_id, ())
    there = next((row for row in history.earlier if records.listed.get(row.notice_id)), None)
    limit = addresses.ROWS_PER_PAGE
    whole = records.records
    return ListedView(
        rows=tuple(
            ListedRow(
                name=row.applicant,
                organization=whole.organization_page(row.applicant, row.applicant_type, row.uscc),
                unit=row.unit,
                entry_title=row.entry_title,
                award=cycle.award_name(row.award),
                rank=row.rank,
                score=cell_text(row.score),
            )
            for row in rows[:limit]
        ),
        count=len(rows),
        declared_count=notice.declared_count,
        elsewhere=notice_link(cycle, there) if there else None,
        elsewhere_count=len(records.listed[there.notice_id]) if there else 0,
        others=tuple(
            (notice_link(cycle, row), len(records.listed[row.notice_id]))
            for row in _chain(history, records)
            if row not in (notice, there) and records.listed.get(row.notice_id)
        ),
        rest=row_addresses.cycle_rows(cycle.jurisdiction, cycle.slug, row_addresses.SHORTLISTS, 1)
        if len(rows) > limit
        else "",
        held=cycle.shortlists.present,
    )


def _chain(history: NoticeHistory, records: CycleRecords) -> Iterator[Notice]:
    first = records.histories.find(history.earlier[-1].notice_id) if history.earlier else history
    if first is not None:
        yield first.notice
        yield from (row.notice for row in first.later)
