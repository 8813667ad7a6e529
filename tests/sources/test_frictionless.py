"""The checks compiled from a schema and frictionless are one truth."""

import copy
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.domain.records import Awardee
from generator.domain.table_schemas import table_schema
from generator.sources.documents import load_schema
from generator.sources.rows import split_table
from generator.sources.tables import TableReader, frictionless_faults
from tests.sources.table_rows import AWARDEE, SCHEMAS, schema, text

dirty = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["２０２４-01-02", "2024-1-2", "1,234", "9.1E+17", " x", "=1", "组织", "organization", "2024-02-30"]
    ),
)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(AWARDEE)), dirty)
def test_frictionless_finds_nothing_that_we_let_pass(column: str, cell: str) -> None:
    """The checks compiled from the schema and frictionless are one truth: what we call clean, it calls clean."""
    table = text("awardees", {**AWARDEE, column: cell})
    faults = TableReader(schema("awardees"), Awardee).read("a.csv", table)[1]
    if not faults:
        split = split_table("a.csv", table, schema("awardees").columns)
        assert list(frictionless_faults(split, schema("awardees"))) == []


def test_frictionless_finds_what_the_schema_forbids() -> None:
    table = split_table("a.csv", text("awardees", {**AWARDEE, "awardee_type": "team"}), schema("awardees").columns)
    found = frictionless_faults(table, schema("awardees"))
    assert [(line, name) for line, name, _, _ in found] == [(2, "awardee_type")]


def test_what_frictionless_alone_finds_in_a_file_with_faults_is_told_too() -> None:
    stricter: Any = copy.deepcopy(load_schema(SCHEMAS / "awardees.schema.json"))
    (note,) = (field for field in stricter["fields"] if field["name"] == "note")
    note["constraints"] = {"minLength": 5}
    reader = TableReader(table_schema("awardees", stricter), Awardee)
    short, wrong = {**AWARDEE, "award_id": "w-2", "note": "短"}, {**AWARDEE, "decided_on": "2024/10/15", "note": "短"}
    _, faults = reader.read("a.csv", text("awardees", wrong, short))
    assert [(fault.rule, fault.line, fault.column) for fault in faults] == [
        ("bad-date", 2, "decided_on"),
        ("bad-value", 3, "note"),
    ]
    assert faults[1].facts["fault"] == "schema"


def test_an_id_that_stands_twice_is_left_to_the_rule_on_ids() -> None:
    table = text("awardees", {**AWARDEE, "decided_on": "2024/10/15"}, AWARDEE)
    _, faults = TableReader(schema("awardees"), Awardee).read("a.csv", table)
    assert [(fault.rule, fault.line) for fault in faults] == [("bad-date", 2)]
