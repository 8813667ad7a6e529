"""Ids and keys that may stand only once."""

from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Any, Protocol

from generator.diagnostics import Diagnostic
from generator.domain.records import Table
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
    records, whole = [cycle.cycle for cycle in view.cycles], view.jurisdiction
    yield from _repeated([record.applicants for record in records], "application_id")
    yield from _repeated([record.notices for record in records], "notice_id")
    yield from _repeated([record.awardees for record in records], "award_id")
    yield from _repeated([whole.revocations], "revocation_id")
    yield from _repeated([whole.corrections], "correction_id")
    yield from _repeated_names(view)
    for cycle in view.cycles:
        yield from _repeated_candidates(cycle)
    yield from _repeated_in_documents(view)


def _repeated(tables: Sequence[Table[Any]], column: str) -> Iterator[Diagnostic]:
    ids = [row_id for table in tables for row_id in map(attrgetter(column), table.rows)]
    if len(set(ids)) == len(ids):
        return
    seen: dict[str, tuple[str, int]] = {}
    for table in tables:
        for row in table.rows:
            place = (table.path, row.line)
            first = seen.setdefault(getattr(row, column), place)
            if first != place and getattr(row, column):
                yield at_row(RULE, table.path, row, column, facts={"first": f"{first[0]}:{first[1]}"})


def _repeated_names(view: JurisdictionView) -> Iterator[Diagnostic]:
    names = view.jurisdiction.names
    seen: dict[tuple[str, str], int] = {}
    for row in names.rows:
        if row.name and row.former_name:
            first = seen.setdefault((row.name, row.former_name), row.line)
            if first != row.line:
                facts = {"first": f"{names.path}:{first}", "reason": "renaming"}
                yield at_row(RULE, names.path, row, "former_name", facts=facts)


def _repeated_candidates(view: CycleView) -> Iterator[Diagnostic]:
    table = view.cycle.shortlists
    if len(view.candidates) == len(table.rows):
        return
    seen: dict[tuple[str, ...], int] = {}
    for row in table.rows:
        key = candidate_key(row)
        first = seen.setdefault(key, row.line) if key else row.line
        if first != row.line:
            column = "application_id" if row.application_id else "applicant"
            facts = {"first": f"{table.path}:{first}", "reason": "candidate"}
            yield at_row(RULE, table.path, row, column, facts=facts)


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
