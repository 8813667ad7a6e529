"""Awards and candidates against caps, rows against the number that a source prints."""

from dataclasses import replace
from typing import Any

import pytest

from generator.diagnostics import Severity
from generator.domain.records import Awardee
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
    a_quota,
    a_regulation,
    a_revocation,
    a_withdrawal,
    an_award,
    an_awardee,
    complete,
    day,
    found,
    one,
    place,
)

QUOTA, ONSITE, DECLARED = "quota-exceeded", "onsite-cap-exceeded", "declared-count-differs"


def winners(count: int, award: str = "quality", **changes: Any) -> list[Awardee]:
    return [an_awardee(f"{award}-{number}", award=award, **changes) for number in range(count)]


@pytest.mark.parametrize(("count", "faults"), [(1, 0), (2, 0), (3, 1), (4, 1)])
def test_a_cap_of_two_allows_two(count: int, faults: int) -> None:
    portal = a_portal(a_cycle(awardees=winners(count)), regulations=[a_regulation(quotas=(a_quota(),))])
    assert len(found(QUOTA, portal)) == faults


def test_the_first_row_over_the_cap_is_told() -> None:
    rows = [an_awardee("w-0", award="gold"), *winners(4)]
    fault = one(QUOTA, a_portal(a_cycle(awardees=rows), regulations=[a_regulation(quotas=(a_quota(),))]))
    assert (place(fault), fault.value, fault.clause) == (("2025/awardees.csv", 5, "award"), "quality", "第六条")
    assert (fault.facts["max"], fault.facts["counted"], fault.facts["reading"]) == ("2", "4", "single")


def test_a_revoked_award_counts() -> None:
    portal = a_portal(
        a_cycle(awardees=winners(3)),
        regulations=[a_regulation(quotas=(a_quota(),))],
        revocations=[a_revocation(award_id="quality-0")],
    )
    assert len(found(QUOTA, portal)) == 1


def test_a_cap_of_each_cycle_is_counted_in_each_cycle() -> None:
    cycles = [a_cycle(slug, awardees=winners(2)) for slug in ("2023", "2025")]
    assert found(QUOTA, a_portal(*cycles, regulations=[a_regulation(quotas=(a_quota(),))])) == []


def test_a_shared_cap_counts_both_awards() -> None:
    rows = [*winners(2), *winners(1, "gold")]
    regulation = a_regulation(quotas=(a_quota("quality", "gold"),))
    fault = one(QUOTA, a_portal(a_cycle(awardees=rows), regulations=[regulation]))
    assert (fault.line, fault.facts["reading"]) == (4, "shared")


@pytest.mark.parametrize(("kinds", "faults"), [(("organization", "individual"), 1), (("individual",), 0)])
def test_a_cap_counts_only_its_kinds_of_recipient(kinds: tuple[str, ...], faults: int) -> None:
    regulation = a_regulation(quotas=(a_quota(recipients=kinds),))
    assert len(found(QUOTA, a_portal(a_cycle(awardees=winners(3)), regulations=[regulation]))) == faults


@pytest.mark.parametrize(("recipients", "faults"), [(("organization",), 1), (("organization", "individual"), 0)])
def test_an_award_to_a_project_alone_counts_where_its_kind_is_sure(recipients: tuple[str, ...], faults: int) -> None:
    regulation = a_regulation(awards=(an_award(recipients=recipients),), quotas=(a_quota(),))
    rows = winners(3, awardee="", awardee_type="", entry_title="示例方法")
    assert len(found(QUOTA, a_portal(a_cycle(awardees=rows), regulations=[regulation]))) == faults


def test_an_unclear_cap_that_only_the_shared_reading_breaks_is_a_warning() -> None:
    rows = [*winners(2, decided_on=day("2027-01-04")), *winners(2, "gold", decided_on=day("2027-01-04"))]
    regulation = a_regulation(quotas=(a_quota("quality", "gold", ambiguous=True),))
    fault = one(QUOTA, a_portal(a_cycle(awardees=rows), regulations=[regulation]))
    assert (fault.facts["reading"], fault.severity, fault.line) == ("joint", Severity.WARNING, 4)


def test_an_unclear_cap_that_every_reading_breaks_is_no_doubt() -> None:
    rows = [*winners(1, "gold", decided_on=day("2027-01-04")), *winners(3, decided_on=day("2027-01-04"))]
    regulation = a_regulation(quotas=(a_quota("quality", "gold", ambiguous=True),))
    fault = one(QUOTA, a_portal(a_cycle(awardees=rows), regulations=[regulation]))
    assert (fault.facts["reading"], fault.severity, fault.line) == ("each", Severity.ERROR, 5)
    assert (fault.facts["awards"], fault.facts["counted"]) == ("示例市政府质量奖", "3")


@pytest.mark.parametrize(
    ("of_the_award", "told"), [(("organization",), ""), (("organization", "individual"), "organization")]
)
def test_whom_a_cap_is_for_is_told_where_the_award_goes_to_others_too(of_the_award: tuple[str, ...], told: str) -> None:
    regulation = a_regulation(awards=(an_award(recipients=of_the_award),), quotas=(a_quota(),))
    fault = one(QUOTA, a_portal(a_cycle(awardees=winners(3)), regulations=[regulation]))
    assert fault.facts["recipients"] == told


def test_an_unclear_cap_of_one_award_is_read_as_it_stands() -> None:
    rows = winners(3, decided_on=day("2027-01-04"))
    portal = a_portal(a_cycle(awardees=rows), regulations=[a_regulation(quotas=(a_quota(ambiguous=True),))])
    fault = one(QUOTA, portal)
    assert (fault.facts["reading"], fault.severity) == ("single", Severity.ERROR)


@pytest.mark.parametrize(("decided", "severity"), [(2, Severity.ERROR), (3, Severity.WARNING)])
def test_a_cap_can_be_kept_while_the_decisions_taken_do_not_exceed_it(decided: int, severity: Severity) -> None:
    ahead = [an_awardee(f"w-{number}", decided_on=day("2027-01-04")) for number in range(4 - decided)]
    portal = a_portal(a_cycle(awardees=[*ahead, *winners(decided)]), regulations=[a_regulation(quotas=(a_quota(),))])
    assert one(QUOTA, portal).severity is severity


@pytest.mark.parametrize(
    ("as_of", "severity"),
    [("2025-11-02", Severity.ERROR), ("2025-11-03", Severity.WARNING), ("2025-11-04", Severity.WARNING)],
)
def test_a_cap_can_be_kept_until_the_decision(as_of: str, severity: Severity) -> None:
    portal = a_portal(a_cycle(awardees=winners(3)), regulations=[a_regulation(quotas=(a_quota(),))])
    assert one(QUOTA, portal, day(as_of)).severity is severity


# --- on site ----------------------------------------------------------------------------------------------------------


def on_site(count: int, notice_id: str = "") -> list[Any]:
    return [a_candidate("onsite", applicant=f"示例市{number}公司", notice_id=notice_id) for number in range(count)]


@pytest.mark.parametrize(("count", "faults"), [(1, 0), (2, 0), (3, 1)])
def test_no_more_candidates_are_visited_than_allowed(count: int, faults: int) -> None:
    regulation = a_regulation(onsite_max=2, onsite_clause="第七条")
    rows = [a_candidate("proposal"), *on_site(count)]
    faulty = found(ONSITE, a_portal(a_cycle(shortlists=rows), regulations=[regulation]))
    assert [(*place(fault), fault.clause) for fault in faulty] == [
        ("2025/shortlists.csv", 5, "stage", "第七条")
    ] * faults


@pytest.mark.parametrize(
    ("as_of", "severity"),
    [("2025-10-14", Severity.ERROR), ("2025-10-15", Severity.WARNING)],
)
def test_too_many_visits_can_be_prevented_until_their_notice_has_closed(as_of: str, severity: Severity) -> None:
    cycle = a_cycle(shortlists=on_site(2, "n-1"), notices=[a_notice(stage="onsite")])
    portal = a_portal(cycle, regulations=[a_regulation(onsite_max=1)])
    assert one(ONSITE, portal, day(as_of)).severity is severity


@pytest.mark.parametrize(("as_of", "severity"), [("2025-11-02", Severity.ERROR), ("2025-11-03", Severity.WARNING)])
def test_too_many_visits_can_be_prevented_until_the_decision(as_of: str, severity: Severity) -> None:
    cycle = a_cycle(shortlists=on_site(2), awardees=[an_awardee()])
    assert one(ONSITE, a_portal(cycle, regulations=[a_regulation(onsite_max=1)]), day(as_of)).severity is severity


def test_too_many_visits_can_be_prevented_while_nobody_knows_when_their_notice_closes() -> None:
    notice = a_notice(stage="onsite", period_form="length_only", opens_on=None, closes_on=None)
    portal = a_portal(a_cycle(shortlists=on_site(2, "n-1"), notices=[notice]), regulations=[a_regulation(onsite_max=1)])
    assert one(ONSITE, portal).severity is Severity.ERROR


def test_visits_to_candidates_who_are_not_named_are_counted_one_by_one() -> None:
    rows = [a_candidate("onsite", applicant=""), a_candidate("onsite", applicant="")]
    portal = a_portal(a_cycle(shortlists=rows), regulations=[a_regulation(onsite_max=1)])
    assert one(ONSITE, portal).facts["counted"] == "2"


# --- printed numbers --------------------------------------------------------------------------------------------------


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


def test_a_row_that_stands_twice_is_no_second_award() -> None:
    regulation = a_regulation(quotas=(a_quota(max=1),), onsite_max=1)
    cycle = a_cycle(awardees=[an_awardee(), an_awardee()], shortlists=[a_candidate("onsite"), a_candidate("onsite")])
    portal = a_portal(cycle, regulations=[regulation])
    assert found("quota-exceeded", portal) == []
    assert found("onsite-cap-exceeded", portal) == []


def test_a_row_that_stands_twice_does_not_alter_which_is_the_first_over_the_cap() -> None:
    regulation = a_regulation(quotas=(a_quota(max=1),), onsite_max=1)
    other = a_candidate("onsite", applicant="示例市丙厂")
    cycle = a_cycle(
        awardees=[an_awardee("w-1"), an_awardee("w-2"), an_awardee("w-1")],
        shortlists=[a_candidate("onsite"), other, a_candidate("onsite")],
    )
    portal = a_portal(cycle, regulations=[regulation])
    assert [one("quota-exceeded", portal).line, one("onsite-cap-exceeded", portal).line] == [3, 3]


def test_an_id_that_is_the_number_of_a_line_is_no_row_without_an_id() -> None:
    portal = a_portal(
        a_cycle(awardees=[an_awardee("3"), an_awardee("")]), regulations=[a_regulation(quotas=(a_quota(max=1),))]
    )
    assert one("quota-exceeded", portal).facts["counted"] == "2"
