"""The errand `portal import`: a clerk's workbook or spreadsheet becomes a canonical CSV table, or says why it cannot."""

import csv
import errno
import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from generator.disk import alone_in, replace_file
from generator.domain.portal import Cycle
from generator.domain.records import CYCLE_TABLES, JURISDICTION_TABLES
from generator.domain.revised_records import joined_key, key_columns
from generator.domain.table_schemas import TableSchema
from generator.errors import PortalError, refusal
from generator.outputs.outcomes import Outcome, Status
from generator.report.import_text import ImportReport, Replacement
from generator.report.quoting import listed, quoted
from generator.sources.delimited import MAX_FILE_BYTES
from generator.sources.folder import file_of
from generator.sources.given_files import read_given
from generator.sources.imported_rows import NO_NAMES, Names
from generator.sources.imported_tables import import_table
from generator.sources.portal_folder import read_portal
from generator.sources.texts import MAX_TABLE_BYTES
from generator.sources.words import Words

_NAMED: Final = frozenset({"award", "stage"})
"""Columns of ids for which the documents of a cycle have names."""
_NAMED_IDS: Final = 5


def run_import(
    file: Path,
    *,
    schemas: Mapping[str, TableSchema],
    schema_folder: Path,
    words: Words,
    into: Path | None = None,
    table: str | None = None,
    sheet: str | None = None,
    replacing: bool = False,
    adding: bool = False,
) -> Outcome:
    """Import a file, and with `into` write the table into that folder; without it only say what would come of it.

    The names of awards and stages become their ids where the folder is that of a cycle; `schema_folder` is for reading it.
    The title of a column that a correction names becomes its name.
    Nothing is written while anything is at fault, and a table that is there is replaced only if `replacing` asks for it;
    if `adding` does, it keeps its rows, and those that it has not come after them.
    Raises PortalError where the file or the folder cannot be used.
    """
    if table is not None and table not in schemas:
        raise PortalError(words.fill("import.usage.table", table=table, tables=listed(schemas)))
    aside = frozenset({words["template.sheet.example"], words["template.sheet.notes"]})
    names = {**(NO_NAMES if into is None else _names(into, schema_folder)), "field": _titles(schemas)}
    result = import_table(_bytes(file, words), file.name, schemas, table=table, sheet=sheet, aside=aside, names=names)
    report = ImportReport(words, schemas)
    if not result.good or result.table is None or result.data is None:
        status, last = Status.DATA_AT_FAULT, [words["import.written.nothing"]]
        at_fault = sorted(_NAMED.intersection(fault.column or "" for fault in result.faults))
        if into is None and at_fault:
            last.append(words["import.written.nameless"])
        last += [_known(column, names[column], words) for column in at_fault if names.get(column)]
        if into is not None and any(fault.column == "ground" for fault in result.faults):
            last += _grounds(into, schema_folder, words)
    elif into is None:
        status, last = Status.CLEAN, [words["import.written.rehearsal"]]
    else:
        target = _target(into, result.table, words)
        schema = schemas[result.table] if adding else None
        status, last = _write(target, result.data, report, words, replacing=replacing, adding=schema)
    return Outcome(
        text=report.text([*report.lines(result), *last]),
        status=status,
        faults=result.faults,
        records=result.rows,
        imported=result.table or "",
    )


def _titles(schemas: Mapping[str, TableSchema]) -> Mapping[str, str]:
    """The column of each title that a correction may name; no two tables call different columns alike."""
    return {
        field.title: field.name
        for schema in schemas.values()
        if schema.name not in ("corrections", "calendar")
        for field in schema.fields
    }


def _names(into: Path, schema_folder: Path) -> Names:
    """The names of the awards and the stages of the cycle whose folder it is; none where it is not one, or cannot be read."""
    folder = into.resolve()
    with suppress(PortalError, IndexError, OSError):
        portal = read_portal(folder.parents[2], schema_folder).portal
        for jurisdiction in portal.jurisdictions:
            for cycle in jurisdiction.cycles:
                if (jurisdiction.slug, cycle.slug) == (folder.parent.name, folder.name):
                    return _names_in(cycle)
    return NO_NAMES


def _names_in(cycle: Cycle) -> Names:
    awards = [(award.name, award.id) for award in cycle.awards]
    stages = [(stage.name, stage.id) for stage in cycle.stages]
    if cycle.regulation is not None:
        awards += [(award.name, award.id) for award in cycle.regulation.awards]
        stages += [(stage.name, stage.id) for stage in cycle.regulation.stages]
    return {"award": _plain(awards), "stage": _plain(stages)}


def _known(column: str, ids: Mapping[str, str], words: Words) -> str:
    known = "、".join(f"{identity}（{name}）" for name, identity in ids.items())
    return words.fill(f"import.written.known_{column}", known=known)


def _grounds(into: Path, schema_folder: Path, words: Words) -> list[str]:
    """The grounds of the regulations that the jurisdiction holds whose folder it is.

    They become no ids of themselves: two versions may have other ids, or other grounds, for the same words of ours.
    """
    folder = into.resolve()
    with suppress(PortalError, IndexError, OSError):
        held = read_portal(folder.parents[1], schema_folder).portal.jurisdictions
        known = {
            f"{sanction.id}（{sanction.ground}）": None
            for jurisdiction in held
            if jurisdiction.slug == folder.name
            for regulation in jurisdiction.regulations.values()
            for sanction in regulation.sanctions
        }
        return [words.fill("import.written.known_ground", known="、".join(known))] if known else []
    return []


def _plain(named: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """The id of each name, but of those that name several."""
    found: dict[str, set[str]] = {}
    for name, identity in named:
        found.setdefault(name, set()).add(identity)
    return {name: ids.pop() for name, ids in found.items() if len(ids) == 1}


def _bytes(file: Path, words: Words) -> bytes:
    try:
        data = read_given(file, MAX_FILE_BYTES)
    except OSError as error:
        raise PortalError(words.fill("import.usage.unreadable", file=file, problem=refusal(error))) from error
    if data is None:
        raise PortalError(words.fill("import.remark.too-large", limit=MAX_FILE_BYTES // 1024**2))
    return data


def _target(into: Path, table: str, words: Words) -> Path:
    """The file that the table becomes; raises PortalError where the folder is no place for it."""
    besides = dict.fromkeys(CYCLE_TABLES, "cycle.yaml") | dict.fromkeys(JURISDICTION_TABLES, "jurisdiction.yaml")
    name = file_of(table)
    beside = besides.get(table, name)
    try:
        is_place = (into / beside).is_file()
    except OSError as error:
        raise PortalError(words.fill("import.usage.unreadable", file=into, problem=refusal(error))) from error
    if not is_place:
        raise PortalError(words.fill("import.usage.folder", folder=into, table=table, beside=beside))
    return into / name


def _before(target: Path) -> bytes | None:
    """The table that stands there; raises OSError where it cannot be read."""
    if not target.exists():
        return None
    data = read_given(target, MAX_TABLE_BYTES)
    if data is None:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
    return data


def _write(
    target: Path,
    data: bytes,
    report: ImportReport,
    words: Words,
    *,
    replacing: bool,
    adding: TableSchema | None,
) -> tuple[Status, list[str]]:
    """Write the table, with `adding` after the rows that are there; its schema tells by what a row is known."""
    try:
        # A row that somebody is just adding must not be lost untold.
        with alone_in(target.parent):
            before = _before(target)
            if before is not None and adding is not None:
                data = _joined(before, data, adding, target, words)
            if before == data:
                return Status.CLEAN, [words.fill("import.written.same", file=target)]
            change = Replacement.of(before, data)
            if before is not None and adding is None and not replacing:
                return Status.NOT_DONE, [*report.replacement(change), words.fill("import.written.exists", file=target)]
            replace_file(target, data)
    except OSError as error:
        raise PortalError(words.fill("import.usage.unwritable", file=target, problem=refusal(error))) from error
    return Status.CLEAN, [*report.replacement(change), words.fill("import.written.done", file=target)]


def _joined(before: bytes, data: bytes, schema: TableSchema, target: Path, words: Words) -> bytes:
    """The table as it stands, byte for byte, with those rows after it that it has not; raises PortalError where it cannot.

    A row of the same id, or known by the same, is no other row, and what it says was perhaps published: it is not for
    adding.
    """
    there = _records_in_order(before, schema.columns)
    if there is None:
        raise PortalError(words.fill("draft.table_at_fault", path=target))
    lines = data.splitlines(keepends=True)
    rows = [(line, cells) for line, cells in zip(lines, _parsed(lines), strict=True) if cells not in there]
    taken = {_id_of(cells, schema) for cells in there}
    if both := [name for _, cells in rows if (name := _id_of(cells, schema)) in taken]:
        raise PortalError(words.fill("import.usage.taken", file=target, ids="、".join(map(quoted, both[:_NAMED_IDS]))))
    return before + (b"" if before.endswith(b"\n") else b"\n") + b"".join(line for line, _ in rows)


def _id_of(cells: Sequence[str], schema: TableSchema) -> str:
    """What a row is known by; where cells are missing, as far as they go."""
    row = dict(zip(schema.columns, cells, strict=False))
    columns = schema.descriptor.get("primaryKey") or key_columns(schema.name, row.get("application_id", ""))
    return joined_key(row.get(column, "") for column in columns)


def _records_in_order(data: bytes, columns: Sequence[str]) -> set[tuple[str, ...]] | None:
    """The lines of a table as the contract has it; None where something would have to be mended first."""
    if data.split(b"\n", 1)[0] != ",".join(columns).encode() or b"\r" in data:
        return None
    try:
        return set(_parsed(data.splitlines()))
    except (UnicodeDecodeError, csv.Error):
        return None


def _parsed(lines: Iterable[bytes]) -> list[tuple[str, ...]]:
    return [tuple(cells) for cells in csv.reader((line.decode("utf-8") for line in lines), strict=True)]
