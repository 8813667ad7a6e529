"""What a letter says and what it lacks, asked of the script itself: every kind of text, of objector and of notice."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.letter_samples import (
    BY_A_UNIT,
    BY_TWO_AND_EMPTY,
    DRAFT_RULES,
    EMPTY,
    LAW,
    LAW_RULES,
    LETTER,
    NOTICE,
    SHEET_WITHOUT_A_TEXT,
    UNHELD,
    UNIT,
    demand,
)
from tests.pages.rendering import ROOT

ASSETS = ROOT / "site_templates" / "assets"

# Each word is its own name with the facts that it was given, so that what is said does not hang on how it is said.
WORDS = """(() => {
  const FACTS = ['label', 'text', 'clause', 'title', 'number', 'standing', 'cited', 'what', 'count', 'length', 'value', 'to', 'name',
    'blank', 'date', 'year', 'month', 'day'];
  const plain = { blank: '___', listing: '、', colon: '：', date_blank: '____年' };
  const words = new Proxy({}, { get: (_, name) => plain[name] || name + FACTS.map((fact) => `<${fact}:{${fact}}>`).join('') });
  const standings = new Proxy({}, { get: (_, name) => String(name) });
  const told = (text) => text.replace(/<[a-z]+:(?:undefined)?>/g, '');
  const letters = window.letterText.writer(words, standings);
  window.compose = (letter, rules) => letters.compose(letter, rules).map(({ style, text }) => `${style} ${told(text)}`);
  window.missing = (letter, rules) => letters.missing(letter, rules).map(
    ({ field, text, why, demanded }) => [field, told(text), told(why), demanded]);
  window.dayOf = (written) => told(letters.day(written));
})()"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    for name in ("tool-parts.js", "letter-text.js"):
        page.add_script_tag(path=ASSETS / name)
    page.evaluate(WORDS)
    yield page
    page.close()


def composed(page: Page, letter: dict[str, Any], rules: dict[str, Any]) -> list[str]:
    lines: list[str] = page.evaluate("([letter, rules]) => window.compose(letter, rules)", [letter, rules])
    return lines


def missing(page: Page, letter: dict[str, Any], rules: dict[str, Any]) -> list[list[Any]]:
    lacks: list[list[Any]] = page.evaluate("([letter, rules]) => window.missing(letter, rules)", [letter, rules])
    return lacks


def test_everything_that_is_known_stands_in_the_letter_and_on_the_sheet(page: Page) -> None:
    assert composed(page, LETTER, LAW_RULES) == BY_A_UNIT.splitlines()


def test_of_a_draft_and_of_nothing_written_there_are_blanks(page: Page) -> None:
    assert composed(page, EMPTY, DRAFT_RULES) == BY_TWO_AND_EMPTY.splitlines()


@pytest.mark.parametrize(
    ("kind", "seals"),
    [("person", ["seal_person"]), ("unit", ["seal_unit"]), ("joint", ["seal_person", "seal_unit"])],
)
def test_without_a_text_all_that_is_usual_is_told(page: Page, kind: str, seals: list[str]) -> None:
    lines = composed(page, {**LETTER, "kind": kind}, {**UNHELD, "cited": "示〔2009〕3号"})
    told = SHEET_WITHOUT_A_TEXT.replace(
        "Practice practice.seal_person\n", "".join(f"Practice practice.{one}\n" for one in seals)
    )
    assert lines[lines.index("Sheet letter.sheet") :] == told.splitlines()
    assert composed(page, {**LETTER, "sheet": False}, UNHELD)[-1] == "Sign letter.date<date:____年>"
    assert "Note check.unheld" in composed(page, LETTER, UNHELD)


def test_what_is_not_demanded_and_not_silent_is_told_as_such(page: Page) -> None:
    asked = [demand("real_name", "stated"), demand("anonymous", "silent", None), demand("seal", "stated")]
    lines = composed(page, LETTER, {**LAW_RULES, "text": {**LAW, "demands": asked, "verification": None}})
    assert "Note check.demands_none" in lines
    assert "Practice practice.anonymous" in lines
    assert "Practice practice.real_name" not in lines
    assert "Note check.verification_silent" in lines
    assert "Sign letter.sign_unit<name:示例公司>" in lines
    lines = composed(page, LETTER, {**LAW_RULES, "text": {**LAW, "demands": asked[:1]}})
    assert "Heading check.silent" not in lines


@pytest.mark.parametrize(
    ("title", "named", "headed"),
    [
        ("《甲》", "《甲》", "甲"),
        ("关于《甲》", "《关于《甲》》", "关于《甲》"),
        ("《甲》的公示", "《《甲》的公示》", "《甲》的公示"),
    ],
)
def test_a_title_gets_one_pair_of_brackets(page: Page, title: str, named: str, headed: str) -> None:
    lines = composed(page, {**LETTER, "notice": {**NOTICE, "title": title}}, UNHELD)
    assert f"Body letter.line<label:letter.title><value:{named}>" in lines
    assert lines[0] == f"Title letter.heading_on<title:{headed}>"


@pytest.mark.parametrize(
    ("standing", "present", "rests"),
    [
        ("in_force", True, True),
        ("in_force_until", True, True),
        ("expired", False, True),
        ("expired", True, False),
        ("not_yet", False, False),
        ("unknown", False, False),
    ],
)
def test_an_objection_rests_on_a_law_of_its_day(page: Page, standing: str, present: bool, rests: bool) -> None:
    rules = {"text": {**LAW, "number": None}, "standing": standing, "present": present, "cited": None}
    lines = composed(page, LETTER, rules)
    assert ("Body letter.basis<clause:第五条><title:示例办法>" in lines) is rests
    assert (f"Heading check.demands_draft<standing:{standing}>" in lines) is (standing == "not_yet")
    without = composed(page, LETTER, {**rules, "text": {**LAW, "clause": None}})
    assert not [line for line in without if line.startswith("Body letter.basis")]


def test_what_is_missing_is_told_with_the_reason_and_the_place(page: Page) -> None:
    assert missing(page, LETTER, LAW_RULES) == []
    assert missing(page, EMPTY, DRAFT_RULES) == [
        ["place", "missing.place", "", False],
        ["title", "missing.title", "", False],
        ["to", "missing.to", "", False],
        ["name-0", "missing.name", "", False],
        ["contact-0", "missing.contact", "", False],
        ["candidate", "missing.candidate", "", False],
        ["reasons", "missing.reasons", "", False],
        ["evidence", "missing.evidence", "missing.demanded_draft<clause:（五）><standing:consultation_draft>", True],
    ]
    by_law = "missing.demanded<clause:clause<clause:第五条>><standing:in_force>"
    for demands in (
        [demand("anonymous", "demand")],
        [demand("anonymous", "silent", None), demand("real_name", "demand")],
    ):
        one = {**LETTER, "kind": "joint", "parties": [{**UNIT, "name": ""}]}
        assert missing(page, one, {**LAW_RULES, "text": {**LAW, "demands": demands}}) == [
            ["name-0", "missing.name", by_law, True],
            ["add", "missing.joint", "", False],
        ]
    second = {**LETTER, "kind": "joint", "parties": [UNIT, {**UNIT, "contact": ""}], "facts": ""}
    assert [field for field, *_ in missing(page, second, UNHELD)] == ["contact-1", "facts"]


@pytest.mark.parametrize("field", ["facts", "reasons", "evidence", "candidate", "name", "contact", "liaison"])
def test_an_identity_number_is_seen_wherever_it_stands(page: Page, field: str) -> None:
    number = "4" + "1" * 5 + "1999" + "1231" + "00" + "2"
    of_a_party = field in UNIT
    for odd, seen in ((f"{number}X", True), (f"号{number}1", True), (f"5{number}1", False), (f"{number}12", False)):
        letter = {**LETTER, "parties": [{**UNIT, field: odd}]} if of_a_party else {**LETTER, field: odd}
        assert missing(page, letter, UNHELD) == ([["", "missing.identity", "", False]] if seen else [])


@pytest.mark.parametrize("day", ["19991301", "19990001", "19991232", "19991200", "21001231", "18991231"])
def test_what_holds_no_day_of_birth_is_no_identity_number(page: Page, day: str) -> None:
    assert missing(page, {**LETTER, "facts": "4" + "1" * 5 + day + "0021"}, UNHELD) == []


def test_a_day_is_written_without_noughts(page: Page) -> None:
    assert page.evaluate("window.dayOf('2026-01-09')") == "day<year:2026><month:1><day:9>"


def test_the_plain_text_sets_off_headings_and_paragraphs(page: Page) -> None:
    blocks = [{"style": style, "text": style} for style in ("Title", "Heading", "Body", "Item", "Sheet", "Note")]
    text: str = page.evaluate("(blocks) => window.letterText.asText(blocks)", blocks)
    rule = "─" * 20
    assert text == f"Title\r\n\r\nHeading\r\n　　Body\r\nItem\r\n\r\n{rule}\r\nSheet\r\nNote\r\n"
