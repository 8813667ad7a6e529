"""What a letter says and what it lacks, asked of the script itself: every kind of text, of objector and of notice."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

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


def demand(question: str, kind: str, clause: str | None = "第五条") -> dict[str, Any]:
    return {
        "question": question,
        "kind": kind,
        "label": question,
        "text": "" if kind == "silent" else "要",
        "clause": clause,
    }


def shown(what: str, clause: str, *, internal: bool = False) -> dict[str, Any]:
    return {"what": what, "internal": internal, "clause": clause}


LAW = {
    "title": "示例办法",
    "number": "示〔2024〕1号",
    "standing": "in_force",
    "clause": "第五条",
    "who": {**demand("who", "stated"), "text": "任何人"},
    "outcome": {**demand("outcome", "stated", "第六条"), "text": "书面答复"},
    "demands": [
        demand("real_name", "demand"),
        demand("anonymous", "waived"),
        demand("written_form", "stated", "五（一）"),
        demand("seal", "demand"),
        demand("evidence", "silent", None),
    ],
    "verification": {"length": 5, "unit": "working_day", "starts": "receipt"},
    "notices": [
        shown("受理名单", "第三条"),
        shown("审核材料", "第三条", internal=True),
        shown("评审结果", "第三条"),
        shown("拟奖名单", "第四条"),
    ],
}
DRAFT = {
    **LAW,
    "number": None,
    "standing": "consultation_draft",
    "clause": "（五）",
    "who": demand("who", "silent", None),
    "outcome": demand("outcome", "silent", None),
    "demands": [
        demand("real_name", "silent", None),
        demand("anonymous", "silent", None),
        demand("evidence", "demand", "（五）"),
    ],
    "verification": {"length": 10, "unit": "day", "starts": None},
    "notices": [],
}
LAW_RULES = {"text": LAW, "standing": "in_force", "present": False, "cited": "示〔2024〕1号"}
DRAFT_RULES = {"text": DRAFT, "standing": "consultation_draft", "present": True, "cited": None}
UNHELD = {"text": None, "standing": None, "present": False, "cited": None}

NOTICE = {
    "title": "《示例公示》",
    "publisher": "示例局",
    "published": "2026年1月1日",
    "closes": "2026年1月9日24时",
    "source_url": "https://example.org/1",
    "delivery": ["寄到甲", "寄到乙"],
}
UNIT = {"kind": "person", "name": "示例公司", "liaison": "示例人乙", "contact": "示例路1号"}
LETTER = {
    "place": "shili",
    "to": "示例办公室",
    "kind": "unit",
    "sheet": True,
    "notice": NOTICE,
    "parties": [UNIT],
    "candidate": "示例甲",
    "facts": " 第一件。\r\n\n第二件。\u2028第三件。",
    "reasons": "理由。\r依据。",
    "evidence": "合同\u2029\n照片\n",
}
EMPTY = {
    "place": "",
    "to": "",
    "kind": "joint",
    "sheet": True,
    "notice": {"title": "", "publisher": "", "published": "", "closes": "", "source_url": None, "delivery": []},
    "parties": [
        {"kind": "person", "name": "", "liaison": "", "contact": ""},
        {"kind": "unit", "name": "", "liaison": "", "contact": ""},
    ],
    "candidate": "",
    "facts": " \n ",
    "reasons": "",
    "evidence": "",
}


BY_A_UNIT = """\
Title letter.heading_on<title:示例公示>
To letter.to<to:示例办公室>
Heading letter.part_who
Body letter.line<label:field.name_unit><value:示例公司>
Body letter.line<label:field.liaison><value:示例人乙>
Body letter.line<label:field.contact><value:示例路1号>
Heading letter.part_notice
Body letter.line<label:letter.title><value:《示例公示》>
Body letter.line<label:letter.publisher><value:示例局>
Body letter.line<label:letter.published><value:2026年1月1日>
Body letter.line<label:letter.closes><value:2026年1月9日24时>
Body letter.line<label:letter.source><value:https://example.org/1>
Body letter.line<label:letter.candidate><value:示例甲>
Heading letter.part_facts
Body 第一件。
Body 第二件。
Body 第三件。
Heading letter.part_reasons
Body 理由。
Body 依据。
Body letter.basis<clause:第五条><title:示例办法><number:clause<clause:示〔2024〕1号>>
Heading letter.part_evidence
Item letter.numbered<text:合同><number:1>
Item letter.numbered<text:照片><number:2>
Body letter.please
Sign letter.sign_unit_seal<name:示例公司>
Sign letter.date<date:____年>
Sheet letter.sheet
Heading check.deliver
Note 寄到甲
Note 寄到乙
Note check.lead<title:示例办法><number:示〔2024〕1号><standing:in_force>
Heading check.demands
Demand check.item<label:real_name><text:要><clause:clause<clause:第五条>>
Demand check.item<label:seal><text:要><clause:clause<clause:第五条>>
Heading check.stated
Stated check.item<label:anonymous><text:要><clause:clause<clause:第五条>>
Stated check.item<label:written_form><text:要><clause:clause_outer<clause:五（一）>>
Heading check.silent
Silent check.silent_item<label:evidence>
Heading check.practice
Note check.practice_note
Practice practice.evidence
Practice practice.in_time
Heading check.scope
Note check.scope_who<text:任何人><clause:clause<clause:第五条>>
Note check.scope_public<clause:clause<clause:第三条>><what:受理名单、评审结果>
Note check.scope_public<clause:clause<clause:第四条>><what:拟奖名单>
Note check.scope_internal<clause:clause<clause:第三条>><what:审核材料>
Note check.scope_silent
Heading check.after
Note check.verification<clause:clause<clause:第五条>><length:check.working_day<count:5>>
Note check.outcome<text:书面答复><clause:clause<clause:第六条>>
"""
BY_TWO_AND_EMPTY = """\
Title letter.heading
To letter.to<to:___>
Heading letter.part_who
Item field.party<number:1>：
Body letter.line<label:field.name_person><value:___>
Body letter.line<label:field.contact><value:___>
Item field.party<number:2>：
Body letter.line<label:field.name_unit><value:___>
Body letter.line<label:field.liaison><value:___>
Body letter.line<label:field.contact><value:___>
Heading letter.part_notice
Body letter.line<label:letter.title><value:___>
Body letter.line<label:letter.candidate><value:___>
Heading letter.part_facts
Body ___
Heading letter.part_reasons
Body ___
Heading letter.part_evidence
Item letter.numbered<text:___><number:1>
Body letter.please
Sign letter.sign_person<blank:___>
Sign letter.sign_unit<name:___>
Sign letter.date<date:____年>
Sheet letter.sheet
Note check.lead<title:示例办法><standing:consultation_draft>
Note check.present
Heading check.demands_draft<standing:consultation_draft>
Demand check.item<label:evidence><text:要><clause:（五）>
Heading check.silent
Silent check.silent_item<label:real_name>
Silent check.silent_item<label:anonymous>
Heading check.practice
Note check.practice_note
Practice practice.real_name
Practice practice.in_time
Heading check.scope
Note check.silent_item<label:who>
Note check.scope_silent
Heading check.after
Note check.verification_unstated<clause:（五）><length:check.days<count:10>>
"""
SHEET_WITHOUT_A_TEXT = """\
Sheet letter.sheet
Heading check.deliver
Note 寄到甲
Note 寄到乙
Note check.unheld_cited<cited:示〔2009〕3号>
Heading check.practice
Note check.practice_note
Practice practice.real_name
Practice practice.written_form
Practice practice.seal_person
Practice practice.evidence
Practice practice.in_time
"""


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
