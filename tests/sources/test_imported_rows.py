"""Rows of a clerk's sheet: what a cell of blanks means where a row is no record."""

import pytest

from generator.sources.imported_tables import import_table
from tests.clerk_files import SCHEMAS, as_csv, awardee_rows, canonical, titled

TWO = awardee_rows({}, {"awardee": "示例市第一学校", "uscc": ""})


@pytest.mark.parametrize("blank", ["", " ", "\u3000", "\t "])
def test_a_line_of_a_total_is_none_of_the_records_also_where_blanks_stand_in_it(blank: str) -> None:
    grid = titled("awardees", TWO)
    total = ["合计", "2", *[blank] * (len(grid[0]) - 2)]
    result = import_table(as_csv([*grid, total]).encode(), "获奖名单.csv", SCHEMAS)
    assert result.data == canonical("awardees", TWO)
    assert [remark.rows for remark in result.remarks if remark.key == "total-row"] == [(4,)]
