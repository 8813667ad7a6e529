"""The awardees that may be chosen in the check of a name: what is told of them, and where their file comes late or not at all."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.holding import hold_back
from tests.browser.hosting import NOW
from tests.browser.name_check import choose_awardee, open_at
from tests.pages.rendering import the_words

JIA, FILE = "shili-jia", "**/api/v1/shili-jia/2024.json"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    context.clock.set_fixed_time(NOW)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    context.close()
    assert not faults


def told(page: Page) -> str:
    return page.locator("#check-awardee-hint").inner_text()


def names(page: Page) -> list[str]:
    return page.locator("#check-awardee option").all_inner_texts()[1:]


def choose_cycle(page: Page, cycle: str) -> None:
    page.select_option("#check-cycle", cycle)
    expect(page.locator("#check-awardee")).to_be_enabled()


def test_awardees_are_offered_with_their_employer_and_while_none_is_chosen_with_their_award(
    page: Page, demo: str
) -> None:
    open_at(page, demo)
    page.select_option("#check-place", JIA)
    expect(page.locator("#check-awardee")).not_to_be_visible()
    choose_cycle(page, "2024")
    assert len(names(page)) == 6
    assert "示例市建筑设计院示例丁某" in "".join(names(page))
    assert names(page)[0].startswith("示例市中和医院（示例市甲市长质量奖")
    page.select_option("#check-award", "person")
    assert names(page) == ["示例市建筑设计院示例丁某", "示例市公共交通公司示例戊某"]
    page.select_option("#check-awardee", "2024-person-06")
    page.select_option("#check-award", "quality")
    expect(page.locator("#check-awardee")).to_have_value("")
    page.select_option("#check-award", "")
    page.select_option("#check-awardee", "2024-person-06")
    expect(page.locator("#check-award")).to_have_value("person")
    expect(page.locator("#check-awardee")).to_have_value("2024-person-06")
    page.select_option("#check-cycle", "*")
    expect(page.locator("#check-awardee")).not_to_be_visible()
    expect(page.locator("#check-year")).to_be_visible()


def test_a_measure_that_is_not_yet_in_force_is_told_with_its_day(page: Page, demo: str) -> None:
    choose_awardee(page, demo, JIA, "2024-quality-03")
    page.select_option("#check-use", "brochure")
    result = page.locator("#check-result")
    coming = the_words().fill("check_tool.status.announced_revoke", day="2026年12月1日")
    expect(result).to_contain_text(coming)
    expect(result).to_have_attribute("data-verdict", "permitted")
    expect(result.locator("a").first).to_have_attribute("href", "../shili-jia/2024/awardees/2024-quality-03/index.html")
    page.clock.set_fixed_time("2026-11-30T16:00:00Z")
    page.select_option("#check-use", "logo")
    expect(result).to_have_attribute("data-verdict", "ended")
    expect(result).not_to_contain_text(coming)


def test_what_an_answer_no_longer_belongs_to_takes_it_away(page: Page, demo: str) -> None:
    choose_awardee(page, demo, JIA, "2024-quality-01")
    page.select_option("#check-use", "brochure")
    page.fill("#check-sentence", "2024年获得示例市甲市长质量奖")
    for change in (
        lambda: page.select_option("#check-use", "logo"),
        lambda: page.select_option("#check-awardee", "2024-quality-02"),
        lambda: page.select_option("#check-award", "person"),
        lambda: page.fill("#check-sentence", "2024年获得示例市甲市长质量奖。"),
        lambda: page.select_option("#check-cycle", "*"),
        lambda: page.fill("#check-year", "2020"),
    ):
        page.click("text=查这句话")
        expect(page.locator("#check-findings")).not_to_be_empty()
        change()
        expect(page.locator("#check-findings")).to_be_empty()
    page.select_option("#check-use", "")
    expect(page.locator("#check-result")).to_be_hidden()
    expect(page.locator("#check-wording")).to_be_hidden()


def test_what_cannot_be_judged_is_asked_for(page: Page, demo: str) -> None:
    open_at(page, demo)
    words, findings = the_words(), page.locator("#check-findings")
    page.click("text=查这句话")
    expect(findings).to_have_text(words["check_tool.sentence.empty"])
    page.fill("#check-sentence", "2024年获得示例市甲市长质量奖")
    page.click("text=查这句话")
    expect(findings).to_have_text(words["check_tool.sentence.no_place"])


def test_awardees_that_do_not_come_are_told_and_asked_for_again(page: Page, demo: str) -> None:
    failed = the_words()["check_tool.awardees.failed"]
    open_at(page, demo)
    page.select_option("#check-place", JIA)
    page.select_option("#check-use", "brochure")
    page.route(FILE, lambda route: route.fulfill(status=500, body="{}"))
    page.select_option("#check-cycle", "2024")
    expect(page.locator("#check-awardee-hint")).to_have_text(failed)
    expect(page.locator("#check-awardee")).to_be_disabled()
    expect(page.locator("#check-result")).to_have_attribute("data-verdict", "permitted")
    page.unroute(FILE)
    page.select_option("#check-cycle", "")
    assert told(page) == ""
    choose_cycle(page, "2024")
    assert told(page) == ""


@pytest.mark.parametrize("comes", [True, False])
def test_awardees_that_come_late_are_those_of_the_cycle_that_is_chosen(page: Page, demo: str, comes: bool) -> None:
    waiting = hold_back(page, FILE)
    open_at(page, demo)
    page.select_option("#check-place", JIA)
    page.select_option("#check-cycle", "2024")
    expect(page.locator("#check-awardee-hint")).to_have_text(the_words()["check_tool.awardees.loading"])
    choose_cycle(page, "2022")
    page.select_option("#check-awardee", "2022-quality-02")
    before = names(page)
    assert waiting
    if comes:
        waiting[0].continue_()
    else:
        waiting[0].abort()
    page.wait_for_load_state("networkidle")
    assert names(page) == before
    assert told(page) == ""
    expect(page.locator("#check-awardee")).to_have_value("2022-quality-02")


@pytest.mark.parametrize("meanwhile", [True, False])
def test_an_address_whose_awards_do_not_come_is_told_unless_something_else_is_chosen(
    page: Page, demo: str, meanwhile: bool
) -> None:
    waiting = hold_back(page, FILE)
    open_at(page, demo, f"?award={JIA}/2022-quality-02")
    expect(page.locator("#check-place")).to_have_value(JIA)
    while not waiting:
        page.wait_for_timeout(10)
    if meanwhile:
        page.select_option("#check-place", "shili-yi")
    waiting[0].abort()
    page.wait_for_load_state("networkidle")
    hint = page.locator("#check-place-hint")
    if meanwhile:
        expect(hint).to_be_hidden()
    else:
        expect(hint).to_have_text(the_words()["check_tool.awardees.failed"])
        page.select_option("#check-place", "shili-yi")
        expect(hint).to_be_hidden()


def test_a_wording_that_cannot_be_copied_is_told(page: Page, demo: str) -> None:
    choose_awardee(page, demo, JIA, "2024-quality-01")
    page.select_option("#check-use", "brochure")
    page.evaluate("() => { navigator.clipboard.writeText = undefined; document.execCommand = () => false; }")
    page.locator("#check-wording button").first.click()
    expect(page.locator("#check-wording [role=status]")).to_have_text(the_words()["check_tool.wording.not_copied"])
    expect(page.locator("#check-wording button").first).to_be_focused()
