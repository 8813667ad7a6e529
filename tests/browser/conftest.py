"""One Chromium for all tests of pages, and a host for the demonstration."""

import datetime as dt
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from generator.domain.moments import start_of
from tests.browser.hosting import hosted
from tests.built_sites import AS_OF, DEMO_PATH, BuiltSite

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]

NOW = start_of(AS_OF) + dt.timedelta(hours=10)
"""When the demonstration is read: in the morning of the day for which it is built."""


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
