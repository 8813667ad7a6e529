"""What one version of a regulation says, fact by fact, each with the clause in which it stands."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from generator.frozen import dataclass

NAME_USES: Final = (
    "image_publicity",
    "logo_use",
    "state_award_year",
    "state_award_category",
    "product_advertising",
    "service_advertising",
    "product_marking",
    "packaging_marking",
    "service_marking",
    "product_quality_publicity",
    "service_quality_publicity",
    "sell_or_rent",
    "other_profit_making",
    "forging",
)
"""The uses of an award name that every regulation answers, if only with `silent`."""

ONSITE: Final = "onsite"
"""The id that the on-site stage has in every regulation."""

DRAFT_STATUSES: Final = frozenset({"draft", "consultation_draft"})
"""Statuses of a text that is no law in force, whatever date it carries."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Award:
    """One award that the regulation establishes."""

    line: int
    id: str
    name: str
    recipients: tuple[str, ...]
    score_min: float | None
    score_clause: str | None
    validity_years: int | None
    validity_clause: str | None
    category: str | None
    vacancy_allowed: bool | None
    renewal: str | None
    clause: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleRule:
    """How often the award is conferred; `every_years` is None where the text states no interval."""

    every_years: int | None
    summary: str | None
    """None where the text says nothing of it."""
    clause: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """A cap on the awards of one cycle, shared by `awards` and limited to `recipients`."""

    line: int
    awards: tuple[str, ...]
    recipients: tuple[str, ...]
    max: int
    ambiguous: bool
    """True: the text leaves open whether the cap is shared or holds for each award."""
    clause: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One step of the procedure; its id is what the `stage` columns name."""

    line: int
    id: str
    name: str
    by: str | None
    clause: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequiredPeriod:
    """How long a notice must stand: `length` in `unit` (working_day or day), as a minimum or exactly."""

    length: int
    unit: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RequiredNotice:
    """A public notice that the regulation demands for one list."""

    line: int
    stage: str
    what: str
    audience: str
    publisher: str | None
    medium: str | None
    period: RequiredPeriod | None
    clause: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """The time in which an objection must be looked into, from `starts` on."""

    length: int
    unit: str
    starts: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionRule:
    """Who may object, to whom and in which form; None where the text is silent."""

    who: str | None
    handled_by: str | None
    real_name: str | None
    evidence: bool | None
    verification: Verification | None
    written_form: str | None
    seal: str | None
    anonymous: str | None
    outcome: str | None
    clause: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NameUse:
    """What the regulation says of one use of the award name."""

    verdict: str
    """permitted, required, prohibited, or silent: not named in the text."""
    clause: str | None
    within: str | None
    """The wider prohibited use in which this one, not named itself, lies."""
    condition: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sanction:
    """What follows from one ground."""

    line: int
    id: str
    measure: str
    ground: str
    window_years: int | str | None
    verified_by: str | None
    decided_by: str | None
    consequences: tuple[str, ...]
    reapplication_ban_years: int | None
    ban_clause: str | None
    ban_starts: str | None
    clause: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EligibilityCheck:
    """The part of a condition that a program can judge from the data."""

    kind: str
    awards: tuple[str, ...]
    years: int | None
    recipients: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Eligibility:
    """One condition for applying."""

    line: int
    id: str
    summary: str
    check: EligibilityCheck | None
    clause: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """What an awardee owes after the award."""

    line: int
    id: str
    summary: str
    every_years: int | None
    for_years: int | None
    starts: str | None
    times: str | None
    by: str | None
    clause: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Regulation:
    """One version of one jurisdiction's regulation."""

    id: str
    path: str
    """Relative to the data folder."""
    title: str
    document_number: str | None
    status: str
    issuing_body: str | None
    issued_on: date | None
    effective_on: date | None
    expires_on: date | None
    dates_clause: str | None
    repeals: tuple[str, ...]
    open_points: tuple[str, ...]
    cycle_rule: CycleRule
    awards: tuple[Award, ...]
    quotas: tuple[Quota, ...]
    onsite_max: int | None
    onsite_clause: str | None
    stages: tuple[Stage, ...]
    notices: tuple[RequiredNotice, ...]
    objection: ObjectionRule
    name_use: Mapping[str, NameUse]
    name_use_remedy: str | None
    name_use_remedy_clause: str | None
    sanctions: tuple[Sanction, ...]
    eligibility: tuple[Eligibility, ...]
    duties: tuple[Duty, ...]
    retention_years: int | None
    retention_clause: str | None

    @property
    def is_draft(self) -> bool:
        """Whether the text is a draft or a consultation draft, which is never shown as law in force."""
        return self.status in DRAFT_STATUSES

    @property
    def public_notices(self) -> tuple[RequiredNotice, ...]:
        """The notices that the regulation demands for the public, in the order of the procedure."""
        return tuple(notice for notice in self.notices if notice.audience == "public")

    def award(self, award_id: str) -> Award | None:
        """The award of that id."""
        return next((award for award in self.awards if award.id == award_id), None)

    def stage(self, stage_id: str) -> Stage | None:
        """The stage of that id."""
        return next((stage for stage in self.stages if stage.id == stage_id), None)

    def sanction(self, sanction_id: str) -> Sanction | None:
        """The sanction of that id."""
        return next((sanction for sanction in self.sanctions if sanction.id == sanction_id), None)

    def falls_under(self, quota: Quota, award_id: str, recipient: str) -> bool:
        """Whether an award counts under a cap; of unknown recipient only where the award goes to nobody else."""
        if award_id not in quota.awards:
            return False
        if recipient:
            return recipient in quota.recipients
        award = self.award(award_id)
        return award is not None and set(award.recipients) <= set(quota.recipients)

    def may_fall_under(self, quota: Quota, award_id: str, recipient: str) -> bool:
        """Whether an award of unknown recipient, which does not count under a cap, may still be one that does."""
        award = self.award(award_id) if award_id in quota.awards and not recipient else None
        return (
            award is not None
            and not set(award.recipients).isdisjoint(quota.recipients)
            and not self.falls_under(quota, award_id, recipient)
        )

    def notices_for(self, stage_id: str) -> tuple[RequiredNotice, ...]:
        """The notices that the regulation demands at a stage."""
        return tuple([notice for notice in self.notices if notice.stage == stage_id])


def shown_inside(demanded: Sequence[RequiredNotice]) -> bool:
    """Whether of the notices that are demanded at a stage every one is to be shown inside units alone."""
    return bool(demanded) and all(notice.audience == "internal" for notice in demanded)
