"""A notice row against its own dates and against the notice that the regulation demands."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from generator.diagnostics import Severity
from generator.domain.records import Notice
from generator.domain.regulations import Regulation
from generator.domain.working_days import WorkingDayCalendar
from tests.rules.building import (
    LATER,
    OPEN_DAY,
    a_change,
    a_cycle,
    a_demand,
    a_notice,
    a_period,
    a_portal,
    a_regulation,
    a_withdrawal,
    day,
    found,
    one,
    place,
)

SHORT, LONG = "notice-too-short", "notice-too-long"
EXACTLY_SEVEN_DAYS = a_regulation(notices=(a_demand(period=a_period(7, "day", "exact")),))
EXACTLY_FIVE_WORKING_DAYS = a_regulation(notices=(a_demand(period=a_period(5, kind="exact")),))


def lines(
    rule: str, *notices: Notice, as_of: dt.date = LATER, regulation: Regulation | None = None
) -> list[int | None]:
    portal = a_portal(a_cycle(notices=notices), regulations=[regulation or a_regulation()])
    return [fault.line for fault in found(rule, portal, as_of)]


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


@pytest.mark.parametrize(("closes_on", "faults"), [("2025-10-08", 1), ("2025-10-09", 0)])
def test_a_deadline_that_is_printed_alone_does_not_lie_before_the_day_of_publication(
    closes_on: str, faults: int
) -> None:
    notice = a_notice(period_form="deadline_only", opens_on=None, closes_on=day(closes_on))
    assert notice.published_on == day("2025-10-09")
    told = found("notice-dates-reversed", a_portal(a_cycle(notices=[notice])))
    expected = [("closes_on", "deadline", "2025-10-09")] * faults
    assert [(fault.column, fault.facts["reason"], fault.facts["published_on"]) for fault in told] == expected
    assert len(lines(SHORT, notice)) == 1 - faults
    assert lines("notice-dates-reversed", replace(notice, published_on=None)) == []


def test_an_extension_ends_no_earlier_than_it_comes_out() -> None:
    later = a_change(
        "n-2",
        "n-1",
        "extension",
        period_form="deadline_only",
        opens_on=None,
        published_on=day("2025-10-13"),
        closes_on=day("2025-10-11"),
    )
    assert lines("notice-dates-reversed", a_notice(), later) == [3]
    assert lines(SHORT, a_notice(), later) == []


# --- the least length -------------------------------------------------------------------------------------------------


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


@pytest.mark.parametrize(
    ("closes_on", "faults"),
    [
        ("2027-01-09", 1),  # 4 to 8 January and two days of a weekend that may be worked: too few in any case
        ("2027-01-10", 0),  # 10 January may be worked as well
    ],
)
def test_what_a_coming_arrangement_may_put_right_is_too_short_only_while_it_can_be_mended(
    closes_on: str, faults: int
) -> None:
    notice = a_notice(published_on=day("2027-01-03"), opens_on=day("2027-01-03"), closes_on=day(closes_on))
    regulation = a_regulation(notices=(a_demand(period=a_period(8)),))
    assert len(lines(SHORT, notice, regulation=regulation, as_of=day(closes_on))) == 1
    assert len(lines(SHORT, notice, regulation=regulation, as_of=day("2027-01-11"))) == faults


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


# --- the exact length -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("closes_on", "short", "long"), [("2025-10-14", 1, 0), ("2025-10-15", 0, 0), ("2025-10-16", 0, 1)]
)
def test_an_exact_length_is_neither_less_nor_more(closes_on: str, short: int, long: int) -> None:
    notice = a_notice(closes_on=day(closes_on))
    assert len(lines(SHORT, notice, regulation=EXACTLY_SEVEN_DAYS)) == short
    assert len(lines(LONG, notice, regulation=EXACTLY_SEVEN_DAYS)) == long


def test_a_long_notice_is_told_with_the_last_day_allowed() -> None:
    portal = a_portal(a_cycle(notices=[a_notice(closes_on=day("2025-10-16"))]), regulations=[EXACTLY_SEVEN_DAYS])
    fault = one(LONG, portal, OPEN_DAY)
    assert (place(fault), fault.severity) == (("2025/notices.csv", 2, "closes_on"), Severity.ERROR)
    assert (fault.facts["counted"], fault.facts["latest"]) == ("8", "2025-10-15")
    assert one(LONG, portal, LATER).severity is Severity.WARNING


@pytest.mark.parametrize(
    ("opens_on", "closes_on", "form", "period", "faults"),
    [
        (
            "2026-12-25",
            "2027-01-04",
            "from_publication",
            (7, "day"),
            0,
        ),  # 1 January is the seventh, and may be a day off
        ("2026-12-24", "2027-01-04", "from_publication", (7, "day"), 0),  # 31 December may become one too, ...
        ("2026-12-17", "2027-01-04", "from_publication", (7, "day"), 1),  # ... but never 24 December
        ("2026-12-25", "2027-01-04", "dates", (7, "day"), 1),
        ("2026-12-28", "2027-01-04", "dates", (5, "working_day"), 0),
        ("2026-12-01", "2027-01-04", "dates", (5, "working_day"), 1),
        ("2025-12-26", "2026-01-05", "from_publication", (7, "day"), 1),  # arranged: 4 January is a working day
    ],
)
def test_what_a_coming_arrangement_may_put_right_is_not_too_long(
    opens_on: str, closes_on: str, form: str, period: tuple[int, str], faults: int
) -> None:
    first = day(opens_on)
    notice = a_notice(published_on=first, opens_on=first, closes_on=day(closes_on), period_form=form)
    regulation = a_regulation(notices=(a_demand(period=a_period(*period, "exact")),))
    assert len(lines(LONG, notice, regulation=regulation)) == faults


@pytest.mark.parametrize(("length", "faults"), [(6, 0), (7, 0), (8, 1)])
def test_a_bare_length_may_be_too_long(length: int, faults: int) -> None:
    notice = a_notice(period_form="length_only", opens_on=None, closes_on=None, stated_length=length, stated_unit="day")
    assert len(lines(LONG, notice, regulation=EXACTLY_SEVEN_DAYS)) == faults


def test_a_minimum_has_no_upper_end() -> None:
    assert lines(LONG, a_notice(closes_on=day("2025-12-31"))) == []


def test_a_mistyped_year_takes_no_time() -> None:
    notice = a_notice(opens_on=day("1025-10-09"), stated_length=5, stated_unit="working_day")
    assert lines(LONG, notice, regulation=EXACTLY_FIVE_WORKING_DAYS) == [2]
    assert lines("notice-length-disagrees", notice) == [2]


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


# --- years without an arrangement -------------------------------------------------------------------------------------


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


@pytest.mark.parametrize(
    ("changes", "faults"),
    [({}, 0), ({"stated_length": 5, "stated_unit": "working_day"}, 1), ({"period_form": "from_publication"}, 1)],
)
def test_days_without_working_days_need_no_arrangement(changes: dict[str, Any], faults: int) -> None:
    notice = a_notice(opens_on=day("2027-03-01"), closes_on=day("2027-03-07"), **changes)
    assert len(lines("calendar-year-missing", notice, regulation=EXACTLY_SEVEN_DAYS)) == faults


@pytest.mark.parametrize(
    ("opens_on", "form", "stated", "unit", "faults"),
    [
        ("2026-12-28", "dates", 5, "working_day", 0),  # as soon as New Year's Day is a day off
        ("2026-12-28", "dates", 8, "working_day", 0),
        ("2026-12-28", "dates", 9, "working_day", 1),
        ("2026-12-28", "dates", 9, "day", 1),
        ("2026-12-28", "from_publication", 7, "working_day", 0),
        ("2026-12-28", "from_publication", 8, "working_day", 1),
        ("2026-12-28", "from_publication", 4, "day", 0),  # New Year's Day and the weekend put the last day off
        ("2026-12-28", "dates", 5, "day", 1),
        ("2026-12-28", "from_publication", 8, "day", 1),
        ("2026-12-18", "from_publication", 4, "day", 1),  # the 22nd is settled
        ("2026-12-23", "dates", 2, "working_day", 0),
        ("2026-12-23", "dates", 1, "working_day", 1),  # the 23rd and the 24th are settled
    ],
)
def test_a_length_that_a_coming_arrangement_may_put_right_disagrees_with_nothing(
    opens_on: str, form: str, stated: int, unit: str, faults: int
) -> None:
    first = day(opens_on)
    notice = a_notice(
        published_on=first,
        opens_on=first,
        closes_on=day("2027-01-04"),
        period_form=form,
        stated_length=stated,
        stated_unit=unit,
    )
    assert len(lines("notice-length-disagrees", notice)) == faults


def test_without_a_regulation_only_the_stated_unit_asks_for_an_arrangement() -> None:
    rows = [
        a_notice("n-1", opens_on=day("2027-03-01"), closes_on=day("2027-03-07"), stated_length=7, stated_unit="day"),
        a_notice("n-2", opens_on=day("2027-03-01"), closes_on=day("2027-03-05"), stated_unit="working_day"),
    ]
    portal = a_portal(a_cycle(notices=rows), regulations=[])
    assert [fault.line for fault in found("calendar-year-missing", portal)] == [3]


def test_where_one_of_several_demands_is_in_working_days_an_arrangement_is_needed() -> None:
    regulation = a_regulation(notices=(a_demand(period=a_period(7, "day")), a_demand()))
    notice = a_notice(opens_on=day("2027-03-01"), closes_on=day("2027-03-07"))
    assert lines("calendar-year-missing", notice, regulation=regulation) == [2]
    in_days = replace(notice, stated_unit="day")
    assert lines("calendar-year-missing", in_days, regulation=regulation) == []
    longer = a_change("n-2", "n-1", "extension", opens_on=day("2027-03-01"), closes_on=day("2027-03-09"))
    assert lines("calendar-year-missing", notice, longer, regulation=regulation) == [2, 3]
    assert lines("calendar-year-missing", in_days, longer, regulation=regulation) == []


def test_a_bare_length_points_at_its_day_of_publication() -> None:
    notice = a_notice(
        period_form="length_only",
        opens_on=None,
        closes_on=None,
        published_on=day("2027-03-01"),
        stated_length=5,
        stated_unit="working_day",
    )
    fault = one("calendar-year-missing", a_portal(a_cycle(notices=[notice])))
    assert (fault.column, fault.value) == ("published_on", "2027-03-01")


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


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"closes_on": day("2025-10-13")}, SHORT),
        ({"closes_on": day("2025-10-20")}, LONG),
        ({"stated_length": 7, "stated_unit": "working_day"}, "notice-length-disagrees"),
        ({"opens_on": day("2031-03-03"), "closes_on": day("2031-03-07")}, "calendar-year-missing"),
    ],
)
def test_working_days_are_not_judged_by_a_calendar_that_could_not_be_read(changes: dict[str, Any], rule: str) -> None:
    portal = a_portal(a_cycle(notices=[a_notice(**changes)]), regulations=[EXACTLY_FIVE_WORKING_DAYS])
    assert len(found(rule, portal)) == 1
    assert found(rule, replace(portal, calendar=WorkingDayCalendar.of(sound=False))) == []


def test_other_days_are_judged_without_a_calendar() -> None:
    notice = a_notice(closes_on=day("2025-10-16"), stated_length=7, stated_unit="day")
    portal = a_portal(a_cycle(notices=[notice]), regulations=[EXACTLY_SEVEN_DAYS])
    unread = replace(portal, calendar=WorkingDayCalendar.of(sound=False))
    assert [len(found(rule, unread)) for rule in (LONG, "notice-length-disagrees")] == [1, 1]
