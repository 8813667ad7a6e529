import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from generator.domain.assessments import assess, assess_quotas
from generator.domain.portal import Cycle
from generator.domain.regulations import Regulation
from generator.domain.verdicts import Assessment, Kind, Length, Verdict
from generator.domain.working_days import WorkingDayCalendar
from tests.domain.arranged_days import published_calendar
from tests.rules.building import (
    LATER,
    a_candidate,
    a_change,
    a_cycle,
    a_demand,
    a_jurisdiction,
    a_notice,
    a_period,
    a_quota,
    a_regulation,
    a_withdrawal,
    an_award,
    an_awardee,
    complete,
    day,
)

MET, NOT_MET, OPEN = Verdict.MET, Verdict.NOT_MET, Verdict.NOT_ASSESSABLE
DECIDED = an_awardee(notice_id="n-1")


def judged(cycle: Cycle, kind: Kind, regulation: Regulation | None = None, on: dt.date = LATER) -> list[Assessment]:
    """The assessments of one kind of a cycle under a regulation."""
    jurisdiction = a_jurisdiction(cycle, regulations=[regulation or a_regulation()])
    found = assess(jurisdiction.cycles[0], published_calendar(), on)
    assert {assessment.cycle for assessment in found} <= {cycle.slug}
    return [assessment for assessment in found if assessment.kind is kind]


def only(cycle: Cycle, kind: Kind, regulation: Regulation | None = None, on: dt.date = LATER) -> Assessment:
    (assessment,) = judged(cycle, kind, regulation, on)
    return assessment


def outcome(assessment: Assessment) -> tuple[Verdict, str]:
    return assessment.verdict, assessment.reason


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


# --- was it long enough -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("closes_on", "expected", "counted"),
    [
        ("2025-10-13", (NOT_MET, "too_short"), 4),
        ("2025-10-14", (MET, "long_enough"), 5),
        ("2025-10-15", (MET, "long_enough"), 6),
    ],
)
def test_the_day_before_the_day_and_the_day_after(closes_on: str, expected: tuple[Verdict, str], counted: int) -> None:
    assessment = only(a_cycle(notices=[a_notice(closes_on=day(closes_on))]), Kind.NOTICE_LENGTH)
    assert outcome(assessment) == expected
    assert assessment.facts["counted"] == Length(length=counted, unit="working_day")
    assert assessment.facts["required"] == Length(length=5, unit="working_day")


def test_an_exact_length_may_not_be_exceeded() -> None:
    regulation = a_regulation(notices=(a_demand(period=a_period(7, "day", "exact")),))
    notice = a_notice(opens_on=day("2025-10-09"), closes_on=day("2025-10-16"))
    assert outcome(only(a_cycle(notices=[notice]), Kind.NOTICE_LENGTH, regulation)) == (NOT_MET, "too_long")


def test_a_notice_is_judged_only_once_it_has_closed() -> None:
    cycle = a_cycle(notices=[a_notice(closes_on=day("2025-10-13"))])
    assert outcome(only(cycle, Kind.NOTICE_LENGTH, on=day("2025-10-13"))) == (OPEN, "not_closed")
    assert outcome(only(cycle, Kind.NOTICE_LENGTH, on=day("2025-10-14"))) == (NOT_MET, "too_short")


def test_an_extension_makes_up_for_a_short_notice_from_the_day_it_came_out() -> None:
    extension = a_change("n-2", "n-1", "extension", published_on=day("2025-10-13"), opens_on=day("2025-10-09"))
    cycle = a_cycle(notices=[a_notice(closes_on=day("2025-10-13")), replace(extension, closes_on=day("2025-10-15"))])
    assessment = only(cycle, Kind.NOTICE_LENGTH)
    assert outcome(assessment) == (MET, "long_enough")
    assert assessment.facts["counted"] == Length(length=6, unit="working_day")


def test_an_extension_that_prints_only_the_added_days_adds_to_those_of_the_notice() -> None:
    added = a_change("n-2", "n-1", "extension", published_on=day("2025-10-13"), opens_on=day("2025-10-14"))
    cycle = a_cycle(notices=[a_notice(closes_on=day("2025-10-13")), replace(added, closes_on=day("2025-10-15"))])
    assessment = only(cycle, Kind.NOTICE_LENGTH)
    assert outcome(assessment) == (MET, "long_enough")
    assert assessment.facts["counted"] == Length(length=6, unit="working_day")


@pytest.mark.parametrize(
    ("kind", "length", "told"),
    [
        ("exact", 4, (OPEN, "calendar_missing")),  # 1 January 2027 may be a day off, and the weekend follows
        ("minimum", 4, (MET, "long_enough")),
        ("exact", 3, (OPEN, "calendar_missing")),
        ("exact", 8, (NOT_MET, "too_short")),
    ],
)
def test_a_last_day_that_a_coming_arrangement_may_put_off_makes_no_notice_too_long(
    kind: str, length: int, told: tuple[Verdict, str]
) -> None:
    notice = a_notice(
        period_form="from_publication",
        published_on=day("2026-12-28"),
        opens_on=day("2026-12-28"),
        closes_on=day("2027-01-04"),
    )
    regulation = a_regulation(notices=(a_demand(period=a_period(length, "day", kind)),))
    cycle = a_cycle(notices=[notice])
    assert outcome(only(cycle, Kind.NOTICE_LENGTH, regulation, day("2027-06-01"))) == told


def test_a_notice_that_was_published_anew_after_its_withdrawal_is_assessed_as_it_stands() -> None:
    withdrawal = replace(a_withdrawal("n-2", "n-1"), published_on=day("2025-10-10"))
    dates = {"published_on": day("2025-10-13"), "opens_on": day("2025-10-13"), "closes_on": day("2025-10-21")}
    anew = a_change("n-3", "n-1", "correction", **dates)
    cycle = a_cycle(notices=[a_notice(), withdrawal, anew], awardees=[an_awardee()], completeness=complete("notices"))
    shown, length = only(cycle, Kind.NOTICE_PUBLISHED), only(cycle, Kind.NOTICE_LENGTH)
    assert (outcome(shown), shown.facts["published_on"]) == ((MET, "published"), day("2025-10-13"))
    assert (outcome(length), length.facts["notice"]) == ((MET, "long_enough"), "n-3")
    assert outcome(only(cycle, Kind.NOTICE_LENGTH, on=day("2025-10-12"))) == (OPEN, "withdrawn")


def test_a_withdrawn_notice_has_no_length() -> None:
    cycle = a_cycle(notices=[a_notice("n-1"), a_withdrawal("n-2", "n-1")])
    assert outcome(only(cycle, Kind.NOTICE_LENGTH)) == (OPEN, "withdrawn")


def two_lists(**second: Any) -> Regulation:
    """A regulation that demands two public notices at one stage: seven days exactly, and another."""
    first = a_demand(period=a_period(7, unit="day", kind="exact"), clause="5.1")
    return a_regulation(notices=(first, a_demand(clause="5.2", **second)))


def test_of_two_demands_at_a_stage_a_notice_is_judged_by_the_one_that_it_fits() -> None:
    in_working_days = a_notice("n-1", stated_length=5, stated_unit="working_day")
    in_days = a_notice("n-2", closes_on=day("2025-10-15"), stated_length=7, stated_unit="day")
    cycle = a_cycle(notices=[in_working_days, in_days])
    for kind, reason in ((Kind.NOTICE_LENGTH, "long_enough"), (Kind.NOTICE_UNIT, "unit_agrees")):
        found = judged(cycle, kind, two_lists())
        assert [(outcome(each), each.clause) for each in found] == [((MET, reason), "5.2"), ((MET, reason), "5.1")]


def test_a_decision_cites_the_demand_that_its_notice_fits() -> None:
    cycle = a_cycle(notices=[a_notice(stated_length=5, stated_unit="working_day")], awardees=[DECIDED])
    assert only(cycle, Kind.NOTICE_TO_DECISION, two_lists()).clause == "5.2"


def test_of_two_demands_at_a_stage_a_notice_that_fits_neither_is_judged_by_the_nearest() -> None:
    short = a_notice(closes_on=day("2025-10-13"), stated_length=None, stated_unit="")
    assessment = only(a_cycle(notices=[short]), Kind.NOTICE_LENGTH, two_lists())
    assert (outcome(assessment), assessment.clause) == ((NOT_MET, "too_short"), "5.2")


def test_a_notice_that_may_be_one_without_a_length_is_not_judged() -> None:
    short = a_notice(closes_on=day("2025-10-09"))
    found = only(a_cycle(notices=[short]), Kind.NOTICE_LENGTH, two_lists(length=None))
    assert outcome(found) == (OPEN, "length_not_told_apart")


def test_a_text_without_a_length_gives_nothing_to_measure_by() -> None:
    regulation = a_regulation(notices=(a_demand(length=None),))
    cycle = a_cycle(notices=[a_notice()])
    assert outcome(only(cycle, Kind.NOTICE_LENGTH, regulation)) == (OPEN, "length_not_stated")
    assert judged(cycle, Kind.NOTICE_UNIT, regulation) == []


def test_dates_that_cannot_be_reckoned_are_said_to_be_so() -> None:
    notice = a_notice(opens_on=day("2025-10-14"), closes_on=day("2025-10-09"))
    assert outcome(only(a_cycle(notices=[notice]), Kind.NOTICE_LENGTH)) == (OPEN, "period_not_countable")


def test_working_days_of_a_year_without_arrangement_are_not_judged_but_calendar_days_are() -> None:
    cycle = a_jurisdiction(a_cycle(notices=[a_notice()])).cycles[0]
    lengths = [each for each in assess(cycle, WorkingDayCalendar.of(), LATER) if each.kind is Kind.NOTICE_LENGTH]
    assert [outcome(each) for each in lengths] == [(OPEN, "calendar_missing")]
    assert lengths[0].facts["years"] == "2025"
    by_days = a_regulation(notices=(a_demand(period=a_period(5, "day")),))
    cycle = a_jurisdiction(a_cycle(notices=[a_notice()]), regulations=[by_days]).cycles[0]
    lengths = [each for each in assess(cycle, WorkingDayCalendar.of(), LATER) if each.kind is Kind.NOTICE_LENGTH]
    assert [outcome(each) for each in lengths] == [(MET, "long_enough")]


def test_a_notice_that_nothing_demands_is_not_assessed() -> None:
    assert judged(a_cycle(notices=[a_notice(stage="onsite")]), Kind.NOTICE_LENGTH) == []


@pytest.mark.parametrize(
    ("stated", "expected"),
    [("working_day", (MET, "unit_agrees")), ("day", (NOT_MET, "unit_disagrees")), ("", (OPEN, "unit_not_stated"))],
)
def test_the_unit_that_a_notice_states(stated: str, expected: tuple[Verdict, str]) -> None:
    notice = a_notice(stated_length=5 if stated else None, stated_unit=stated)
    assert outcome(only(a_cycle(notices=[notice]), Kind.NOTICE_UNIT)) == expected


def test_the_unit_that_an_extension_does_not_repeat_is_that_of_the_notice() -> None:
    notice = a_notice(stated_length=9, stated_unit="day")
    longer = a_change("n-2", "n-1", "extension", closes_on=day("2025-10-17"), published_on=day("2025-10-13"))
    found = only(a_cycle(notices=[notice, longer]), Kind.NOTICE_UNIT)
    assert (outcome(found), found.facts["notice"]) == ((NOT_MET, "unit_disagrees"), "n-1")
    again = replace(longer, stated_length=6, stated_unit="working_day")
    found = only(a_cycle(notices=[notice, again]), Kind.NOTICE_UNIT)
    assert (outcome(found), found.facts["notice"]) == ((MET, "unit_agrees"), "n-2")


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


def test_a_decision_before_the_withdrawal_or_after_a_notice_published_anew_is_judged() -> None:
    late = replace(a_withdrawal("n-2", "n-1"), published_on=day("2025-11-04"))
    cycle = a_cycle(notices=[a_notice(), late], awardees=[DECIDED])
    assert outcome(only(cycle, Kind.NOTICE_TO_DECISION)) == (MET, "decided_after_notice")
    withdrawal = replace(a_withdrawal("n-2", "n-1"), published_on=day("2025-10-10"))
    dates = {"published_on": day("2025-10-28"), "opens_on": day("2025-10-28"), "closes_on": day("2025-11-04")}
    anew = a_change("n-3", "n-1", "correction", **dates)
    cycle = a_cycle(notices=[a_notice(), withdrawal, anew], awardees=[DECIDED])
    assert outcome(only(cycle, Kind.NOTICE_TO_DECISION)) == (NOT_MET, "decided_before_close")


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


# --- caps -------------------------------------------------------------------------------------------------------------


def awards(*names: str, **changes: Any) -> list[Any]:
    return [an_awardee(f"w-{number}", award=name, **changes) for number, name in enumerate(names)]


def quota(rows: list[Any], cap: Any, **parts: Any) -> Assessment:
    parts = {"completeness": complete("awardees")} | parts
    return only(a_cycle(awardees=rows, **parts), Kind.QUOTA, a_regulation(quotas=(cap,)))


@pytest.mark.parametrize(
    ("count", "expected"), [(1, (MET, "quota_kept")), (2, (MET, "quota_kept")), (3, (NOT_MET, "quota_exceeded"))]
)
def test_a_quota_is_kept_up_to_its_figure(count: int, expected: tuple[Verdict, str]) -> None:
    assessment = quota(awards(*["quality"] * count), a_quota())
    assert outcome(assessment) == expected
    assert (assessment.facts["counted"], assessment.facts["max"]) == (count, 2)


def test_too_many_is_too_many_however_much_is_held_but_few_prove_nothing() -> None:
    three, two = awards("quality", "quality", "quality"), awards("quality", "quality")
    assert outcome(quota(three, a_quota(), completeness=complete())) == (NOT_MET, "quota_exceeded")
    assert outcome(quota(two, a_quota(), completeness=complete())) == (OPEN, "table_unknown")


def test_a_figure_that_can_be_read_in_two_ways_is_judged_where_both_agree() -> None:
    cap = a_quota("quality", "gold", ambiguous=True)
    assert outcome(quota(awards("quality", "quality", "gold"), cap)) == (OPEN, "quota_ambiguous")
    assert outcome(quota(awards("quality", "quality", "quality"), cap)) == (NOT_MET, "quota_exceeded")
    assert outcome(quota(awards("quality", "gold"), cap)) == (MET, "quota_kept")
    assert outcome(quota(awards("quality", "quality", "gold"), replace(cap, ambiguous=False))) == (
        NOT_MET,
        "quota_exceeded",
    )


def test_a_quota_for_organizations_counts_no_individual_and_a_nameless_project_by_its_award() -> None:
    rows = [*awards("quality", "quality"), an_awardee("w-9", award="quality", awardee_type="individual")]
    assert quota(rows, a_quota()).facts["counted"] == 2
    nameless = awards("quality", awardee="", awardee_type="", entry_title="示例项目")
    assert quota(nameless, a_quota()).facts["counted"] == 1
    assert quota(nameless, a_quota(recipients=("individual",))).facts["counted"] == 0


def test_a_cap_for_one_kind_is_not_kept_by_awards_of_which_the_kind_is_not_known() -> None:
    mixed = an_award(recipients=("organization", "individual"))
    nameless = awards("quality", awardee="", awardee_type="", entry_title="示例项目")
    regulation = a_regulation(awards=(mixed,), quotas=(a_quota(),))
    found = only(a_cycle(awardees=nameless, completeness=complete("awardees")), Kind.QUOTA, regulation)
    assert (outcome(found), found.facts["counted"]) == ((OPEN, "recipients_unknown"), 0)
    three = awards("quality", "quality", "quality")
    over = a_cycle(awardees=[*three, replace(nameless[0], award_id="w-9")], completeness=complete("awardees"))
    assert outcome(only(over, Kind.QUOTA, regulation)) == (NOT_MET, "quota_exceeded")


@pytest.mark.parametrize(("count", "expected"), [(2, (MET, "onsite_kept")), (3, (NOT_MET, "onsite_exceeded"))])
def test_the_cap_on_site(count: int, expected: tuple[Verdict, str]) -> None:
    rows = [a_candidate("onsite", applicant=f"示例市第{number}公司") for number in range(count)]
    cycle = a_cycle(shortlists=rows, completeness=complete("shortlists"))
    regulation = a_regulation(onsite_max=2, onsite_clause="第八条")
    assessment = only(cycle, Kind.ONSITE_CAP, regulation)
    assert (outcome(assessment), assessment.clause) == (expected, "第八条")
    if count == 2:
        unproven = only(replace(cycle, completeness=complete()), Kind.ONSITE_CAP, regulation)
        assert outcome(unproven) == (OPEN, "table_unknown")


def test_without_caps_there_is_nothing_to_keep() -> None:
    cycle = a_cycle(awardees=awards("quality"))
    assert judged(cycle, Kind.QUOTA) == judged(cycle, Kind.ONSITE_CAP) == []


def test_the_quotas_alone_are_assessed_as_among_everything_else() -> None:
    regulation = a_regulation(quotas=(a_quota(), a_quota("gold", max=1), a_quota("person", recipients=("individual",))))
    cycle = a_cycle(awardees=awards("quality", "gold", "gold"), completeness=complete("awardees"))
    linked = a_jurisdiction(cycle, regulations=[regulation]).cycles[0]
    alone = assess_quotas(linked, LATER)
    assert [(each.subject, each.verdict) for each in alone] == [("quality", MET), ("gold", NOT_MET), ("person", MET)]
    assert list(alone) == judged(cycle, Kind.QUOTA, regulation)


@pytest.mark.parametrize("regulations", [[], [a_regulation(status="draft", quotas=(a_quota(),))]])
def test_without_a_text_in_force_no_quota_is_assessed(regulations: list[Regulation]) -> None:
    cycle = a_jurisdiction(a_cycle(awardees=awards("quality")), regulations=regulations).cycles[0]
    assert assess_quotas(cycle, LATER) == ()
