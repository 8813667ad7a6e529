"""Files as clerks hand them in: workbooks of every kind and CSV in every encoding, written by the tests themselves."""

import csv
import io
import struct
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import openpyxl

from generator.domain.table_schemas import TableSchema, table_schema
from generator.sources.documents import load_schema
from generator.sources.words import Words, read_catalogue

ROOT: Final = Path(__file__).resolve().parent.parent
TABLES: Final = (
    "applicants",
    "shortlists",
    "notices",
    "channels",
    "awardees",
    "revocations",
    "corrections",
    "names",
    "calendar",
)


def schemas() -> dict[str, TableSchema]:
    folder = ROOT / "data" / "schemas"
    return {name: table_schema(name, load_schema(folder / f"{name}.schema.json")) for name in TABLES}


SCHEMAS: Final = schemas()


def words() -> Words:
    return read_catalogue(ROOT / "site_templates" / "words", "zh-CN")


AWARDEE: Final[Mapping[str, str]] = {
    "award_id": "2024-quality-01",
    "award": "quality",
    "awardee": "示例市甲制造有限公司",
    "awardee_type": "organization",
    "uscc": "91990000MA0000015Q",
    "decision_document": "示府发〔2024〕10号",
    "decided_on": "2024-10-15",
    "published_on": "2024-10-18",
    "source_url": "https://example.org/2024/0001.html",
}


def awardee_rows(*changes: Mapping[str, str]) -> list[dict[str, str]]:
    """One good awardee per change, with ids of their own."""
    return [
        {**AWARDEE, "award_id": f"2024-quality-{number:02}", **change} for number, change in enumerate(changes, start=1)
    ]


def titled(table: str, rows: Sequence[Mapping[str, str]]) -> list[list[str]]:
    """A table as a clerk has it: Chinese titles, Chinese words for enumerated values."""
    schema = SCHEMAS[table]
    records = [
        [field.labels.get(row.get(field.name, ""), row.get(field.name, "")) for field in schema.fields] for row in rows
    ]
    return [[field.title for field in schema.fields], *records]


def canonical(table: str, rows: Sequence[Mapping[str, str]]) -> bytes:
    """A table as the contract has it."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(SCHEMAS[table].columns)
    writer.writerows([row.get(name, "") for name in SCHEMAS[table].columns] for row in rows)
    return text.getvalue().encode()


def as_csv(grid: Sequence[Sequence[str]], separator: str = ",", end: str = "\r\n") -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator=end).writerows(grid)
    return text.getvalue()


def as_xlsx(*sheets: tuple[str, Sequence[Sequence[Any]]], arrange: Callable[[Any], None] | None = None) -> bytes:
    """A workbook with these sheets; `arrange` may do to it what a clerk would."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, grid in sheets:
        sheet = workbook.create_sheet(name)
        for number, row in enumerate(grid, start=1):
            for place, value in enumerate(row, start=1):
                if value not in ("", None):
                    sheet.cell(number, place).value = value
    if arrange is not None:
        arrange(workbook)
    packed = io.BytesIO()
    workbook.save(packed)
    return packed.getvalue()


# --- ods --------------------------------------------------------------------------------------------------------------

_ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"' for prefix in ("office", "table", "text")
)
_CALCEXT = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'


def ods_text(text: str) -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    return (
        f'<table:table-cell office:value-type="string"><text:p>{escaped}</text:p></table:table-cell>'
        if text
        else ("<table:table-cell/>")
    )


def ods_row(*cells: str) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def as_ods(rows: str, name: str = "表1", before: str = "", manifest: str = "") -> bytes:
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<office:document-content {_SPACES} {_CALCEXT} office:version="1.2">'
        f'<office:body><office:spreadsheet><table:table table:name="{name}">{rows}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    listed = (
        '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS_TYPE}"/>{manifest}</manifest:manifest>'
    )
    return packed({"mimetype": _ODS_TYPE, "META-INF/manifest.xml": listed, "content.xml": content})


def packed(members: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as package:
        for name, data in members.items():
            package.writestr(name, data)
    return target.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


# --- xls (BIFF8 in a compound file, MS-XLS and MS-CFB), no more than a reader needs -----------------------------------


def as_xls(grid: Sequence[Sequence[str | float | None]], name: str = "表1") -> bytes:
    start = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0)) + _record(
        0x0042, struct.pack("<H", 1200)
    )
    bound = struct.pack("<BB", len(name), 1) + name.encode("utf-16-le")
    length = len(start) + 4 + 6 + len(bound) + 4
    book = start + _record(0x0085, struct.pack("<IBB", length, 0, 0) + bound) + _record(0x000A, b"")
    book += _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
    for row, cells in enumerate(grid):
        for column, value in enumerate(cells):
            place = struct.pack("<HHH", row, column, 0)
            if isinstance(value, str) and value:
                book += _record(0x0204, place + struct.pack("<HB", len(value), 1) + value.encode("utf-16-le"))
            elif isinstance(value, int | float):
                book += _record(0x0203, place + struct.pack("<d", value))
    return _compound_file((book + _record(0x000A, b"")).ljust(4096, b"\0"))


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _compound_file(stream: bytes) -> bytes:
    sectors = -(-len(stream) // 512)
    free, end, fat_sector = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    chain = [fat_sector, end, *range(3, sectors + 2), end]
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0) + struct.pack("<109I", 0, *[free] * 108)
    table = struct.pack("<128I", *chain, *[free] * (128 - len(chain)))
    directory = _entry("Root Entry", 5, 1, end, 0) + _entry("Workbook", 2, free, 2, len(stream)) + bytes(256)
    return header + table + directory + stream.ljust(sectors * 512, b"\0")


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    written = (name + "\0").encode("utf-16-le")
    free = 0xFFFFFFFF
    return (
        written.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(written), kind, 1, free, free, child)
        + bytes(16 + 4 + 16)
        + struct.pack("<IQ", start, size)
    )
