"""The workbook in which clerks fill a table, generated from its schema; the only door to openpyxl.

Every cell is text, so that a spreadsheet program changes neither codes nor dates, and nothing in it is a formula. The
same schema gives the same bytes: the packed file carries no time of its making.
"""

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, NamedStyle, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from generator.domain.table_schemas import Field, TableSchema
from generator.sources.words import Words

FILLABLE_ROWS: Final = 2000
"""Rows under the header that are set up for filling, besides those that are filled."""
FILLED_ROWS: Final = 1_000_000
"""Most rows that are filled; a sheet has 1,048,576 in all."""
_TEXT: Final = "@"
_NO_TIME: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - the file format has no zone
_ZIP_TIME: Final = (1980, 1, 1, 0, 0, 0)
_TIMES: Final = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_LIST_LIMIT: Final = 255
"""Characters that a list of choices may have inside a workbook."""
_NOT_IN_XML: Final = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_ALTERED: Final = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|[\ud800-\udfff]|_x[0-9A-Fa-f]{4}_")
"""What a workbook cannot hold, or takes for the code of another character (ECMA-376, 22.9.2.19)."""
_LONGEST_TEXT: Final = 32_767
_MUST: Final = PatternFill("solid", start_color="F4C7C3")
_MAY: Final = PatternFill("solid", start_color="E3EDF7")
_BOLD: Final = Font(bold=True)
_WRAPPED: Final = Alignment(wrap_text=True, vertical="top")
_WIDTHS: Final = {"date": 14, "integer": 10, "number": 10}
_WIDE, _USUAL = 36, 18


def fits(row: Sequence[str]) -> bool:
    """Whether a workbook gives every text of a row back as it is."""
    return all(len(text) <= _LONGEST_TEXT and _ALTERED.search(text) is None for text in row)


def template_workbook(schema: TableSchema, words: Words, rows: Sequence[Sequence[str]] = ()) -> bytes:
    """The workbook (xlsx) for one table: a sheet to fill, one with an example, one that explains each column.

    `rows` are filled in already, values of enumerations in the words of the lists.
    """
    workbook = Workbook()
    fill = workbook.active
    if not isinstance(fill, Worksheet):
        raise TypeError("a new workbook has a sheet")
    text_style = NamedStyle("portal-text", number_format=_TEXT, alignment=Alignment(vertical="top"))
    workbook.add_named_style(text_style)
    fill.title = words["template.sheet.fill"]
    _fill_sheet(fill, schema, rows)
    _example_sheet(workbook.create_sheet(words["template.sheet.example"]), schema, words)
    _notes_sheet(workbook.create_sheet(words["template.sheet.notes"]), schema, words)
    workbook.properties.created = workbook.properties.modified = _NO_TIME
    workbook.properties.creator = schema.title
    packed = io.BytesIO()
    workbook.save(packed)
    return _timeless(packed.getvalue())


def _put(cell: Any, text: str) -> Cell:
    """Write a text that stays text, whatever it begins with."""
    written: Cell = cell
    written.value = _NOT_IN_XML.sub("", text)
    written.data_type = "s"
    written.number_format = _TEXT
    return written


def _header(sheet: Worksheet, schema: TableSchema, row: int) -> None:
    for number, field in enumerate(schema.fields, start=1):
        cell = _put(sheet.cell(row, number), field.title)
        cell.font = _BOLD
        cell.fill = _MUST if field.required else _MAY
        cell.alignment = _WRAPPED
        sheet.column_dimensions[get_column_letter(number)].width = _width(field)


def _width(field: Field) -> int:
    if field.type in _WIDTHS:
        return _WIDTHS[field.type]
    return _USUAL if field.enum or field.pattern else _WIDE


def _fill_sheet(sheet: Worksheet, schema: TableSchema, rows: Sequence[Sequence[str]]) -> None:
    _header(sheet, schema, 1)
    last = len(rows) + FILLABLE_ROWS + 1
    for number, field in enumerate(schema.fields, start=1):
        comment = Comment(field.description, schema.title, height=140, width=320)
        sheet.cell(1, number).comment = comment
        sheet.column_dimensions[get_column_letter(number)].number_format = _TEXT
        for row in range(2, last + 1):
            sheet.cell(row, number).style = "portal-text"
        for row, cells in enumerate(rows, start=2):
            text = cells[number - 1]
            if text:
                _put(sheet.cell(row, number), field.labels.get(text, text))
        if field.enum:
            sheet.add_data_validation(_choice(field, get_column_letter(number), last))
    sheet.freeze_panes = "A2"


def _labels(field: Field) -> list[str]:
    return [field.labels.get(value, value) for value in field.enum]


def _choice(field: Field, letter: str, last: int) -> DataValidation:
    listed = ",".join(_labels(field))
    if len(listed) > _LIST_LIMIT or '"' in listed or any("," in label for label in _labels(field)):
        raise ValueError(f"the words for {field.name} make no list of choices")
    validation = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True, showErrorMessage=True)
    validation.errorTitle = field.title
    validation.error = field.description[:_LIST_LIMIT]
    validation.add(f"{letter}2:{letter}{last}")
    return validation


def _example_sheet(sheet: Worksheet, schema: TableSchema, words: Words) -> None:
    _put(sheet.cell(1, 1), words.fill("template.notes.example_title", title=schema.title)).font = _BOLD
    _header(sheet, schema, 2)
    for number, field in enumerate(schema.fields, start=1):
        _put(sheet.cell(3, number), field.labels.get(field.example, field.example))
    sheet.freeze_panes = "A3"


def _notes_sheet(sheet: Worksheet, schema: TableSchema, words: Words) -> None:
    _put(sheet.cell(1, 1), words.fill("template.notes.title", title=schema.title, table=schema.name)).font = _BOLD
    _put(sheet.cell(2, 1), schema.description)
    row = 3
    for note in words.section("template.notes.general").values():
        _put(sheet.cell(row, 1), note)
        row += 1
    titles = [words[f"template.notes.{key}"] for key in ("columns", "required", "how", "example")]
    _line(sheet, row + 1, titles, bold=True)
    for number, field in enumerate(schema.fields, start=row + 2):
        must = words["template.notes.must" if field.required else "template.notes.may"]
        listed = words["punctuation.listing"].join(_labels(field))
        choices = words.fill("template.notes.choices", choices=listed) if field.enum else ""
        example = field.labels.get(field.example, field.example)
        _line(sheet, number, [field.title, must, field.description + choices, example])
    for letter, width in zip("ABCD", (24, 12, 80, 40), strict=True):
        sheet.column_dimensions[letter].width = width


def _line(sheet: Worksheet, row: int, texts: Sequence[str], *, bold: bool = False) -> None:
    for number, text in enumerate(texts, start=1):
        cell = _put(sheet.cell(row, number), text)
        cell.alignment = _WRAPPED
        if bold:
            cell.font = _BOLD


def _timeless(packed: bytes) -> bytes:
    """The same workbook packed anew, in the order of its names and without times."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as source, zipfile.ZipFile(target, "w") as package:
        # The type of the package is told by its first member.
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            data = source.read(name)
            if name == "docProps/core.xml":
                data = _TIMES.sub(rb"\g<1>" + f"{_NO_TIME:%Y-%m-%dT%H:%M:%SZ}".encode(), data)
            member = zipfile.ZipInfo(name, _ZIP_TIME)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 3
            member.external_attr = 0o644 << 16
            package.writestr(member, data, compresslevel=6)
    return target.getvalue()
