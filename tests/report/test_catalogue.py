import pytest

from generator.diagnostics import GROUP_OF, Severity
from generator.errors import PortalError
from generator.report import Wording, rule_page, rule_texts, rules_list


def test_the_list_has_every_rule_under_its_group(zh: Wording) -> None:
    lines = rules_list(zh).split("\n")
    listed = [line.split()[0] for line in lines if line.startswith("  ")]
    assert listed == list(GROUP_OF)
    assert [line for line in lines if line and not line.startswith("  ")][:5] == [
        "文件",
        "单元格",
        "编号对应",
        "办法的要求",
        "改动",
    ]


def test_a_page_says_why_and_how_with_an_example(zh: Wording) -> None:
    assert rule_page("bad-date", zh).split("\n") == [
        "日期应写成“年-月-日” (bad-date)",
        "",
        "类别：单元格",
        "程度：错误",
        "原因：日期只有一种写法才不会弄混年月日，也才能排序和计算。",
        "依据：GB/T 7408（日期写法）：年-月-日，月和日各两位",
        "怎样改：改成四位年份、两位月份、两位日子，中间用半角短横线。",
        "写错的样子：2024年9月2日",
        "写对的样子：2024-09-02",
        "",
    ]


@pytest.mark.parametrize("rule", sorted(GROUP_OF))
def test_every_rule_has_a_page_in_both_languages(rule: str, zh: Wording, en: Wording) -> None:
    for wording in (zh, en):
        page = rule_page(rule, wording)
        assert rule in page
        assert "{" not in page
        assert len(page.split("\n")) == 10


def test_an_unknown_rule_is_answered_with_the_nearest_ones(zh: Wording) -> None:
    with pytest.raises(PortalError, match=r"没有名为“notice-to-short”的规则。是不是要找：notice-too-short、"):
        rule_page("notice-to-short", zh)


def test_severities_are_those_of_the_contract(zh: Wording) -> None:
    texts = {text.name: text for text in rule_texts(zh)}
    warnings = {name for name, text in texts.items() if text.severity is Severity.WARNING}
    assert warnings == {"calendar-year-missing", "awarded-without-notice"}
    assert "提醒" in texts["notice-too-short"].severity_text
    assert texts["recipient-not-allowed"].severity_text == "错误"
    assert "来源网址" in texts["declared-count-differs"].severity_text
