"""The search page in a real browser, cold for every query: what is fetched, and what it costs the processor."""

import gzip
import html
import json
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, Final
from urllib.parse import urlsplit

from playwright.sync_api import Browser, sync_playwright

from generator.build import LANGUAGE, ROOT, WORDS
from generator.outputs.search_index import lunr_js
from generator.sources.words import read_catalogue
from tests.browser.conftest import FLAGS, NAMES

_SCRIPTS: Final = ("search-index.js", "search.js")
_PAGE: Final = """<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>bench</title><link rel="icon" href="data:,">
<script src="lunr.js" defer></script><script src="search-index.js" defer></script><script src="search.js" defer></script>
<form id="search-form"><input name="q" aria-label="q"></form>
<div id="search-results" data-base="../" data-index="./" data-words="{words}"></div>
"""
_PROCESSOR_TIME: Final = {"timeDomain": "threadTicks"}
_OWN: Final = ("ScriptDuration", "LayoutDuration", "RecalcStyleDuration")
"""What the page itself makes the browser do; the rest is mostly what the browser needs for every file that is fetched."""
# Asks, and waits until the page says that it has done: nothing else runs in the page meanwhile.
_ASK: Final = """(query) => new Promise((done) => {
  const box = document.getElementById('search-results');
  new MutationObserver((_, observer) => {
    if (box.hasAttribute('aria-busy')) return;
    observer.disconnect();
    done({ status: box.querySelector('[role=status]').textContent,
           links: [...box.querySelectorAll('.search-list a')].map((link) => link.getAttribute('href').slice(3)) });
  }).observe(box, { attributes: true, attributeFilter: ['aria-busy'] });
  document.getElementById('search-form').elements.namedItem('q').value = query;
  document.getElementById('search-form').requestSubmit();
})"""
_ALL: Final = """async (query) => {
  const engine = window.portalSearch, terms = engine.queryTerms(query);
  await engine.open('./');
  const found = await engine.answers(terms);
  const rows = await Promise.all(found.hits.map((hit) => engine.verified(hit.ref, terms)));
  return { count: found.count, addresses: rows.filter(Boolean).map((row) => row.address) };
}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Busy:
    """Milliseconds of processor time of a page from the key that asks to the last answer shown."""

    own: float
    """Scripts, styles and layout."""
    whole: float
    """All that the thread of the page did, fetching included."""

    def __sub__(self, before: "Busy") -> "Busy":
        return Busy(own=self.own - before.own, whole=self.whole - before.whole)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One query in a browser that has never been there."""

    size: int
    """Bytes fetched as compressed by gzip: library, scripts, lists and whatever the query needs."""
    requests: int
    busy: Busy
    status: str
    links: tuple[str, ...]


class SearchPages:
    """A browser, and a host that compresses and counts."""

    def __init__(self, browser: Browser, address: str, sizes: list[int]) -> None:
        self._browser = browser
        self._address = address
        self._sizes = sizes
        self._warm = browser.new_context().new_page()
        self._warm.goto(f"{address}search/index.html")
        self._session = self._warm.context.new_cdp_session(self._warm)
        self._session.send("Performance.enable", _PROCESSOR_TIME)

    def ask(self, query: str) -> Asked:
        """Ask in a new, empty profile."""
        context = self._browser.new_context()
        try:
            page = context.new_page()
            self._sizes.clear()
            page.goto(f"{self._address}search/index.html")
            session = context.new_cdp_session(page)
            session.send("Performance.enable", _PROCESSOR_TIME)
            before = _busy(session)
            answer = page.evaluate(_ASK, query)
            busy = _busy(session) - before
            sizes = tuple(self._sizes)
        finally:
            context.close()
        return Asked(
            size=sum(sizes), requests=len(sizes), busy=busy, status=answer["status"], links=tuple(answer["links"])
        )

    def evaluate_cold(self, script: str, query: str) -> tuple[int, Any]:
        """Run another script on a query in a new profile; the bytes that it fetched, compressed, and its answer."""
        context = self._browser.new_context()
        try:
            page = context.new_page()
            page.goto(f"{self._address}search/index.html")
            self._sizes.clear()
            return self._sized(page.evaluate(script, query))
        finally:
            context.close()

    def _sized(self, answer: Any) -> tuple[int, Any]:
        return sum(self._sizes), answer

    def ask_again(self, query: str) -> Busy:
        """Ask in the page that has answered other queries before."""
        before = _busy(self._session)
        self._warm.evaluate(_ASK, query)
        return _busy(self._session) - before

    def all_addresses(self, query: str) -> tuple[int, list[str]]:
        """How many answers the script tells, and every one that it would show in the end."""
        found = self._warm.evaluate(_ALL, query)
        return found["count"], found["addresses"]


@contextmanager
def search_pages(site: Path) -> Iterator[SearchPages | None]:
    """The search of a folder in Chromium; None where there is no Chromium."""
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        yield None
        return
    words = json.dumps(dict(read_catalogue(WORDS, LANGUAGE).section("search")), ensure_ascii=False)
    (site / "search/index.html").write_text(_PAGE.format(words=html.escape(words)), encoding="utf-8")
    (site / "search/lunr.js").write_bytes(lunr_js())
    for name in _SCRIPTS:
        shutil.copyfile(ROOT / "site_templates/assets" / name, site / "search" / name)
    with _counting_host(site) as (address, sizes), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield SearchPages(browser, address, sizes)
        browser.close()


class _Server(ThreadingHTTPServer):
    """Answers a browser, which is closed without waiting for what it has asked in advance."""

    def handle_error(self, *_: object) -> None:  # type: ignore[explicit-override]  # as in tests/browser/hosting.py
        """Say nothing."""


@contextmanager
def _counting_host(site: Path) -> Iterator[tuple[str, list[int]]]:
    sizes: list[int] = []

    class Host(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            file = site / urlsplit(self.path).path.lstrip("/")
            kind = {".html": "text/html", ".js": "text/javascript"}.get(file.suffix, "application/json")
            body = gzip.compress(file.read_bytes(), 6) if file.is_file() else b""
            if file.suffix != ".html":
                sizes.append(len(body))
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:  # type: ignore[explicit-override]  # as in tests/browser/hosting.py
            """Say nothing."""

    server = _Server(("127.0.0.1", 0), Host)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/", sizes
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _busy(session: Any) -> Busy:
    found: Sequence[dict[str, Any]] = session.send("Performance.getMetrics")["metrics"]
    seconds = {metric["name"]: float(metric["value"]) for metric in found}
    return Busy(own=1000 * sum(seconds[name] for name in _OWN), whole=1000 * seconds["TaskDuration"])
