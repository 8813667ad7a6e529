"""What an answer of the search page says of itself, and by what answers can be narrowed."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.outputs.search_index import SearchEntry
from tests.browser.search_site import addresses, ask, served, settled, sound_page

ENTRIES = [
    SearchEntry(
        kind="awardee",
        title="示例市云帆科技厂",
        url="s/1/index.html",
        jurisdiction="sample",
        year=2023,
        state="valid",
        also=("示政办函〔2023〕7号", "海棠厂"),
    ),
    SearchEntry(
        kind="awardee", title="云帆实业", url="p/1/index.html", jurisdiction="pattern", year=2024, state="expired"
    ),
    SearchEntry(
        kind="awardee", title="云帆Abc", url="p/2/index.html", jurisdiction="pattern", year=2024, state="valid"
    ),
    SearchEntry(kind="organization", title="İ云帆集团", url="o/1/index.html"),
    SearchEntry(kind="page", title="说明", url="t/index.html", text="写明理由，电话12345。"),
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(tmp_path_factory.mktemp("lines"), ENTRIES) as address:
        yield address


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with sound_page(browser) as page:
        yield page


def said(page: Page) -> dict[str, str]:
    """What stands beside each title."""
    found = page.locator(".search-list li").evaluate_all(
        "lines => lines.map(line => [line.querySelector('a').textContent, line.querySelector('.search-facts').textContent])"
    )
    return dict(found)


def marked(page: Page, where: str = "a") -> list[str]:
    return page.locator(f".search-list {where} mark").all_inner_texts()


def offered(page: Page, facet: str) -> list[str]:
    return page.locator(f"#search-{facet} option").all_inner_texts()


def test_beside_each_title_stands_what_is_known_and_nothing_else(page: Page, site: str) -> None:
    page.goto(site)
    ask(page, "云帆")
    assert said(page) == {
        "示例市云帆科技厂": "示例市 · 获奖记录 · 2023年 · valid",
        "云帆实业": "样本县 · 获奖记录 · 2024年 · expired",
        "云帆Abc": "样本县 · 获奖记录 · 2024年 · valid",
        "İ云帆集团": "organization",
    }


def test_the_words_that_were_looked_for_are_marked_where_they_stand(page: Page, site: str) -> None:
    page.goto(site)
    ask(page, "云帆")
    assert marked(page) == ["云帆"] * 3  # not where a letter becomes two in small letters, and places would differ
    ask(page, "ａｂｃ")
    assert marked(page) == ["Abc"]
    ask(page, "海棠")
    assert page.locator(".search-seen").all_inner_texts() == ["海棠厂"]
    assert (marked(page), marked(page, ".search-seen")) == ([], ["海棠"])
    ask(page, "电话")
    assert marked(page, ".search-seen") == ["电话"]


def test_each_choice_tells_how_many_answers_it_leaves(page: Page, site: str) -> None:
    page.goto(site)
    ask(page, "云帆")
    assert offered(page, "jurisdiction") == ["any", "样本县 (2)", "no jurisdiction (1)", "示例市 (1)"]
    assert offered(page, "kind") == ["any", "获奖记录 (3)", "organization (1)"]
    assert offered(page, "year") == ["any", "2024年 (2)", "2023年 (1)", "no year (1)"]
    assert offered(page, "state") == ["any", "valid (2)", "no state (1)", "expired (1)"]
    page.select_option("#search-jurisdiction", "pattern")
    settled(page)
    assert page.locator("[role=status]").inner_text() == "count 4narrowed 2"
    assert offered(page, "jurisdiction") == ["any", "样本县 (2)", "no jurisdiction (1)", "示例市 (1)"]
    assert offered(page, "year") == ["any", "2024年 (2)"]
    page.select_option("#search-state", "valid")
    settled(page)
    assert addresses(page) == ["p/2/index.html"]
    assert offered(page, "jurisdiction") == ["any", "样本县 (1)", "示例市 (1)"]
    expect(page).to_have_url(f"{site}?q={quote('云帆')}&jurisdiction=pattern&state=valid")


def test_answers_without_a_value_can_be_chosen_and_come_back_from_the_address(page: Page, site: str) -> None:
    page.goto(site)
    ask(page, "云帆")
    page.select_option("#search-year", "")
    settled(page)
    assert addresses(page) == ["o/1/index.html"]
    page.reload()
    expect(page.locator(".search-list li")).to_have_count(1)
    settled(page)
    assert addresses(page) == ["o/1/index.html"]


def test_a_choice_that_no_answer_fits_stays_to_be_undone(page: Page, site: str) -> None:
    page.goto(f"{site}?q={quote('云帆')}&year=1999")
    expect(page.locator("[role=status]")).to_have_text("count 4narrowed 0")
    assert addresses(page) == []
    assert offered(page, "year") == ["any", "2024年 (2)", "2023年 (1)", "1999年 (0)", "no year (1)"]
    expect(page.locator("#search-year")).to_have_value("1999")
    page.select_option("#search-year", "*")
    expect(page.locator(".search-list li")).to_have_count(4)
    expect(page).to_have_url(f"{site}?q={quote('云帆')}")


def test_where_nothing_is_found_there_is_nothing_to_narrow(page: Page, site: str) -> None:
    page.goto(site)
    assert ask(page, "没有这个") == "none"
    assert not page.locator(".search-facets").is_visible()
    page.goto(f"{site}?q={quote('没有这个')}&kind=awardee")
    expect(page.locator("[role=status]")).to_have_text("none")
    assert offered(page, "kind") == ["any", "获奖记录 (0)"]
    assert page.locator(".search-facets").is_visible()  # the choice may be why


def test_narrowing_keeps_the_focus_and_the_order(page: Page, site: str) -> None:
    page.goto(site)
    ask(page, "云帆")
    whole = addresses(page)
    page.focus("#search-kind")
    page.select_option("#search-kind", "awardee")
    settled(page)
    expect(page.locator("#search-kind")).to_be_focused()
    assert addresses(page) == [address for address in whole if not address.startswith("o/")]
