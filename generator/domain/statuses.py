"""What an award is on a day: a function of the decision, of later revocations and of the regulation's validity."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from generator.domain.anniversaries import years_later
from generator.domain.portal import Cycle
from generator.domain.records import Awardee, Revocation
from generator.frozen import dataclass


class AwardState(StrEnum):
    """What became of an award."""

    DECIDED_LATER = "decided_later"
    """The decision bears a later date."""
    VALID = "valid"
    """Within the validity that the regulation states."""
    STANDING = "standing"
    """Not revoked; the regulation states no validity, or is not held."""
    EXPIRED = "expired"
    STOPPED = "stopped"
    """Not taken away, but its publicity must stop."""
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardStatus:
    """The state of an award on a day, and what it rests on."""

    state: AwardState
    on: date
    valid_until: date | None
    """The last day of validity; None where no validity is stated, the regulation is not held, or the award is revoked."""
    validity_years: int | None
    validity_clause: str | None
    measures: tuple[Revocation, ...]
    """The measures in force on the day, the gravest first."""
    announced: tuple[Revocation, ...]
    """Measures decided, but not yet in force on the day."""

    @property
    def may_be_publicised(self) -> bool:
        """Whether nothing known forbids every use of the name."""
        return self.state in (AwardState.VALID, AwardState.STANDING)


def in_force_on(revocation: Revocation) -> date | None:
    """The day from which a measure holds: its stated day, otherwise the day of the decision."""
    return revocation.effective_on or revocation.decided_on


def award_status(awardee: Awardee, cycle: Cycle, revocations: Iterable[Revocation], on: date) -> AwardStatus:
    """The status of an award on a day; `revocations` are those that name it."""
    award = cycle.regulation_award(awardee.award)
    draft = cycle.regulation is not None and cycle.regulation.is_draft
    years = award.validity_years if award and not draft else None
    until = years_later(awardee.decided_on, years) if years and awardee.decided_on else None
    dated = sorted(
        ((since, revocation) for revocation in revocations if (since := in_force_on(revocation))),
        key=lambda pair: (pair[1].measure != "revoke", pair[0], pair[1].revocation_id),
    )
    measures = tuple(revocation for since, revocation in dated if since <= on)
    state = _state(awardee, until, measures, on)
    return AwardStatus(
        state=state,
        on=on,
        valid_until=None if state is AwardState.REVOKED else until,
        validity_years=years,
        validity_clause=(award.validity_clause or award.clause) if award and years else None,
        measures=measures,
        announced=tuple(revocation for since, revocation in dated if since > on),
    )


def _state(awardee: Awardee, until: date | None, measures: tuple[Revocation, ...], on: date) -> AwardState:
    if any(measure.measure == "revoke" for measure in measures):
        return AwardState.REVOKED
    if awardee.decided_on is not None and awardee.decided_on > on:
        return AwardState.DECIDED_LATER
    if until is not None and on > until:
        return AwardState.EXPIRED
    if measures:
        return AwardState.STOPPED
    return AwardState.VALID if until is not None else AwardState.STANDING
