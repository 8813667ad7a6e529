"""A notice row against its own dates, against the length and unit that it states, and against its stage."""

from dataclasses import replace
from typing import Any

import pytest

from generator.diagnostics import Severity
from tests.rules.building import a_change, a_cycle, a_notice, a_portal, a_withdrawal, day, found, one, place
from tests.rules.building_regulations import a_demand, a_regulation
from tests.rules.judged_notices import SHORT, lines


@pytest.mark.parametrize(("closes_on", "faults"), [("2025-10-08", 1), ("2025-10-09", 0), ("2025-10-10", 0)])
def test_a_notice_closes_on_the_day_it_opens_or_later(closes_on: str, faults: int) -> None:
    assert len(lines("notice-dates-reversed", a_notice(closes_on=day(closes_on)))) == faults


def test_reversed_dates_are_one_fault_and_not_several() -> None:
    notice = a_notice(closes_on=day("2025-10-08"), stated_length=5, stated_unit="working_day")
    assert place(one("notice-dates-reversed", a_portal(a_cycle(notices=[notice])))) == (
        "2025/notices.csv",
        2,
        "closes_on",
    )
    assert lines(SHORT, notice) == []
    assert lines("notice-length-disagrees", notice) == []


# --- the stated length and its unit -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("stated", "faults"), [(4, 1), (5, 0), (6, 1)])
def test_the_stated_length_is_what_the_dates_hold(stated: int, faults: int) -> None:
    notice = a_notice(stated_length=stated, stated_unit="working_day")
    assert len(lines("notice-length-disagrees", notice)) == faults


def test_a_length_that_disagrees_is_told_at_its_column() -> None:
    notice = a_notice(stated_length=7, stated_unit="day")
    fault = one("notice-length-disagrees", a_portal(a_cycle(notices=[notice])))
    assert (place(fault), fault.value) == (("2025/notices.csv", 2, "stated_length"), "7")
    assert (fault.facts["counted"], fault.facts["stated"], fault.facts["unit"]) == ("6", "7", "day")


def test_an_extension_that_states_by_how_long_it_extends_is_told_as_one() -> None:
    longer = a_change(
        "n-2", "n-1", "extension", closes_on=day("2025-10-21"), stated_length=5, stated_unit="working_day"
    )
    fault = one("notice-length-disagrees", a_portal(a_cycle(notices=[a_notice(), longer])))
    assert (fault.line, fault.facts["reason"]) == (3, "extension")


@pytest.mark.parametrize(
    ("closes_on", "faults"), [("2025-10-24", 1), ("2025-10-25", 0), ("2025-10-26", 1), ("2025-10-27", 0)]
)
def test_from_publication_a_last_day_off_may_give_way_to_the_next_working_day(closes_on: str, faults: int) -> None:
    notice = a_notice(
        period_form="from_publication",
        published_on=day("2025-10-15"),
        opens_on=day("2025-10-15"),
        closes_on=day(closes_on),
        stated_length=10,
        stated_unit="day",
    )
    assert len(lines("notice-length-disagrees", notice)) == faults


@pytest.mark.parametrize(
    "changes",
    [
        {"stated_unit": ""},
        {"stated_length": None},
        {"period_form": "deadline_only", "opens_on": None},
        {"period_form": "length_only", "opens_on": None, "closes_on": None},
    ],
)
def test_a_length_needs_both_dates_and_its_unit_to_disagree(changes: dict[str, Any]) -> None:
    notice = a_notice(**{"stated_length": 9, "stated_unit": "day", **changes})
    assert lines("notice-length-disagrees", notice) == []


@pytest.mark.parametrize(
    ("as_of", "source_url", "severity"),
    [
        ("2025-10-14", "https://example.org/1", Severity.ERROR),
        ("2025-10-15", "https://example.org/1", Severity.WARNING),
        ("2025-10-15", "", Severity.ERROR),
    ],
)
def test_a_published_contradiction_stays_as_printed_once_closed(
    as_of: str, source_url: str, severity: Severity
) -> None:
    notice = a_notice(stated_length=7, stated_unit="day", source_url=source_url)
    assert one("notice-length-disagrees", a_portal(a_cycle(notices=[notice])), day(as_of)).severity is severity


@pytest.mark.parametrize(("unit", "faults"), [("day", 1), ("working_day", 0), ("", 0)])
def test_the_unit_is_that_of_the_regulation(unit: str, faults: int) -> None:
    assert len(lines("notice-unit-disagrees", a_notice(stated_length=5, stated_unit=unit))) == faults


def test_a_unit_that_disagrees_stays_an_error() -> None:
    notice = a_notice(stated_length=5, stated_unit="day", source_url="https://example.org/1")
    fault = one("notice-unit-disagrees", a_portal(a_cycle(notices=[notice])))
    assert (place(fault), fault.severity) == (("2025/notices.csv", 2, "stated_unit"), Severity.ERROR)
    assert (fault.facts["unit"], fault.clause) == ("working_day", "第九条")


def test_a_notice_stands_where_the_regulation_demands_one() -> None:
    fault = one("notice-not-in-regulation", a_portal(a_cycle(notices=[a_notice(stage="qualification")])))
    assert (place(fault), fault.severity) == (("2025/notices.csv", 2, "stage"), Severity.ERROR)
    assert fault.facts["stages"] == "proposal（环节）"
    assert lines("notice-not-in-regulation", a_notice()) == []
    assert lines("notice-not-in-regulation", a_notice(stage="interview")) == []


@pytest.mark.parametrize(
    ("opens_on", "closes_on", "years"),
    [
        ("2026-12-18", "2026-12-24", ""),
        ("2026-12-21", "2026-12-25", "2027"),
        ("2026-12-28", "2027-01-04", "2027"),
        ("2027-12-20", "2027-12-31", "2027、2028"),
        ("2027-02-01", "2031-01-07", "2027、2028、2029、2030、2031"),
        ("2028-01-03", "2199-01-07", "2028—2199"),
    ],
)
def test_a_year_without_arrangement_is_named(opens_on: str, closes_on: str, years: str) -> None:
    portal = a_portal(a_cycle(notices=[a_notice(opens_on=day(opens_on), closes_on=day(closes_on))]))
    faults = found("calendar-year-missing", portal)
    assert [(fault.facts["years"], fault.column, fault.severity) for fault in faults] == (
        [(years, "closes_on", Severity.WARNING)] if years else []
    )


# --- what is told elsewhere is not told again -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "changes"),
    [
        ("notice-unit-disagrees", {"stated_length": 5, "stated_unit": "day"}),
        ("notice-dates-reversed", {"opens_on": day("2025-10-14"), "closes_on": day("2025-10-09")}),
        (
            "notice-length-disagrees",
            {
                "opens_on": day("2025-10-09"),
                "closes_on": day("2025-10-14"),
                "stated_length": 9,
                "stated_unit": "working_day",
            },
        ),
        ("calendar-year-missing", {"opens_on": day("2031-03-03"), "closes_on": day("2031-03-07")}),
    ],
)
def test_the_period_of_a_withdrawal_is_told_in_its_cells_alone(rule: str, changes: dict[str, Any]) -> None:
    withdrawal = replace(a_withdrawal("n-2", "n-1"), **changes)
    assert lines(rule, a_notice(), withdrawal) == []
    assert lines(rule, a_notice(), replace(withdrawal, change="correction")) == [3]


def test_a_stage_mistyped_in_the_regulation_is_not_told_at_the_notices_again() -> None:
    regulation = a_regulation(notices=(a_demand("proposed"), a_demand("onsite")))
    portal = a_portal(a_cycle(notices=[a_notice()]), regulations=[regulation])
    assert [place(fault) for fault in found("unknown-stage", portal)] == [("regulations/r2024.yaml", 30, "stage")]
    assert found("notice-not-in-regulation", portal) == []
