"""A notice against an exact length that the regulation demands."""

import pytest

from generator.diagnostics import Severity
from tests.rules.building import LATER, OPEN_DAY, a_cycle, a_notice, a_portal, day, one, place
from tests.rules.building_regulations import a_demand, a_period, a_regulation
from tests.rules.judged_notices import EXACTLY_FIVE_WORKING_DAYS, EXACTLY_SEVEN_DAYS, LONG, SHORT, lines


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
