"""A CSV text becomes rows of cells with their lines; a table keeps one record on one line."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from generator.diagnostics import Diagnostic, Findings
from generator.sources.debris import debris

_SEPARATORS: Final = {";": "分号", "\t": "制表符", "|": "竖线", "，": "中文逗号"}
_HEADER_SEARCH_LINES: Final = 6
_MOST_JOINED: Final = 50
"""Lines over which one record may run by mistake."""
_RETURN: Final = re.compile("\r")

csv.field_size_limit(2**31 - 1)
"""A cell that is too long is told as such further on; the library would take it for a quotation mark out of place."""


@dataclass(slots=True)
class SplitTable:
    """The header and the rows of a table, each row with its line, and the faults of its form."""

    path: str
    header: tuple[str, ...] = ()
    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    faults: Findings = field(default_factory=Findings)
    sound: bool = True
    """False: at least one row could not be read."""
    shared: dict[str, str] = field(default_factory=dict)
    """Texts of cells, each kept once however many cells hold it: names and codes come again and again."""

    def take(self, cells: list[str]) -> list[str]:
        """The cells, each text replaced by the one copy of it that is kept."""
        return list(map(self.shared.setdefault, cells, cells))

    def fault(self, rule: str, line: int, *, column: str | None = None, value: str | None = None, **facts: str) -> None:
        """Note one fault of the form."""
        self.faults.append(Diagnostic(rule=rule, path=self.path, line=line, column=column, value=value, facts=facts))


def split_table(path: str, text: str, columns: Sequence[str], shared: dict[str, str] | None = None) -> SplitTable:
    """Split a text into cells by the columns of its table; rows whose cells cannot be told apart are left out."""
    table = SplitTable(path) if shared is None else SplitTable(path, shared=shared)
    lines = _lines(table, text)
    if not lines or not any(lines):
        table.sound = False
        table.fault("missing-column", 1, expected=",".join(columns), reason="empty")
        return table
    if not _read_header(table, lines, columns):
        table.sound = False
        return table
    if '"' in text or not _accept_all(table, lines):
        for line, cells in _records(table, lines):
            _accept(table, line, cells)
    return table


def _lines(table: SplitTable, text: str) -> list[str]:
    if "\r" in text:
        line = _first_return(text)
        if line is not None:
            table.fault("control-character", line, code="U+000D", kind="line-ending")
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    if not lines[-1]:
        lines.pop()
    return lines


def _first_return(text: str) -> int | None:
    """The line of the first carriage return that ends a line; one inside of a cell is a line break of that cell."""
    line, quotes, place = 1, 0, 0
    for match in _RETURN.finditer(text):
        quotes += text.count('"', place, match.start())
        line += text.count("\n", place, match.start())
        place = match.start()
        if quotes % 2 == 0:
            return line
    return None


def _read_header(table: SplitTable, lines: Sequence[str], columns: Sequence[str]) -> bool:
    """Whether rows can be read by the header."""
    header = _cells(lines[0])
    if header is None:
        table.fault("unclosed-quote", 1, value=lines[0])
        return False
    table.header = tuple(header)
    if table.header == tuple(columns):
        return True
    if not set(header) & set(columns):
        _explain_foreign_header(table, lines, columns)
        return False
    if _is_renamed(table, columns):
        table.header = tuple(columns)
        return True
    return _explain_columns(table, columns)


def _explain_columns(table: SplitTable, columns: Sequence[str]) -> bool:
    """Note the columns that are missing, unknown or out of order; whether all are there."""
    header = table.header
    missing = [name for name in columns if name not in header]
    for name in missing:
        table.fault("missing-column", 1, column=name, expected=name)
    before: set[str] = set()
    for position, name in enumerate(header):
        if name not in columns or name in before:
            number = {"number": str(position + 1)}
            reason = "repeated" if name in columns else "" if name.strip() else "unnamed"
            table.fault("unknown-column", 1, column=name, value=name, **number, reason=reason)
        before.add(name)
    if not missing and len(header) == len(columns):
        table.fault("column-order", 1, value=",".join(header), expected=",".join(columns))
    return not missing


def _is_renamed(table: SplitTable, columns: Sequence[str]) -> bool:
    """Whether some columns only bear other names, at the places of those that are missing: then it is plain what they are."""
    header = table.header
    if len(header) != len(columns):
        return False
    other = [(written, name) for written, name in zip(header, columns, strict=True) if written != name]
    if any(written in columns or name in header or header.count(written) > 1 for written, name in other):
        return False
    for written, name in other:
        table.fault("unknown-column", 1, column=written, value=written, reason="renamed", expected=name)
    return True


def _explain_foreign_header(table: SplitTable, lines: Sequence[str], columns: Sequence[str]) -> None:
    facts = {"expected": ",".join(columns), "reason": "no-header"}
    for separator, name in _SEPARATORS.items():
        if set(lines[0].split(separator)) & set(columns):
            facts.update(reason="separator", separator=name)
    for number, line in enumerate(lines[1:_HEADER_SEARCH_LINES], start=2):
        if set(_cells(line) or ()) & set(columns):
            facts.update(reason="title-row", header_line=str(number))
            break
    table.fault("missing-column", 1, value=lines[0], **facts)


def _records(table: SplitTable, lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    index, width = 1, len(table.header)
    while index < len(lines):
        text = lines[index]
        cells = text.split(",") if '"' not in text else _cells(text)
        if cells is not None:
            yield index + 1, cells
            index += 1
            continue
        index = _skip_open_quote(table, lines, index, width)


def _skip_open_quote(table: SplitTable, lines: Sequence[str], index: int, width: int) -> int:
    """Note a quote that does not close on its line; the index of the line at which to go on."""
    table.sound = False
    end = _end_of_record(lines, index)
    cells = _cells("\n".join(lines[index : end + 1])) if end > index else None
    if cells is not None and len(cells) == width:
        position = next(number for number, cell in enumerate(cells) if "\n" in cell)
        name = table.header[position]
        table.fault(
            "control-character", index + 1, column=name, value=cells[position], code="U+000A", kind="line-break"
        )
        return end + 1
    table.fault("unclosed-quote", index + 1, column=_open_cell(table, lines[index]), value=lines[index])
    return index + 1


def _end_of_record(lines: Sequence[str], index: int) -> int:
    """The index of the line on which a record ends that runs over several; that of its first where it does not end soon."""
    reader = csv.reader((f"{line}\n" for line in lines[index : index + _MOST_JOINED]), strict=True)
    try:
        next(reader)
    except csv.Error:
        return index
    return index + reader.line_num - 1


def _open_cell(table: SplitTable, text: str) -> str | None:
    """The column in which the last quotation mark of a line stands, by the commas before it that separate cells."""
    cells = _cells(text[: text.rindex('"')]) if text.count('"') % 2 else None
    if cells is None or len(cells) > len(table.header):
        return None
    return table.header[max(0, len(cells) - 1)]


def _cells(text: str) -> list[str] | None:
    """The cells of one record, or None where a quotation mark is out of place."""
    if '"' not in text:
        return text.split(",") if text else []
    if text.count('"') % 2:
        return None
    try:
        records = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error:
        return None
    return records[0] if len(records) == 1 else None


def _accept_all(table: SplitTable, lines: Sequence[str]) -> bool:
    """Take all rows of a table without quotation marks together, where each has the right number of cells."""
    rows = [table.take(line.split(",")) for line in lines[1:]]
    if set(map(len, rows)) - {len(table.header)} or not all(row[0].isascii() and row[0].strip() for row in rows):
        return False
    table.rows = list(enumerate(rows, start=2))
    return True


def _accept(table: SplitTable, line: int, cells: list[str]) -> None:
    whole = len(cells) == len(table.header)
    if whole and cells[0].isascii() and cells[0].strip():
        table.rows.append((line, table.take(cells)))
        return
    filled = [cell.strip() for cell in cells if cell.strip()]
    if not filled:
        table.fault("blank-row", line)
    elif (kind := debris(filled)) is not None and debris(filled[:1]) == kind:
        place = next(place for place, cell in enumerate(cells) if cell.strip())
        table.fault("bad-value", line, column=table.header[place], value=cells[place], fault=kind)
    elif not whole:
        table.sound = False
        table.fault("ragged-row", line, number=str(len(cells)), expected=str(len(table.header)))
    else:
        table.rows.append((line, table.take(cells)))
