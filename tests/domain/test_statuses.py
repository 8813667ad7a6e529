"""What an award is on a day: valid, over, stopped or revoked, and from which day."""

import pytest

from generator.domain.records import Revocation
from generator.domain.regulations import Regulation
from generator.domain.statuses import AwardState, AwardStatus, award_status, in_force_on
from tests.rules.building import a_cycle, a_revocation, an_awardee, day
from tests.rules.building_regulations import a_regulation, an_award

FIVE_YEARS = a_regulation(awards=(an_award(validity_years=5, validity_clause="第五条"),))


def status(on: str, *revocations: Revocation, regulation: Regulation | None = FIVE_YEARS) -> AwardStatus:
    awardee = an_awardee(decided_on=day("2020-03-02"))
    return award_status(awardee, a_cycle(regulation=regulation), revocations, day(on))


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2020-03-01", AwardState.DECIDED_LATER),
        ("2020-03-02", AwardState.VALID),
        ("2025-03-02", AwardState.VALID),  # the last day
        ("2025-03-03", AwardState.EXPIRED),
    ],
)
def test_an_award_is_valid_from_its_decision_to_its_last_day(on: str, expected: AwardState) -> None:
    assert status(on).state is expected
    assert status(on).valid_until == day("2025-03-02")
    assert status(on).may_be_publicised is (expected is AwardState.VALID)


@pytest.mark.parametrize(
    "regulation",
    [None, a_regulation(), a_regulation(status="draft", awards=FIVE_YEARS.awards), a_regulation(awards=())],
)
def test_where_no_validity_is_stated_an_award_stands(regulation: Regulation | None) -> None:
    found = status("2099-01-02", regulation=regulation)
    assert (found.state, found.valid_until, found.validity_clause) == (AwardState.STANDING, None, None)
    assert found.may_be_publicised


def test_a_measure_holds_from_its_own_day_otherwise_from_the_decision() -> None:
    later = a_revocation(decided_on=day("2022-05-06"), effective_on=day("2022-06-01"))
    assert in_force_on(later) == day("2022-06-01")
    assert in_force_on(a_revocation(decided_on=day("2022-05-06"))) == day("2022-05-06")
    assert in_force_on(a_revocation(decided_on=None)) is None
    before, after = status("2022-05-31", later), status("2022-06-01", later)
    assert (before.state, before.measures, before.announced) == (AwardState.VALID, (), (later,))
    assert (after.state, after.measures, after.announced) == (AwardState.REVOKED, (later,), ())


def test_the_gravest_measure_comes_first_and_decides() -> None:
    stopped = a_revocation("v-1", measure="stop_publicity", decided_on=day("2021-01-04"))
    revoked = a_revocation("v-2", decided_on=day("2022-01-04"))
    assert status("2021-06-01", stopped, revoked).state is AwardState.STOPPED
    found = status("2023-01-02", stopped, revoked)
    assert (found.state, found.measures) == (AwardState.REVOKED, (revoked, stopped))
    assert not found.may_be_publicised


def test_a_revoked_award_is_valid_until_no_day() -> None:
    stopped = a_revocation(measure="stop_publicity", decided_on=day("2021-01-04"))
    assert status("2021-06-01", stopped).valid_until == day("2025-03-02")
    assert status("2021-06-01", a_revocation(decided_on=day("2021-01-04"))).valid_until is None


def test_what_has_expired_is_not_called_stopped_but_still_called_revoked() -> None:
    stopped = a_revocation(measure="stop_publicity", decided_on=day("2021-01-04"))
    assert status("2030-01-02", stopped).state is AwardState.EXPIRED
    assert status("2030-01-02", a_revocation(decided_on=day("2021-01-04"))).state is AwardState.REVOKED


def test_measures_of_one_gravity_stand_in_the_order_in_which_they_came_into_force() -> None:
    last = a_revocation("v-1", measure="stop_publicity", decided_on=day("2022-01-04"))
    second = a_revocation("v-3", measure="stop_publicity", decided_on=day("2021-01-04"))
    first = a_revocation("v-2", measure="stop_publicity", decided_on=day("2021-01-04"))
    assert status("2023-01-02", last, second, first).measures == (first, second, last)
    assert status("2020-06-01", last, second, first).announced == (first, second, last)


@pytest.mark.parametrize(("stated_in", "clause"), [("第五条", "第五条"), (None, "第三条")])
def test_validity_rests_on_the_clause_that_states_it_otherwise_on_that_of_the_award(
    stated_in: str | None, clause: str
) -> None:
    award = an_award(validity_years=5, validity_clause=stated_in, clause="第三条")
    found = status("2021-01-04", regulation=a_regulation(awards=(award,)))
    assert (found.validity_years, found.validity_clause) == (5, clause)


def test_without_a_day_of_decision_an_award_is_neither_ahead_nor_over() -> None:
    found = award_status(an_awardee(decided_on=None), a_cycle(regulation=FIVE_YEARS), (), day("2030-01-02"))
    assert (found.state, found.valid_until) == (AwardState.STANDING, None)
