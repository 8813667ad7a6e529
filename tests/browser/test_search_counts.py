"""How many answers the search page tells of, and how sure it is, where they are not all looked at before they are shown."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.outputs.search_index import SearchEntry
from tests.browser.search_site import addresses, ask, served, settled


def placed(title: str, number: int, year: int) -> SearchEntry:
    """An entry in a place of its own, so that what is stored of it lies in a file of its own."""
    return SearchEntry(
        kind="awardee", title=title, url=f"{year}/{number}/index.html", jurisdiction=f"place-{number}", year=year
    )


MANY = [
    SearchEntry(kind="organization", title=f"样例{number}号公司", url=f"o/{number}/index.html")
    for number in range(1004)
]
# What holds both halves of a query may hold them apart.
ENTRIES = [
    *(placed(f"真甲乙丙{number}", number, 2024) for number in range(15)),
    *(placed(f"和甲乙与乙丙{number}", number, 2020) for number in range(15, 40)),
    *(placed(f"真子丑寅{number}", number, 2024) for number in range(10)),
    *(placed(f"和子丑与丑寅{number}", number, 2020) for number in range(10, 40)),
    *MANY,
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(tmp_path_factory.mktemp("counts"), ENTRIES) as address:
        yield address


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    page = browser.new_page()
    page.goto(site)
    yield page
    page.close()


def told(page: Page) -> str:
    return page.locator("[role=status]").inner_text()


def test_a_count_is_about_right_until_every_candidate_has_been_looked_at(page: Page) -> None:
    assert ask(page, "甲乙丙") == "about 40"
    assert len(addresses(page)) == 10
    assert all(address.startswith("2024/") for address in addresses(page))
    page.click(".search-more")
    settled(page)
    assert told(page) == "count 15"
    assert sorted(addresses(page)) == sorted(f"2024/{number}/index.html" for number in range(15))
    expect(page.locator(".search-more")).to_be_hidden()


def test_where_what_they_hold_does_not_come_that_is_told(page: Page) -> None:
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.route("**/search/d/**", lambda route: route.abort())
    assert ask(page, "甲乙丙") == "failed"
    assert addresses(page) == []
    page.unroute("**/search/d/**")
    assert ask(page, "甲乙丙") == "about 40"
    assert faults == []


def test_where_the_rest_are_no_answers_the_focus_stays_in_the_list(page: Page) -> None:
    ask(page, "子丑寅")
    assert len(addresses(page)) == 10
    page.locator(".search-more").press("Enter")
    settled(page)
    assert told(page) == "count 10"
    expect(page.locator(".search-more")).to_be_hidden()
    expect(page.locator(".search-list a").last).to_be_focused()


def test_more_than_are_shown_are_counted_and_of_two_words_met_often_the_least_is_told(page: Page) -> None:
    assert ask(page, "样例") == "count 1,004 of which 1,000"
    assert ask(page, "样例 公司").startswith("at_least ")
