"""What a check of a name has looked at and what not, as the reader chooses more, and what one choice does to another."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.hosting import NOW
from tests.browser.name_check import open_at
from tests.pages.rendering import the_words

JIA = "shili-jia"
ASPECTS = ("rules", "year", "award", "status")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    context.clock.set_fixed_time(NOW)
    page = context.new_page()
    yield page
    context.close()


def limits(*looked: str) -> str:
    words = the_words()
    told = ""
    for key, fact, wanted in (("limits", "checked", True), ("unchecked", "unchecked", False)):
        names = [words[f"check_tool.sentence.{name}"] for name in ASPECTS if (name in looked) is wanted]
        told += words.fill(f"check_tool.sentence.{key}", **{fact: "、".join(names)}) if names else ""
    return told


def looked(page: Page) -> str:
    page.click("text=查这句话")
    return page.locator("#check-findings > p:last-child small").inner_text()


def test_what_was_looked_at_and_what_not_is_told_of_each_sentence(page: Page, demo: str) -> None:
    open_at(page, demo)
    page.fill("#check-sentence", "2024年获得市长质量奖")
    page.select_option("#check-place", JIA)
    assert looked(page) == limits("rules")
    page.select_option("#check-cycle", "*")
    assert looked(page) == limits("rules")
    page.fill("#check-year", "2024")
    assert looked(page) == limits("rules", "year")
    page.select_option("#check-cycle", "2024")
    expect(page.locator("#check-awardee")).to_be_enabled()
    assert looked(page) == limits("rules", "year")
    page.select_option("#check-award", "quality")
    assert looked(page) == limits("rules", "year", "award")
    page.select_option("#check-awardee", "2024-quality-01")
    assert looked(page) == limits(*ASPECTS)
    page.select_option("#check-place", "shili-bing")  # whose present text is a draft
    assert looked(page) == limits()


def test_the_year_of_a_cycle_is_explained_beside_the_wording_alone(page: Page, demo: str) -> None:
    words = the_words()
    note, need = words["check_tool.wording.year_note"], words["check_tool.wording.need_award"]
    wording = page.locator("#check-wording")
    open_at(page, demo)
    page.select_option("#check-place", JIA)
    page.select_option("#check-use", "brochure")
    page.select_option("#check-cycle", "2024")
    expect(wording).to_contain_text(need)
    expect(wording).not_to_contain_text(note)
    page.select_option("#check-award", "quality")
    expect(wording).to_contain_text(note)
    expect(wording).not_to_contain_text(need)
    page.select_option("#check-cycle", "*")
    page.fill("#check-year", "2019")
    expect(wording.locator("q")).to_contain_text("2019年")
    expect(wording).not_to_contain_text(note)


def test_an_award_of_one_place_is_not_taken_for_one_of_another(page: Page, demo: str) -> None:
    open_at(page, demo)
    page.select_option("#check-place", JIA)
    page.select_option("#check-cycle", "2024")
    page.select_option("#check-award", "quality")
    page.select_option("#check-cycle", "2022")
    expect(page.locator("#check-award")).to_have_value("quality")
    page.select_option("#check-use", "brochure")
    for place in ("shili-yi", "shili-bing", JIA):
        page.select_option("#check-place", place)
        expect(page.locator("#check-award")).to_have_value("")
        expect(page.locator("#check-cycle")).to_have_value("")
        expect(page.locator("#check-result p:last-child a")).to_have_attribute("href", f"#{place}")
    page.select_option("#check-place", "")
    expect(page.locator("#check-result")).to_be_hidden()
    expect(page.locator("#check-wording")).to_be_hidden()
