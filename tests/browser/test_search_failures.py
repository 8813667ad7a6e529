"""Files of the index that come late, broken, from another build or not at all: what the reader of the search page is told."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from generator.outputs.search_index import SearchEntry
from tests.browser.hosting import hosted
from tests.browser.search_site import addresses, ask, put, served, settled, sound_page

SAMPLE, PATTERN = "**/search/d/sample/**", "**/search/d/pattern/**"
ENTRIES = [
    *(
        SearchEntry(
            kind="awardee", title=f"云帆{number}厂", url=f"s/{number}/index.html", jurisdiction="sample", year=2020
        )
        for number in range(12)
    ),
    SearchEntry(kind="awardee", title="海棠云帆", url="p/1/index.html", jurisdiction="pattern", year=2020),
    SearchEntry(kind="awardee", title="海棠厂", url="p/2/index.html", jurisdiction="pattern", year=2020),
    SearchEntry(kind="awardee", title="丁香一", url="s/12/index.html", jurisdiction="sample", year=2021),
    SearchEntry(kind="awardee", title="丁香二", url="p/3/index.html", jurisdiction="pattern", year=2020),
    SearchEntry(kind="page", title="说明", url="t/index.html", text="写明理由。" * 100 + "电话12345。"),
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(tmp_path_factory.mktemp("failures"), ENTRIES) as address:
        yield address


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    with sound_page(browser) as page:
        page.goto(site)
        yield page


def start(page: Page, query: str) -> None:
    page.fill("[name=q]", query)
    page.press("[name=q]", "Enter")


def held_back(page: Page, pattern: str, query: str) -> Route:
    """Put a query whose first request to such an address is held back; gives that request."""
    waiting: list[Route] = []

    def wait(route: Route) -> None:
        waiting.append(route)

    page.route(pattern, wait, times=1)
    start(page, query)
    while not waiting:
        page.wait_for_timeout(10)
    return waiting[0]


def status(page: Page) -> str:
    return page.locator("[role=status]").inner_text()


def empty(route: Route) -> None:
    route.fulfill(content_type="application/json", body="{}")


@pytest.mark.parametrize("held", ["**/search/meta.json", SAMPLE])
def test_a_late_answer_to_an_older_query_changes_nothing(page: Page, held: str) -> None:
    waiting = held_back(page, held, "云帆1")
    assert ask(page, "海棠") == "count 2"
    before = page.locator("#search-results").inner_html()
    waiting.continue_()
    page.wait_for_load_state("networkidle")
    assert page.locator("#search-results").inner_html() == before


@pytest.mark.parametrize("held", ["**/search/meta.json", SAMPLE])
def test_that_an_older_query_failed_is_not_told_of_the_newer_one(page: Page, held: str) -> None:
    waiting = held_back(page, held, "云帆1")
    with page.expect_event("requestfailed"):
        ask(page, "海棠")
        waiting.abort()
    page.wait_for_timeout(50)
    assert status(page) == "count 2"


def test_while_an_answer_is_awaited_no_older_one_stands_there(page: Page) -> None:
    ask(page, "云帆")
    waiting = held_back(page, "**/search/meta.json", "海棠")
    assert status(page) == "searching"
    assert addresses(page) == []
    assert not page.locator(".search-more").is_visible()
    expect(page.locator("#search-results")).to_have_attribute("aria-busy", "true")
    waiting.continue_()
    settled(page)
    assert status(page) == "count 2"


def test_what_has_come_is_shown_before_the_rest_and_then_in_its_order(page: Page) -> None:
    waiting = held_back(page, SAMPLE, "云帆")
    expect(page.locator(".search-list li")).to_have_count(1)
    assert addresses(page) == ["p/1/index.html"]
    assert status(page) == "searching"
    waiting.continue_()
    settled(page)
    assert status(page) == "count 13"
    assert all(address.startswith("s/") for address in addresses(page))


def test_the_keyboard_keeps_its_place_while_the_rest_comes(page: Page) -> None:
    waiting = held_back(page, SAMPLE, "丁香")
    expect(page.locator(".search-list li")).to_have_count(1)
    page.locator(".search-list a").focus()
    waiting.continue_()
    settled(page)
    assert addresses(page) == ["s/12/index.html", "p/3/index.html"]
    expect(page.locator(".search-list a").last).to_be_focused()


def test_the_keyboard_stays_in_the_list_where_better_answers_take_the_place_of_its_own(page: Page) -> None:
    waiting = held_back(page, SAMPLE, "云帆")
    expect(page.locator(".search-list li")).to_have_count(1)
    page.locator(".search-list a").focus()
    waiting.continue_()
    settled(page)
    assert "p/1/index.html" not in addresses(page)
    expect(page.locator(".search-list a").last).to_be_focused()


@pytest.mark.parametrize(
    ("query", "pattern", "told"),
    [
        ("云帆", SAMPLE, "count 13"),
        ("云帆", "**/search/i/**", "count 13"),
        ("云帆", "**/search/meta.json", "count 13"),
        ("电话", "**/search/t/**", "count 1"),
    ],
)
@pytest.mark.parametrize("broken", ["away", "page", "error", "other"])
def test_a_file_that_does_not_come_is_told_and_asked_for_again(
    page: Page, query: str, pattern: str, told: str, broken: str
) -> None:
    """Not there, a page of the network instead of it, an error of the host, or a file of another build."""
    answers = {
        "away": lambda route: route.abort(),
        "page": lambda route: route.fulfill(content_type="text/html", body="<!doctype html><title>登录</title>"),
        "error": lambda route: route.fulfill(status=500, content_type="application/json", body="{}"),
        "other": empty,
    }
    page.route(pattern, answers[broken])
    assert ask(page, query) == "failed"
    page.unroute(pattern)
    assert ask(page, query) == told


def test_a_file_of_another_build_does_not_stay_in_the_cache_of_the_browser(browser: Browser, tmp_path: Path) -> None:
    put(tmp_path, ENTRIES)
    (file,) = tmp_path.glob("search/d/sample/*.json")
    right = file.read_bytes()
    page = browser.new_page()
    with hosted(tmp_path) as address:
        page.goto(f"{address}search/")
        for data, told in ((b"{}", "failed"), (right, "count 13")):
            file.write_bytes(data)
            os.utime(file, (0, 0))  # so long unchanged that a browser would not ask for it again
            assert ask(page, "云帆") == told
        page.close()


def test_the_script_of_the_index_that_does_not_come_is_told(browser: Browser, site: str) -> None:
    page = browser.new_page()
    page.route("**/search-index.js", lambda route: route.abort())
    page.goto(f"{site}?q=ab")
    expect(page.locator("[role=status]")).to_have_text("failed")
    settled(page)
    page.close()
