"""The page on which the whole text of a regulation stands as facts, each with its clause."""

from datetime import date
from typing import ClassVar

from generator.domain import addresses
from generator.domain.portal import Jurisdiction
from generator.domain.regulations import Regulation
from generator.frozen import dataclass
from generator.pages.base import Head, Link
from generator.pages.links import cycle_link
from generator.pages.naming import Naming, jurisdiction_head
from generator.pages.regulation_facts import AwardLine, PeriodLine, QuotaLine, award_lines, period_lines, quota_lines
from generator.pages.text_status import TextStatus, text_status


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherVersion:
    """Another version of the regulation that is held, with the cycles that ran under it."""

    text: TextStatus
    cycles: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnheldVersion:
    """A version under which a cycle ran and that is not held."""

    cycle: Link
    cited: str | None
    """What the decision of the cycle cites; None where it cites nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegulationPage:
    """What a jurisdiction's text says, fact by fact."""

    template: ClassVar[str] = "regulation.html.j2"
    head: Head
    text: TextStatus | None
    regulation: Regulation | None
    awards: tuple[AwardLine, ...]
    quotas: tuple[QuotaLine, ...]
    periods: tuple[PeriodLine, ...]
    others: tuple[OtherVersion, ...]
    unheld: tuple[UnheldVersion, ...]
    objection: str
    name_use: str


def regulation_page(jurisdiction: Jurisdiction, as_of: date, words: Naming) -> RegulationPage:
    """The present text of a jurisdiction with a word on every other version."""
    slug, regulation = jurisdiction.slug, jurisdiction.regulation
    return RegulationPage(
        head=jurisdiction_head(words, "regulation", jurisdiction, addresses.regulation(slug), "jurisdictions"),
        text=text_status(slug, regulation, as_of) if regulation else None,
        regulation=regulation,
        awards=award_lines(regulation) if regulation else (),
        quotas=quota_lines(regulation) if regulation else (),
        periods=period_lines(regulation) if regulation else (),
        others=tuple(
            OtherVersion(text=text_status(slug, other, as_of), cycles=_cycles_under(jurisdiction, regulation_id))
            for regulation_id, other in sorted(jurisdiction.regulations.items())
            if regulation_id != jurisdiction.regulation_id
        ),
        unheld=tuple(
            UnheldVersion(cycle=cycle_link(cycle), cited=cycle.regulation_cited)
            for cycle in jurisdiction.cycles
            if cycle.regulation is None
        ),
        objection=addresses.objection(slug),
        name_use=addresses.name_use(slug),
    )


def _cycles_under(jurisdiction: Jurisdiction, regulation_id: str) -> tuple[Link, ...]:
    return tuple(cycle_link(cycle) for cycle in jurisdiction.cycles if cycle.regulation_id == regulation_id)
