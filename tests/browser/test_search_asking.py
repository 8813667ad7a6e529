"""How a reader asks the search page: by typing, through an input method, with the keyboard, from an address."""

import datetime as dt
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.outputs.search_index import SearchEntry
from tests.browser.hosting import NOW
from tests.browser.search_site import ask, served, settled, sound_page

ENTRIES = [SearchEntry(kind="page", title=f"云帆{number}号", url=f"{number}/index.html") for number in range(12)]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(tmp_path_factory.mktemp("asking"), ENTRIES) as address:
        yield address


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    with sound_page(browser) as page:
        page.clock.install(time=NOW)
        page.goto(site)
        page.clock.pause_at(NOW + dt.timedelta(hours=1))
        yield page


def asked(page: Page) -> list[str]:
    """The queries that were really put, each of which asks for the index anew."""
    found: list[str] = []
    page.on("request", lambda request: found.append(request.url) if request.url.endswith("meta.json") else None)
    return found


def lines(page: Page) -> int:
    return page.locator(".search-list li").count()


def test_what_is_typed_is_looked_for_once_the_reader_stops(page: Page, site: str) -> None:
    puts = asked(page)
    page.locator("[name=q]").press_sequentially("云帆1号")
    page.clock.run_for(200)
    assert puts == []
    page.clock.run_for(100)
    expect(page.locator(".search-list li")).to_have_count(1)
    expect(page).to_have_url(f"{site}?q={quote('云帆1号')}")
    assert len(puts) == 1


def test_the_enter_key_waits_for_nothing_and_asks_once(page: Page, site: str) -> None:
    puts = asked(page)
    page.locator("[name=q]").press_sequentially("云帆1号")
    page.keyboard.press("Enter")
    expect(page.locator(".search-list li")).to_have_count(1)
    expect(page).to_have_url(f"{site}?q={quote('云帆1号')}")
    page.clock.run_for(1000)
    settled(page)
    assert len(puts) == 1


def test_letters_of_an_unfinished_word_are_not_looked_for(page: Page) -> None:
    keyboard = page.context.new_cdp_session(page)
    puts = asked(page)
    page.focus("[name=q]")
    keyboard.send("Input.insertText", {"text": "云"})
    for letters in ("f", "fa", "fan"):
        keyboard.send("Input.imeSetComposition", {"text": letters, "selectionStart": 3, "selectionEnd": 3})
    page.clock.run_for(1000)
    assert page.input_value("[name=q]") == "云fan"
    assert puts == []
    keyboard.send("Input.insertText", {"text": "帆"})
    page.clock.run_for(1000)
    expect(page.locator(".search-list li")).to_have_count(10)
    assert len(puts) == 1


def test_what_is_deleted_takes_its_answers_with_it(page: Page, site: str) -> None:
    ask(page, "云帆")
    assert page.locator(".search-more").is_visible()
    assert page.locator(".search-facets").is_visible()
    page.fill("[name=q]", "")
    page.clock.run_for(1000)
    expect(page).to_have_url(site)
    expect(page.locator("[role=status]")).to_have_text("")
    assert lines(page) == 0
    assert not page.locator(".search-more").is_visible()
    assert not page.locator(".search-facets").is_visible()


def test_an_address_without_a_query_asks_nothing(page: Page, site: str) -> None:
    puts = asked(page)
    page.goto(f"{site}?kind=page")
    page.wait_for_load_state("networkidle")
    assert puts == []
    expect(page.locator("[role=status]")).to_have_text("")


@pytest.mark.parametrize("query", ["《》", "“”“”", "--"])
def test_marks_alone_are_a_query_without_an_answer(page: Page, query: str) -> None:
    assert ask(page, query) == "none"


def test_after_the_last_answers_the_focus_stands_on_the_first_of_them(page: Page) -> None:
    ask(page, "云帆")
    page.locator(".search-more").press("Enter")
    expect(page.locator(".search-list li").nth(10).locator("a")).to_be_focused()
    assert lines(page) == 12
    assert not page.locator(".search-more").is_visible()
    expect(page.locator("[role=status]")).to_have_text("count 12")


def test_the_slash_is_typed_everywhere_else(page: Page) -> None:
    ask(page, "云帆")
    page.focus("#search-kind")
    page.keyboard.press("/")
    expect(page.locator("#search-kind")).to_be_focused()
    page.locator(".search-list a").first.focus()
    page.keyboard.press("/")
    page.keyboard.press("/")
    assert page.input_value("[name=q]") == "云帆/"
