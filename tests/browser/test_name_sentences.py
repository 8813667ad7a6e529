"""Which award a sentence names and what it is used for, asked of the rules themselves: names, places, awards and uses."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.name_rules import AWARDS, CYCLE, ELSEWHERE, FREE, PLACE, asked, award, judged, rules_page


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    yield from rules_page(browser)


@pytest.mark.parametrize(
    "sentence",
    [
        "获示例市甲区政府质量奖",
        "获甲区政府质量奖",
        "获 示例市·甲区 “政府质量奖”",
        "获甲区人民政府质量奖",
        "获甲区区长质量奖",
        "获我区质量奖",
        "获我区人民政府质量奖",
        "获全市质量奖",
        "获质量奖",
        "获质量金奖",
        "获甲区质量金奖先进管理模式",
        "获政 府 质 量 奖",
        "获中国示例市甲区政府质量奖",
        "荣膺全市质量奖",
        "北京市某某公司获质量奖",
        "获北京市质量奖和示例市甲区政府质量奖",
    ],
)
def test_an_award_of_the_place_is_known_by_its_names(page: Page, sentence: str) -> None:
    assert judged(page, sentence, text=FREE) == []


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("获示例市质量奖", "示例市质量奖"),
        ("获示例市政府质量奖", "示例市政府质量奖"),
        ("获乙县质量奖", "乙县质量奖"),
        ("获样例省质量奖", "样例省质量奖"),
        ("获示例市乙县标准创新奖", "示例市乙县标准创新奖"),
        ("获样例省卓越成就奖", "样例省卓越成就奖"),
        ("获中国质量奖", "中国质量奖"),
        ("获全省质量大奖", "全省质量大奖"),
        ("获北京市质量奖", "北京市质量奖"),
        ("获北京市市长质量奖", "北京市市长质量奖"),
        ("获北京市政府质量奖", "北京市政府质量奖"),
        ("获北京市人民政府质量奖", "北京市人民政府质量奖"),
        ("获北京市质量奖和中国质量奖", "北京市质量奖"),
        ("我区企业获北京市质量奖", "北京市质量奖"),
        ("政府奖励，获北京市质量奖", "北京市质量奖"),
    ],
)
def test_an_award_of_another_place_is_not_taken_for_that_of_this_one(page: Page, sentence: str, found: str) -> None:
    assert judged(page, sentence, text=FREE) == [{"code": "elsewhere", "level": "ask", "found": found}]


@pytest.mark.parametrize(
    "sentence", ["获标准创新奖", "获乙县标准创新奖", "获龙井杯奖", "通过质量体系认证", "获质奖", "甲区政府质量部门认证"]
)
def test_what_names_no_award_is_told_as_such(page: Page, sentence: str) -> None:
    assert judged(page, sentence, text=FREE) == [{"code": "not_named", "level": "ask"}]


NAMED = {"found": "政府质量奖", "level": "wrong"}


@pytest.mark.parametrize(
    ("sentence", "chosen", "found"),
    [
        ("质量大奖", "", {"code": "award_unclear", "level": "ask", "found": "质量大奖"}),
        ("质量大奖", "quality", {"code": "award_unclear", "level": "ask", "found": "质量大奖"}),
        ("ｑａ奖", "", {"code": "award_unclear", "level": "ask", "found": "qa奖"}),
        ("质量大奖、政府质量奖", "", {}),
        (
            "政府质量奖提名奖",
            "quality",
            {**NAMED, "code": "other_award", "found": "政府质量奖提名奖", "award": AWARDS[0]["name"]},
        ),
        ("质量金奖、政府质量奖", "quality", {}),
        ("政府质量奖", "nomination", {**NAMED, "code": "nomination", "award": AWARDS[1]["name"]}),
        ("政府质量奖（提名）", "nomination", {}),
        ("政府质量奖（提名）", "quality", {**NAMED, "code": "other_award", "award": AWARDS[0]["name"]}),
        ("政府质量奖", "mode", {**NAMED, "code": "other_award", "award": AWARDS[2]["name"]}),
    ],
)
def test_the_award_that_is_named_is_the_one_that_was_given(
    page: Page, sentence: str, chosen: str, found: dict[str, Any]
) -> None:
    assert judged(page, f"获{sentence}", text=FREE, award=chosen) == ([found] if found else [])


def test_where_there_is_one_award_a_general_name_is_that_one(page: Page) -> None:
    assert judged(page, "获质量大奖", text=FREE, awards=AWARDS[:1], award="quality") == []
    assert [one["code"] for one in judged(page, "获质量大奖", text=FREE, awards=AWARDS[:2])] == ["award_unclear"]


def test_a_name_may_leave_out_the_place_but_not_all_that_tells_it(page: Page) -> None:
    awards = [award("gold", "示例市甲区金奖"), award("craft", "甲区工匠奖")]
    for sentence, codes in (
        ("获示例市甲区金奖", []),
        ("获金奖", ["not_named"]),
        ("获甲区工匠奖", []),
        ("获工匠奖", []),
    ):
        assert [one["code"] for one in judged(page, sentence, text=FREE, awards=awards)] == codes


def test_the_awards_of_other_places_are_those_of_their_texts_and_cycles(page: Page) -> None:
    found = asked(page, "(all) => nameRules.othersOf(all, all[0])", [PLACE, *ELSEWHERE])
    assert [(place["name"], [one["id"] for one in place["awards"]]) for place in found] == [
        ("示例市乙县", ["x"]),
        ("样例省", ["y", "z"]),
    ]


ADVERTISED = {"code": "prohibited", "level": "wrong", "use": "product_advertising", "within": None, "clause": "第九条"}
PACKED = {"code": "prohibited", "level": "wrong", "use": "packaging_marking", "within": None, "clause": "第十二条"}


@pytest.mark.parametrize(
    ("sentence", "asked_use", "found"),
    [
        ("产品荣获", None, [ADVERTISED]),
        ("产品一二三四五六七八获", None, [ADVERTISED]),
        ("产品一二三四五六七八九获", None, []),
        ("产品，获", None, []),
        ("代言", None, [ADVERTISED]),
        ("包装（盒）", None, [PACKED]),
        ("包装盒", None, []),
        ("本区", None, []),
        ("产品荣获", "packaging_marking", [ADVERTISED, PACKED]),
        ("获", "logo_use", []),
        ("获", "state_award_year", []),
        ("获", "forging", [{"code": "unstated", "level": "ask", "use": "forging"}]),
        (
            "获",
            "product_quality_publicity",
            [{**ADVERTISED, "code": "within", "use": "product_quality_publicity", "within": "product_advertising"}],
        ),
    ],
)
def test_a_use_is_read_out_of_the_words_or_is_the_one_asked_about(
    page: Page, sentence: str, asked_use: str | None, found: list[dict[str, Any]]
) -> None:
    told = judged(page, f"{sentence}甲区政府质量奖", asked_use, text=FREE)
    assert sorted(told, key=lambda one: one["use"]) == sorted(found, key=lambda one: one["use"])
    assert judged(page, f"{sentence}甲区政府质量奖", asked_use, text=None) == []


@pytest.mark.parametrize(
    ("basis", "facts", "level"),
    [
        ("present_text", {"cycle": CYCLE}, "ask"),
        ("present_text", {"year": 2023}, "ask"),
        ("present_text", {}, "wrong"),
        ("own_text", {"cycle": CYCLE}, "wrong"),
    ],
)
def test_by_a_text_that_may_not_apply_nothing_is_called_wrong(
    page: Page, basis: str, facts: dict[str, Any], level: str
) -> None:
    told = judged(page, "产品荣获甲区政府质量奖", basis=basis, **facts)
    assert [one["code"] for one in told] == ["missing_year", "missing_category", "prohibited"]
    assert {one["level"] for one in told} == {level}
    assert judged(page, "2022年甲区政府质量奖组织", basis=basis, cycle=CYCLE) == [
        {"code": "wrong_year", "level": "wrong", "year": 2023}
    ]


def test_an_award_that_has_ended_is_told_first(page: Page) -> None:
    for state in ("revoked", "stopped", "expired", "decided_later"):
        told = judged(page, "产品荣获2023年甲区政府质量奖", text=FREE, state=state)
        assert told == [{"code": state, "level": "wrong"}, ADVERTISED]
    for state in ("valid", "standing"):
        assert judged(page, "荣获2023年甲区政府质量奖", text=FREE, state=state) == []
