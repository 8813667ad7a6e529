"""Columns compiled from the Table Schema: what each is for, and what its cells become."""

from dataclasses import replace
from datetime import date

import pytest

from generator.domain.column_roles import Role
from generator.sources.columns import CellFault, compile_columns, role_of
from tests.clerk_files import SCHEMAS

COLUMNS = {(name, column.field.name): column for name, schema in SCHEMAS.items() for column in compile_columns(schema)}


@pytest.mark.parametrize(
    ("table", "name", "role"),
    [
        ("awardees", "uscc", Role.USCC),
        ("awardees", "source_url", Role.LINK),
        ("awardees", "decided_on", Role.DATE),
        ("awardees", "awardee", Role.TEXT),
        ("awardees", "awardee_type", Role.CHOICE),
        ("awardees", "award_id", Role.IDENTIFIER),
        ("shortlists", "score", Role.DECIMAL),
        ("shortlists", "rank", Role.INTEGER),
        ("notices", "closes_time", Role.TIME),
        ("notices", "document_number", Role.TEXT),
    ],
)
def test_a_column_is_for_what_its_schema_says(table: str, name: str, role: Role) -> None:
    field = SCHEMAS[table].field(name)
    assert field is not None
    assert role_of(field) is role
    assert COLUMNS[table, name].role is role


@pytest.mark.parametrize(
    ("table", "name", "cell", "value"),
    [
        ("awardees", "decided_on", "2024-02-29", date(2024, 2, 29)),
        ("shortlists", "rank", "3", 3),
        ("shortlists", "score", "612.5", 612.5),
        ("awardees", "awardee_type", "organization", "organization"),
        ("awardees", "awardee", "示例市甲制造有限公司", "示例市甲制造有限公司"),
    ],
)
def test_a_clean_cell_becomes_its_value_and_is_remembered(table: str, name: str, cell: str, value: object) -> None:
    column = COLUMNS[table, name]
    assert column.value(cell) == value
    assert column.known[cell] == value


@pytest.mark.parametrize(
    ("table", "name", "cell", "rule", "fault"),
    [
        ("awardees", "decided_on", "2024-2-9", "bad-date", "form"),
        ("awardees", "decided_on", "2023-02-29", "bad-date", "no-such-day"),
        ("awardees", "decided_on", "1949-09-30", "bad-date", "far"),
        ("awardees", "decided_on", "2200-01-01", "bad-date", "far"),
        ("awardees", "decided_on", "２０２４-02-09", "bad-date", "form"),
        ("shortlists", "rank", "03", "bad-value", "number"),
        ("shortlists", "rank", "3.0", "bad-value", "number"),
        ("shortlists", "rank", "0", "bad-value", "minimum"),
        ("awardees", "awardee_type", "Organization", "bad-value", "enum"),
        ("awardees", "award_id", "W_1", "bad-value", "pattern"),
    ],
)
def test_any_other_cell_is_refused_with_its_reason(table: str, name: str, cell: str, rule: str, fault: str) -> None:
    column = COLUMNS[table, name]
    with pytest.raises(CellFault) as refused:
        column.value(cell)
    assert (refused.value.rule, refused.value.facts["fault"]) == (rule, fault)
    assert cell not in column.known


def test_a_number_may_have_a_largest_value() -> None:
    (column,) = (each for each in compile_columns(SCHEMAS["shortlists"]) if each.field.name == "rank")
    (ranked,) = compile_columns(replace(SCHEMAS["shortlists"], fields=(replace(column.field, maximum=99),)))
    assert ranked.value("99") == 99
    with pytest.raises(CellFault) as refused:
        ranked.value("100")
    assert (refused.value.facts["fault"], refused.value.facts["expected"]) == ("maximum", "99")


@pytest.mark.parametrize(
    ("table", "name", "cells", "accepted"),
    [
        ("awardees", "note", ["一段文字", "又一段"], True),
        ("awardees", "note", ["一段文字", "长" * 10_000], False),
        ("awardees", "awardee_type", ["organization", "team"], False),
        ("notices", "closes_time", ["17:00", "5pm"], False),
        ("shortlists", "rank", ["1", "2"], False),
        ("awardees", "decided_on", ["2024-02-29"], False),
    ],
)
def test_of_many_cells_the_form_is_accepted_only_where_it_is_sure(
    table: str, name: str, cells: list[str], accepted: bool
) -> None:
    assert COLUMNS[table, name].accepts_all(cells) is accepted


def test_a_chinese_word_is_told_with_the_code_that_is_meant() -> None:
    column = COLUMNS["awardees", "awardee_type"]
    (word,) = (label for code, label in column.field.labels.items() if code == "individual")
    with pytest.raises(CellFault) as refused:
        column.value(word)
    assert refused.value.facts["correction"] == "individual"


@pytest.mark.parametrize(("table", "name"), COLUMNS)
def test_an_empty_cell_is_empty_text_or_nothing(table: str, name: str) -> None:
    column = COLUMNS[table, name]
    assert column.empty == ("" if column.field.type == "string" else None)


@pytest.mark.parametrize(
    ("table", "name", "absence"),
    [
        ("notices", "title", "required"),
        ("notices", "notice_id", "own-id"),
        ("channels", "notice_id", "reference"),
        ("revocations", "award_id", "reference"),
        ("shortlists", "stage", "reference"),
        ("corrections", "correction_id", "own-id"),
        ("corrections", "record_id", "reference"),
        ("corrections", "field", "reference"),
        ("notices", "period_form", "choice"),
        ("calendar", "date", "required"),
    ],
)
def test_an_id_of_its_own_is_made_up_and_everything_else_looked_up(table: str, name: str, absence: str) -> None:
    assert COLUMNS[table, name].absence == absence
