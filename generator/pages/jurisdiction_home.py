"""A jurisdiction's own page, and its page on objections: who gives the award, who is in charge, how to reach them."""

from datetime import date
from typing import ClassVar, Final

from generator.domain import addresses, published_files
from generator.domain.portal import Cycle, Jurisdiction, Office
from generator.domain.records import Awardee, Notice, Table
from generator.domain.regulations import Award, CycleRule, Verification
from generator.frozen import dataclass
from generator.pages.award_charts import AwardCounts, Validities, award_counts, award_validities
from generator.pages.base import Head, Link
from generator.pages.links import cycle_link
from generator.pages.naming import Naming, jurisdiction_feeds, jurisdiction_head
from generator.pages.regulation_facts import Answer, PeriodLine, objection_answers, period_lines
from generator.pages.text_status import TextStatus, text_status

GENERAL_WAYS: Final = (
    ("hotline_12345", ("guangxi", "hangzhou", "hebei")),
    ("hotline_12315", ("yunnan", "luan")),
)
"""Ways that are open to anybody, each with the government pages that name it; words and addresses stand in the catalogue."""

ROUTES: Final = ("objection", "name_use", "regulation", "assessments", "corrections")
"""The further pages of a jurisdiction, in the order of its own page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GeneralWay:
    """A way that is open to anybody and is not the procedure of the award; named in the catalogue."""

    name: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One further page of the jurisdiction."""

    kind: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRows:
    """How much of one table of a cycle is held."""

    present: bool
    """False: there is no such table, so nothing is known."""
    rows: int
    completeness: str
    """complete, partial or unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleLine:
    """A cycle of which records are held."""

    link: Link
    notices: HeldRows
    awards: HeldRows


@dataclass(frozen=True, slots=True, kw_only=True)
class JurisdictionPage:
    """What a jurisdiction awards and where everything about it stands."""

    template: ClassVar[str] = "jurisdiction.html.j2"
    head: Head
    name: str
    text: TextStatus | None
    awards: tuple[Award, ...]
    cycle_rule: CycleRule | None
    routes: tuple[Route, ...]
    cycles: tuple[CycleLine, ...]
    on: date
    counts: AwardCounts
    validities: Validities
    offices: tuple[Office, ...]
    ways: tuple[GeneralWay, ...]
    """Named where no channel of an office is held."""
    calendar: str
    feeds: tuple[Route, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionPage:
    """How to object in a jurisdiction, as far as its text says."""

    template: ClassVar[str] = "objection.html.j2"
    head: Head
    name: str
    text: TextStatus | None
    answers: tuple[Answer, ...]
    verification: Verification | None
    verification_clause: str | None
    periods: tuple[PeriodLine, ...]
    offices: tuple[Office, ...]
    ways: tuple[GeneralWay, ...]
    letter: str
    notices: str


def jurisdiction_page(jurisdiction: Jurisdiction, as_of: date, words: Naming) -> JurisdictionPage:
    """A jurisdiction's own page as of a day."""
    slug, regulation = jurisdiction.slug, jurisdiction.regulation
    return JurisdictionPage(
        head=jurisdiction_head(
            words,
            "jurisdiction",
            jurisdiction,
            addresses.jurisdiction(slug),
            "jurisdictions",
            feeds=jurisdiction_feeds(words, jurisdiction),
        ),
        name=jurisdiction.name,
        text=text_status(slug, regulation, as_of) if regulation else None,
        awards=regulation.awards if regulation else (),
        cycle_rule=regulation.cycle_rule if regulation else None,
        routes=tuple(Route(kind=kind, path=getattr(addresses, kind)(slug)) for kind in ROUTES),
        cycles=tuple(_cycle_line(cycle) for cycle in jurisdiction.cycles),
        on=as_of,
        counts=award_counts(jurisdiction),
        validities=award_validities(jurisdiction, as_of),
        offices=jurisdiction.offices,
        ways=general_ways(jurisdiction),
        calendar=addresses.jurisdiction_calendar(slug),
        feeds=tuple(Route(kind=kind, path=addresses.feed(kind, slug)) for kind in published_files.FEED_KINDS),
    )


def objection_page(jurisdiction: Jurisdiction, as_of: date, words: Naming) -> ObjectionPage:
    """How to object in a jurisdiction; a text that is not held leaves every line unanswered."""
    slug, regulation = jurisdiction.slug, jurisdiction.regulation
    return ObjectionPage(
        head=jurisdiction_head(words, "objection", jurisdiction, addresses.objection(slug), "objection"),
        name=jurisdiction.name,
        text=text_status(slug, regulation, as_of) if regulation else None,
        answers=objection_answers(regulation.objection) if regulation else (),
        verification=regulation.objection.verification if regulation else None,
        verification_clause=regulation.objection.clause if regulation else None,
        periods=period_lines(regulation) if regulation else (),
        offices=jurisdiction.offices,
        ways=general_ways(jurisdiction),
        letter=addresses.OBJECTION_LETTER,
        notices=addresses.NOTICES,
    )


def general_ways(jurisdiction: Jurisdiction) -> tuple[GeneralWay, ...]:
    """The general ways, where no channel of any of the jurisdiction's offices is held."""
    if any(office.channels for office in jurisdiction.offices):
        return ()
    return tuple(GeneralWay(name=name, sources=sources) for name, sources in GENERAL_WAYS)


def _cycle_line(cycle: Cycle) -> CycleLine:
    return CycleLine(
        link=cycle_link(cycle),
        notices=_held(cycle.notices, cycle.completeness.notices),
        awards=_held(cycle.awardees, cycle.completeness.awardees),
    )


def _held(table: Table[Notice] | Table[Awardee], completeness: str) -> HeldRows:
    return HeldRows(present=table.present, rows=len(table.rows), completeness=completeness)
