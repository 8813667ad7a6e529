"""Everything that was corrected in a jurisdiction's record, and every notice that a later one changed."""

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping
from datetime import date
from typing import ClassVar

from generator.domain import addresses, row_addresses
from generator.domain.correction_targets import names_of
from generator.domain.moments import MARK_OF_CHANGE
from generator.domain.notices import FieldChange
from generator.domain.organizations import OrganizationIndex
from generator.domain.portal import Cycle, Jurisdiction
from generator.domain.records import Correction, Revocation
from generator.domain.statuses import award_status
from generator.domain.table_schemas import TableSchema
from generator.frozen import dataclass
from generator.pages.base import Head, Link
from generator.pages.corrections_by_page import name_place
from generator.pages.links import notice_link
from generator.pages.naming import Naming, jurisdiction_feeds, jurisdiction_head
from generator.pages.notices import named_changes

_Place = tuple[tuple[str, str], Link]
"""Table and name of a record, and where it stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionLine:
    """One correction with the record that it mended."""

    correction: Correction
    table: str
    """The table's title."""
    field: str
    """The column's title."""
    was: str
    now: str
    """What stood there and what stands there, in words where the column has codes for them."""
    record: Link | None
    """The page on which the record stands; None where it stands on none."""
    award_id: str
    """Of the award that the record is about; empty where it is about none."""
    state: str
    """Of that award, on the day of the build."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedNotice:
    """A notice that a later one corrected, extended or withdrew."""

    change: str
    """correction, extension or withdrawal."""
    earlier: Link
    later: Link
    published_on: date | None
    reason: str
    fields: tuple[FieldChange, ...]
    units: tuple[str, str]
    """Of the stated length, as the earlier and as the later row have it; may be empty."""
    source_url: str

    @property
    def badge(self) -> str:
        """The look of the badge that says what the change made of the older notice."""
        return MARK_OF_CHANGE[self.change].value


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionsPage:
    """What was corrected in a jurisdiction, the newest first."""

    template: ClassVar[str] = "corrections.html.j2"
    head: Head
    name: str
    on: date
    corrections: tuple[CorrectionLine, ...]
    notices: tuple[ChangedNotice, ...]


def corrections_page(
    jurisdiction: Jurisdiction,
    organizations: OrganizationIndex,
    schemas: Mapping[str, TableSchema],
    as_of: date,
    words: Naming,
) -> CorrectionsPage:
    """The corrections of a jurisdiction's record; `schemas` give tables and columns their titles."""
    corrections = jurisdiction.corrections.rows
    places = _places(jurisdiction, organizations) if corrections else {}
    awards = _awards(jurisdiction, as_of) if corrections else {}
    lines = [_correction_line(row, schemas, places, awards) for row in corrections]
    changed = [line for cycle in jurisdiction.cycles for line in _changed_notices(cycle)]
    return CorrectionsPage(
        head=jurisdiction_head(
            words,
            "corrections",
            jurisdiction,
            addresses.corrections(jurisdiction.slug),
            "jurisdictions",
            feeds=jurisdiction_feeds(words, jurisdiction, "changes"),
        ),
        name=jurisdiction.name,
        on=as_of,
        corrections=tuple(sorted(lines, key=lambda line: _newest_first(line.correction.corrected_on))),
        notices=tuple(sorted(changed, key=lambda line: _newest_first(line.published_on))),
    )


def _newest_first(day: date | None) -> int:
    return -(day or date.min).toordinal()


def _places(jurisdiction: Jurisdiction, organizations: OrganizationIndex) -> Mapping[tuple[str, str], Link | None]:
    """Where the corrected records stand, by table and name: of all the others no link is made."""
    corrected: dict[str, set[str]] = defaultdict(set)
    for row in jurisdiction.corrections.rows:
        corrected[row.table].add(row.record_id)
    corrected["awardees"].update(row.award_id for row in jurisdiction.revocations.rows)
    places: dict[tuple[str, str], Link | None] = {}
    for cycle in jurisdiction.cycles:
        # By what it says, a record may be meant that stands in either of two cycles; then neither of them is told.
        found = dict(reversed([*_places_in(cycle, corrected)]))
        places |= {record: None if record in places else place for record, place in found.items()}
    for revocation in jurisdiction.revocations.rows:
        place = places.get(("awardees", revocation.award_id))
        if place is not None:
            places["revocations", revocation.revocation_id] = place
    return places | dict(_former_names(jurisdiction, organizations))


def _former_names(jurisdiction: Jurisdiction, organizations: OrganizationIndex) -> Iterator[_Place]:
    for row in jurisdiction.names.rows:
        key = organizations.key(jurisdiction.slug, row.name, row.uscc)
        # What stands here alone decides: a jurisdiction's pages are made anew for its own files only.
        if any(at.jurisdiction.slug == jurisdiction.slug for at in organizations.rows_of(key)):
            yield name_place(row), Link(text=row.name, path=addresses.organization(key))


def _places_in(cycle: Cycle, corrected: Mapping[str, set[str]]) -> Iterator[_Place]:
    for notice in cycle.notices.rows:
        if notice.notice_id in corrected["notices"]:
            yield ("notices", notice.notice_id), notice_link(cycle, notice)
    for awardee in cycle.awardees.rows:
        if awardee.award_id in corrected["awardees"]:
            path = addresses.awardee(cycle.jurisdiction, cycle.slug, awardee.award_id)
            yield ("awardees", awardee.award_id), Link(text=awardee.display_name, path=path)
    if corrected["applicants"]:
        yield from _applications(cycle, corrected["applicants"])
    if corrected["shortlists"]:
        yield from _listings(cycle, corrected["shortlists"])
    if corrected["channels"]:
        yield from _channels(cycle, corrected["channels"])


def _applications(cycle: Cycle, corrected: Container[str]) -> Iterator[_Place]:
    for position, row in enumerate(cycle.applicants.rows):
        if row.application_id in corrected:
            path = row_addresses.applicant(cycle.jurisdiction, cycle.slug, position, row.application_id)
            yield ("applicants", row.application_id), Link(text=row.applicant, path=path)


def _listings(cycle: Cycle, corrected: Container[str]) -> Iterator[_Place]:
    rows = cycle.shortlists.rows
    for position, (row, number) in enumerate(
        zip(rows, row_addresses.numbers_of(row.stage for row in rows), strict=True)
    ):
        for name in names_of("shortlists", row):
            if name in corrected:
                path = row_addresses.shortlist_entry(cycle.jurisdiction, cycle.slug, position, row.stage, number)
                yield ("shortlists", name), Link(text=row.applicant, path=path)


def _channels(cycle: Cycle, corrected: Container[str]) -> Iterator[_Place]:
    notices = {row.notice_id: row for row in cycle.notices.rows}
    for row in cycle.channels.rows:
        notice = notices.get(row.notice_id)
        if notice is not None:
            named = (name for name in names_of("channels", row) if name in corrected)
            yield from ((("channels", name), notice_link(cycle, notice)) for name in named)


def _awards(jurisdiction: Jurisdiction, on: date) -> Mapping[tuple[str, str], tuple[str, str]]:
    """The awards that corrections are about, each with what it is on a day, by table and name of the corrected record."""
    measures: dict[str, list[Revocation]] = defaultdict(list)
    for row in jurisdiction.revocations.rows:
        measures[row.award_id].append(row)
    awards = {("revocations", row.revocation_id): row.award_id for row in jurisdiction.revocations.rows}
    awards |= {("awardees", row.record_id): row.record_id for row in jurisdiction.corrections.rows}
    records = {(row.table, row.record_id) for row in jurisdiction.corrections.rows}
    meant = {record: awards[record] for record in records if record in awards}
    wanted = frozenset(meant.values())
    states = {
        awardee.award_id: award_status(awardee, cycle, measures[awardee.award_id], on).state.value
        for cycle in jurisdiction.cycles
        for awardee in cycle.awardees.rows
        if awardee.award_id in wanted
    }
    return {record: (award, states[award]) for record, award in meant.items() if award in states}


def _correction_line(
    row: Correction,
    schemas: Mapping[str, TableSchema],
    places: Mapping[tuple[str, str], Link | None],
    awards: Mapping[tuple[str, str], tuple[str, str]],
) -> CorrectionLine:
    schema = schemas.get(row.table)
    field = schema.field(row.field) if schema else None
    labels = field.labels if field else {}
    award_id, state = awards.get((row.table, row.record_id), ("", ""))
    return CorrectionLine(
        correction=row,
        table=schema.title if schema else row.table,
        field=field.title if field else row.field,
        was=labels.get(row.was, row.was),
        now=labels.get(row.now, row.now),
        record=places.get((row.table, row.record_id)),
        award_id=award_id,
        state=state,
    )


def _changed_notices(cycle: Cycle) -> Iterator[ChangedNotice]:
    by_id = {notice.notice_id: notice for notice in cycle.notices.rows}
    for later in cycle.notices.rows:
        earlier = by_id.get(later.corrects)
        if earlier is None or earlier is later:
            continue
        yield ChangedNotice(
            change=later.change,
            earlier=notice_link(cycle, earlier),
            later=notice_link(cycle, later),
            published_on=later.published_on,
            reason=later.change_reason,
            fields=named_changes(earlier, later, cycle),
            units=(earlier.stated_unit, later.stated_unit),
            source_url=later.source_url,
        )
