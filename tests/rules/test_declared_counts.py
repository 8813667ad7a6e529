"""Rows against the number that a source prints."""

from dataclasses import replace
from typing import Any

import pytest

from generator.diagnostics import Severity
from tests.rules.building import (
    LATER,
    OPEN_DAY,
    OTHER_FIRM,
    a_candidate,
    a_change,
    a_cycle,
    a_cycle_award,
    a_notice,
    a_portal,
    a_withdrawal,
    an_awardee,
    complete,
    day,
    found,
    one,
    place,
)
from tests.rules.winners import winners

DECLARED = "declared-count-differs"


@pytest.mark.parametrize(
    ("declared", "whole", "faults"),
    [(1, True, 1), (2, True, 0), (3, True, 1), (1, False, 1), (2, False, 0), (3, False, 0)],
)
def test_a_notice_lists_as_many_as_it_says(declared: int, whole: bool, faults: int) -> None:
    rows = [a_candidate(notice_id="n-1"), a_candidate(applicant=OTHER_FIRM, notice_id="n-1"), a_candidate("onsite")]
    cycle = a_cycle(
        notices=[a_notice(declared_count=declared)],
        shortlists=rows,
        completeness=complete("shortlists") if whole else complete(),
    )
    faulty = found(DECLARED, a_portal(cycle))
    assert [place(fault) for fault in faulty] == [("2025/notices.csv", 2, "declared_count")] * faults


@pytest.mark.parametrize(
    ("as_of", "source_url", "severity"),
    [
        (OPEN_DAY, "https://example.org/1", Severity.ERROR),
        (LATER, "https://example.org/1", Severity.WARNING),
        (LATER, "", Severity.ERROR),
    ],
)
def test_a_published_number_stays_as_printed_once_closed(as_of: Any, source_url: str, severity: Severity) -> None:
    cycle = a_cycle(notices=[a_notice(declared_count=1, source_url=source_url)], completeness=complete("shortlists"))
    assert one(DECLARED, a_portal(cycle), as_of).severity is severity


def test_a_list_is_stored_once_in_a_chain_of_notices() -> None:
    later = a_change("n-2", "n-1", "correction", declared_count=1)
    first = a_notice(declared_count=1)
    for holder in ("n-1", "n-2"):
        cycle = a_cycle(
            notices=[first, later], shortlists=[a_candidate(notice_id=holder)], completeness=complete("shortlists")
        )
        assert found(DECLARED, a_portal(cycle)) == []


def firms(count: int, notice_id: str, start: int = 0) -> list[Any]:
    return [a_candidate(applicant=f"示例市{number}公司", notice_id=notice_id) for number in range(start, start + count)]


@pytest.mark.parametrize(
    ("declared", "rows", "faults"),
    [
        ((9, 10), (9, 1), []),  # the whole list is declared again, what is new stands at the change
        ((9, 10), (10, 0), []),
        ((9, 10), (0, 10), []),
        ((9, 1), (9, 1), []),  # what is new is declared alone
        ((9, 1), (10, 0), []),
        ((9, 8), (9, 0), []),  # the list as it was first shown
        ((9, 9), (9, 0), []),
        ((9, None), (9, 1), []),
        ((9, None), (7, 1), []),
        ((None, 8), (9, 0), []),
        ((9, 10), (8, 1), [(3, "9")]),
        ((9, 9), (9, 1), []),  # one has left the list and another has come
        ((9, 10), (9, 2), []),
        ((9, 12), (9, 2), [(3, "11")]),
        ((9, 1), (9, 2), [(3, "2")]),
        ((9, 9), (8, 0), [(3, "8")]),
        ((9, None), (8, 0), [(2, "8")]),
        ((9, 10), (0, 0), [(3, "0")]),
    ],
)
def test_a_change_declares_the_whole_list_or_what_it_adds(
    declared: tuple[int | None, int | None], rows: tuple[int, int], faults: list[tuple[int, str]]
) -> None:
    first = a_notice(declared_count=declared[0])
    later = a_change("n-2", "n-1", "correction", published_on=day("2025-10-10"), declared_count=declared[1])
    lists = [*firms(rows[0], "n-1"), *firms(rows[1], "n-2", rows[0])]
    cycle = a_cycle(notices=[first, later], shortlists=lists, completeness=complete("shortlists"))
    assert [(fault.line, fault.facts["counted"]) for fault in found(DECLARED, a_portal(cycle))] == faults


def test_an_extension_takes_nobody_off_the_list() -> None:
    later = a_change("n-2", "n-1", "extension", published_on=day("2025-10-10"), declared_count=9)
    lists = [*firms(9, "n-1"), *firms(1, "n-2", 9)]
    cycle = a_cycle(notices=[a_notice(declared_count=9), later], shortlists=lists, completeness=complete("shortlists"))
    assert [(fault.line, fault.facts["counted"]) for fault in found(DECLARED, a_portal(cycle))] == [(3, "10")]


def test_a_list_that_is_not_complete_has_no_more_rows_than_its_chain_declares() -> None:
    later = a_change("n-2", "n-1", "correction", published_on=day("2025-10-10"), declared_count=3)
    for count, faults in ((3, 0), (4, 1)):
        cycle = a_cycle(notices=[a_notice(declared_count=2), later], shortlists=firms(count, "n-1"))
        assert len(found(DECLARED, a_portal(cycle))) == faults


def test_a_withdrawal_lists_nobody() -> None:
    withdrawal = replace(a_withdrawal("n-2", "n-1"), declared_count=4)
    cycle = a_cycle(notices=[a_notice(), withdrawal], completeness=complete("shortlists"))
    assert found(DECLARED, a_portal(cycle)) == []
    counted = replace(cycle, notices=a_cycle(notices=[a_notice(declared_count=2), withdrawal]).notices)
    assert [(fault.line, fault.value) for fault in found(DECLARED, a_portal(counted))] == [(2, "2")]


@pytest.mark.parametrize(
    ("declared", "whole", "faults"),
    [(1, True, 1), (2, True, 0), (3, True, 1), (1, False, 1), (2, False, 0), (3, False, 0)],
)
def test_a_decision_names_as_many_as_it_says(declared: int, whole: bool, faults: int) -> None:
    cycle = a_cycle(
        awards=(a_cycle_award("gold"), a_cycle_award(declared_count=declared, line=9)),
        awardees=winners(2),
        completeness=complete("awardees") if whole else complete(),
    )
    faulty = found(DECLARED, a_portal(cycle))
    assert [place(fault) for fault in faulty] == [("2025/cycle.yaml", 9, "declared_count")] * faults
    assert all(fault.facts["reason"] == "awards" for fault in faulty)
    assert {fault.severity for fault in faulty} <= {Severity.ERROR}


@pytest.mark.parametrize("name", ["shortlists", "awardees"])
def test_rows_that_could_not_be_read_are_not_counted(name: str) -> None:
    cycle = a_cycle(
        notices=[a_notice(declared_count=3)] if name == "shortlists" else [],
        awards=(a_cycle_award(declared_count=3),) if name == "awardees" else (),
        completeness=complete(name),
    )
    unread = replace(cycle, **{name: replace(getattr(cycle, name), sound=False)})
    assert len(found(DECLARED, a_portal(cycle))) == 1
    assert found(DECLARED, a_portal(unread)) == []


def test_what_is_told_of_single_rows_is_not_told_of_their_number_again() -> None:
    twice = a_cycle(awards=[a_cycle_award(declared_count=1)], awardees=[an_awardee(), an_awardee()])
    unknown = a_cycle(
        awards=[a_cycle_award(declared_count=1)],
        awardees=[an_awardee(award="qualty")],
        completeness=complete("awardees"),
    )
    elsewhere = a_cycle(
        notices=[a_notice(declared_count=2)],
        shortlists=[a_candidate(notice_id="n-1"), a_candidate(notice_id="n-x", applicant="示例市丙厂")],
        completeness=complete("shortlists"),
    )
    doubled = a_cycle(notices=[a_notice(declared_count=1)], shortlists=[a_candidate(notice_id="n-1")] * 2)
    for cycle in (twice, unknown, elsewhere, doubled):
        assert found(DECLARED, a_portal(cycle)) == []


@pytest.mark.parametrize("wrong", ["qualit", "gold"])
def test_what_is_told_of_an_entry_of_the_cycle_is_not_told_of_its_number_again(wrong: str) -> None:
    entries = [a_cycle_award("gold", declared_count=1), a_cycle_award(wrong, declared_count=2, line=9)]
    rows = [an_awardee(), an_awardee("w-2", award="gold")]
    assert found(DECLARED, a_portal(a_cycle(awards=entries, awardees=rows, completeness=complete("awardees")))) == []
    entries[0] = replace(entries[0], id="person")
    faulty = found(DECLARED, a_portal(a_cycle(awards=entries, awardees=rows, completeness=complete("awardees"))))
    assert (5, "1") in [(fault.line, fault.value) for fault in faulty]
