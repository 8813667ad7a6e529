"""Texts, places and awards about which the rules on the use of a name are asked."""

from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Browser, Page

from generator.domain.regulations import NAME_USES
from tests.pages.rendering import ROOT

ASSETS = ROOT / "site_templates" / "assets"


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


def rules_page(browser: Browser) -> Iterator[Page]:
    """A page that holds the rules on the use of a name, and nothing else."""
    page = browser.new_page()
    page.add_script_tag(path=ASSETS / "name-rules.js")
    yield page
    page.close()


def asked(page: Page, script: str, *facts: Any) -> Any:
    return page.evaluate(f"(facts) => (({script})(...facts))", facts)


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
