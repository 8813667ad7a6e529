"""Which table a file holds and on which sheet: the same bytes in whatever kind of file and order of columns."""

import io
from dataclasses import replace

import openpyxl
import pytest

from generator.outputs.workbooks import template_workbook
from generator.sources.remarks import Grade
from tests.clerk_files import (
    AWARDEE,
    SCHEMAS,
    TABLES,
    as_csv,
    as_ods,
    as_xls,
    as_xlsx,
    canonical,
    ods_row,
    ods_text,
    titled,
)
from tests.clerk_imports import GRID, TWO, WORDS, imported, remarks

# --- the same table, however it was saved -----------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_every_encoding_of_a_text_file_gives_the_same_bytes(encoding: str, separator: str) -> None:
    result = imported(as_csv(GRID, separator).encode(encoding), "名单.csv")
    assert result.good
    assert result.data == canonical("awardees", TWO)


@pytest.mark.parametrize(
    "data",
    [
        as_xlsx(("Sheet1", GRID)),
        as_xls(GRID),
        as_ods("".join(ods_row(*map(ods_text, row)) for row in GRID)),
        canonical("awardees", TWO),
        as_csv(titled("awardees", TWO)).encode("gbk"),
    ],
    ids=["xlsx", "xls", "ods", "csv of the contract", "csv of a spreadsheet"],
)
def test_every_kind_of_file_gives_the_same_bytes(data: bytes) -> None:
    result = imported(data)
    assert (result.table, result.rows, result.data) == ("awardees", 2, canonical("awardees", TWO))
    assert result.good


@pytest.mark.parametrize("table", TABLES)
def test_the_workbook_of_a_table_comes_back_as_it_was_filled(table: str) -> None:
    schema = SCHEMAS[table]
    workbook = openpyxl.load_workbook(io.BytesIO(template_workbook(schema, WORDS)))
    sheet = workbook[WORDS["template.sheet.fill"]]
    for place, field in enumerate(schema.fields, start=1):
        sheet.cell(2, place).value = field.labels.get(field.example, field.example)
    saved = io.BytesIO()
    workbook.save(saved)
    result = imported(saved.getvalue(), "填好的表.xlsx")
    assert (result.table, result.rows, result.missing) == (table, 1, ())
    assert result.data == canonical(table, [{field.name: field.example for field in schema.fields}])
    assert not remarks(result, Grade.REFUSED)


@pytest.mark.parametrize("table", TABLES)
def test_an_empty_workbook_is_an_empty_table_and_says_so(table: str) -> None:
    result = imported(template_workbook(SCHEMAS[table], WORDS))
    assert result.data == canonical(table, [])
    assert "no-rows" in remarks(result, Grade.LOOK)


def test_columns_may_stand_in_any_order_under_other_words() -> None:
    grid = [
        ["企业名称", "信用代码", "奖种", "获奖编号", "表彰日期"],
        [AWARDEE["awardee"], AWARDEE["uscc"], "quality", "a-1", "2024-10-15"],
    ]
    grid[0].append("获奖对象类型")
    grid[1].append("组织")
    result = imported(as_xlsx(("表", grid)))
    keys = ("award_id", "award", "awardee", "awardee_type", "uscc", "decided_on")
    row = {**{key: AWARDEE[key] for key in keys}, "award_id": "a-1"}
    assert result.data == canonical("awardees", [row])
    assert result.recognised["awardee"] == "企业名称"
    assert "source_url" in result.missing


# --- which table, which sheet -----------------------------------------------------------------------------------------


def test_a_missing_required_column_is_one_refusal() -> None:
    grid = [row[:9] + row[10:] for row in GRID]
    result = imported(as_xlsx(("表", grid)))
    assert remarks(result, Grade.REFUSED) == {"missing-column": ()}
    assert result.remarks[0].facts == {"example": "2024-10-15"}
    assert result.faults == ()
    assert not result.good


def test_two_columns_for_one_are_refused() -> None:
    result = imported(as_xlsx(("表", [[*GRID[0], "获奖单位"], [*GRID[1], "乙"]])))
    (remark,) = (remark for remark in result.remarks if remark.grade is Grade.REFUSED)
    assert (remark.key, remark.column) == ("column-twice", "获奖者")
    assert remark.facts == {"letters": "D、O", "titles": "获奖者、获奖单位"}
    assert remarks(result, Grade.LEFT) == {}


def test_a_header_that_fits_several_tables_wants_to_be_told_which() -> None:
    grid = [["奖项", "单位名称", "统一社会信用代码"], ["quality", "示例市甲公司", ""]]
    data = as_xlsx(("表", grid))
    assert "several-tables" in remarks(imported(data), Grade.REFUSED)
    assert imported(data, table="applicants").table == "applicants"
    assert imported(data, "获奖名单.xlsx").table == "awardees"


def test_several_sheets_with_records_want_to_be_told_which() -> None:
    data = as_xlsx(("甲", GRID), ("乙", GRID[:2]))
    assert "several-sheets" in remarks(imported(data), Grade.REFUSED)
    assert imported(data, sheet="乙").rows == 1
    missed = imported(data, sheet="丙")
    assert "no-sheet" in remarks(missed, Grade.REFUSED)
    assert missed.remarks[0].facts["sheets"] == "甲、乙"


def test_other_and_hidden_sheets_are_told() -> None:
    def hide(workbook: openpyxl.Workbook) -> None:
        workbook["丙"].sheet_state = "hidden"

    result = imported(as_xlsx(("甲", GRID), ("乙", [["随便"]]), ("丙", GRID), arrange=hide))
    assert result.data == canonical("awardees", TWO)
    assert {remark.column for remark in result.remarks if remark.grade is Grade.LEFT} == {"乙", "丙"}


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "no-header"),
        (b"a,b\n1,2\n", "no-header"),
        (b"PK\x03\x04" + bytes(100), "damaged"),
        (b"<html></html>", "markup"),
        (b"\xff\xfe\xfd" * 9, "unknown-encoding"),
    ],
)
def test_what_is_no_table_is_refused(data: bytes, key: str) -> None:
    result = imported(data)
    assert list(remarks(result, Grade.REFUSED)) == [key]
    assert result.data is None


def test_a_result_without_faults_is_good_only_without_refusals() -> None:
    result = imported(as_xlsx(("表", GRID)))
    refused = tuple(replace(remark, grade=Grade.REFUSED) for remark in result.remarks)
    assert result.good
    assert not replace(result, remarks=refused).good


def test_a_sheet_that_is_not_there_is_told_otherwise_than_one_without_a_header() -> None:
    def hide(workbook: openpyxl.Workbook) -> None:
        workbook.worksheets[0].sheet_state = "hidden"

    empty = as_xlsx(("甲", [["无"]]), ("乙", [["无"]]))
    assert remarks(imported(empty, sheet="丙"), Grade.REFUSED) == {"no-sheet": ()}
    assert remarks(imported(empty, sheet="乙"), Grade.REFUSED) == {"no-header": ()}
    only_aside = as_xlsx(("甲", [["无"]]), ("示例", [["无"]]), arrange=hide)
    assert remarks(imported(only_aside), Grade.REFUSED) == {"no-header": ()}
