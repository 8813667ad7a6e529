import itertools
from xml.etree.ElementTree import Element

import pytest

from generator.domain import addresses
from generator.pages.jurisdiction_site import (
    JurisdictionPages,
    PortalPages,
    StandingPages,
    jurisdiction_pages,
    portal_pages,
    standing_pages,
)
from tests.pages.recorded import records
from tests.pages.rendering import parsed, pick, rendered, shipped, tag, text, the_words
from tests.rules.building import day

MINE = ("jurisdiction.", "objections.", "comparison.", "text_status.", "name_rules.", "assessments.")
ON = day("2026-11-21")


def all_pages() -> list[JurisdictionPages | PortalPages | StandingPages]:
    reading = shipped()
    schemas, portal = reading.schemas.tables, reading.portal
    pages: list[JurisdictionPages | PortalPages | StandingPages] = []
    for jurisdiction in portal.jurisdictions:
        pages += jurisdiction_pages(records(portal, ON), jurisdiction, schemas)
    return [*pages, *portal_pages(portal, schemas, ON, the_words()), *standing_pages(the_words())]


PAGES = all_pages()
each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.head.path)


def test_every_address_of_the_design_has_its_page() -> None:
    paths = [page.head.path for page in PAGES]
    assert len(set(paths)) == len(paths)
    assert {addresses.JURISDICTIONS, addresses.RULES, addresses.DATA, addresses.SEARCH} <= set(paths)
    assert {addresses.OBJECTION_LETTER, addresses.NAME_CHECK} <= set(paths)
    for jurisdiction in shipped().portal.jurisdictions:
        for address in (
            addresses.jurisdiction,
            addresses.objection,
            addresses.name_use,
            addresses.regulation,
            addresses.assessments,
            addresses.corrections,
        ):
            assert address(jurisdiction.slug) in paths


@each_page
def test_headings_tables_and_ids_are_in_order(page: JurisdictionPages | PortalPages) -> None:
    body = parsed(page)
    levels = [int(tag(element)[1]) for element in body.iter() if tag(element) in ("h1", "h2", "h3", "h4")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(lower <= upper + 1 for upper, lower in itertools.pairwise(levels))
    ids = [element.get("id") for element in body.iter() if element.get("id")]
    assert len(set(ids)) == len(ids)
    assert all(element.get("style") is None for element in body.iter())
    for table in pick(body, "table"):
        assert text(pick(table, "caption")[0])
        assert all(head.get("scope") for head in pick(table, "th"))
        check_cards(table)


def check_cards(table: Element) -> None:
    width = len(pick(table, "thead")[0][0])
    for row in pick(pick(table, "tbody")[0], "tr"):
        assert len(row) == width
        assert all(cell.get("data-label") for cell in pick(row, "td") if text(cell))


@each_page
def test_links_inside_are_relative_and_lead_to_a_file(page: JurisdictionPages | PortalPages) -> None:
    for link in pick(parsed(page), "a"):
        href = link.get("href") or ""
        assert text(link)
        if link.get("rel"):
            assert href.startswith(("http://", "https://"))
        elif not href.startswith("#"):
            assert href.startswith(page.head.root)
            assert href.partition("#")[0].rpartition("/")[2].rpartition(".")[2] in (
                "html",
                "json",
                "csv",
                "ics",
                "atom",
            )


def test_no_words_claim_a_present_state() -> None:
    assert not [name for name, words in the_words().entries.items() if "公示中" in words and name.startswith(MINE)]


@each_page
def test_no_page_shows_a_value_that_is_absent(page: JurisdictionPages | PortalPages) -> None:
    assert "None" not in text(parsed(page))
    assert page.head.title
    assert page.head.description


@pytest.mark.parametrize("slug", ["baoding", "hangzhou", "jindong"])
def test_a_text_that_is_no_law_says_so_at_the_top_of_every_page_that_draws_on_it(slug: str) -> None:
    standing = {"baoding": "没有写明日期", "hangzhou": "这是草案", "jindong": "这是征求意见稿"}[slug]
    drawing = [page for page in PAGES if page.head.path.startswith(f"{slug}/") and hasattr(page, "text")]
    assert len(drawing) == 4
    for page in drawing:
        body = text(parsed(page))
        assert -1 < body.index(standing) < 400


def test_pages_are_made_in_one_way_only() -> None:
    for one, other in zip(PAGES, all_pages(), strict=True):
        assert rendered(one) == rendered(other)
