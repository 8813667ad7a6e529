"""Everything that was corrected in a jurisdiction's record, and every notice that a later one changed."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, ClassVar

from generator.domain import addresses
from generator.domain.moments import MARK_OF_CHANGE
from generator.domain.notices import FieldChange, field_changes
from generator.domain.portal import Cycle, Jurisdiction
from generator.domain.records import Correction
from generator.domain.revised_records import names_of
from generator.domain.table_schemas import TableSchema
from generator.frozen import dataclass
from generator.pages.base import Head, Link
from generator.pages.links import notice_link
from generator.pages.naming import Naming, jurisdiction_head


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionLine:
    """One correction with the record that it mended."""

    correction: Correction
    table: str
    """The table's title."""
    field: str
    """The column's title."""
    record: Link | None
    """The page of the record; None where it has none of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedField:
    """A field that a later notice states otherwise."""

    title: str
    was_day: date | None
    was: str
    """The older value where it is no date; empty where the row leaves it out."""
    now_day: date | None
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedNotice:
    """A notice that a later one corrected, extended or withdrew."""

    change: str
    """correction, extension or withdrawal."""
    earlier: Link
    later: Link
    published_on: date | None
    reason: str
    differences: tuple[ChangedField, ...]
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
    jurisdiction: Jurisdiction, schemas: Mapping[str, TableSchema], as_of: date, words: Naming
) -> CorrectionsPage:
    """The corrections of a jurisdiction's record; `schemas` give tables and columns their titles."""
    places = _places(jurisdiction) if jurisdiction.corrections.rows else {}
    lines = [_correction_line(row, schemas, places) for row in jurisdiction.corrections.rows]
    changed = [line for cycle in jurisdiction.cycles for line in _changed_notices(cycle, schemas)]
    return CorrectionsPage(
        head=jurisdiction_head(
            words, "corrections", jurisdiction, addresses.corrections(jurisdiction.slug), "jurisdictions"
        ),
        name=jurisdiction.name,
        on=as_of,
        corrections=tuple(sorted(lines, key=lambda line: _newest_first(line.correction.corrected_on))),
        notices=tuple(sorted(changed, key=lambda line: _newest_first(line.published_on))),
    )


def _newest_first(day: date | None) -> int:
    return -(day or date.min).toordinal()


def _places(jurisdiction: Jurisdiction) -> Mapping[tuple[str, str], Link]:
    """Where the corrected records stand: of all the others no link is made."""
    tables = ("notices", "channels", "awardees", "applicants", "shortlists")
    corrected: dict[str, set[str]] = {table: set() for table in tables}
    for row in jurisdiction.corrections.rows:
        corrected.setdefault(row.table, set()).add(row.record_id)
    corrected["awardees"].update(row.award_id for row in jurisdiction.revocations.rows)
    places: dict[tuple[str, str], Link] = {}
    for cycle in jurisdiction.cycles:
        places.update(_places_in(cycle, corrected))
    for revocation in jurisdiction.revocations.rows:
        place = places.get(("awardees", revocation.award_id))
        if place is not None:
            places["revocations", revocation.revocation_id] = place
    return places


def _places_in(cycle: Cycle, corrected: Mapping[str, set[str]]) -> Iterator[tuple[tuple[str, str], Link]]:
    for notice in cycle.notices.rows:
        if notice.notice_id in corrected["notices"]:
            yield ("notices", notice.notice_id), notice_link(cycle, notice)
    for awardee in cycle.awardees.rows:
        if awardee.award_id in corrected["awardees"]:
            path = addresses.awardee(cycle.jurisdiction, cycle.slug, awardee.award_id)
            yield ("awardees", awardee.award_id), Link(text=awardee.display_name, path=path)
    yield from _rows_in(cycle, corrected)


def _rows_in(cycle: Cycle, corrected: Mapping[str, set[str]]) -> Iterator[tuple[tuple[str, str], Link]]:
    """Rows without a page of their own: candidates stand on the cycle's, channels on that of their notice."""
    home = addresses.cycle(cycle.jurisdiction, cycle.slug)
    notices = {row.notice_id: row for row in cycle.notices.rows} if corrected["channels"] else {}
    channels = [row for row in cycle.channels.rows if row.notice_id in notices] if notices else []
    rows: tuple[tuple[str, Iterable[Any], Callable[[Any], Link]], ...] = (
        ("applicants", cycle.applicants.rows, lambda row: Link(text=row.applicant, path=home)),
        ("shortlists", cycle.shortlists.rows, lambda row: Link(text=row.applicant, path=home)),
        ("channels", channels, lambda row: notice_link(cycle, notices[row.notice_id])),
    )
    for table, found, link in rows:
        for row in found if corrected[table] else ():
            for name in corrected[table].intersection(names_of(table, row)):
                yield (table, name), link(row)


def _correction_line(
    row: Correction, schemas: Mapping[str, TableSchema], places: Mapping[tuple[str, str], Link]
) -> CorrectionLine:
    schema = schemas.get(row.table)
    field = schema.field(row.field) if schema else None
    return CorrectionLine(
        correction=row,
        table=schema.title if schema else row.table,
        field=field.title if field else row.field,
        record=places.get((row.table, row.record_id)),
    )


def _changed_notices(cycle: Cycle, schemas: Mapping[str, TableSchema]) -> Iterator[ChangedNotice]:
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
            differences=tuple(_difference(change, schemas["notices"]) for change in field_changes(earlier, later)),
            source_url=later.source_url,
        )


def _difference(change: FieldChange, schema: TableSchema) -> ChangedField:
    field = schema.field(change.field)
    labels = field.labels if field else {}

    def text(value: date | int | str | None) -> str:
        return "" if value is None or isinstance(value, date) else labels.get(str(value), str(value))

    return ChangedField(
        title=field.title if field else change.field,
        was_day=change.was if isinstance(change.was, date) else None,
        was=text(change.was),
        now_day=change.now if isinstance(change.now, date) else None,
        now=text(change.now),
    )
