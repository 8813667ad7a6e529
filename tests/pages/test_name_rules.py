from types import MappingProxyType

import pytest

from generator.domain.regulations import NAME_USES, NameUse
from generator.pages.name_rules import USE_GROUPS, name_check_page, name_use_page
from tests.pages.rendering import parsed, pick, rendered, seen, shipped, text, the_words
from tests.rules.building import LATER, a_jurisdiction
from tests.rules.building_regulations import a_regulation, a_sanction, an_award

SILENT = NameUse(verdict="silent", clause=None, within=None, condition=None)


def using(**uses: NameUse) -> MappingProxyType[str, NameUse]:
    return MappingProxyType(dict.fromkeys(NAME_USES, SILENT) | uses)


def use(verdict: str, clause: str | None = "第二十条", **changes: str | None) -> NameUse:
    return NameUse(verdict=verdict, clause=clause, within=changes.get("within"), condition=changes.get("condition"))


def lines(name_use: MappingProxyType[str, NameUse], **changes: object) -> dict[str, str]:
    regulation = a_regulation(name_use=name_use, **changes)
    body = parsed(name_use_page(a_jurisdiction(regulations=[regulation]), LATER, the_words()))
    return {item.get("id") or "": text(item) for item in pick(body, "li") if item.get("id")}


def test_every_use_stands_in_one_group() -> None:
    assert sorted(use for _, uses in USE_GROUPS for use in uses) == sorted(NAME_USES)


def test_silence_is_no_permission() -> None:
    told = lines(using())
    assert set(told) == set(NAME_USES)
    assert all("办法未作规定" in line and "没有提到不等于允许" in line for line in told.values())


def test_a_use_inside_a_prohibited_one_is_shown_as_prohibited_with_its_clause() -> None:
    told = lines(
        using(
            product_advertising=use("prohibited"),
            product_quality_publicity=use("silent", None, within="product_advertising"),
        )
    )["product_quality_publicity"]
    assert told.startswith("不可以")
    assert "属于“产品宣传”的范围" in told
    assert "第二十条" in told


def test_a_condition_stands_beside_its_permission() -> None:
    told = lines(using(image_publicity=use("permitted", condition="须写明获奖年份")))["image_publicity"]
    assert told.startswith("可以")
    assert "条件：须写明获奖年份。 第二十条" in told


def test_losing_the_award_stopping_publicity_and_dropping_out_are_kept_apart() -> None:
    sanctions = (
        a_sanction("a", ground="骗取", window_years="validity", decided_by="市政府"),
        a_sanction("b", ground="事故", measure="stop_publicity", reapplication_ban_years=None, consequences=()),
    )
    page = name_use_page(a_jurisdiction(regulations=[a_regulation(sanctions=sanctions)]), LATER, the_words())
    words = seen(page)
    revoked, stopped, dropped = (words.rindex(name) for name in ("撤销奖项", "停止宣传", "取消当届资格"))
    assert revoked < words.index("骗取") < stopped < words.index("事故") < dropped
    assert "奖项有效期内" in words[revoked:stopped]
    assert "5年内不得再申报" in words[revoked:stopped]
    assert "5年内不得再申报" not in words[stopped:]
    assert words[stopped:dropped].count("办法未作规定") == 5
    assert words[dropped:].count("办法未作规定") == 1


def test_validity_is_told_award_by_award() -> None:
    awards = (an_award(validity_years=5, validity_clause="第三十三条"), an_award("gold", name="示例市金奖"))
    words = seen(name_use_page(a_jurisdiction(regulations=[a_regulation(awards=awards)]), LATER, the_words()))
    assert "示例市政府质量奖：5年 第三十三条" in words
    assert "示例市金奖：办法未作规定" in words


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("draft", "写的，不是现行规定"),
        ("consultation_draft", "写的，不是现行规定"),
        ("unknown", "写的，它现在是否有效不能判断"),
    ],
)
def test_verdicts_are_called_law_only_where_they_are(status: str, said: str) -> None:
    words = seen(name_use_page(a_jurisdiction(regulations=[a_regulation(status=status)]), LATER, the_words()))
    assert words.index(said) < words.index("形象宣传")
    assert ("不是现行规定" in words) == (status != "unknown")


def test_the_name_check_gives_verdict_and_clause_of_the_shipped_data() -> None:
    jurisdictions = shipped().portal.jurisdictions
    body = parsed(name_check_page(jurisdictions, LATER, the_words()))
    names = the_words()
    tables = pick(body, "table")
    assert len(tables) == len(jurisdictions)
    for jurisdiction, table in zip(jurisdictions, tables, strict=True):
        regulation = jurisdiction.regulation
        assert regulation is not None
        rows = [[text(cell) for cell in row] for row in pick(pick(table, "tbody")[0], "tr")]
        for name, (what, verdict, why) in zip(NAME_USES, rows, strict=True):
            said = regulation.name_use[name]
            shown = "prohibited" if said.within else said.verdict
            assert what.startswith(names[f"name_use.{name}.name"])
            assert verdict == names[f"verdict.{shown}"]
            clause = said.clause or (regulation.name_use[said.within].clause if said.within else None)
            assert clause is None or why.endswith(clause)


def test_the_data_of_the_name_check_cannot_leave_its_element() -> None:
    regulation = a_regulation(title="</script><script>alert(1)</script>")
    page = name_check_page([a_jurisdiction(regulations=[regulation])], LATER, the_words())
    assert rendered(page).count("<script") == 1
    (script,) = pick(parsed(page), "script")
    assert script.get("type") == "application/json"
