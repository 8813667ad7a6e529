"""The rows of a cycle as its pages list them: awardees by award, applicants, shortlists and notices."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby

from generator.domain import addresses, row_addresses
from generator.domain.moments import Mark
from generator.domain.records import Applicant, Awardee, ShortlistEntry, cell_text
from generator.domain.statuses import AwardState
from generator.frozen import dataclass
from generator.pages.clock_data import ClockData
from generator.pages.indexes import CycleRecords
from generator.pages.notice_period import clock_of, end_mark


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardeeRow:
    """One award of a cycle."""

    name: str
    page: str
    unit: str
    entry_title: str
    state: AwardState


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardBlock:
    """The awards of one kind, or as many of them as stand on a page."""

    name: str
    declared_count: int | None
    recorded: int
    """Awards of the kind that are recorded in the cycle."""
    rows: tuple[AwardeeRow, ...]

    @property
    def has_entries(self) -> bool:
        """Whether any of the awards has a unit or a title of its own."""
        return any(row.unit or row.entry_title for row in self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicantRow:
    """One application."""

    anchor: str
    name: str
    organization: str
    unit: str
    entry_title: str
    award: str
    received_on: date | None
    recommended_by: str
    eligibility: str
    reason: str
    source_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortlistRow:
    """One candidate at one stage."""

    anchor: str
    stage: str
    name: str
    organization: str
    unit: str
    entry_title: str
    award: str
    rank: int | None
    score: str
    notice: str
    """Address of the notice that lists the candidate; empty where none is named."""
    source_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleNotice:
    """One notice of a cycle."""

    title: str
    page: str
    change: str
    published_on: date | None
    closes_on: date | None
    closes_time: str
    end_mark: str
    """See `notice_period.end_mark`."""
    marks: tuple[Mark, ...]
    clock: ClockData | None


def award_blocks(rows: Sequence[Awardee], records: CycleRecords) -> tuple[AwardBlock, ...]:
    """Some of the awardees in the order of `CycleRecords.awarded`, block by block."""
    cycle = records.cycle
    declared = {award.id: award.declared_count for award in cycle.awards}
    shown: Mapping[str, list[Awardee]] = {key: list(group) for key, group in groupby(rows, key=lambda row: row.award)}
    return tuple(
        AwardBlock(
            name=records.award_name(award),
            declared_count=declared.get(award),
            recorded=records.award_counts[award],
            rows=tuple(_awardee_row(row, records) for row in group),
        )
        for award, group in shown.items()
    )


def applicant_row(row: Applicant, records: CycleRecords) -> ApplicantRow:
    """One application as the cycle's page lists it."""
    return ApplicantRow(
        anchor=row_addresses.applicant_anchor(row.application_id),
        name=row.applicant,
        organization=_organization(row, records),
        unit=row.unit,
        entry_title=row.entry_title,
        award=records.award_name(row.award),
        received_on=row.received_on,
        recommended_by=row.recommended_by,
        eligibility=row.eligibility,
        reason=row.reason,
        source_url=row.source_url,
    )


def shortlist_row(row: ShortlistEntry, position: int, records: CycleRecords) -> ShortlistRow:
    """One shortlist row as the cycle's page lists it; `position` counts from 0 in the order of the table."""
    cycle = records.cycle
    notice = records.notices.get(row.notice_id)
    return ShortlistRow(
        anchor=row_addresses.shortlist_anchor(row.stage, records.stage_numbers[position]),
        stage=records.stage_name(row.stage),
        name=row.applicant,
        organization=_organization(row, records),
        unit=row.unit,
        entry_title=row.entry_title,
        award=records.award_name(row.award),
        rank=row.rank,
        score=cell_text(row.score),
        notice=addresses.notice(cycle.jurisdiction, cycle.slug, notice.notice_id) if notice else "",
        source_url=row.source_url,
    )


def cycle_notices(records: CycleRecords) -> tuple[CycleNotice, ...]:
    """The notices of a cycle, the newest first."""
    cycle, whole = records.cycle, records.records
    views: list[CycleNotice] = []
    for history in records.histories:
        row = history.notice
        period = history.period_on(whole.as_of)
        views.append(
            CycleNotice(
                title=row.title,
                page=addresses.notice(cycle.jurisdiction, cycle.slug, row.notice_id),
                change=row.change,
                published_on=row.published_on,
                closes_on=period.closes_on if period else None,
                closes_time=period.closes_time if period else "",
                end_mark=end_mark(period),
                marks=history.marks_on(whole.as_of),
                clock=clock_of(history, records),
            )
        )
    return tuple(sorted(views, key=lambda view: (view.published_on or date.min, view.page), reverse=True))


def _awardee_row(row: Awardee, records: CycleRecords) -> AwardeeRow:
    cycle = records.cycle
    return AwardeeRow(
        name=row.display_name,
        page=addresses.awardee(cycle.jurisdiction, cycle.slug, row.award_id),
        unit=row.unit,
        entry_title=row.entry_title if row.awardee else "",
        state=records.records.status(cycle, row).state,
    )


def _organization(row: Applicant | ShortlistEntry, records: CycleRecords) -> str:
    return records.records.organization_page(row.applicant, row.applicant_type, row.uscc)
