"""The page on the use of a name, as a reader asks it, and what the data says."""

import csv
from pathlib import Path

from playwright.sync_api import Page, expect

from generator.domain.portal import Jurisdiction
from tests.pages.rendering import shipped

SENTENCES = list(
    csv.DictReader((Path(__file__).parent / "name_sentences.csv").read_text(encoding="utf-8").splitlines())
)
PLACES = shipped().portal.jurisdictions
DRAFTS = {place.slug for place in PLACES if place.regulation and place.regulation.is_draft}
USES = """() => window.nameRules.ASKED.flatMap(([, asked]) => asked.map(([name, use]) => [name, use]))"""
STORES = """() => [Object.keys(localStorage), Object.keys(sessionStorage), document.cookie]"""


def open_at(page: Page, address: str, query: str = "") -> None:
    page.goto(f"{address}name-check/{query}")
    expect(page.locator("#name-check")).to_be_visible()


def shown(page: Page) -> tuple[str, str, str]:
    told = page.locator("#check-result").evaluate("box => ({ ...box.dataset })")
    return told["verdict"], told["clause"], told["basis"]


def choose_awardee(page: Page, address: str, place: str, awardee: str) -> None:
    open_at(page, address, f"?award={place}/{awardee}")
    expect(page.locator("#check-awardee")).to_have_value(awardee)


def told_by(place: Jurisdiction, use: str) -> tuple[str, str]:
    """The verdict and clause of the data, as the page ought to show them."""
    assert place.regulation is not None
    said = place.regulation.name_use[use]
    if said.within:
        return "prohibited", place.regulation.name_use[said.within].clause or ""
    return ("permitted_if" if said.verdict == "permitted" and said.condition else said.verdict), said.clause or ""
