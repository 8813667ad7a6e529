"""What many pages of one jurisdiction or one cycle look up, gathered once and handed to the makers of pages."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TypeVar

from generator.domain import addresses, row_addresses
from generator.domain.assessments import assess
from generator.domain.notice_chains import original
from generator.domain.notice_measures import demands_upon, measure_by_any
from generator.domain.notices import NoticeHistories
from generator.domain.organizations import OrganizationIndex
from generator.domain.parties import ORGANIZATION
from generator.domain.portal import Cycle, Jurisdiction
from generator.domain.records import Awardee, Channel, Correction, Notice, Revocation, ShortlistEntry
from generator.domain.regulations import RequiredNotice, Sanction
from generator.domain.statuses import AwardStatus, award_status
from generator.domain.usage import NameUsage, cycle_usage
from generator.domain.verdicts import Assessment
from generator.domain.working_days import WorkingDayCalendar
from generator.frozen import dataclass
from generator.pages.award_uses import UsesInWords, uses_in_words
from generator.pages.base import Link
from generator.pages.clock_data import ClockData
from generator.pages.corrections_by_page import Place, corrections_by_page
from generator.pages.links import cycle_link, jurisdiction_link
from generator.pages.naming import Naming, home_link
from generator.pages.objection_rules import ObjectionRuleView, objection_rule_view
from generator.pages.text_status import TextStatus, text_status

T = TypeVar("T")
K = TypeVar("K")


@dataclass(frozen=True, slots=True, kw_only=True)
class UsageInWords:
    """How an award name may be used under one text."""

    usage: NameUsage
    uses: UsesInWords
    text: TextStatus | None
    """Of the text that speaks; None where none does."""


class JurisdictionRecords:
    """A jurisdiction with its revocations and corrections by what they are about."""

    __slots__ = (
        "_objection_rules",
        "_plain_statuses",
        "_usages",
        "as_of",
        "calendar",
        "corrections",
        "jurisdiction",
        "organizations",
        "revocations",
        "words",
    )

    def __init__(
        self,
        jurisdiction: Jurisdiction,
        calendar: WorkingDayCalendar,
        organizations: OrganizationIndex,
        as_of: date,
        words: Naming,
    ) -> None:
        self.jurisdiction = jurisdiction
        self.calendar = calendar
        self.organizations = organizations
        self.as_of = as_of
        self.words = words
        self.revocations: Mapping[str, Sequence[Revocation]] = _grouped(
            (row.award_id, row) for row in jurisdiction.revocations.rows
        )
        self.corrections: Mapping[Place, Sequence[Correction]] = corrections_by_page(jurisdiction)
        self._usages: dict[str | None, UsageInWords] = {}
        self._objection_rules: dict[str | None, ObjectionRuleView] = {}
        self._plain_statuses: dict[tuple[str, str, date | None], AwardStatus] = {}

    @property
    def revocations_held(self) -> bool:
        """Whether there is a table of revocations; without one nobody knows whether an award was revoked."""
        return self.jurisdiction.revocations.present

    def status(self, cycle: Cycle, awardee: Awardee) -> AwardStatus:
        """The status of an award on the day of the build."""
        measures = self.revocations.get(awardee.award_id)
        if measures:
            return award_status(awardee, cycle, measures, self.as_of)
        # Without a measure it follows from the award and its day, which all awardees of a decision share.
        key = (cycle.slug, awardee.award, awardee.decided_on)
        status = self._plain_statuses.get(key)
        if status is None:
            status = self._plain_statuses[key] = award_status(awardee, cycle, (), self.as_of)
        return status

    def usage(self, cycle: Cycle) -> UsageInWords:
        """What the text of a cycle says of the use of an award name; the same object for all cycles under one text."""
        key = cycle.regulation_id if cycle.regulation else None
        if key not in self._usages:
            usage = cycle_usage(self.jurisdiction, cycle)
            text = text_status(cycle.jurisdiction, usage.regulation, self.as_of) if usage.regulation else None
            self._usages[key] = UsageInWords(usage=usage, uses=uses_in_words(usage, self.words), text=text)
        return self._usages[key]

    def objection_rule(self, cycle: Cycle) -> ObjectionRuleView:
        """What the text of a cycle says on objections; the same object for all cycles under one text."""
        key = cycle.regulation_id if cycle.regulation else None
        if key not in self._objection_rules:
            self._objection_rules[key] = objection_rule_view(cycle.regulation, cycle.jurisdiction)
        return self._objection_rules[key]

    def organization_page(self, name: str, kind: str, uscc: str) -> str:
        """The address of the organization that a row names; empty for an individual and where nobody is named."""
        if not name or kind != ORGANIZATION:
            return ""
        return addresses.organization(self.organizations.key(self.jurisdiction.slug, name, uscc))


class CycleRecords:
    """A cycle with its notices' histories and with its rows by the notice or the award that they belong to."""

    def __init__(self, records: JurisdictionRecords, cycle: Cycle) -> None:
        self.records = records
        self.cycle = cycle
        own = (jurisdiction_link(records.jurisdiction), cycle_link(cycle))
        self.crumbs: tuple[Link, ...] = (home_link(records.words), *own)
        """The way to a page on one of its records; the same object for all of them."""
        self._award_names: dict[str, str] = {}
        self._stage_names: dict[str, str] = {}
        self.clocks: dict[str, ClockData | None] = {}
        """What the reader's script needs of each notice, as far as it was asked for: see `notice_period.clock_of`."""
        self.text = self._text()
        usage = records.usage(cycle)
        self.usage, self.uses, self.usage_text = usage.usage, usage.uses, usage.text

    def award_name(self, award: str) -> str:
        """The award's name, see `Cycle.award_name`; all rows of a cycle ask for a few."""
        name = self._award_names.get(award)
        if name is None:
            name = self._award_names[award] = self.cycle.award_name(award)
        return name

    def stage_name(self, stage: str) -> str:
        """The stage's name, likewise."""
        name = self._stage_names.get(stage)
        if name is None:
            name = self._stage_names[stage] = self.cycle.stage_name(stage)
        return name

    # What follows is gathered when it is first asked for: of a large portal a process makes the pages of some cycles only.

    @cached_property
    def notices(self) -> Mapping[str, Notice]:
        """The notices by their ids."""
        return {row.notice_id: row for row in self.cycle.notices.rows}

    @cached_property
    def histories(self) -> NoticeHistories:
        """The notices among the rows that change them."""
        return NoticeHistories(self.cycle.notices.rows, self.records.calendar)

    @cached_property
    def withdrawn(self) -> frozenset[str]:
        """The notices that are withdrawn on the day of the build, by their ids."""
        if not any(row.is_withdrawal for row in self.cycle.notices.rows):
            return frozenset()
        on = self.records.as_of
        return frozenset(each.notice.notice_id for each in self.histories if each.withdrawn_on(on) is not None)

    @cached_property
    def channels(self) -> Mapping[str, Sequence[Channel]]:
        """The ways to object by the notice that prints them."""
        return _grouped((row.notice_id, row) for row in self.cycle.channels.rows)

    @cached_property
    def listed(self) -> Mapping[str, Sequence[ShortlistEntry]]:
        """The shortlist rows by the notice that lists them."""
        return _grouped((row.notice_id, row) for row in self.cycle.shortlists.rows if row.notice_id)

    @cached_property
    def applicant_positions(self) -> Mapping[str, int]:
        """Where an application stands in its table, from 0."""
        return {row.application_id: at for at, row in enumerate(self.cycle.applicants.rows)}

    @cached_property
    def shortlist_positions(self) -> Mapping[int, int]:
        """Where a shortlist row stands in its table, from 0, by its line."""
        return {row.line: at for at, row in enumerate(self.cycle.shortlists.rows)}

    @cached_property
    def stage_numbers(self) -> Sequence[int]:
        """For each shortlist row in file order, which one of its stage it is, from 1."""
        return tuple(row_addresses.numbers_of(row.stage for row in self.cycle.shortlists.rows))

    @cached_property
    def award_counts(self) -> Mapping[str, int]:
        """How many awardees each award has."""
        return Counter(row.award for row in self.cycle.awardees.rows)

    @cached_property
    def awarded(self) -> Sequence[Awardee]:
        """By award, in the order in which the decision names the awards, otherwise in that of the table."""
        return _by_award(self.cycle)

    @cached_property
    def decisions(self) -> Sequence[Awardee]:
        """The first awardee of each decision, the earliest decision first."""
        return _decisions(self.cycle)

    @cached_property
    def decided(self) -> Sequence[tuple[Awardee, date, frozenset[str]]]:
        """The decisions until the day of the build, each with its day and the notices that it names."""
        days = ((row, row.decided_on) for row in self.decisions)
        return [
            (row, day, self._named.get((day, row.decision_document), frozenset()))
            for row, day in days
            if day is not None and day <= self.records.as_of
        ]

    @cached_property
    def _named(self) -> Mapping[tuple[date | None, str], frozenset[str]]:
        named: dict[tuple[date | None, str], set[str]] = {}
        for row in self.cycle.awardees.rows:
            if row.notice_id in self.notices:
                first = original(self.notices[row.notice_id], self.notices)
                named.setdefault((row.decided_on, row.decision_document), set()).add(first.notice_id)
        return {decision: frozenset(notices) for decision, notices in named.items()}

    def sanction(self, measure: Revocation) -> Sanction | None:
        """The sanction on which a measure against an award of the cycle rests; None where it names no ground that is held."""
        regulation = self.records.jurisdiction.regulation_of(measure, self.cycle)
        return regulation.sanction(measure.ground) if regulation and measure.ground else None

    def demanded(self, notice: Notice) -> RequiredNotice | None:
        """The notice with a length that the cycle's own regulation demands and that this one is nearest to; None from a draft."""
        regulation = self.cycle.regulation
        if regulation is None or regulation.is_draft:
            return None
        measured = measure_by_any(notice, regulation, self.notices, self.records.calendar)
        if measured is not None:
            return measured.demanded
        return next((demanded for demanded, _ in demands_upon(notice, regulation, self.notices)), None)

    def assessments(self) -> tuple[Assessment, ...]:
        """What was done against the cycle's own regulation, as things stand on the day of the build."""
        return assess(self.cycle, self.records.calendar, self.records.as_of, self.histories)

    def _text(self) -> TextStatus | None:
        regulation = self.cycle.regulation
        return text_status(self.cycle.jurisdiction, regulation, self.records.as_of) if regulation else None


def _grouped(pairs: Iterable[tuple[K, T]]) -> dict[K, list[T]]:
    groups: dict[K, list[T]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return groups


def _by_award(cycle: Cycle) -> list[Awardee]:
    order = {award.id: at for at, award in enumerate(cycle.awards)}
    for row in cycle.awardees.rows:
        order.setdefault(row.award, len(order))
    return sorted(cycle.awardees.rows, key=lambda row: order[row.award])


def _decisions(cycle: Cycle) -> tuple[Awardee, ...]:
    first: dict[tuple[date, str], Awardee] = {}
    for row in cycle.awardees.rows:
        if row.decided_on is not None:
            first.setdefault((row.decided_on, row.decision_document), row)
    return tuple(first[key] for key in sorted(first))
