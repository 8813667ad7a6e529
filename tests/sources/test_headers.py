import time

import pytest

from generator.sources.headers import find_headers, folded, header_words, recognise
from generator.sources.sheets import Cell, Sheet
from tests.clerk_files import SCHEMAS, TABLES


def row(*texts: str) -> tuple[Cell, ...]:
    return tuple(Cell(text) for text in texts)


@pytest.mark.parametrize("table", TABLES)
def test_no_word_of_a_table_names_two_of_its_columns(table: str) -> None:
    schema = SCHEMAS[table]
    spoken = [
        folded(word)
        for field in schema.fields
        for word in {folded(w) for w in (field.name, field.title, *field.synonyms)}
    ]
    assert len(spoken) == len(set(spoken))


@pytest.mark.parametrize("table", TABLES)
def test_names_and_titles_are_all_recognised(table: str) -> None:
    schema = SCHEMAS[table]
    words = header_words(schema)
    for texts in (schema.columns, [field.title for field in schema.fields]):
        header = recognise(table, words, 1, row(*texts))
        assert tuple(header.columns) == schema.columns
        assert (header.unrecognised, dict(header.twice)) == ((), {})


@pytest.mark.parametrize(
    ("table", "written", "column"),
    [
        ("applicants", "申报奖项", "award"),
        ("applicants", "申报单位名称", "applicant"),
        ("applicants", "姓名", "applicant"),
        ("applicants", "社会统一信用代码", "uscc"),
        ("shortlists", "入围企业", "applicant"),
        ("awardees", "获奖单位名称", "awardee"),
        ("awardees", "所获奖项", "award"),
        ("notices", "开始时间", "opens_on"),
        ("revocations", "撤销时间", "decided_on"),
        ("names", "变更后名称", "name"),
        ("names", "变更前名称", "former_name"),
        ("names", "单位名称", "name"),
    ],
)
def test_what_offices_write_over_a_column_is_recognised(table: str, written: str, column: str) -> None:
    assert header_words(SCHEMAS[table])[folded(written)] == column


def test_the_publisher_may_be_called_as_the_guide_calls_it() -> None:
    assert header_words(SCHEMAS["notices"])["发布机关"] == "publisher"


@pytest.mark.parametrize("table", TABLES)
def test_the_header_of_a_table_fits_that_table_best(table: str) -> None:
    sheet = Sheet(name="表", rows=(row(*SCHEMAS[table].columns),))
    assert find_headers(sheet, SCHEMAS.values())[0].table == table


@pytest.mark.parametrize(
    "written",
    [
        "获奖者",
        " 获 奖 者 ",
        "*获奖者",
        "获奖者＊",
        "获奖者：",
        "获奖者（全称）",
        "获奖者(必填)",
        "获奖\n者",
        "【必填】获奖者",
        "获奖单位",
        "AWARDEE",
    ],
)
def test_what_clerks_add_to_a_header_does_not_hide_it(written: str) -> None:
    header = recognise("awardees", header_words(SCHEMAS["awardees"]), 1, row(written))
    assert header.columns == {"awardee": 1}


def test_a_bracket_that_belongs_to_a_word_is_read_with_it() -> None:
    header = recognise("notices", header_words(SCHEMAS["notices"]), 1, row("截止时间（时分）"))
    assert header.columns == {"closes_time": 1}


@pytest.mark.parametrize("marks", ["\u0301\u0323", "\uff9e\u0301", "\u0f73"])
def test_a_cell_of_nothing_but_marks_is_no_header_and_takes_no_time(marks: str) -> None:
    began = time.process_time()
    assert recognise("names", header_words(SCHEMAS["names"]), 1, row("名称" + marks * 100_000)).columns == {}
    assert time.process_time() - began < 2


def test_two_columns_of_one_name_are_told() -> None:
    header = recognise("awardees", header_words(SCHEMAS["awardees"]), 1, row("获奖者", "获奖单位", "序号"))
    assert header.columns == {"awardee": 1}
    assert header.twice == {"awardee": (1, 2)}
    assert header.unrecognised == (3,)


def test_the_header_is_found_below_titles() -> None:
    rows = (
        row("示例市政府质量奖获奖名单"),
        (),
        row("（2024年）"),
        row("序号", "获奖编号", "奖项", "决定日期"),
        row("1", "a", "b", "c"),
    )
    (best, *_) = find_headers(Sheet(name="表", rows=rows), [SCHEMAS["awardees"], SCHEMAS["names"]])
    assert (best.table, best.row) == ("awardees", 4)


@pytest.mark.parametrize(("above", "found"), [(29, [30]), (30, [])])
def test_a_header_is_looked_for_in_the_first_thirty_rows(above: int, found: list[int]) -> None:
    rows = ((),) * above + (row("获奖编号", "奖项", "决定日期"),)
    assert [header.row for header in find_headers(Sheet(name="表", rows=rows), [SCHEMAS["awardees"]])] == found


def test_of_two_headers_alike_the_upper_one_counts() -> None:
    header = row("获奖编号", "奖项", "决定日期")
    (found,) = find_headers(Sheet(name="表", rows=(header, row("a-1"), header)), [SCHEMAS["awardees"]])
    assert found.row == 1


def test_a_header_of_two_rows_is_read_with_what_is_merged_over_both() -> None:
    rows = (
        row("示例市政府质量奖获奖名单"),
        row("序号", "获奖编号", "奖项", "获奖单位信息", "", "决定日期"),
        row("", "", "", "单位名称", "信用代码"),
        row("1", "a", "b", "c", "d", "e"),
    )
    merged = ((1, 1, 1, 6), (2, 1, 3, 1), (2, 2, 3, 2), (2, 3, 3, 3), (2, 4, 2, 5), (2, 6, 3, 6))
    (found,) = find_headers(Sheet(name="表", rows=rows, merged=merged), [SCHEMAS["awardees"]])
    assert found.row == 3
    assert found.columns == {"award_id": 2, "award": 3, "awardee": 4, "uscc": 5, "decided_on": 6}
    assert found.titles == {1: "序号", 2: "获奖编号", 3: "奖项", 4: "单位名称", 5: "信用代码", 6: "决定日期"}


def test_a_header_ends_with_the_row_that_its_merged_cells_end_with() -> None:
    """Else the lower row, of which nothing is recognised, would be the first record."""
    rows = (
        row("获奖编号", "奖项", "决定日期", "联系方式"),
        row("", "", "", "姓名", "电话"),
        row("a", "b", "c", "d", "e"),
    )
    merged = ((1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 2, 3), (1, 4, 1, 5))
    (found,) = find_headers(Sheet(name="表", rows=rows, merged=merged), [SCHEMAS["awardees"]])
    assert (found.row, found.titles[4], found.titles[5]) == (2, "姓名", "电话")


def test_a_value_merged_over_rows_makes_no_header_of_them() -> None:
    rows = (row("获奖编号", "奖项", "决定日期"), row("a-1", "b", "c"), row("a-2", "", ""))
    merged = ((2, 2, 3, 2), (2, 3, 3, 3), (40, 1, 50, 1))
    (found,) = find_headers(Sheet(name="表", rows=rows, merged=merged), [SCHEMAS["awardees"]])
    assert found.row == 1


def test_merged_cells_of_nothing_but_blanks_take_no_time() -> None:
    rows = (row(" " * 30_000 + "x"), *[row(" " * 30_000)] * 29)
    merged = tuple((1, 1, 31 + more, 1) for more in range(20_000))
    began = time.process_time()
    assert find_headers(Sheet(name="表", rows=rows, merged=merged), [SCHEMAS["names"]]) == ()
    assert time.process_time() - began < 3


def test_an_empty_sheet_has_no_header() -> None:
    assert find_headers(Sheet(name="表", rows=()), SCHEMAS.values()) == ()


def test_one_recognised_word_makes_no_header() -> None:
    rows = (row("获奖者"), row("示例市甲制造有限公司"))
    assert find_headers(Sheet(name="表", rows=rows), SCHEMAS.values()) == ()
