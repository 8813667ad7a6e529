"""Every kind of page in a real browser: for everyone, on every screen, without another host and without script."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page

from tests.browser.faults import Faults
from tests.browser.hosting import NOW, hosted
from tests.browser.specimens import SPECIMENS, specimens
from tests.built_sites import BuiltSite

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (320, 360, 768, 1280)
COLOURS = ("light", "dark")
LOOKS = tuple(product(WIDTHS, COLOURS))
TABBED = ("home", "list of notices", "closing notice", "awardee", "search", "objection letter", "name check", "prose")

AXE_RUN = """async (standards) => {
  const found = await axe.run(document, { runOnly: standards, resultTypes: ['violations'] });
  return found.violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html).slice(0, 3).join(' ')}`);
}"""
ASIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
# What is cut off: text in a box that hides what does not fit, and text of a picture outside of it.
CUT = """() => {
  const hides = (style) => [style.overflowX, style.overflowY].some((way) => way === 'hidden' || way === 'clip');
  const boxes = Array.from(document.querySelectorAll('body *')).filter((box) => {
    if (!(box instanceof HTMLElement) || box.closest('.visually-hidden, .skip') || !box.textContent.trim()) return false;
    const more = box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1;
    return more && hides(getComputedStyle(box));
  });
  const texts = Array.from(document.querySelectorAll('svg text')).filter((text) => {
    const word = text.getBoundingClientRect(), picture = text.ownerSVGElement;
    const shown = hides(getComputedStyle(picture)) ? picture.getBoundingClientRect() : new DOMRect(0, 0, innerWidth, Infinity);
    return word.left < shown.left || word.right > shown.right || word.bottom > shown.bottom;
  });
  return [...boxes, ...texts].map((box) => box.outerHTML.slice(0, 120));
}"""
SPACING = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; } "
SPACING += "p { margin-bottom: 2em !important; }"
TWICE_AS_LARGE = "document.documentElement.style.fontSize = `${2 * parseFloat(getComputedStyle(document.documentElement).fontSize)}px`"
REACHABLE = """() => Array.from(document.querySelectorAll('a[href], button, input, select, textarea, summary'))
  .filter((one) => one.checkVisibility() && !one.disabled && one.tabIndex >= 0)
  .map((one, number) => { one.dataset.number = number; return one.outerHTML.slice(0, 100); })"""
FOCUSED = """() => {
  const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
  return {
    number: Number(one.dataset.number || -1),
    seen: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    onScreen: box.bottom > 0 && box.top < innerHeight && box.width > 0,
  };
}"""
TEXT = "() => document.querySelector('main').innerText.replace(/\\s+/g, '')"
COLOUR = "(one) => getComputedStyle(one).color"
WHITE, BLACK = "rgb(255, 255, 255)", "rgb(0, 0, 0)"
LINES = """(days) => [...new Set(days.map((day) => Math.round(day.offsetHeight / parseFloat(getComputedStyle(day).lineHeight))))]"""
FIVE_LINES = "() => Array.from(document.querySelectorAll('.notice-lines dt'), (line) => line.innerText)"
LINKS = """() => Array.from(document.querySelectorAll('main a, header nav a'))
  .filter((link) => link.checkVisibility()).map((link) => link.getAttribute('href'))"""


@dataclass(frozen=True, slots=True)
class Visitor:
    """A reader with the pages to look at."""

    page: Page
    address: str
    pages: dict[str, str]

    def open(self, name: str) -> None:
        """Go to the specimen of that name."""
        self.page.goto(self.address + self.pages[name])


@pytest.fixture(scope="module")
def pages(demo_site: BuiltSite) -> dict[str, str]:
    return specimens(demo_site.folder)


def visitor(browser: Browser, address: str, pages: dict[str, str], **settings: Any) -> Visitor:
    context = browser.new_context(**settings)
    if settings.get("java_script_enabled", True):
        context.clock.set_fixed_time(NOW)
    return Visitor(context.new_page(), address, pages)


@pytest.fixture(scope="module")
def reader(browser: Browser, demo: str, pages: dict[str, str]) -> Iterator[Visitor]:
    found = visitor(browser, demo, pages)
    yield found
    found.page.context.close()


@pytest.fixture(scope="module")
def inspector(browser: Browser, demo: str, pages: dict[str, str]) -> Iterator[Visitor]:
    """One who may bring a script and styles of one's own, which the policy of the pages would refuse."""
    found = visitor(browser, demo, pages, bypass_csp=True)
    yield found
    found.page.context.close()


@pytest.fixture(scope="module")
def plain(browser: Browser, demo: str, pages: dict[str, str]) -> Iterator[Visitor]:
    """A reader whose browser runs no script."""
    found = visitor(browser, demo, pages, java_script_enabled=False)
    yield found
    found.page.context.close()


def look(page: Page, width: int, colours: Any) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=colours)


@pytest.mark.parametrize("name", SPECIMENS)
def test_axe_finds_nothing(inspector: Visitor, name: str) -> None:
    inspector.open(name)
    inspector.page.evaluate(AXE)
    found = []
    for width, colours in LOOKS:
        look(inspector.page, width, colours)
        found += [(width, colours, each) for each in inspector.page.evaluate(AXE_RUN, STANDARDS)]
    assert found == []


@pytest.mark.parametrize("name", SPECIMENS)
def test_a_page_keeps_to_its_screen_its_host_and_its_policy(reader: Visitor, name: str) -> None:
    page = reader.page.context.new_page()
    faults = Faults(page, reader.address)
    found = []
    page.goto(reader.address + reader.pages[name])
    for width, large in ((320, False), (360, False), (360, True), (768, False), (768, True), (1280, False)):
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate("(large) => document.documentElement.toggleAttribute('data-large', large)", large)
        if page.evaluate(ASIDE) > 0 or page.evaluate(CUT):
            found.append((width, large, page.evaluate(ASIDE), page.evaluate(CUT)))
    page.wait_for_load_state("networkidle")
    told = faults.look()
    page.close()
    assert found == []
    assert told == []


def test_the_jurisdictions_stand_side_by_side_on_every_screen(browser: Browser, real_site: BuiltSite) -> None:
    page = browser.new_page()
    found = []
    with hosted(real_site.folder) as address:
        page.goto(f"{address}jurisdictions/index.html")
        for width in range(320, 1300, 20):
            page.set_viewport_size({"width": width, "height": 800})
            if page.evaluate(ASIDE) > 0:
                found.append((width, page.evaluate(ASIDE)))
        page.close()
    assert found == []


@pytest.mark.parametrize("name", SPECIMENS)
def test_more_space_between_letters_and_lines_cuts_nothing_off(inspector: Visitor, name: str) -> None:
    inspector.open(name)
    inspector.page.add_style_tag(content=SPACING)
    found = []
    for width in (320, 1280):
        look(inspector.page, width, "light")
        if inspector.page.evaluate(ASIDE) > 0 or inspector.page.evaluate(CUT):
            found.append((width, inspector.page.evaluate(ASIDE), inspector.page.evaluate(CUT)))
    assert found == []


@pytest.mark.parametrize("name", SPECIMENS)
def test_letters_of_twice_the_size_fit_on_the_screen(reader: Visitor, name: str) -> None:
    reader.open(name)
    reader.page.evaluate(TWICE_AS_LARGE)
    found = []
    for width in (360, 1280):
        look(reader.page, width, "light")
        if reader.page.evaluate(ASIDE) > 0 or reader.page.evaluate(CUT):
            found.append((width, reader.page.evaluate(ASIDE), reader.page.evaluate(CUT)))
    assert found == []


@pytest.mark.parametrize("name", SPECIMENS)
def test_without_script_the_same_is_there(plain: Visitor, reader: Visitor, name: str) -> None:
    for width in (360, 1280):
        look(plain.page, width, "light")
        look(reader.page, width, "light")
        plain.open(name)
        reader.open(name)
        assert plain.page.locator("h1").is_visible()
        assert not plain.page.locator(".with-script").filter(visible=True).count()
        assert len(plain.page.evaluate(TEXT)) > 30
        assert plain.page.evaluate(FIVE_LINES) == reader.page.evaluate(FIVE_LINES)
        assert set(reader.page.evaluate(LINKS)) <= set(plain.page.evaluate(LINKS))


@pytest.mark.parametrize(("name", "width"), list(product(TABBED, (360, 1280))))
def test_the_tab_key_reaches_everything_and_shows_where_it_is(reader: Visitor, name: str, width: int) -> None:
    look(reader.page, width, "light")
    reader.open(name)
    everything = reader.page.evaluate(REACHABLE)
    reached, unseen = set(), set()
    for _ in range(len(everything)):
        reader.page.keyboard.press("Tab")
        focus = reader.page.evaluate(FOCUSED)
        reached.add(focus["number"])
        if not (focus["seen"] and focus["onScreen"]):
            unseen.add(focus["number"])
    assert [one for number, one in enumerate(everything) if number not in reached] == []
    assert [everything[number] for number in unseen] == []


def test_paper_tells_nothing_that_will_be_untrue_tomorrow(reader: Visitor) -> None:
    reader.open("closing notice")
    reader.page.emulate_media(media="print")
    assert reader.page.locator(".deadline").is_visible()
    assert not reader.page.locator(".moment, [data-clock]").filter(visible=True).count()
    reader.page.emulate_media(media="screen")
    assert reader.page.locator(".moment").first.is_visible()


def test_paper_shows_in_black_what_the_screen_shows_on_navy(reader: Visitor) -> None:
    reader.open("short awardee")
    button = reader.page.locator("main .button--main")
    assert button.evaluate(COLOUR) == WHITE
    reader.page.emulate_media(media="print")
    assert button.evaluate(COLOUR) == BLACK
    reader.page.emulate_media(media="screen")


def test_paper_breaks_no_day_of_a_list(reader: Visitor) -> None:
    reader.page.set_viewport_size({"width": 673, "height": 1009})  # A4 without its margins
    reader.page.emulate_media(media="print")
    reader.open("list of notices")
    assert reader.page.locator("tbody time").evaluate_all(LINES) == [1]
    assert reader.page.evaluate(ASIDE) == 0
    reader.page.emulate_media(media="screen")


PLANTED = """<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>错</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
<link rel="stylesheet" href="https://elsewhere.example/style.css"><script>window.late = 1;</script>
<main><h1>错</h1><img src="picture.png"><p><a href="#" tabindex="-1">错</a></p></main></html>"""
LAID_OUT = """() => {
  const [box, line] = [document.createElement('p'), document.createElement('a')];
  box.append('很长的一句话，放不下');
  Object.assign(box.style, { width: '20px', height: '20px', overflow: 'hidden' });
  line.append('没有轮廓的链接');
  line.href = '#';
  Object.assign(line.style, { display: 'block', width: '3000px', outline: 'none' });
  document.querySelector('main').append(box, line);
}"""


def test_what_is_wrong_is_seen(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(PLANTED, encoding="utf-8")
    context = browser.new_context()
    page = context.new_page()
    with hosted(tmp_path) as address:
        faults = Faults(page, address)
        page.goto(address)
        page.wait_for_load_state("networkidle")
        told = " ".join(faults.look())
    for word in ("elsewhere: https://elsewhere.example", "style-src", "script-src", "img-src"):
        assert word in told
    page.evaluate(LAID_OUT)
    assert page.evaluate(ASIDE) > 1000
    assert len(page.evaluate(CUT)) == 1
    page.evaluate(AXE)
    assert "image-alt" in " ".join(page.evaluate(AXE_RUN, STANDARDS))
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED)["seen"] is False
    context.close()
