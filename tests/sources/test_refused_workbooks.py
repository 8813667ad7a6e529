"""Workbooks that are too large, dangerous or damaged are refused by name."""

import contextlib
import io
import random
import zipfile

import pytest
from openpyxl import Workbook

from generator.sources.sheets import MAX_CELL_LENGTH, SpreadsheetError
from generator.sources.workbooks import cells_of, read_workbook
from tests.clerk_files import as_ods, as_xls, as_xlsx, ods_row, ods_text, packed, unpacked

REPEATED = '<table:table-cell office:value-type="string" table:number-columns-repeated="{}"><text:p>x</text:p></table:table-cell>'
PASSWORD_PROTECTED = (
    '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'
)


def refusal(data: bytes) -> tuple[str, dict[str, str]]:
    with pytest.raises(SpreadsheetError) as caught:
        read_workbook(data)
    return caught.value.reason, caught.value.facts


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
