"""One Chromium for all tests of pages, a host for each of the two sites, and one who writes letters."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.hosting import NOW, hosted
from tests.browser.letters import Writer, writer
from tests.built_sites import DEMO_PATH, BuiltSite

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    assert path, f"the tests of the pages need one of {', '.join(NAMES)}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def demo(demo_site: BuiltSite) -> Iterator[str]:
    """The demonstration on a host of its own, under its path."""
    with hosted(demo_site.folder, DEMO_PATH, NOW) as address:
        yield address


@pytest.fixture(scope="session")
def real_address(real_site: BuiltSite) -> Iterator[str]:
    """The site of the shipped data on a host of its own."""
    with hosted(real_site.folder, "/", NOW) as address:
        yield address


@pytest.fixture
def real(browser: Browser, real_address: str) -> Iterator[Writer]:
    """One who writes a letter on the site of the shipped data."""
    yield from writer(browser.new_context(), real_address)
