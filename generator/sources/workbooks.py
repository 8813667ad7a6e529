"""Workbooks (xlsx, xls, ods) become sheets of text; the only door to python-calamine.

The library is native code that a broken file can bring down together with its process, so it runs in a process of its
own, with a limit on memory and time. A number becomes text only where that is exact: a code or document number that has
become a number has lost its digits, and nobody guesses them.
"""

import datetime as dt
import io
import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from generator.sources.sheets import (
    EMPTY,
    MAX_CELL_LENGTH,
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_TEXT,
    Cell,
    CellKind,
    Range,
    Sheet,
    SpreadsheetError,
    column_letter,
)
from generator.sources.workbook_package import MAX_FILE_BYTES, SheetScan, scan_package

_ZIP: Final = b"PK"
_COMPOUND_FILE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_EXACT: Final = 10**15
"""Whole numbers below have at most the 15 digits that a spreadsheet keeps."""
_MEMORY: Final = 2 * 1024**3
_SECONDS: Final = 120
_PROGRAM: Final = (
    "import sys; sys.path.insert(0, sys.argv[1]); from generator.sources.workbooks import write_cells; write_cells()"
)
_ROOT: Final = Path(__file__).resolve().parents[2]

Value = str | float | dt.time | dt.date | dt.timedelta


def is_workbook(data: bytes) -> bool:
    """Whether the bytes begin as a workbook does, not as text."""
    return data.startswith((_ZIP, _COMPOUND_FILE))


def read_workbook(data: bytes) -> tuple[Sheet, ...]:
    """The sheets of a workbook in their order; raises SpreadsheetError where it is refused or cannot be read."""
    if len(data) > MAX_FILE_BYTES:
        raise SpreadsheetError("too-large", limit=str(MAX_FILE_BYTES // 1024**2))
    scans = scan_package(data) if data.startswith(_ZIP) else {}
    return tuple(_sheet(read, scans.get(read["name"], SheetScan())) for read in _cells_read_apart(data))


def _cells_read_apart(data: bytes) -> list[dict[str, Any]]:
    command = [sys.executable, "-P", "-c", _PROGRAM, str(_ROOT)]
    try:
        # The command is fixed; the file reaches it as its input.
        done = subprocess.run(command, input=data, capture_output=True, timeout=_SECONDS, check=True)  # noqa: S603
        answer = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError) as error:
        raise SpreadsheetError("damaged") from error
    if "refused" in answer:
        raise SpreadsheetError(answer.pop("refused"), **answer)
    sheets: list[dict[str, Any]] = answer["sheets"]
    return sheets


def _sheet(read: Mapping[str, Any], scan: SheetScan) -> Sheet:
    rows = [[_cell(cell) for cell in row] for row in read["rows"]]
    _mark(rows, scan.errors, CellKind.ERROR)
    _mark(rows, scan.uncalculated, CellKind.UNCALCULATED)
    merged: list[Range] = [tuple(range_) for range_ in read["merged"]]
    return Sheet(
        name=read["name"],
        rows=tuple(tuple(row) for row in rows),
        visible=read["visible"],
        merged=tuple(sorted({*merged, *scan.merged})),
        hidden_rows=scan.hidden_rows,
    )


def _cell(read: str | list[str]) -> Cell:
    if isinstance(read, str):
        return Cell(read) if read else EMPTY
    return Cell(read[1], CellKind(read[0]))


def _mark(rows: list[list[Cell]], places: Iterable[tuple[int, int]], kind: CellKind) -> None:
    for row, column in sorted(places):
        rows.extend([] for _ in range(row - len(rows)))
        cells = rows[row - 1]
        cells.extend(EMPTY for _ in range(column - len(cells)))
        cells[column - 1] = Cell(cells[column - 1].text, kind)


# --- the process of its own -------------------------------------------------------------------------------------------


def write_cells() -> None:
    """Read a workbook from standard input and write its cells as JSON to standard output."""
    _limit_memory()
    sys.stdout.buffer.write(json.dumps(cells_of(sys.stdin.buffer.read()), ensure_ascii=True).encode("ascii"))


def _limit_memory() -> None:
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - only where the system has it

    # A limit that somebody has set already cannot be raised.
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    limit = _MEMORY if most == resource.RLIM_INFINITY else min(most, _MEMORY)
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def cells_of(data: bytes) -> dict[str, Any]:
    """The cells of a workbook as JSON has them, or why it is refused."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError  # noqa: PLC0415 - see the module

    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return {"sheets": _sheets(workbook)}
    except PasswordError:
        return {"refused": "encrypted"}
    except CalamineError:
        return {"refused": "damaged"}
    except SpreadsheetError as error:
        return {"refused": error.reason, **error.facts}


def _sheets(workbook: Any) -> list[dict[str, Any]]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum  # noqa: PLC0415 - see the module

    sheets, cells, text = [], 0, 0
    for metadata in workbook.sheets_metadata:
        if metadata.typ is not SheetTypeEnum.WorkSheet:
            continue
        sheet = workbook.get_sheet_by_name(metadata.name)
        height, width = (sheet.end[0] + 1, sheet.end[1] + 1) if sheet.end else (0, 0)
        cells += height * width
        if height > MAX_ROWS or cells > MAX_CELLS:
            raise SpreadsheetError("too-many-rows", last=str(height), limit=str(MAX_ROWS))
        if width > MAX_COLUMNS:
            raise SpreadsheetError("too-many-columns", letter=column_letter(width), limit=str(MAX_COLUMNS))
        rows = sheet.to_python(skip_empty_area=False) if height else []
        text += sum(len(value) for row in rows for value in row if isinstance(value, str))
        if text > MAX_TEXT:
            raise SpreadsheetError("bomb", what="size")
        merged = [
            [top + 1, left + 1, bottom + 1, right + 1]
            for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
        ]
        sheets.append(
            {
                "name": metadata.name,
                "visible": metadata.visible is SheetVisibleEnum.Visible,
                "merged": merged,
                "rows": [[json_cell(value) for value in row] for row in rows],
            }
        )
    return sheets


def json_cell(value: Value) -> str | list[str]:
    """A value as text, with its kind where it is not text."""
    match value:
        case str():
            if len(value) > MAX_CELL_LENGTH:
                raise SpreadsheetError("cell-too-long", limit=str(MAX_CELL_LENGTH))
            return value
        case bool():
            return [CellKind.BOOLEAN, "TRUE" if value else "FALSE"]
        case int() | float():
            return _number(value)
        case dt.timedelta():
            return [CellKind.TIME, _hour(round(value.total_seconds()))]
        case dt.time():
            return [CellKind.TIME, _hour(value.hour * 3600 + value.minute * 60 + value.second)]
        case _:
            return _day(value)


def _day(value: dt.date) -> list[str]:
    if not isinstance(value, dt.datetime):
        return [CellKind.DATE, value.isoformat()]
    if value.time() == dt.time():
        return [CellKind.DATE, value.date().isoformat()]
    return [CellKind.MOMENT, value.isoformat(" ", "seconds")]


def _hour(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    hour = f"{minutes // 60:02}:{minutes % 60:02}"
    return f"{hour}:{rest:02}" if rest else hour


def _number(value: float) -> list[str]:
    if not abs(value) < _EXACT:
        return [CellKind.LOST_DIGITS, f"{value:.15G}"]
    return [CellKind.NUMBER, str(int(value)) if value == int(value) else f"{value:.15g}"]
