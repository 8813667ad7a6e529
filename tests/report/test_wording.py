from dataclasses import replace

import pytest

from generator.diagnostics import GROUP_OF, Diagnostic
from generator.report import Wording
from tests.report.samples import BLANK, CYCLE, ENCODING, SHORT, WORD, identity_number


def test_a_message_says_what_where_what_why_on_what_basis_and_how_to_mend(zh: Wording) -> None:
    message = zh.message(SHORT)
    assert message.headline == "公示期短于办法的要求"
    assert message.place == f"{CYCLE}/notices.csv，Excel 第 3 行，J 列“截止日期（closes_on）”"
    assert message.found == "2025-10-09"
    assert "办法要求公示至少5个工作日，这里只有4个工作日。" in message.why
    assert message.basis.startswith("本届依据的办法第二十六条")
    assert "最早可以截止的一天是 2025-10-10" in message.fix
    assert message.sentence.startswith("公示期短于办法的要求：办法要求公示至少5个工作日")
    assert message.sentence.count("。") == 1


def test_the_same_in_english(en: Wording) -> None:
    message = en.message(SHORT)
    assert message.place == f"{CYCLE}/notices.csv, Excel row 3, column J “closes_on”"
    assert "5 working days at least; here are 4." in message.why
    assert message.basis == "the regulation of this cycle, 第二十六条"


def test_blanks_are_visible_and_the_right_value_is_told(zh: Wording) -> None:
    message = zh.message(BLANK)
    assert message.found == "␣示例市甲制造有限公司"
    assert message.caret == 0
    assert message.why.startswith("开头有多余或特殊的空格")
    assert message.fix.endswith("改成：示例市甲制造有限公司")


def test_a_fault_chooses_its_variant(zh: Wording) -> None:
    message = zh.message(WORD)
    assert message.headline == "只能填约定的词"
    assert "working_day（工作日）、day（日）" in message.why
    assert message.fix.endswith("改成：working_day")


def test_an_exact_length_is_not_told_as_a_least_one(zh: Wording) -> None:
    fault = replace(SHORT, facts={**SHORT.facts, "kind": "exact"})
    assert "办法写明公示5个工作日，这里只有4个工作日。" in zh.message(fault).why


@pytest.mark.parametrize(
    ("facts", "part", "told"),
    [
        ({}, "basis", "本届依据的办法第二十六条"),
        ({"form": "from_publication"}, "basis", "“自公布之日起计”的天数照《民法典》第二百零一条、第二百零三条算"),
        ({"draft": "draft"}, "basis", "本届依据的办法（草案，不是现行规定）第二十六条"),
        ({}, "fix", "最早可以截止的一天是 2025-10-10"),
        ({"kind": "exact"}, "fix", "应当截止的一天是 2025-10-10"),
        ({"reason": "length-only"}, "fix", "把“原文天数”改到办法要求的天数"),
        ({"kind": "exact", "reason": "changed"}, "fix", "这一行照原文保留。"),
    ],
)
def test_a_short_notice_is_told_as_it_is(zh: Wording, facts: dict[str, str], part: str, told: str) -> None:
    message = zh.message(replace(SHORT, facts={**SHORT.facts, **facts}))
    assert told in getattr(message, part)
    assert ("《民法典》" in message.basis) == ("form" in facts)


def test_underscores_of_a_code_are_hyphens_in_a_variant(zh: Wording) -> None:
    fault = replace(BLANK, rule="spreadsheet-number", facts={"kind": "serial_day", "fault": "serial_day"})
    assert zh.message(fault).headline == "日期变成了一个数字"


@pytest.mark.parametrize(
    ("value", "kind", "told"),
    [
        ("2026-03-09 17:30:00", "date_with_time", "另填在“截止时刻”一栏"),
        ("2026/3/9", "date_form", "用 portal import 把这个文件原样再导入一遍"),
        ("三月九日", "form", "改成四位年份"),
    ],
)
def test_a_date_is_mended_without_losing_its_hour_or_falling_back(
    zh: Wording, value: str, kind: str, told: str
) -> None:
    fault = replace(SHORT, rule="bad-date", value=value, facts={"kind": kind, "fault": kind})
    assert told in zh.message(fault).fix


def test_a_variant_that_is_not_told_falls_back_on_the_rule(zh: Wording) -> None:
    fault = replace(BLANK, facts={"kind": "of-tomorrow"})
    assert zh.message(fault).headline == "多余的空格"
    assert zh.message(fault).why.startswith("多余或特殊的空格")


def test_a_file_without_a_cell_has_words_for_what_is_found(zh: Wording) -> None:
    assert zh.message(ENCODING).found == "整个文件是 GB18030 编码"
    assert zh.message(Diagnostic(rule="blank-row", path=f"{CYCLE}/awardees.csv", line=4)).found == "整行空着"
    empty = Diagnostic(rule="missing-value", path=f"{CYCLE}/notices.csv", line=2, column="title", value="")
    assert zh.message(empty).found == "（空着）"


def test_the_number_of_a_row_and_the_sign_of_a_character_are_found(zh: Wording) -> None:
    hidden = replace(BLANK, rule="control-character", value="甲\u200b乙", facts={"kind": "zero_width", "position": "1"})
    assert "零宽空格（U+200B）" in zh.message(hidden).why
    named = replace(hidden, value=None, facts={"kind": "byte-order-mark", "code": "U+FEFF"})
    assert zh.message(named).found == "文件开头有字节顺序标记（U+FEFF）"


def test_the_key_of_a_document_has_its_title(zh: Wording, en: Wording) -> None:
    facts = {"fault": "pattern", "place": "awards.0.id"}
    fault = Diagnostic(rule="document-schema", path=f"{CYCLE}/cycle.yaml", line=6, column="id", value="A", facts=facts)
    assert zh.message(fault).place.startswith(f"{CYCLE}/cycle.yaml，第 6 行，“奖项编号（id）”")
    assert en.message(fault).place == f"{CYCLE}/cycle.yaml, line 6, “id”"


def test_a_whole_document_of_another_type_has_no_name(zh: Wording, en: Wording) -> None:
    facts = {"fault": "type", "place": "", "expected": "object"}
    fault = Diagnostic(rule="document-schema", path=f"{CYCLE}/cycle.yaml", line=1, value='["a"]', facts=facts)
    assert zh.message(fault).why == "内容种类不对，应为：带名称的分项。"
    assert en.message(fault).why == "The content is of another type than entries with names."


def test_a_list_is_joined_as_the_language_does(zh: Wording, en: Wording) -> None:
    fault = replace(SHORT, rule="unknown-stage", value="x", facts={"reason": "held", "known": "onsite、proposal"})
    assert zh.message(fault).fix == "改成已有的环节编号：onsite、proposal。"
    assert en.message(fault).fix == "Use the id of a stage: onsite, proposal."
    assert en.message(WORD).why.endswith("working_day, day.")
    said = replace(SHORT, rule="correction-missing", facts={"field": "title", "was": "甲、乙", "now": "丙"})
    assert "“甲、乙”" in en.message(said).why


def test_a_letter_is_told_only_where_it_is_certain(zh: Wording) -> None:
    assert "J 列" not in zh.message(SHORT, shifted=True).place
    assert "“截止日期（closes_on）”列" in zh.message(SHORT, shifted=True).place
    extra = Diagnostic(
        rule="unknown-column", path=SHORT.path, line=1, column="备注", value="备注", facts={"number": "28"}
    )
    assert zh.message(extra).place.endswith("AB 列“备注”")


def test_a_fault_of_an_imported_file_stands_under_its_own_header(zh: Wording, en: Wording) -> None:
    facts = {"sheet": "Sheet1", "letter": "C", "header": "获奖名称", "fault": "pattern"}
    fault = Diagnostic(rule="bad-value", path="名单.xlsx", line=4, column="award", value="质量奖", facts=facts)
    chinese, english = (zh.imported("awardees").message(fault), en.imported("awardees").message(fault))
    assert chinese.place == "名单.xlsx，Excel 第 4 行，C 列“获奖名称”"
    assert chinese.why == "“奖项”有固定的写法，例如 quality。"
    assert "奖项的编号" in chinese.fix
    assert english.place == "名单.xlsx, Excel row 4, column C “获奖名称”"


def test_a_column_without_a_name_is_found_by_its_letter(zh: Wording) -> None:
    facts = {"number": "15", "reason": "unnamed"}
    fault = Diagnostic(rule="unknown-column", path=f"{CYCLE}/awardees.csv", line=1, column="", value="", facts=facts)
    assert zh.message(fault).place == f"{CYCLE}/awardees.csv，Excel 第 1 行，O 列"


def test_a_column_that_an_imported_file_lacks_has_its_title_alone(zh: Wording) -> None:
    facts = {"sheet": "Sheet1", "letter": "", "header": "", "fault": "awardee"}
    fault = Diagnostic(rule="missing-value", path="名单.xlsx", line=4, column="awardee_type", value="", facts=facts)
    assert zh.imported("awardees").message(fault).place == "名单.xlsx，Excel 第 4 行，“获奖者类型（awardee_type）”列"


def test_a_cell_that_was_emptied_still_tells_what_it_said(zh: Wording) -> None:
    facts = {"field": "notice_id", "was": "2024-proposal", "now": ""}
    fault = Diagnostic(
        rule="correction-missing", path=f"{CYCLE}/awardees.csv", line=2, column="notice_id", value="", facts=facts
    )
    assert zh.message(fault).why.startswith("“公示编号”原来是“2024-proposal”，公布过的内容改了")


@pytest.mark.parametrize(
    ("rule", "reason", "known", "told"),
    [
        ("unknown-stage", "held", "onsite", "改成已有的环节编号：onsite。"),
        ("unknown-stage", "cycle", "", "确有这个环节、那里还没有的，先在 cycle.yaml 的 stages 里加上。"),
        ("unknown-stage", "regulation", "onsite", "办法写了、这里漏了的，先在 stages 里补上。"),
        (
            "unknown-award",
            "cycle",
            "gold",
            "改成已有的奖项编号：gold。确有这个奖项、那里还没有的，先在 cycle.yaml 的 awards",
        ),
        ("duplicate-id", "candidate", "", "写了两遍的，删去一行；不是同一个候选者的，核对环节、奖项"),
        ("duplicate-id", "renaming", "", "核对以后留下一行，删去另一行。"),
        ("duplicate-id", "day", "", "对照放假通知，留下正确的一行"),
    ],
)
def test_an_id_is_mended_where_its_list_stands(zh: Wording, rule: str, reason: str, known: str, told: str) -> None:
    facts = {"reason": reason, "known": known}
    assert told in zh.message(replace(SHORT, rule=rule, value="x", facts=facts)).fix


@pytest.mark.parametrize(
    ("table", "column", "fault", "told"),
    [
        ("notices", "notice_id", "own-id", "给这条记录起一个编号，在本地区里不重复，例如 2024-proposal"),
        ("channels", "notice_id", "reference", "查明是哪一个"),
        ("notices", "period_form", "choice", "从约定的词里选一个填上：dates（"),
        ("notices", "closes_on", "computed", "用 portal deadline 算出来填"),
        ("awardees", "awardee_type", "awardee-type", "照决定原文填其中一个词：organization（组织）"),
        ("notices", "title", "required", "不要自己拟一个"),
    ],
)
def test_an_empty_cell_is_mended_as_its_kind_can_be(
    zh: Wording, table: str, column: str, fault: str, told: str
) -> None:
    empty = Diagnostic(
        rule="missing-value", path=f"{CYCLE}/{table}.csv", line=2, column=column, value="", facts={"fault": fault}
    )
    assert told in zh.message(empty).fix


def test_a_removed_record_is_told_where_it_stood(zh: Wording) -> None:
    gone = Diagnostic(rule="record-removed", path=SHORT.path, line=3, column="notice_id", value="2025-proposal")
    assert zh.message(gone).place == f"{SHORT.path}，原来在 Excel 第 3 行"


def test_columns_and_choices_among_the_facts_are_told_in_chinese(zh: Wording) -> None:
    changed = replace(SHORT, rule="opened-notice-changed", facts={"field": "title", "was": "甲", "now": "乙"})
    assert "“公示标题”原来是“甲”，现在是“乙”。" in zh.message(changed).why
    both = replace(
        SHORT, rule="recipient-not-allowed", facts={"award": "质量奖", "recipients": "organization、individual"}
    )
    assert "质量奖只授予组织、个人" in zh.message(both).why
    large = Diagnostic(rule="file-too-large", path=SHORT.path, facts={"size": "2097152", "limit": "1024"})
    assert zh.message(large).found == "文件大小是 2.0 MB"


def test_an_empty_correction_says_to_empty_the_cell(zh: Wording) -> None:
    assert zh.message(replace(BLANK, correction="")).fix.endswith("把这一格清空。")


def test_a_pattern_in_the_data_is_no_pattern(zh: Wording) -> None:
    value = "{clause}[{first}]{0}"
    assert f"“{value}”" in zh.message(replace(SHORT, rule="unknown-stage", value=value)).why


def test_personal_data_is_masked_everywhere(zh: Wording, en: Wording) -> None:
    number = identity_number()
    found = Diagnostic(
        rule="personal-data",
        path=f"{CYCLE}/awardees.csv",
        line=2,
        column="awardee",
        value=f"张某{number}",
        facts={"kind": "identity_number", "masked": number[:2] + "*" * 16, "position": "2"},
    )
    for wording in (zh, en):
        message = wording.message(found)
        assert number[2:10] not in str(message)
        assert message.found == f"张某{number[:2]}{'*' * 16}"
    assert zh.message(found).headline == "含有身份证号码，不能公开"
    assert "居民身份证号码" in zh.message(found).why


@pytest.mark.parametrize("rule", sorted(GROUP_OF))
def test_a_number_that_another_rule_met_is_masked_too(zh: Wording, rule: str) -> None:
    number = identity_number()
    facts = {"was": number, "now": f"甲{number}", "known": number, "first": number}
    fault = replace(SHORT, rule=rule, column="title", value=f"张某 {number}", facts=facts, correction=f"张某{number}")
    assert number[4:14] not in str(zh.message(fault))


def test_personal_data_without_a_place_is_masked_as_a_whole(zh: Wording) -> None:
    found = replace(BLANK, rule="personal-data", value="某处某户", facts={"kind": "home_address"})
    assert zh.message(found).found == "****"


def test_a_credit_code_is_not_taken_for_personal_data(zh: Wording) -> None:
    wrong = replace(BLANK, rule="bad-uscc", column="uscc", value="91990000MA0000015X", facts={"fault": "wrong_check"})
    assert zh.message(wrong).found == "91990000MA0000015X"
