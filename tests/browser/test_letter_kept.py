"""What a reader has written into the objection letter is not lost, whatever is chosen, fails or comes late."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.holding import hold_back
from tests.browser.letters import Writer, writer
from tests.pages.rendering import the_words

BY_HAND = {"title": "示例标题", "publisher": "示例局", "published": "今天", "to": "示例办公室"}
ASKED_ON_LEAVING = """() => {
  const event = new Event('beforeunload', { cancelable: true });
  window.dispatchEvent(event);
  return event.defaultPrevented;
}"""
NO_CLIPBOARD = """() => {
  navigator.clipboard.writeText = () => Promise.reject(new DOMException('refused', 'NotAllowedError'));
  document.execCommand = () => false;
}"""


@pytest.fixture
def fiction(browser: Browser, demo: str) -> Iterator[Writer]:
    yield from writer(browser.new_context(), demo)


def held(page: Page) -> dict[str, str]:
    return {name: page.input_value(f"#letter-{name}") for name in BY_HAND}


def test_what_was_written_by_hand_stays_when_the_place_is_chosen_afterwards(fiction: Writer) -> None:
    page = fiction.page
    fiction.open()
    fiction.fill(**BY_HAND)
    fiction.choose("shili-jia")
    assert held(page) == BY_HAND
    page.select_option("#letter-cycle", "2026")
    expect(page.locator("#letter-notice")).to_be_enabled()
    assert held(page) == BY_HAND
    page.select_option("#letter-notice", "2026-proposal")
    assert not set(held(page).values()) & set(BY_HAND.values())


def test_what_the_page_filled_in_goes_with_its_notice(fiction: Writer) -> None:
    page = fiction.page
    fiction.open("?notice=shili-jia/2026/2026-proposal")
    expect(page.locator("#letter-to")).to_have_value("示例市甲质量奖评审办公室")
    page.select_option("#letter-notice", "")
    assert [name for name, text in held(page).items() if text] == ["to"]
    fiction.choose("")
    assert not any(held(page).values())
    fiction.choose("shili-yi")
    assert held(page)["to"] not in ("", "示例市甲质量奖评审办公室")


def test_whoever_leaves_is_asked_while_something_written_was_not_taken_away(fiction: Writer) -> None:
    page = fiction.page
    fiction.open()
    fiction.choose("shili-jia")
    assert not page.evaluate(ASKED_ON_LEAVING)
    fiction.fill(facts="示例事实")
    assert page.evaluate(ASKED_ON_LEAVING)
    for way, field in (("docx", "name-0"), ("text", "reasons"), ("print", "evidence"), ("copy", "candidate")):
        page.click(f"[data-out={way}]")
        expect(page.locator(".letter-out [role=status]")).to_contain_text("还缺")
        page.wait_for_function(f"() => !({ASKED_ON_LEAVING})()")
        page.fill(f"#letter-{field}", "示例")
        assert page.evaluate(ASKED_ON_LEAVING), field


def test_a_letter_that_could_not_be_copied_was_not_taken_away(fiction: Writer) -> None:
    page = fiction.page
    fiction.open()
    page.evaluate(NO_CLIPBOARD)
    fiction.fill(facts="示例事实")
    page.click("[data-out=copy]")
    expect(page.locator(".letter-out [role=status]")).to_contain_text(the_words()["letter_tool.out.not_copied"])
    assert page.evaluate(ASKED_ON_LEAVING)
    expect(page.locator("[data-out=copy]")).to_be_focused()


def test_without_a_clipboard_the_letter_is_copied_the_old_way(fiction: Writer) -> None:
    page = fiction.page
    page.context.grant_permissions(["clipboard-read"])
    fiction.open()
    page.evaluate("() => { navigator.clipboard.writeText = undefined; }")
    fiction.fill(facts="只在这里写的事实")
    page.click("[data-out=copy]")
    expect(page.locator(".letter-out [role=status]")).to_contain_text(the_words()["letter_tool.out.copied"])
    assert "只在这里写的事实" in page.evaluate("navigator.clipboard.readText()")
    expect(page.locator("[data-out=copy]")).to_be_focused()
    assert page.locator("body > textarea").count() == 0


def test_notices_that_come_late_are_those_of_the_cycle_that_is_chosen(fiction: Writer) -> None:
    page = fiction.page
    waiting = hold_back(page, "**/api/v1/shili-jia/2026.json")
    fiction.open()
    fiction.choose("shili-jia")
    page.select_option("#letter-cycle", "2026")
    page.select_option("#letter-cycle", "2024")
    expect(page.locator("#letter-notice")).to_be_enabled()
    before = page.locator("#letter-notice").inner_html()
    assert waiting
    waiting[0].continue_()
    page.wait_for_load_state("networkidle")
    assert page.locator("#letter-notice").inner_html() == before


def test_the_keyboard_keeps_its_place_while_what_is_missing_is_told_anew(fiction: Writer) -> None:
    page = fiction.page
    fiction.open()
    fiction.choose("shili-jia")
    page.focus("#letter-evidence")
    page.keyboard.type("合同一份")
    page.keyboard.press("Tab")
    reached = page.locator("[data-lack=title] button")
    expect(reached).to_be_focused()
    assert "evidence" not in fiction.lacks()
    expect(reached).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#letter-title")).to_be_focused()
