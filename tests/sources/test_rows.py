"""A table is split into rows with their lines; what cannot be told apart is left out and said."""

import csv
import io
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.sources.rows import SplitTable, split_table

COLUMNS = ("id", "name", "note")


def split(text: str) -> SplitTable:
    return split_table("x.csv", text, COLUMNS)


def faults(text: str) -> list[tuple[str, int | None, str | None]]:
    return [(fault.rule, fault.line, fault.column) for fault in split(text).faults]


def test_a_clean_table_gives_its_rows_with_their_lines() -> None:
    table = split('id,name,note\na,甲,\nb,"乙,丙","他说“好”"\n')
    assert table.rows == [(2, ["a", "甲", ""]), (3, ["b", "乙,丙", "他说“好”"])]
    assert (list(table.faults), table.sound) == ([], True)


def test_the_last_record_needs_no_line_end() -> None:
    assert split("id,name,note\na,甲,c\nb,乙,d").rows == [(2, ["a", "甲", "c"]), (3, ["b", "乙", "d"])]


def test_a_header_alone_is_a_table_without_rows() -> None:
    table = split("id,name,note\n")
    assert (table.rows, list(table.faults), table.sound) == ([], [], True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [("missing-column", 1, None)]),
        ("\n\n", [("missing-column", 1, None)]),
        ("id,name\na,b\n", [("missing-column", 1, "note")]),
        ("id,name,note,extra\na,b,c,d\n", [("unknown-column", 1, "extra")]),
        ("id,name,note,name\na,b,c,d\n", [("unknown-column", 1, "name")]),
        ("name,id,note\nb,a,c\n", [("column-order", 1, None)]),
        ("id;name;note\na;b;c\n", [("missing-column", 1, None)]),
        ("获奖名单,,\nid,name,note\na,b,c\n", [("missing-column", 1, None)]),
        ("id,name,note\na,b\n", [("ragged-row", 2, None)]),
        ("id,name,note\na,b,c,d\n", [("ragged-row", 2, None)]),
        ("id,name,note\n\na,b,c\n", [("blank-row", 2, None)]),
        ("id,name,note\na,b,c\n,,\n", [("blank-row", 3, None)]),
        ('id,"name,note\na,b,c\n', [("unclosed-quote", 1, None)]),
        ('id,name,note\na,"b"x,c\nd,e,f\n', [("unclosed-quote", 2, None)]),
        ('id,name,note\na,b"x,c\nd,e"f,g\n', [("unclosed-quote", 2, "name"), ("unclosed-quote", 3, "name")]),
        ('id,name,note\na,"b,c\nd,e,f\n', [("unclosed-quote", 2, "name")]),
        ('id,name,note\n"a,b,c\nd,e,f\n', [("unclosed-quote", 2, "id")]),
        ('id,name,note\na,b,c,d,"e\nd,e,f\n', [("unclosed-quote", 2, None)]),
        ('id,name,note\na,b"c,d\ne,f,g\n', [("unclosed-quote", 2, "name")]),
        ('id,name,note\na,"b\nc",d\ne,f,g\n', [("control-character", 2, "name")]),
        ("id,name,note\r\na,b,c\r\n", [("control-character", 1, None)]),
    ],
)
def test_a_fault_of_form_has_one_headline_at_its_place(
    text: str, expected: list[tuple[str, int | None, str | None]]
) -> None:
    assert faults(text) == expected


def test_rows_around_a_broken_one_are_still_read() -> None:
    table = split('id,name,note\na,"b,c\nd,e,f\n')
    assert [line for line, _ in table.rows] == [3]
    assert not table.sound


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("id;name;note\n", "separator"),
        ("id\tname\tnote\n", "separator"),
        ("某某名单,,\nid,name,note\n", "title-row"),
        ("\n\n", "empty"),
        ("编号,名称,备注\n", "no-header"),
    ],
)
def test_a_header_that_is_none_is_explained(text: str, reason: str) -> None:
    (fault,) = split(text).faults
    assert fault.facts["reason"] == reason


def test_the_line_on_which_the_header_stands_is_told() -> None:
    (fault,) = split("某某名单,,\n示例市,,\nid,name,note\n").faults
    assert fault.facts["header_line"] == "3"


def test_under_a_header_that_is_none_no_row_is_read() -> None:
    table = split("编号,名称,备注\na,甲,c\n")
    assert (table.rows, table.sound) == ([], False)


def test_one_strange_name_twice_is_no_name_of_two_columns() -> None:
    table = split("编号,编号,note\na,甲,c\n")
    assert [(fault.rule, fault.column) for fault in table.faults] == [
        ("missing-column", "id"),
        ("missing-column", "name"),
        ("unknown-column", "编号"),
        ("unknown-column", "编号"),
    ]
    assert table.rows == []


def test_a_column_without_a_name_is_told_by_its_number() -> None:
    (fault,) = split("id,name,note, \na,b,c,\n").faults
    assert (fault.rule, dict(fault.facts)) == ("unknown-column", {"number": "4", "reason": "unnamed"})


@pytest.mark.parametrize(("header", "reason"), [("id,name,note,name", "repeated"), ("id,name,note,extra", "")])
def test_a_column_that_stands_twice_is_told_as_that(header: str, reason: str) -> None:
    (fault,) = split_table("x.csv", f"{header}\na,b,c,d\n", COLUMNS).faults
    assert (fault.rule, fault.facts["number"], fault.facts["reason"]) == ("unknown-column", "4", reason)


@pytest.mark.parametrize("text", ["", "甲,乙,丙\n"])
def test_the_header_to_be_written_is_told_as_it_is_written(text: str) -> None:
    (fault,) = split_table("x.csv", text, COLUMNS).faults
    assert fault.facts["expected"] == ",".join(COLUMNS)


cells = st.text(st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\u2028\u2029\x85"), max_size=8)


@given(st.lists(st.tuples(cells.filter(str.strip), cells, cells), max_size=8))
def test_what_a_csv_writer_wrote_is_read_back(rows: list[tuple[str, str, str]]) -> None:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([COLUMNS, *rows])
    table = split(out.getvalue())
    assert not table.faults
    assert [tuple(cells) for _, cells in table.rows] == rows


@given(st.text(max_size=200))
def test_no_text_makes_it_stumble(text: str) -> None:
    table = split(text)
    assert table.rows or table.faults or text == "id,name,note"


def test_a_cell_longer_than_the_library_likes_is_a_cell() -> None:
    long = "示" * 200_000
    assert split(f'id,name,note\na,"{long}",c\n').rows == [(2, ["a", long, "c"])]
    assert faults(long) == [("missing-column", 1, None)]


@pytest.mark.parametrize("line", ['"', 'x","y'])
def test_a_quotation_mark_on_every_line_takes_no_time(line: str) -> None:
    began = time.process_time()
    assert len(split("id,name,note\n" + f"{line}\n" * 40_000).faults) >= 20_000
    assert time.process_time() - began < 5


def test_a_column_that_stands_very_many_times_takes_no_time() -> None:
    began = time.process_time()
    assert len(split(f"id,name,note{',name' * 120_000}\n").faults) == 120_000
    assert time.process_time() - began < 3


@pytest.mark.parametrize(("more", "rule"), [(48, "control-character"), (49, "unclosed-quote")])
def test_a_record_runs_over_fifty_lines_at_most(more: int, rule: str) -> None:
    text = 'id,name,note\na,"b\n' + "甲\n" * more + '",c\nd,e,f\n'
    assert faults(text)[0] == (rule, 2, "name")
    assert split(text).rows[-1][1] == ["d", "e", "f"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("id,name,note\na,b,c\n合计,2,\n", [("bad-value", 3, "id")]),
        ("id,name,note\na,b,c\n,共计：2家,\n", [("bad-value", 3, "name")]),
        ("id,name,note\na,b,c\n填表人：示例人甲\n", [("bad-value", 3, "id")]),
        ("id,title,note\na,b,c\n", [("unknown-column", 1, "title")]),
        ("id,,note\na,b,c\n", [("unknown-column", 1, "")]),
        ("id,name,note,\na,b,c,\n", [("unknown-column", 1, "")]),
        ('id,name,note\na,"b\rc",d\n', [("control-character", 2, "name")]),
        ('id,name,note\na,"b\rc","d\re"\n', [("control-character", 2, "name")]),
        ('id,name,note\r\na,"b\nc",d\r\n', [("control-character", 1, None), ("control-character", 2, "name")]),
    ],
)
def test_what_stands_around_the_records_is_told_once(
    text: str, expected: list[tuple[str, int | None, str | None]]
) -> None:
    assert faults(text) == expected


def test_a_column_under_another_name_is_read_all_the_same() -> None:
    table = split("id,名称,note\na,甲,c\n")
    assert table.rows == [(2, ["a", "甲", "c"])]
    assert table.header == COLUMNS
    assert table.sound
