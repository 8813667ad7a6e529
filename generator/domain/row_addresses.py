"""Where the rows stand that have no page of their own: applicants and shortlists, on the pages of their cycle."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from generator.domain import addresses

APPLICANTS: Final = "applicants"
SHORTLISTS: Final = "shortlists"
AWARDED: Final = "awarded"
"""The list of awardees; `awardees/` holds the page of each, whose id may be a number."""


@cache
def cycle_rows(slug: str, cycle_slug: str, kind: str, number: int) -> str:
    """Page `number` (from 1) of one list of a cycle; the first stands on the cycle's own page."""
    first = addresses.cycle(slug, cycle_slug)
    return first if number == 1 else first.removesuffix("index.html") + f"{kind}/{number}/index.html"


def page_of(position: int) -> int:
    """The number of the page on which the row at a position (from 0) stands."""
    return position // addresses.ROWS_PER_PAGE + 1


def applicant_anchor(application_id: str) -> str:
    """The anchor of an application."""
    return f"application-{application_id}"


def shortlist_anchor(stage: str, number: int) -> str:
    """The anchor of a shortlist row; `number` counts the rows of its stage in the order of the file, from 1."""
    return f"shortlist-{stage}-{number}"


def numbers_of(stages: Iterable[str]) -> Iterator[int]:
    """For each row of a shortlist, by its stage, which one of that stage it is, from 1."""
    counts: dict[str, int] = {}
    for stage in stages:
        counts[stage] = counts.get(stage, 0) + 1
        yield counts[stage]


def applicant(slug: str, cycle_slug: str, position: int, application_id: str) -> str:
    """The address of the application at a position (from 0) of its table, with its anchor."""
    page = cycle_rows(slug, cycle_slug, APPLICANTS, page_of(position))
    return f"{page}#{applicant_anchor(application_id)}"


def shortlist_entry(slug: str, cycle_slug: str, position: int, stage: str, number: int) -> str:
    """The address of the shortlist row at a position (from 0) of its table, with its anchor."""
    page = cycle_rows(slug, cycle_slug, SHORTLISTS, page_of(position))
    return f"{page}#{shortlist_anchor(stage, number)}"
