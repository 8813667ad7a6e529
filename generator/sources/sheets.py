"""A spreadsheet as its reader saw it: sheets of rows of cells, each cell as text with what it was before it became text."""

from enum import StrEnum
from typing import Final

from generator.frozen import dataclass

MAX_ROWS: Final = 200_000
MAX_COLUMNS: Final = 200
MAX_CELLS: Final = 2_000_000
"""In all sheets of one file together."""
MAX_CELL_LENGTH: Final = 32_767
"""Characters; a spreadsheet program allows no more."""
MAX_TEXT: Final = 64 * 1024**2
"""Characters of all cells together: a file of a few kilobytes can hold one long text for very many of them."""


class SpreadsheetError(Exception):
    """A file cannot be read as a spreadsheet; `reason` names the sentence in the catalogue, `facts` fill it."""

    def __init__(self, reason: str, **facts: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.facts = facts


class CellKind(StrEnum):
    """What a cell was before it became text."""

    TEXT = "text"
    NUMBER = "number"
    LOST_DIGITS = "lost_digits"
    """A number with more digits than a spreadsheet keeps (15): what it was cannot be known."""
    DATE = "date"
    MOMENT = "moment"
    """A date with an hour."""
    TIME = "time"
    BOOLEAN = "boolean"
    ERROR = "error"
    """An error value such as #N/A."""
    UNCALCULATED = "uncalculated"
    """A formula whose result was never stored."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell."""

    text: str
    kind: CellKind = CellKind.TEXT


EMPTY: Final = Cell("")

Range = tuple[int, int, int, int]
"""First row, first column, last row and last column of a merged cell, counted from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet; `rows[0]` is row 1 of the spreadsheet, and rows may differ in length."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    visible: bool = True
    merged: tuple[Range, ...] = ()
    hidden_rows: int = 0
    """How many rows are hidden or filtered out; they are read all the same."""


def column_letter(number: int) -> str:
    """The letter by which a spreadsheet shows a column, from 1: A, B … Z, AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
