"""What is mended in the bytes of a table or a document, and what is left."""

import codecs
import csv
import io
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.mending import Change, mend, split_raw
from tests.clerk_files import AWARDEE, SCHEMAS, awardee_rows, canonical
from tests.mended_tables import CLEAN, SCHEMA


def changes(data: bytes, table: str | None = "awardees") -> list[tuple[str, int | None, str | None]]:
    return [
        (change.rule, change.line, change.column) for change in mend(data, SCHEMAS[table] if table else None).changes
    ]


def test_a_clean_file_stays_as_it_is() -> None:
    mended = mend(CLEAN, SCHEMA)
    assert mended.data is CLEAN
    assert mended.changes == ()


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (codecs.BOM_UTF8 + CLEAN, "byte-order-mark"),
        (CLEAN.decode().encode("gbk"), "encoding"),
        (CLEAN.decode().encode("gb18030"), "encoding"),
        (CLEAN.decode().encode("utf-16"), "encoding"),
        (CLEAN.replace(b"\n", b"\r\n"), "line-ending"),
        (CLEAN.replace(b"\n", b"\r"), "line-ending"),
        (CLEAN.replace(b"\n", b"\r\r\n"), "line-ending"),
        (CLEAN[:-1], "last-line"),
    ],
)
def test_what_concerns_the_whole_file_is_mended(data: bytes, rule: str) -> None:
    mended = mend(data, SCHEMA)
    assert mended.data == CLEAN
    assert [change.rule for change in mended.changes] == [rule]


@pytest.mark.parametrize(
    ("encoding", "told"),
    [("gbk", "GB18030"), ("utf-16", "UTF-16"), ("utf-16-le", "UTF-16"), ("utf-16-be", "UTF-16"), ("utf-8-sig", "")],
)
def test_the_encoding_is_told_by_its_usual_name(encoding: str, told: str) -> None:
    (change,) = mend(CLEAN.decode().encode(encoding), SCHEMA).changes
    assert change.was == told


@pytest.mark.parametrize(
    ("column", "was", "now", "rule"),
    [
        ("awardee", " 示例市甲制造有限公司\u3000", "示例市甲制造有限公司", "stray-whitespace"),
        ("awardee", "示例市\u200b甲制造有限公司", "示例市甲制造有限公司", "control-character"),
        ("award_id", "２０２４－a", "2024-a", "fullwidth-character"),
        ("decided_on", "２０２４－１０－１５", "2024-10-15", "fullwidth-character"),
        ("uscc", AWARDEE["uscc"].lower(), AWARDEE["uscc"], "bad-uscc"),
        ("note", "Cafe\u0301", "Café", "not-nfc"),
    ],
)
def test_a_cell_is_mended_at_its_place(column: str, was: str, now: str, rule: str) -> None:
    mended = mend(canonical("awardees", awardee_rows({}, {column: was})), SCHEMA)
    assert mended.data == canonical("awardees", awardee_rows({}, {column: now}))
    (change,) = mended.changes
    assert (change.rule, change.line, change.column, change.was, change.now) == (rule, 3, column, was, now)


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("decided_on", "2024.10.15"),
        ("decided_on", "46090"),
        ("uscc", "9.144E+17"),
        ("awardee", "ＡＢＣ公司"),
        ("awardee", "=1+1"),
        ("awardee", " 锟斤拷 "),
        ("awardee_type", "组织"),
        ("source_url", "http：//example.org/"),
    ],
)
def test_what_needs_a_person_is_left(column: str, text: str) -> None:
    assert changes(canonical("awardees", awardee_rows({column: text}))) == []


def test_other_cells_keep_even_their_quotation_marks() -> None:
    line = b'2024-a,quality,,"\xe7\x94\xb2",organization,,"a ""b""",,,2024-10-15, ,,"x,y",\n'
    mended = mend(CLEAN + line, SCHEMA)
    assert mended.data == CLEAN + line.replace(b"15, ,", b"15,,")


def test_a_mended_cell_that_now_needs_quotation_marks_gets_them() -> None:
    mended = mend(canonical("awardees", awardee_rows({"award_id": "a，b"})), SCHEMA)
    assert b'"a,b",quality' in mended.data


def test_the_header_is_mended_only_into_a_column() -> None:
    header, rest = CLEAN.split(b"\n", 1)
    assert mend(header.replace(b"awardee_type", b" awardee_type ") + b"\n" + rest, SCHEMA).data == CLEAN
    strange = header.replace(b"awardee_type", b" kind_of_awardee ") + b"\n" + rest
    assert mend(strange, SCHEMA).data == strange


@pytest.mark.parametrize(
    "row",
    [b' a, "b", c\n', b" a,b\n", b'"a\nb", c,,,,,,,,,,,,\n', b'" a\n'],
    ids=["quote out of place", "ragged", "line break in a cell", "open quote"],
)
def test_rows_that_cannot_be_told_apart_are_left(row: bytes) -> None:
    assert mend(CLEAN + row, SCHEMA).data == CLEAN + row


def test_the_way_to_reach_an_office_is_mended_by_its_kind() -> None:
    rows = [
        {"notice_id": "n", "office": "示例市办公室", "kind": "postcode", "value": "００００００"},
        {"notice_id": "n", "office": "示例市办公室", "kind": "address", "value": "示例路１号"},
    ]
    mended = mend(canonical("channels", rows), SCHEMAS["channels"])
    assert mended.data == canonical("channels", [{**rows[0], "value": "000000"}, rows[1]])


def test_bytes_that_cannot_be_read_with_certainty_are_left() -> None:
    for data in (b"\xff\xff\xff", CLEAN + b"\xe7\x94", "許功蓋製造股份有限公司獲獎名單".encode("big5")):
        mended = mend(data, SCHEMA)
        assert (mended.data, mended.readable, mended.changes) == (data, False, ())


def test_a_document_is_mended_in_its_encoding_and_line_ends_alone() -> None:
    text = "name:  示例市 \nlevel: ｃｉｔｙ\n"
    assert mend(codecs.BOM_UTF8 + text.replace("\n", "\r\n").encode(), None).data == text.encode()
    assert changes(text.encode(), None) == []


@given(st.binary(max_size=200) | st.text("\0\ufeff\r\na,示", max_size=12).map(str.encode))
@example(b"\0")
@example(b"\n\r")
@example(b"\0a\0")
@example(codecs.BOM_UTF8 * 2 + b"a")
@example(codecs.BOM_UTF16_LE * 2)
def test_mending_twice_is_mending_once_whatever_the_bytes(data: bytes) -> None:
    for schema in (SCHEMA, None):
        once = mend(data, schema)
        assert mend(once.data, schema).changes == ()


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\n\r\ufeff"), max_size=8)
CHANNEL_KINDS = st.sampled_from(["web", "ｗｅｂ", " postcode", "phone", "示例"])


@given(st.lists(st.lists(CELLS, min_size=14, max_size=14), max_size=4))
def test_every_other_cell_is_what_it_was(rows: list[list[str]]) -> None:
    data = written(SCHEMA.columns, rows)
    mended = mend(data, SCHEMA)
    at = {(change.line, change.column): change for change in mended.changes if change.line}
    before, after = read(data), read(mended.data)
    assert len(before) == len(after)
    for line, (old, new) in enumerate(zip(before, after, strict=True), start=1):
        for name, was, now in zip(SCHEMA.columns, old, new, strict=True):
            change = at.get((line, name), Change(rule="", was=was, now=was))
            assert (was, now) == (change.was, change.now)
    assert mend(mended.data, SCHEMA).changes == ()


@given(st.lists(st.tuples(CHANNEL_KINDS, CELLS), max_size=4))
def test_mending_channels_twice_is_mending_them_once(rows: list[tuple[str, str]]) -> None:
    schema = SCHEMAS["channels"]
    data = written(schema.columns, [["n", "示例市办公室", kind, value, "", ""] for kind, value in rows])
    assert mend(mend(data, schema).data, schema).changes == ()


def written(header: tuple[str, ...], rows: list[list[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([header, *rows])
    return text.getvalue().encode()


def read(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode(), newline="")))


def test_many_carriage_returns_take_no_longer_than_their_number() -> None:
    started = time.process_time()
    assert mend(b"a\n" + b"\r" * 300_000 + b"x\n", None).changes == ()
    assert time.process_time() - started < 5


def test_a_column_that_stands_very_many_times_takes_no_longer_than_their_number() -> None:
    started = time.process_time()
    assert changes(CLEAN.replace(b"\n", b",award" * 40_000 + b"\n", 1)) == []
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("", [""]),
        ("a,b", ["a", "b"]),
        ('"a,b",c', ['"a,b"', "c"]),
        ('"a""b",', ['"a""b"', ""]),
        (',"",', ["", '""', ""]),
        ('"a', None),
        ('"a"b,c', None),
        ('a"b,c', None),
    ],
)
def test_a_line_is_split_without_losing_its_writing(line: str, cells: list[str] | None) -> None:
    assert split_raw(line) == cells
