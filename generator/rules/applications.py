"""An application against what the applicant has won and lost before."""

from collections.abc import Iterable, Iterator
from datetime import date

from generator.diagnostics import Diagnostic
from generator.domain.anniversaries import years_later
from generator.domain.parties import party_of
from generator.domain.records import Applicant, Awardee
from generator.domain.regulations import Eligibility, EligibilityCheck, Regulation
from generator.frozen import dataclass
from generator.rules.faults import at_row, day_text, preventable
from generator.rules.views import Ban, CycleView, Holding


def reapplied_during_ban(view: CycleView) -> Iterator[Diagnostic]:
    """Somebody applies again before the ban is over that the sanction on an earlier award brings."""
    for row, bans in view.whole.bans.of_applicants(view.standing):
        ban = max((ban for ban in bans if _banned(view, row, ban)), key=lambda ban: ban.ends_before, default=None)
        if ban is not None:
            yield at_row(
                "reapplied-during-ban",
                view.cycle.applicants.path,
                row,
                "received_on" if row.received_on else "applicant",
                severity=preventable(not view.decided),
                clause=ban.clause,
                facts={
                    "reason": "by-day" if row.received_on else "by-year",
                    "years": str(ban.years),
                    "revocation": ban.revocation.revocation_id,
                    "starts_on": day_text(ban.starts_on),
                    "earliest": day_text(ban.ends_before),
                },
            )


def already_awarded(view: CycleView) -> Iterator[Diagnostic]:
    """Somebody applies for, or is given, an award that they have won within the years in which it is not given again."""
    for condition, check in _conditions(view.regulation, "same_award_interval"):
        for row, holdings in view.whole.holders.of_applicants(view.standing):
            held = _same_award(_Claim(view, row.award, row.received_on), holdings, check)
            if held:
                yield _already(view, view.cycle.applicants.path, row, held, condition, still=not view.decided)
        for awardee in view.cycle.awardees.rows:
            if awardee.application_id or awardee.decided_on is None:
                continue  # what the application says counts
            winner = party_of(awardee)
            if winner is None:
                continue
            holdings = view.whole.holders.find(winner)
            held = _same_award(_Claim(view, awardee.award, awardee.decided_on), holdings, check)
            if held:
                yield _already(view, view.cycle.awardees.path, awardee, held, condition, still=view.ahead(awardee))


def prior_award_missing(view: CycleView) -> Iterator[Diagnostic]:
    """Somebody applies for an award without the earlier award, or the years since it, that it presupposes."""
    if not view.whole.holders_sound or not view.cycle.applicants.sound:
        return
    for condition, check in _conditions(view.regulation, "prior_award"):
        recorded = _earlier_awards_recorded(view, check)
        years = check.years or 0
        for row in view.standing:
            party = party_of(row)
            if party is None or not _presupposes(view, row, check):
                continue
            claim = _Claim(view, row.award, row.received_on)
            holdings = view.whole.holders.find(party)
            held = [one for one in holdings if one.awardee.award in check.awards and claim.holds(one)]
            if any(claim.after(holding, years) for holding in held) or not (held or recorded):
                continue
            if any(_is_unclear(holding) for holding in holdings):
                continue
            first = min((one.awardee.decided_on for one in held if one.awardee.decided_on), default=None)
            yield at_row(
                "prior-award-missing",
                view.cycle.applicants.path,
                row,
                "applicant",
                severity=preventable(not view.decided),
                clause=condition.clause,
                facts={
                    "reason": "too-recent" if held else "none",
                    "awards": "、".join(view.cycle.award_name(award) for award in check.awards),
                    "years": str(years),
                    "decided_on": day_text(first),
                    "earliest": day_text(years_later(first, years) if first else None),
                },
            )


@dataclass(frozen=True, slots=True)
class _Claim:
    """What somebody claims in a cycle, on a day; where no day is recorded the year of the cycle stands for it."""

    view: CycleView
    award: str
    day: date | None

    def holds(self, holding: Holding) -> bool:
        """Whether the earlier award has been decided by then and has not been lost by then."""
        decided_on = holding.awardee.decided_on
        if holding.cycle is self.view or decided_on is None:
            return False
        lost_on = self.view.whole.losses.get(holding.awardee.award_id)
        if self.day is not None:
            return decided_on <= self.day and (lost_on is None or lost_on > self.day)
        year = self.view.cycle.year
        return holding.cycle.cycle.year < year and (lost_on is None or lost_on.year > year)

    def within(self, holding: Holding, years: int) -> bool:
        """Whether the earlier award is held and less than so many years old; on its anniversary it is not."""
        return self.holds(holding) and not self.after(holding, years)

    def after(self, holding: Holding, years: int) -> bool:
        """Whether so many years have passed since the earlier award was decided."""
        decided_on = holding.awardee.decided_on
        if decided_on is None:
            return False
        if self.day is not None:
            return years_later(decided_on, years) <= self.day
        return decided_on.year + years <= self.view.cycle.year


def _is_unclear(holding: Holding) -> bool:
    """Whether it cannot be said which award was won, or when: that is told where it stands."""
    known = {*holding.cycle.award_ids, *(award.id for award in holding.cycle.cycle.awards)}
    return holding.awardee.award not in known or holding.awardee.decided_on is None


def _banned(view: CycleView, row: Applicant, ban: Ban) -> bool:
    if row.received_on is not None:
        return ban.starts_on <= row.received_on < ban.ends_before
    given = view.whole.holdings.get(ban.revocation.award_id)
    if given is not None and given.cycle.cycle.year >= view.cycle.year:
        return False  # the award that was revoked had still to be applied for
    return ban.starts_on.year <= view.cycle.year < ban.starts_on.year + ban.years


def _conditions(regulation: Regulation | None, kind: str) -> Iterator[tuple[Eligibility, EligibilityCheck]]:
    entries: Iterable[Eligibility] = regulation.eligibility if regulation else ()
    for entry in entries:
        if entry.check is not None and entry.check.kind == kind:
            yield entry, entry.check


def _same_award(claim: _Claim, holdings: Iterable[Holding], check: EligibilityCheck) -> list[Holding]:
    """What somebody holds of the award that they claim, and have not held long enough to be given it again."""
    if check.awards and claim.award not in check.awards:
        return []
    return [one for one in holdings if one.awardee.award == claim.award and claim.within(one, check.years or 0)]


def _already(
    view: CycleView, path: str, row: Applicant | Awardee, held: list[Holding], condition: Eligibility, *, still: bool
) -> Diagnostic:
    latest = max(held, key=lambda one: one.awardee.decided_on or date.min).awardee
    years = (condition.check.years if condition.check else None) or 0
    return at_row(
        "already-awarded",
        path,
        row,
        "applicant" if isinstance(row, Applicant) else "awardee",
        severity=preventable(still),
        clause=condition.clause,
        facts={
            "reason": "awarded" if isinstance(row, Awardee) else "by-day" if row.received_on else "by-year",
            "award": view.cycle.award_name(row.award),
            "years": str(years),
            "award_id": latest.award_id,
            "decided_on": day_text(latest.decided_on),
            "earliest": day_text(years_later(latest.decided_on, years) if latest.decided_on else None),
        },
    )


def _presupposes(view: CycleView, row: Applicant, check: EligibilityCheck) -> bool:
    if row.award in check.awards or (check.recipients and row.applicant_type not in check.recipients):
        return False
    award = view.cycle.regulation_award(row.award)
    return award is not None and row.applicant_type in award.recipients


def _earlier_awards_recorded(view: CycleView, check: EligibilityCheck) -> bool:
    """Whether an earlier cycle that gave one of the awards is recorded whole, so that a missing award was never given."""
    return any(
        other.cycle.year < view.cycle.year
        and other.cycle.completeness.awardees == "complete"
        and not {*(award.id for award in other.cycle.awards), *(row.award for row in other.awards)}.isdisjoint(
            check.awards
        )
        for other in view.whole.cycles
    )
