"""An import of whatever bytes and cells ends with a result."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.clerk_files import SCHEMAS, as_csv
from tests.clerk_imports import GRID, imported


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
