"""Measured notices, effective ends, anniversaries, and who is the same."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.domain.compliance import (
    NameHistory,
    Party,
    PartyIndex,
    demanded_notice,
    demands_public_notice,
    disagreeing_length,
    earliest_decision,
    effective_period,
    first_day,
    measure_notice,
    party_of,
    years_later,
)
from generator.domain.periods import Fit
from tests.domain.arranged_days import published_calendar
from tests.rules.building import (
    FIRM,
    PERSON,
    a_candidate,
    a_change,
    a_demand,
    a_former_name,
    a_notice,
    a_period,
    a_regulation,
    an_applicant,
    an_awardee,
    day,
)


@pytest.mark.parametrize(
    ("start", "years", "expected"),
    [
        ("2020-03-02", 5, "2025-03-02"),
        ("2024-02-29", 1, "2025-02-28"),
        ("2024-02-29", 4, "2028-02-29"),
        ("2025-01-02", 0, "2025-01-02"),
        ("2025-01-02", 20000, "9999-12-31"),
        ("2024-02-29", 7975, "9999-02-28"),
    ],
)
def test_a_year_ends_on_the_corresponding_day(start: str, years: int, expected: str) -> None:
    assert years_later(day(start), years) == day(expected)


@given(st.dates(dt.date(1949, 10, 1), dt.date(2199, 12, 31)), st.integers(1, 50))
def test_the_corresponding_day_stays_in_its_month(start: dt.date, years: int) -> None:
    later = years_later(start, years)
    assert (later.year, later.month) == (start.year + years, start.month)
    assert later.day == start.day or (start.month, start.day, later.day) == (2, 29, 28)


def test_of_several_demands_the_longest_public_one_with_a_length_counts() -> None:
    without, short, long = a_demand(length=None), a_demand(length=3), a_demand(length=5)
    internal = a_demand(length=9, audience="internal")
    assert demanded_notice(a_regulation(notices=(without, short, internal, long)), "proposal") is long
    assert demanded_notice(a_regulation(notices=(without, internal)), "proposal") is internal
    assert demanded_notice(a_regulation(notices=(without,)), "proposal") is None
    assert demanded_notice(a_regulation(), "onsite") is None


def test_only_a_public_notice_is_demanded_by_the_public() -> None:
    assert demands_public_notice(a_regulation(notices=(a_demand(length=None),)))
    assert not demands_public_notice(a_regulation(notices=(a_demand(audience="internal"),)))


def test_a_notice_is_measured_with_the_day_on_which_the_length_is_reached() -> None:
    notice = a_notice(closes_on=day("2025-10-13"))
    measured = measure_notice(notice, a_demand(), {"n-1": notice}, published_calendar())
    assert measured is not None
    assert (measured.counted, measured.fit, measured.reached_on) == (4, Fit.TOO_SHORT, day("2025-10-14"))
    assert measure_notice(notice, None, {}, published_calendar()) is None
    assert measure_notice(a_notice(period_form="sometime"), a_demand(), {}, published_calendar()) is None


def test_a_length_that_no_period_reaches_is_no_reason_to_stop() -> None:
    demand = a_demand(period=a_period(9999))
    measured = measure_notice(a_notice(), demand, {}, published_calendar())
    assert measured is not None
    assert (measured.fit, measured.reached_on) == (Fit.TOO_SHORT, None)


def test_an_extension_begins_where_the_first_notice_began() -> None:
    first = a_notice("n-1", closes_on=day("2025-10-13"))
    second = a_change("n-2", "n-1", "extension", opens_on=day("2025-10-14"), closes_on=day("2025-10-16"))
    third = a_change("n-3", "n-2", "extension", opens_on=day("2025-10-17"), closes_on=day("2025-10-20"))
    notices = {notice.notice_id: notice for notice in (first, second, third)}
    assert first_day(third, notices) == day("2025-10-09")
    assert first_day(a_change("n-4", "n-1", "correction", opens_on=day("2025-10-14")), notices) == day("2025-10-14")
    assert first_day(a_change("n-5", "n-1", "extension", opens_on=day("2025-10-15")), notices) == day("2025-10-15")


def test_extensions_in_a_circle_have_an_end() -> None:
    one, other = a_change("n-1", "n-2", "extension"), a_change("n-2", "n-1", "extension")
    assert first_day(one, {"n-1": one, "n-2": other}) == day("2025-10-09")


def test_the_effective_period_ends_last_of_all() -> None:
    first = a_notice(closes_time="17:00")
    same_day = a_change("n-2", "n-1", "correction")
    changes = {"n-1": [same_day]}
    alone = effective_period(first, {}, published_calendar())
    both = effective_period(first, changes, published_calendar())
    assert alone is not None
    assert both is not None
    assert (earliest_decision(alone), earliest_decision(both)) == (day("2025-10-14"), day("2025-10-15"))


def test_a_later_row_without_a_period_ends_nothing() -> None:
    broken = a_change("n-2", "n-1", "correction", closes_on=None)
    period = effective_period(a_notice(), {"n-1": [broken]}, published_calendar())
    assert period is not None
    assert period.closes_on == day("2025-10-14")


def test_a_notice_of_one_day_has_a_length() -> None:
    notice = a_notice(closes_on=day("2025-10-09"), stated_length=2, stated_unit="day")
    assert disagreeing_length(notice, published_calendar()) == 1


@pytest.mark.parametrize(("stated", "held"), [(5, None), (4, 5), (6, 5)])
def test_a_length_disagrees_with_what_the_dates_hold(stated: int, held: int | None) -> None:
    notice = a_notice(stated_length=stated, stated_unit="working_day")
    assert disagreeing_length(notice, published_calendar()) == held


def test_a_row_is_about_whom_it_names() -> None:
    assert party_of(an_applicant()) == Party(kind="organization", name=FIRM, unit="", uscc="")
    assert party_of(a_candidate()) == party_of(an_awardee())
    assert party_of(an_awardee(awardee="", awardee_type="", entry_title="示例方法")) is None
    assert party_of(an_awardee(awardee="")) is None
    assert party_of(an_awardee(awardee_type="")) is None


def firm(name: str, uscc: str = "") -> Party:
    return Party(kind="organization", name=name, unit="", uscc=uscc)


def test_names_are_related_forwards_and_backwards_but_not_sideways() -> None:
    rows = [a_former_name("示例丙", "示例乙"), a_former_name("示例乙", "示例甲"), a_former_name("示例丁", "示例甲")]
    history = NameHistory(rows)
    assert history.related("示例丙") == {"示例丙", "示例乙", "示例甲"}
    assert history.related("示例甲") == {"示例甲", "示例乙", "示例丙", "示例丁"}
    assert not history.same(firm("示例丙"), firm("示例丁"))
    assert NameHistory([a_former_name("示例甲", "示例乙"), a_former_name("示例乙", "示例甲")]).related("示例甲") == {
        "示例甲",
        "示例乙",
    }


def test_a_change_of_name_that_is_not_whole_relates_nothing() -> None:
    history = NameHistory([a_former_name("示例甲", ""), a_former_name("", "示例乙")])
    assert history.related("示例甲") == {"示例甲"}
    assert history.related("示例乙") == {"示例乙"}


@pytest.mark.parametrize("other_kind", ["individual", ""])
def test_an_organization_is_never_a_person(other_kind: str) -> None:
    assert not NameHistory().same(firm("示例甲"), Party(kind=other_kind, name="示例甲", unit="", uscc=""))


def test_a_credit_code_that_a_person_carries_identifies_nobody() -> None:
    persons = [
        Party(kind="individual", name=name, unit=FIRM, uscc="91000000MA0000000X") for name in (PERSON, "示例人乙")
    ]
    assert not NameHistory().same(*persons)


@given(st.lists(st.tuples(st.sampled_from("甲乙丙"), st.sampled_from(["", "A", "B"])), max_size=8))
def test_an_index_finds_exactly_what_is_the_same(entries: list[tuple[str, str]]) -> None:
    history = NameHistory([a_former_name("甲", "乙")])
    parties = [firm(name, code) for name, code in entries]
    index = PartyIndex(history, [(party, number) for number, party in enumerate(parties)])
    assert bool(index) == bool(entries)
    for party in parties:
        expected = tuple(number for number, other in enumerate(parties) if history.same(party, other))
        assert index.find(party) == expected
