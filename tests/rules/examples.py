"""For every rule one named portal that breaks it."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from generator.domain.portal import Portal
from tests.rules.building import (
    FIRM,
    OTHER_FIRM,
    PERSON,
    a_candidate,
    a_change,
    a_correction,
    a_cycle,
    a_cycle_award,
    a_notice,
    a_portal,
    a_revocation,
    an_applicant,
    an_awardee,
    complete,
    day,
)
from tests.rules.building_regulations import a_condition, a_demand, a_period, a_quota, a_regulation, an_award


def an_award_id_used_in_two_cycles() -> Portal:
    return a_portal(a_cycle("2023", awardees=[an_awardee()]), a_cycle("2025", awardees=[an_awardee()]))


def an_awardee_of_an_award_that_nobody_established() -> Portal:
    return a_portal(a_cycle(awardees=[an_awardee(award="silver")]))


def a_notice_of_a_stage_that_the_procedure_lacks() -> Portal:
    return a_portal(a_cycle(notices=[a_notice(stage="interview")]))


def a_candidate_on_a_notice_that_is_not_held() -> Portal:
    return a_portal(a_cycle(shortlists=[a_candidate(notice_id="n-9")]))


def a_candidate_of_an_application_that_is_not_held() -> Portal:
    return a_portal(a_cycle(shortlists=[a_candidate(application_id="a-9")]))


def a_revocation_of_an_award_that_is_not_held() -> Portal:
    return a_portal(a_cycle(), revocations=[a_revocation(award_id="w-9")])


def a_revocation_on_a_ground_that_the_regulation_lacks() -> Portal:
    return a_portal(a_cycle(awardees=[an_awardee()]), revocations=[a_revocation(ground="bribery")])


def a_cycle_under_a_regulation_that_is_not_held() -> Portal:
    return a_portal(a_cycle(regulation_id="r2019"))


def a_correction_of_a_record_that_is_not_held() -> Portal:
    return a_portal(a_cycle(), corrections=[a_correction(record_id="w-9")])


def a_notice_that_closes_before_it_opens() -> Portal:
    return a_portal(a_cycle(notices=[a_notice(closes_on=day("2025-10-08"))]))


def four_working_days_instead_of_five() -> Portal:
    return a_portal(a_cycle(notices=[a_notice(closes_on=day("2025-10-13"))]))


def eight_days_instead_of_exactly_seven() -> Portal:
    regulation = a_regulation(notices=(a_demand(period=a_period(7, "day", "exact")),))
    return a_portal(a_cycle(notices=[a_notice(closes_on=day("2025-10-16"))]), regulations=[regulation])


def dates_of_four_days_that_are_called_five() -> Portal:
    notice = a_notice(
        opens_on=day("2023-01-03"), closes_on=day("2023-01-07"), stated_length=5, stated_unit="working_day"
    )
    return a_portal(a_cycle(notices=[notice]))


def a_length_in_days_instead_of_working_days() -> Portal:
    return a_portal(a_cycle(notices=[a_notice(stated_length=6, stated_unit="day")]))


def a_notice_at_a_stage_without_one() -> Portal:
    return a_portal(a_cycle(notices=[a_notice(stage="qualification")]))


def working_days_of_a_year_without_arrangement() -> Portal:
    return a_portal(a_cycle(notices=[a_notice(opens_on=day("2031-03-03"), closes_on=day("2031-03-07"))]))


def three_awards_instead_of_two() -> Portal:
    awardees = [an_awardee(f"w-{number}") for number in (1, 2, 3)]
    return a_portal(a_cycle(awardees=awardees), regulations=[a_regulation(quotas=(a_quota(),))])


def two_candidates_on_site_instead_of_one() -> Portal:
    rows = [a_candidate("onsite"), a_candidate("onsite", applicant=OTHER_FIRM)]
    return a_portal(a_cycle(shortlists=rows), regulations=[a_regulation(onsite_max=1, onsite_clause="第七条")])


def an_award_for_599_points_instead_of_600() -> Portal:
    regulation = a_regulation(awards=(an_award(score_min=600, score_clause="第十二条"),))
    cycle = a_cycle(shortlists=[a_candidate("onsite", score=599)], awardees=[an_awardee()])
    return a_portal(cycle, regulations=[regulation])


def an_individual_with_the_award_of_organizations() -> Portal:
    return a_portal(a_cycle(awardees=[an_awardee(awardee=PERSON, awardee_type="individual", unit=FIRM)]))


def an_organization_applying_beside_its_own_employee() -> Portal:
    person = an_applicant("a-2", award="person", applicant=PERSON, applicant_type="individual", unit=FIRM)
    regulation = a_regulation(eligibility=(a_condition("not_both_kinds"),))
    return a_portal(a_cycle(applicants=[an_applicant(), person]), regulations=[regulation])


def an_award_decided_on_the_last_day_of_its_notice() -> Portal:
    awardee = an_awardee(notice_id="n-1", decided_on=day("2025-10-14"))
    return a_portal(a_cycle(notices=[a_notice()], awardees=[awardee]))


def an_award_without_a_notice_among_complete_notices() -> Portal:
    return a_portal(a_cycle(awardees=[an_awardee()], completeness=complete("notices")))


def a_decision_that_counts_two_and_names_one() -> Portal:
    cycle = a_cycle(
        awards=(a_cycle_award(declared_count=2),), awardees=[an_awardee()], completeness=complete("awardees")
    )
    return a_portal(cycle)


def an_application_in_the_fifth_year_of_a_ban() -> Portal:
    return a_portal(
        a_cycle("2019", awardees=[an_awardee(decided_on=day("2019-11-01"))]),
        a_cycle("2025", applicants=[an_applicant(received_on=day("2025-03-01"))]),
        revocations=[a_revocation(decided_on=day("2020-03-02"))],
    )


def the_same_award_within_five_years() -> Portal:
    return a_portal(
        a_cycle("2021", awardees=[an_awardee(decided_on=day("2021-05-02"))]),
        a_cycle("2025", applicants=[an_applicant("a-2", received_on=day("2026-05-01"))]),
        regulations=[a_regulation(eligibility=(a_condition("same_award_interval", years=5),))],
    )


def an_application_without_the_gold_award_before() -> Portal:
    return a_portal(
        a_cycle("2021", awards=(a_cycle_award("gold"),), completeness=complete("awardees")),
        a_cycle("2025", applicants=[an_applicant()]),
        regulations=[a_regulation(eligibility=(a_condition("prior_award", ["gold"], 3),))],
    )


def an_award_revoked_before_it_was_given() -> Portal:
    return a_portal(a_cycle(awardees=[an_awardee()]), revocations=[a_revocation(decided_on=day("2025-11-02"))])


def a_revocation_that_says_its_reason_and_no_ground() -> Portal:
    said = a_revocation(ground="", statement="公告写明的原因")
    return a_portal(a_cycle(awardees=[an_awardee()]), revocations=[said])


def a_revocation_where_only_publicity_must_stop() -> Portal:
    return a_portal(a_cycle(awardees=[an_awardee()]), revocations=[a_revocation(ground="accident")])


EXAMPLES: Final[Mapping[str, Callable[[], Portal]]] = MappingProxyType(
    {
        "missing-value": a_revocation_that_says_its_reason_and_no_ground,
        "duplicate-id": an_award_id_used_in_two_cycles,
        "unknown-award": an_awardee_of_an_award_that_nobody_established,
        "unknown-stage": a_notice_of_a_stage_that_the_procedure_lacks,
        "unknown-notice": a_candidate_on_a_notice_that_is_not_held,
        "unknown-application": a_candidate_of_an_application_that_is_not_held,
        "unknown-awardee": a_revocation_of_an_award_that_is_not_held,
        "unknown-ground": a_revocation_on_a_ground_that_the_regulation_lacks,
        "unknown-regulation": a_cycle_under_a_regulation_that_is_not_held,
        "unknown-record": a_correction_of_a_record_that_is_not_held,
        "notice-dates-reversed": a_notice_that_closes_before_it_opens,
        "notice-too-short": four_working_days_instead_of_five,
        "notice-too-long": eight_days_instead_of_exactly_seven,
        "notice-length-disagrees": dates_of_four_days_that_are_called_five,
        "notice-unit-disagrees": a_length_in_days_instead_of_working_days,
        "notice-not-in-regulation": a_notice_at_a_stage_without_one,
        "calendar-year-missing": working_days_of_a_year_without_arrangement,
        "quota-exceeded": three_awards_instead_of_two,
        "onsite-cap-exceeded": two_candidates_on_site_instead_of_one,
        "score-below-minimum": an_award_for_599_points_instead_of_600,
        "recipient-not-allowed": an_individual_with_the_award_of_organizations,
        "organization-and-individual": an_organization_applying_beside_its_own_employee,
        "awarded-before-notice-closed": an_award_decided_on_the_last_day_of_its_notice,
        "awarded-without-notice": an_award_without_a_notice_among_complete_notices,
        "declared-count-differs": a_decision_that_counts_two_and_names_one,
        "reapplied-during-ban": an_application_in_the_fifth_year_of_a_ban,
        "already-awarded": the_same_award_within_five_years,
        "prior-award-missing": an_application_without_the_gold_award_before,
        "revoked-before-award": an_award_revoked_before_it_was_given,
        "sanction-not-in-regulation": a_revocation_where_only_publicity_must_stop,
    }
)


def two_notices_in_one_chain() -> Portal:
    """A notice and its extension, both faultless."""
    return a_portal(a_cycle(notices=[a_notice(), a_change("n-2", "n-1", "extension", closes_on=day("2025-10-17"))]))
