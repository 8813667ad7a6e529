"""One Chromium for all tests of pages, and hosts for the built sites."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.hosting import hosted

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
def demo(demo_site: Path) -> Iterator[str]:
    """The demonstration on a host of its own, under a sub-path as a column of a portal would be."""
    with hosted(demo_site, "/a/b/") as address:
        yield address


class Faults:
    """What a page complains of: errors in the console, breaches of its policy, requests to another host."""

    def __init__(self, page: Page, address: str) -> None:
        self.found: list[str] = []
        page.on("pageerror", lambda error: self.found.append(f"error: {error}"))
        page.on("console", lambda said: self.found.append(said.text) if said.type in ("error", "warning") else None)
        page.on("request", lambda request: self._requested(request.url, address))
        page.on(
            "requestfailed",
            lambda request: self.found.append(f"failed: {request.method} {request.url} {request.failure}"),
        )

    def _requested(self, url: str, address: str) -> None:
        if not url.startswith(address):
            self.found.append(f"elsewhere: {url}")
