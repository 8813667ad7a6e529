import json
import re
from dataclasses import replace
from typing import Any

import pytest

from generator.domain.portal import Office
from generator.pages.name_rules import NameCheckPage, name_check_page
from generator.pages.regulation_facts import FORM_QUESTIONS
from generator.pages.tools import ObjectionLetterPage, objection_letter_page, search_page
from tests.pages.rendering import ROOT, parsed, pick, seen, shipped, text, the_words
from tests.rules.building import LATER, a_jurisdiction
from tests.rules.building_regulations import a_regulation

SCRIPTS = {
    "letter_tool": ("tool-parts.js", "letter-text.js", "letter-parties.js", "objection-letter.js"),
    "check_tool": ("tool-parts.js", "name-rules.js", "name-check.js"),
}
KEPT_FOR_OTHERS = {"needs_script"}
"""Words that the template shows to those whose browser runs no script."""


def embedded(page: ObjectionLetterPage | NameCheckPage) -> Any:
    (script,) = pick(parsed(page), "script")
    return json.loads(script.text or "")


def test_the_search_page_is_a_form_and_leads_to_the_lists_without_a_script() -> None:
    body = parsed(search_page(the_words()))
    (form,) = pick(body, "form")
    assert (form.get("method"), form.get("action")) == ("get", "../search/index.html")
    assert [box.get("name") for box in pick(form, "input")] == ["q"]
    hrefs = {link.get("href") for link in pick(body, "a")}
    assert {"../notices/index.html", "../awardees/index.html", "../revocations/index.html"} <= hrefs


def test_the_letter_says_nothing_of_a_text_that_is_not_held() -> None:
    words = seen(objection_letter_page([a_jurisdiction(regulations=[])], LATER, the_words()))
    told = words.partition("示例市 没有收录文本")[2].partition("异议书写什么")[0].strip()
    assert told == "本站没有收录这个地区的办法。"


def test_the_letter_lists_the_demands_of_each_text_and_no_others() -> None:
    body = parsed(objection_letter_page(shipped().portal.jurisdictions, LATER, the_words()))
    (script,) = pick(body, "script")
    told = {entry["slug"]: entry for entry in json.loads(script.text or "")["jurisdictions"]}
    for jurisdiction in shipped().portal.jurisdictions:
        assert jurisdiction.regulation is not None
        rule = jurisdiction.regulation.objection
        text_of = told[jurisdiction.slug]["texts"][told[jurisdiction.slug]["present"]]
        assert [demand["question"] for demand in text_of["demands"]] == list(FORM_QUESTIONS)
        for demand in text_of["demands"]:
            said = getattr(rule, demand["question"])
            assert (demand["kind"] == "silent") == (said is None)
            assert demand["clause"] == (None if said is None else rule.clause)
        assert text_of["to"] == rule.handled_by


@pytest.mark.parametrize(
    ("question", "said", "kind"),
    [
        ("real_name", "required", "demand"),
        ("real_name", "stated", "stated"),
        ("real_name", None, "silent"),
        ("anonymous", "no", "demand"),
        ("anonymous", "yes", "waived"),
        ("written_form", "yes", "demand"),
        ("written_form", "no", "waived"),
        ("seal", "单位加盖公章，个人亲笔签名", "demand"),
        ("seal", "no", "waived"),
        ("evidence", True, "demand"),
        ("evidence", False, "waived"),
        ("evidence", None, "silent"),
    ],
)
def test_the_letter_tells_demands_from_what_is_only_spoken_of(question: str, said: object, kind: str) -> None:
    rule = replace(a_regulation().objection, **{question: said, "clause": "第十条"})  # type: ignore[arg-type]
    place = a_jurisdiction(regulations=[a_regulation(objection=rule)])
    told = embedded(objection_letter_page([place], LATER, the_words()))["jurisdictions"][0]
    (demand,) = [one for one in told["texts"][told["present"]]["demands"] if one["question"] == question]
    assert demand["kind"] == kind
    assert bool(demand["text"]) == (kind != "silent")
    assert demand["clause"] == (None if kind == "silent" else "第十条")


@pytest.mark.parametrize(
    ("roles", "receiver"),
    [
        ((), None),
        (("组织评审",), "机构0"),
        (("受理异议", "批准名单"), "机构0"),
        (("组织评审", "批准名单"), None),
        (("受理异议", "核查异议"), None),
    ],
)
def test_a_letter_goes_to_an_office_only_where_that_is_clear(roles: tuple[str, ...], receiver: str | None) -> None:
    offices = tuple(Office(name=f"机构{place}", role=role, channels=()) for place, role in enumerate(roles))
    page = objection_letter_page([replace(a_jurisdiction(), offices=offices)], LATER, the_words())
    assert embedded(page)["jurisdictions"][0]["receiver"] == receiver


def test_every_text_and_the_text_of_every_cycle_are_told() -> None:
    for page in (
        objection_letter_page(shipped().portal.jurisdictions, LATER, the_words()),
        name_check_page(shipped().portal.jurisdictions, LATER, the_words()),
    ):
        told = {entry["slug"]: entry for entry in embedded(page)["jurisdictions"]}
        for place in shipped().portal.jurisdictions:
            assert list(told[place.slug]["texts"]) == sorted(place.regulations)
            assert [(one["slug"], one["year"], one["regulation"]) for one in told[place.slug]["cycles"]] == [
                (cycle.slug, cycle.year, cycle.regulation_id) for cycle in place.cycles
            ]


@pytest.mark.parametrize("section", SCRIPTS)
def test_the_tools_have_the_words_that_they_ask_for_and_no_others(section: str) -> None:
    held = set(the_words().section(section)) - KEPT_FOR_OTHERS
    script = "".join((ROOT / "site_templates/assets" / name).read_text(encoding="utf-8") for name in SCRIPTS[section])
    asked = set(re.findall(r"fill\('([a-z_.]+)'", script)) | set(re.findall(r"[? :]'([a-z_]+\.[a-z_]+)'", script))
    assert asked <= held

    def used(name: str) -> bool:
        group = name.rpartition(".")[0]
        return any(asked in script for asked in (f"'{name}'", f"words.{name}", f"`{group}.", f"'{group}.'"))

    assert [name for name in sorted(held) if not used(name)] == []


def test_a_demand_of_the_text_is_shown_with_its_clause() -> None:
    rule = replace(a_regulation().objection, evidence=True, clause="第十条")
    page = objection_letter_page([a_jurisdiction(regulations=[a_regulation(objection=rule)])], LATER, the_words())
    (facts,) = pick(parsed(page), "dl")
    rows = {text(row[0]): text(row[1]) for row in facts}
    assert rows["附证据"] == "要附 第十条"
    assert rows["是否实名"] == rows["单位盖章"] == "办法未作规定"


def test_a_draft_is_said_to_be_no_law_beside_its_demands() -> None:
    page = objection_letter_page([a_jurisdiction(regulations=[a_regulation(status="draft")])], LATER, the_words())
    assert "这是草案，不是现行规定" in seen(page)
