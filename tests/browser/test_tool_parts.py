"""What the two tools share, asked of the script itself: what a text is worth today, days, clauses, fields and lines."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from generator.outputs.phrasing import Phrasing
from generator.pages.text_status import text_status
from tests.pages.rendering import ROOT, the_words
from tests.rules.building_regulations import a_regulation

SCRIPT = ROOT / "site_templates" / "assets" / "tool-parts.js"
DAY = date(2026, 11, 21)
DATES = (None, *(DAY + timedelta(days=days) for days in (-40, -1, 0, 1, 2, 40)))
STATUSES = ("in_force", "expired", "draft", "consultation_draft", "unknown")


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.clock.install()
    page.set_content("<!doctype html><html lang=zh-CN><title>t</title><body></body>")
    page.add_script_tag(content=SCRIPT.read_text(encoding="utf-8"))
    yield page
    page.close()


def written(day: date | None) -> str | None:
    return day.isoformat() if day else None


def test_a_text_is_worth_on_a_later_day_what_a_page_built_on_that_day_would_say(page: Page) -> None:
    cases: list[tuple[dict[str, Any], str, str]] = []
    for status, start, end, later in product(STATUSES, DATES, DATES, (0, 1, 2, 3, 50)):
        if start and end and end < start:
            continue
        text = replace(a_regulation(), status=status, effective_on=start, expires_on=end)
        day = DAY + timedelta(days=later)
        built, told = text_status("shili", text, DAY).standing, text_status("shili", text, day)
        known = {"standing": built, "effective_on": written(start), "expires_on": written(end)}
        cases.append((known, day.isoformat(), told.standing))
    asked = "cases => cases.map(([text, day]) => toolParts.standing(text, day))"
    found = page.evaluate(asked, [[text, day] for text, day, _ in cases])
    assert [case for case, standing in zip(cases, found, strict=True) if case[2] != standing] == []
    assert {told for *_, told in cases} == {*STATUSES, "not_yet", "in_force_until"}


def test_law_in_force_and_drafts_are_told_apart(page: Page) -> None:
    standings = [*STATUSES, "not_yet", "in_force_until"]
    law, drafts = page.evaluate(
        "all => [all.filter(toolParts.inForce), all.filter(standing => toolParts.isDraft({ standing }))]", standings
    )
    assert law == ["in_force", "in_force_until"]
    assert drafts == ["draft", "consultation_draft"]


def test_a_day_begins_at_midnight_in_beijing(page: Page) -> None:
    for moment, day in (("2026-11-20T15:59:59Z", "2026-11-20"), ("2026-11-20T16:00:00Z", "2026-11-21")):
        page.clock.set_fixed_time(moment)
        assert page.evaluate("toolParts.today()") == day


@pytest.mark.parametrize("number", ["第三十四条", "七（四）", "（二十七）", ""])
def test_a_clause_stands_in_brackets_as_on_the_pages(page: Page, number: str) -> None:
    words = the_words()
    templates = {name: words[f"letter_tool.{name}"] for name in ("clause", "clause_outer")}
    told = page.evaluate("([words, clause]) => toolParts.clause(toolParts.filler(words), clause)", [templates, number])
    assert told == (Phrasing(words).clause(number) if number else "")


def test_a_sentence_is_filled_with_what_is_known_and_nothing_for_the_rest(page: Page) -> None:
    told = page.evaluate(
        "toolParts.filler({ a: '{one}-{two}-{three}-{four}' })('a', { one: 0, two: null, three: '$&' })"
    )
    assert told == "0--$&-"
    assert page.evaluate("toolParts.filler({ a: '甲{one}' })('a')") == "甲"


def test_a_choice_keeps_what_is_chosen_as_long_as_it_is_offered(page: Page) -> None:
    offered = """kept => {
      const select = toolParts.element('select');
      toolParts.offer(select, [['', '请选择'], ['a', '甲'], ['组', [['b', '乙'], ['c', '丙']]]], 'c');
      const first = [select.value, select.querySelectorAll('optgroup[label="组"] option').length];
      toolParts.offer(select, kept ? [['', '请选择'], ['c', '丙']] : [['', '请选择'], ['a', '甲']]);
      return [...first, select.value, select.selectedIndex];
    }"""
    assert page.evaluate(offered, True) == ["c", 2, "c", 1]
    assert page.evaluate(offered, False) == ["c", 2, "", 0]


def test_a_field_has_its_label_and_its_hint_whatever_it_is_called(page: Page) -> None:
    told = page.evaluate(
        """() => ['', 'named'].map((id) => {
          const control = toolParts.element('input', { type: 'text', hidden: false, required: true, title: null });
          if (id) control.id = id;
          const whole = toolParts.field('标签', control, id && '提示');
          document.body.append(whole);
          const [label, , hint] = whole.children;
          const before = [label.control === control, hint.id === control.getAttribute('aria-describedby'), hint.hidden];
          toolParts.tell(control, id ? '' : '新的提示');
          return [...before, hint.hidden, hint.textContent, control.outerHTML.includes('required=""'), control.title];
        })"""
    )
    assert told == [[True, True, True, False, "新的提示", True, ""], [True, True, False, True, "", True, ""]]


def test_lines_that_stand_there_already_are_not_said_anew(page: Page) -> None:
    told = page.evaluate(
        """() => {
          const box = toolParts.element('div', { hidden: true });
          toolParts.say(box, ['甲', '乙']);
          const first = box.firstElementChild, shown = !box.hidden;
          toolParts.say(box, ['甲', '乙']);
          const same = box.firstElementChild === first;
          toolParts.say(box, ['甲', '丙']);
          const other = box.textContent;
          toolParts.say(box, []);
          return [shown, same, other, box.hidden, box.children.length];
        }"""
    )
    assert told == [True, True, "甲丙", True, 0]


def test_what_was_written_gives_way_only_to_what_is_surer(page: Page) -> None:
    told = page.evaluate(
        """() => {
          const control = toolParts.element('input');
          const values = [];
          const step = (text, sure) => { toolParts.fillIn(control, text, sure); values.push(control.value); };
          step('办法', false); step('另一份办法', false); step('', false);
          control.value = '手写';
          step('办法', false); step('', true); step('公示', true); step('', false);
          return values;
        }"""
    )
    assert told == ["办法", "另一份办法", "", "手写", "手写", "公示", ""]


def test_the_cycles_are_those_of_the_chosen_jurisdiction(page: Page) -> None:
    told = page.evaluate(
        """() => {
          const [places, cycles] = [toolParts.element('select'), toolParts.element('select')];
          const known = [{ slug: 'jia', name: '甲', cycles: [{ slug: '2026', name: '一届' }] }, { slug: 'yi', name: '乙', cycles: [] }];
          const { place, cycle, begin } = toolParts.choice(known, places, cycles);
          const offered = (select) => Array.from(select.options).map(({ value, text }) => value + text);
          return ['jia', 'yi', 'bing'].map((slug) => {
            begin(slug, '请选', '哪一届', ['*', '别的']);
            const before = cycle() === undefined;
            cycles.value = '2026';
            return [offered(places).join(), offered(cycles).join(), place()?.name || '', before, cycle()?.name || ''];
          });
        }"""
    )
    places = "请选,jia甲,yi乙"
    assert told == [
        [places, "哪一届,2026一届,*别的", "甲", True, "一届"],
        [places, "哪一届,*别的", "乙", True, ""],
        [places, "哪一届,*别的", "", True, ""],
    ]


def test_a_form_of_a_tool_is_never_sent(page: Page) -> None:
    told = page.evaluate(
        """() => {
          const controls = { name: toolParts.element('input') };
          const named = toolParts.fields((word) => word, 'tool', controls);
          let done = 0;
          const form = toolParts.form(() => { done += 1; }, toolParts.group('题', named('name', 'name_hint')));
          document.body.append(form);
          form.requestSubmit();
          return [done, form.innerText.split(/\\s+/), controls.name.id, location.href];
        }"""
    )
    assert told == [1, ["题", "field.name", "field.name_hint"], "tool-name", "about:blank"]
