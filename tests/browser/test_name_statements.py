"""What a sentence states of its award, asked of the rules themselves: the year and the kind."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.name_rules import AWARDS, CYCLE, FREE, TEXT, USES, award, judged, rules_page, use


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    yield from rules_page(browser)


BY_YEAR = {**TEXT, "uses": {**USES, "state_award_category": use("silent", None)}}
BY_CATEGORY = {**TEXT, "uses": {**USES, "state_award_year": use("silent", None)}}


@pytest.mark.parametrize(
    ("written", "year"),
    [
        ("2023年获得", 2023),
        ("1998年获得", 1998),
        ("二〇二三年获得", 2023),
        ("二零二三年获得", 2023),
        ("二○四五年获得", 2045),
        ("一九六七年获得", 1967),
        ("一九八九年获得", 1989),
        ("一九九八年、二〇一三年获得", 2013),
        ("2001年成立，2023年获得", 2023),
        ("创立于2001年，2023", 2023),
        ("2020、2023", 2023),
        ("示〔2021〕1号，2023年", 2023),
        ("２０２３年度", 2023),
    ],
)
def test_a_year_is_read_however_it_is_written(page: Page, written: str, year: int) -> None:
    assert judged(page, f"{written}甲区政府质量奖", text=BY_YEAR, year=year) == []
    assert judged(page, f"{written}甲区政府质量奖", text=BY_YEAR, year=2010) == [
        {"code": "wrong_year", "level": "wrong", "year": 2010}
    ]


@pytest.mark.parametrize(
    "written",
    [
        "创立于2001年，",
        "（始于2001）",
        "2001年成立，",
        "2001年创办，",
        "二〇〇一年成立，",
        "〔2021〕3号",
        "[2021]3号",
        "【2021】3号",
        "12023",
        "20231",
        "2101年",
        "1899年",
        "二〇二一获得",
        "",
    ],
)
def test_what_is_no_year_of_the_award_is_not_taken_for_one(page: Page, written: str) -> None:
    missing = [{"code": "missing_year", "level": "wrong", "clause": "第十条"}]
    assert judged(page, f"{written}甲区政府质量奖", text=BY_YEAR) == missing
    assert judged(page, f"{written}甲区政府质量奖", text=FREE, year=2023) == []


def test_the_year_of_the_decision_is_asked_about(page: Page) -> None:
    facts: dict[str, Any] = {"text": BY_YEAR, "cycle": CYCLE, "year": 2030, "awardee": {"decided_on": "2024-02-01"}}
    assert judged(page, "2023年甲区政府质量奖", **facts) == []
    asked_about = {"code": "decision_year", "level": "ask", "found": 2024, "year": 2023}
    assert judged(page, "2024年甲区政府质量奖", **facts) == [asked_about]
    wrong = [{"code": "wrong_year", "level": "wrong", "year": 2023}]
    assert judged(page, "2022年甲区政府质量奖", **facts) == wrong
    assert judged(page, "2024年甲区政府质量奖", **{**facts, "awardee": {"decided_on": None}}) == wrong
    assert judged(page, "2024年甲区政府质量奖", **{**facts, "awardee": None}) == wrong


MODE, RESULT = "先进管理模式", "先进管理成果"


@pytest.mark.parametrize(
    ("sentence", "awards", "chosen", "found"),
    [
        ("质量金奖先进管理模式", AWARDS[2:], "", {}),
        ("质量金奖的模式", AWARDS[2:], "mode", {}),
        ("质量金奖的成果", AWARDS[2:], "mode", {"code": "wrong_category", "category": MODE}),
        ("质量金奖的先进管理", AWARDS[2:], "", {"code": "missing_category", "categories": [MODE, RESULT]}),
        ("质量金奖", AWARDS[2:], "result", {"code": "missing_category", "categories": [RESULT]}),
        ("质量金奖的先进管理", AWARDS[2:3], "", {"code": "missing_category", "categories": [MODE]}),
        ("质量金奖先进管理模式", AWARDS[2:3], "", {}),
        (
            "质量奖的式",
            [award("a", "质量奖", "新模式"), award("b", "质量奖", "新成果")],
            "a",
            {"code": "missing_category", "categories": ["新模式"]},
        ),
        (
            "质量奖的型",
            [award("a", "质量奖", "甲型"), award("b", "质量奖", "乙型")],
            "a",
            {"code": "missing_category", "categories": ["甲型"]},
        ),
        ("政府质量奖", AWARDS[:2], "quality", {"code": "missing_category", "categories": ["组织"]}),
        ("政府质量奖组织类", AWARDS[:2], "quality", {}),
        ("质量奖", [award("a", "质量奖"), AWARDS[0]], "", {}),
        (
            "质量奖",
            [award("a", "质量奖", "甲类"), award("b", "质量奖", "甲类二等")],
            "a",
            {"code": "missing_category", "categories": ["甲类"]},
        ),
    ],
)
def test_the_kind_of_award_is_looked_for(
    page: Page, sentence: str, awards: list[dict[str, Any]], chosen: str, found: dict[str, Any]
) -> None:
    clause = {"clause": "第十一条"} if found.get("code") == "missing_category" else {}
    told = [
        one
        for one in judged(page, sentence, text=BY_CATEGORY, awards=awards, award=chosen)
        if one["code"] != "award_unclear"
    ]
    assert told == ([{"level": "wrong", **found, **clause}] if found else [])
    assert not [
        one for one in judged(page, sentence, text=FREE, awards=awards, award=chosen) if "category" in one["code"]
    ]
