"""Who objects, in the form of the letter: the rows of several objectors, what each is asked, and what is missing at once."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.letters import Writer, writer
from tests.pages.rendering import the_words

FIELDS = the_words().section("letter_tool.field")


@pytest.fixture
def fiction(browser: Browser, demo: str) -> Iterator[Writer]:
    yield from writer(browser.new_context(), demo)


def missing(letter: Writer) -> set[str]:
    """What is said to be missing of the objectors, without any wait."""
    lines = letter.page.locator("[data-lack]").evaluate_all("lines => lines.map(line => line.dataset.lack)")
    return {line for line in lines if line.startswith(("name-", "contact-"))}


def of(*numbers: int) -> set[str]:
    return {f"{part}-{number}" for part in ("name", "contact") for number in numbers}


def test_what_a_new_objector_lacks_is_told_at_once_and_goes_with_the_row(fiction: Writer) -> None:
    page = fiction.page
    fiction.open()
    expect(page.locator("#letter-add")).to_be_hidden()
    fiction.fill(name_0="示例人甲", contact_0="示例路1号")
    assert not of(0) & fiction.lacks()
    page.select_option("#letter-kind", "joint")
    assert missing(fiction) == of(1)
    fiction.fill(name_1="示例人乙", contact_1="示例路2号")
    assert not of(1) & fiction.lacks()
    page.click("#letter-add")
    assert missing(fiction) == of(2)
    assert page.locator(".party button").count() == 1
    page.click(".party button")
    assert missing(fiction) == set()
    expect(page.locator("#letter-add")).to_be_focused()


def test_each_objector_is_asked_what_a_person_or_a_unit_is_asked(fiction: Writer) -> None:
    page = fiction.page
    label, liaison = page.locator("label[for=letter-name-0]"), page.locator("#letter-liaison-0")
    fiction.open()
    for kind, asked, shown in (
        ("person", "name_person", False),
        ("unit", "name_unit", True),
        ("joint", "name_person", False),
    ):
        page.select_option("#letter-kind", kind)
        expect(label).to_have_text(FIELDS[asked])
        assert liaison.is_visible() is shown
    page.select_option("#letter-kind-0", "unit")
    expect(label).to_have_text(FIELDS["name_unit"])
    assert liaison.is_visible()
    expect(page.locator("label[for=letter-name-1]")).to_have_text(FIELDS["name_person"])
    groups = page.get_by_role("group").evaluate_all(
        "all => all.map(one => one.getAttribute('aria-label')).filter(Boolean)"
    )
    assert groups == [the_words().fill("letter_tool.field.party", number=number) for number in (1, 2)]


def test_blanks_say_nothing(fiction: Writer) -> None:
    page = fiction.page
    fiction.open()
    page.select_option("#letter-kind", "unit")
    fiction.fill(name_0=" 　", contact_0="  ", liaison_0=" ")
    assert {"name-0", "contact-0"} <= fiction.lacks()
    fiction.fill(name_0=" 示例单位 ", contact_0=" 示例路1号　", liaison_0=" 示例人甲 ")
    text = fiction.text()
    for given in ("示例单位", "示例路1号", "示例人甲"):
        assert f"：{given}\r\n" in text
    assert not {"name-0", "contact-0"} & fiction.lacks()
