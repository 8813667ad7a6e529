"""One page of each template, and of each state that looks different, picked out of a built site by its address."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

SPECIMENS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "home": (r"index\.html", ""),
        "not_found": (r"404\.html", ""),
        "list_notices": (r"notices/index\.html", ""),
        "list_awardees": (r"awardees/index\.html", ""),
        "list_revocations": (r"revocations/index\.html", ""),
        "jurisdictions": (r"jurisdictions/index\.html", ""),
        "rules": (r"rules/index\.html", ""),
        "rule": (r"rules/[^/]+/index\.html", ""),
        "search": (r"search/index\.html", ""),
        "data": (r"data/index\.html", ""),
        "objection-letter": (r"objection-letter/index\.html", ""),
        "name-check": (r"name-check/index\.html", ""),
        "prose": (r"about/index\.html", ""),
        "prose on objections": (r"how-to-object/index\.html", ""),
        "jurisdiction": (r"SLUG/index\.html", ""),
        "objection": (r"SLUG/objection/index\.html", ""),
        "name-use": (r"SLUG/name-use/index\.html", ""),
        "regulation": (r"SLUG/regulation/index\.html", ""),
        "assessments": (r"SLUG/assessments/index\.html", ""),
        "corrections": (r"SLUG/corrections/index\.html", ""),
        "cycle": (r"SLUG/CYCLE/index\.html", ""),
        "cycle with quota": (r"SLUG/CYCLE/index\.html", "id=\"quota-"),
        "notice upcoming": (r"SLUG/CYCLE/notices/[^/]+/index\.html", 'class="badge badge--upcoming" data-clock'),
        "notice open": (r"SLUG/CYCLE/notices/[^/]+/index\.html", 'class="badge badge--open" data-clock'),
        "notice closing soon": (r"SLUG/CYCLE/notices/[^/]+/index\.html", 'class="badge badge--soon" data-clock'),
        "notice closed": (r"SLUG/CYCLE/notices/[^/]+/index\.html", 'class="badge badge--closed" data-clock'),
        "notice withdrawn": (r"SLUG/CYCLE/notices/[^/]+/index\.html", 'class="badge badge--withdrawn" data-clock'),
        "notice extended": (r"SLUG/CYCLE/notices/[^/]+/index\.html", 'class="badge badge--extended"'),
        "awardee": (r"SLUG/CYCLE/awardees/[^/]+/index\.html", "badge--valid"),
        "awardee revoked": (r"SLUG/CYCLE/awardees/[^/]+/index\.html", "badge--revoked"),
        "awardee stopped": (r"SLUG/CYCLE/awardees/[^/]+/index\.html", "badge--stopped"),
        "short_awardee": (r"a/SLUG/[^/]+/index\.html", ""),
        "organization": (r"organizations/[^/]+/index\.html", "<table"),
        "organization_alias": (r"organizations/[^/]+/index\.html", NO_TABLE := "without a table"),
    }
)
"""Name: address, and what the page holds. SLUG stands for a jurisdiction, CYCLE for a cycle."""


def specimens(site: Path) -> dict[str, str]:
    """The first address of each kind in the order of the alphabet."""
    pages = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    slugs = sorted({page.split("/")[0] for page in pages if page.endswith("/name-use/index.html")})
    return {name: page for name, page in _found(site, pages, slugs)}


def _found(site: Path, pages: list[str], slugs: list[str]) -> Iterator[tuple[str, str]]:
    cycle = r"(?!(?:objection|name-use|regulation|assessments|corrections)/)[^/]+"
    for name, (address, held) in SPECIMENS.items():
        pattern = re.compile(address.replace("SLUG", f"(?:{'|'.join(slugs)})").replace("CYCLE", cycle))
        for page in pages:
            if pattern.fullmatch(page) and _holds((site / page).read_text(encoding="utf-8"), held):
                yield name, page
                break


def _holds(text: str, held: str) -> bool:
    return "<table" not in text if held == NO_TABLE else held in text
