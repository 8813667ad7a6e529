"""Titles and crumbs of the pages of single records, whose names are data and not words."""

from generator.domain import addresses
from generator.pages.base import Head, Link
from generator.pages.naming import Naming


def home_link(words: Naming) -> Link:
    """The first page of the site."""
    return Link(text=words["site.home"], path=addresses.HOME)


def record_head(
    words: Naming, path: str, *, title: str, description: str, trail: tuple[Link, ...], section: str = ""
) -> Head:
    """The head of a page on a record, under the pages of `trail`."""
    return Head(path=path, title=title, description=description, crumbs=(home_link(words), *trail), section=section)
