"""The header of a clerk's table is found and its columns recognised: by name, by Chinese title, by the usual other words."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from generator.domain.characters import many_marks
from generator.domain.table_schemas import TableSchema
from generator.frozen import dataclass
from generator.sources.sheets import EMPTY, Cell, Sheet

_SEARCHED_ROWS: Final = 30
_ENOUGH: Final = 2
"""Recognised columns that make a row a header."""
_BRACKETS: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕|「[^「」]*」")
_ORNAMENT: Final = re.compile(r"[\s*★☆●:：、.。_\-/\\\u200b\ufeff]+")


class _Shown:
    """One row as a reader sees it, without the text of cells in which nothing can be seen."""

    def __init__(self, cells: list[Cell]) -> None:
        self.cells = cells
        self.carried = 0
        """How many cells begin in a row above."""

    def carry(self, position: int, cell: Cell) -> None:
        self.cells.extend(EMPTY for _ in range(position - len(self.cells)))
        if not self.cells[position - 1].text:
            self.cells[position - 1] = cell
            self.carried += 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """Which column of a sheet is which column of a table; positions are counted from 1."""

    table: str
    row: int
    columns: Mapping[str, int]
    """Position by name of the contract."""
    titles: Mapping[int, str]
    """What stands in the header, by position, where something stands there."""
    twice: Mapping[str, tuple[int, ...]]
    """All positions of a name for which there is more than one column."""

    @property
    def recognised(self) -> frozenset[int]:
        """Positions whose header is a column of the table."""
        return frozenset(self.columns.values()).union(*self.twice.values())

    @property
    def unrecognised(self) -> tuple[int, ...]:
        """Positions whose header is no column of the table."""
        known = self.recognised
        return tuple(position for position in self.titles if position not in known)


def header_words(schema: TableSchema) -> dict[str, str]:
    """The column for every word by which a header may call it; a title wins over another column's synonym."""
    words: dict[str, str] = {}
    for spoken in (
        [(field.name, field.name) for field in schema.fields],
        [(field.title, field.name) for field in schema.fields],
        [(synonym, field.name) for field in schema.fields for synonym in field.synonyms],
    ):
        for word, name in spoken:
            words.setdefault(folded(word), name)
    return words


def folded(header: str) -> str:
    """A header without what clerks add to it: blanks, line breaks, asterisks, full width."""
    return _ORNAMENT.sub("", _narrow(header).lower())


def recognise(table: str, words: Mapping[str, str], row: int, cells: Sequence[Cell]) -> Header:
    """Read one row as the header of a table."""
    places: dict[str, tuple[int, ...]] = {}
    titles: dict[int, str] = {}
    for position, cell in enumerate(cells, start=1):
        if not cell.text.strip():
            continue
        titles[position] = " ".join(cell.text.split())
        name = words.get(folded(cell.text)) or words.get(folded(_without_brackets(cell.text)))
        if name is not None:
            places[name] = (*places.get(name, ()), position)
    return Header(
        table=table,
        row=row,
        columns={name: first for name, (first, *_) in places.items()},
        titles=titles,
        twice={name: positions for name, positions in places.items() if len(positions) > 1},
    )


def _without_brackets(header: str) -> str:
    return _BRACKETS.sub("", _narrow(header))


def _narrow(text: str) -> str:
    """The text in half width; one with more marks than any writing has is no header, and would take quadratic time."""
    return text if many_marks(text) else unicodedata.normalize("NFKC", text)


def find_headers(sheet: Sheet, schemas: Iterable[TableSchema]) -> tuple[Header, ...]:
    """The best header of a sheet for each table that has one, the best first; equally good ones share the first score."""
    rows = _as_shown(sheet)
    found = [header for schema in schemas if (header := _best(rows, schema)) is not None]
    return tuple(sorted(found, key=lambda header: (-len(header.columns), header.table)))


def _as_shown(sheet: Sheet) -> list[_Shown]:
    """The rows in which a header is looked for; a cell merged over several rows stands in each of them.

    A header of two rows has its groups above, the columns of each group below, and the other columns merged over both.
    """
    rows = [_Shown([cell if cell.text.strip() else EMPTY for cell in cells]) for cells in sheet.rows[:_SEARCHED_ROWS]]
    for top, left, bottom, _ in sheet.merged:
        for row in rows[top:bottom]:
            above = rows[top - 1].cells
            if left <= len(above) and above[left - 1].text:
                row.carry(left, above[left - 1])
    return rows


def _best(rows: Sequence[_Shown], schema: TableSchema) -> Header | None:
    words = header_words(schema)
    headers = [(recognise(schema.name, words, number, row.cells), row.carried) for number, row in enumerate(rows, 1)]
    # Of two rows alike the one that ends a merged header is meant, then the upper one.
    best, _ = max(headers, key=lambda pair: (len(pair[0].columns), pair[1], -pair[0].row), default=(None, 0))
    return best if best is not None and len(best.columns) >= min(_ENOUGH, len(schema.fields)) else None
