"""A row whose id could not be read is nobody's row: an empty cell elsewhere does not name it."""

from tests.rules.building import a_cycle, a_notice, a_portal, a_revocation, an_awardee, day, found


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
