"""The search page in a real browser: what the script finds is what the same query finds in Python."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.outputs.search_index import search_files
from tests.browser.holding import hold_back
from tests.browser.hosting import hosted
from tests.browser.search_site import ENTRIES, FEW, addresses, ask, put, settled
from tests.outputs.search_names import JURISDICTIONS, substrings
from tests.outputs.search_reader import SearchReader
from tests.pages.rendering import the_words


@pytest.fixture(scope="module")
def reader() -> SearchReader:
    return SearchReader(dict(search_files(ENTRIES, JURISDICTIONS)))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("site") / "a" / "b"
    put(site, ENTRIES)
    return site


@pytest.fixture(scope="module")
def site(folder: Path) -> Iterator[str]:
    with hosted(folder.parents[1]) as address:
        yield f"{address}a/b/search/"


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    yield page
    page.close()
    assert not faults


def test_the_script_finds_what_the_same_query_finds_in_python(page: Page, site: str, reader: SearchReader) -> None:
    page.goto(site)
    queries = {part for each in ENTRIES[:300:10] for part in sorted(substrings(each.title, range(2, 7)))[::11]}
    queries |= {
        "样例",
        "样例1",
        "有限公司",
        "〔2024〕",
        "91330100",
        "9133010000000010",
        "ＡＢＢ",
        "电话",
        "科技 有限",
        "𠮷祥",
        "n ",
    }
    assert len(queries) > 150
    for query in sorted(queries):
        told = ask(page, query)
        answer = reader.find(query, show=None)
        shown = addresses(page)
        assert shown == answer.addresses[:10], query
        assert answer.addresses, query
        if answer.exact:
            assert told == "count " + (
                f"{answer.count:,} of which 1,000" if answer.count > 1000 else f"{answer.count:,}"
            )


def test_everything_is_folded_and_found_by_lunr_alike(page: Page, site: str, reader: SearchReader) -> None:
    page.goto(site)
    found = page.evaluate(
        """async (base) => {
          const meta = await (await fetch(base + 'meta.json')).json();
          const counts = [];
          for (let number = 0; number < meta.files.i; number += 1) {
            const serialised = await (await fetch(`${base}i/${number.toString(16)}.json`)).json();
            const index = lunr.Index.load(serialised);
            for (const [term, posting] of serialised.invertedIndex) {
              const matches = index.query((query) => query.term(term, { usePipeline: false }));
              counts.push(matches.length === Object.keys(posting.t).length);
            }
          }
          return counts;
        }""",
        "./",
    )
    assert len(found) > 1000
    assert all(found)


def test_a_query_is_in_the_address_and_comes_back_from_it(page: Page, site: str) -> None:
    page.goto(site)
    ask(page, "云帆")
    expect(page).to_have_url(f"{site}?q={quote('云帆')}")
    page.goto(f"{site}?q={quote('样例')}&kind=page")
    expect(page.locator("[role=status]")).to_have_text(re.compile("count 1,101 of which 1,000"))
    expect(page.locator("#search-kind")).to_have_value("page")
    assert addresses(page) == ["sample/index.html"]


def test_answers_are_narrowed_and_continued(page: Page, site: str, reader: SearchReader) -> None:
    page.goto(site)
    ask(page, "科技")
    whole = reader.find("科技").addresses
    assert len(whole) > 20
    while page.locator(".search-more").is_visible():
        before = len(addresses(page))
        page.click(".search-more")
        expect(page.locator(".search-list li").nth(before).locator("a")).to_be_focused()
    assert sorted(addresses(page)) == sorted(whole)
    page.select_option("#search-kind", "awardee")
    expect(page.locator("[role=status]")).to_have_text(re.compile("narrowed"))
    settled(page)
    assert all("/awardees/" in address for address in addresses(page))
    expect(page).to_have_url(re.compile("kind=awardee"))


def test_where_more_answers_do_not_come_the_reader_is_told_and_goes_on(browser: Browser, site: str) -> None:
    page = browser.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{site}?q={quote('有限公司')}")
    settled(page)
    told, shown = page.locator("[role=status]").inner_text(), len(addresses(page))
    page.route("**/search/d/**", lambda route: route.abort())
    for _ in range(200):
        page.click(".search-more")
        settled(page)
        if page.locator("[role=status]").inner_text() != told:
            break
    expect(page.locator("[role=status]")).to_have_text("failed")
    page.unroute("**/search/d/**")
    page.click(".search-more")
    expect(page.locator("[role=status]")).to_have_text(told)
    assert len(addresses(page)) >= shown + 10
    assert faults == []
    page.close()


def test_a_second_click_brings_no_answer_twice(page: Page, site: str) -> None:
    page.goto(site)
    ask(page, "科技")
    page.locator(".search-more").evaluate("(more) => { more.click(); more.click(); }")
    settled(page)
    assert len(addresses(page)) == len(set(addresses(page))) == 20


def test_a_site_built_again_answers_a_page_that_stood_open(browser: Browser, tmp_path: Path) -> None:
    put(tmp_path, FEW)
    for file in tmp_path.rglob("*.json"):
        os.utime(file, (0, 0))  # a host tells the browser by whole seconds that a file is another
    page = browser.new_page()
    with hosted(tmp_path) as address:
        page.goto(f"{address}search/")
        assert ask(page, "电话") == "count 1"
        put(tmp_path, ENTRIES)
        assert ask(page, "电话") == "count 1"
        assert ask(page, "样例1099号") == "count 1"
        page.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_each_choice_stands_under_its_label(browser: Browser, demo: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(f"{demo}search/index.html?q={quote('示例')}")
    settled(page)
    for label in page.locator(".search-facets label").all():
        above, below = label.bounding_box(), page.locator(f"#{label.get_attribute('for')}").bounding_box()
        assert above is not None
        assert below is not None
        assert above["x"] == below["x"]
        assert 0 <= below["y"] - above["y"] - above["height"] < 10
    page.close()


def test_one_character_is_too_short_and_nothing_is_said_plainly(page: Page, site: str) -> None:
    page.goto(site)
    assert ask(page, "云") == "too_short"
    assert ask(page, "云没有这样的名字") == "none"
    assert ask(page, "") == ""


def test_the_answer_names_the_query_that_was_asked(browser: Browser, demo: str) -> None:
    page = browser.new_page()
    waiting = hold_back(page, "**/search/meta.json")
    with page.expect_request("**/search/meta.json"):
        page.goto(f"{demo}search/index.html?q={quote('云没有这样的名字')}")
    page.locator("#search-query").evaluate(
        "(box) => { box.value = '示例'; }"
    )  # as while a word is still being composed
    waiting[0].continue_()
    settled(page)
    expect(page.locator("[role=status]")).to_have_text(the_words().fill("search.none", query="云没有这样的名字"))
    page.close()


def test_an_exact_title_is_first(page: Page, site: str) -> None:
    page.goto(site)
    ask(page, "样例")
    assert addresses(page)[0] == "sample/index.html"


@pytest.mark.parametrize("query", ["《怎样提异议》", '"怎样提异议"', "“怎样提异议”电话12345"])
def test_a_title_is_found_with_marks_around_it(page: Page, site: str, query: str) -> None:
    page.goto(site)
    assert ask(page, query) == "count 1"
    assert addresses(page) == ["objection/index.html"]
    assert ask(page, "《怎样》《没有这个》") == "none"


def test_the_slash_leads_from_an_answer_back_to_the_box(page: Page, site: str) -> None:
    page.goto(site)
    ask(page, "云帆")
    page.locator(".search-list a").first.focus()
    page.keyboard.press("/")
    expect(page.locator("[name=q]")).to_be_focused()


def test_where_the_browser_lets_no_address_be_kept_the_search_answers_all_the_same(page: Page, site: str) -> None:
    page.goto(site)
    page.evaluate("() => { history.replaceState = () => { throw new DOMException('refused', 'SecurityError'); }; }")
    assert ask(page, "样例1099号") == "count 1"


def test_a_folder_says_that_it_needs_a_host(page: Page, folder: Path) -> None:
    page.goto((folder / "search/index.html").as_uri())
    expect(page.locator("[role=status]")).to_have_text("needs_host")
