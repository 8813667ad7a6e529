"""The lists, filtered and sorted in the reader's browser."""

import datetime as dt
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from generator.domain import addresses
from generator.pages.base import Head, Link
from generator.pages.pagers import pager
from generator.pages.record_lists import AwardeeListPage, AwardeeRow, Facets, ListOptions
from tests.browser.faults import Faults
from tests.browser.hosting import NOW, SERVER_TIME, hosted
from tests.built_sites import BuiltSite
from tests.pages.rendering import ROOT, rendered, the_words

FACETS = ("jurisdiction", "kind", "year", "status")
LISTS = ("notices", "awardees", "revocations")
FRAME = """<!doctype html><html lang="zh-CN" data-script><meta charset="utf-8"><title>名单</title>
<script src="list-filter.js" defer></script><main>{body}</main></html>"""


@pytest.fixture
def page(browser: Browser, demo: str) -> Iterator[Page]:
    context = browser.new_context()
    context.clock.set_fixed_time(NOW)
    page = context.new_page()
    faults = Faults(page, demo)
    yield page
    assert faults.look() == []
    context.close()


@pytest.fixture(scope="module")
def paged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The second of three pages of a list."""
    site = tmp_path_factory.mktemp("paged")
    (site / "awardees/2").mkdir(parents=True)
    frame = FRAME.replace("{body}", rendered(second_page()))
    (site / "awardees/2/index.html").write_text(frame, encoding="utf-8")
    shutil.copy(ROOT / "site_templates/assets/list-filter.js", site / "awardees/2")
    with hosted(site) as address:
        yield f"{address}awardees/2/index.html"


def second_page() -> AwardeeListPage:
    rows = tuple(
        AwardeeRow(
            facets=Facets(jurisdiction="shili-jia", kind="organization", year=2020 + number % 2, status="valid"),
            name=f"示例企业{number}",
            page="shili-jia/2020/awardees/a/index.html",
            jurisdiction="示例市甲",
            cycle="2020年",
            award="质量奖",
            decided_on=date(2020, 1, 1),
        )
        for number in range(10)
    )
    return AwardeeListPage(
        head=Head(path="awardees/2/index.html", title="全部获奖"),
        rows=rows,
        pager=pager(650, 2, lambda number: addresses.list_page(addresses.AWARDEES, number)),
        options=ListOptions(
            jurisdictions=(Link(text="示例市甲", path="shili-jia"), Link(text="示例市乙", path="shili-yi")),
            kinds=("organization",),
            years=(2021, 2020),
            statuses=("valid",),
        ),
        as_of=date(2026, 11, 21),
    )


def rows(page: Page) -> Locator:
    return page.locator("table[data-list] tbody tr")


def facts(page: Page) -> list[dict[str, Any]]:
    """The data of every row, shown or not, in the order of the page."""
    found: list[dict[str, Any]] = rows(page).evaluate_all(
        "all => all.map(row => ({ ...row.dataset, shown: row.checkVisibility(), name: row.querySelector('th').innerText,"
        " closes: (row.querySelector('[data-closes]') || { dataset: { closes: 'Infinity' } }).dataset.closes }))"
    )
    return found


def options(page: Page, facet: str) -> list[str]:
    values: list[str] = page.locator(f"#filter-{facet} option").evaluate_all("all => all.map(one => one.value)")
    return [value for value in values if value]


@pytest.mark.parametrize("name", LISTS)
def test_every_choice_shows_the_rows_that_have_it(page: Page, demo: str, name: str) -> None:
    page.goto(f"{demo}{name}/index.html")
    whole = facts(page)
    assert len(whole) > 1
    for facet in FACETS:
        assert {row[facet] for row in whole} <= set(options(page, facet))
        for value in options(page, facet):
            page.select_option(f"#filter-{facet}", value)
            found = facts(page)
            assert all(row["shown"] == (row[facet] == value) for row in found)
            shown = sum(row[facet] == value for row in found)
            words = the_words()
            told = words.fill("filter.shown", shown=shown, total=len(found)) if shown else words["filter.none"]
            expect(page.locator("#list-filter [role=status]")).to_have_text(told)
            expect(page).to_have_url(f"{demo}{name}/index.html?{facet}={value}")
        page.select_option(f"#filter-{facet}", "")
    assert page.url == f"{demo}{name}/index.html"
    assert all(row["shown"] for row in facts(page))


def test_two_choices_together_and_back_from_the_address(page: Page, demo: str) -> None:
    page.goto(f"{demo}notices/index.html")
    page.select_option("#filter-jurisdiction", "shili-jia")
    page.select_option("#filter-kind", "notice")
    page.select_option("#filter-sort", "closes")
    before = facts(page)
    shown = [row for row in before if row["shown"]]
    assert shown
    assert len(shown) < len([row for row in before if row["jurisdiction"] == "shili-jia"])
    page.goto(page.url)
    assert facts(page) == before
    expect(page.locator("#filter-kind")).to_have_value("notice")
    page.click("#list-filter [type=reset]")
    expect(page).to_have_url(f"{demo}notices/index.html")
    assert all(row["shown"] for row in facts(page))


def test_an_address_that_names_what_is_not_on_offer_hides_nothing(page: Page, demo: str) -> None:
    page.goto(f"{demo}awardees/index.html?jurisdiction=elsewhere&status=&sort=price&other=1")
    assert all(row["shown"] for row in facts(page))
    chosen = page.locator("#list-filter select").evaluate_all("all => all.map(one => one.selectedIndex)")
    assert chosen == [0] * (len(FACETS) + 1)


def test_rows_are_sorted(page: Page, demo: str) -> None:
    page.goto(f"{demo}notices/index.html")
    newest = [row["name"] for row in facts(page)]
    expect(page.locator("caption")).to_contain_text(the_words()["filter.sort.newest"])
    page.select_option("#filter-sort", "oldest")
    expect(page.locator("#list-order")).to_be_hidden()
    assert [row["name"] for row in facts(page)] == newest[::-1]
    page.select_option("#filter-sort", "closes")
    closes = [float(row["closes"]) for row in facts(page)]
    assert closes == sorted(closes)
    assert len(set(closes)) > 2
    page.select_option("#filter-sort", "name")
    names = [row["name"] for row in facts(page)]
    assert names == page.evaluate("names => [...names].sort((one, other) => one.localeCompare(other, 'zh-CN'))", names)
    assert names != newest
    page.select_option("#filter-sort", "")
    expect(page.locator("#list-order")).to_be_visible()
    assert [row["name"] for row in facts(page)] == newest


def test_the_status_is_the_present_one(browser: Browser, demo: str) -> None:
    context = browser.new_context()
    later = NOW + dt.timedelta(days=400)
    context.clock.set_fixed_time(later)
    page = context.new_page()
    page.goto(f"{demo}notices/index.html?status=closed&{SERVER_TIME}={int(later.timestamp())}")
    statuses = {row["status"]: row["shown"] for row in facts(page)}
    assert statuses.pop("closed") is True
    assert set(statuses.values()) == {False}
    assert "open" not in statuses
    said = page.locator("#list-filter [role=status]")
    said.evaluate("(box) => { window.said = box.firstChild; document.dispatchEvent(new Event('clock')); }")
    assert said.evaluate("(box) => box.firstChild === window.said")  # what has not changed is not read out again
    context.close()


def test_a_page_of_many_says_that_it_knows_itself_alone(browser: Browser, paged: str) -> None:
    page = browser.new_page()
    page.goto(f"{paged}?year=2021")
    form = page.locator("#list-filter")
    words = the_words()
    expect(form).to_contain_text(words.fill("filter.paged", number=2, last=3, count=10, total=650))
    expect(form.locator("a")).to_have_attribute("href", "../../search/index.html")
    expect(form.locator("[role=status]")).to_have_text(words.fill("filter.shown", shown=5, total=10))
    links = page.locator(".pager a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert links
    assert all(link.endswith("index.html?year=2021") for link in links)
    page.select_option("#filter-jurisdiction", "shili-yi")
    expect(form.locator("[role=status]")).to_have_text(words["filter.none"])
    page.close()


def test_a_list_without_rows_has_nothing_to_filter(browser: Browser, tmp_path: Path) -> None:
    frame = FRAME.replace("{body}", rendered(replace(second_page(), rows=())))
    (tmp_path / "index.html").write_text(frame, encoding="utf-8")
    shutil.copy(ROOT / "site_templates/assets/list-filter.js", tmp_path)
    page = browser.new_page()
    with hosted(tmp_path) as address:
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{address}index.html?year=2021")
        expect(page.locator("#list-filter")).to_have_count(0)
        assert errors == []
        page.close()


def test_a_list_that_is_whole_says_nothing_of_pages(page: Page, demo: str) -> None:
    page.goto(f"{demo}awardees/index.html")
    expect(page.locator("#list-filter a")).to_have_count(0)


def test_in_a_folder_the_rows_are_filtered_too(browser: Browser, demo_site: BuiltSite) -> None:
    page = browser.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(Path(demo_site.folder, "awardees/index.html").as_uri())
    page.select_option("#filter-jurisdiction", "shili-yi")
    assert {row["jurisdiction"] for row in facts(page) if row["shown"]} == {"shili-yi"}
    assert errors == []
    page.close()


@pytest.mark.parametrize("name", LISTS)
def test_without_script_there_is_the_whole_list_and_no_form(browser: Browser, demo: str, name: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{demo}{name}/index.html?year=1900")
    expect(page.locator("#list-filter")).to_be_hidden()
    assert rows(page).count() > 1
    assert rows(page).filter(visible=True).count() == rows(page).count()
    context.close()
