"""How a jurisdiction kept its own rules, cycle by cycle."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import ClassVar

from generator.domain import addresses, published_files
from generator.domain.portal import Cycle, Jurisdiction
from generator.domain.verdicts import Assessment, Fact, Kind, Length, Verdict
from generator.frozen import dataclass
from generator.pages.base import Head, Link
from generator.pages.indexes import CycleRecords
from generator.pages.links import cycle_link
from generator.pages.naming import Naming, jurisdiction_head
from generator.pages.text_status import TextStatus, text_status


@dataclass(frozen=True, slots=True, kw_only=True)
class FactLine:
    """One fact of an assessment; exactly one of the values is given."""

    name: str
    day: date | None = None
    length: Length | None = None
    kind: str = ""
    """minimum or exact, of a length that is required."""
    number: int | None = None
    text: str = ""
    words: tuple[str, ...] = ()
    """Values for which the catalogue has words."""
    link: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentLine:
    """One assessment with its reasoning."""

    kind: Kind
    subject: str
    """In words: a stage, the names of awards, a document number."""
    verdict: Verdict
    reason: str
    facts: tuple[FactLine, ...]
    clause: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessedCycle:
    """The assessments of one cycle."""

    link: Link
    text: TextStatus | None
    """The version under which the cycle ran, None where it is not held."""
    cited: str | None
    blocked: str
    """The reason for which nothing of the cycle can be assessed; empty where something can."""
    kinds: tuple[Kind, ...]
    """What would be assessed, were the cycle not blocked."""
    lines: tuple[AssessmentLine, ...]

    @property
    def met(self) -> int:
        """How often the cycle did what was asked."""
        return self._count(Verdict.MET)

    @property
    def not_met(self) -> int:
        """How often it did not."""
        return self._count(Verdict.NOT_MET)

    @property
    def not_assessable(self) -> int:
        """How often that cannot be said."""
        return self._count(Verdict.NOT_ASSESSABLE)

    def _count(self, verdict: Verdict) -> int:
        return sum(line.verdict is verdict for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentsPage:
    """What a jurisdiction did against its own rules."""

    template: ClassVar[str] = "assessments.html.j2"
    head: Head
    name: str
    on: date
    cycles: tuple[AssessedCycle, ...]
    data: str


def assessments_page(
    jurisdiction: Jurisdiction, cycles: Iterable[CycleRecords], as_of: date, words: Naming
) -> AssessmentsPage:
    """The assessments of every cycle of a jurisdiction as things stand on the day of the build."""
    slug = jurisdiction.slug
    return AssessmentsPage(
        head=jurisdiction_head(words, "assessments", jurisdiction, addresses.assessments(slug), "jurisdictions"),
        name=jurisdiction.name,
        on=as_of,
        cycles=tuple(_assessed(slug, records.cycle, records.assessments(), as_of, words) for records in cycles),
        data=published_files.API_ASSESSMENTS,
    )


def _assessed(slug: str, cycle: Cycle, assessments: Sequence[Assessment], as_of: date, words: Naming) -> AssessedCycle:
    blocked = cycle.regulation is None or cycle.regulation.is_draft
    return AssessedCycle(
        link=cycle_link(cycle),
        text=text_status(slug, cycle.regulation, as_of) if cycle.regulation else None,
        cited=cycle.regulation_cited,
        blocked=assessments[0].reason if blocked else "",
        kinds=tuple(assessment.kind for assessment in assessments) if blocked else (),
        lines=() if blocked else tuple(_line(slug, cycle, assessment, words) for assessment in assessments),
    )


def _line(slug: str, cycle: Cycle, assessment: Assessment, words: Naming) -> AssessmentLine:
    return AssessmentLine(
        kind=assessment.kind,
        subject=_subject(cycle, assessment, words),
        verdict=assessment.verdict,
        reason=assessment.reason,
        facts=tuple(_facts(slug, cycle, assessment.facts)),
        clause=assessment.clause,
    )


def _subject(cycle: Cycle, assessment: Assessment, words: Naming) -> str:
    if assessment.kind is Kind.QUOTA:
        return words["punctuation.listing"].join(cycle.award_name(award) for award in assessment.subject.split())
    if assessment.kind is Kind.NOTICE_TO_DECISION:
        return assessment.subject
    return cycle.stage_name(assessment.subject)


def _facts(slug: str, cycle: Cycle, facts: Mapping[str, Fact]) -> Iterator[FactLine]:
    for name, value in facts.items():
        if name == "required":
            yield replace(_fact(slug, cycle, name, value), kind=str(facts.get("required_kind", "")))
        elif name != "required_kind":
            yield _fact(slug, cycle, name, value)


def _fact(slug: str, cycle: Cycle, name: str, value: Fact) -> FactLine:
    if isinstance(value, date):
        return FactLine(name=name, day=value)
    if isinstance(value, Length):
        return FactLine(name=name, length=value)
    if isinstance(value, int):
        return FactLine(name=name, number=value)
    if name == "notice":
        titles = (notice.title for notice in cycle.notices.rows if notice.notice_id == value)
        return FactLine(name=name, link=Link(text=next(titles, value), path=addresses.notice(slug, cycle.slug, value)))
    if name in ("required_unit", "stated_unit", "recipients"):
        return FactLine(name=name, words=tuple(value.split()))
    return FactLine(name=name, text=value)
