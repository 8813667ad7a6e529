import contextlib
import datetime as dt
import io
import random
import subprocess
import sys
import zipfile

import pytest
from openpyxl import Workbook

from generator.sources.sheets import MAX_CELL_LENGTH, Cell, CellKind, Sheet, SpreadsheetError, column_letter
from generator.sources.workbooks import cells_of, is_workbook, json_cell, read_workbook
from tests.clerk_files import as_ods, as_xls, as_xlsx, ods_row, ods_text, packed, unpacked

REPEATED = '<table:table-cell office:value-type="string" table:number-columns-repeated="{}"><text:p>x</text:p></table:table-cell>'
PASSWORD_PROTECTED = (
    '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'
)


def only_sheet(data: bytes) -> Sheet:
    (sheet,) = read_workbook(data)
    return sheet


def refusal(data: bytes) -> tuple[str, dict[str, str]]:
    with pytest.raises(SpreadsheetError) as caught:
        read_workbook(data)
    return caught.value.reason, caught.value.facts


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("示例市", Cell("示例市")),
        (" 甲\n乙 ", Cell(" 甲\n乙 ")),
        ("007", Cell("007")),
        (12, Cell("12", CellKind.NUMBER)),
        (655.5, Cell("655.5", CellKind.NUMBER)),
        (0.1 + 0.2, Cell("0.3", CellKind.NUMBER)),
        (999_999_999_999_999, Cell("999999999999999", CellKind.NUMBER)),
        (1_000_000_000_000_000, Cell("1E+15", CellKind.LOST_DIGITS)),
        (9.144e17, Cell("9.144E+17", CellKind.LOST_DIGITS)),
        (46090, Cell("46090", CellKind.NUMBER)),
        (dt.date(2026, 3, 9), Cell("2026-03-09", CellKind.DATE)),
        (dt.datetime(2026, 3, 9), Cell("2026-03-09", CellKind.DATE)),  # noqa: DTZ001 - a spreadsheet has no zone
        (dt.datetime(2026, 3, 9, 17, 30), Cell("2026-03-09 17:30:00", CellKind.MOMENT)),  # noqa: DTZ001 - see above
        (dt.time(17, 0), Cell("17:00", CellKind.TIME)),
        (True, Cell("TRUE", CellKind.BOOLEAN)),
        ("=1+1", Cell("", CellKind.UNCALCULATED)),
    ],
)
def test_a_cell_of_xlsx_becomes_the_text_that_was_meant(value: object, cell: Cell) -> None:
    assert only_sheet(as_xlsx(("表", [["甲", value]]))).rows[0][1] == cell


def test_an_error_value_is_not_an_empty_cell() -> None:
    def spoil(workbook: Workbook) -> None:
        sheet = workbook.worksheets[0]
        sheet["B2"].value = "#N/A"
        sheet["B2"].data_type = "e"

    sheet = only_sheet(as_xlsx(("表", [["甲", "乙"], ["丙", ""]]), arrange=spoil))
    assert sheet.rows[1][1].kind is CellKind.ERROR


def test_rows_keep_their_numbers_below_empty_ones() -> None:
    sheet = only_sheet(as_xlsx(("表", [[], [], ["", "", "甲"]])))
    assert [cell.text for cell in sheet.rows[2]] == ["", "", "甲"]


def test_merged_hidden_and_invisible_things_are_told() -> None:
    def arrange(workbook: Workbook) -> None:
        first, second = workbook.worksheets
        first.merge_cells("B2:B4")
        first.row_dimensions[3].hidden = True
        second.sheet_state = "hidden"

    first, second = read_workbook(as_xlsx(("甲", [["a", "b"], ["c", "d"]]), ("乙", [["x"]]), arrange=arrange))
    assert first.merged == ((2, 2, 4, 2),)
    assert first.hidden_rows == 1
    assert (first.visible, second.visible) == (True, False)


def test_xls_is_read() -> None:
    sheet = only_sheet(as_xls([["甲", 12.0, 2.5], ["", None, 9.144e17]]))
    assert [[cell.text for cell in row] for row in sheet.rows] == [["甲", "12", "2.5"], ["", "", "9.144E+17"]]
    assert sheet.rows[1][2].kind is CellKind.LOST_DIGITS


def test_ods_is_read_with_its_repeated_merged_and_wrong_cells() -> None:
    rows = ods_row(
        ods_text("甲"),
        '<table:table-cell office:value-type="float" office:value="12"><text:p>12</text:p></table:table-cell>',
        '<table:table-cell office:value-type="date" office:date-value="2026-03-09"><text:p>9.3.26</text:p></table:table-cell>',
        '<table:table-cell office:value-type="time" office:time-value="PT17H00M00S"><text:p>17:00</text:p></table:table-cell>',
        '<table:table-cell table:formula="of:=1/0" office:value-type="string" calcext:value-type="error"/>',
        '<table:table-cell table:number-rows-spanned="2" table:number-columns-spanned="1" office:value-type="string">'
        "<text:p>乙</text:p></table:table-cell>",
        '<table:table-cell table:number-columns-repeated="16000"/>',
    )
    empty = '<table:table-row table:number-rows-repeated="1048575"><table:table-cell/></table:table-row>'
    sheet = only_sheet(as_ods(rows + empty))
    assert [cell.text for cell in sheet.rows[0]] == ["甲", "12", "2026-03-09", "17:00", "", "乙"]
    assert sheet.rows[0][4].kind is CellKind.ERROR
    assert sheet.merged == ((1, 6, 2, 6),)


def test_a_stray_value_in_the_last_cell_is_refused_before_memory_is_reserved_for_all_before_it() -> None:
    def stray(workbook: Workbook) -> None:
        workbook.worksheets[0]["XFD1048576"] = "x"

    assert refusal(as_xlsx(("表", [["甲"]]), arrange=stray)) == (
        "too-many-rows",
        {"last": "1048576", "limit": "200000"},
    )


def test_a_stray_value_far_to_the_right_is_refused() -> None:
    def stray(workbook: Workbook) -> None:
        workbook.worksheets[0]["XFD2"] = "x"

    assert refusal(as_xlsx(("表", [["甲"]]), arrange=stray)) == ("too-many-columns", {"letter": "XFD", "limit": "200"})


def test_a_sheet_is_looked_through_wherever_the_workbook_says_that_it_stands() -> None:
    """Excel names the parts of a workbook from its folder, others from the root of the package."""

    def stray(workbook: Workbook) -> None:
        workbook.worksheets[0]["XFD1048576"] = "x"

    members = unpacked(as_xlsx(("表", [["甲"]]), arrange=stray))
    relations = members["xl/_rels/workbook.xml.rels"]
    assert b'"/xl/worksheets/' in relations
    members["xl/_rels/workbook.xml.rels"] = relations.replace(b'"/xl/', b'"')
    assert refusal(packed(members))[0] == "too-many-rows"


def test_rows_and_cells_without_a_number_follow_each_other() -> None:
    members = unpacked(as_xlsx(("表", [["甲", "乙"], ["丙", "丁"]])))
    rows = b"<row><c><v>1</v></c></row><row><c><v>2</v></c><c><f>1+1</f></c></row>"
    head, _, rest = members["xl/worksheets/sheet1.xml"].partition(b"<sheetData>")
    members["xl/worksheets/sheet1.xml"] = head + b"<sheetData>" + rows + rest[rest.index(b"</sheetData>") :]
    sheet = only_sheet(packed(members))
    assert [cell.text for cell in sheet.rows[1]] == ["2", ""]
    assert sheet.rows[1][1].kind is CellKind.UNCALCULATED


@pytest.mark.parametrize(("visibility", "hidden"), [("visible", 0), ("collapse", 1), ("filter", 1)])
def test_hidden_rows_of_ods_are_told(visibility: str, hidden: int) -> None:
    row = ods_row(ods_text("甲")).replace(">", f' table:visibility="{visibility}">', 1)
    assert only_sheet(as_ods(row)).hidden_rows == hidden


@pytest.mark.parametrize(("rows", "columns"), [(1, 2), (2, 1), (3, 3)])
def test_merged_cells_of_ods_are_told(rows: int, columns: int) -> None:
    spans = f' table:number-rows-spanned="{rows}" table:number-columns-spanned="{columns}"'
    row = ods_row(ods_text("甲").replace("<table:table-cell", f"<table:table-cell{spans}"))
    assert only_sheet(as_ods(row)).merged == ((1, 1, rows, columns),)
    assert only_sheet(as_ods(ods_row(ods_text("甲")))).merged == ()


def test_a_repeated_cell_of_ods_that_would_fill_the_sheet_is_refused() -> None:
    row = f'<table:table-row table:number-rows-repeated="1048576">{REPEATED.format(16384)}</table:table-row>'
    assert refusal(as_ods(row))[0] == "too-many-rows"
    assert refusal(as_ods(ods_row(REPEATED.format(16384))))[0] == "too-many-columns"


def test_more_text_than_a_text_file_may_hold_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    shared = as_ods(ods_row(*(ods_text("甲乙丙"),) * 2))
    monkeypatch.setattr("generator.sources.workbooks.MAX_TEXT", 6)
    assert "refused" not in cells_of(shared)
    monkeypatch.setattr("generator.sources.workbooks.MAX_TEXT", 5)
    assert cells_of(shared) == {"refused": "bomb", "what": "size"}


def test_a_cell_longer_than_a_spreadsheet_allows_is_refused() -> None:
    assert refusal(as_ods(ods_row(ods_text("甲" * (MAX_CELL_LENGTH + 1)))))[0] == "cell-too-long"


def test_a_zip_bomb_is_refused_unopened() -> None:
    members = {**unpacked(as_xlsx(("表", [["甲"]]))), "xl/media/zeros.bin": bytes(40 * 1024 * 1024)}
    assert refusal(packed(members)) == ("bomb", {"what": "ratio"})


def test_too_many_members_are_refused() -> None:
    members = {**unpacked(as_xlsx(("表", [["甲"]]))), **{f"xl/media/{number}": b"" for number in range(2001)}}
    assert refusal(packed(members)) == ("bomb", {"what": "members"})


@pytest.mark.parametrize("name", ["../evil.xml", "xl/../../evil.xml", "/etc/evil", "..\\evil.xml", "C:\\evil.xml"])
def test_members_that_point_outside_are_refused(name: str) -> None:
    members = {**unpacked(as_xlsx(("表", [["甲"]]))), name: b"x"}
    assert refusal(packed(members)) == ("bomb", {"what": "path"})


@pytest.mark.parametrize("member", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"])
def test_a_document_type_is_refused_so_nothing_can_expand(member: str) -> None:
    members = unpacked(as_xlsx(("表", [["甲"]])))
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    head, rest = (b"", members[member]) if not members[member].startswith(b"<?xml") else members[member].split(b"?>", 1)
    members[member] = (head + b"?>" if head else b"") + bomb + rest
    assert refusal(packed(members)) == ("bomb", {"what": "doctype"})


def test_an_external_entity_in_ods_is_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    assert refusal(as_ods(ods_row(ods_text("甲")), before=bomb)) == ("bomb", {"what": "doctype"})


@pytest.mark.parametrize("member", ["styles.xml", "meta.xml", "settings.xml", "META-INF/manifest.xml"])
def test_a_document_type_in_any_part_of_ods_is_refused(member: str) -> None:
    members = unpacked(as_ods(ods_row(ods_text("甲"))))
    assert refusal(packed({**members, member: b"<!DOCTYPE x><x/>"})) == ("bomb", {"what": "doctype"})


def test_a_row_before_the_first_is_damaged() -> None:
    members = unpacked(as_xlsx(("表", [["甲"]])))
    sheet = members["xl/worksheets/sheet1.xml"]
    assert b'r="A1"' in sheet
    members["xl/worksheets/sheet1.xml"] = sheet.replace(b'r="A1"', b'r="A0"')
    assert refusal(packed(members))[0] == "damaged"


def test_elements_nested_too_deep_are_refused() -> None:
    members = unpacked(as_xlsx(("表", [["甲"]])))
    deep = b"<a>" * 100 + b"</a>" * 100
    members["xl/worksheets/sheet1.xml"] = members["xl/worksheets/sheet1.xml"].replace(
        b"<sheetData>", deep + b"<sheetData>"
    )
    assert refusal(packed(members)) == ("bomb", {"what": "depth"})


def test_a_workbook_with_a_password_is_refused_by_that_name() -> None:
    assert refusal(as_ods(ods_row(ods_text("甲")), manifest=PASSWORD_PROTECTED))[0] == "encrypted"
    data = bytearray(as_xlsx(("表", [["甲"]])))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as package:
        start = package.start_dir
    data[start + 8] |= 1
    assert refusal(bytes(data))[0] == "encrypted"


def test_another_kind_of_archive_is_no_workbook() -> None:
    assert refusal(packed({"readme.txt": "x"}))[0] == "other-kind"


@pytest.mark.parametrize("encoding", ["no-such-encoding", "gb2312"])
def test_a_part_in_an_encoding_that_the_parser_does_not_know_is_damaged(encoding: str) -> None:
    part = f'<?xml version="1.0" encoding="{encoding}"?><x/>'
    assert refusal(packed({**unpacked(as_ods(ods_row(ods_text("甲")))), "content.xml": part}))[0] == "damaged"
    assert refusal(packed({**unpacked(as_xlsx(("表1", [["甲"]]))), "xl/worksheets/sheet1.xml": part}))[0] == "damaged"


def test_a_file_cut_short_is_damaged() -> None:
    data = as_xlsx(("表", [["甲"]]))
    assert refusal(data[: len(data) // 2])[0] == "damaged"
    assert refusal(as_xls([["甲"]])[:1024])[0] == "damaged"


def test_a_reader_that_dies_is_a_damaged_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.sources.workbooks._PROGRAM", "import os; os.abort()")
    assert refusal(as_xlsx(("表", [["甲"]])))[0] == "damaged"


def test_a_reader_that_never_ends_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.sources.workbooks._PROGRAM", "import time; time.sleep(60)")
    monkeypatch.setattr("generator.sources.workbooks._SECONDS", 0.2)
    assert refusal(as_xlsx(("表", [["甲"]])))[0] == "damaged"


def test_a_sheet_too_large_for_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.sources.workbooks.MAX_CELLS", 3)
    told = cells_of(as_xlsx(("表", [["甲", "乙"], ["丙", "丁"]])))
    assert told["refused"] == "too-many-rows"


def test_a_workbook_is_read_where_less_memory_is_allowed_than_would_be_taken() -> None:
    program = (
        "import resource, sys\n"
        "from generator.sources.workbooks import read_workbook\n"
        "resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))\n"
        "assert read_workbook(sys.stdin.buffer.read())[0].rows[0][0].text == '甲'\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], input=as_xlsx(("表", [["甲"]])), capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()


def test_the_parser_stays_out_of_this_process() -> None:
    program = (
        "import sys\n"
        "from generator.sources.workbooks import read_workbook\n"
        "read_workbook(sys.stdin.buffer.read())\n"
        "assert 'python_calamine' not in sys.modules\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], input=as_xlsx(("表", [["甲"]])), capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()


def test_broken_bytes_end_in_a_refusal_and_nothing_else() -> None:
    source = random.Random(20240902)
    members = unpacked(as_xlsx(("表", [["公示编号", "环节"], ["a", 1], ["b", 2.5]])))
    whole = [as_xls([["甲", 1.0], ["乙", 2.0]]), as_ods(ods_row(ods_text("甲"), ods_text("乙")))]
    for number in range(60):
        if number % 3 == 0:
            name = source.choice(sorted(members))
            data = packed({**members, name: broken(members[name], source)}, zipfile.ZIP_STORED)
        else:
            data = broken(whole[number % 2], source)
        with contextlib.suppress(SpreadsheetError):
            assert all(sheet.rows is not None for sheet in read_workbook(data))


def broken(data: bytes, source: random.Random) -> bytes:
    spoilt = bytearray(data)
    for _ in range(source.randint(1, 8)):
        place = source.randrange(len(spoilt))
        spoilt[place : place + source.randint(0, 4)] = source.randbytes(source.randint(0, 4))
    return bytes(spoilt)


def test_bytes_are_a_workbook_by_how_they_begin() -> None:
    assert is_workbook(as_xlsx(("表", [["甲"]])))
    assert is_workbook(as_xls([["甲"]]))
    assert not is_workbook("公示编号,环节\n".encode("gbk"))


@pytest.mark.parametrize(
    ("number", "letter"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (703, "AAA"), (16384, "XFD")]
)
def test_columns_are_called_as_spreadsheets_call_them(number: int, letter: str) -> None:
    assert column_letter(number) == letter


def test_a_length_of_time_is_told_as_an_hour() -> None:
    assert json_cell(dt.timedelta(hours=17, minutes=5)) == ["time", "17:05"]
    assert json_cell(dt.time(17, 0, 30)) == ["time", "17:00:30"]
