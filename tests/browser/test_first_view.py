"""What the first look at a notice costs a reader who comes with nothing in the cache and leaves script to the browser."""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from playwright.sync_api import Browser

from tests.browser.hosting import NOW
from tests.browser.specimens import SPECIMENS, specimens
from tests.built_sites import BuiltSite
from tests.site_links import read_page

MOST_BYTES = 70_000
MOST_REQUESTS = 6
MOST_LINES = 640
"""Height in pixels of the first screen of a small phone."""

NOTICES = tuple(name for name in SPECIMENS if name.endswith(" notice"))
PACKED = (".html", ".css", ".js", ".svg", ".json")
"""What a host compresses on the way."""

SHIFTS = """window.shifts = 0;
new PerformanceObserver((list) => list.getEntries().forEach((entry) => { window.shifts += entry.value; }))
  .observe({ type: 'layout-shift', buffered: true });"""

ENDS = """() => ['.status', 'h1', '.notice-lines .deadline', '.notice-lines a[href="#objection"]'].map((one) => {
  const box = document.querySelector(one)?.getBoundingClientRect();
  return box ? box.bottom : Infinity;
})"""


@dataclass(frozen=True, slots=True)
class FirstView:
    """The files that a browser asked for, and what they weigh on the way."""

    files: tuple[str, ...]
    elsewhere: tuple[str, ...]
    compressed: int


def weight(file: Path) -> int:
    content = file.read_bytes()
    return len(gzip.compress(content, 6, mtime=0)) if file.suffix in PACKED else len(content)


def first_view(browser: Browser, site: Path, address: str, page: str, *, script: bool) -> FirstView:
    """Open a page in a browser that has never seen the site; the icon counts, which one without a window leaves out."""
    context = browser.new_context(java_script_enabled=script, viewport={"width": 360, "height": MOST_LINES})
    tab = context.new_page()
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(address + page, wait_until="networkidle")
    context.close()
    icons = (link for link in read_page((site / page).read_text(encoding="utf-8")).links if link.endswith(".svg"))
    found = {*asked, *(urljoin(address + page, icon) for icon in icons)}
    files = sorted(unquote(urlsplit(one).path) for one in found if one.startswith(address))
    inside = tuple(file.removeprefix(urlsplit(address).path) for file in files)
    return FirstView(
        files=inside,
        elsewhere=tuple(sorted(one for one in found if not one.startswith(address))),
        compressed=sum(weight(site / file) for file in inside),
    )


@pytest.fixture(scope="module")
def pages(demo_site: BuiltSite) -> dict[str, str]:
    return specimens(demo_site.folder)


@pytest.mark.parametrize("name", NOTICES)
def test_the_first_look_at_a_notice_is_light(
    browser: Browser, demo: str, demo_site: BuiltSite, pages: dict[str, str], name: str
) -> None:
    for script in (True, False):
        seen = first_view(browser, demo_site.folder, demo, pages[name], script=script)
        assert seen.elsewhere == ()
        assert pages[name] in seen.files
        assert any(file.endswith(".css") for file in seen.files)
        assert len(seen.files) <= MOST_REQUESTS
        assert 5_000 < seen.compressed <= MOST_BYTES


def heavy(site: Path) -> Iterator[tuple[str, int]]:
    """Every notice with what it and the shared files that it names weigh."""
    for file in sorted(site.glob("*/*/notices/*/index.html")):
        links = {link for link in read_page(file.read_text(encoding="utf-8")).links if "assets/" in link}
        yield (
            file.relative_to(site).as_posix(),
            weight(file) + sum(weight((file.parent / link).resolve()) for link in links),
        )


def test_no_notice_of_the_demonstration_is_heavy(demo_site: BuiltSite) -> None:
    found = dict(heavy(demo_site.folder))
    assert len(found) >= 15
    assert max(found.values()) <= MOST_BYTES, found


@pytest.mark.parametrize("name", SPECIMENS)
def test_nothing_jumps_while_a_page_comes_in(browser: Browser, demo: str, pages: dict[str, str], name: str) -> None:
    """The shift of the layout stays below what readers notice, 0.1 in the reckoning of Web Vitals."""
    found = {}
    for width, height in ((360, 640), (1280, 800)):
        context = browser.new_context(viewport={"width": width, "height": height})
        context.clock.set_fixed_time(NOW)
        tab = context.new_page()
        tab.add_init_script(SHIFTS)
        tab.goto(demo + pages[name], wait_until="networkidle")
        found[width] = tab.evaluate("window.shifts")
        context.close()
    assert max(found.values()) < 0.1, found


@pytest.mark.parametrize("name", ["open notice", "closing notice"])
def test_the_first_screen_of_a_phone_holds_what_matters(
    browser: Browser, demo: str, pages: dict[str, str], name: str
) -> None:
    """State, title, deadline with weekday and hour, and the way to object, without scrolling."""
    context = browser.new_context(viewport={"width": 360, "height": MOST_LINES})
    context.clock.set_fixed_time(NOW)
    tab = context.new_page()
    tab.goto(demo + pages[name])
    ends = tab.evaluate(ENDS)
    deadline = tab.locator(".notice-lines .deadline").inner_text()
    context.close()
    assert "星期" in deadline
    assert "时（北京时间）" in deadline
    assert max(ends) <= MOST_LINES
