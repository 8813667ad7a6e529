"""Cells of one row that belong together."""

from dataclasses import replace
from typing import Any

import pytest

from generator.domain.records import CalendarRow, Record
from generator.sources.combinations import combination_faults
from tests.rules.building import a_change, a_channel, a_notice, a_revocation, a_withdrawal, an_awardee, day


def faults(table: str, row: Record) -> list[tuple[str, str | None]]:
    check = combination_faults(table)
    assert check is not None
    return [(fault.rule, fault.column) for fault in check(f"{table}.csv", row)]


@pytest.mark.parametrize(
    ("form", "filled", "expected"),
    [
        ("dates", {}, []),
        ("dates", {"opens_on": None}, [("missing-value", "opens_on")]),
        ("from_publication", {"closes_on": None}, [("missing-value", "closes_on")]),
        ("deadline_only", {"opens_on": None}, []),
        ("deadline_only", {}, [("bad-value", "opens_on")]),
        ("length_only", {"opens_on": None, "closes_on": None, "stated_length": 5, "stated_unit": "day"}, []),
        (
            "length_only",
            {"closes_on": None},
            [("bad-value", "opens_on"), ("missing-value", "stated_length"), ("missing-value", "stated_unit")],
        ),
        (
            "length_only",
            {"opens_on": None, "closes_on": None, "stated_length": 5},
            [("missing-value", "stated_unit")],
        ),
        (
            "length_only",
            {"opens_on": None, "closes_on": None, "stated_length": 5, "corrects": "n-0"},
            [("missing-value", "stated_unit"), ("missing-value", "change")],
        ),
        ("", {"opens_on": None, "closes_on": None}, []),  # the form itself is missing, which is told elsewhere
    ],
)
def test_the_form_of_a_period_says_what_is_filled(
    form: str, filled: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    assert faults("notices", a_notice(period_form=form, **filled)) == expected


WHOLE: dict[str, Any] = {
    "opens_on": day("2025-10-09"),
    "closes_on": day("2025-10-14"),
    "closes_time": "17:00",
    "stated_length": 5,
    "stated_unit": "working_day",
}


@pytest.mark.parametrize(
    ("form", "needed", "empty"),
    [
        ("dates", {"opens_on", "closes_on"}, set()),
        ("from_publication", {"opens_on", "closes_on"}, set()),
        ("deadline_only", {"closes_on"}, {"opens_on"}),
        ("length_only", {"stated_length", "stated_unit"}, {"opens_on", "closes_on"}),
    ],
)
def test_each_form_needs_its_columns_and_leaves_others_empty(form: str, needed: set[str], empty: set[str]) -> None:
    full = a_notice(period_form=form, **WHOLE)
    assert faults("notices", full) == [("bad-value", column) for column in ("opens_on", "closes_on") if column in empty]
    nothing: dict[str, Any] = dict.fromkeys(WHOLE)
    row = a_notice(period_form=form, **nothing)
    assert {column for rule, column in faults("notices", row) if rule == "missing-value"} == needed


def test_a_withdrawal_leaves_every_column_of_a_period_empty() -> None:
    row = a_change("n-2", "n-1", "withdrawal", period_form="dates", **WHOLE)
    assert faults("notices", row) == [("bad-value", column) for column in WHOLE]


def test_what_is_missing_is_told_as_an_empty_cell() -> None:
    check = combination_faults("notices")
    assert check is not None
    (fault,) = check("notices.csv", a_notice(opens_on=None))
    assert (fault.value, dict(fault.facts)) == ("", {"fault": "period", "form": "dates"})


@pytest.mark.parametrize(
    ("table", "row", "told"),
    [
        ("awardees", an_awardee(awardee_type=""), {"awardee_type": "awardee-type"}),
        (
            "awardees",
            an_awardee(awardee="", awardee_type="", entry_title=""),
            {"awardee": "awardee", "awardee_type": "awardee"},
        ),
        ("notices", a_notice(period_form="from_publication", closes_on=None), {"closes_on": "computed"}),
        ("notices", a_notice(period_form="deadline_only", opens_on=None, closes_on=None), {"closes_on": "period"}),
    ],
)
def test_the_reason_fits_what_is_there(table: str, row: Any, told: dict[str, str]) -> None:
    check = combination_faults(table)
    assert check is not None
    assert {fault.column: fault.facts["fault"] for fault in check("table.csv", row)} == told


def test_a_withdrawal_states_no_period() -> None:
    assert faults("notices", a_withdrawal("n-2", "n-1")) == []
    row = a_change("n-2", "n-1", "withdrawal", closes_time="17:00")
    assert faults("notices", row) == [("bad-value", name) for name in ("opens_on", "closes_on", "closes_time")]
    row = a_change("n-2", "n-1", "withdrawal", opens_on=None, closes_on=None, stated_length=5)
    assert faults("notices", row) == [("bad-value", "stated_length")]


def test_where_it_is_not_said_what_a_row_changes_its_period_may_be_empty() -> None:
    assert faults("notices", a_notice(corrects="n-0", opens_on=None, closes_on=None)) == [("missing-value", "change")]


@pytest.mark.parametrize(
    ("filled", "missing"),
    [
        ({"stated_length": 5}, "stated_unit"),
        ({"stated_unit": "day"}, "stated_length"),
        ({"corrects": "n-0"}, "change"),
        ({"change": "correction"}, "corrects"),
    ],
)
def test_half_a_pair_is_not_enough(filled: dict[str, Any], missing: str) -> None:
    assert faults("notices", a_notice(**filled)) == [("missing-value", missing)]


def test_an_award_names_somebody_or_a_project() -> None:
    assert faults("awardees", an_awardee()) == []
    assert faults("awardees", an_awardee(awardee="", awardee_type="", entry_title="示例方法")) == []
    nobody = an_awardee(awardee="", awardee_type="", entry_title="")
    assert faults("awardees", nobody) == [("missing-value", "awardee"), ("missing-value", "awardee_type")]
    assert faults("awardees", an_awardee(awardee_type="", entry_title="示例方法")) == [
        ("missing-value", "awardee_type")
    ]


def test_a_revocation_says_why() -> None:
    assert faults("revocations", a_revocation(ground="", statement="公告写明的原因")) == []
    assert faults("revocations", a_revocation(ground="", statement="")) == [("missing-value", "ground")]


@pytest.mark.parametrize(
    ("date", "year", "fits"),
    [
        ("2026-02-17", 2026, True),
        ("2024-12-31", 2025, True),
        ("2024-12-31", 2024, True),
        ("2025-01-01", 2024, False),
        ("2026-02-17", 2027, False),
        ("2026-11-30", 2027, False),
        ("2026-12-31", 2028, False),
    ],
)
def test_a_day_belongs_to_the_arrangement_of_its_year_or_in_december_of_the_next(
    date: str, year: int, fits: bool
) -> None:
    row = CalendarRow(
        line=2,
        date=day(date),
        kind="day_off",
        name="春节",
        schedule_year=year,
        source_document="国办发明电〔2025〕7号",
        issued_on=day("2025-11-04"),
    )
    assert faults("calendar", row) == ([] if fits else [("bad-value", "schedule_year")])
    assert faults("calendar", replace(row, date=None)) == faults("calendar", replace(row, schedule_year=None)) == []


def test_what_stands_in_the_cell_is_told_as_it_stands() -> None:
    check = combination_faults("notices")
    assert check is not None
    (fault,) = check("notices.csv", a_notice(period_form="deadline_only", opens_on=day("2025-10-09")))
    assert (fault.value, dict(fault.facts)) == (
        "2025-10-09",
        {"fault": "period", "expected": "", "form": "deadline_only"},
    )
    assert combination_faults("applicants") is None


@pytest.mark.parametrize(
    ("kind", "value", "sound"),
    [
        ("postcode", "312000", True),
        ("postcode", "31200", False),
        ("postcode", "312000(绍兴)", False),
        ("email", "office@example.gov.cn", True),
        ("email", "office.example.gov.cn", False),
        ("email", "@", False),
        ("email", "", True),  # an empty cell is told elsewhere
        ("phone", "312", True),
        ("address", "见公告", True),
    ],
)
def test_a_channel_is_what_it_is_said_to_be(kind: str, value: str, sound: bool) -> None:
    assert faults("channels", a_channel(kind=kind, value=value)) == ([] if sound else [("bad-value", "value")])
