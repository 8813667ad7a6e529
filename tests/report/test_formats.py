import json
import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.diagnostics import GROUP_OF, Diagnostic, Severity
from generator.report import (
    Mendable,
    Summary,
    Wording,
    github_report,
    json_report,
    mendable,
    sarif_report,
    step_summary,
    text_report,
)
from generator.report.github import MAX_SUMMARY_BYTES
from tests.report.samples import ALL, BLANK, CYCLE, ENCODING, MISSING_YEAR, SHORT, SUMMARY, WORD, identity_number

Format = Callable[[tuple[Diagnostic, ...], Summary, Wording], str]
FORMATS: tuple[Format, ...] = (text_report, json_report, github_report, step_summary, sarif_report)
CLEAN = Summary(errors=0, warnings=0, files=3, records=7)
STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]")


@pytest.mark.parametrize("report", FORMATS)
def test_the_order_of_the_diagnostics_given_does_not_matter(report: Format, zh: Wording) -> None:
    assert report(ALL, SUMMARY, zh) == report(tuple(reversed(ALL)), SUMMARY, zh)


def test_text_has_one_block_per_fault_in_the_same_order(zh: Wording) -> None:
    first, *_ = text_report(ALL, SUMMARY, zh).split("\n\n")
    assert first.split("\n") == [
        "错误 1/5　多余的空格（stray-whitespace）",
        f"  位置：  {CYCLE}/awardees.csv，Excel 第 7 行，D 列“获奖者（awardee）”",
        "  现在是：␣示例市甲制造有限公司",
        "  \u3000\u3000\u3000\u3000^",
        "  原因：  开头有多余或特殊的空格，看不出来，却会让同一个名称被当成两个。",
        "  依据：  数据约定：内容前后和编号里没有空格，文字中间只用单个的普通空格",
        "  怎样改：删去标出的空格；运行 portal mend 可以自动改。改成：示例市甲制造有限公司",
    ]


def test_rows_with_the_same_fault_are_told_together(zh: Wording, en: Wording) -> None:
    rows = [replace(WORD, line=line) for line in (12, 4, 5, 6, 9)]
    other = replace(WORD, line=7, value="天")
    told = text_report((*rows, other, SHORT), SUMMARY, zh)
    assert "Excel 第 4 行，" in told
    assert "；第 5—6、9、12 行也是这样，共 5 处\n" in told
    assert "错误 3/3" in told
    assert told.count("bad-value") == 2
    assert "the same in rows 5–6, 9, 12, 5 times in all" in text_report((*rows, other), SUMMARY, en)


@pytest.mark.parametrize(("last", "named"), [(42, "38、40、42 行也"), (44, "40、42 行等也")])
def test_of_many_rows_with_the_same_fault_the_first_are_named(zh: Wording, last: int, named: str) -> None:
    told = text_report([replace(WORD, line=line) for line in range(2, last + 1, 2)], SUMMARY, zh)
    assert f"{named}是这样，共 {last // 2} 处" in told


def test_text_ends_with_the_figures(zh: Wording) -> None:
    told = text_report(ALL, SUMMARY, zh)
    assert "检查了 14 个文件、120 条记录。\n3 处错误，1 处提醒。\n" in told
    assert "可自动修正 2 处，需要确认后修正 1 处，需要核对原件 2 处" in told
    assert told.endswith("\n想知道某条规则的来由和例子，运行 portal rules 加规则名称。\n")


def test_without_a_fault_that_is_said(zh: Wording, en: Wording) -> None:
    assert text_report((), CLEAN, zh) == "没有发现差错。\n检查了 3 个文件、7 条记录。\n"
    assert text_report((), CLEAN, en) == "No fault was found.\nChecked 3 files with 7 records.\n"
    assert github_report((), CLEAN, zh) == "没有发现差错。\n检查了 3 个文件、7 条记录。\n"
    assert "|" not in step_summary((), CLEAN, zh)


@pytest.mark.parametrize(
    ("diagnostic", "expected"),
    [
        (BLANK, Mendable.AUTOMATIC),
        (ENCODING, Mendable.AUTOMATIC),
        (replace(ENCODING, facts={"encoding": "unknown"}), Mendable.ORIGINAL),
        (replace(ENCODING, rule="control-character", facts={"kind": "line-ending"}), Mendable.AUTOMATIC),
        (replace(BLANK, rule="fullwidth-character", column="decided_on", value="２０２４-01-02"), Mendable.AUTOMATIC),
        (replace(BLANK, rule="fullwidth-character", value="示例市３Ｄ公司"), Mendable.CONFIRM),
        (WORD, Mendable.CONFIRM),
        (SHORT, Mendable.ORIGINAL),
    ],
)
def test_how_a_fault_can_be_mended(diagnostic: Diagnostic, expected: Mendable, zh: Wording) -> None:
    assert mendable(diagnostic, zh.role) is expected


def test_json_is_the_interface(zh: Wording) -> None:
    told = json.loads(json_report(ALL, SUMMARY, zh))
    assert list(told) == ["diagnostics", "summary"]
    assert told["summary"] == {"errors": 3, "warnings": 1, "files": 14, "records": 120}
    assert [entry["rule"] for entry in told["diagnostics"]] == [
        "stray-whitespace",
        "not-utf8",
        "notice-too-short",
        "bad-value",
        "calendar-year-missing",
    ]
    entry = told["diagnostics"][2]
    assert list(entry) == ["rule", "severity", "path", "line", "column", "value", "message", "clause", "fix"]
    assert entry["severity"] == "error"
    assert (entry["line"], entry["column"], entry["value"]) == (3, "closes_on", "2025-10-09")
    assert entry["clause"] == "第二十六条"
    assert entry["message"].endswith("。")
    assert "2025-10-10" in entry["fix"]


def test_github_shows_ten_annotations_one_of_each_kind_first(zh: Wording) -> None:
    many = tuple(replace(BLANK, line=line) for line in range(2, 30))
    lines = github_report((*many, *ALL), SUMMARY, zh).split("\n")
    commands = [line for line in lines if line.startswith("::")]
    assert len(commands) == 10
    titles = [line.partition("title=")[2].partition("::")[0] for line in commands]
    assert titles[:6] == [
        "多余的空格",
        "文件编码应为 UTF-8",
        "公示期短于办法的要求",
        "只能填约定的词",
        "还没有这一年的放假安排",
        "多余的空格",
    ]
    assert "还有 23 处没有列在这里，请看完整的检查结果。" in lines


def test_github_errors_come_before_warnings(zh: Wording) -> None:
    commands = github_report(ALL, SUMMARY, zh).split("\n")[:5]
    assert [command.split(" ")[0] for command in commands] == ["::error"] * 4 + ["::warning"]
    assert commands[0].startswith(f"::error file=data/{CYCLE}/awardees.csv,line=7,title=多余的空格::")


def test_github_properties_and_messages_are_escaped(zh: Wording) -> None:
    nasty = Diagnostic(rule="unexpected-file", path="a,b:c%\n::error::x.csv", facts={"reason": "name"})
    command, *rest = github_report((nasty,), SUMMARY, zh, folder=".").split("\n")
    properties, _, data = command.removeprefix("::error ").partition("::")
    assert properties == "file=a%2Cb%3Ac%25‹U+000A›%3A%3Aerror%3A%3Ax.csv,title=这里不该有这个文件"
    assert data.startswith("a,b:c%25‹U+000A›::error::x.csv%0A现在是：")
    assert not [line for line in rest if line.lstrip().startswith("::")]


def test_the_table_of_a_step_holds_no_markup_of_the_data(zh: Wording) -> None:
    value = "a|b`c`<script>[x](http://y.example)*_~@someone#1 www.z.example"
    row = step_summary((replace(BLANK, value=value),), SUMMARY, zh).rstrip("\n").split("\n")[-1]
    assert row.count("|") == 7
    assert not set("<>`*_[](){}@~\\") & set(row)
    assert re.findall(r"#(?!\d+;)", row) == []
    assert "www.z" not in row
    assert "http:" not in row


def test_the_summary_of_a_step_begins_with_what_changed(zh: Wording) -> None:
    told = step_summary(ALL, SUMMARY, zh, change="与 main 相比：新增公示 1 条，<b>删除 0 行。")
    assert told.split("\n")[2] == "与 main 相比：新增公示 1 条，&#60;b&#62;删除 0 行。"
    assert step_summary((), CLEAN, zh, change="没有增删改。").split("\n")[2] == "没有增删改。"


def test_the_table_of_a_step_stays_below_the_limit_of_github(zh: Wording) -> None:
    many = tuple(replace(WORD, line=line) for line in range(2, 4000))
    told = step_summary(many, SUMMARY, zh)
    assert MAX_SUMMARY_BYTES - 2000 < len(told.encode()) < MAX_SUMMARY_BYTES + 200
    shown = sum(line.startswith("| 错误") for line in told.split("\n"))
    assert f"还有 {len(many) - shown} 处没有列在这里" in told


def test_sarif_is_of_its_version_and_refers_to_its_rules(zh: Wording) -> None:
    told = json.loads(sarif_report(ALL, SUMMARY, zh))
    assert told["version"] == "2.1.0"
    assert told["$schema"].endswith("/sarif-schema-2.1.0.json")
    (run,) = told["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(GROUP_OF)
    for rule in rules:
        assert rule["shortDescription"]["text"]
        assert rule["fullDescription"]["text"]
        assert rule["defaultConfiguration"]["level"] in ("error", "warning")
    assert len(run["results"]) == len(ALL)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        (location,) = result["locations"]
        place = location["physicalLocation"]
        assert place["artifactLocation"]["uri"].startswith(f"data/{CYCLE}/")
        assert place["region"]["startLine"] >= 1


def test_sarif_encodes_a_path_as_an_address(zh: Wording) -> None:
    odd = Diagnostic(rule="unexpected-file", path="名单 1.xlsx", severity=Severity.INFO, facts={"reason": "name"})
    (result,) = json.loads(sarif_report((odd,), SUMMARY, zh, folder=""))["runs"][0]["results"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "%E5%90%8D%E5%8D%95%201.xlsx"
    assert place["region"] == {"startLine": 1}
    assert result["level"] == "note"


@pytest.mark.parametrize("report", FORMATS)
def test_no_format_leaks_what_it_warns_of(report: Format, zh: Wording, en: Wording) -> None:
    number = identity_number()
    leak = replace(BLANK, rule="personal-data", value=f" {number}", correction=None, facts={"kind": "identity_number"})
    other = replace(BLANK, value=f" 张某{number}", correction=f"张某{number}")
    line = Diagnostic(rule="unclosed-quote", path=BLANK.path, line=9, value=f'"张某,{number}')
    for wording in (zh, en):
        assert number[4:14] not in report((leak, other, line), SUMMARY, wording)


@given(value=st.text(max_size=60), fact=st.text(max_size=20), path=st.text(min_size=1, max_size=20))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_data_steers_a_terminal_or_a_log(zh: Wording, value: str, fact: str, path: str) -> None:
    facts = {"known": fact, "field": fact, "was": fact, "position": "3"}
    nasty = tuple(
        Diagnostic(rule=rule, path=path, line=2, column=fact, value=value, facts=facts, correction=value)
        for rule in ("unknown-stage", "opened-notice-changed", "unexpected-file")
    )
    for report in FORMATS:
        told = report(nasty, SUMMARY, zh)
        assert not STEERING.search(told)
        assert not [one for one in set(told) if unicodedata.category(one) in ("Cs", "Co", "Zl", "Zp")]
        commands = [line for line in told.splitlines() if line.lstrip().startswith("::")]
        assert len(commands) == (3 if report is github_report else 0)
        if report not in (json_report, sarif_report):
            assert "##[" not in told


@given(value=st.text(alphabet=st.characters(exclude_categories=["Cs", "Nd"]), max_size=40))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_json_gives_back_what_stands_in_the_file(zh: Wording, value: str) -> None:
    odd = replace(WORD, value=value)
    masked = zh.masked(odd).value
    (entry,) = json.loads(json_report((odd,), SUMMARY, zh))["diagnostics"]
    assert entry["value"] == masked
    assert masked == value or "*" in str(masked)


def test_the_letter_of_a_column_is_left_out_where_columns_have_moved(zh: Wording) -> None:
    extra = Diagnostic(rule="unknown-column", path=SHORT.path, line=1, column="x", value="x", facts={"number": "1"})
    told = text_report((extra, SHORT, MISSING_YEAR), SUMMARY, zh)
    assert "A 列“x”" in told
    assert "J 列" not in told


@pytest.mark.parametrize("report", [text_report, json_report, step_summary, sarif_report])
def test_a_fault_that_stands_for_others_says_how_many(report: Format, zh: Wording) -> None:
    many = replace(BLANK, more=41)
    assert "还有 41 处同样的问题" in report((many,), SUMMARY, zh)
    assert "同样的问题" not in report((BLANK,), SUMMARY, zh)


def test_faults_that_are_not_listed_are_counted(zh: Wording) -> None:
    many = replace(BLANK, more=41)
    assert "可自动修正 42 处" in text_report((many,), SUMMARY, zh)
    assert "还有 41 处没有列在这里" in github_report((many,), SUMMARY, zh)
