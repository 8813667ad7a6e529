"""What stands for a cell with a fault, and whether every record of its table can still be found."""

import pytest

from generator.domain.records import Awardee
from generator.sources.tables import TableReader
from tests.sources.table_rows import AWARDEE, read, schema, text


def test_ragged_rows_make_a_table_unsound_but_stray_cells_do_not() -> None:
    reader = TableReader(schema("awardees"), Awardee)
    good = text("awardees", AWARDEE)
    assert reader.read("a.csv", good)[0].sound
    table, faults = reader.read("a.csv", good + "x,y\n")
    assert (table.sound, [fault.rule for fault in faults]) == (False, ["ragged-row"])


@pytest.mark.parametrize(
    ("cell", "sound"),
    [
        ({"award_id": "2024-质-1"}, False),
        ({"award_id": "２０２４-quality-1"}, True),
        ({"award_id": "2024\u200b-quality-1"}, True),
        ({"award_id": "#REF!"}, False),
        ({"awardee": "示例\ufffd公司"}, False),
        ({"awardee": "示例  公司"}, True),
        ({"awardee_type": "组织"}, True),
        ({"awardee_type": "team"}, False),
        ({"decision_document": "示\ufffd发"}, True),
        ({"note": "=1+1"}, True),
    ],
)
def test_a_record_that_cannot_be_found_makes_its_table_unsound(cell: dict[str, str], sound: bool) -> None:
    table, faults = TableReader(schema("awardees"), Awardee).read("a.csv", text("awardees", {**AWARDEE, **cell}))
    assert (table.sound, len(faults)) == (sound, 1)


APPLICANT = {
    "application_id": "2026-001",
    "award": "quality",
    "applicant": "示例市质量管理有限公司",
    "applicant_type": "organization",
    "eligibility": "accepted",
}


@pytest.mark.parametrize(
    ("name", "row", "found_by"),
    [
        ("applicants", APPLICANT, {*APPLICANT, "unit", "uscc"}),
        ("names", {"name": "示例新名", "former_name": "示例旧名"}, {"name", "former_name", "uscc"}),
    ],
)
def test_records_are_found_by_their_ids_choices_codes_and_names(
    name: str, row: dict[str, str], found_by: set[str]
) -> None:
    assert read(name, row)[0].sound
    unknown = {column: read(name, {**row, column: "\ufffd"})[0] for column in schema(name).columns}
    assert {column for column, table in unknown.items() if not table.sound} == found_by


def test_what_is_probably_meant_stands_for_the_cell() -> None:
    cells = {
        "award_id": "2024\u200b-quality-1",
        "awardee_type": "组织",
        "decided_on": "2024.3.6",
        "awardee": " 示例市 ",
    }
    table, faults = TableReader(schema("awardees"), Awardee).read("a.csv", text("awardees", {**AWARDEE, **cells}))
    row = table.rows[0]
    assert (row.award_id, row.awardee_type, str(row.decided_on), row.awardee) == (
        "2024-quality-1",
        "organization",
        "2024-03-06",
        "示例市",
    )
    assert len(faults) == 4


def test_a_code_that_is_not_certain_is_not_known() -> None:
    cells = {"award_id": "2024_1", "uscc": "9.1E+17", "decided_on": "待定"}
    table, _ = TableReader(schema("awardees"), Awardee).read("a.csv", text("awardees", {**AWARDEE, **cells}))
    assert (table.rows[0].award_id, table.rows[0].uscc, table.rows[0].decided_on) == ("", "", None)
