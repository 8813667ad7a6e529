"""Ids and keys that may stand only once."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from generator.diagnostics import Diagnostic
from generator.domain.records import Record
from generator.rules.faults import at_line, at_row
from generator.rules.views import CycleView, JurisdictionView, candidate_key

RULE = "duplicate-id"


class _Entry(Protocol):
    @property
    def line(self) -> int: ...

    @property
    def id(self) -> str: ...


def duplicate_id(view: JurisdictionView) -> Iterator[Diagnostic]:
    """An id, or the key of a row without one, stands a second time within its jurisdiction or its cycle."""
    yield from _repeated(_applications(view), "application_id")
    yield from _repeated(_notices(view), "notice_id")
    yield from _repeated(_awards(view), "award_id")
    whole = view.jurisdiction
    yield from _repeated(_of(whole.revocations.path, whole.revocations.rows), "revocation_id")
    yield from _repeated(_of(whole.corrections.path, whole.corrections.rows), "correction_id")
    yield from _repeated_names(view)
    for cycle in view.cycles:
        yield from _repeated_candidates(cycle)
    yield from _repeated_in_documents(view)


def _of(path: str, rows: Iterable[Record]) -> Iterator[tuple[str, Record]]:
    return ((path, row) for row in rows)


def _applications(view: JurisdictionView) -> Iterator[tuple[str, Record]]:
    for cycle in view.cycles:
        yield from _of(cycle.cycle.applicants.path, cycle.cycle.applicants.rows)


def _notices(view: JurisdictionView) -> Iterator[tuple[str, Record]]:
    for cycle in view.cycles:
        yield from _of(cycle.cycle.notices.path, cycle.cycle.notices.rows)


def _awards(view: JurisdictionView) -> Iterator[tuple[str, Record]]:
    for cycle in view.cycles:
        yield from _of(cycle.cycle.awardees.path, cycle.cycle.awardees.rows)


def _repeated(rows: Iterable[tuple[str, Record]], column: str) -> Iterator[Diagnostic]:
    seen: dict[str, tuple[str, int]] = {}
    for path, row in rows:
        value = getattr(row, column)
        if not value:
            continue
        first = seen.setdefault(value, (path, row.line))
        if first != (path, row.line):
            yield at_row(RULE, path, row, column, facts={"first": f"{first[0]}:{first[1]}"})


def _repeated_names(view: JurisdictionView) -> Iterator[Diagnostic]:
    names = view.jurisdiction.names
    seen: dict[tuple[str, str], int] = {}
    for row in names.rows:
        if row.name and row.former_name:
            first = seen.setdefault((row.name, row.former_name), row.line)
            if first != row.line:
                yield at_row(RULE, names.path, row, "former_name", facts={"first": f"{names.path}:{first}"})


def _repeated_candidates(view: CycleView) -> Iterator[Diagnostic]:
    table = view.cycle.shortlists
    seen: dict[tuple[str, ...], int] = {}
    for row in table.rows:
        key = candidate_key(row)
        first = seen.setdefault(key, row.line) if key else row.line
        if first != row.line:
            column = "application_id" if row.application_id else "applicant"
            yield at_row(RULE, table.path, row, column, facts={"first": f"{table.path}:{first}"})


def _repeated_in_documents(view: JurisdictionView) -> Iterator[Diagnostic]:
    for cycle in view.cycles:
        yield from _repeated_entries(cycle.cycle.path, cycle.cycle.awards)
        yield from _repeated_entries(cycle.cycle.path, cycle.cycle.stages)
    for regulation in view.regulations:
        kinds: tuple[Sequence[_Entry], ...] = (
            regulation.awards,
            regulation.stages,
            regulation.sanctions,
            regulation.eligibility,
            regulation.duties,
        )
        for entries in kinds:
            yield from _repeated_entries(regulation.path, entries)


def _repeated_entries(path: str, entries: Sequence[_Entry]) -> Iterator[Diagnostic]:
    seen: dict[str, _Entry] = {}
    for entry in entries:
        first = seen.setdefault(entry.id, entry)
        if first is not entry:
            yield at_line(RULE, path, entry.line, "id", entry.id, facts={"first": f"{path}:{first.line}"})
