"""A notice against the least length that the regulation demands."""

from dataclasses import replace
from typing import Any

import pytest

from generator.diagnostics import Severity
from generator.domain.records import Notice
from tests.rules.building import OPEN_DAY, a_change, a_cycle, a_notice, a_portal, a_withdrawal, day, found, one, place
from tests.rules.building_regulations import a_demand, a_period, a_regulation
from tests.rules.judged_notices import LONG, SHORT, lines


@pytest.mark.parametrize(("closes_on", "faults"), [("2025-10-13", 1), ("2025-10-14", 0), ("2025-10-15", 0)])
def test_both_printed_days_count_and_so_does_a_make_up_saturday(closes_on: str, faults: int) -> None:
    assert len(lines(SHORT, a_notice(closes_on=day(closes_on)))) == faults


@pytest.mark.parametrize(("closes_on", "faults"), [("2025-10-14", 1), ("2025-10-15", 0), ("2025-10-16", 0)])
def test_the_day_of_publication_does_not_count(closes_on: str, faults: int) -> None:
    assert len(lines(SHORT, a_notice(period_form="from_publication", closes_on=day(closes_on)))) == faults


@pytest.mark.parametrize(("closes_on", "faults"), [("2025-10-14", 1), ("2025-10-15", 0), ("2025-10-16", 0)])
def test_the_day_after_the_publication_counts_where_it_is_printed_as_the_first(closes_on: str, faults: int) -> None:
    notice = a_notice(period_form="from_publication", opens_on=day("2025-10-10"), closes_on=day(closes_on))
    assert len(lines(SHORT, notice)) == faults
    stated = a_notice(
        period_form="from_publication",
        opens_on=day("2025-10-10"),
        closes_on=day(closes_on),
        stated_length=5 - faults,
        stated_unit="working_day",
    )
    agrees = closes_on != "2025-10-16"
    assert (lines("notice-length-disagrees", stated) == []) is agrees


@pytest.mark.parametrize(("closes_on", "faults"), [("2025-10-13", 1), ("2025-10-14", 0), ("2025-10-15", 0)])
def test_a_bare_deadline_counts_from_the_day_of_publication(closes_on: str, faults: int) -> None:
    notice = a_notice(period_form="deadline_only", opens_on=None, closes_on=day(closes_on))
    assert len(lines(SHORT, notice)) == faults


@pytest.mark.parametrize(("length", "faults"), [(4, 1), (5, 0), (6, 0)])
def test_a_bare_length_is_compared_as_stated(length: int, faults: int) -> None:
    notice = a_notice(
        period_form="length_only", opens_on=None, closes_on=None, stated_length=length, stated_unit="working_day"
    )
    assert len(lines(SHORT, notice)) == faults


def test_a_bare_length_in_another_unit_is_not_compared() -> None:
    notice = a_notice(period_form="length_only", opens_on=None, closes_on=None, stated_length=4, stated_unit="day")
    assert lines(SHORT, notice) == []


def test_a_short_notice_is_told_with_the_first_sufficient_day() -> None:
    fault = one(SHORT, a_portal(a_cycle(notices=[a_notice(closes_on=day("2025-10-13"))])))
    assert (place(fault), fault.value, fault.clause) == (("2025/notices.csv", 2, "closes_on"), "2025-10-13", "第九条")
    assert fault.facts == {
        "required": "5",
        "unit": "working_day",
        "kind": "minimum",
        "counted": "4",
        "opens_on": "2025-10-09",
        "earliest": "2025-10-14",
        "form": "",
        "reason": "",
        "provisional": "",
        "draft": "",
    }


@pytest.mark.parametrize(
    ("as_of", "severity"),
    [("2025-10-12", Severity.ERROR), ("2025-10-13", Severity.ERROR), ("2025-10-14", Severity.WARNING)],
)
def test_a_short_notice_is_an_error_until_it_has_closed(as_of: str, severity: Severity) -> None:
    portal = a_portal(a_cycle(notices=[a_notice(closes_on=day("2025-10-13"))]))
    assert one(SHORT, portal, day(as_of)).severity is severity


@pytest.mark.parametrize(
    ("row", "later", "told"),
    [
        ({}, [], ("", "")),
        ({"period_form": "from_publication"}, [], ("from_publication", "")),
        ({"period_form": "length_only", "opens_on": None, "stated_length": 2}, [], ("", "length-only")),
        ({}, [a_change("n-2", "n-1", "extension")], ("", "changed")),
    ],
)
def test_a_short_notice_is_told_with_what_can_be_done_about_it(
    row: dict[str, Any], later: list[Notice], told: tuple[str, str]
) -> None:
    changes = {"closes_on": None if "opens_on" in row else day("2025-10-10"), "stated_unit": "working_day", **row}
    fault = one(SHORT, a_portal(a_cycle(notices=[a_notice(**changes), *later])), day("2025-10-09"))
    assert (fault.line, fault.facts["form"], fault.facts["reason"]) == (2, *told)


@pytest.mark.parametrize(
    ("opens_on", "closes_on", "unit", "provisional"),
    [
        ("2026-12-14", "2026-12-15", "working_day", ""),
        ("2026-12-28", "2026-12-31", "working_day", "2027"),
        ("2026-12-28", "2026-12-31", "day", ""),
    ],
)
def test_a_day_that_depends_on_no_arrangement_yet_is_told_as_provisional(
    opens_on: str, closes_on: str, unit: str, provisional: str
) -> None:
    notice = a_notice(published_on=day(opens_on), opens_on=day(opens_on), closes_on=day(closes_on))
    regulation = a_regulation(notices=(a_demand(period=a_period(5, unit)),))
    fault = one(SHORT, a_portal(a_cycle(notices=[notice]), regulations=[regulation]), day("2026-12-01"))
    assert fault.facts["provisional"] == provisional


def test_a_bare_length_closes_on_its_computed_day() -> None:
    notice = a_notice(
        period_form="length_only", opens_on=None, closes_on=None, stated_length=2, stated_unit="working_day"
    )
    portal = a_portal(a_cycle(notices=[notice]))
    assert one(SHORT, portal, day("2025-10-10")).severity is Severity.ERROR
    assert one(SHORT, portal, day("2025-10-11")).severity is Severity.WARNING


@pytest.mark.parametrize(
    "later",
    [
        a_change("n-2", "n-1", "extension", closes_on=day("2025-10-14")),
        a_change("n-2", "n-1", "correction", opens_on=day("2025-10-13"), closes_on=day("2025-10-17")),
        a_withdrawal("n-2", "n-1"),
    ],
)
def test_a_short_notice_that_a_later_row_mends_stops_nobody(later: Notice) -> None:
    short = a_notice(closes_on=day("2025-10-13"))
    fault = one(SHORT, a_portal(a_cycle(notices=[short, later])), OPEN_DAY)
    assert (fault.line, fault.severity) == (2, Severity.WARNING)


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({"opens_on": None, "period_form": "deadline_only", "closes_on": day("2025-10-14")}, 0),
        ({"opens_on": day("2025-10-14"), "closes_on": day("2025-10-14")}, 0),
        ({"opens_on": day("2025-10-15"), "closes_on": day("2025-10-15")}, 1),
    ],
)
def test_an_extension_goes_on_from_the_notice_that_it_extends(changes: dict[str, Any], faults: int) -> None:
    first = a_notice(closes_on=day("2025-10-13"))
    extension = a_change("n-2", "n-1", "extension", published_on=day("2025-10-13"), **changes)
    assert lines(SHORT, first, extension) == [2, 3][: 1 + faults]


@pytest.mark.parametrize(("opens_on", "faults"), [("2025-10-13", 0), ("2025-10-14", 1)])
def test_a_correction_needs_a_whole_period_of_its_own(opens_on: str, faults: int) -> None:
    correction = a_change("n-2", "n-1", "correction", opens_on=day(opens_on), closes_on=day("2025-10-17"))
    assert len(lines(SHORT, a_notice(), correction)) == faults


def test_a_withdrawal_has_no_length() -> None:
    assert lines(SHORT, a_notice(), a_withdrawal("n-2", "n-1")) == []


def test_a_public_notice_goes_before_an_internal_one_and_any_of_several_may_be_the_one() -> None:
    public, longer, longest = (a_demand(length=length) for length in (3, 5, 20))
    internal = a_demand(length=2, audience="internal")
    notice = a_notice(closes_on=day("2025-10-13"))
    assert (
        lines(SHORT, notice, regulation=a_regulation(notices=(a_demand(length=9, audience="internal"), public))) == []
    )
    assert lines(SHORT, notice, regulation=a_regulation(notices=(a_demand(length=9, audience="internal"),))) == [2]
    assert lines(SHORT, notice, regulation=a_regulation(notices=(longest, public))) == []
    assert lines(SHORT, notice, regulation=a_regulation(notices=(a_demand(length=None), longer))) == []
    regulation = a_regulation(notices=(longest, longer, internal))
    fault = one(SHORT, a_portal(a_cycle(notices=[notice]), regulations=[regulation]))
    assert (fault.facts["required"], fault.facts["earliest"]) == ("5", "2025-10-14")


def test_a_length_is_asked_in_the_unit_that_a_notice_states() -> None:
    in_both = a_regulation(notices=(a_demand(length=5), a_demand(period=a_period(20, "day"))))
    working_days = a_notice(stated_length=5, stated_unit="working_day")
    days = a_notice("n-2", closes_on=day("2025-10-28"), stated_length=20, stated_unit="day")
    too_few = a_notice("n-3", stated_length=6, stated_unit="day")
    for rule, expected in ((SHORT, [4]), ("notice-unit-disagrees", []), ("notice-length-disagrees", [])):
        assert lines(rule, working_days, days, too_few, regulation=in_both) == expected
    bare = a_notice(period_form="length_only", opens_on=None, closes_on=None, stated_length=6, stated_unit="day")
    assert lines(SHORT, bare, regulation=in_both) == [2]


def test_a_change_without_a_unit_is_measured_in_that_of_its_notice() -> None:
    in_both = a_regulation(notices=(a_demand(length=5), a_demand(period=a_period(7, "day", "exact"))))
    first = a_notice(closes_on=day("2025-10-15"), stated_length=7, stated_unit="day")
    extension = a_change(
        "n-2", "n-1", "extension", opens_on=None, period_form="deadline_only", closes_on=day("2025-10-20")
    )
    again = a_change("n-3", "n-2", "extension", closes_on=day("2025-10-21"))
    assert lines(LONG, first, extension, again, regulation=in_both) == [3, 4]
    assert lines(LONG, first, replace(extension, stated_unit="day"), regulation=in_both) == [3]
    alone = replace(extension, corrects="", change="", published_on=day("2025-10-09"))
    assert lines(LONG, first, alone, regulation=in_both) == []


def test_a_notice_that_misses_every_exact_length_is_too_long_for_the_nearest() -> None:
    regulation = a_regulation(notices=(a_demand(length=9), a_demand(period=a_period(7, "day", "exact"))))
    notice = a_notice(closes_on=day("2025-10-16"))
    assert (lines(LONG, notice, regulation=regulation), lines(SHORT, notice, regulation=regulation)) == ([2], [])
    fitting = a_notice(closes_on=day("2025-10-15"))
    assert (lines(LONG, fitting, regulation=regulation), lines(SHORT, fitting, regulation=regulation)) == ([], [])


def test_a_notice_without_a_demanded_length_is_never_too_short() -> None:
    notice = a_notice(closes_on=day("2025-10-09"))
    assert lines(SHORT, notice, regulation=a_regulation(notices=(a_demand(length=None),))) == []
    assert found(SHORT, a_portal(a_cycle(regulation_id=None, notices=[notice]))) == []
