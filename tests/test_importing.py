import datetime as dt
import io
import os
import random
import shutil
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.build import SCHEMAS as SCHEMA_FOLDER
from generator.disk import alone_in
from generator.errors import PortalError
from generator.importing import run_import
from generator.outputs.outcomes import Outcome, Status
from generator.outputs.workbooks import template_workbook
from generator.sources import workbook_package
from generator.sources.delimited import MAX_FILE_BYTES
from generator.sources.imported_tables import ImportResult, import_table
from generator.sources.remarks import Grade
from generator.sources.texts import MAX_TABLE_BYTES
from tests.clerk_files import (
    AWARDEE,
    SCHEMAS,
    TABLES,
    as_csv,
    as_ods,
    as_xls,
    as_xlsx,
    awardee_rows,
    canonical,
    ods_row,
    ods_text,
    packed,
    titled,
    unpacked,
    words,
)
from tests.golden_portal import DATA

WORDS = words()
ASIDE = frozenset({"示例", "填写说明"})


def imported(data: bytes, name: str = "名单.xlsx", **how: Any) -> ImportResult:
    return import_table(data, name, SCHEMAS, aside=ASIDE, **how)


def remarks(result: ImportResult, grade: Grade | None = None) -> dict[str, tuple[int, ...]]:
    return {remark.key: remark.rows for remark in result.remarks if grade in (None, remark.grade)}


def places(result: ImportResult) -> list[tuple[str, int | None, str | None]]:
    return sorted((fault.rule, fault.line, fault.column) for fault in result.faults)


TWO = awardee_rows({}, {"awardee": "示例市第一学校", "uscc": ""})
GRID = titled("awardees", TWO)


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


# --- what clerks add --------------------------------------------------------------------------------------------------


def test_titles_totals_notes_and_blank_rows_are_left_out_and_told() -> None:
    rows = [
        ["示例市政府质量奖获奖名单"],
        [],
        [f"{title} " for title in GRID[0]],
        GRID[1],
        [],
        [f" {title}" for title in GRID[0]],
        GRID[2],
        ["合计", "2"],
        ["共2家"],
        ["填表人：", "审核人："],
    ]
    result = imported(as_xlsx(("表", rows)))
    assert result.data == canonical("awardees", TWO)
    assert remarks(result, Grade.LEFT) == {
        "title-row": (1,),
        "blank-row": (5,),
        "repeated-header": (6,),
        "total-row": (8, 9),
        "note-row": (10,),
    }
    samples = {one.key: one.facts["sample"] for one in result.remarks if "sample" in one.facts}
    assert samples == {
        "title-row": "示例市政府质量奖获奖名单",
        "repeated-header": " ".join(GRID[0]),
        "total-row": "合计 2",
        "note-row": "填表人： 审核人：",
    }


def test_a_record_that_begins_like_a_total_stays_a_record() -> None:
    row = awardee_rows({"awardee": "共3家联合体"})
    assert imported(as_xlsx(("表", titled("awardees", row)))).data == canonical("awardees", row)


def test_unknown_columns_and_cells_without_header_are_told() -> None:
    grid = [["序号", *GRID[0]], ["1", *GRID[1], "多出来的"], ["2", *GRID[2]]]
    result = imported(as_xlsx(("表", grid)))
    assert result.unrecognised == ("序号",)
    assert remarks(result, Grade.LEFT) == {"unrecognised-column": (2, 3), "cell-without-header": (2,)}
    assert result.data == canonical("awardees", TWO)


def test_merged_cells_are_told_and_never_filled() -> None:
    def merge(workbook: openpyxl.Workbook) -> None:
        workbook.worksheets[0].merge_cells("B2:B3")

    result = imported(as_xlsx(("表", GRID), arrange=merge))
    assert remarks(result, Grade.LOOK) == {"merged-gap": (3,)}
    assert result.data is not None
    assert b"2024-quality-02,," in result.data
    assert places(result) == [("missing-value", 3, "award")]


def merging(*ranges: str) -> bytes:
    """A workbook of 300 records with merged cells as no spreadsheet program writes them."""
    members = unpacked(as_xlsx(("表", titled("awardees", awardee_rows(*[{}] * 300)))))
    (name,) = (name for name in members if name.startswith("xl/worksheets/sheet"))
    cells = "".join(f'<mergeCell ref="{ref}"/>' for ref in ranges).encode()
    end = members[name].index(b"</sheetData>") + len(b"</sheetData>")
    members[name] = members[name][:end] + b"<mergeCells>" + cells + b"</mergeCells>" + members[name][end:]
    return packed(members)


def test_merged_cells_over_each_other_take_no_longer_than_their_columns() -> None:
    started = time.process_time()
    found = remarks(imported(merging(*(f"A{row}:XFD1048576" for row in range(2, 302)), "A2:B1048576")), Grade.LOOK)
    assert found["merged-gap"] == tuple(range(2, 302))
    assert time.process_time() - started < 20


def test_an_ods_merged_beyond_any_sheet_is_refused() -> None:
    spanned = '<table:table-cell table:number-columns-spanned="{}" table:number-rows-spanned="{}" office:value-type="string"><text:p>甲</text:p></table:table-cell>'
    rows = "".join(ods_row(*map(ods_text, row)) for row in GRID)
    for columns, count in ((16_000_000, 1), (1, 16_000_000)):
        result = imported(as_ods(rows + ods_row(spanned.format(columns, count))))
        assert remarks(result, Grade.REFUSED) == {"damaged": ()}
    whole_row = imported(as_ods(ods_row(spanned.format(16_384, 1)) + rows))
    assert whole_row.data == canonical("awardees", TWO)


def test_more_merged_cells_than_any_sheet_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_package, "MAX_MERGED", 3)
    assert "damaged" not in remarks(imported(merging(*(f"A{row}:B{row}" for row in range(2, 5)))))
    assert "damaged" in remarks(imported(merging(*(f"A{row}:B{row}" for row in range(2, 6)))))
    spanned = '<table:table-cell table:number-columns-spanned="2" office:value-type="string"><text:p>甲</text:p></table:table-cell>'
    assert "damaged" in remarks(imported(as_ods(ods_row(spanned) * 4)))


def test_rows_that_are_hidden_are_read_and_told() -> None:
    def hide(workbook: openpyxl.Workbook) -> None:
        workbook.worksheets[0].row_dimensions[2].hidden = True

    result = imported(as_xlsx(("表", GRID), arrange=hide))
    assert result.data == canonical("awardees", TWO)
    assert [(one.grade, one.facts["count"]) for one in result.remarks if one.key == "hidden-rows"] == [
        (Grade.LOOK, "1")
    ]


def test_line_breaks_blanks_and_full_width_are_folded_and_told() -> None:
    row = awardee_rows(
        {"awardee": " 示例市甲\n制造有限公司 ", "award_id": "２０２４－ａ", "uscc": AWARDEE["uscc"].lower()}
    )
    result = imported(as_xlsx(("表", titled("awardees", row))))
    assert result.good
    assert result.data == canonical("awardees", [{**AWARDEE, "award_id": "2024-a"}])
    assert {"line-break", "characters", "label"} <= set(remarks(result, Grade.CHANGED))


def test_a_cell_filled_for_want_of_anything_is_told() -> None:
    nothing = ("无", "暂无", "没有", "空", "/", "／", "\\", "-", "--", "—", "——", "N/A", "n/a")
    rows = titled("awardees", awardee_rows(*({"note": note} for note in (*nothing, "无锡市", "0"))))
    told = remarks(imported(as_xlsx(("表", rows))), Grade.LOOK)
    assert told == {"nothing": tuple(range(2, 2 + len(nothing)))}


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("1.示例市甲制造有限公司", True),
        ("12、示例市甲制造有限公司", True),
        ("（3）示例市甲制造有限公司", True),
        ("360示例有限公司", False),
        ("3.0时代有限公司", False),
        ("示例市第1.示例学校", False),
    ],
)
def test_the_number_of_a_list_before_a_name_is_told(name: str, told: bool) -> None:
    result = imported(as_xlsx(("表", titled("awardees", awardee_rows({"awardee": name})))))
    assert ("numbered" in remarks(result, Grade.LOOK)) is told
    assert result.good


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        ("names", [{"name": "1.示例新厂", "former_name": "旧厂"}, {"name": "新厂", "former_name": "2.示例旧厂"}]),
        ("applicants", [{"applicant": "1.示例甲厂"}, {"applicant": "2.示例乙厂"}]),
    ],
)
def test_the_number_of_a_list_is_told_before_every_kind_of_name(table: str, rows: Sequence[Mapping[str, str]]) -> None:
    grid = titled(table, [dict.fromkeys(SCHEMAS[table].columns, "") | dict(row) for row in rows])
    told = [remark for remark in imported(as_xlsx(("表", grid)), table=table).remarks if remark.key == "numbered"]
    assert sorted(row for remark in told for row in remark.rows) == [2, 3]


def test_the_mark_at_the_head_of_a_file_is_called_by_its_name() -> None:
    result = imported(as_csv(GRID).encode("utf-8-sig"), "名单.csv")
    assert "byte-order-mark" in remarks(result, Grade.CHANGED)
    assert "encoding" not in remarks(result, Grade.CHANGED)


@pytest.mark.parametrize(
    "written", ["2024.10.15", "2024年10月15日", "2024/10/15", "２０２４－１０－１５", "2024-10-15 00:00:00"]
)
def test_a_date_in_another_form_is_rewritten(written: str) -> None:
    result = imported(as_xlsx(("表", titled("awardees", awardee_rows({"decided_on": written})))))
    assert result.data == canonical("awardees", awardee_rows({}))


@pytest.mark.parametrize(
    ("column", "value", "rule"),
    [
        ("uscc", 9.144e17, "spreadsheet-number"),
        ("uscc", "9.144E+17", "spreadsheet-number"),
        ("decided_on", 46090, "spreadsheet-number"),
        ("decided_on", "10/15/2024", "bad-date"),
        ("awardee_type", "已授予", "bad-value"),
        ("awardee", "=HYPERLINK(1)", "formula-cell"),
        ("source_url", "javascript:alert(1)", "unsafe-link"),
    ],
)
def test_what_would_be_a_guess_stays_and_is_a_fault_at_its_cell(column: str, value: object, rule: str) -> None:
    def place(workbook: openpyxl.Workbook) -> None:
        cell = workbook.worksheets[0].cell(4, SCHEMAS["awardees"].columns.index(column) + 1)
        cell.value = value  # type: ignore[assignment]
        if isinstance(value, str):
            cell.data_type = "s"

    result = imported(as_xlsx(("表", [["名单"], *GRID]), arrange=place))
    assert places(result) == [(rule, 4, column)]
    (fault,) = result.faults
    assert fault.path == "名单.xlsx"
    assert fault.facts["sheet"] == "表"
    assert fault.facts["header"] == GRID[0][SCHEMAS["awardees"].columns.index(column)]
    assert not result.good


def test_an_identity_number_is_refused_and_never_shown() -> None:
    number = identity_number()
    result = imported(as_xlsx(("表", titled("awardees", awardee_rows({"note": number})))))
    assert places(result) == [("personal-data", 2, "note")]


def identity_number() -> str:
    first = "330102" + "19900101" + "123"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return first + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(first, weights, strict=True)) % 11]


def test_numbers_and_dates_that_may_have_lost_something_are_told() -> None:
    def spoil(workbook: openpyxl.Workbook) -> None:
        sheet = workbook.worksheets[0]
        for column, value in (
            ("note", 571),
            ("decision_document", True),
            ("unit", dt.date(2026, 3, 9)),
        ):
            sheet.cell(2, SCHEMAS["awardees"].columns.index(column) + 1).value = value

    result = imported(as_xlsx(("表", GRID), arrange=spoil))
    assert remarks(result, Grade.LOOK) == {"number-cell": (2,), "boolean": (2,), "date-cell": (2,)}


@pytest.mark.parametrize(("value", "kind", "key"), [("#N/A", "e", "error"), ("=1+1", "f", "uncalculated")])
def test_a_value_that_is_not_in_the_file_is_told_once(value: str, kind: str, key: str) -> None:
    def spoil(workbook: openpyxl.Workbook) -> None:
        cell = workbook.worksheets[0].cell(2, 1)
        cell.value = value
        cell.data_type = kind

    result = imported(as_xlsx(("表", GRID), arrange=spoil))
    assert remarks(result, Grade.REFUSED) == {key: (2,)}
    assert result.faults == ()
    assert not result.good


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


# --- the errand -------------------------------------------------------------------------------------------------------


@pytest.fixture
def cycle(tmp_path: Path) -> Path:
    folder = tmp_path / "jurisdictions" / "example" / "2024"
    folder.mkdir(parents=True)
    (folder / "cycle.yaml").write_text("name: 2024年\n", encoding="utf-8")
    return folder


def run(file: Path, **how: Any) -> Outcome:
    return run_import(file, schemas=SCHEMAS, schema_folder=SCHEMA_FOLDER, words=WORDS, **how)


def saved(folder: Path, grid: Sequence[Sequence[Any]], name: str = "名单.xlsx") -> Path:
    file = folder / name
    file.write_bytes(as_xlsx(("表", grid)))
    return file


def files(folder: Path) -> Mapping[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_a_table_is_written_once_and_replaced_only_when_asked(tmp_path: Path, cycle: Path) -> None:
    first = run(saved(tmp_path, GRID), into=cycle)
    assert first.status is Status.CLEAN
    assert WORDS.fill("import.written.done", file=cycle / "awardees.csv") in first.text
    assert (cycle / "awardees.csv").read_bytes() == canonical("awardees", TWO)
    assert run(saved(tmp_path, GRID), into=cycle).status is Status.CLEAN
    other = saved(tmp_path, titled("awardees", awardee_rows({"awardee": "示例市丙公司"})), "新名单.xlsx")
    before = files(cycle)
    refused = run(other, into=cycle)
    assert refused.status is Status.NOT_DONE
    assert "--replace" in refused.text
    assert "2 条" in refused.text
    assert files(cycle) == before
    assert run(other, into=cycle, replacing=True).status is Status.CLEAN
    assert "示例市丙公司".encode() in (cycle / "awardees.csv").read_bytes()


def test_rows_are_added_to_a_table_that_stays_as_it_is(tmp_path: Path, cycle: Path) -> None:
    run(saved(tmp_path, GRID), into=cycle)
    before = (cycle / "awardees.csv").read_bytes()
    third = {"award_id": "2024-quality-09", "awardee": "示例市丙公司"}
    grown = saved(tmp_path, titled("awardees", [*TWO, *awardee_rows(third)]), "新名单.xlsx")
    outcome = run(grown, into=cycle, adding=True)
    assert outcome.status is Status.CLEAN
    assert "原来的文件有 2 条记录；新文件多出 1 行，少了 0 行" in outcome.text
    after = (cycle / "awardees.csv").read_bytes()
    assert after.startswith(before)
    assert after.count(b"\n") == before.count(b"\n") + 1
    assert "已经是这个内容" in run(grown, into=cycle, adding=True).text
    quoted = after.replace("示例市丙公司".encode(), '"示例市丙公司"'.encode())
    (cycle / "awardees.csv").write_bytes(quoted)
    assert "已经是这个内容" in run(grown, into=cycle, adding=True).text


DAY = {
    "date": "2027-01-01",
    "kind": "day_off",
    "name": "元旦",
    "schedule_year": "2027",
    "source_document": "国办发明电〔2026〕1号",
    "issued_on": "2026-11-04",
}


def test_a_day_that_is_in_the_calendar_is_not_added_as_another(tmp_path: Path, cycle: Path) -> None:
    (cycle / "cn.csv").write_bytes(canonical("calendar", [DAY]))
    next_day = DAY | {"date": "2027-01-02"}
    assert run(saved(tmp_path, titled("calendar", [next_day])), into=cycle, adding=True).status is Status.CLEAN
    assert (cycle / "cn.csv").read_bytes() == canonical("calendar", [DAY, next_day])
    with pytest.raises(PortalError, match="2027-01-01，"):
        run(saved(tmp_path, titled("calendar", [DAY | {"name": "春节"}])), into=cycle, adding=True)


def test_a_row_that_is_cut_off_stands_where_others_are_added_and_keeps_its_id(tmp_path: Path, cycle: Path) -> None:
    before = canonical("awardees", TWO[:1]) + b"2024-quality-03\n"
    (cycle / "awardees.csv").write_bytes(before)
    assert run(saved(tmp_path, GRID), into=cycle, adding=True).status is Status.CLEAN
    assert (cycle / "awardees.csv").read_bytes() == before + canonical("awardees", TWO).splitlines(keepends=True)[2]
    third = saved(tmp_path, titled("awardees", [{**TWO[0], "award_id": "2024-quality-03"}]), "新名单.xlsx")
    with pytest.raises(PortalError, match="2024-quality-03，"):
        run(third, into=cycle, adding=True)


def test_a_row_of_an_id_that_is_there_is_not_added(tmp_path: Path, cycle: Path) -> None:
    run(saved(tmp_path, GRID), into=cycle)
    before = files(cycle)
    other = saved(tmp_path, titled("awardees", awardee_rows({"awardee": "示例市丙公司"})), "新名单.xlsx")
    with pytest.raises(PortalError, match=r"2024-quality-01，内容与要添的不同"):
        run(other, into=cycle, adding=True)
    assert files(cycle) == before


def test_of_many_ids_that_are_there_the_first_five_are_told(tmp_path: Path, cycle: Path) -> None:
    ids = [f"2024-quality-{number}" for number in range(6)]
    run(saved(tmp_path, titled("awardees", awardee_rows(*({"award_id": one} for one in ids)))), into=cycle)
    other = awardee_rows(*({"award_id": one, "awardee": "示例市丙公司"} for one in ids))
    with pytest.raises(PortalError, match=f"{'、'.join(ids[:5])}，内容"):
        run(saved(tmp_path, titled("awardees", other), "新名单.xlsx"), into=cycle, adding=True)


def test_nothing_is_added_to_a_table_that_is_not_in_order(tmp_path: Path, cycle: Path) -> None:
    good = canonical("awardees", TWO)
    for data in (good.replace(b"\n", b"\r\n"), good[3:], good.decode().encode("gb18030"), good + b'"' + b"a" * 200_000):
        (cycle / "awardees.csv").write_bytes(data)
        with pytest.raises(PortalError, match="portal mend"):
            run(saved(tmp_path, GRID), into=cycle, adding=True)
        assert (cycle / "awardees.csv").read_bytes() == data


def test_a_table_whose_last_line_has_no_end_is_ended_first(tmp_path: Path, cycle: Path) -> None:
    (cycle / "awardees.csv").write_bytes(canonical("awardees", TWO[:1]).rstrip(b"\n"))
    run(saved(tmp_path, GRID), into=cycle, adding=True)
    assert (cycle / "awardees.csv").read_bytes() == canonical("awardees", TWO)


def test_rows_without_an_id_are_added_where_no_such_row_is_there(tmp_path: Path, real_cycle: Path) -> None:
    file = saved(tmp_path, named_shortlist("示例市政府质量奖", "评议公示"))
    run(file, into=real_cycle, adding=True)
    assert "已经是这个内容" in run(file, into=real_cycle, adding=True).text


def test_a_row_without_an_id_is_not_added_where_one_known_by_the_same_is_there(
    tmp_path: Path, real_cycle: Path
) -> None:
    phone = {"notice_id": "2026-proposal", "office": "示例市政府质量奖评审委员会办公室", "kind": "phone"}
    changed = {**phone, "value": "0000-00000000", "hours": "工作日 8:00—12:00"}
    before = files(real_cycle)
    with pytest.raises(PortalError, match=r"2026-proposal/示例市政府质量奖评审委员会办公室/phone/0000-00000000，"):
        run(saved(tmp_path, titled("channels", [changed])), into=real_cycle, adding=True)
    assert files(real_cycle) == before
    run(saved(tmp_path, titled("channels", [{**phone, "value": "0000-00000001"}])), into=real_cycle, adding=True)
    assert files(real_cycle)["channels.csv"].startswith(before["channels.csv"])
    run(saved(tmp_path, named_shortlist("示例市政府质量奖", "评议公示")), into=real_cycle, adding=True)
    scored = titled("shortlists", [{**LISTED, "score": "600"}])
    with pytest.raises(PortalError, match="proposal/quality/示例市甲制造有限公司"):
        run(saved(tmp_path, scored), into=real_cycle, adding=True)


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path, cycle: Path) -> None:
    with (tmp_path / "名单.csv").open("wb") as huge:
        huge.truncate(MAX_FILE_BYTES + 1)
    with pytest.raises(PortalError, match="文件超过 64 MB，没有读取"):
        run(tmp_path / "名单.csv", into=cycle)


def test_a_table_that_is_too_large_is_not_replaced(tmp_path: Path, cycle: Path) -> None:
    with (cycle / "awardees.csv").open("wb") as huge:
        huge.truncate(MAX_TABLE_BYTES + 1)
    with pytest.raises(PortalError, match=r"写不了文件 .*awardees\.csv：.+"):
        run(saved(tmp_path, GRID), into=cycle, replacing=True)
    assert (cycle / "awardees.csv").stat().st_size == MAX_TABLE_BYTES + 1


def test_without_a_folder_nothing_is_written(tmp_path: Path) -> None:
    file = saved(tmp_path, GRID)
    outcome = run(file)
    assert outcome.status is Status.CLEAN
    assert "2 行" in outcome.text
    assert set(files(tmp_path)) == {file.name}


def test_a_fault_writes_nothing(tmp_path: Path, cycle: Path) -> None:
    before = files(cycle)
    outcome = run(saved(tmp_path, titled("awardees", awardee_rows({"decided_on": "不详"}))), into=cycle)
    assert outcome.status is Status.DATA_AT_FAULT
    assert [fault.rule for fault in outcome.faults] == ["bad-date"]
    assert outcome.imported == "awardees"
    assert outcome.records > 0
    assert files(cycle) == before


def test_an_unreadable_file_says_why_in_plain_words(tmp_path: Path, cycle: Path) -> None:
    file = tmp_path / "名单.xls"
    file.write_bytes(b"<html><table/></html>")
    outcome = run(file, into=cycle)
    assert outcome.status is Status.DATA_AT_FAULT
    assert WORDS["import.remark.markup"] in outcome.text


def test_a_table_goes_only_where_it_belongs(tmp_path: Path, cycle: Path) -> None:
    with pytest.raises(PortalError, match="cycle"):
        run(saved(tmp_path, GRID), into=cycle.parent)
    with pytest.raises(PortalError, match=r"jurisdiction\.yaml"):
        run(saved(tmp_path, correction("申报者")), into=cycle)
    with pytest.raises(PortalError, match=r"cn\.csv"):
        run(saved(tmp_path, titled("calendar", [DAY])), into=cycle)
    with pytest.raises(PortalError, match=r"没有\.xlsx：没有这个文件或文件夹"):
        run(tmp_path / "没有.xlsx", into=cycle)
    with pytest.raises(PortalError, match=r"prizes.*awardees（获奖名单）"):
        run(saved(tmp_path, GRID), table="prizes")


LISTED = {
    "stage": "proposal",
    "award": "quality",
    "applicant": "示例市甲制造有限公司",
    "applicant_type": "organization",
}


def named_shortlist(award: str, stage: str) -> Sequence[Sequence[Any]]:
    return titled("shortlists", [LISTED | {"stage": stage, "award": award}])


@pytest.fixture
def real_cycle(tmp_path: Path) -> Path:
    shutil.copytree(DATA, tmp_path / "data")
    folder = tmp_path / "data/jurisdictions/shili/2026"
    (folder / "shortlists.csv").unlink()
    return folder


@pytest.mark.parametrize(
    ("award", "stage"),
    [("示例市政府质量奖", "评议公示"), (" 示例市政府质量奖\u3000", "评议 公示"), ("quality", "proposal")],
)
def test_the_names_of_awards_and_stages_become_their_ids(
    tmp_path: Path, real_cycle: Path, award: str, stage: str
) -> None:
    outcome = run(saved(tmp_path, named_shortlist(award, stage)), into=real_cycle)
    assert outcome.status is Status.CLEAN
    assert "\nproposal,quality,," in (real_cycle / "shortlists.csv").read_text(encoding="utf-8")
    assert ("由名称改为编号" in outcome.text) is (award != "quality")


@pytest.mark.parametrize(
    "changes",
    [
        {"awards:\n  - {id: quality, name: 示例市政府质量奖, declared_count: 2}\n": "awards:\n"},
        {
            'regulation: "2024"': "regulation: null",
            "示府发〔2024〕1号": "null",
            "stages: []": "stages: [{id: proposal, name: 评议公示}]",
        },
    ],
    ids=["names of the regulation", "names of the cycle"],
)
def test_the_names_are_those_of_the_cycle_and_of_its_regulation(
    tmp_path: Path, real_cycle: Path, changes: Mapping[str, str]
) -> None:
    document = real_cycle / "cycle.yaml"
    text = document.read_text(encoding="utf-8")
    for was, now in changes.items():
        assert was in text
        text = text.replace(was, now)
    document.write_text(text, encoding="utf-8")
    outcome = run(saved(tmp_path, named_shortlist("示例市政府质量奖", "评议公示")), into=real_cycle)
    assert "\nproposal,quality,," in (real_cycle / "shortlists.csv").read_text(encoding="utf-8"), outcome.text


@pytest.mark.parametrize(("award", "stage"), [("示例市质量奖", "评议公示"), ("示例市政府质量奖", "公示")])
def test_a_name_that_is_another_is_no_id(tmp_path: Path, real_cycle: Path, award: str, stage: str) -> None:
    outcome = run(saved(tmp_path, named_shortlist(award, stage)), into=real_cycle)
    assert outcome.status is Status.DATA_AT_FAULT
    assert not (real_cycle / "shortlists.csv").exists()


def test_without_a_folder_names_are_not_known_and_the_clerk_is_told(tmp_path: Path) -> None:
    outcome = run(saved(tmp_path, named_shortlist("示例市政府质量奖", "评议公示")))
    assert outcome.status is Status.DATA_AT_FAULT
    assert WORDS["import.written.nameless"] in outcome.text
    other = run(saved(tmp_path, titled("awardees", awardee_rows({"decided_on": "不详"}))))
    assert WORDS["import.written.nameless"] not in other.text


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (("示例市政府奖", "评议公示"), {"这一届的奖项可以填": "quality（示例市政府质量奖）"}),
        (("示例市政府质量奖", "公示"), {"这一届的环节可以填": "proposal（评议公示）"}),
        (("奖", "公示"), {"这一届的奖项可以填": "quality（", "这一届的环节可以填": "proposal（"}),
    ],
)
def test_a_name_that_the_cycle_has_not_is_answered_with_those_that_it_has(
    tmp_path: Path, real_cycle: Path, row: tuple[str, str], told: Mapping[str, str]
) -> None:
    outcome = run(saved(tmp_path, named_shortlist(*row)), into=real_cycle)
    known = dict(line.split("：", 1) for line in outcome.text.splitlines() if line.startswith("这一届的"))
    assert list(known) == list(told)
    assert all(one in known[name] for name, one in told.items())


def test_a_name_of_two_awards_is_the_id_of_neither(tmp_path: Path, real_cycle: Path) -> None:
    document = real_cycle / "cycle.yaml"
    text = document.read_text(encoding="utf-8")
    document.write_text(text.replace("name: 示例市质量工匠奖", "name: 示例市政府质量奖"), encoding="utf-8")
    outcome = run(saved(tmp_path, named_shortlist("示例市政府质量奖", "评议公示")), into=real_cycle)
    assert {fault.column for fault in outcome.faults} == {"award"}


def test_a_cycle_that_cannot_be_read_has_no_names(tmp_path: Path, real_cycle: Path) -> None:
    (real_cycle / "cycle.yaml").write_text("name: [\n", encoding="utf-8")
    assert run(saved(tmp_path, named_shortlist("quality", "proposal")), into=real_cycle).status is Status.CLEAN


def correction(field: str) -> Sequence[Sequence[Any]]:
    row = {
        "correction_id": "2026-c-1",
        "table": "applicants",
        "record_id": "2026-quality-1",
        "field": field,
        "was": "原",
        "now": "新",
        "kind": "typographic",
        "reason": "录入时漏字",
        "corrected_on": "2026-10-01",
    }
    return titled("corrections", [row])


def test_the_title_of_a_column_that_a_correction_names_becomes_its_name(tmp_path: Path) -> None:
    (tmp_path / "jurisdiction.yaml").touch()
    outcome = run(saved(tmp_path, correction("申报者")), into=tmp_path)
    assert outcome.status is Status.CLEAN
    assert ",2026-quality-1,applicant,原," in (tmp_path / "corrections.csv").read_text(encoding="utf-8")
    assert "由栏目名称改为英文列名，例如 申报者 改成 applicant" in outcome.text


@pytest.mark.parametrize("field", ["更正原因", "节日"])
def test_a_title_of_the_record_of_corrections_or_of_the_calendar_names_no_column_of_a_record(
    tmp_path: Path, field: str
) -> None:
    outcome = run(saved(tmp_path, correction(field)))
    assert [(fault.column, fault.value) for fault in outcome.faults] == [("field", field)]


def test_a_ground_in_words_is_answered_with_the_ids_of_the_regulations(tmp_path: Path, real_cycle: Path) -> None:
    row = {
        "revocation_id": "2027-r-1",
        "award_id": "2026-quality-1",
        "measure": "revoke",
        "ground": "弄虚作假",
        "decided_on": "2027-01-05",
    }
    outcome = run(saved(tmp_path, titled("revocations", [row])), into=real_cycle.parent)
    (line,) = [line for line in outcome.text.splitlines() if line.startswith("这个地区的办法里，处理事由可以填：")]
    assert "fraud（弄虚作假取得奖项）" in line
    assert WORDS["import.written.nothing"] in outcome.text
    for more, told in (({"decided_on": "不详"}, True), ({"decided_on": "不详", "ground": "fraud"}, False)):
        again = run(saved(tmp_path, titled("revocations", [row | more])), into=real_cycle.parent)
        assert (again.status, "处理事由可以填" in again.text) == (Status.DATA_AT_FAULT, told)
    other = real_cycle.parent.with_name("shiyi")
    shutil.copytree(real_cycle.parent, other)
    for regulation in (other / "regulations").iterdir():
        regulation.unlink()
    assert "处理事由可以填" not in run(saved(tmp_path, titled("revocations", [row])), into=other).text
    bare = run(saved(tmp_path, titled("revocations", [row])), into=tmp_path)
    assert (bare.status, "处理事由可以填" in bare.text) == (Status.DATA_AT_FAULT, False)


def test_no_two_tables_call_different_columns_alike() -> None:
    named: dict[str, set[str]] = {}
    for name, schema in SCHEMAS.items():
        for field in schema.fields if name not in ("corrections", "calendar") else ():
            named.setdefault(field.title, set()).add(field.name)
    assert [title for title, names in named.items() if len(names) > 1] == []


def test_a_pipe_or_a_device_is_no_file(tmp_path: Path, cycle: Path) -> None:
    os.mkfifo(tmp_path / "名单.csv")
    for file in (tmp_path / "名单.csv", Path("/dev/zero")):
        with pytest.raises(PortalError, match="不是普通文件"):
            run(file)
    os.mkfifo(cycle / "awardees.csv")
    with pytest.raises(PortalError, match="不是普通文件"):
        run(saved(tmp_path, GRID), into=cycle, replacing=True)


def test_names_that_are_too_long_are_told(tmp_path: Path) -> None:
    for how in ({"into": tmp_path / ("a" * 300)}, {"into": Path("a/" * 3000)}):
        with pytest.raises(PortalError, match="名称太长"):
            run(saved(tmp_path, GRID), **how)
    with pytest.raises(PortalError, match="名称太长"):
        run(tmp_path / ("a" * 300 + ".csv"))


def test_a_row_that_is_just_being_added_is_not_lost_untold(tmp_path: Path, cycle: Path) -> None:
    table, told = cycle / "awardees.csv", list[str]()
    table.write_bytes(canonical("awardees", TWO[:1]))
    importing = threading.Thread(target=lambda: told.append(run(saved(tmp_path, GRID), into=cycle).text))
    with alone_in(cycle):
        importing.start()
        importing.join(timeout=3)
        with table.open("ab") as file:
            file.write(b"x\n")
    importing.join()
    assert "原来的文件有 2 条记录；新文件多出 1 行，少了 1 行" in told[0]


def test_a_link_is_not_written_through(tmp_path: Path, cycle: Path) -> None:
    elsewhere = tmp_path / "elsewhere.csv"
    elsewhere.write_bytes(b"x\n")
    (cycle / "awardees.csv").symlink_to(elsewhere)
    with pytest.raises(PortalError, match=r"awardees\.csv：是链接"):
        run(saved(tmp_path, GRID), into=cycle, replacing=True)
    assert elsewhere.read_bytes() == b"x\n"


def test_personal_data_and_control_characters_never_reach_the_terminal(tmp_path: Path) -> None:
    number = identity_number()
    grid = [[*GRID[0], "身份证"], [*GRID[1], number], ["合计", f"\u202e{number}"]]
    text = run(saved(tmp_path, grid)).text
    assert number not in text
    assert "\u202e" not in text
    assert "第2行" in text


def test_every_remark_has_its_sentence(tmp_path: Path) -> None:
    grid = [["名单"], ["序号", *GRID[0]], ["1", *GRID[1], "外"], [], ["2", *GRID[2]], ["合计"], ["注：无"]]
    text = run(saved(tmp_path, grid)).text
    for piece in ("名单", "序号", "空行", "合计行", "附注", "没有栏目名称"):
        assert piece in text


# --- whatever the bytes -----------------------------------------------------------------------------------------------


@given(st.binary(max_size=300))
def test_any_bytes_are_imported_or_refused(data: bytes) -> None:
    result = imported(data)
    assert (result.data is None) == (result.table is None)


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)


@settings(max_examples=60)
@given(st.lists(st.lists(CELLS, max_size=14), max_size=5))
def test_any_cells_give_one_record_a_line(rows: list[list[str]]) -> None:
    result = imported(as_csv([GRID[0], *rows]).encode("utf-8-sig"), "名单.csv")
    if result.data is not None:
        assert result.data.count(b"\n") == result.rows + 1
        assert result.data.startswith(",".join(SCHEMAS["awardees"].columns).encode())


def test_broken_text_tables_end_without_an_exception() -> None:
    source = random.Random(7)
    for encoding in ("utf-8", "gbk", "utf-16"):
        whole = as_csv(GRID).encode(encoding)
        for _ in range(60):
            spoilt = bytearray(whole)
            for _ in range(source.randint(1, 6)):
                place = source.randrange(len(spoilt))
                spoilt[place : place + source.randint(0, 3)] = source.randbytes(source.randint(0, 3))
            result = imported(bytes(spoilt), "名单.csv")
            assert result.good in (True, False)


def test_a_result_without_faults_is_good_only_without_refusals() -> None:
    result = imported(as_xlsx(("表", GRID)))
    refused = tuple(replace(remark, grade=Grade.REFUSED) for remark in result.remarks)
    assert result.good
    assert not replace(result, remarks=refused).good


def test_a_company_whose_name_reads_like_a_total_is_kept_with_what_a_record_must_have() -> None:
    schema = SCHEMAS["names"]
    titles = [field.title for field in schema.fields if field.name != "source_url"]
    result = imported(
        as_xlsx(("更名", [titles, ["共一家超市有限公司", "示例市甲商店", "", "2025-01-02"]])), table="names"
    )
    assert result.data is not None
    assert result.data.decode().splitlines()[1:] == ["共一家超市有限公司,示例市甲商店,,2025-01-02,"]
    assert "total-row" not in remarks(result)
    short = imported(as_xlsx(("更名", [titles, ["共一家超市有限公司", "", "", "2025-01-02"]])), table="names")
    assert remarks(short, Grade.LEFT) == {"total-row": (2,)}


def test_a_sheet_that_is_not_there_is_told_otherwise_than_one_without_a_header() -> None:
    def hide(workbook: openpyxl.Workbook) -> None:
        workbook.worksheets[0].sheet_state = "hidden"

    empty = as_xlsx(("甲", [["无"]]), ("乙", [["无"]]))
    assert remarks(imported(empty, sheet="丙"), Grade.REFUSED) == {"no-sheet": ()}
    assert remarks(imported(empty, sheet="乙"), Grade.REFUSED) == {"no-header": ()}
    only_aside = as_xlsx(("甲", [["无"]]), ("示例", [["无"]]), arrange=hide)
    assert remarks(imported(only_aside), Grade.REFUSED) == {"no-header": ()}
