import json
from dataclasses import replace

from generator.pages.tools import objection_letter_page, search_page
from tests.pages.rendering import parsed, pick, seen, shipped, text, the_words
from tests.rules.building import LATER, a_jurisdiction, a_regulation


def test_the_search_page_is_a_form_and_leads_to_the_lists_without_a_script() -> None:
    body = parsed(search_page(the_words()))
    (form,) = pick(body, "form")
    assert (form.get("method"), form.get("action")) == ("get", "../search/index.html")
    assert [box.get("name") for box in pick(form, "input")] == ["q"]
    hrefs = {link.get("href") for link in pick(body, "a")}
    assert {"../notices/index.html", "../awardees/index.html", "../revocations/index.html"} <= hrefs


def test_the_letter_lists_the_demands_of_each_text_and_no_others() -> None:
    body = parsed(objection_letter_page(shipped().portal.jurisdictions, LATER, the_words()))
    (script,) = pick(body, "script")
    told = {entry["slug"]: entry for entry in json.loads(script.text or "")}
    for jurisdiction in shipped().portal.jurisdictions:
        assert jurisdiction.regulation is not None
        rule = jurisdiction.regulation.objection
        demands = told[jurisdiction.slug]["demands"]
        assert list(demands) == ["real_name", "anonymous", "written_form", "seal", "evidence"]
        for question, demand in demands.items():
            said = getattr(rule, question)
            assert (demand is None) == (said is None)
            assert demand is None or demand["clause"] == rule.clause
        assert told[jurisdiction.slug]["to"] == (rule.handled_by or "")


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
