"""Atom feeds of four kinds of events, of each jurisdiction and of all; the newest two hundred in each."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from generator.domain import addresses, published_files
from generator.domain.portal import Jurisdiction
from generator.domain.table_schemas import TableSchema
from generator.frozen import dataclass
from generator.outputs.atom import Entry, Feed, atom_document, identifier
from generator.outputs.award_events import decision_events, revocation_events
from generator.outputs.feed_events import Event
from generator.outputs.notice_events import change_events, notice_events
from generator.outputs.phrasing import Phrasing
from generator.outputs.web_addresses import link
from generator.pages.indexes import CycleRecords
from generator.pages.naming import feed_title
from generator.pages.record_pages import PortalRecords
from generator.sources.words import Words

Files = Iterator[tuple[str, bytes]]

_PAGES: Final = {
    "notices": addresses.NOTICES,
    "changes": addresses.NOTICES,
    "decisions": addresses.AWARDEES,
    "revocations": addresses.REVOCATIONS,
}
"""The list on which the events of all jurisdictions stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    slug: str
    """Empty for all jurisdictions."""
    name: str
    whole: PortalRecords
    cycles: Sequence[CycleRecords]


def portal_feeds(whole: PortalRecords, schemas: Mapping[str, TableSchema], site_url: str, words: Words) -> Files:
    """The feeds of all jurisdictions: address and bytes of each; `schemas` give tables and columns their titles."""
    yield from _feeds(_Place(slug="", name="", whole=whole, cycles=whole.cycles), schemas, site_url, words)


def jurisdiction_feeds(
    whole: PortalRecords, jurisdiction: Jurisdiction, schemas: Mapping[str, TableSchema], site_url: str, words: Words
) -> Files:
    """The feeds of one jurisdiction: address and bytes of each."""
    place = _Place(slug=jurisdiction.slug, name=jurisdiction.name, whole=whole, cycles=whole.cycles_of(jurisdiction))
    yield from _feeds(place, schemas, site_url, words)


def _feeds(place: _Place, schemas: Mapping[str, TableSchema], site_url: str, words: Words) -> Files:
    for kind in published_files.FEED_KINDS:
        # By the later day first, then by identifier; sorting is stable.
        events = sorted(_events(kind, place.cycles, schemas, words), key=lambda event: event.id)
        events.sort(key=lambda event: event.updated, reverse=True)
        path = addresses.feed(kind, place.slug)
        yield path, atom_document(_feed(kind, place, events[: published_files.FEED_ENTRIES], site_url, words))


def _events(
    kind: str, cycles: Sequence[CycleRecords], schemas: Mapping[str, TableSchema], words: Words
) -> Iterable[Event]:
    if kind in ("notices", "decisions"):
        make = notice_events if kind == "notices" else decision_events
        return [event for records in cycles for event in make(records, words)]
    places = [list(group) for _, group in groupby(cycles, key=lambda records: records.records.jurisdiction.slug)]
    if kind == "changes":
        return [event for own in places for event in change_events(own, schemas, words)]
    return [event for own in places for event in revocation_events(own, words)]


def _feed(kind: str, place: _Place, events: Sequence[Event], site_url: str, words: Words) -> Feed:
    here, as_of = addresses.feed(kind, place.slug), place.whole.as_of
    page = addresses.jurisdiction(place.slug) if place.slug else _PAGES[kind]
    return Feed(
        id=identifier("feeds", kind, *filter(None, [place.slug])),
        title=feed_title(words, kind, place.name),
        subtitle=words.fill("feeds.as_of", day=Phrasing(words).day(as_of)),
        author=words["feeds.author"],
        # It says what holds on the day of the build. The day of the newest event would fall behind that of a feed without
        # events, and stay where an older event is only now recorded.
        updated=as_of,
        address=link(here, here=here, site_url=site_url),
        page=link(page, here=here, site_url=site_url),
        language=words.language,
        entries=[_entry(event, here, site_url) for event in events],
    )


def _entry(event: Event, here: str, site_url: str) -> Entry:
    return Entry(
        id=identifier(*event.id),
        title=event.title,
        published=event.published,
        updated=event.updated,
        page=link(event.page, here=here, site_url=site_url),
        source_url=event.source_url,
        category=(event.jurisdiction.slug, event.jurisdiction.name),
        lines=event.lines(),
    )
