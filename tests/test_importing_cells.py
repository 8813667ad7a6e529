"""What clerks write around a table and into its cells: what an import leaves out, rewrites, refuses, and tells."""

import datetime as dt
import time
from collections.abc import Mapping, Sequence

import openpyxl
import pytest

from generator.sources import workbook_package
from generator.sources.imported_tables import ImportResult
from generator.sources.remarks import Grade
from tests.clerk_files import (
    AWARDEE,
    SCHEMAS,
    as_csv,
    as_ods,
    as_xlsx,
    awardee_rows,
    canonical,
    ods_row,
    ods_text,
    packed,
    titled,
    unpacked,
)
from tests.clerk_imports import GRID, TWO, identity_number, imported, remarks


def places(result: ImportResult) -> list[tuple[str, int | None, str | None]]:
    return sorted((fault.rule, fault.line, fault.column) for fault in result.faults)


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
