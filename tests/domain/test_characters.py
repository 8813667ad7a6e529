import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.domain.character_faults import CharacterFaultKind as Kind
from generator.domain.character_faults import Control, Form, Whitespace, Width
from generator.domain.characters import faults
from generator.domain.column_roles import Role
from generator.domain.encoding_damage import DamageReason
from generator.domain.spreadsheet_leftovers import Leftover

NAME = "示例市质量管理有限公司"
CODE = "91330199MA0000000A"

CLEAN = [
    (Role.TEXT, NAME),
    (Role.TEXT, "传承实施‘精益、精细、精进’的示例医院质量管理体系"),
    (Role.TEXT, "高质可信的“CPU”质量管理模式（原示例厂）：《办法》……"),
    (Role.TEXT, "示例政办函〔2024〕10号"),
    (Role.TEXT, "阿不都·示例"),
    (Role.TEXT, "Example Quality Co., Ltd."),
    (Role.TEXT, "2021—2024年 1-2-3"),
    (Role.TEXT, "䶮涌珏玮骅𠮷㙓"),
    (Role.TEXT, "是否属实？"),
    (Role.TEXT, "GB/T 19580"),
    (Role.TEXT, "—"),
    (Role.TEXT, "-"),
    (Role.TEXT, ""),
    (Role.TEXT, "质量提升 3.5% ±0.1℃ 20㎡"),
    (Role.CHANNEL, "0571-85216666"),
    (Role.CHANNEL, "+86 571 8521 6666"),
    (Role.CHANNEL, "（0571）85216666"),
    (Role.CHANNEL, "示例路10号5楼"),
    (Role.CHANNEL, "office@example.gov.cn"),
    (Role.POSTCODE, "071000"),
    (Role.IDENTIFIER, "sample-2024-001"),
    (Role.CHOICE, "working_day"),
    (Role.USCC, CODE),
    (Role.USCC, "110000000000000000"[:17] + "1"),
    (Role.DATE, "2026-03-09"),
    (Role.TIME, "17:00"),
    (Role.INTEGER, "5"),
    (Role.INTEGER, "-5"),
    (Role.DECIMAL, "812.50"),
    (Role.LINK, "https://www.example.gov.cn/a?b=名#c"),
]


@pytest.mark.parametrize(("role", "text"), CLEAN)
def test_clean_cells(role: Role, text: str) -> None:
    assert faults(text, column_role=role) == ()


# role, text, kind, reason, start, what is mended, what is suggested
FAULTY = [
    (Role.TEXT, " 示例", Kind.STRAY_WHITESPACE, Whitespace.LEADING, 0, "示例", None),
    (Role.TEXT, "示例 ", Kind.STRAY_WHITESPACE, Whitespace.TRAILING, 2, "示例", None),
    (Role.TEXT, "示例\r\n", Kind.STRAY_WHITESPACE, Whitespace.TRAILING, 2, "示例", None),
    (Role.TEXT, "示  例", Kind.STRAY_WHITESPACE, Whitespace.DOUBLE, 1, None, "示例"),
    (Role.TEXT, "示\u3000例", Kind.STRAY_WHITESPACE, Whitespace.IDEOGRAPHIC, 1, None, "示例"),
    (Role.TEXT, "示\u00a0例", Kind.STRAY_WHITESPACE, Whitespace.NO_BREAK, 1, None, "示例"),
    (Role.TEXT, "示\t例", Kind.STRAY_WHITESPACE, Whitespace.TAB, 1, None, "示例"),
    (Role.TEXT, "示\u2003例", Kind.STRAY_WHITESPACE, Whitespace.UNUSUAL, 1, None, "示例"),
    (Role.TEXT, "T\u3000例", Kind.STRAY_WHITESPACE, Whitespace.IDEOGRAPHIC, 1, None, "T 例"),
    (Role.TEXT, "A\u3000B", Kind.STRAY_WHITESPACE, Whitespace.IDEOGRAPHIC, 1, None, "A B"),
    (Role.TEXT, "A  B", Kind.STRAY_WHITESPACE, Whitespace.DOUBLE, 1, None, "A B"),
    (Role.TEXT, " 示\u3000例 ", Kind.STRAY_WHITESPACE, Whitespace.IDEOGRAPHIC, 2, "示\u3000例", "示例"),
    (Role.TEXT, "   ", Kind.STRAY_WHITESPACE, Whitespace.LEADING, 0, "", None),
    (Role.USCC, f"{CODE[:8]} {CODE[8:]}", Kind.STRAY_WHITESPACE, Whitespace.INSIDE_CODE, 8, CODE, None),
    (Role.DATE, "2026-03-09 ", Kind.STRAY_WHITESPACE, Whitespace.TRAILING, 10, "2026-03-09", None),
    (Role.DATE, "2026- 03-09", Kind.STRAY_WHITESPACE, Whitespace.INSIDE_CODE, 5, "2026-03-09", None),
    (Role.LINK, " https://a.cn/b", Kind.STRAY_WHITESPACE, Whitespace.LEADING, 0, "https://a.cn/b", None),
    (Role.TEXT, "ＡＢ示例１", Kind.FULLWIDTH, Width.LETTER_OR_DIGIT, 0, None, "AB示例1"),
    (Role.CHANNEL, "０５７１-8521", Kind.FULLWIDTH, Width.LETTER_OR_DIGIT, 0, None, "0571-8521"),
    (Role.USCC, CODE[:17] + "Ａ", Kind.FULLWIDTH, Width.IN_CODE, 17, CODE, None),
    (Role.DATE, "２０２６－０３－０９", Kind.FULLWIDTH, Width.IN_CODE, 0, "2026-03-09", None),
    (Role.INTEGER, "５", Kind.FULLWIDTH, Width.IN_CODE, 0, "5", None),
    (Role.TIME, "17：00", Kind.FULLWIDTH, Width.IN_CODE, 2, "17:00", None),
    (Role.LINK, "https：//a.cn/b", Kind.FULLWIDTH, Width.IN_CODE, 5, None, "https://a.cn/b"),
    (Role.TEXT, "示\x00例", Kind.CONTROL, Control.NUL, 1, None, "示例"),
    (Role.TEXT, "示\x07例", Kind.CONTROL, Control.CONTROL, 1, None, "示例"),
    (Role.TEXT, "示\x9f例", Kind.CONTROL, Control.CONTROL, 1, None, "示例"),
    (Role.TEXT, "示\u200b例", Kind.CONTROL, Control.ZERO_WIDTH, 1, None, "示例"),
    (Role.TEXT, "\ufeff示例", Kind.CONTROL, Control.ZERO_WIDTH, 0, None, "示例"),
    (Role.TEXT, "示\u2060例", Kind.CONTROL, Control.ZERO_WIDTH, 1, None, "示例"),
    (Role.TEXT, "示\u202e例", Kind.CONTROL, Control.BIDIRECTIONAL, 1, None, "示例"),
    (Role.TEXT, "示\u2066例", Kind.CONTROL, Control.BIDIRECTIONAL, 1, None, "示例"),
    (Role.TEXT, "示\n例", Kind.CONTROL, Control.LINE_BREAK, 1, None, "示例"),
    (Role.TEXT, "Quality\nCo", Kind.CONTROL, Control.LINE_BREAK, 7, None, "Quality Co"),
    (Role.TEXT, "示\u2028例", Kind.CONTROL, Control.LINE_BREAK, 1, None, "示例"),
    (Role.TEXT, "示\ue863例", Kind.CONTROL, Control.PRIVATE_USE, 1, None, None),
    (Role.TEXT, "示\U000f0001例", Kind.CONTROL, Control.PRIVATE_USE, 1, None, None),
    (Role.TEXT, "示\ufdd0例", Kind.CONTROL, Control.UNASSIGNED, 1, None, None),
    (Role.TEXT, "示\u0378例", Kind.CONTROL, Control.UNASSIGNED, 1, None, None),
    (Role.TEXT, "示\ud800例", Kind.CONTROL, Control.UNASSIGNED, 1, None, None),
    (Role.USCC, CODE[:9] + "\u200b" + CODE[9:], Kind.CONTROL, Control.ZERO_WIDTH, 9, None, CODE),
    (Role.TEXT, "锟斤拷锟斤拷", Kind.DAMAGED, DamageReason.TWICE_DECODED, 0, None, None),
    (Role.TEXT, "烫烫烫", Kind.DAMAGED, DamageReason.TWICE_DECODED, 0, None, None),
    (Role.TEXT, "示例\ufffd公司", Kind.DAMAGED, DamageReason.REPLACEMENT_CHARACTER, 2, None, None),
    (Role.TEXT, "示?公司", Kind.DAMAGED, DamageReason.QUESTION_MARK, 1, None, None),
    (Role.TEXT, "?例公司", Kind.DAMAGED, DamageReason.QUESTION_MARK, 0, None, None),
    (Role.TEXT, "????", Kind.DAMAGED, DamageReason.QUESTION_MARK, 0, None, None),
    (Role.TEXT, "鏉窞", Kind.DAMAGED, DamageReason.UTF8_AS_GBK, 0, None, None),
    (Role.TEXT, "cafe\u0301", Kind.NOT_NFC, Form.NOT_NFC, 3, None, "café"),
    (Role.TEXT, "\uf900示例", Kind.NOT_NFC, Form.NOT_NFC, 0, None, "豈示例"),
    (Role.TEXT, "=1+1", Kind.FORMULA, Form.FORMULA, 0, None, None),
    (Role.TEXT, '="0571"', Kind.FORMULA, Form.FORMULA, 0, None, "0571"),
    (Role.TEXT, "＝cmd|' /C calc'!A0", Kind.FORMULA, Form.FORMULA, 0, None, None),
    (Role.TEXT, "+8657185216666", Kind.FORMULA, Form.FORMULA, 0, None, None),
    (Role.TEXT, "-5", Kind.FORMULA, Form.FORMULA, 0, None, None),
    (Role.TEXT, "@SUM(A1)", Kind.FORMULA, Form.FORMULA, 0, None, None),
    (Role.CHANNEL, "+SUM(A1)", Kind.FORMULA, Form.FORMULA, 0, None, None),
    (Role.DATE, "=TODAY()", Kind.FORMULA, Form.FORMULA, 0, None, None),
    (Role.USCC, "9.144E+17", Kind.SPREADSHEET_NUMBER, Leftover.SCIENTIFIC, 0, None, None),
    (Role.TEXT, "9.144E+17", Kind.SPREADSHEET_NUMBER, Leftover.SCIENTIFIC, 0, None, None),
    (Role.CHANNEL, "5.71852E+10", Kind.SPREADSHEET_NUMBER, Leftover.SCIENTIFIC, 0, None, None),
    (Role.TEXT, "#REF!", Kind.SPREADSHEET_NUMBER, Leftover.ERROR_VALUE, 0, None, None),
    (Role.DATE, "#N/A", Kind.SPREADSHEET_NUMBER, Leftover.ERROR_VALUE, 0, None, None),
    (Role.DATE, "########", Kind.SPREADSHEET_NUMBER, Leftover.ERROR_VALUE, 0, None, None),
    (Role.USCC, "123456789012345000", Kind.SPREADSHEET_NUMBER, Leftover.LOST_DIGITS, 0, None, None),
    (Role.POSTCODE, "71000", Kind.SPREADSHEET_NUMBER, Leftover.LOST_LEADING_ZERO, 0, None, None),
    (Role.POSTCODE, "310000.0", Kind.SPREADSHEET_NUMBER, Leftover.DECIMAL_ZERO, 0, None, "310000"),
    (Role.INTEGER, "12.0", Kind.SPREADSHEET_NUMBER, Leftover.DECIMAL_ZERO, 0, None, "12"),
    (Role.INTEGER, "1,234", Kind.SPREADSHEET_NUMBER, Leftover.THOUSANDS, 0, None, "1234"),
    (Role.DECIMAL, "1,234.5", Kind.SPREADSHEET_NUMBER, Leftover.THOUSANDS, 0, None, "1234.5"),
    (Role.USCC, f"'{CODE}", Kind.SPREADSHEET_NUMBER, Leftover.TEXT_MARK, 0, None, CODE),
    (Role.CHANNEL, "'057185216666", Kind.SPREADSHEET_NUMBER, Leftover.TEXT_MARK, 0, None, "057185216666"),
    (Role.DATE, "46090", Kind.SPREADSHEET_NUMBER, Leftover.SERIAL_DAY, 0, None, "2026-03-09"),
    (Role.DATE, "46090.0", Kind.SPREADSHEET_NUMBER, Leftover.SERIAL_DAY, 0, None, "2026-03-09"),
    (Role.DATE, "2026.3.9", Kind.SPREADSHEET_NUMBER, Leftover.DATE_FORM, 0, None, "2026-03-09"),
    (Role.DATE, "2026/3/9", Kind.SPREADSHEET_NUMBER, Leftover.DATE_FORM, 0, None, "2026-03-09"),
    (Role.DATE, "2026-3-9", Kind.SPREADSHEET_NUMBER, Leftover.DATE_FORM, 0, None, "2026-03-09"),
    (Role.DATE, "20260309", Kind.SPREADSHEET_NUMBER, Leftover.DATE_FORM, 0, None, "2026-03-09"),
    (Role.DATE, "2026年3月9日", Kind.SPREADSHEET_NUMBER, Leftover.DATE_FORM, 0, None, "2026-03-09"),
    (Role.DATE, "2026 年 3 月 9 日", Kind.SPREADSHEET_NUMBER, Leftover.DATE_FORM, 0, None, "2026-03-09"),
    (Role.DATE, "2026-03-09 00:00:00", Kind.SPREADSHEET_NUMBER, Leftover.DATE_WITH_TIME, 0, None, "2026-03-09"),
    (Role.DATE, "2026-03-09T00:00:00Z", Kind.SPREADSHEET_NUMBER, Leftover.DATE_WITH_TIME, 0, None, "2026-03-09"),
    (Role.TIME, "17:00:00", Kind.SPREADSHEET_NUMBER, Leftover.TIME_FORM, 0, None, "17:00"),
    (Role.TIME, "9:00", Kind.SPREADSHEET_NUMBER, Leftover.TIME_FORM, 0, None, "09:00"),
]


@pytest.mark.parametrize(("role", "text", "expected"), [(role, text, expected) for role, text, *expected in FAULTY])
def test_one_fault_is_told_once_with_its_place(role: Role, text: str, expected: list[object]) -> None:
    (fault,) = faults(text, column_role=role)
    assert [fault.kind, fault.reason, fault.start, fault.mended, fault.suggestion] == expected
    assert fault.start < fault.end <= len(text)


def test_every_kind_has_an_example() -> None:
    assert {kind for _, _, kind, *_ in FAULTY} == set(Kind)


@pytest.mark.parametrize("text", ["2026-13-01", "2026-02-30", "99999", "10000", "三月九日", "2026年3月", "2026.2.30"])
def test_what_is_no_date_is_left_to_the_check_of_dates(text: str) -> None:
    assert faults(text, column_role=Role.DATE) == ()


@pytest.mark.parametrize("text", [NAME, "公司", "质量奖获奖企业名单（第一批）", "市场监督管理局，质量科"])
def test_misread_encodings_are_undone(text: str) -> None:
    misread = {
        DamageReason.UTF8_AS_LATIN1: text.encode().decode("latin-1"),
        DamageReason.GBK_AS_LATIN1: text.encode("gbk").decode("latin-1"),
    }
    for reason, damaged in misread.items():
        (fault,) = faults(damaged, column_role=Role.TEXT)
        assert (fault.kind, fault.reason, fault.suggestion) == (Kind.DAMAGED, reason, text)


@given(st.lists(st.sampled_from([*"市场监督管理局质量奖获奖企业名单示例有限公司区科技"]), min_size=2, max_size=30))
def test_utf8_read_as_gbk_is_found_and_undone_where_nothing_was_lost(characters: list[str]) -> None:
    text = "".join(characters)
    try:
        damaged = text.encode().decode("gb18030")
    except UnicodeDecodeError:
        damaged = text.encode().decode("gb18030", errors="replace")
    (fault,) = faults(damaged, column_role=Role.TEXT)
    assert fault.kind is Kind.DAMAGED
    assert fault.suggestion in (text, None)
    assert "\ufffd" in damaged or fault.suggestion == text


@given(st.text("市场监督管理局质量奖获奖企业名单示例有限公司浣涓缇珏玮骅鏉龍臺灣積體電路製造", max_size=30))
def test_right_chinese_is_never_taken_for_damage(text: str) -> None:
    assert faults(text, column_role=Role.TEXT) == ()


def test_rare_ideographs_that_read_as_utf8_by_chance_are_right() -> None:
    assert "纾界保".encode("gbk").decode() == "磽籣"
    assert faults("纾界保", column_role=Role.TEXT) == ()


def test_a_question_mark_in_a_link_is_right() -> None:
    assert faults("https://example.gov.cn/?名=值", column_role=Role.LINK) == ()


def test_several_faults_are_told_in_the_order_of_their_gravity() -> None:
    found = faults(" 示\u200b例ＡＢ  ", column_role=Role.TEXT)
    assert [fault.kind for fault in found] == [Kind.CONTROL, Kind.STRAY_WHITESPACE, Kind.FULLWIDTH]
    assert [fault.count for fault in found] == [1, 2, 1]


@given(st.text(), st.sampled_from(Role))
def test_any_text_gets_an_answer(text: str, role: Role) -> None:
    for fault in faults(text, column_role=role):
        assert 0 <= fault.start < fault.end <= len(text)
        assert fault.count >= 1
        assert fault.mended != text
        assert fault.suggestion != text


@pytest.mark.parametrize(
    "piece",
    [
        " ",
        " a",
        "a\n",
        "\u200b1",
        "?",
        "鏉窞",
        "æ",
        "\u0301\u0323",
        "\u0f73",
        "\ue000",
        "１",
        "=",
        "-",
        "示  ",
        "1,",
        "1E",
        "2024-",
    ],
)
@pytest.mark.parametrize("role", [Role.TEXT, Role.DATE, Role.USCC])
def test_long_cells_take_linear_time(piece: str, role: Role) -> None:
    def seconds(length: int) -> float:
        text = "示" + piece * (length // len(piece)) + "例"
        began = time.process_time()
        faults(text, column_role=role)
        return time.process_time() - began

    # Quadratic time would be hundredfold; the floor keeps the noise of short runs out.
    assert seconds(100_000) < 40 * max(seconds(10_000), 0.02)
