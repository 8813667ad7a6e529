import csv
import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.build import SCHEMAS as SCHEMA_FOLDER
from generator.errors import PortalError
from generator.form_workbooks import write_workbooks
from generator.importing import run_import
from generator.outputs import workbooks
from generator.outputs.outcomes import Status
from generator.outputs.workbooks import FILLABLE_ROWS, fits, template_workbook
from generator.sources.imported_tables import import_table
from tests.clerk_files import SCHEMAS, TABLES, words
from tests.golden_portal import DATA

WORDS = words()
ASIDE = frozenset({WORDS["template.sheet.example"], WORDS["template.sheet.notes"]})
CYCLE = DATA / "jurisdictions/shili/2026"
SCHEMA = SCHEMAS["awardees"]


def write(into: Path, *tables: str, **how: Any) -> list[str]:
    return [file.name for file in write_workbooks(tables, into, schemas=SCHEMAS, words=WORDS, **how)]


def written(rows: list[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([SCHEMA.columns, *rows])
    return text.getvalue()


@pytest.mark.parametrize("table", sorted(file.stem for file in CYCLE.glob("*.csv")))
def test_a_table_goes_out_and_comes_back_the_same(tmp_path: Path, table: str) -> None:
    assert write(tmp_path, table, filled_from=CYCLE) == [f"{table}.xlsx"]
    back = import_table((tmp_path / f"{table}.xlsx").read_bytes(), f"{table}.xlsx", SCHEMAS, aside=ASIDE)
    assert back.data == (CYCLE / f"{table}.csv").read_bytes()


@settings(max_examples=15)
@given(
    rows=st.lists(
        st.lists(
            st.text(st.characters(exclude_categories=["C", "Z"]), max_size=8).filter(lambda text: fits([text])),
            min_size=len(SCHEMA.columns),
            max_size=len(SCHEMA.columns),
        ),
        max_size=3,
    )
)
def test_every_text_stays_what_it_is(rows: list[list[str]]) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(template_workbook(SCHEMA, WORDS, rows))).worksheets[0]
    labels = [field.labels for field in SCHEMA.fields]
    for number, row in enumerate(rows, start=2):
        cells = [sheet.cell(number, column) for column in range(1, len(row) + 1)]
        told = [known.get(text, text) for text, known in zip(row, labels, strict=True)]
        assert [cell.value or "" for cell in cells] == told
        assert {cell.data_type for cell in cells if cell.value} <= {"s"}


def test_there_is_room_under_the_rows_with_the_same_choices(tmp_path: Path) -> None:
    write(tmp_path, "awardees", filled_from=CYCLE)
    sheet = openpyxl.load_workbook(tmp_path / "awardees.xlsx").worksheets[0]
    last = len((CYCLE / "awardees.csv").read_text(encoding="utf-8").splitlines()) + FILLABLE_ROWS
    column = SCHEMA.columns.index("awardee_type") + 1
    assert sheet.cell(2, column).value == "组织"
    assert {str(choice.sqref) for choice in sheet.data_validations.dataValidation} == {f"E2:E{last}"}
    assert sheet.cell(last, 1).number_format == "@"


def test_without_a_name_all_tables_that_are_there_are_written(tmp_path: Path) -> None:
    there = sorted(f"{file.stem}.xlsx" for file in CYCLE.glob("*.csv"))
    assert write(tmp_path, filled_from=CYCLE) == there
    assert write(tmp_path, replacing=True) == sorted(f"{name}.xlsx" for name in TABLES if name != "calendar")
    with pytest.raises(PortalError, match="没有表"):
        write(tmp_path, filled_from=tmp_path)


def test_the_calendar_has_a_name_of_its_own(tmp_path: Path) -> None:
    assert write(tmp_path, "calendar", filled_from=DATA / "calendar") == ["calendar.xlsx"]


def test_a_workbook_that_is_there_is_replaced_only_when_asked(tmp_path: Path) -> None:
    (tmp_path / "awardees.xlsx").write_bytes(b"mine")
    with pytest.raises(PortalError, match="--replace"):
        write(tmp_path, "awardees", filled_from=CYCLE)
    assert (tmp_path / "awardees.xlsx").read_bytes() == b"mine"
    assert write(tmp_path, "awardees", filled_from=CYCLE, replacing=True) == ["awardees.xlsx"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"a,b\n1,2\n",
        "获奖编号\n".encode("gb18030"),
        written([["x"] * 3]).encode(),
        written([["_x0041_", *["x"] * (len(SCHEMA.columns) - 1)]]).encode(),
        written([["\x07", *["x"] * (len(SCHEMA.columns) - 1)]]).encode(),
        written([["字" * 32_768, *["x"] * (len(SCHEMA.columns) - 1)]]).encode(),
    ],
)
def test_a_table_that_is_not_in_order_makes_no_workbook(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "awardees.csv").write_bytes(data)
    with pytest.raises(PortalError, match="portal check"):
        write(tmp_path, "awardees", filled_from=tmp_path)
    assert not (tmp_path / "awardees.xlsx").exists()


def test_no_workbook_is_written_where_one_cannot_be_made(tmp_path: Path) -> None:
    into = tmp_path / "into"
    into.mkdir()
    for name in ("applicants", "awardees"):
        (tmp_path / f"{name}.csv").write_bytes((CYCLE / f"{name}.csv").read_bytes())
    (tmp_path / "shortlists.csv").write_bytes(b"a,b\n1,2\n")
    with pytest.raises(PortalError, match=r"shortlists\.csv"):
        write(into, filled_from=tmp_path)
    with pytest.raises(PortalError, match="prizes"):
        write(into, "awardees", "prizes")
    (into / "notices.xlsx").write_bytes(b"mine")
    with pytest.raises(PortalError, match="--replace"):
        write(into, "awardees", "notices")
    assert [file.name for file in into.iterdir()] == ["notices.xlsx"]


def test_a_table_that_is_missing_or_unknown_is_told(tmp_path: Path) -> None:
    with pytest.raises(PortalError, match=r"awardees\.csv：没有这个文件"):
        write(tmp_path, "awardees", filled_from=tmp_path)
    with pytest.raises(PortalError, match="prizes"):
        write(tmp_path, "prizes")


def test_more_rows_than_a_sheet_has_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.form_workbooks.FILLED_ROWS", 1)
    assert workbooks.FILLED_ROWS + FILLABLE_ROWS < 2**20
    with pytest.raises(PortalError, match="多于 1 行"):
        write(tmp_path, "awardees", filled_from=CYCLE)


def test_what_was_changed_in_the_workbook_is_imported(tmp_path: Path) -> None:
    folder = tmp_path / "data/jurisdictions/shili/2026"
    folder.mkdir(parents=True)
    for name in ("cycle.yaml", "awardees.csv"):
        (folder / name).write_bytes((CYCLE / name).read_bytes())
    write(tmp_path, filled_from=folder)
    workbook = openpyxl.load_workbook(tmp_path / "awardees.xlsx")
    column = SCHEMA.columns.index("note") + 1
    workbook.worksheets[0].cell(2, column).value = "原名示例市甲厂"
    workbook.save(tmp_path / "awardees.xlsx")
    outcome = run_import(
        tmp_path / "awardees.xlsx",
        schemas=SCHEMAS,
        schema_folder=SCHEMA_FOLDER,
        words=WORDS,
        into=folder,
        replacing=True,
    )
    assert outcome.status is Status.CLEAN
    before = (CYCLE / "awardees.csv").read_text(encoding="utf-8").splitlines()
    after = (folder / "awardees.csv").read_text(encoding="utf-8").splitlines()
    assert [old == new for old, new in zip(before, after, strict=True)].count(False) == 1
    assert "原名示例市甲厂" in after[1]
