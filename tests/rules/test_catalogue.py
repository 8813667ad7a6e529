"""The catalogue holds every rule once, and each rule is needed."""

import datetime as dt
import time
from dataclasses import replace

import pytest

from generator.diagnostics import RULE_GROUPS, Group, Severity
from generator.domain.portal import Portal
from generator.rules.catalogue import RULES, run_rules
from tests.domain.arranged_days import published_calendar
from tests.rules.building import (
    LATER,
    OPEN_DAY,
    a_candidate,
    a_channel,
    a_correction,
    a_cycle,
    a_cycle_award,
    a_former_name,
    a_jurisdiction,
    a_notice,
    a_portal,
    a_revocation,
    an_applicant,
    an_awardee,
    complete,
    day,
)
from tests.rules.building_regulations import a_condition, a_quota, a_regulation
from tests.rules.examples import EXAMPLES, two_notices_in_one_chain

# Whether a ground is needed depends on which regulations are held.
NAMES = ("missing-value", *RULE_GROUPS[Group.REFERENCES], *RULE_GROUPS[Group.REGULATION])
ALWAYS_WARNINGS = {"calendar-year-missing", "awarded-without-notice"}
HISTORY = {
    "notice-too-short",
    "notice-too-long",
    "quota-exceeded",
    "onsite-cap-exceeded",
    "score-below-minimum",
    "awarded-before-notice-closed",
    "already-awarded",
    "reapplied-during-ban",
    "prior-award-missing",
    "organization-and-individual",
}


def faultless() -> Portal:
    """Two cycles in which everything is in order and every table has a row."""
    conditions = (
        a_condition("not_both_kinds", id="one"),
        a_condition("same_award_interval", years=2, id="two"),
        a_condition("prior_award", ["gold"], 1, id="three"),
    )
    regulation = a_regulation(quotas=(a_quota(),), onsite_max=1, eligibility=conditions)
    past = a_cycle("2023", awardees=[an_awardee("w-0", award="gold", decided_on=day("2023-11-01"))])
    present = a_cycle(
        "2025",
        awards=(a_cycle_award(declared_count=1),),
        applicants=[an_applicant()],
        shortlists=[a_candidate("onsite", application_id="a-1"), a_candidate(application_id="a-1", notice_id="n-1")],
        notices=[a_notice(declared_count=1, stated_length=5, stated_unit="working_day")],
        channels=[a_channel()],
        awardees=[an_awardee(application_id="a-1", notice_id="n-1")],
        completeness=complete("applicants", "shortlists", "notices", "awardees"),
    )
    return a_portal(
        past,
        present,
        regulations=[regulation],
        revocations=[a_revocation(regulation="r2024")],
        corrections=[a_correction()],
        names=[a_former_name("示例市丙集团有限公司", "示例市丙厂")],
    )


def test_every_rule_over_references_and_regulations_stands_in_the_catalogue_once_and_in_order() -> None:
    assert [rule.name for rule in RULES] == list(NAMES)


def test_every_rule_has_an_example() -> None:
    assert set(EXAMPLES) == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_an_example_is_found_by_its_rule_and_by_no_other(name: str) -> None:
    portal = EXAMPLES[name]()
    before = run_rules(portal, LATER)
    without = run_rules(portal, LATER, [rule for rule in RULES if rule.name != name])
    assert [diagnostic.rule for diagnostic in before].count(name) == 1
    assert without == [diagnostic for diagnostic in before if diagnostic.rule != name]


@pytest.mark.parametrize("as_of", [day("2025-01-01"), OPEN_DAY, LATER])
def test_what_is_in_order_is_left_alone_on_every_day(as_of: dt.date) -> None:
    assert run_rules(faultless(), as_of) == []
    assert run_rules(two_notices_in_one_chain(), as_of) == []


@pytest.mark.parametrize("name", NAMES)
def test_history_warns_and_a_wrong_record_is_an_error(name: str) -> None:
    severities = {each.severity for each in run_rules(EXAMPLES[name](), LATER) if each.rule == name}
    expected = Severity.WARNING if name in ALWAYS_WARNINGS else Severity.ERROR
    # The two applications are of a cycle that has not decided anything yet: they can still be turned down.
    pending = {
        "organization-and-individual",
        "reapplied-during-ban",
        "already-awarded",
        "prior-award-missing",
        "onsite-cap-exceeded",
    }
    if name in HISTORY - pending:
        expected = Severity.WARNING
    assert severities == {expected}


def test_a_report_is_in_the_order_of_files_lines_and_columns() -> None:
    cycle = a_cycle(
        notices=[a_notice(stage="none"), a_notice(closes_on=day("2025-10-08"))], awardees=[an_awardee(award="none")]
    )
    keys = [diagnostic.sort_key() for diagnostic in run_rules(a_portal(cycle), LATER)]
    assert len(keys) == 4
    assert keys == sorted(keys)


def test_ids_of_two_jurisdictions_do_not_meet() -> None:
    one = a_jurisdiction(a_cycle(awardees=[an_awardee()]))
    portal = Portal(jurisdictions=(one, replace(one, slug="other")), calendar=published_calendar())
    assert run_rules(portal, LATER) == []


def test_without_the_cycles_own_regulation_nothing_is_judged_by_the_present_one() -> None:
    cycle = a_cycle(
        regulation_id=None,
        awards=(a_cycle_award(),),
        stages=(),
        applicants=[an_applicant(applicant_type="individual")],
        awardees=[an_awardee(f"w-{number}", awardee_type="individual") for number in range(9)],
        completeness=complete("notices"),
    )
    assert run_rules(a_portal(cycle, regulations=[a_regulation(quotas=(a_quota(),))]), LATER) == []


@pytest.mark.parametrize(
    ("status", "told"),
    [("in_force", ""), ("expired", ""), ("consultation_draft", "consultation_draft"), ("draft", "draft")],
)
def test_what_a_draft_asks_for_is_told_as_that_of_a_draft(status: str, told: str) -> None:
    regulation = a_regulation(status=status, sanctions=())
    cycle = a_cycle(notices=[a_notice(closes_on=day("2025-10-09"))], awardees=[an_awardee()])
    found = run_rules(a_portal(cycle, regulations=[regulation], revocations=[a_revocation(ground="")]), LATER)
    about = {fault.rule: fault.facts["draft"] for fault in found if "draft" in fault.facts}
    assert about == {"notice-too-short": told, "sanction-not-in-regulation": told}


def test_many_rows_take_no_more_than_their_share_of_time() -> None:
    # Thirty thousand rows take a third of a second; the limit leaves room for a busy machine and still catches what is
    # not linear.
    regulation = a_regulation(
        eligibility=(a_condition("same_award_interval", years=5), a_condition("not_both_kinds", id="other")),
        quotas=(a_quota(max=1_000_000),),
        onsite_max=1_000_000,
    )
    count = 10_000
    cycle = a_cycle(
        applicants=[an_applicant(f"a-{number}", applicant=f"示例市{number}公司") for number in range(count)],
        shortlists=[
            a_candidate(application_id=f"a-{number}", applicant=f"示例市{number}公司") for number in range(count)
        ],
        awardees=[
            an_awardee(f"w-{number}", application_id=f"a-{number}", awardee=f"示例市{number}公司")
            for number in range(count)
        ],
    )
    portal = a_portal(cycle, regulations=[regulation])
    start = time.perf_counter()
    assert run_rules(portal, LATER) == []
    assert time.perf_counter() - start < 5
