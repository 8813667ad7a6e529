"""A notice that a clerk adds: its row is checked against every rule first, then put at the end of its cycle's table."""

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from generator.diagnostics import Diagnostic, Severity
from generator.disk import alone_in, replace_file
from generator.domain.portal import Cycle, Jurisdiction, Portal
from generator.domain.records import Notice
from generator.domain.table_schemas import TableSchema
from generator.errors import PortalError, refusal
from generator.frozen import dataclass
from generator.outputs.outcomes import Outcome, Status
from generator.outputs.phrasing import Phrasing
from generator.report.visible import plain
from generator.rules.catalogue import run_rules
from generator.sources.tables import TableReader
from generator.sources.words import Words

_RUN: Final = re.compile("[^\n\u3000]+")
_LONGEST: Final = 4000
"""Characters of a run that the clerk is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRow:
    """A row for the table of notices, with what the clerk is told of it."""

    path: str
    """The table, relative to the data folder."""
    cells: Mapping[str, str]
    """By column; a column that is missing stays empty."""
    text: str
    """Lines, each with its end."""


def find_cycle(portal: Portal, slug: str, cycle: str, words: Words) -> tuple[Jurisdiction, Cycle]:
    """The cycle in which a notice is to stand; raises PortalError where there is none."""
    for jurisdiction in portal.jurisdictions:
        for held in jurisdiction.cycles:
            if (jurisdiction.slug, held.slug) == (slug, cycle):
                return jurisdiction, held
    raise PortalError(words.fill("draft.no_cycle", slug=slug, cycle=cycle))


def unused_id(jurisdiction: Jurisdiction, notice_id: str, words: Words) -> str:
    """The id, where no notice of the jurisdiction has it; otherwise raises PortalError."""
    if any(notice.notice_id == notice_id for cycle in jurisdiction.cycles for notice in cycle.notices.rows):
        raise PortalError(words.fill("draft.id_taken", id=notice_id))
    return notice_id


def refuse_before_publication(changed: Notice, day: date, words: Words) -> None:
    """Refuse a day on which the notice that a row is to change had not come out; raises PortalError."""
    if changed.published_on is not None and day < changed.published_on:
        told = Phrasing(words).full_day(changed.published_on)
        raise PortalError(words.fill("draft.before_publication", id=changed.notice_id, day=told))


def append_row(
    root: Path, row: NewRow, schema: TableSchema, words: Words, *, portal: Portal, as_of: date, writing: bool
) -> Outcome:
    """Append a row to its table, or without `writing` only show it.

    A row with an error, be it one that only the rules on the whole record find on the day, is not written; warnings are
    told. Raises PortalError where the table is not in order or cannot be written.
    """
    file = root / row.path
    try:
        with alone_in(file.parent):
            outcome = _append(file, row, schema, words, portal=portal, as_of=as_of, writing=writing)
    except OSError as error:
        raise PortalError(words.fill("draft.unwritable", file=file, problem=refusal(error))) from error
    # What was typed stands in it, and may hold what steers a terminal; line ends and full-width blanks are our own.
    told = _RUN.sub(lambda run: plain(run[0], _LONGEST), row.text)
    return replace(outcome, text=told + outcome.text)


def _append(
    file: Path, row: NewRow, schema: TableSchema, words: Words, *, portal: Portal, as_of: date, writing: bool
) -> Outcome:
    found = _bytes_of(file)
    before = (",".join(schema.columns) + "\n").encode() if found is None else found
    after = _appended(before, row, schema, words)
    line = before.rstrip(b"\n").count(b"\n") + 2
    faults = _faults_from(line, after, row.path, schema, portal=portal, as_of=as_of)
    if any(fault.severity is Severity.ERROR for fault in faults):
        return Outcome(text=words["draft.faults"] + "\n", status=Status.DATA_AT_FAULT, faults=faults, records=1)
    if not writing:
        return Outcome(text=words["draft.rehearsal"] + "\n", faults=faults, records=1)
    # A spreadsheet program waits for no one, and some network drives know no locks.
    if _bytes_of(file) != found:
        raise PortalError(words.fill("draft.changed", file=file))
    replace_file(file, after)
    return Outcome(text=words.fill("draft.notice_written", file=file) + "\n", faults=faults, records=1)


def _bytes_of(file: Path) -> bytes | None:
    return file.read_bytes() if file.exists() else None


def _appended(before: bytes, row: NewRow, schema: TableSchema, words: Words) -> bytes:
    """The table with the new row; what stands there stays byte for byte."""
    if before.split(b"\n", 1)[0] != ",".join(schema.columns).encode() or b"\r" in before:
        raise PortalError(words.fill("draft.table_at_fault", path=row.path))
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(row.cells.get(name, "") for name in schema.columns)
    end = b"" if before.endswith(b"\n") else b"\n"
    return before + end + line.getvalue().encode("utf-8", "backslashreplace")


def _faults_from(
    line: int, data: bytes, path: str, schema: TableSchema, *, portal: Portal, as_of: date
) -> tuple[Diagnostic, ...]:
    """The faults of a table from a line on, or all of them where its rows cannot be told apart."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return (Diagnostic(rule="not-utf8", path=path, line=1, facts={"encoding": "unknown"}),)
    reader: TableReader[Notice] = TableReader(schema, Notice)
    table, found = reader.read(path, text)
    faults = tuple(fault for fault in found if not table.sound or (fault.line or line) >= line)
    if faults:
        return faults
    told = run_rules(portal.with_notices(table), as_of)
    return tuple(fault for fault in told if fault.path == path and (fault.line or 0) >= line)
