"""Titles and crumbs: the words of a page that stand outside of its template."""

from collections.abc import Mapping
from typing import Protocol

from generator.domain import addresses, published_files
from generator.domain.clauses import brackets
from generator.domain.portal import Jurisdiction
from generator.pages.base import Head, Link
from generator.pages.links import jurisdiction_link


class Naming(Protocol):
    """The catalogue of words, as far as titles need it."""

    def __getitem__(self, name: str, /) -> str:
        """The words of that name."""
        ...

    def section(self, prefix: str, /) -> Mapping[str, str]:
        """All words whose names begin with `prefix.`, by what follows it."""
        ...

    def fill(self, name: str, /, **facts: object) -> str:
        """The words of that name with the facts filled in."""
        ...


def home_link(words: Naming) -> Link:
    """The first page of the site."""
    return Link(text=words["site.home"], path=addresses.HOME)


def clause_in_brackets(words: Naming, number: str) -> str:
    """The number of a clause as it stands after a sentence; empty for none."""
    around = brackets(number)
    return words.fill(f"site.{around}", clause=number) if around else number


def feed_title(words: Naming, kind: str, place: str = "") -> str:
    """The title of the feed of one kind, of all jurisdictions or of the one with that name."""
    named = words[f"feeds.kind.{kind}"]
    return words.fill("feeds.title_of", place=place, kind=named) if place else words.fill("feeds.title", kind=named)


def portal_feeds(words: Naming, *kinds: str) -> tuple[Link, ...]:
    """The feeds of all jurisdictions; of every kind where none is named."""
    return tuple(
        Link(text=feed_title(words, kind), path=addresses.feed(kind)) for kind in kinds or published_files.FEED_KINDS
    )


def jurisdiction_feeds(words: Naming, jurisdiction: Jurisdiction, *kinds: str) -> tuple[Link, ...]:
    """The feeds of one jurisdiction, likewise."""
    return tuple(
        Link(text=feed_title(words, kind, jurisdiction.name), path=addresses.feed(kind, jurisdiction.slug))
        for kind in kinds or published_files.FEED_KINDS
    )


def portal_head(words: Naming, kind: str, path: str, section: str = "", *, feeds: tuple[Link, ...] = ()) -> Head:
    """The head of a page of the whole portal; `kind` names its title and description in the catalogue."""
    return Head(
        path=path,
        title=words[f"titles.{kind}"],
        description=words[f"descriptions.{kind}"],
        crumbs=(home_link(words),),
        section=section,
        feeds=feeds,
    )


def jurisdiction_head(
    words: Naming, kind: str, jurisdiction: Jurisdiction, path: str, section: str, *, feeds: tuple[Link, ...] = ()
) -> Head:
    """The head of one of a jurisdiction's pages; its own page is a crumb of every other."""
    crumbs = [home_link(words), Link(text=words["titles.jurisdictions"], path=addresses.JURISDICTIONS)]
    own = jurisdiction_link(jurisdiction)
    if path != own.path:
        crumbs.append(own)
    return Head(
        path=path,
        title=words.fill(f"titles.{kind}", place=jurisdiction.name),
        description=words.fill(f"descriptions.{kind}", place=jurisdiction.name),
        crumbs=tuple(crumbs),
        section=section,
        feeds=feeds,
    )


def record_head(
    words: Naming,
    path: str,
    *,
    title: str,
    description: str,
    trail: tuple[Link, ...],
    section: str = "",
    canonical: str = "",
    feeds: tuple[Link, ...] = (),
) -> Head:
    """The head of a page on a record, whose name is data, under the pages of `trail`."""
    return Head(
        path=path,
        title=title,
        description=description,
        crumbs=(home_link(words), *trail),
        section=section,
        canonical=canonical,
        feeds=feeds,
    )
