"""Rows become records by the shipped schemas; every fault of a cell has one headline at its line and column."""

import copy
import csv
import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.diagnostics import Diagnostic
from generator.domain import credit_codes
from generator.domain.records import (
    Applicant,
    Awardee,
    Channel,
    FormerName,
    Notice,
    Revocation,
    ShortlistEntry,
    Table,
)
from generator.domain.table_schemas import TableSchema, table_schema
from generator.sources.documents import load_schema
from generator.sources.rows import split_table
from generator.sources.tables import TableReader, frictionless_faults

SCHEMAS = Path(__file__).parents[2] / "data" / "schemas"
KINDS: dict[str, type[Any]] = {
    "applicants": Applicant,
    "awardees": Awardee,
    "channels": Channel,
    "names": FormerName,
    "notices": Notice,
    "revocations": Revocation,
    "shortlists": ShortlistEntry,
}
AWARDEE = {
    "award_id": "2024-quality-1",
    "award": "quality",
    "awardee": "示例市质量管理有限公司",
    "awardee_type": "organization",
    "decision_document": "示政发〔2024〕3号",
    "decided_on": "2024-03-06",
    "source_url": "https://www.example.gov.cn/a.html",
}
NOTICE = {
    "notice_id": "2024-proposal",
    "stage": "proposal",
    "title": "拟获奖名单公示",
    "publisher": "示例市评审办",
    "published_on": "2024-03-04",
    "period_form": "dates",
    "opens_on": "2024-03-04",
    "closes_on": "2024-03-08",
}


def schema(name: str) -> TableSchema:
    return table_schema(name, load_schema(SCHEMAS / f"{name}.schema.json"))


def text(name: str, *rows: dict[str, str]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, schema(name).columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def read(name: str, *rows: dict[str, str]) -> tuple[Table[Any], tuple[Diagnostic, ...]]:
    return TableReader(schema(name), KINDS[name]).read(f"{name}.csv", text(name, *rows))


def told(name: str, *rows: dict[str, str]) -> list[tuple[str, int | None, str | None]]:
    return [(fault.rule, fault.line, fault.column) for fault in read(name, *rows)[1]]


def test_a_clean_row_is_a_typed_record() -> None:
    table, faults = read("awardees", AWARDEE)
    (row,) = table.rows
    assert faults == ()
    assert (row.line, row.award_id, row.decided_on.isoformat(), row.published_on, row.uscc) == (
        2,
        "2024-quality-1",
        "2024-03-06",
        None,
        "",
    )


CODE = "91330100" + "MA000000" + "1"
GOOD_CODE = CODE + credit_codes.check_character(CODE)
BAD_CODE = CODE + ("0" if GOOD_CODE[-1] != "0" else "1")


@pytest.mark.parametrize(
    ("column", "cell", "rule"),
    [
        ("award_id", "", "missing-value"),
        ("decided_on", "", "missing-value"),
        ("decided_on", "2024-02-30", "bad-date"),
        ("decided_on", "2024-2-3", "bad-date"),
        ("decided_on", "2024.2.3", "bad-date"),
        ("decided_on", "2024/02/03", "bad-date"),
        ("decided_on", "2024年2月3日", "bad-date"),
        ("decided_on", "9025-02-03", "bad-date"),
        ("decided_on", "45326", "spreadsheet-number"),
        ("decided_on", "２０２４-02-03", "fullwidth-character"),
        ("awardee_type", "组织", "bad-value"),
        ("award_id", "Quality_1", "bad-value"),
        ("award", " quality", "stray-whitespace"),
        ("awardee", "示例市质量管理有限公司 ", "stray-whitespace"),
        ("awardee", "示例市\u200b质量管理有限公司", "control-character"),
        ("awardee", "示例市\u202e质量管理有限公司", "control-character"),
        ("awardee", "示例市\ue000质量", "control-character"),
        ("awardee", "示例市锟斤拷质量", "damaged-text"),
        ("awardee", "示例市\ufffd质量", "damaged-text"),
        ("awardee", "示例市?质量管理", "damaged-text"),
        ("awardee", "=HYPERLINK(1)", "formula-cell"),
        ("note", "@SUM(A1)", "formula-cell"),
        ("uscc", "9.144E+17", "spreadsheet-number"),
        ("uscc", BAD_CODE, "bad-uscc"),
        ("uscc", GOOD_CODE[:-1], "bad-uscc"),
        ("source_url", "javascript:alert(1)", "unsafe-link"),
        ("source_url", "https://", "unsafe-link"),
        ("source_url", "//www.example.gov.cn/", "unsafe-link"),
    ],
)
def test_one_cause_gives_one_headline_at_its_place(column: str, cell: str, rule: str) -> None:
    clean = dict(AWARDEE, award_id="2024-quality-0")
    assert told("awardees", clean, {**AWARDEE, column: cell}) == [(rule, 3, column)]


def test_a_good_credit_code_is_clean() -> None:
    assert told("awardees", {**AWARDEE, "uscc": GOOD_CODE}) == []


def test_a_cell_that_is_certainly_meant_keeps_its_meaning() -> None:
    """A stray blank in an id must not make every reference to it unknown."""
    table, faults = read("awardees", {**AWARDEE, "award_id": "2024-quality-1 "})
    assert table.rows[0].award_id == "2024-quality-1"
    assert faults[0].correction == "2024-quality-1"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"awardee": "", "awardee_type": ""}, [("missing-value", 2, "awardee"), ("missing-value", 2, "awardee_type")]),
        ({"awardee": "", "awardee_type": "", "entry_title": "现场改善法"}, []),
        ({"awardee_type": "", "entry_title": "现场改善法"}, [("missing-value", 2, "awardee_type")]),
    ],
)
def test_a_decision_may_name_the_entry_alone(row: dict[str, str], expected: list[Any]) -> None:
    assert told("awardees", {**AWARDEE, **row}) == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({}, []),
        ({"opens_on": ""}, [("missing-value", 2, "opens_on")]),
        ({"period_form": "from_publication", "closes_on": ""}, [("missing-value", 2, "closes_on")]),
        ({"period_form": "deadline_only", "opens_on": ""}, []),
        ({"period_form": "deadline_only"}, [("bad-value", 2, "opens_on")]),
        (
            {"period_form": "length_only", "opens_on": "", "closes_on": "", "stated_length": "5", "stated_unit": "day"},
            [],
        ),
        (
            {"period_form": "length_only", "opens_on": "", "closes_on": ""},
            [("missing-value", 2, "stated_length"), ("missing-value", 2, "stated_unit")],
        ),
        ({"stated_length": "5"}, [("missing-value", 2, "stated_unit")]),
        ({"change": "extension"}, [("missing-value", 2, "corrects")]),
        ({"change": "withdrawal", "corrects": "2024-a", "opens_on": "", "closes_on": ""}, []),
        ({"closes_time": "25:00"}, [("bad-value", 2, "closes_time")]),
        ({"closes_time": "17:30"}, []),
    ],
)
def test_the_period_columns_fit_the_form_of_the_period(row: dict[str, str], expected: list[Any]) -> None:
    assert told("notices", {**NOTICE, **row}) == expected


def test_a_channel_is_judged_by_what_it_is() -> None:
    def channel(kind: str, value: str) -> list[tuple[str, int | None, str | None]]:
        return told("channels", {"notice_id": "a", "office": "示例市评审办", "kind": kind, "value": value})

    mobile = "1" + "39" + "0" * 8
    assert channel("phone", "0571-88888888") == []
    assert channel("phone", mobile) == []
    assert channel("email", "zhiliang@example.gov.cn") == []
    assert channel("postcode", "310000") == []
    assert channel("web", "https://www.example.gov.cn/") == []
    assert channel("web", "javascript:alert(1)") == [("unsafe-link", 2, "value")]
    assert told("awardees", {**AWARDEE, "note": f"联系电话{mobile}"}) == [("personal-data", 2, "note")]


def test_what_is_clean_for_one_kind_of_channel_is_not_taken_as_clean_for_another() -> None:
    row = {"notice_id": "a", "office": "示例市评审办", "value": "0571-88888888"}
    assert told("channels", {**row, "kind": "phone"}, {**row, "kind": "web"}) == [("unsafe-link", 3, "value")]


def test_a_reason_is_needed_where_no_ground_is_named() -> None:
    row = {
        "revocation_id": "r-1",
        "award_id": "a-1",
        "measure": "revoke",
        "decided_by": "示例市人民政府",
        "decided_on": "2025-01-02",
    }
    assert told("revocations", row) == [("missing-value", 2, "ground")]
    assert told("revocations", {**row, "statement": "弄虚作假"}) == []


def test_ragged_rows_make_a_table_unsound_but_stray_cells_do_not() -> None:
    reader = TableReader(schema("awardees"), Awardee)
    good = text("awardees", AWARDEE)
    assert reader.read("a.csv", good)[0].sound
    table, faults = reader.read("a.csv", good + "x,y\n")
    assert (table.sound, [fault.rule for fault in faults]) == (False, ["ragged-row"])


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


def test_a_text_that_comes_again_in_another_table_is_the_same_object() -> None:
    texts = [(path, text("awardees", AWARDEE)) for path in ("a.csv", "b.csv")]
    (one, _), (other, _) = TableReader(schema("awardees"), Awardee).read_all(texts, {})
    assert one.rows[0].awardee is other.rows[0].awardee


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


def test_a_text_has_a_longest_length() -> None:
    long = {**AWARDEE, "note": "示" * 2001}
    (fault,) = TableReader(schema("awardees"), Awardee).read("a.csv", text("awardees", long))[1]
    assert (fault.rule, fault.column, fault.facts["fault"], fault.facts["found"]) == (
        "bad-value",
        "note",
        "max-length",
        "2001",
    )


@pytest.mark.parametrize(("length", "rules"), [(100, []), (101, ["bad-value"])])
def test_an_id_that_becomes_an_address_has_a_longest_length(length: int, rules: list[str]) -> None:
    row = {**AWARDEE, "award_id": "a" * length}
    faults = TableReader(schema("awardees"), Awardee).read("a.csv", text("awardees", row))[1]
    assert [fault.rule for fault in faults] == rules
    assert [(fault.column, fault.facts["fault"], fault.facts["found"]) for fault in faults] == [
        ("award_id", "id-length", "101") for _ in rules
    ]
