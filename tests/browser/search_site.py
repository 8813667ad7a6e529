"""A site of the search page alone, and a reader who asks it."""

import html
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from generator.outputs.search_index import SearchEntry, lunr_js, search_files
from tests.browser.hosting import hosted
from tests.outputs.search_names import JURISDICTIONS, entries

ASSETS = Path(__file__).parents[2] / "site_templates/assets"
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'"
WORDS = {
    **{
        name: name
        for name in ("needs_host", "searching", "too_short", "none", "failed", "narrow", "more", "any", "results")
    },
    **{f"no_{facet}": f"no {facet}" for facet in ("jurisdiction", "kind", "year", "state")},
    **{f"facet.{facet}": facet for facet in ("jurisdiction", "kind", "year", "state")},
    **{name: f"{name} {{count}}" for name in ("count", "about", "at_least", "narrowed")},
    "too_many": "count {count} of which {shown}",
    "option": "{name} ({count})",
    "year": "{year}年",
    "kind.awardee": "获奖记录",
}
PAGE = f"""<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>搜索</title>
<meta http-equiv="Content-Security-Policy" content="{POLICY}"><link rel="icon" href="../assets/icon.svg">
<script src="../assets/lunr.js" defer></script><script src="../assets/search-index.js" defer></script>
<script src="../assets/search.js" defer></script>
<form id="search-form" role="search" action="./index.html"><input name="q" aria-label="搜索"></form>
<div id="search-results" data-base="../" data-index="./" data-words="{html.escape(json.dumps(WORDS, ensure_ascii=False))}"></div>
"""
MANY = [
    SearchEntry(
        kind="organization",
        title=f"样例{number}号股份有限公司",
        url=f"organizations/{number}/index.html",
        also=(f"9133010000{number:08d}",),
    )
    for number in range(1100)
]
FEW = [
    SearchEntry(kind="page", title="怎样提异议", url="objection/index.html", text="写明理由。" * 100 + "电话12345。"),
    SearchEntry(kind="page", title="样例", url="sample/index.html", text="办法"),
]
ENTRIES = [*entries(300), *MANY, *FEW]


def put(site: Path, entries: list[SearchEntry]) -> None:
    """Write a site of the search page alone, over what stands there."""
    files = {
        **dict(search_files(entries, JURISDICTIONS)),
        "search/index.html": PAGE.encode(),
        "assets/lunr.js": lunr_js(),
    }
    files |= {f"assets/{name}": (ASSETS / name).read_bytes() for name in ("search.js", "search-index.js", "icon.svg")}
    for path, data in files.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(data)


@contextmanager
def served(folder: Path, entries: list[SearchEntry]) -> Iterator[str]:
    """A site of the search page alone on a host; its address."""
    put(folder, entries)
    with hosted(folder) as address:
        yield f"{address}search/"


@contextmanager
def sound_page(browser: Browser) -> Iterator[Page]:
    """A page of its own, whose scripts must not fail."""
    page = browser.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    page.close()
    assert not faults


def addresses(page: Page) -> list[str]:
    links = page.locator(".search-list a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    return [link.removeprefix("../") for link in links]


def settled(page: Page) -> None:
    expect(page.locator("#search-results:not([aria-busy])")).to_be_attached()


def ask(page: Page, query: str) -> str:
    page.fill("[name=q]", query)
    page.press("[name=q]", "Enter")
    settled(page)
    return page.locator("[role=status]").inner_text()
