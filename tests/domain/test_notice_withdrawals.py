"""What a withdrawal makes of a notice and of those that change it: whether it still stands."""

import datetime as dt
from dataclasses import replace

from generator.domain.moments import BEIJING, Mark
from generator.domain.notices import field_changes
from tests.domain.histories import extension, histories, history
from tests.rules.building import a_change, a_notice, a_withdrawal, day


def test_a_withdrawal_marks_the_whole_chain_from_its_day_on() -> None:
    withdrawal = replace(a_withdrawal("n-3", "n-2"), published_on=day("2025-10-15"))
    chain = histories(a_notice(), extension(), withdrawal)
    for notice_id, marks in (("n-1", (Mark.EXTENDED, Mark.WITHDRAWN)), ("n-2", (Mark.WITHDRAWN,))):
        found = chain.find(notice_id)
        assert found is not None
        assert found.withdrawn_on(day("2025-10-14")) is None
        assert found.withdrawn_on(day("2025-10-15")) == found.withdrawals[0]
        assert found.marks_on(day("2025-10-15")) == marks


def test_a_withdrawal_of_the_first_notice_takes_its_extension_along() -> None:
    withdrawal = replace(a_withdrawal("n-3", "n-1"), published_on=day("2025-10-15"))
    found = history("n-2", a_notice(), extension(), withdrawal)
    assert found.withdrawn_on(day("2025-10-15")) is not None
    replaced = replace(withdrawal, published_on=day("2025-10-10"))
    assert history("n-2", a_notice(), extension(), replaced).withdrawn_on(day("2025-10-31")) is None


def test_a_withdrawn_extension_that_another_replaces_withdraws_the_notice_only_until_then() -> None:
    of_extension = replace(a_withdrawal("n-3", "n-2"), published_on=day("2025-10-15"))
    corrected = a_change("n-5", "n-2", "correction", published_on=day("2025-10-17"), closes_on=day("2025-10-21"))
    again = a_change("n-4", "n-1", "extension", published_on=day("2025-10-17"), closes_on=day("2025-10-21"))
    for anew in (again, corrected):
        chain = histories(a_notice(), extension(), of_extension, anew)
        first, replaced = chain.find("n-1"), chain.find("n-2")
        assert first is not None
        assert replaced is not None
        withdrawn = {on: first.withdrawn_on(day(on)) is not None for on in ("2025-10-14", "2025-10-15", "2025-10-17")}
        assert withdrawn == {"2025-10-14": False, "2025-10-15": True, "2025-10-17": False}
        assert first.marks_on(day("2025-10-17")) == (Mark.EXTENDED,)
        assert replaced.withdrawn_on(day("2025-10-17")) is not None
    overtaken = replace(of_extension, published_on=day("2025-10-18"))
    assert history("n-1", a_notice(), extension(), again, overtaken).withdrawn_on(day("2025-10-31")) is None
    assert history("n-1", a_notice(), extension(), corrected, overtaken).withdrawn_on(day("2025-10-31")) is not None


def test_a_withdrawn_notice_that_is_published_anew_is_told_by_the_row_in_which_it_stands() -> None:
    withdrawal = replace(a_withdrawal("n-2", "n-1"), published_on=day("2025-10-11"))
    corrected = a_change("n-3", "n-1", "correction", published_on=day("2025-10-15"), closes_on=day("2025-10-21"))
    again = replace(a_withdrawal("n-4", "n-3"), published_on=day("2025-10-20"))
    chain = histories(a_notice(), withdrawal, corrected, again)
    first = chain.find("n-1")
    assert first is not None
    told = {on: chain.anew(first, day(on)).notice.notice_id for on in ("2025-10-10", "2025-10-12", "2025-10-15")}
    assert told == {"2025-10-10": "n-1", "2025-10-12": "n-1", "2025-10-15": "n-3"}
    assert chain.anew(first, day("2025-10-20")) is first


def test_of_several_withdrawals_the_first_that_was_published_counts() -> None:
    of_extension = replace(a_withdrawal("n-3", "n-2"), published_on=day("2025-10-20"))
    of_first = replace(a_withdrawal("n-4", "n-1"), published_on=day("2025-10-16"))
    for notice_id in ("n-1", "n-2"):
        found = history(notice_id, a_notice(), extension(), of_extension, of_first)
        assert [row.notice_id for row in found.withdrawals] == ["n-4", "n-3"]
        withdrawn = found.withdrawn_on(day("2025-10-31"))
        assert withdrawn is not None
        assert withdrawn.notice_id == "n-4"


def test_a_withdrawal_is_not_withdrawn_by_another() -> None:
    again = replace(a_withdrawal("n-3", "n-2"), published_on=day("2025-10-20"))
    assert history("n-2", a_notice(), a_withdrawal("n-2", "n-1"), again).withdrawals == ()


def test_a_withdrawal_itself_has_no_period_and_is_not_withdrawn() -> None:
    found = history("n-2", a_notice(), a_withdrawal("n-2", "n-1"))
    assert found.phase_at(dt.datetime(2025, 10, 9, tzinfo=BEIJING)) is None
    assert (found.withdrawals, [row.notice_id for row in found.earlier]) == ((), ["n-1"])


def test_a_notice_whose_withdrawal_is_withdrawn_stands_again() -> None:
    fix = a_change("n-2", "n-1", "correction", published_on=day("2025-10-10"))
    out = replace(a_withdrawal("n-3", "n-1"), published_on=day("2025-10-11"))
    back = replace(a_withdrawal("n-4", "n-3"), published_on=day("2025-10-13"))
    for notice_id in ("n-1", "n-2"):
        found = history(notice_id, a_notice(), fix, out, back)
        withdrawn = [found.withdrawn_on(day(f"2025-10-{date}")) for date in (10, 11, 12, 13)]
        assert [row and row.notice_id for row in withdrawn] == [None, "n-3", "n-3", None]
        assert [Mark.WITHDRAWN in found.marks_on(day(f"2025-10-{date}")) for date in (12, 13)] == [True, False]
    withdrawal = history("n-3", a_notice(), fix, out, back)
    assert withdrawal.marks_on(day("2025-10-13")) == (Mark.WITHDRAWN,)


def test_a_withdrawal_holds_again_when_what_withdrew_it_is_withdrawn() -> None:
    out = replace(a_withdrawal("n-3", "n-1"), published_on=day("2025-10-11"))
    back = replace(a_withdrawal("n-4", "n-3"), published_on=day("2025-10-12"))
    again = replace(a_withdrawal("n-5", "n-4"), published_on=day("2025-10-13"))
    chain = histories(a_notice(), out, back, again)
    marked = {
        notice_id: [Mark.WITHDRAWN in found.marks_on(day(f"2025-10-{date}")) for date in (11, 12, 13)]
        for notice_id in ("n-1", "n-3", "n-4")
        if (found := chain.find(notice_id))
    }
    assert marked == {"n-1": [True, False, True], "n-3": [False, True, False], "n-4": [False, False, True]}
    circle = histories(replace(back, corrects="n-5"), again)
    assert [found.marks_on(day("2025-10-13")) for found in circle] == [(), ()]


def test_a_withdrawal_changes_no_period() -> None:
    assert field_changes(a_notice(), a_withdrawal("n-2", "n-1")) == ()
