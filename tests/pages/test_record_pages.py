"""All pages of the record together: they are whole, they lead to each other, and the shipped data makes them."""

import re
from datetime import date
from itertools import pairwise

import pytest

from generator.domain import addresses
from generator.pages.record_pages import PortalRecords, portal_records
from tests.pages.recorded import all_pages, full_portal, records
from tests.pages.rendering import parsed, rendered, shipped, text, the_words
from tests.rules.building import LATER, OPEN_DAY, a_notice, day

ELSEWHERE = re.compile(
    r"(search|rules|data|jurisdictions|objection-letter|name-check|counting-days)/index\.html"
    r"|[a-z]+/(index|objection/index|name-use/index|regulation/index|assessments/index|corrections/index)\.html"
    r"|.*/notice\.ics"
)
"""Addresses that other makers of pages fill."""


@pytest.fixture(scope="module", params=["fictional", "shipped"])
def whole(request: pytest.FixtureRequest) -> PortalRecords:
    if request.param == "shipped":
        return portal_records(shipped().portal, date(2026, 11, 21), the_words())
    return records(full_portal(), LATER)


def test_every_link_inside_the_record_leads_to_a_page_and_an_anchor_on_it(whole: PortalRecords) -> None:
    pages = all_pages(whole)
    bodies = {path: rendered(page) for path, page in pages.items()}
    for path, body in bodies.items():
        root = addresses.root_from(path)
        for href in re.findall(r'href="([^"]+)"', body):
            if href.startswith(("http://", "https://", "tel:")):
                continue
            target, _, anchor = href.partition("#")
            target = target.removeprefix(root).partition("?")[0] or path
            assert ".." not in target, (path, href)
            assert target in bodies or ELSEWHERE.fullmatch(target), (path, href)
            # Anchors on pages of other makers are looked at on the built site (tests/test_links.py).
            assert not anchor or target not in bodies or f'id="{anchor}"' in bodies[target], (path, href)


def test_every_page_has_one_heading_after_its_crumbs_and_no_level_left_out(whole: PortalRecords) -> None:
    for path, page in all_pages(whole).items():
        body = parsed(page)
        levels = [int(element.tag[1]) for element in body.iter() if re.fullmatch("h[1-6]", str(element.tag))]
        assert levels[0] == 1, path
        assert levels.count(1) == 1, path
        assert all(after - before <= 1 for before, after in pairwise(levels)), path
        if path not in (addresses.HOME, addresses.NOT_FOUND):
            assert body[0].get("class") == "crumbs", path


def test_every_table_has_a_caption_and_heads_of_its_rows_and_columns(whole: PortalRecords) -> None:
    for page in all_pages(whole).values():
        for table in parsed(page).iter("table"):
            caption = table.find("caption")
            assert caption is not None
            assert text(caption)
            assert all(cell.get("scope") in ("row", "col") for cell in table.iter("th"))
            assert len(list(table.iter("thead"))) == 1


def test_no_page_says_that_something_is_open_without_the_day_for_which_it_says_so() -> None:
    for page in all_pages(records(full_portal(notices=[a_notice()]), OPEN_DAY)).values():
        words = rendered(page)
        assert "公示中" not in words
        for found in re.finditer(r"(?<!还没有收录到)(在公示期内(?!的公示)|：公示期内)", words):
            before = words[max(0, found.start() - 40) : found.start() + 1]
            assert re.search(r"\d年\d+月\d+日", before)


def test_the_same_data_and_the_same_day_give_the_same_bytes() -> None:
    one, other = (all_pages(records(full_portal(), day("2025-10-15"))) for _ in range(2))
    assert {path: rendered(page) for path, page in one.items()} == {
        path: rendered(page) for path, page in other.items()
    }


def test_the_cycles_of_a_jurisdiction_are_its_own() -> None:
    whole = records(full_portal(), LATER)
    found = [whole.cycles_of(jurisdiction) for jurisdiction in whole.portal.jurisdictions]
    assert tuple(cycle for cycles in found for cycle in cycles) == whole.cycles
