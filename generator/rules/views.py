"""What the rules look at: a jurisdiction and its cycles on a day, with indexes that are built once and only when needed."""

from collections.abc import Iterator
from datetime import date
from functools import cached_property

from generator.domain.anniversaries import years_later
from generator.domain.notice_chains import NoticeChains
from generator.domain.notice_measures import MeasuredNotice, measure_by_any
from generator.domain.notices import NoticeHistories
from generator.domain.parties import NameHistory, Party, PartyIndex, party_of
from generator.domain.periods import notice_period
from generator.domain.portal import Cycle, Jurisdiction, Portal
from generator.domain.records import Applicant, Awardee, Notice, Revocation, ShortlistEntry
from generator.domain.regulations import Regulation
from generator.domain.statuses import in_force_on
from generator.domain.working_days import WorkingDayCalendar
from generator.frozen import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """One award that somebody was given in some cycle."""

    cycle: "CycleView"
    awardee: Awardee


@dataclass(frozen=True, slots=True, kw_only=True)
class Ban:
    """Years in which somebody may not apply again whose award was revoked, or may not be publicised."""

    revocation: Revocation
    years: int
    starts_on: date
    clause: str | None

    @property
    def ends_before(self) -> date:
        """The first day on which an application is allowed again."""
        return years_later(self.starts_on, self.years)


class JurisdictionView:
    """A jurisdiction on a day."""

    def __init__(self, portal: Portal, jurisdiction: Jurisdiction, as_of: date) -> None:
        self.jurisdiction = jurisdiction
        self.as_of = as_of
        self.calendar = portal.calendar

    @cached_property
    def cycles(self) -> tuple["CycleView", ...]:
        """The cycles in the order of their slugs."""
        ordered = sorted(self.jurisdiction.cycles, key=lambda cycle: cycle.slug)
        return tuple(CycleView(self, cycle) for cycle in ordered)

    @cached_property
    def regulations(self) -> tuple[Regulation, ...]:
        """The regulations held, in the order of their ids."""
        return tuple(regulation for _, regulation in sorted(self.jurisdiction.regulations.items()))

    @cached_property
    def holdings(self) -> dict[str, Holding]:
        """The awards by id, where it could be read; of a repeated id the first."""
        found: dict[str, Holding] = {}
        for cycle in self.cycles:
            for awardee in cycle.cycle.awardees.rows:
                if awardee.award_id:
                    found.setdefault(awardee.award_id, Holding(cycle=cycle, awardee=awardee))
        return found

    @cached_property
    def awardees_sound(self) -> bool:
        """Whether an award that is not found does not exist."""
        return self.jurisdiction.sound and all(cycle.cycle.awardees.sound for cycle in self.cycles)

    @cached_property
    def holders_sound(self) -> bool:
        """Whether somebody who is not found among the holders of awards, under any name, has none."""
        return self.awardees_sound and self.jurisdiction.names.sound

    @cached_property
    def history(self) -> NameHistory:
        """The former names of organizations."""
        return NameHistory(self.jurisdiction.names.rows)

    @cached_property
    def holders(self) -> PartyIndex[Holding]:
        """The awards by those who hold them."""
        return PartyIndex(self.history, self._held())

    @cached_property
    def bans(self) -> PartyIndex[Ban]:
        """The bans on applying again by those whom they strike."""
        return PartyIndex(self.history, self._banned())

    @cached_property
    def losses(self) -> dict[str, date]:
        """The day from which each revoked award is lost, by its id; the earliest day there is where none is known."""
        days: dict[str, date] = {}
        for row in self.jurisdiction.revocations.rows:
            if row.measure == "revoke" and row.award_id:
                day = in_force_on(row) or date.min
                days[row.award_id] = min(day, days.get(row.award_id, day))
        return days

    def regulation_of(self, revocation: Revocation) -> Regulation | None:
        """The regulation that a revocation names, otherwise the one of the cycle in which the award was made."""
        holding = self.holdings.get(revocation.award_id)
        return self.jurisdiction.regulation_of(revocation, holding.cycle.cycle if holding else None)

    def _held(self) -> Iterator[tuple[Party, Holding]]:
        for cycle in self.cycles:
            for awardee in cycle.cycle.awardees.rows:
                party = party_of(awardee)
                if party is not None:
                    yield party, Holding(cycle=cycle, awardee=awardee)

    def _banned(self) -> Iterator[tuple[Party, Ban]]:
        for row in self.jurisdiction.revocations.rows:
            regulation, holding = self.regulation_of(row), self.holdings.get(row.award_id)
            sanction = regulation.sanction(row.ground) if regulation else None
            party = party_of(holding.awardee) if holding else None
            day = in_force_on(row)
            if sanction is None or row.measure != sanction.measure or party is None or day is None:
                continue  # a measure that is not that of its ground is told where it stands
            years = sanction.reapplication_ban_years
            if years is not None:
                yield (
                    party,
                    Ban(revocation=row, years=years, starts_on=day, clause=sanction.ban_clause or sanction.clause),
                )


def candidate_key(row: ShortlistEntry) -> tuple[str, ...]:
    """What a row of a shortlist is known by: stage, award and application, or the applicant with the unit; else nothing."""
    if not row.stage or not row.award or not (row.application_id or row.applicant):
        return ()
    if row.application_id:
        return (row.stage, row.award, row.application_id)
    return (row.stage, row.award, row.applicant, row.unit)


class CycleView:
    """A cycle on a day."""

    def __init__(self, whole: JurisdictionView, cycle: Cycle) -> None:
        self.whole = whole
        self.cycle = cycle
        self.as_of = whole.as_of

    @property
    def regulation(self) -> Regulation | None:
        """The version under which the cycle ran, and no other."""
        return self.cycle.regulation

    @property
    def calendar(self) -> WorkingDayCalendar:
        """The working days."""
        return self.whole.calendar

    @property
    def regulation_missing(self) -> bool:
        """Whether the cycle names a version that is not held: a fault of its own, which hides others."""
        return self.cycle.regulation is None and self.cycle.regulation_id is not None

    @cached_property
    def award_ids(self) -> tuple[str, ...]:
        """The ids of the awards that the cycle may name."""
        return tuple(award.id for award in (self.regulation or self.cycle).awards)

    @cached_property
    def stage_ids(self) -> tuple[str, ...]:
        """The ids of the stages that the cycle may name, in the order of the procedure."""
        return tuple(stage.id for stage in (self.regulation or self.cycle).stages)

    @cached_property
    def applications(self) -> dict[str, Applicant]:
        """The applications by id; of a repeated id the first."""
        found: dict[str, Applicant] = {}
        for row in self.cycle.applicants.rows:
            found.setdefault(row.application_id, row)
        return found

    @cached_property
    def standing(self) -> tuple[Applicant, ...]:
        """The applications that have been neither rejected nor withdrawn."""
        return tuple(row for row in self.cycle.applicants.rows if row.eligibility in ("pending", "accepted"))

    @cached_property
    def notices(self) -> dict[str, Notice]:
        """The notices by id, where it could be read; of a repeated id the first."""
        found: dict[str, Notice] = {}
        for row in self.cycle.notices.rows:
            if row.notice_id:
                found.setdefault(row.notice_id, row)
        return found

    @cached_property
    def chains(self) -> NoticeChains:
        """The notices, each with the rows that correct, extend or withdraw it."""
        return NoticeChains(self.cycle.notices.rows)

    @cached_property
    def histories(self) -> NoticeHistories:
        """The notices with what later rows make of them."""
        return NoticeHistories(self.cycle.notices.rows, self.calendar)

    @cached_property
    def measured_notices(self) -> tuple[tuple[Notice, MeasuredNotice], ...]:
        """The notices with how they measure up to what the regulation demands, as far as it demands any length of them."""
        if self.regulation is None:
            return ()
        measured = (
            (row, measure_by_any(row, self.regulation, self.notices, self.calendar)) for row in self.cycle.notices.rows
        )
        return tuple((row, found) for row, found in measured if found is not None)

    @cached_property
    def awards(self) -> tuple[Awardee, ...]:
        """The awards, of a repeated id the first: a row that stands twice is no second award."""
        found: dict[str | int, Awardee] = {}
        for row in self.cycle.awardees.rows:
            found.setdefault(row.award_id or row.line, row)
        return tuple(found.values())

    @cached_property
    def candidates(self) -> tuple[ShortlistEntry, ...]:
        """The listed candidates, of a repeated key the first."""
        found: dict[tuple[str, ...] | int, ShortlistEntry] = {}
        for row in self.cycle.shortlists.rows:
            found.setdefault(candidate_key(row) or row.line, row)
        return tuple(found.values())

    @cached_property
    def rows_by_notice(self) -> dict[str, list[ShortlistEntry]]:
        """The listed candidates by the notice that lists them."""
        found: dict[str, list[ShortlistEntry]] = {}
        for row in self.cycle.shortlists.rows:
            if row.notice_id:
                found.setdefault(row.notice_id, []).append(row)
        return found

    @cached_property
    def decided(self) -> bool:
        """Whether an award of the cycle has been decided on or before the day."""
        return any(row.decided_on is not None and row.decided_on <= self.as_of for row in self.cycle.awardees.rows)

    def closed(self, notice: Notice) -> bool:
        """Whether the last day of the notice, printed or computed, lies before the day."""
        closes_on = notice.closes_on
        if closes_on is None:
            period = notice_period(notice, self.calendar)
            closes_on = period.closes_on if period else None
        return closes_on is not None and closes_on < self.as_of

    def ahead(self, awardee: Awardee) -> bool:
        """Whether the decision on the award still lies ahead."""
        return awardee.decided_on is not None and awardee.decided_on > self.as_of
