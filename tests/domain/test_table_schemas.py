"""A Table Schema as the program knows it, and the tables of the contract beside the records."""

import pytest

from generator.domain.records import CYCLE_TABLES, JURISDICTION_TABLES, RECORDS, columns_of
from generator.domain.table_schemas import table_schema
from tests.clerk_files import SCHEMAS

DESCRIPTOR = {
    "title": "示例表",
    "fields": [
        {
            "name": "kind",
            "type": "string",
            "title": "种类",
            "example": 3,
            "labels": {"a": "甲"},
            "synonyms": ["类别"],
            "constraints": {"required": True, "enum": ["a", "b"]},
        },
        {"name": "count", "type": "integer", "constraints": {"minimum": 0, "maximum": 9, "maxLength": 1}},
    ],
}


def test_what_a_column_does_not_say_is_empty() -> None:
    schema = table_schema("sample", DESCRIPTOR)
    kind, count = schema.fields
    assert schema.columns == ("kind", "count")
    assert (kind.title, kind.example, kind.required, kind.enum, kind.synonyms) == (
        "种类",
        "3",
        True,
        ("a", "b"),
        ("类别",),
    )
    assert (count.title, count.example, count.required, count.enum) == ("count", "", False, ())
    assert (count.minimum, count.maximum, count.max_length, count.pattern) == (0, 9, 1, None)
    assert schema.field("kind") is kind
    assert schema.field("other") is None


@pytest.mark.parametrize("descriptor", [{}, {"title": "x"}, {"title": "x", "fields": [{"name": "a"}]}])
def test_what_is_no_table_schema_is_refused(descriptor: dict[str, object]) -> None:
    with pytest.raises(KeyError):
        table_schema("sample", descriptor)


@pytest.mark.parametrize("name", RECORDS)
def test_a_record_has_the_columns_of_its_schema(name: str) -> None:
    assert columns_of(name) == SCHEMAS[name].columns


def test_every_table_of_the_contract_has_its_place() -> None:
    assert {*CYCLE_TABLES, *JURISDICTION_TABLES, "calendar"} == set(RECORDS)
