import io
import re
from dataclasses import replace

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from generator.outputs.workbooks import FILLABLE_ROWS, template_workbook
from generator.sources.words import Words
from tests.clerk_files import SCHEMAS, TABLES, unpacked, words

WORDS = words()
SCHEMA = SCHEMAS["notices"]


@pytest.fixture(scope="module")
def workbook() -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(template_workbook(SCHEMA, WORDS)))


def sheet(workbook: openpyxl.Workbook, key: str) -> Worksheet:
    found = workbook[WORDS[f"template.sheet.{key}"]]
    assert isinstance(found, Worksheet)
    return found


def test_the_header_is_the_titles_and_stays_in_view(workbook: openpyxl.Workbook) -> None:
    fill = sheet(workbook, "fill")
    assert workbook.sheetnames[0] == fill.title
    assert [cell.value for cell in fill[1]] == [field.title for field in SCHEMA.fields]
    assert fill.freeze_panes == "A2"


def test_required_columns_differ_and_every_column_is_explained(workbook: openpyxl.Workbook) -> None:
    colours: dict[bool, set[str]] = {True: set(), False: set()}
    for cell, field in zip(sheet(workbook, "fill")[1], SCHEMA.fields, strict=True):
        colours[field.required].add(cell.fill.start_color.rgb)
        assert cell.comment is not None
        assert cell.comment.text == field.description
    assert len(colours[True]) == len(colours[False]) == 1
    assert not colours[True] & colours[False]


def test_every_cell_to_fill_is_text_and_empty(workbook: openpyxl.Workbook) -> None:
    rows = list(sheet(workbook, "fill").iter_rows(min_row=2))
    assert len(rows) == FILLABLE_ROWS
    assert {cell.number_format for row in rows for cell in row} == {"@"}
    assert {cell.value for row in rows for cell in row} == {None}


def test_enumerations_are_lists_of_chinese_words(workbook: openpyxl.Workbook) -> None:
    offered = {
        str(validation.sqref): validation.formula1
        for validation in sheet(workbook, "fill").data_validations.dataValidation
    }
    chosen = [field for field in SCHEMA.fields if field.enum]
    assert len(offered) == len(chosen)
    place = SCHEMA.columns.index("stated_unit")
    assert offered[f"{chr(ord('A') + place)}2:{chr(ord('A') + place)}{FILLABLE_ROWS + 1}"] == '"工作日,日"'


def test_the_example_stands_on_a_sheet_of_its_own_and_says_so(workbook: openpyxl.Workbook) -> None:
    example = sheet(workbook, "example")
    assert "示例" in str(example["A1"].value)
    assert [cell.value for cell in example[2]] == [field.title for field in SCHEMA.fields]
    assert [cell.value for cell in example[3]] == [
        field.labels.get(field.example, field.example) for field in SCHEMA.fields
    ]


def test_the_notes_say_what_the_schema_says(workbook: openpyxl.Workbook) -> None:
    told = "\n".join(str(cell.value) for row in sheet(workbook, "notes").iter_rows() for cell in row)
    for field in SCHEMA.fields:
        assert field.title in told
        assert field.description in told
    assert all(note in told for note in WORDS.section("template.notes.general").values())


@pytest.mark.parametrize("table", TABLES)
def test_the_same_schema_gives_the_same_bytes_without_any_time(table: str) -> None:
    data = template_workbook(SCHEMAS[table], WORDS)
    assert data == template_workbook(SCHEMAS[table], WORDS)
    times = re.findall(rb"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]+Z", unpacked(data)["docProps/core.xml"])
    assert set(times) == {b"2000-01-01T00:00:00Z"}


def test_words_that_look_like_formulas_stay_words() -> None:
    first, *rest = SCHEMA.fields
    schema = replace(
        SCHEMA, fields=(replace(first, title="=1+1", example="=HYPERLINK(1)", description="\x01+1"), *rest)
    )
    members = unpacked(template_workbook(schema, WORDS))
    assert not any(b"<f>" in data for name, data in members.items() if name.startswith("xl/worksheets/"))


def test_words_that_make_no_list_of_choices_are_refused() -> None:
    place = SCHEMA.columns.index("change")
    field = replace(SCHEMA.fields[place], labels={"correction": "更正,改正"})
    fields = (*SCHEMA.fields[:place], field, *SCHEMA.fields[place + 1 :])
    with pytest.raises(ValueError, match="change"):
        template_workbook(replace(SCHEMA, fields=fields), WORDS)


def test_the_words_come_from_the_catalogue() -> None:
    other = Words(WORDS.language, {**WORDS.entries, "template.sheet.fill": "填在这里"})
    assert openpyxl.load_workbook(io.BytesIO(template_workbook(SCHEMA, other))).sheetnames[0] == "填在这里"
