"""Whether each demanded notice was published, and the decision came after it."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from generator.domain.assessments import assess
from generator.domain.verdicts import Assessment, Kind, Verdict
from tests.domain.arranged_days import published_calendar
from tests.domain.judging import DECIDED, MET, NOT_MET, OPEN, judged, only, outcome
from tests.rules.building import LATER, a_change, a_cycle, a_notice, a_withdrawal, an_awardee, complete, day
from tests.rules.building_regulations import a_demand, a_regulation

# --- the rule is missing ----------------------------------------------------------------------------------------------


def test_nothing_is_assessed_by_another_version_than_the_cycle_s_own() -> None:
    cycle = a_cycle(regulation_id=None, regulation_cited="示政办〔2020〕1号", awardees=[DECIDED])
    found = assess(cycle, published_calendar(), LATER)
    assert [assessment.kind for assessment in found] == list(Kind)
    assert {outcome(assessment) for assessment in found} == {(OPEN, "regulation_not_held")}
    assert found[0].facts == {"cited": "示政办〔2020〕1号"}


@pytest.mark.parametrize("status", ["draft", "consultation_draft"])
def test_nothing_is_assessed_by_a_draft(status: str) -> None:
    cycle = a_cycle(notices=[a_notice()], awardees=[DECIDED])
    found = judged(cycle, Kind.NOTICE_LENGTH, a_regulation(status=status))
    assert [outcome(assessment) for assessment in found] == [(OPEN, "regulation_is_draft")]


# --- was each demanded notice published -------------------------------------------------------------------------------


def published(**parts: Any) -> Assessment:
    return only(a_cycle(**parts), Kind.NOTICE_PUBLISHED)


def test_a_demanded_notice_that_is_held_was_published() -> None:
    assessment = published(notices=[a_notice()])
    assert outcome(assessment) == (MET, "published")
    assert assessment.facts == {"demanded": 1, "held": 1, "published_on": day("2025-10-09")}
    assert (assessment.subject, assessment.clause) == ("proposal", "第九条")


def test_a_notice_that_is_to_be_published_on_a_later_day_was_not_published_yet() -> None:
    later = a_notice(published_on=LATER + dt.timedelta(days=1))
    assert outcome(published(notices=[later], completeness=complete("notices"))) == (OPEN, "cycle_under_way")
    assert outcome(published(notices=[replace(later, published_on=LATER)])) == (MET, "published")


def test_of_several_notices_at_a_stage_the_first_tells_when_it_was_published() -> None:
    rows = [a_notice("n-1", published_on=day("2025-10-10")), a_notice("n-2"), a_notice("n-3", published_on=None)]
    assert published(notices=rows).facts["published_on"] == day("2025-10-09")


def test_a_stage_is_assessed_by_the_first_public_notice_that_it_demands() -> None:
    demands = (a_demand(audience="internal", clause="第七条"), a_demand(clause="第八条"), a_demand(clause="第九条"))
    rows = [a_notice("n-1"), a_notice("n-2")]
    assessment = only(a_cycle(notices=rows), Kind.NOTICE_PUBLISHED, a_regulation(notices=demands))
    assert (outcome(assessment), assessment.clause) == ((MET, "published"), "第八条")


def other_stage() -> dict[str, Any]:
    return {"notices": [a_notice("n-0", stage="onsite")], "awardees": [an_awardee()]}


def test_a_missing_notice_is_a_failing_only_where_the_record_of_notices_is_complete() -> None:
    assert outcome(published(**other_stage(), completeness=complete("notices"))) == (NOT_MET, "not_published")
    assert outcome(published(**other_stage())) == (OPEN, "table_unknown")
    partial = replace(complete(), notices="partial")
    assert outcome(published(**other_stage(), completeness=partial)) == (OPEN, "table_partial")


def test_without_a_table_of_notices_nothing_is_known() -> None:
    assert outcome(published(awardees=[an_awardee()], completeness=complete("notices"))) == (OPEN, "table_unknown")


def test_before_any_decision_a_notice_may_still_come() -> None:
    parts: dict[str, Any] = {"notices": [a_notice("n-0", stage="onsite")], "completeness": complete("notices")}
    assert outcome(published(**parts)) == (OPEN, "cycle_under_way")
    cycle = a_cycle(**parts, awardees=[an_awardee(decided_on=day("2026-06-02"))])
    assert outcome(only(cycle, Kind.NOTICE_PUBLISHED)) == (OPEN, "cycle_under_way")
    assert outcome(only(cycle, Kind.NOTICE_PUBLISHED, on=day("2026-06-02"))) == (NOT_MET, "not_published")


def test_a_withdrawn_notice_that_is_not_repeated_is_none() -> None:
    rows = [a_notice("n-1"), a_withdrawal("n-2", "n-1")]
    parts: dict[str, Any] = {"awardees": [an_awardee()], "completeness": complete("notices")}
    assert outcome(published(notices=rows, **parts)) == (NOT_MET, "withdrawn_only")
    assert outcome(published(notices=[*rows, a_notice("n-3")], **parts)) == (MET, "published")


def test_a_correction_is_no_second_notice() -> None:
    regulation = a_regulation(notices=(a_demand(), a_demand(what="建议名单")))
    rows = [a_notice("n-1"), a_change("n-2", "n-1", "correction")]
    assessment = only(a_cycle(notices=rows), Kind.NOTICE_PUBLISHED, regulation)
    assert outcome(assessment) == (OPEN, "lists_not_told_apart")
    assert (assessment.facts["demanded"], assessment.facts["held"]) == (2, 1)


def test_an_internal_notice_cannot_be_seen_from_outside() -> None:
    regulation = a_regulation(notices=(a_demand(audience="internal"),))
    assert outcome(only(a_cycle(), Kind.NOTICE_PUBLISHED, regulation)) == (OPEN, "notice_internal")


# --- from notice to decision ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("decided_on", "expected", "days"),
    [
        ("2025-10-13", (NOT_MET, "decided_before_close"), -1),
        ("2025-10-14", (NOT_MET, "decided_before_close"), 0),
        ("2025-10-15", (MET, "decided_after_notice"), 1),
    ],
)
def test_a_decision_comes_after_the_last_day_of_its_notice(
    decided_on: str, expected: tuple[Verdict, str], days: int
) -> None:
    cycle = a_cycle(notices=[a_notice()], awardees=[replace(DECIDED, decided_on=day(decided_on))])
    assessment = only(cycle, Kind.NOTICE_TO_DECISION)
    assert outcome(assessment) == expected
    assert (assessment.facts["days_after"], assessment.facts["awards"]) == (days, 1)


def test_a_notice_that_closes_at_an_hour_lets_the_decision_follow_on_the_same_day() -> None:
    cycle = a_cycle(notices=[a_notice(closes_time="12:00")], awardees=[replace(DECIDED, decided_on=day("2025-10-14"))])
    assert outcome(only(cycle, Kind.NOTICE_TO_DECISION)) == (MET, "decided_after_notice")


def test_a_decision_after_a_notice_that_was_withdrawn_followed_none() -> None:
    withdrawal = replace(a_withdrawal("n-2", "n-1"), published_on=day("2025-10-10"))
    cycle = a_cycle(notices=[a_notice(), withdrawal], awardees=[DECIDED])
    found = only(cycle, Kind.NOTICE_TO_DECISION)
    assert outcome(found) == (OPEN, "withdrawn")
    assert (found.facts["notice"], "closes_on" in found.facts) == ("n-1", False)
    naming = only(
        replace(cycle, awardees=a_cycle(awardees=[replace(DECIDED, notice_id="n-2")]).awardees), Kind.NOTICE_TO_DECISION
    )
    assert (outcome(naming), naming.facts["notice"]) == ((OPEN, "withdrawn"), "n-2")


def test_a_decision_before_the_withdrawal_or_after_a_notice_published_anew_is_judged() -> None:
    late = replace(a_withdrawal("n-2", "n-1"), published_on=day("2025-11-04"))
    cycle = a_cycle(notices=[a_notice(), late], awardees=[DECIDED])
    assert outcome(only(cycle, Kind.NOTICE_TO_DECISION)) == (MET, "decided_after_notice")
    withdrawal = replace(a_withdrawal("n-2", "n-1"), published_on=day("2025-10-10"))
    dates = {"published_on": day("2025-10-28"), "opens_on": day("2025-10-28"), "closes_on": day("2025-11-04")}
    anew = a_change("n-3", "n-1", "correction", **dates)
    cycle = a_cycle(notices=[a_notice(), withdrawal, anew], awardees=[DECIDED])
    assert outcome(only(cycle, Kind.NOTICE_TO_DECISION)) == (NOT_MET, "decided_before_close")


@pytest.mark.parametrize("late", ["correction", "withdrawal"])
def test_what_became_of_a_withdrawal_after_the_decision_does_not_alter_that_it_followed_none(late: str) -> None:
    rows = [a_notice(), replace(a_withdrawal("n-2", "n-1"), published_on=day("2025-10-10"))]
    anew = {
        "correction": a_change("n-3", "n-1", "correction", published_on=day("2025-11-10"), closes_on=day("2025-11-14")),
        "withdrawal": replace(a_withdrawal("n-3", "n-2"), published_on=day("2025-11-10")),
    }
    cycle = a_cycle(notices=[*rows, anew[late]], awardees=[DECIDED])
    assert outcome(only(cycle, Kind.NOTICE_TO_DECISION)) == (OPEN, "withdrawn")


@pytest.mark.parametrize(
    ("named", "published_on", "expected"),
    [
        ("n-1", "2025-11-02", (NOT_MET, "decided_before_close")),
        ("n-1", "2025-11-05", (MET, "decided_after_notice")),
        ("n-2", "2025-11-05", (NOT_MET, "decided_before_close")),
    ],
)
def test_a_decision_is_held_against_its_notice_as_it_found_it(
    named: str, published_on: str, expected: tuple[Verdict, str]
) -> None:
    later = a_change("n-2", "n-1", "correction", published_on=day(published_on), closes_on=day("2025-11-11"))
    cycle = a_cycle(notices=[a_notice(), later], awardees=[replace(DECIDED, notice_id=named)])
    assert outcome(only(cycle, Kind.NOTICE_TO_DECISION)) == expected


def test_awards_of_one_decision_are_one_line() -> None:
    rows = [replace(DECIDED, award_id=f"w-{number}", decision_document="示政发〔2025〕1号") for number in range(3)]
    assessment = only(a_cycle(notices=[a_notice()], awardees=rows), Kind.NOTICE_TO_DECISION)
    assert (assessment.subject, assessment.facts["awards"]) == ("示政发〔2025〕1号", 3)


def test_before_the_first_decision_there_is_nothing_to_compare() -> None:
    demands = (a_demand("onsite", clause="第八条"), a_demand())
    cycle = a_cycle(notices=[a_notice()], awardees=[DECIDED, replace(DECIDED, award_id="w-2", decided_on=None)])
    regulation = a_regulation(notices=demands)
    before = only(cycle, Kind.NOTICE_TO_DECISION, regulation, on=day("2025-11-02"))
    assert (outcome(before), before.subject, before.clause) == ((OPEN, "cycle_under_way"), "", "第九条")
    after = only(cycle, Kind.NOTICE_TO_DECISION, regulation, on=day("2025-11-03"))
    assert (outcome(after), after.subject, after.clause) == ((MET, "decided_after_notice"), "2025-11-03", "第九条")
    assert after.facts["awards"] == 1


def test_a_decision_that_names_no_notice_is_left_open() -> None:
    assessment = only(a_cycle(awardees=[an_awardee()]), Kind.NOTICE_TO_DECISION)
    assert outcome(assessment) == (OPEN, "notice_not_named")
    assert assessment.subject == "2025-11-03"


def test_a_decision_that_names_a_notice_without_a_period_is_left_open() -> None:
    assessment = only(a_cycle(notices=[a_notice(closes_on=None)], awardees=[DECIDED]), Kind.NOTICE_TO_DECISION)
    assert outcome(assessment) == (OPEN, "period_not_countable")
    assert (assessment.clause, assessment.facts["notice"]) == ("第九条", "n-1")
    assert "closes_on" not in assessment.facts


def test_where_no_public_notice_is_demanded_no_decision_has_to_wait() -> None:
    regulation = a_regulation(notices=(a_demand(audience="internal"),))
    assert judged(a_cycle(awardees=[an_awardee()]), Kind.NOTICE_TO_DECISION, regulation) == []
