"""A row whose id could not be read is nobody's row: an empty cell elsewhere does not name it; nor is an unread day any day."""

from generator.diagnostics import Severity
from tests.rules.building import (
    OTHER_FIRM,
    a_candidate,
    a_cycle,
    a_notice,
    a_portal,
    a_revocation,
    an_applicant,
    an_awardee,
    day,
    found,
    one,
)
from tests.rules.building_regulations import a_condition, a_regulation


def test_an_award_that_names_no_notice_is_not_held_against_one_without_an_id() -> None:
    cycle = a_cycle(notices=[a_notice("")], awardees=[an_awardee(decided_on=day("2025-10-01"))])
    assert found("awarded-before-notice-closed", a_portal(cycle)) == []


def test_a_notice_that_changes_no_other_does_not_change_one_without_an_id() -> None:
    cycle = a_cycle(notices=[a_notice(""), a_notice()])
    assert found("unknown-notice", a_portal(cycle)) == []


def test_a_revocation_without_an_award_takes_none_away() -> None:
    cycle = a_cycle(awardees=[an_awardee("")])
    portal = a_portal(cycle, revocations=[a_revocation(award_id="", decided_on=day("2024-01-01"))])
    assert found("revoked-before-award", portal) == []


def test_a_revocation_without_an_award_loses_none() -> None:
    regulation = a_regulation(eligibility=(a_condition("same_award_interval", years=5),))
    cycles = [
        a_cycle("2023", awardees=[an_awardee("", decided_on=day("2023-11-01"))]),
        a_cycle(applicants=[an_applicant()]),
    ]
    revocations = [a_revocation(award_id="", decided_on=day("2024-01-01"))]
    for rows in ((), revocations):
        assert len(found("already-awarded", a_portal(*cycles, regulations=[regulation], revocations=rows))) == 1


def test_an_award_of_an_unread_day_decides_no_cycle() -> None:
    candidates = [a_candidate("onsite"), a_candidate("onsite", applicant=OTHER_FIRM)]
    cycle = a_cycle(shortlists=candidates, awardees=[an_awardee(decided_on=None)])
    portal = a_portal(cycle, regulations=[a_regulation(onsite_max=1)])
    assert one("onsite-cap-exceeded", portal).severity is Severity.ERROR
