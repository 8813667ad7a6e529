"""What may be said of an award, asked of the rules themselves: states, texts, names, places, years and wordings."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from generator.domain.regulations import NAME_USES
from tests.pages.rendering import ROOT

ASSETS = ROOT / "site_templates" / "assets"
TODAY = "2026-11-21"


def use(
    shown: str, clause: str | None = "第九条", *, within: str | None = None, condition: str | None = None
) -> dict[str, Any]:
    return {"shown": shown, "clause": clause, "within": within, "condition": condition}


def award(
    name: str, title: str, category: str | None = None, recipients: tuple[str, ...] = ("organization",)
) -> dict[str, Any]:
    return {"id": name, "name": title, "category": category, "recipients": list(recipients)}


USES: dict[str, dict[str, Any]] = {
    **dict.fromkeys(NAME_USES, use("silent", None)),
    "image_publicity": use("permitted"),
    "logo_use": use("permitted", condition="经同意"),
    "state_award_year": use("required", "第十条"),
    "state_award_category": use("required", "第十一条"),
    "product_advertising": use("prohibited", condition="任何"),
    "product_quality_publicity": use("prohibited", within="product_advertising"),
    "packaging_marking": use("prohibited", "第十二条"),
}
AWARDS: list[dict[str, Any]] = [
    award("quality", "示例市甲区政府质量奖", "组织"),
    award("nomination", "示例市甲区政府质量奖提名奖", "组织"),
    award("mode", "示例市甲区质量金奖·先进管理模式", "先进管理模式"),
    award("result", "示例市甲区质量金奖·先进管理成果", "先进管理成果", ("individual",)),
]
TEXT: dict[str, Any] = {"standing": "in_force", "uses": USES, "awards": AWARDS}
DRAFT = {**TEXT, "standing": "draft"}
CYCLE = {"regulation": "own", "year": 2023, "awards": [{"id": "quality", "name": "示例市甲区政府质量奖"}]}
ELSEWHERE: list[dict[str, Any]] = [
    {"name": "示例市乙县", "texts": {"a": {"awards": [award("x", "示例市乙县标准创新奖")]}}, "cycles": []},
    {
        "name": "样例省",
        "texts": {},
        "cycles": [{"awards": [{"id": "y", "name": "样例省卓越成就奖"}, {"id": "z", "name": "龙井杯奖"}]}],
    },
]
PLACE = {"name": "示例市甲区", "present": "now", "texts": {"now": TEXT, "own": DRAFT}, "cycles": [CYCLE]}
KEYWORDS = {
    "generic": "质量奖、质量大奖、QA 奖",
    "elsewhere": "中国、全省",
    "founded_before": "创立于、（始于",
    "founded_after": "年成立、年创办",
    "product_advertising": "产品…获、代言",
    "packaging_marking": "包装（盒）",
    "state_award_year": "区",
}


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.add_script_tag(path=ASSETS / "name-rules.js")
    yield page
    page.close()


def asked(page: Page, script: str, *facts: Any) -> Any:
    return page.evaluate(f"(facts) => (({script})(...facts))", facts)


# --- the state of an award --------------------------------------------------------------------------------------------


def measure(kind: str, *, decided: str | None = None, effective: str | None = None, of: str = "a") -> dict[str, Any]:
    return {"award_id": of, "measure": kind, "decided_on": decided, "effective_on": effective}


STATES = [
    ("standing", {}, []),
    ("valid", {"decided_on": TODAY, "valid_until": TODAY}, []),
    ("expired", {"valid_until": "2026-11-20"}, []),
    ("decided_later", {"decided_on": "2026-11-22", "valid_until": "2026-11-20"}, []),
    (
        "revoked",
        {"decided_on": "2026-11-22"},
        [measure("stop_publicity", decided=TODAY), measure("revoke", decided=TODAY)],
    ),
    ("stopped", {"valid_until": TODAY}, [measure("stop_publicity", decided="2020-01-01", effective=TODAY)]),
    ("expired", {"valid_until": "2026-11-20"}, [measure("stop_publicity", decided=TODAY)]),
    ("standing", {}, [measure("revoke", decided=TODAY, effective="2026-11-22")]),
    ("standing", {}, [measure("revoke", decided=TODAY, of="b"), measure("revoke")]),
]


@pytest.mark.parametrize(("state", "awardee", "revocations"), STATES)
def test_the_state_is_that_of_the_day(
    page: Page, state: str, awardee: dict[str, Any], revocations: list[dict[str, Any]]
) -> None:
    who = {"id": "a", "decided_on": None, "valid_until": None, **awardee}
    assert asked(page, "nameRules.stateOf", who, revocations, TODAY) == state


def test_what_is_decided_and_not_yet_in_force_is_announced(page: Page) -> None:
    revocations = [
        measure("stop_publicity", decided=TODAY),
        measure("revoke", decided=TODAY, effective="2026-11-22"),
        measure("revoke", decided="2026-11-23", of="b"),
        measure("revoke"),
        measure("stop_publicity", decided="2026-12-01"),
    ]
    assert asked(page, "nameRules.announced", {"id": "a"}, revocations, TODAY) == [
        {"measure": "revoke", "on": "2026-11-22"},
        {"measure": "stop_publicity", "on": "2026-12-01"},
    ]


# --- which text speaks ------------------------------------------------------------------------------------------------

NONE: dict[str, Any] = {"texts": {}, "present": None}
BY_DRAFT = {"texts": {"now": DRAFT, "own": TEXT}, "present": "now"}
BASES = [
    (PLACE, None, None, ("in_force", "text")),
    (BY_DRAFT, None, None, ("draft", "text")),
    (NONE, None, None, (None, "nothing")),
    (PLACE, None, 2019, ("in_force", "present_text")),
    (BY_DRAFT, None, 2019, (None, "nothing")),
    (BY_DRAFT, {"regulation": "own"}, None, ("in_force", "own_text")),
    (PLACE, {"regulation": "own"}, None, ("in_force", "present_text")),
    (PLACE, {"regulation": None}, None, ("in_force", "present_text")),
    (BY_DRAFT, {"regulation": None}, None, (None, "nothing")),
    (NONE, {"regulation": None}, None, (None, "nothing")),
    ({"texts": {"null": TEXT}, "present": None}, None, None, (None, "nothing")),
]


@pytest.mark.parametrize(("place", "cycle", "year", "speaks"), BASES)
def test_which_text_speaks(
    page: Page,
    place: dict[str, Any],
    cycle: dict[str, Any] | None,
    year: int | None,
    speaks: tuple[str | None, str],
) -> None:
    found = asked(page, "nameRules.basisOf", place, cycle, year)
    assert (found["text"] and found["text"]["standing"], found["basis"]) == speaks


def test_awards_are_named_as_the_decision_names_them(page: Page) -> None:
    named: dict[str, Any] = {
        **CYCLE,
        "awards": [{"id": "quality", "name": "质量奖（2023）"}, {"id": "other", "name": "旧奖"}],
    }
    names = "(...facts) => nameRules.awardsOf(...facts).map(({ id, name, category, recipients }) => [id, name, category, recipients])"
    told: list[list[Any]] = [["quality", "质量奖（2023）", "组织", ["organization"]], ["other", "旧奖", None, []]]
    assert asked(page, names, PLACE, named, TEXT) == told
    assert asked(page, names, PLACE, named, None) == [[*one[:2], None, []] for one in told]
    for cycle in (None, {**CYCLE, "awards": []}):
        assert asked(page, names, PLACE, cycle, TEXT) == [list(one.values()) for one in AWARDS]
    assert asked(page, names, PLACE, None, None) == [[one["id"], one["name"], None, []] for one in AWARDS]
    assert asked(page, names, PLACE, None, {**TEXT, "awards": AWARDS[:1]}) == [list(AWARDS[0].values())]
    assert asked(page, names, NONE, None, None) == []


# --- a use ------------------------------------------------------------------------------------------------------------

ANSWERS = [
    ("image_publicity", "valid", "permitted"),
    ("image_publicity", "stopped", "ended"),
    ("image_publicity", "decided_later", "ended"),
    ("logo_use", None, "permitted_if"),
    ("logo_use", "revoked", "ended"),
    ("state_award_year", "expired", "ended"),
    ("product_advertising", "revoked", "prohibited"),
    ("forging", "revoked", "silent"),
]


@pytest.mark.parametrize(("name", "state", "verdict"), ANSWERS)
def test_a_use_has_the_answer_of_the_text(page: Page, name: str, state: str | None, verdict: str) -> None:
    said = USES[name]
    assert asked(page, "nameRules.answer", {"text": TEXT, "state": state}, name) == {
        "verdict": verdict,
        "clause": said["clause"],
        "within": said["within"],
        "condition": said["condition"],
    }


def test_a_use_that_no_text_names_and_a_text_that_is_not_held_have_no_clause(page: Page) -> None:
    nothing = {"clause": None, "within": None, "condition": None}
    assert asked(page, "nameRules.answer", {"text": TEXT, "state": None}, None) == {"verdict": "silent", **nothing}
    assert asked(page, "nameRules.answer", {"text": None, "state": None}, "logo_use") == {
        "verdict": "unsaid",
        **nothing,
    }
    assert (
        asked(page, "nameRules.answer", {"text": TEXT, "state": None}, "product_quality_publicity")["within"]
        == "product_advertising"
    )


def test_what_has_to_be_stated_as_well_is_told_with_its_clause(page: Page) -> None:
    assert asked(page, "nameRules.stated", {"text": TEXT}) == [
        {"use": "state_award_year", "clause": "第十条"},
        {"use": "state_award_category", "clause": "第十一条"},
    ]
    assert asked(
        page, "nameRules.stated", {"text": {**TEXT, "uses": {**USES, "state_award_year": use("permitted")}}}
    ) == [{"use": "state_award_category", "clause": "第十一条"}]
    assert asked(page, "nameRules.stated", {"text": None}) == []


# --- a sentence -------------------------------------------------------------------------------------------------------


def judged(page: Page, sentence: str, asked_use: str | None = None, **facts: Any) -> list[dict[str, Any]]:
    about = {
        "text": TEXT,
        "basis": "text",
        "cycle": None,
        "year": None,
        "award": "",
        "awardee": None,
        "state": None,
        "awards": AWARDS,
    }
    about = {**about, "jurisdiction": PLACE, **facts}
    script = "(place, others, about, sentence, use, keywords) => nameRules.judge(sentence,"
    script += " { ...about, others: nameRules.othersOf([place, ...others], place) }, use, keywords)"
    found: list[dict[str, Any]] = asked(page, script, PLACE, ELSEWHERE, about, sentence, asked_use, KEYWORDS)
    return found


FREE: dict[str, Any] = {
    **TEXT,
    "uses": {**USES, "state_award_year": use("permitted"), "state_award_category": use("silent", None)},
}
BY_YEAR = {**TEXT, "uses": {**USES, "state_award_category": use("silent", None)}}
BY_CATEGORY = {**TEXT, "uses": {**USES, "state_award_year": use("silent", None)}}


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


# --- wording ----------------------------------------------------------------------------------------------------------

WHO: dict[str, Any] = {"awardee": "示例公司", "unit": "", "entry_title": "示例成果"}


@pytest.mark.parametrize(
    ("chosen", "text", "awardee", "expected"),
    [
        ("quality", TEXT, None, {"category": "组织"}),
        ("quality", FREE, None, {}),
        ("quality", None, None, {}),
        ("mode", TEXT, None, {}),
        ("result", TEXT, None, {"owner": "individual"}),
        ("quality", FREE, WHO, {"who": "示例公司"}),
        ("quality", FREE, {**WHO, "unit": "示例大学"}, {"who": "示例大学示例公司"}),
        ("quality", FREE, {**WHO, "unit": None}, {"who": "示例公司"}),
        ("quality", FREE, {**WHO, "awardee": None}, {"entry": "示例成果"}),
        ("both", FREE, None, {}),
    ],
)
def test_the_parts_of_a_wording(
    page: Page, chosen: str, text: dict[str, Any] | None, awardee: dict[str, Any] | None, expected: dict[str, Any]
) -> None:
    awards = [*AWARDS, award("both", "示例奖", None, ("individual", "organization"))]
    about = {"text": text, "awards": awards, "award": chosen, "cycle": None, "year": 2019, "awardee": awardee}
    (name,) = [one["name"] for one in awards if one["id"] == chosen]
    plain = {"year": 2019, "award": name, "category": None, "who": None, "entry": None, "owner": "organization"}
    assert asked(page, "nameRules.wording", about) == {**plain, **expected}
    assert asked(page, "nameRules.wording", {**about, "cycle": CYCLE})["year"] == 2023
    assert asked(page, "nameRules.wording", {**about, "award": ""}) is None
