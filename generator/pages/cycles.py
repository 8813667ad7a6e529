"""The page of one cycle, and the further pages of its long lists."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar, Final

from generator.domain import addresses, row_addresses
from generator.domain.addresses import ROWS_PER_PAGE
from generator.frozen import dataclass
from generator.pages.base import Head
from generator.pages.cycle_charts import Funnel, QuotaView, Timeline, funnel, quotas, timeline
from generator.pages.cycle_rows import (
    ApplicantRow,
    AwardBlock,
    CycleNotice,
    ShortlistRow,
    applicant_row,
    award_blocks,
    cycle_notices,
    shortlist_row,
)
from generator.pages.indexes import CycleRecords
from generator.pages.links import cycle_link, jurisdiction_link
from generator.pages.naming import record_head
from generator.pages.pagers import Pager, pager, part
from generator.pages.text_status import TextStatus

PAGED: Final = (row_addresses.AWARDED, row_addresses.SHORTLISTS, row_addresses.APPLICANTS)
"""The lists of a cycle that go on over several pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableState:
    """How much of one table of the cycle is known."""

    table: str
    held: str
    """absent (no such file), empty (known to be empty) or rows."""
    rows: int
    completeness: str
    """complete, partial or unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CyclePage:
    """One cycle: time line, lists, quota used."""

    template: ClassVar[str] = "cycle.html.j2"
    scripts: ClassVar[tuple[str, ...]] = ("notice-clock.js",)
    head: Head
    regulation_held: bool
    draft: bool
    """Whether the text held is a draft, which is never compared with what was done."""
    text: TextStatus | None
    cited: str
    tables: tuple[TableState, ...]
    note: str
    timeline: Timeline
    funnel: Funnel | None
    quotas: tuple[QuotaView, ...]
    awards: tuple[AwardBlock, ...]
    without_awardee: tuple[str, ...]
    """Names of awards that the decision names and of which no awardee is recorded."""
    awards_pager: Pager
    notices: tuple[CycleNotice, ...]
    shortlists: tuple[ShortlistRow, ...]
    shortlists_pager: Pager
    applicants: tuple[ApplicantRow, ...]
    applicants_pager: Pager
    assessments: str
    missing: str
    """Why no awards are listed: absent (the table is not held) or empty (known to be empty)."""
    as_of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleRowsPage:
    """A further page of one list of a cycle."""

    template: ClassVar[str] = "cycle_rows.html.j2"
    head: Head
    text: TextStatus | None
    pager: Pager
    awards: tuple[AwardBlock, ...]
    shortlists: tuple[ShortlistRow, ...]
    applicants: tuple[ApplicantRow, ...]
    as_of: date


def cycle_page(records: CycleRecords) -> CyclePage:
    """The page of one cycle on the day of the build."""
    cycle, whole = records.cycle, records.records
    facts = {"jurisdiction": whole.jurisdiction.name, "cycle": cycle.name}
    return CyclePage(
        head=record_head(
            whole.words,
            addresses.cycle(cycle.jurisdiction, cycle.slug),
            title=whole.words.fill("cycle.page_title", **facts),
            description=whole.words.fill("cycle.description", **facts),
            trail=(jurisdiction_link(whole.jurisdiction),),
            section="awardees",
        ),
        regulation_held=cycle.regulation is not None,
        draft=cycle.regulation is not None and cycle.regulation.is_draft,
        text=records.text,
        cited=cycle.regulation_cited or "",
        tables=tuple(_tables(records)),
        note=cycle.completeness.note or "",
        timeline=timeline(records),
        funnel=funnel(records),
        quotas=quotas(records),
        awards=award_blocks(part(records.awarded, 1), records),
        without_awardee=tuple(award.name for award in cycle.awards if award.id not in records.award_counts),
        awards_pager=_pager(records, row_addresses.AWARDED, 1),
        notices=cycle_notices(records),
        shortlists=_shortlists(records, 1),
        shortlists_pager=_pager(records, row_addresses.SHORTLISTS, 1),
        applicants=_applicants(records, 1),
        applicants_pager=_pager(records, row_addresses.APPLICANTS, 1),
        assessments=addresses.assessments(cycle.jurisdiction),
        missing=_held(cycle.awardees.present),
        as_of=whole.as_of,
    )


def cycle_rows_pages(records: CycleRecords) -> Iterator[CycleRowsPage]:
    """The second and later pages of the cycle's lists."""
    for kind in PAGED:
        for number in range(2, _pager(records, kind, 1).last + 1):
            yield _rows_page(records, kind, number)


def _rows_page(records: CycleRecords, kind: str, number: int) -> CycleRowsPage:
    cycle, whole = records.cycle, records.records
    facts = {"jurisdiction": whole.jurisdiction.name, "cycle": cycle.name, "number": number}
    awarded = part(records.awarded, number) if kind == row_addresses.AWARDED else ()
    return CycleRowsPage(
        head=record_head(
            whole.words,
            row_addresses.cycle_rows(cycle.jurisdiction, cycle.slug, kind, number),
            title=whole.words.fill(f"cycle.rows_title.{kind}", **facts),
            description=whole.words.fill("cycle.description", **facts),
            trail=(jurisdiction_link(whole.jurisdiction), cycle_link(cycle)),
            section="awardees",
        ),
        text=records.text,
        pager=_pager(records, kind, number),
        awards=award_blocks(awarded, records),
        shortlists=_shortlists(records, number) if kind == row_addresses.SHORTLISTS else (),
        applicants=_applicants(records, number) if kind == row_addresses.APPLICANTS else (),
        as_of=whole.as_of,
    )


def _pager(records: CycleRecords, kind: str, number: int) -> Pager:
    cycle = records.cycle
    table = {
        row_addresses.AWARDED: cycle.awardees.rows,
        row_addresses.SHORTLISTS: cycle.shortlists.rows,
        row_addresses.APPLICANTS: cycle.applicants.rows,
    }[kind]
    return pager(
        len(table),
        number,
        lambda page: row_addresses.cycle_rows(cycle.jurisdiction, cycle.slug, kind, page),
    )


def _shortlists(records: CycleRecords, number: int) -> tuple[ShortlistRow, ...]:
    first = (number - 1) * ROWS_PER_PAGE
    rows = part(records.cycle.shortlists.rows, number)
    return tuple(shortlist_row(row, first + at, records) for at, row in enumerate(rows))


def _applicants(records: CycleRecords, number: int) -> tuple[ApplicantRow, ...]:
    return tuple(applicant_row(row, records) for row in part(records.cycle.applicants.rows, number))


def _held(present: bool) -> str:
    return "empty" if present else "absent"


def _tables(records: CycleRecords) -> Iterator[TableState]:
    cycle = records.cycle
    for name in ("applicants", "shortlists", "notices", "awardees"):
        table = getattr(cycle, name)
        held = "absent" if not table.present else ("rows" if table.rows else "empty")
        yield TableState(table=name, held=held, rows=len(table.rows), completeness=getattr(cycle.completeness, name))
