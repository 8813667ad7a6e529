from itertools import pairwise
from urllib.parse import urljoin

import feedparser
import pytest

from generator.domain import addresses, published_files
from generator.domain.published_files import FEED_ENTRIES
from tests.outputs.following import SITE, feed_files, feeds
from tests.pages.recorded import full_portal
from tests.pages.rendering import shipped
from tests.rules.building import (
    LATER,
    OPEN_DAY,
    a_change,
    a_correction,
    a_cycle,
    a_notice,
    a_portal,
    a_revocation,
    an_awardee,
    day,
)

HOSTILE = "一，二;三\\四]]>&lt;<b>🏅'九\"" + "很长的标题" * 100


def test_every_kind_has_a_feed_for_all_and_for_each_jurisdiction() -> None:
    paths = {addresses.feed(kind, slug) for kind in published_files.FEED_KINDS for slug in ("", "shili")}
    read = feeds(full_portal())
    assert set(read) == paths
    assert len({feed.id for feed in read.values()}) == len(paths)
    assert read["feeds/shili-changes.atom"].title == "示例市政府质量奖：更正、延期和撤回"
    assert read["feeds/changes.atom"].title == "政府质量奖：更正、延期和撤回"
    assert {feed.subtitle for feed in read.values()} == {"状态截至2026年6月1日（生成日）。"}


def test_links_are_absolute_where_the_address_of_the_site_is_known() -> None:
    for path, feed in feeds(full_portal()).items():
        assert feed.address == f"{SITE}{path}"
        assert all(entry.page.startswith(SITE) and entry.page.endswith("/") for entry in feed.entries)
    assert feeds(full_portal())["feeds/shili-notices.atom"].page == f"{SITE}shili/"


def test_links_are_relative_otherwise_and_identifiers_stay() -> None:
    known, unknown = feeds(full_portal()), feeds(full_portal(), site_url="")
    for path, feed in unknown.items():
        base = f"file:///site/{path}"
        assert urljoin(base, feed.address) == base
        assert [entry.id for entry in feed.entries] == [entry.id for entry in known[path].entries]
        assert all(urljoin(base, entry.page).endswith("/index.html") for entry in feed.entries)
    pages = [entry.page for entry in unknown["feeds/notices.atom"].entries]
    assert "../shili/2025/notices/n-1/index.html" in pages


def test_the_newest_two_hundred_stand_in_a_feed() -> None:
    notices = [
        a_notice(f"n-{number}", published_on=day("2025-10-09") if number % 2 else day("2025-10-10"))
        for number in range(FEED_ENTRIES + 50)
    ]
    read = feeds(a_portal(a_cycle(notices=notices)))["feeds/notices.atom"]
    assert len(read.entries) == FEED_ENTRIES
    assert all(
        one.updated > other.updated or (one.updated == other.updated and one.id < other.id)
        for one, other in pairwise(read.entries)
    )
    assert [entry.updated.day for entry in read.entries].count(10) == 125


def test_a_feed_is_as_new_as_its_build_whatever_has_happened() -> None:
    empty, full = feeds(a_portal(a_cycle()), OPEN_DAY), feeds(full_portal(), OPEN_DAY)
    assert [feed.entries for feed in empty.values()] == [[]] * 8
    assert all(entry.updated <= feed.updated for feed in full.values() for entry in feed.entries)
    assert {feed.updated.date() for feed in (*empty.values(), *full.values())} == {OPEN_DAY}


def test_a_portal_without_cycles_has_feeds_too() -> None:
    assert len(feeds(a_portal())) == 8


def test_the_same_data_and_day_give_the_same_bytes() -> None:
    assert feed_files(full_portal(), OPEN_DAY) == feed_files(full_portal(), OPEN_DAY)


def test_hostile_text_stays_text() -> None:
    notices = [a_notice(title=HOSTILE, publisher=HOSTILE, source_url="https://example.gov.cn/?a=1&b='")]
    notices.append(a_change("n-2", "n-1", "correction", title=HOSTILE, change_reason=HOSTILE, medium=HOSTILE))
    portal = a_portal(
        a_cycle(notices=notices, awardees=[an_awardee(awardee=HOSTILE, decision_document=HOSTILE)], name=HOSTILE),
        revocations=[a_revocation(statement=HOSTILE, decided_by=HOSTILE, document_number=HOSTILE)],
        corrections=[a_correction(reason=HOSTILE, was=HOSTILE, now=HOSTILE, field=HOSTILE)],
        name=HOSTILE,
    )
    read = feeds(portal)
    assert [len(feed.entries) for feed in read.values()] == [1, 2, 1, 1] * 2
    for path, feed in read.items():
        assert all(HOSTILE in entry.title and HOSTILE in entry.text for entry in feed.entries)
        for entry in feedparser.parse(feed_files(portal)[path]).entries:
            assert "<b>🏅" not in entry.content[0].value
            assert entry.title == next(one.title for one in feed.entries if one.id == entry.id)


@pytest.mark.parametrize("site_url", ["", SITE])
def test_the_shipped_record_can_be_followed(site_url: str) -> None:
    portal = shipped().portal
    read = feeds(portal, LATER, site_url)
    assert len(read) == 4 * (1 + len(portal.jurisdictions))
    decisions = {
        (cycle.jurisdiction, cycle.slug, row.decided_on, row.decision_document)
        for jurisdiction in portal.jurisdictions
        for cycle in jurisdiction.cycles
        for row in cycle.awardees.rows
        if row.decided_on is not None and row.decided_on <= LATER
    }
    assert len(read["feeds/decisions.atom"].entries) == min(len(decisions), FEED_ENTRIES)
