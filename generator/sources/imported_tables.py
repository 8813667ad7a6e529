"""A clerk's workbook or text table becomes the canonical CSV of the contract, with all that was noticed on the way."""

import csv
import io
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from generator.diagnostics import Diagnostic, Severity
from generator.domain.records import RECORDS
from generator.domain.table_schemas import TableSchema
from generator.frozen import dataclass
from generator.sources import delimited
from generator.sources.headers import Header, find_headers
from generator.sources.imported_rows import NO_NAMES, ImportedRow, Names, import_rows
from generator.sources.remarks import Grade, Remark, RemarkBook
from generator.sources.sheets import Sheet, SpreadsheetError, column_letter
from generator.sources.tables import TableReader
from generator.sources.workbooks import is_workbook, read_workbook


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportResult:
    """What an import read, and what came of it."""

    name: str
    table: str | None
    """None where it cannot be told which table the file holds."""
    sheet: str
    data: bytes | None
    """The canonical CSV; None where nothing could be read."""
    rows: int
    recognised: Mapping[str, str]
    """The header as it stands, by name of the contract."""
    unrecognised: tuple[str, ...]
    missing: tuple[str, ...]
    """Columns of the table for which the file has none."""
    remarks: tuple[Remark, ...]
    faults: tuple[Diagnostic, ...]
    """Faults of the result at the rows of the spreadsheet; their `path` is the file's name."""

    @property
    def good(self) -> bool:
        """Whether the result may be published."""
        refused = any(remark.grade is Grade.REFUSED for remark in self.remarks)
        return self.data is not None and not refused and all(f.severity is not Severity.ERROR for f in self.faults)


@dataclass(frozen=True, slots=True)
class _Chosen:
    sheet: Sheet
    header: Header


def import_table(
    data: bytes,
    name: str,
    schemas: Mapping[str, TableSchema],
    *,
    table: str | None = None,
    sheet: str | None = None,
    aside: frozenset[str] = frozenset(),
    names: Names = NO_NAMES,
) -> ImportResult:
    """Turn a workbook or a text table into the canonical CSV of the contract.

    `table` and `sheet` say which to take where the file alone does not tell; `aside` names sheets that hold no records;
    `names` are read as the ids which they stand for.
    """
    book = RemarkBook()
    try:
        sheets = _read(data, name, book)
        chosen = _choose(sheets, name, [schemas[table]] if table else schemas.values(), book, wanted=sheet, aside=aside)
    except SpreadsheetError as error:
        book.refuse(error)
        chosen = None
    if chosen is None:
        return _nothing(name, table, book)
    schema = schemas[chosen.header.table]
    rows = import_rows(chosen.sheet, chosen.header, schema, book, names)
    missing = tuple(field.name for field in schema.fields if field.name not in chosen.header.columns)
    _note_columns(schema, chosen.header, rows, missing, book)
    csv_data = _csv(schema, rows)
    remarks = book.remarks()
    _, found = TableReader(schema, RECORDS[schema.name]).read(name, csv_data.decode("utf-8"))
    return ImportResult(
        name=name,
        table=schema.name,
        sheet=chosen.sheet.name,
        data=csv_data,
        rows=len(rows),
        recognised={column: chosen.header.titles[place] for column, place in chosen.header.columns.items()},
        unrecognised=tuple(chosen.header.titles[place] for place in chosen.header.unrecognised),
        missing=missing,
        remarks=remarks,
        faults=tuple(_faults(found, schema, chosen, rows, remarks)),
    )


def _nothing(name: str, table: str | None, book: RemarkBook) -> ImportResult:
    return ImportResult(
        name=name,
        table=table,
        sheet="",
        data=None,
        rows=0,
        recognised={},
        unrecognised=(),
        missing=(),
        remarks=book.remarks(),
        faults=(),
    )


def _read(data: bytes, name: str, book: RemarkBook) -> tuple[Sheet, ...]:
    if is_workbook(data):
        if not data.startswith(b"PK"):
            book.note(Grade.LOOK, "old-format")
        return read_workbook(data)
    sheet, encoding, separator = delimited.read_delimited(Path(name).stem, data)
    if encoding == "utf-8-sig":
        book.note(Grade.CHANGED, "byte-order-mark")
    elif encoding != "utf-8":
        book.note(Grade.CHANGED, "encoding", encoding=encoding.upper())
    if separator != ",":
        book.note(Grade.CHANGED, "separator", separator=separator)
    return (sheet,)


def _choose(
    sheets: Sequence[Sheet],
    name: str,
    schemas: Collection[TableSchema],
    book: RemarkBook,
    *,
    wanted: str | None,
    aside: frozenset[str],
) -> _Chosen | None:
    """The sheet to read with its header; None, and noted, where it is not plain."""
    candidates = [sheet for sheet in sheets if _is_candidate(sheet, wanted, aside, book)]
    found = [(sheet, find_headers(sheet, schemas)) for sheet in candidates]
    found = [(sheet, headers) for sheet, headers in found if headers]
    if not found:
        key = "no-sheet" if wanted and not candidates else "no-header"
        book.note(Grade.REFUSED, key, sheet=wanted or "", sheets="、".join(sheet.name for sheet in sheets))
        return None
    filled = [pair for pair in found if _has_rows(pair[0], pair[1][0])] or found[:1]
    if len(filled) > 1:
        book.note(Grade.REFUSED, "several-sheets", sheets="、".join(sheet.name for sheet, _ in filled))
        return None
    sheet, headers = filled[0]
    for other in candidates:
        if other is not sheet and any(cell.text.strip() for cells in other.rows for cell in cells):
            book.note(Grade.LEFT, "other-sheet", column=other.name)
    best = _best(headers, f"{Path(name).stem} {sheet.name}", {schema.name: schema for schema in schemas})
    if len(best) > 1:
        book.note(Grade.REFUSED, "several-tables", tables="、".join(header.table for header in best))
        return None
    return _Chosen(sheet, best[0])


def _is_candidate(sheet: Sheet, wanted: str | None, aside: frozenset[str], book: RemarkBook) -> bool:
    if wanted is not None:
        return sheet.name == wanted
    if not sheet.visible:
        book.note(Grade.LEFT, "hidden-sheet", column=sheet.name)
    return sheet.visible and sheet.name not in aside


def _has_rows(sheet: Sheet, header: Header) -> bool:
    return any(cell.text.strip() for cells in sheet.rows[header.row :] for cell in cells)


def _best(headers: Iterable[Header], hint: str, schemas: Mapping[str, TableSchema]) -> list[Header]:
    """The headers that fit best: most columns, then no required column missing, then named in the file or sheet."""

    def score(header: Header) -> tuple[int, bool, bool]:
        schema = schemas[header.table]
        complete = all(field.name in header.columns for field in schema.fields if field.required)
        return len(header.columns), complete, schema.name in hint or schema.title in hint

    scored = [(score(header), header) for header in headers]
    top = max(points for points, _ in scored)
    return [header for points, header in scored if points == top]


def _note_columns(
    schema: TableSchema, header: Header, rows: tuple[ImportedRow, ...], missing: tuple[str, ...], book: RemarkBook
) -> None:
    for field in schema.fields:
        if field.required and field.name in missing:
            example = field.labels.get(field.example, field.example)
            book.note(Grade.REFUSED, "missing-column", column=field.title, example=example)
        if places := header.twice.get(field.name):
            letters = "、".join(column_letter(place) for place in places)
            titles = "、".join(header.titles[place] for place in places)
            book.note(Grade.REFUSED, "column-twice", column=field.title, letters=letters, titles=titles)
    if not rows:
        book.note(Grade.LOOK, "no-rows")


def _csv(schema: TableSchema, rows: Iterable[ImportedRow]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(schema.columns)
    writer.writerows(row.cells for row in rows)
    return text.getvalue().encode("utf-8", "backslashreplace")


def _faults(
    found: Iterable[Diagnostic],
    schema: TableSchema,
    chosen: _Chosen,
    rows: Sequence[ImportedRow],
    remarks: Iterable[Remark],
) -> Iterator[Diagnostic]:
    """What the check says of the result, placed in the spreadsheet; nothing that a remark has already told."""
    told = {(remark.column, row) for remark in remarks if remark.grade is Grade.REFUSED for row in remark.rows}
    for fault in found:
        place = chosen.header.columns.get(fault.column or "")
        row = rows[fault.line - 2].row if fault.line is not None and fault.line > 1 else chosen.header.row
        title = chosen.header.titles.get(place or 0, "")
        absent = fault.column is not None and place is None and _is_required(schema, fault.column)
        if not absent and (title, row) not in told:
            letter = column_letter(place) if place else ""
            facts = {**fault.facts, "sheet": chosen.sheet.name, "letter": letter, "header": title}
            yield replace(fault, line=row, facts=facts)


def _is_required(schema: TableSchema, name: str) -> bool:
    field = schema.field(name)
    return field is not None and field.required
