"""Where each page and file of the site stands: paths from the site's root, written out to `index.html`.

An address never changes once it is published; the canonical form leaves `index.html` out and ends in a slash.
"""

import hashlib
from typing import Final

HOME: Final = "index.html"
NOTICES: Final = "notices/index.html"
AWARDEES: Final = "awardees/index.html"
REVOCATIONS: Final = "revocations/index.html"
JURISDICTIONS: Final = "jurisdictions/index.html"
RULES: Final = "rules/index.html"
SEARCH: Final = "search/index.html"
DATA: Final = "data/index.html"
OBJECTION_LETTER: Final = "objection-letter/index.html"
NAME_CHECK: Final = "name-check/index.html"
NOT_FOUND: Final = "404.html"

RESERVED: Final = frozenset(
    {
        "a",
        "about",
        "about-data",
        "accessibility",
        "api",
        "assessments",
        "assets",
        "award-name",
        "awardees",
        "counting-days",
        "data",
        "feeds",
        "for-staff",
        "how-to-object",
        "index",
        "jurisdictions",
        "name-check",
        "notices",
        "objection-letter",
        "organizations",
        "revocations",
        "rules",
        "search",
    }
)
"""First folders of addresses, and files of the API, that are no jurisdiction's: none may have them as its slug."""

RESERVED_IN_JURISDICTION: Final = frozenset({"assessments", "corrections", "name-use", "objection", "regulation"})
"""Folders of a jurisdiction that are no cycle's: no cycle may have them as its slug."""

ROWS_PER_PAGE: Final = 300
"""The most rows on one page of a list."""

_UPWARDS: Final = tuple("../" * folders for folders in range(32))


def list_page(first: str, number: int) -> str:
    """The address of page `number` (from 1) of a list whose first page is `first`."""
    return first if number == 1 else first.removesuffix("index.html") + f"{number}/index.html"


def jurisdiction(slug: str) -> str:
    """A jurisdiction's own page."""
    return f"{slug}/index.html"


def objection(slug: str) -> str:
    """How to object in a jurisdiction."""
    return f"{slug}/objection/index.html"


def name_use(slug: str) -> str:
    """How the award name may be used in a jurisdiction."""
    return f"{slug}/name-use/index.html"


def regulation(slug: str) -> str:
    """What a jurisdiction's regulation says."""
    return f"{slug}/regulation/index.html"


def assessments(slug: str) -> str:
    """How a jurisdiction kept its own rules."""
    return f"{slug}/assessments/index.html"


def corrections(slug: str) -> str:
    """What was corrected in a jurisdiction's record."""
    return f"{slug}/corrections/index.html"


def cycle(slug: str, cycle_slug: str) -> str:
    """One cycle."""
    return f"{slug}/{cycle_slug}/index.html"


def notice(slug: str, cycle_slug: str, notice_id: str) -> str:
    """One notice."""
    return f"{slug}/{cycle_slug}/notices/{notice_id}/index.html"


def notice_calendar(slug: str, cycle_slug: str, notice_id: str) -> str:
    """The calendar file of one notice."""
    return f"{slug}/{cycle_slug}/notices/{notice_id}/notice.ics"


def awardee(slug: str, cycle_slug: str, award_id: str) -> str:
    """One awardee."""
    return f"{slug}/{cycle_slug}/awardees/{award_id}/index.html"


def short_awardee(slug: str, award_id: str) -> str:
    """The short address of an awardee, for the QR code."""
    return f"a/{slug}/{award_id}/index.html"


def organization(key: str) -> str:
    """One organization across jurisdictions and years."""
    return f"organizations/{key}/index.html"


def organization_key(slug: str, name: str, uscc: str) -> str:
    """The key of an organization: its credit code where it is known, otherwise its name within a jurisdiction.

    Two organizations are never merged on a name alone, so the name's key carries the jurisdiction.
    """
    if uscc:
        return uscc.lower()
    return f"{slug}-{hashlib.sha256(name.encode()).hexdigest()[:12]}"


def rule(name: str) -> str:
    """One rule of the check."""
    return f"rules/{name}/index.html"


def jurisdiction_calendar(slug: str) -> str:
    """The calendar of a jurisdiction's deadlines."""
    return f"{slug}/calendar.ics"


def feed(kind: str, slug: str = "") -> str:
    """An Atom feed of one kind of event, of one jurisdiction or of all."""
    return f"feeds/{slug}-{kind}.atom" if slug else f"feeds/{kind}.atom"


def root_from(path: str) -> str:
    """What leads from a page back to the site's root: `../` once per folder."""
    return _UPWARDS[path.count("/")]


_INDEX: Final = "index.html"


def canonical(path: str) -> str:
    """The address without `index.html`, which may stand before an anchor."""
    if path.endswith(_INDEX):
        return path[: -len(_INDEX)]
    page, mark, anchor = path.partition("#")
    return page.removesuffix(_INDEX) + mark + anchor
