"""Notices over days of which the arrangement is not held, not yet made, or could not be read."""

from dataclasses import replace
from typing import Any

import pytest

from generator.domain.working_days import WorkingDayCalendar
from tests.rules.building import a_change, a_cycle, a_notice, a_portal, day, found, one
from tests.rules.building_regulations import a_demand, a_period, a_regulation
from tests.rules.judged_notices import EXACTLY_FIVE_WORKING_DAYS, EXACTLY_SEVEN_DAYS, LONG, SHORT, lines


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
