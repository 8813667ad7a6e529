"""What an xlsx or ods file holds, looked at before a spreadsheet library may read it: its size, its members, its extent.

The files are zip archives of XML. A few kilobytes can claim to hold gigabytes, and a single value in the last cell of a
sheet makes a reader reserve memory for all cells before it; both are refused here. Archives inside the archive are never
opened. Error values and formulas without a stored result are noted, because the reader shows them as empty cells.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import IO, Final
from xml.parsers import expat

from generator.sources.sheets import MAX_COLUMNS, MAX_ROWS, Range, SpreadsheetError, column_letter

MAX_FILE_BYTES: Final = 32 * 1024 * 1024
MAX_MEMBERS: Final = 2_000
MAX_UNPACKED_BYTES: Final = 256 * 1024 * 1024
MAX_RATIO: Final = 400
"""Unpacked bytes per packed byte; sheets of formatted empty cells reach 150."""
_RATIO_MATTERS: Final = 8 * 1024 * 1024
MAX_DEPTH: Final = 64
"""Elements inside each other."""
_ENCRYPTED_FLAG: Final = 0x1
_ODS_TYPE: Final = b"application/vnd.oasis.opendocument.spreadsheet"
_PLACE: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_MAX_REPEAT: Final = 1 << 24
MAX_MERGED: Final = 100_000
"""Merged cells of one sheet of xlsx, or of all sheets of one ods."""
_MOST_SPANNED: Final = (1 << 20, 1 << 14)
"""Rows and columns of the largest sheet that a spreadsheet program knows."""

Attributes = dict[str, str]


@dataclass(slots=True)
class SheetScan:
    """What a sheet holds beside its values; places are (row, column), counted from 1."""

    errors: set[tuple[int, int]] = field(default_factory=set)
    uncalculated: set[tuple[int, int]] = field(default_factory=set)
    merged: list[Range] = field(default_factory=list)
    hidden_rows: int = 0


def scan_package(data: bytes) -> Mapping[str, SheetScan]:
    """Look through a packed workbook; the notes on its sheets by name. Raises SpreadsheetError where it is refused."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _check_members(package)
            names = set(package.namelist())
            if "mimetype" in names and package.read("mimetype").strip() == _ODS_TYPE:
                return _scan_ods(package)
            if "xl/workbook.xml" in names:
                return _scan_xlsx(package)
    except (zipfile.BadZipFile, zlib.error, expat.ExpatError, EOFError, NotImplementedError, LookupError) as error:
        raise SpreadsheetError("damaged") from error
    except (ValueError, RuntimeError, OSError) as error:
        raise SpreadsheetError("damaged") from error
    raise SpreadsheetError("other-kind")


def _check_members(package: zipfile.ZipFile) -> None:
    members = package.infolist()
    if len(members) > MAX_MEMBERS or len({member.filename for member in members}) != len(members):
        raise SpreadsheetError("bomb", what="members")
    if sum(member.file_size for member in members) > MAX_UNPACKED_BYTES:
        raise SpreadsheetError("bomb", what="size")
    for member in members:
        if member.flag_bits & _ENCRYPTED_FLAG:
            raise SpreadsheetError("encrypted")
        if member.file_size > _RATIO_MATTERS and member.file_size > MAX_RATIO * max(member.compress_size, 1):
            raise SpreadsheetError("bomb", what="ratio")
        parts = member.filename.replace("\\", "/").split("/")
        if ".." in parts or member.filename.startswith(("/", "\\")) or ":" in parts[0]:
            raise SpreadsheetError("bomb", what="path")


def _parse(
    source: IO[bytes],
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None],
    text: Callable[[str], None] | None = None,
) -> None:
    """Run through an XML text without document type, so that nothing in it can expand."""
    parser = expat.ParserCreate(namespace_separator=" ")
    depth = 0

    def opened(name: str, attributes: Attributes) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise SpreadsheetError("bomb", what="depth")
        start(name, attributes)

    def closed(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(name)

    def refused(*_: object) -> None:
        raise SpreadsheetError("bomb", what="doctype")

    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = refused
    parser.ParseFile(source)


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _check_extent(row: int, column: int) -> None:
    if row < 1:
        raise SpreadsheetError("damaged")
    if row > MAX_ROWS:
        raise SpreadsheetError("too-many-rows", last=str(row), limit=str(MAX_ROWS))
    if column > MAX_COLUMNS:
        raise SpreadsheetError("too-many-columns", letter=column_letter(column), limit=str(MAX_COLUMNS))


# --- xlsx (ISO/IEC 29500-1) -------------------------------------------------------------------------------------------


class _XlsxSheet:
    """Follows the cells of one worksheet part."""

    def __init__(self) -> None:
        self.scan = SheetScan()
        self._row = self._column = self._merges = 0
        self._type: str | None = None
        self._formula = self._filled = self._result = False

    def start(self, name: str, attributes: Attributes) -> None:
        match _local(name):
            case "row":
                self._row = int(attributes.get("r", self._row + 1))
                self._column = 0
                self.scan.hidden_rows += attributes.get("hidden") in ("1", "true")
            case "c":
                self._place(attributes.get("r"))
                self._type = attributes.get("t")
                self._formula = self._filled = self._result = False
            case "f":
                self._formula = True
            case "mergeCell":
                self._merge()
            case "v" | "is":
                # The result of a formula may be an empty text, but a number of no digits was never calculated.
                self._result = self._formula and self._type in (None, "n")
                self._filled = not self._result
            case _:
                pass

    def _merge(self) -> None:
        self._merges += 1
        if self._merges > MAX_MERGED:
            raise SpreadsheetError("damaged")

    def text(self, _: str) -> None:
        self._filled = self._filled or self._result

    def end(self, name: str) -> None:
        self._result = False
        if _local(name) != "c":
            return
        place = (self._row, self._column)
        if self._filled or self._formula or self._type == "e":
            _check_extent(*place)
        if self._type == "e":
            self.scan.errors.add(place)
        elif self._formula and not self._filled:
            self.scan.uncalculated.add(place)

    def _place(self, written: str | None) -> None:
        if written is None:
            self._column += 1
            return
        found = _PLACE.fullmatch(written)
        if found is None:
            raise SpreadsheetError("damaged")
        self._row = int(found[2])
        self._column = 0
        for letter in found[1]:
            self._column = self._column * 26 + ord(letter) - ord("A") + 1


def _scan_xlsx(package: zipfile.ZipFile) -> Mapping[str, SheetScan]:
    for name in package.namelist():
        if name.endswith((".xml", ".rels")) and not name.startswith("xl/worksheets/"):
            _refuse_doctype(package, name)
    sheets: dict[str, str] = {}
    targets: dict[str, str] = {}

    def sheet(name: str, attributes: Attributes) -> None:
        if _local(name) == "sheet":
            identity = next((value for key, value in attributes.items() if key.endswith(" id")), "")
            sheets[attributes.get("name", "")] = identity

    def relationship(name: str, attributes: Attributes) -> None:
        if _local(name) == "Relationship":
            targets[attributes.get("Id", "")] = attributes.get("Target", "")

    with package.open("xl/workbook.xml") as source:
        _parse(source, sheet, _nothing)
    with package.open("xl/_rels/workbook.xml.rels") as source:
        _parse(source, relationship, _nothing)
    found = {name: targets.get(identity, "") for name, identity in sheets.items()}
    held = set(package.namelist())
    return {name: _scan_worksheet(package, part) for name, target in found.items() if (part := _part(target)) in held}


def _part(target: str) -> str:
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _scan_worksheet(package: zipfile.ZipFile, part: str) -> SheetScan:
    sheet = _XlsxSheet()
    with package.open(part) as source:
        _parse(source, sheet.start, sheet.end, sheet.text)
    return sheet.scan


def _refuse_doctype(package: zipfile.ZipFile, name: str) -> None:
    with package.open(name) as source:
        if b"<!DOCTYPE" in source.read(4096):
            raise SpreadsheetError("bomb", what="doctype")


def _nothing(_: str) -> None:
    return


# --- ods (ISO/IEC 26300-1) --------------------------------------------------------------------------------------------


class _OdsContent:
    """Follows the tables of a content part; a repeated row or cell stands for many."""

    def __init__(self) -> None:
        self.scans: dict[str, SheetScan] = {}
        self._scan = SheetScan()
        self._row = self._rows = self._column = self._merges = 0

    def start(self, name: str, attributes: Attributes) -> None:
        named = {_local(key): value for key, value in attributes.items()}
        match _local(name):
            case "table":
                self._scan = self.scans[named.get("name", "")] = SheetScan()
                self._row = self._rows = 0
            case "table-row":
                self._row += self._rows
                self._rows = _repeated(named.get("number-rows-repeated"))
                self._column = 0
                self._scan.hidden_rows += named.get("visibility") in ("collapse", "filter")
            case "table-cell" | "covered-table-cell":
                self._cell(attributes, named)
            case _:
                pass

    def _cell(self, attributes: Attributes, named: Attributes) -> None:
        first = self._column + 1
        self._column += _repeated(named.get("number-columns-repeated"))
        kinds = {value for key, value in attributes.items() if key.endswith(" value-type")}
        if kinds or "formula" in named:
            _check_extent(self._row + self._rows, self._column)
        if "error" in kinds:
            self._scan.errors.add((self._row + 1, first))
        elif "formula" in named and not kinds:
            self._scan.uncalculated.add((self._row + 1, first))
        rows, columns = _repeated(named.get("number-rows-spanned")), _repeated(named.get("number-columns-spanned"))
        if rows > 1 or columns > 1:
            self._merges += 1
            if self._merges > MAX_MERGED or rows > _MOST_SPANNED[0] or columns > _MOST_SPANNED[1]:
                raise SpreadsheetError("damaged")
            self._scan.merged.append((self._row + 1, first, self._row + rows, first + columns - 1))


def _repeated(written: str | None) -> int:
    number = int(written) if written else 1
    if not 1 <= number <= _MAX_REPEAT:
        raise SpreadsheetError("damaged")
    return number


def _scan_ods(package: zipfile.ZipFile) -> Mapping[str, SheetScan]:
    names = set(package.namelist())
    if "META-INF/manifest.xml" in names and b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise SpreadsheetError("encrypted")
    for name in names & {"styles.xml", "meta.xml", "settings.xml", "META-INF/manifest.xml"}:
        _refuse_doctype(package, name)
    content = _OdsContent()
    with package.open("content.xml") as source:
        _parse(source, content.start, _nothing)
    return content.scans
