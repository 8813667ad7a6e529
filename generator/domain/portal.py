"""The whole record: jurisdictions with their regulations, cycles and tables."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from generator.domain.links import call_address
from generator.domain.records import (
    Applicant,
    Awardee,
    Channel,
    Correction,
    FormerName,
    Notice,
    Revocation,
    ShortlistEntry,
    Table,
)
from generator.domain.regulations import Award, Regulation
from generator.domain.working_days import WorkingDayCalendar
from generator.frozen import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeChannel:
    """One published way to reach an office, with the page on which it was seen and when."""

    kind: str
    value: str
    hours: str | None
    source_url: str
    as_of: date

    @property
    def call(self) -> str:
        """The address that calls the number; see `call_address`."""
        return call_address(self.kind, self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A body that has a part in the award."""

    name: str
    role: str
    channels: tuple[OfficeChannel, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleAward:
    """An award as the decision of the cycle names it, with the count that the decision prints."""

    line: int
    id: str
    name: str
    declared_count: int | None
    declared_count_line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleStage:
    """A stage of a cycle whose regulation is not held."""

    line: int
    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Completeness:
    """How complete the record of a cycle is: complete, partial or unknown, table by table."""

    applicants: str
    shortlists: str
    notices: str
    awardees: str
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cycle:
    """One round of an award."""

    jurisdiction: str
    slug: str
    path: str
    """Path of `cycle.yaml` relative to the data folder."""
    name: str
    year: int
    regulation_id: str | None
    regulation_line: int
    regulation: Regulation | None
    """The version under which the cycle ran; None where that version is not held."""
    regulation_cited: str | None
    awards: tuple[CycleAward, ...]
    stages: tuple[CycleStage, ...]
    completeness: Completeness
    applicants: Table[Applicant]
    shortlists: Table[ShortlistEntry]
    notices: Table[Notice]
    channels: Table[Channel]
    awardees: Table[Awardee]

    def award_name(self, award_id: str) -> str:
        """The award's name as the cycle's decision has it, otherwise as the regulation has it, otherwise the id."""
        for named in self.awards:
            if named.id == award_id:
                return named.name
        award = self.regulation_award(award_id)
        return award.name if award else award_id

    def regulation_award(self, award_id: str) -> Award | None:
        """The award as the cycle's own regulation establishes it, where that version is held."""
        return self.regulation.award(award_id) if self.regulation else None

    def stage_name(self, stage_id: str) -> str:
        """The stage's name, otherwise its id."""
        stages = self.regulation.stages if self.regulation else self.stages
        return next((stage.name for stage in stages if stage.id == stage_id), stage_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Jurisdiction:
    """A local government that gives awards."""

    slug: str
    path: str
    """Path of `jurisdiction.yaml` relative to the data folder."""
    name: str
    level: str
    division_code: str | None
    regulation_id: str | None
    """None where no text is held."""
    regulation_line: int
    offices: tuple[Office, ...]
    regulations: Mapping[str, Regulation]
    cycles: tuple[Cycle, ...]
    """Newest first."""
    revocations: Table[Revocation]
    corrections: Table[Correction]
    names: Table[FormerName]
    sound: bool
    """False: a file of the jurisdiction could not be read, so that a reference which is not found proves nothing."""

    @property
    def regulation(self) -> Regulation | None:
        """The text shown as the present one."""
        return self.regulations.get(self.regulation_id or "")

    def regulation_of(self, revocation: Revocation, cycle: Cycle | None) -> Regulation | None:
        """The regulation that a revocation names, otherwise the one of the cycle in which the award was made."""
        if revocation.regulation:
            return self.regulations.get(revocation.regulation)
        return cycle.regulation if cycle else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Portal:
    """Everything that the data folder holds."""

    jurisdictions: tuple[Jurisdiction, ...]
    """In the order of their slugs."""
    calendar: WorkingDayCalendar

    def with_notices(self, notices: Table[Notice]) -> "Portal":
        """The same record with a table of notices in place of the one that has its path."""
        jurisdictions = []
        for each in self.jurisdictions:
            cycles = [
                replace(cycle, notices=notices) if cycle.notices.path == notices.path else cycle
                for cycle in each.cycles
            ]
            jurisdictions.append(replace(each, cycles=tuple(cycles)))
        return replace(self, jurisdictions=tuple(jurisdictions))
