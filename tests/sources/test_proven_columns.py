"""Reading column by column says the same as judging cell by cell."""

from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.diagnostics import Diagnostic, Findings
from generator.domain.records import RECORDS
from generator.sources.rows import split_table
from generator.sources.tables import TableReader
from tests.clerk_files import SCHEMAS
from tests.mutations.clean import clean_folder
from tests.mutations.folder import Folder, table_bytes, table_name
from tests.mutations.wrong_mendings import damaged_table

FOLDER: Folder = clean_folder(77)


def one_by_one(reader: TableReader[Any], path: str, text: str) -> tuple[list[Any], list[Diagnostic]]:
    """The rows and faults of cells when every cell is judged for itself."""
    columns = SCHEMAS[table_name(path)].columns
    split = split_table(path, text, columns)
    faults = Findings(split.faults)
    rows = []
    for line, cells in split.rows:
        before = len(faults)
        rows.append(reader._kind(line=line, **reader._judged(split, line, cells, faults)))
        if reader._combined is not None and len(faults) == before:
            faults.extend(reader._combined(path, rows[-1]))
    return rows, list(faults)


@settings(max_examples=150, deadline=None)
@given(st.randoms(use_true_random=False))
def test_columns_say_what_cells_say(chance: Random) -> None:
    path = FOLDER.a_table(chance)
    names = SCHEMAS[table_name(path)].columns
    rows = [dict(zip(names, cells, strict=True)) for cells in damaged_table(FOLDER, path, chance)]
    text = table_bytes(path, rows).decode("utf-8", "replace")
    reader: TableReader[Any] = TableReader(SCHEMAS[table_name(path)], RECORDS[table_name(path)])
    table, faults = reader.read(path, text)
    expected, told = one_by_one(reader, path, text)
    if len(table.rows) == len(expected):
        assert list(table.rows) == expected
    own = [fault for fault in faults if fault.facts.get("fault") != "schema"]
    assert sorted(own, key=Diagnostic.sort_key) == sorted(told, key=Diagnostic.sort_key)


def test_a_clean_table_needs_no_look_at_single_cells() -> None:
    for path, rows in FOLDER.tables.items():
        reader: TableReader[Any] = TableReader(SCHEMAS[table_name(path)], RECORDS[table_name(path)])
        text = table_bytes(path, rows).decode()
        assert list(reader.read(path, text)[0].rows) == one_by_one(reader, path, text)[0]


@settings(max_examples=100, deadline=None)
@given(st.randoms(use_true_random=False), st.lists(st.booleans(), min_size=2, max_size=5))
def test_tables_read_together_are_those_read_alone(chance: Random, damaged: list[bool]) -> None:
    path = FOLDER.a_table(chance)
    names = SCHEMAS[table_name(path)].columns
    texts = []
    for number, is_damaged in enumerate(damaged):
        rows = FOLDER.tables[path]
        if is_damaged:
            rows = [dict(zip(names, cells, strict=True)) for cells in damaged_table(FOLDER, path, chance)]
        texts.append((f"{number}/{path}", table_bytes(path, rows).decode("utf-8", "replace")))
    together: TableReader[Any] = TableReader(SCHEMAS[table_name(path)], RECORDS[table_name(path)])
    alone: TableReader[Any] = TableReader(SCHEMAS[table_name(path)], RECORDS[table_name(path)])
    assert together.read_all(texts, {}) == [alone.read(*text) for text in texts]


def test_tables_without_a_fault_are_proved_at_one_stroke() -> None:
    path = next(path for path in FOLDER.tables if table_name(path) == "awardees" and FOLDER.tables[path])
    reader: TableReader[Any] = TableReader(SCHEMAS["awardees"], RECORDS["awardees"])
    text = table_bytes(path, FOLDER.tables[path]).decode()
    proved = reader._proved_together([split_table(name, text, SCHEMAS["awardees"].columns) for name in "ab"])
    assert list(proved) == ["a", "b"]
    assert proved["a"].rows == proved["b"].rows == reader.read("a", text)[0].rows
