import csv
import json
import shutil
from pathlib import Path

import pytest

from generator.diagnostics import GROUP_OF, Severity
from generator.errors import PortalError
from generator.report import Wording, rule_page, rule_texts, rules_list
from tests.golden_portal import DATA, check_report

CELLS = {
    "damaged-text": ("2026/awardees.csv", "awardee"),
    "bad-date": ("2026/awardees.csv", "published_on"),
    "bad-value": ("2026/notices.csv", "stated_unit"),
    "stray-whitespace": ("2026/awardees.csv", "awardee"),
    "fullwidth-character": ("2026/awardees.csv", "published_on"),
    "control-character": ("2026/awardees.csv", "awardee"),
    "not-nfc": ("2026/awardees.csv", "note"),
    "spreadsheet-number": ("2026/awardees.csv", "uscc"),
    "bad-uscc": ("2026/awardees.csv", "uscc"),
    "formula-cell": ("2026/awardees.csv", "awardee"),
    "unsafe-link": ("2026/awardees.csv", "source_url"),
    "unknown-award": ("2026/awardees.csv", "award"),
    "unknown-stage": ("2026/notices.csv", "stage"),
    "unknown-ground": ("revocations.csv", "ground"),
}
"""Where in the golden portal the example of a rule that looks at a cell can stand."""
_WRITTEN = {"␣": " ", "‹U+200B›": "\u200b", "‹U+0301›": "\u0301"}


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


def cell(example: str) -> str:
    """What of an example stands in a cell: without what is said of it in brackets, and with what cannot be seen."""
    text = example.partition("（")[0]
    for shown, meant in _WRITTEN.items():
        text = text.replace(shown, meant)
    return text


def faults_with(folder: Path, file: str, column: str, text: str) -> set[tuple[str, str, int, str]]:
    """Which errors there are more than before where the first row of a table holds a text in a column."""
    data = folder / "data"
    shutil.copytree(DATA, data)
    path = data / "jurisdictions/shili" / file
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    rows[0][column] = text
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    found = json.loads(check_report(data))["diagnostics"]
    shutil.rmtree(data)
    return {(each["rule"], each["path"], each["line"], each["column"]) for each in found if each["severity"] == "error"}


@pytest.mark.parametrize("rule", CELLS)
def test_the_example_of_a_rule_breaks_it_and_no_other_and_the_right_one_does_not(
    rule: str, zh: Wording, tmp_path: Path
) -> None:
    file, column = CELLS[rule]
    wrong, right = (cell(zh.words[f"{rule}.example_{which}"]) for which in ("wrong", "right"))
    assert faults_with(tmp_path, file, column, wrong) == {(rule, f"jurisdictions/shili/{file}", 2, column)}
    assert faults_with(tmp_path, file, column, right) == set()
