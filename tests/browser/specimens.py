"""One page of each template, and of each state that looks different, picked out of a built site by its address."""

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

CYCLE = r"JURISDICTION/(?!objection/|name-use/|regulation/|assessments/|corrections/)[^/]+/"
NOTICE = CYCLE + r"notices/[^/]+/index\.html"
AWARDEE = CYCLE + r"awardees/[^/]+/index\.html"
ORGANIZATION = r"organizations/[^/]+/index\.html"

SPECIMENS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "home": (r"index\.html", ""),
        "not found": (r"404\.html", ""),
        "list of notices": (r"notices/index\.html", ""),
        "list of awardees": (r"awardees/index\.html", ""),
        "list of revocations": (r"revocations/index\.html", ""),
        "jurisdictions": (r"jurisdictions/index\.html", ""),
        "rules": (r"rules/index\.html", ""),
        "rule": (r"rules/[^/]+/index\.html", ""),
        "search": (r"search/index\.html", ""),
        "data": (r"data/index\.html", ""),
        "objection letter": (r"objection-letter/index\.html", ""),
        "name check": (r"name-check/index\.html", ""),
        "prose": (r"how-to-object/index\.html", ""),
        "jurisdiction": (r"JURISDICTION/index\.html", ""),
        "objection": (r"JURISDICTION/objection/index\.html", ""),
        "name use": (r"JURISDICTION/name-use/index\.html", ""),
        "regulation": (r"JURISDICTION/regulation/index\.html", ""),
        "assessments": (r"JURISDICTION/assessments/index\.html", ""),
        "corrections": (r"JURISDICTION/corrections/index\.html", ""),
        "cycle": (CYCLE + r"index\.html", 'id="quota-'),
        "cycle before its decision": (CYCLE + r"index\.html", "数不出来"),
        "cycle without text": (CYCLE + r"index\.html", "callout--draft"),
        "upcoming notice": (NOTICE, 'class="badge badge--upcoming" data-clock'),
        "open notice": (NOTICE, 'class="badge badge--open" data-clock'),
        "closing notice": (NOTICE, 'class="badge badge--soon" data-clock'),
        "closed notice": (NOTICE, 'class="badge badge--closed" data-clock'),
        "withdrawn notice": (NOTICE, 'class="badge badge--withdrawn" data-clock'),
        "extended notice": (NOTICE, 'class="badge badge--extended"'),
        "awardee": (AWARDEE, "badge--valid"),
        "awardee revoked": (AWARDEE, "badge--revoked"),
        "awardee stopped": (AWARDEE, "badge--stopped"),
        "short awardee": (r"a/JURISDICTION/[^/]+/index\.html", ""),
        "organization": (ORGANIZATION, "<table"),
        "organization's former address": (ORGANIZATION, "button--main"),
    }
)
"""Name: the address, in which JURISDICTION stands for the folder of one, and what the page holds."""


def specimens(site: Path) -> dict[str, str]:
    """The address of each specimen: the first that fits, in the order of the alphabet."""
    pages = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    folders = "|".join(page.split("/")[0] for page in pages if page.endswith("/name-use/index.html"))
    found: dict[str, str] = {}
    for name, (address, held) in SPECIMENS.items():
        pattern = re.compile(address.replace("JURISDICTION", f"(?:{folders})"))
        fitting = (page for page in pages if pattern.fullmatch(page))
        first = next((page for page in fitting if held in (site / page).read_text(encoding="utf-8")), None)
        assert first, f"the site has no {name}"
        found[name] = first
    return found
