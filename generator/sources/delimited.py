"""Text files with separators (CSV as spreadsheets save it) become a sheet; their encoding is read where it is certain."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from generator.frozen import dataclass
from generator.sources.sheets import (
    EMPTY,
    MAX_CELL_LENGTH,
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    Cell,
    Sheet,
    SpreadsheetError,
    column_letter,
)
from generator.sources.texts import decode

SEPARATORS: Final = ",;\t"
MAX_FILE_BYTES: Final = 64 * 1024 * 1024
_SAMPLE_ROWS: Final = 30
_SEPARATOR_LINE: Final = re.compile(r'"?sep=(.)"?\r?\n', re.IGNORECASE)
_MARKUP: Final = re.compile(r"\s*<(?:!doctype|html|\?xml|table|meta)", re.IGNORECASE)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f]")
_COMMON: Final = 0.5

csv.field_size_limit(2**31 - 1)
"""What is too long for a spreadsheet is told as such below."""


@dataclass(frozen=True, slots=True)
class ReadText:
    """The text of a file, with the encoding in which it was written."""

    text: str
    encoding: str


def read_text(data: bytes) -> ReadText | None:
    """The text of a file; None where its encoding cannot be told with certainty.

    GB18030, and UTF-16 without its mark, give a text to almost any bytes; what they give is believed only where it looks
    like Chinese: most of its characters lie in GB 2312, the few thousand that everyday text is made of. No text has NUL.
    """
    decoded = decode("", data)
    if decoded.text is None or "\0" in decoded.text:
        return None
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    stated = marked or decoded.encoding in ("utf-8", "utf-8-sig")
    if not stated and not _looks_chinese(decoded.text):
        return None
    return ReadText(decoded.text.lstrip("\ufeff"), decoded.encoding)


def _looks_chinese(text: str) -> bool:
    foreign = [character for character in text if not character.isascii()]
    if any("\ue000" <= character <= "\uf8ff" for character in foreign):
        return False
    return sum(_in_gb2312(character) for character in foreign) >= _COMMON * len(foreign)


def _in_gb2312(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def read_delimited(name: str, data: bytes) -> tuple[Sheet, str, str]:
    """The sheet of a text file, its encoding and its separator; raises SpreadsheetError."""
    if len(data) > MAX_FILE_BYTES:
        raise SpreadsheetError("too-large", limit=str(MAX_FILE_BYTES // 1024**2))
    read = read_text(data)
    if read is None:
        raise SpreadsheetError("unknown-encoding")
    if _MARKUP.match(read.text):
        raise SpreadsheetError("markup")
    if read.text.startswith("%PDF") or len(_CONTROL.findall(read.text[:4096])) > len(read.text[:4096]) // 50:
        raise SpreadsheetError("other-kind")
    stated = _SEPARATOR_LINE.match(read.text)
    separator = stated[1] if stated and stated[1] in SEPARATORS else _separator(read.text)
    rows = tuple(_rows(read.text, separator))
    return Sheet(name=name, rows=((), *rows[1:]) if stated else rows), read.encoding, separator


def _separator(text: str) -> str:
    """The separator with which most of the first rows have the same number of cells, of several the one with more."""
    best, best_score = SEPARATORS[0], (0, 0)
    for separator in SEPARATORS:
        counts: Counter[int] = Counter()
        try:
            for cells in csv.reader(io.StringIO(text[:100_000], newline=""), delimiter=separator):
                counts[len(cells)] += len(cells) > 1
                if counts.total() >= _SAMPLE_ROWS:
                    break
        except csv.Error:
            pass
        width, rows = max(counts.items(), key=lambda pair: (pair[1], pair[0]), default=(0, 0))
        if (rows, width) > best_score:
            best, best_score = separator, (rows, width)
    return best


def _rows(text: str, separator: str) -> Iterator[tuple[Cell, ...]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    row = cells = 0
    try:
        for row, record in enumerate(reader, start=1):
            cells += len(record)
            if row > MAX_ROWS or cells > MAX_CELLS:
                raise SpreadsheetError("too-many-rows", last=str(row), limit=str(MAX_ROWS))
            if len(record) > MAX_COLUMNS:
                raise SpreadsheetError("too-many-columns", letter=column_letter(len(record)), limit=str(MAX_COLUMNS))
            if any(len(cell) > MAX_CELL_LENGTH for cell in record):
                raise SpreadsheetError("cell-too-long", limit=str(MAX_CELL_LENGTH))
            yield tuple(Cell(cell) if cell else EMPTY for cell in record)
    except csv.Error as error:
        raise SpreadsheetError("quotes", last=str(row + 1)) from error
