"""What an assessment is: one demand of a regulation set against what one cycle did, with the verdict and its grounds."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from generator.frozen import dataclass


class Kind(StrEnum):
    """What is judged."""

    NOTICE_PUBLISHED = "notice_published"
    NOTICE_LENGTH = "notice_length"
    NOTICE_UNIT = "notice_unit"
    NOTICE_TO_DECISION = "notice_to_decision"
    QUOTA = "quota"
    ONSITE_CAP = "onsite_cap"


class Verdict(StrEnum):
    """How it came out."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_ASSESSABLE = "not_assessable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """A length of time."""

    length: int
    unit: str
    """working_day or day."""


Fact = str | int | date | Length
NO_FACTS: Final[Mapping[str, Fact]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """One demand of a regulation set against what one cycle did."""

    kind: Kind
    jurisdiction: str
    cycle: str
    subject: str
    """A stage for notices, the ids of the awards for a quota, a decision's document number or day; empty for the cycle."""
    verdict: Verdict
    reason: str
    """Why, by a name under which the catalogue has a sentence."""
    facts: Mapping[str, Fact]
    """What the judgement rests on, in the order of the reasoning."""
    clause: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A demand before it is judged."""

    kind: Kind
    jurisdiction: str
    cycle: str
    subject: str = ""
    clause: str | None = None

    def judged(self, kept: bool, reason: str, facts: Mapping[str, Fact] = NO_FACTS) -> Assessment:
        """The assessment that the demand was kept, or was not."""
        return self._closed(Verdict.MET if kept else Verdict.NOT_MET, reason, facts)

    def left_open(self, reason: str, facts: Mapping[str, Fact] = NO_FACTS) -> Assessment:
        """The assessment that nothing can be said, and why."""
        return self._closed(Verdict.NOT_ASSESSABLE, reason, facts)

    def _closed(self, verdict: Verdict, reason: str, facts: Mapping[str, Fact]) -> Assessment:
        return Assessment(
            kind=self.kind,
            jurisdiction=self.jurisdiction,
            cycle=self.cycle,
            subject=self.subject,
            verdict=verdict,
            reason=reason,
            facts=MappingProxyType({name: value for name, value in facts.items() if value != ""}),
            clause=self.clause,
        )
