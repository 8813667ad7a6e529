"""Rows become records by the shipped schemas; every fault of a cell has one headline at its line and column."""

from typing import Any

import pytest

from generator.domain import credit_codes
from generator.domain.records import Awardee
from generator.sources.tables import TableReader
from tests.sources.table_rows import AWARDEE, read, schema, text, told

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


def test_a_text_that_comes_again_in_another_table_is_the_same_object() -> None:
    texts = [(path, text("awardees", AWARDEE)) for path in ("a.csv", "b.csv")]
    (one, _), (other, _) = TableReader(schema("awardees"), Awardee).read_all(texts, {})
    assert one.rows[0].awardee is other.rows[0].awardee


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
