"""What may be said of an award, asked of the rules themselves: states, texts, uses and wordings."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.name_rules import AWARDS, CYCLE, DRAFT, FREE, PLACE, TEXT, USES, asked, award, rules_page, use

TODAY = "2026-11-21"


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    yield from rules_page(browser)


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
