import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.sources.delimited import read_delimited, read_text
from generator.sources.sheets import MAX_COLUMNS, SpreadsheetError
from tests.clerk_files import as_csv

GRID = [
    ["获奖编号", "获奖者", "决定日期"],
    ["a-1", "示例市甲制造有限公司", "2024-10-15"],
    ["a-2", "示例市第一学校", "2024-10-15"],
]


def texts(data: bytes) -> list[list[str]]:
    sheet, _, _ = read_delimited("表", data)
    return [[cell.text for cell in row] for row in sheet.rows]


def refusal(data: bytes) -> str:
    with pytest.raises(SpreadsheetError) as caught:
        read_delimited("表", data)
    return caught.value.reason


ENCODINGS = ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_every_way_of_saving_gives_the_same_cells(encoding: str, separator: str) -> None:
    assert texts(as_csv(GRID, separator).encode(encoding)) == GRID


def test_utf16_is_read_in_both_orders_of_bytes() -> None:
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        assert texts(mark + as_csv(GRID).encode(encoding)) == GRID


def test_the_encoding_is_told() -> None:
    assert read_delimited("表", as_csv(GRID).encode("gbk"))[1:] == ("gb18030", ",")
    assert read_delimited("表", as_csv(GRID, ";").encode("utf-8"))[1:] == ("utf-8", ";")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_is_read(end: str) -> None:
    assert texts(as_csv(GRID, end=end).encode()) == GRID


def test_a_title_row_and_long_sentences_do_not_hide_the_separator() -> None:
    rows = [["示例市政府质量奖；2024年；获奖名单；附件"], *GRID]
    assert texts(as_csv(rows).encode())[1:] == GRID


def test_the_separator_line_of_spreadsheets_is_obeyed_and_keeps_its_row() -> None:
    assert texts(b"sep=;\r\na;b,c\r\n") == [[], ["a", "b,c"]]


def test_a_separator_line_that_names_another_sign_is_skipped() -> None:
    sheet, _, separator = read_delimited("表", b"sep=|\r\na;b\r\nc;d\r\n")
    assert separator == ";"
    assert [[cell.text for cell in row] for row in sheet.rows] == [[], ["a", "b"], ["c", "d"]]


def test_the_separator_is_that_of_most_rows_and_not_of_the_widest() -> None:
    rows = [["甲;乙;丙;丁;戊;己"], *GRID]
    assert texts(as_csv(rows).encode())[1:] == GRID


def test_of_separators_in_as_many_rows_the_one_with_more_cells_is_meant() -> None:
    assert texts(b"a;b\tc\td\ne;f\tg\th\n") == [["a;b", "c", "d"], ["e;f", "g", "h"]]


def test_as_many_columns_as_are_allowed_are_read() -> None:
    assert len(texts(b"a" + b",b" * (MAX_COLUMNS - 1))[0]) == MAX_COLUMNS
    assert refusal(b"a" + b",b" * MAX_COLUMNS) == "too-many-columns"


@pytest.mark.parametrize("sign", ["\x01", "\x1f", "\ue000", "\uf8ff"])
def test_a_sign_that_no_text_has_makes_an_encoding_uncertain(sign: str) -> None:
    assert read_text("示例市质量奖".encode("gb18030")) is not None
    assert read_text(f"示例市质量奖{sign}".encode("gb18030")) is None


def test_a_line_break_in_a_cell_keeps_the_row_of_the_spreadsheet() -> None:
    assert texts('a,b\n"甲\n乙",c\nd,e\n'.encode())[2] == ["d", "e"]


@pytest.mark.parametrize("text", ['a,b\n"c,d\n', 'a,b\n"c"d,e\n'])
def test_quotes_that_do_not_close_are_refused(text: str) -> None:
    assert refusal(text.encode()) == "quotes"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<html><table></table></html>", "markup"),
        (b'<?xml version="1.0"?><Workbook/>', "markup"),
        (b"\r\n <TABLE border=1><tr><td>a</td></tr></TABLE>", "markup"),
        (b"<!DOCTYPE html>\n", "markup"),
        (b'<meta charset="gbk"><table></table>', "markup"),
        (b"%PDF-1.7\n", "other-kind"),
        (b"\x01\x02\x03\x04" * 100, "other-kind"),
        ("示例".encode()[:5] + "市".encode("gbk") + "示例市".encode() * 3, "unknown-encoding"),
        (b"\xff" * 10, "unknown-encoding"),
        ("name,city\nMüller,Köln\nPérez,Málaga\n".encode("latin-1"), "unknown-encoding"),
        ("許功蓋製造股份有限公司獲獎名單".encode("big5"), "unknown-encoding"),
        (b"a," * 300 + b"\n", "too-many-columns"),
        (("甲" * 32768 + ",b\n").encode(), "cell-too-long"),
    ],
)
def test_what_is_no_table_is_refused_by_name(data: bytes, reason: str) -> None:
    assert refusal(data) == reason


def test_a_file_beyond_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.sources.delimited.MAX_FILE_BYTES", 10)
    assert refusal(b"a,b\n" * 10) == "too-large"
    assert texts(b"ab,cd,efg\n") == [["ab", "cd", "efg"]]


def test_a_cell_may_be_as_long_as_that_of_a_spreadsheet() -> None:
    assert texts(("甲" * 32767 + ",b\n").encode()) == [["甲" * 32767, "b"]]


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.sources.delimited.MAX_ROWS", 2)
    assert refusal(b"a,b\n" * 3) == "too-many-rows"


def test_rare_characters_of_names_do_not_make_an_encoding_doubtful() -> None:
    text = "获奖者,单位\n王喆,示例市甲制造有限公司\n李堃,示例市镕炼厂\n"
    read = read_text(text.encode("gb18030"))
    assert read is not None
    assert read.text == text


TRADITIONAL = "獲獎單位,許氏製藥廠\n"


def test_a_guessed_encoding_that_gives_mostly_rare_characters_is_not_believed() -> None:
    assert read_text(TRADITIONAL.encode("gb18030")) is None


@pytest.mark.parametrize(("mark", "encoding"), [(codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")])
def test_a_stated_encoding_is_believed_whatever_it_gives(mark: bytes, encoding: str) -> None:
    read = read_text(mark + TRADITIONAL.encode(encoding))
    assert read is not None
    assert read.text == TRADITIONAL


def test_text_of_private_use_characters_is_not_believed() -> None:
    assert read_text("获奖者\ue000\n".encode("gb18030")) is None


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\ufeff\x00")))
def test_utf8_is_read_as_it_is(text: str) -> None:
    for data in (text.encode(), codecs.BOM_UTF8 + text.encode()):
        read = read_text(data)
        assert read is not None
        assert read.text == text


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        sheet, _, separator = read_delimited("表", data)
    except SpreadsheetError:
        return
    assert separator in ",;\t"
    assert all(isinstance(cell.text, str) for row in sheet.rows for cell in row)
