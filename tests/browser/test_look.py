"""What a reader chooses about the look of the site: it holds, it is kept, and it can be taken back."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.faults import Faults

KEPT = "() => ({ ...localStorage })"
# A browser that lets no page keep anything: the storage is there, and refuses.
CLOSED = (
    "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('closed', 'SecurityError'); } })"
)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 360, "height": 800}, color_scheme="light")
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, demo: str) -> Iterator[Page]:
    page = context.new_page()
    faults = Faults(page, demo)
    page.goto(f"{demo}awardees/index.html")
    page.click("#menu")
    yield page
    assert faults.look() == []


def root(page: Page, attribute: str) -> str | None:
    return page.locator("html").get_attribute(attribute)


def test_colours_are_kept_until_they_are_left_to_the_device(page: Page) -> None:
    expect(page.locator("#theme")).to_have_value("auto")
    assert root(page, "data-theme") is None
    for theme in ("dark", "light"):
        page.select_option("#theme", theme)
        assert root(page, "data-theme") == theme
        assert page.evaluate(KEPT) == {"portal-theme": theme}
        page.reload()
        assert root(page, "data-theme") == theme
        expect(page.locator("#theme")).to_have_value(theme)
        page.click("#menu")
    page.select_option("#theme", "auto")
    assert root(page, "data-theme") is None
    assert page.evaluate(KEPT) == {}


def test_what_is_kept_and_no_colour_is_not_believed(page: Page) -> None:
    page.evaluate("localStorage.setItem('portal-theme', 'neon')")
    page.reload()
    assert root(page, "data-theme") is None
    expect(page.locator("#theme")).to_have_value("auto")


def test_large_letters_are_kept_until_they_are_switched_off(page: Page) -> None:
    large = page.locator("#large")
    expect(large).to_have_attribute("aria-pressed", "false")
    large.click()
    page.reload()
    assert root(page, "data-large") == ""
    expect(large).to_have_attribute("aria-pressed", "true")
    assert page.evaluate(KEPT) == {"portal-large": "on"}
    page.click("#menu")
    large.click()
    assert root(page, "data-large") is None
    expect(large).to_have_attribute("aria-pressed", "false")
    assert page.evaluate(KEPT) == {}
    large.click()
    assert root(page, "data-large") == ""
    expect(large).to_have_attribute("aria-pressed", "true")


def test_the_look_is_there_before_the_page_is(page: Page) -> None:
    page.evaluate("localStorage.setItem('portal-theme', 'dark'); localStorage.setItem('portal-large', 'on')")
    page.add_init_script(
        """new MutationObserver((_, watch) => {
          if (!document.body) return;
          const { theme, large, script } = document.documentElement.dataset;
          window.early = [theme, large, script];
          watch.disconnect();
        }).observe(document, { childList: true, subtree: true });"""
    )
    page.reload()
    assert page.evaluate("window.early") == ["dark", "", ""]


def test_the_menu_of_a_phone_opens_and_closes(page: Page) -> None:
    menu, panel = page.locator("#menu"), page.locator("#site-menu")
    expect(menu).to_have_attribute("aria-expanded", "true")
    expect(panel).to_be_visible()
    menu.click()
    expect(menu).to_have_attribute("aria-expanded", "false")
    expect(panel).to_be_hidden()
    page.locator("main a").first.focus()
    page.keyboard.press("Escape")
    expect(page.locator("main a").first).to_be_focused()
    menu.click()
    page.locator("#theme").focus()
    page.keyboard.press("a")
    expect(panel).to_be_visible()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(menu).to_have_attribute("aria-expanded", "false")
    expect(menu).to_be_focused()


def test_where_nothing_may_be_kept_a_choice_holds_for_the_page(context: BrowserContext, demo: str) -> None:
    page = context.new_page()
    page.add_init_script(CLOSED)
    faults = Faults(page, demo)
    page.goto(f"{demo}awardees/index.html")
    page.click("#menu")
    page.select_option("#theme", "dark")
    page.click("#large")
    assert (root(page, "data-theme"), root(page, "data-large")) == ("dark", "")
    page.reload()
    assert (root(page, "data-theme"), root(page, "data-large")) == (None, None)
    assert faults.look() == []
