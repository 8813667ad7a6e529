"""The rows of a clerk's sheet become rows of the contract: same order, same meaning, the contract's way of writing.

Only what can be read one way is rewritten, and every rewriting is noted. What a spreadsheet has destroyed stays destroyed
and is left to the rules on cells.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from generator.domain.column_roles import WORDS, Role
from generator.domain.mendings import fold_line_breaks, fold_spreadsheet_form, mend_cell
from generator.domain.table_schemas import Field, TableSchema
from generator.frozen import dataclass
from generator.sources.cells import CHANNEL_ROLES
from generator.sources.columns import role_of
from generator.sources.debris import debris
from generator.sources.headers import Header, folded
from generator.sources.remarks import Grade, RemarkBook
from generator.sources.sheets import EMPTY, Cell, CellKind, Sheet, column_letter

_LOST: Final = frozenset({CellKind.ERROR, CellKind.UNCALCULATED})
_NOTHING: Final = frozenset({"无", "暂无", "没有", "空", "/", "／", "\\", "-", "--", "—", "——", "N/A", "n/a"})
"""What clerks write into a cell that they have nothing for; the contract leaves it empty."""

_PARTIES: Final = frozenset({"applicant", "awardee", "name", "former_name"})
_NUMBERED: Final = re.compile(r"[(（]?[0-9]{1,3}[)）.．、] ?(?=[\u4e00-\u9fff])")
"""How a list numbers its entries; no organization is called so."""

Names = Mapping[str, Mapping[str, str]]
"""By column the ids that the contract wants there, by the names which documents have for them."""
NO_NAMES: Final[Names] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedRow:
    """One record as text, in the contract's order of columns."""

    row: int
    """Its row in the spreadsheet."""
    cells: tuple[str, ...]


def import_rows(
    sheet: Sheet, header: Header, schema: TableSchema, book: RemarkBook, names: Names = NO_NAMES
) -> tuple[ImportedRow, ...]:
    """Convert the rows under the header; what is left out, rewritten or doubtful is noted in the book."""
    converter = _Converter(schema, header, book, names)
    kept = list(_records(sheet, header, schema, book))
    _note_merged(sheet, header, {row for row, _ in kept}, book)
    if sheet.hidden_rows:
        book.note(Grade.LOOK, "hidden-rows", count=str(sheet.hidden_rows))
    return tuple(ImportedRow(row=row, cells=converter.record(row, cells)) for row, cells in kept)


def at(cells: Sequence[Cell], position: int) -> Cell:
    """The cell at a position from 1, empty beyond the end of the row."""
    return cells[position - 1] if position <= len(cells) else EMPTY


def _records(
    sheet: Sheet, header: Header, schema: TableSchema, book: RemarkBook
) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    titles = [cell.text.strip() for cell in sheet.rows[header.row - 1]]
    required = [
        header.columns[field.name] for field in schema.fields if field.required and field.name in header.columns
    ]
    known = header.recognised
    blank: list[int] = []
    for row, cells in enumerate(sheet.rows[: header.row - 1], start=1):
        if filled := _filled(cells):
            book.note(Grade.LEFT, "title-row", row=row, sample=filled[0])
    for row, cells in enumerate(sheet.rows[header.row :], start=header.row + 1):
        filled = _filled(cells)
        if not filled:
            blank.append(row)
            continue
        for empty in blank:
            book.note(Grade.LEFT, "blank-row", row=empty)
        blank.clear()
        key = "repeated-header" if [cell.text.strip() for cell in cells] == titles else None
        if any(not at(cells, position).text.strip() for position in required):
            key = key or debris(filled)
        if key is not None:
            book.note(Grade.LEFT, key, row=row, sample=" ".join(filled))
            continue
        _note_cells_outside(cells, header, known, row, book)
        yield row, cells


def _filled(cells: Sequence[Cell]) -> list[str]:
    return [cell.text.strip() or str(cell.kind) for cell in cells if cell.text.strip() or cell.kind in _LOST]


def _note_cells_outside(
    cells: Sequence[Cell], header: Header, known: frozenset[int], row: int, book: RemarkBook
) -> None:
    for position, cell in enumerate(cells, start=1):
        if cell.text.strip() and position not in known:
            letter = column_letter(position)
            column = header.titles.get(position, "")
            key = "unrecognised-column" if column else "cell-without-header"
            book.note(Grade.LEFT, key, column=column or letter, row=row, letter=letter, sample=cell.text)


def _note_merged(sheet: Sheet, header: Header, rows: set[int], book: RemarkBook) -> None:
    """Only the first of several merged cells holds what all of them show."""
    names = {position: header.titles[position] for position in header.columns.values()}
    # Each cell once, however many ranges of a spoilt file lie over it.
    told = dict.fromkeys(names, header.row)
    for top, left, bottom, right in sorted(sheet.merged):
        for position in sorted(names):
            if not left <= position <= right:
                continue
            last = min(bottom, len(sheet.rows))
            for row in range(max(top, told[position] + 1), last + 1):
                if (row, position) != (top, left) and row in rows:
                    place = f"{column_letter(left)}{top}"
                    book.note(Grade.LOOK, "merged-gap", column=names[position], row=row, place=place)
            told[position] = max(told[position], last)


class _Converter:
    """Rewrites the cells of one table."""

    def __init__(self, schema: TableSchema, header: Header, book: RemarkBook, names: Names) -> None:
        self._fields = tuple((field, role_of(field), header.columns.get(field.name)) for field in schema.fields)
        self._labels = {field.name: _choices(field) for field in schema.fields if field.enum}
        self._names = {
            column: {folded(name): value for name, value in known.items()} for column, known in names.items()
        }
        self._titles = header.titles
        self._is_channels = schema.name == "channels"
        self._book = book

    def record(self, row: int, cells: Sequence[Cell]) -> tuple[str, ...]:
        texts: dict[str, str] = {}
        for field, usual, position in self._fields:
            cell = EMPTY if position is None else at(cells, position)
            is_channel = self._is_channels and field.name == "value"
            role = CHANNEL_ROLES.get(texts["kind"], Role.CHANNEL) if is_channel else usual
            place = _Place(self._book, self._titles.get(position or 0, field.title), row)
            texts[field.name] = "" if cell is EMPTY else self._text(field, role, cell, place)
        return tuple(texts.values())

    def _text(self, field: Field, role: Role, cell: Cell, place: "_Place") -> str:
        if cell.kind in _LOST:
            place.note(Grade.REFUSED, str(cell.kind))
            return ""
        _note_kind(role, cell, place)
        text = place.changed("line-break", cell.text, fold_line_breaks(cell.text))
        text = place.changed("characters", text, mend_cell(text, role).text)
        if role in WORDS and text in _NOTHING:
            place.note(Grade.LOOK, "nothing", sample=text)
        if field.name in _PARTIES and _NUMBERED.match(text):
            place.note(Grade.LOOK, "numbered", sample=text)
        if role is Role.CHOICE:
            return place.changed("label", text, self._labels[field.name].get(folded(text), text))
        if text and field.name in self._names:
            key = "column-name" if field.name == "field" else "name"
            return place.changed(key, text, self._names[field.name].get(folded(text), text))
        return place.changed("form", text, fold_spreadsheet_form(text, role))


@dataclass(frozen=True, slots=True)
class _Place:
    book: RemarkBook
    column: str
    row: int

    def note(self, grade: Grade, key: str, **facts: str) -> None:
        self.book.note(grade, key, column=self.column, row=self.row, **facts)

    def changed(self, key: str, was: str, now: str) -> str:
        if was != now:
            self.note(Grade.CHANGED, key, was=was, now=now)
        return now


def _choices(field: Field) -> Mapping[str, str]:
    """The contract's value for each Chinese word."""
    return {folded(word): value for value, word in field.labels.items()}


def _note_kind(role: Role, cell: Cell, place: _Place) -> None:
    """Note what may have been something else before a spreadsheet took it for a number or a date."""
    if cell.kind is CellKind.BOOLEAN:
        place.note(Grade.LOOK, "boolean", sample=cell.text)
    elif cell.kind in (CellKind.DATE, CellKind.MOMENT) and role is not Role.DATE:
        place.note(Grade.LOOK, "date-cell", sample=cell.text)
    elif cell.kind is CellKind.NUMBER and (role in WORDS or role in (Role.IDENTIFIER, Role.POSTCODE)):
        place.note(Grade.LOOK, "number-cell", sample=cell.text)
