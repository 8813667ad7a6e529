"""Answers that wait until a test lets them go."""

from playwright.sync_api import Page, Route


def hold_back(page: Page, pattern: str) -> list[Route]:
    """Hold every request to such an address back; gives them as they come."""
    waiting: list[Route] = []

    def wait(route: Route) -> None:
        waiting.append(route)

    page.route(pattern, wait)
    return waiting
