"""How an award name may be used: a jurisdiction's page, and the check of a use across all jurisdictions."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import ClassVar, Final

from generator.domain import addresses
from generator.domain.portal import Cycle, Jurisdiction
from generator.domain.regulations import Award, Regulation, Sanction
from generator.domain.usage import UsageBasis, UsageLine, usage_lines
from generator.frozen import dataclass
from generator.pages.base import Head, Link
from generator.pages.embedded_data import EmbeddedData, Plain
from generator.pages.naming import Naming, jurisdiction_head, portal_head
from generator.pages.text_status import TextStatus, text_status
from generator.pages.tools import cycle_entry, text_entry

USE_GROUPS: Final = (
    ("publicity", ("image_publicity", "logo_use", "state_award_year", "state_award_category")),
    (
        "products",
        (
            "product_advertising",
            "service_advertising",
            "product_marking",
            "packaging_marking",
            "service_marking",
            "product_quality_publicity",
            "service_quality_publicity",
        ),
    ),
    ("dealing", ("sell_or_rent", "other_profit_making", "forging")),
)
"""The uses as a reader looks for them."""

MEASURES: Final = ("revoke", "stop_publicity", "disqualify")
"""What may follow, each kept apart from the others: the gravest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UseGroup:
    """Uses that a reader looks for together."""

    name: str
    lines: tuple[UsageLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SanctionGroup:
    """The grounds that lead to one measure; none where the text has no such measure."""

    measure: str
    sanctions: tuple[Sanction, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NameUsePage:
    """What a jurisdiction's text says of every use of its award names, and how an award is lost."""

    template: ClassVar[str] = "name-use.html.j2"
    head: Head
    text: TextStatus | None
    groups: tuple[UseGroup, ...]
    remedy: str | None
    remedy_clause: str | None
    sanctions: tuple[SanctionGroup, ...]
    awards: tuple[Award, ...]
    check: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NameCheckSection:
    """One jurisdiction on the page of the name check."""

    slug: str
    link: Link
    text: TextStatus | None
    awards: tuple[Award, ...]
    lines: tuple[UsageLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NameCheckPage:
    """May I use this name: the verdict on every use in every jurisdiction, as tables and as data for a script."""

    template: ClassVar[str] = "name-check.html.j2"
    scripts: ClassVar[tuple[str, ...]] = ("tool-parts.js", "name-rules.js", "name-check.js")
    head: Head
    on: date
    sections: tuple[NameCheckSection, ...]
    data: EmbeddedData


def name_use_page(jurisdiction: Jurisdiction, as_of: date, words: Naming) -> NameUsePage:
    """The rules of use of a jurisdiction's present text."""
    slug, regulation = jurisdiction.slug, jurisdiction.regulation
    lines = {line.use: line for line in usage_lines(regulation, UsageBasis.OWN_TEXT)} if regulation else {}
    return NameUsePage(
        head=jurisdiction_head(words, "name_use", jurisdiction, addresses.name_use(slug), "jurisdictions"),
        text=text_status(slug, regulation, as_of) if regulation else None,
        groups=tuple(_groups(lines)) if regulation else (),
        remedy=regulation.name_use_remedy if regulation else None,
        remedy_clause=regulation.name_use_remedy_clause if regulation else None,
        sanctions=sanction_groups(regulation) if regulation else (),
        awards=regulation.awards if regulation else (),
        check=addresses.NAME_CHECK,
    )


def sanction_groups(regulation: Regulation) -> tuple[SanctionGroup, ...]:
    """The sanctions by measure; a measure that the text lacks has an empty group."""
    return tuple(
        SanctionGroup(
            measure=measure,
            sanctions=tuple(sanction for sanction in regulation.sanctions if sanction.measure == measure),
        )
        for measure in MEASURES
    )


def name_check_page(jurisdictions: Iterable[Jurisdiction], as_of: date, words: Naming) -> NameCheckPage:
    """The page that answers for one jurisdiction, award and use."""
    listed = tuple(jurisdictions)
    return NameCheckPage(
        head=portal_head(words, "name_check", addresses.NAME_CHECK, "jurisdictions"),
        on=as_of,
        sections=tuple(_section(jurisdiction, as_of) for jurisdiction in listed),
        data=EmbeddedData(
            {
                "words": words.section("check_tool"),
                "standings": words.section("text_status.word"),
                "uses": {use: words[f"name_use.{use}.name"] for _, uses in USE_GROUPS for use in uses},
                "jurisdictions": [_check_data(jurisdiction, as_of) for jurisdiction in listed],
            }
        ),
    )


def _groups(lines: Mapping[str, UsageLine]) -> Iterator[UseGroup]:
    for name, uses in USE_GROUPS:
        yield UseGroup(name=name, lines=tuple(lines[use] for use in uses if use in lines))


def _section(jurisdiction: Jurisdiction, as_of: date) -> NameCheckSection:
    regulation = jurisdiction.regulation
    return NameCheckSection(
        slug=jurisdiction.slug,
        link=Link(text=jurisdiction.name, path=addresses.name_use(jurisdiction.slug)),
        text=text_status(jurisdiction.slug, regulation, as_of) if regulation else None,
        awards=regulation.awards if regulation else (),
        lines=usage_lines(regulation, UsageBasis.OWN_TEXT) if regulation else (),
    )


def _check_data(jurisdiction: Jurisdiction, as_of: date) -> dict[str, Plain]:
    slug = jurisdiction.slug
    return {
        "slug": slug,
        "name": jurisdiction.name,
        "path": addresses.name_use(slug),
        "contact": addresses.objection(slug),
        "offices": [office.name for office in jurisdiction.offices],
        "present": jurisdiction.regulation_id if jurisdiction.regulation else None,
        "cycles": [{**cycle_entry(cycle), "awards": _cycle_awards(cycle)} for cycle in jurisdiction.cycles],
        "texts": {
            name: {**text_entry(slug, regulation, as_of), **_uses(regulation)}
            for name, regulation in sorted(jurisdiction.regulations.items())
        },
    }


def _cycle_awards(cycle: Cycle) -> list[Plain]:
    return [{"id": award.id, "name": award.name} for award in cycle.awards]


def _uses(regulation: Regulation) -> dict[str, Plain]:
    return {
        "awards": [
            {"id": award.id, "name": award.name, "category": award.category, "recipients": award.recipients}
            for award in regulation.awards
        ],
        "uses": {
            line.use: {
                "verdict": line.verdict,
                "shown": line.shown,
                "within": line.within,
                "clause": line.clause,
                "condition": line.condition,
            }
            for line in usage_lines(regulation, UsageBasis.OWN_TEXT)
        },
    }
