"""The feeds of a portal, each read strictly and by feedparser."""

import datetime as dt

import feedparser

from generator.domain.portal import Portal
from generator.outputs.feeds import jurisdiction_feeds, portal_feeds
from generator.pages.record_pages import portal_records
from tests.outputs.feed_reader import ReadEntry, ReadFeed, read_feed
from tests.pages.rendering import shipped, the_words
from tests.rules.building import LATER

SITE = "https://example.gov.cn/a/"


def feed_files(portal: Portal, as_of: dt.date = LATER, site_url: str = SITE) -> dict[str, bytes]:
    whole, schemas = portal_records(portal, as_of, the_words()), shipped().schemas.tables
    made = list(portal_feeds(whole, schemas, site_url, the_words()))
    for jurisdiction in portal.jurisdictions:
        made += jurisdiction_feeds(whole, jurisdiction, schemas, site_url, the_words())
    assert len(dict(made)) == len(made)
    return dict(made)


def feeds(portal: Portal, as_of: dt.date = LATER, site_url: str = SITE) -> dict[str, ReadFeed]:
    made = feed_files(portal, as_of, site_url)
    read = {path: read_feed(data) for path, data in made.items()}
    for path, data in made.items():
        parsed = feedparser.parse(data)
        assert not parsed.bozo, parsed.get("bozo_exception")
        assert parsed.version == "atom10"
        assert [entry.id for entry in parsed.entries] == [entry.id for entry in read[path].entries]
    return read


def entries(kind: str, portal: Portal, as_of: dt.date = LATER) -> list[ReadEntry]:
    """The entries of one kind, which are the same in the feed of the only jurisdiction."""
    read = feeds(portal, as_of)
    assert read[f"feeds/shili-{kind}.atom"].entries == read[f"feeds/{kind}.atom"].entries
    return read[f"feeds/{kind}.atom"].entries


def entry(kind: str, portal: Portal, as_of: dt.date = LATER) -> ReadEntry:
    """The only entry of one kind."""
    (only,) = entries(kind, portal, as_of)
    return only
