import re
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.domain import credit_codes
from generator.domain.column_roles import Role
from generator.domain.mendings import fold_line_breaks, fold_spreadsheet_form, mend_cell

CODE = "91990000MA0000015Q"


@pytest.mark.parametrize(
    ("role", "was", "now"),
    [
        (Role.TEXT, " 示例市甲公司 ", "示例市甲公司"),
        (Role.TEXT, "\u3000示例市甲公司\u00a0", "示例市甲公司"),
        (Role.TEXT, "示例\u200b市甲公司", "示例市甲公司"),
        (Role.TEXT, "\ufeff示例市", "示例市"),
        (Role.TEXT, "Cafe\u0301", "Café"),
        (Role.IDENTIFIER, "２０２４－ａ", "2024-a"),
        (Role.DATE, "２０２４－１０－１５", "2024-10-15"),
        (Role.DATE, " 2024-10-15", "2024-10-15"),
        (Role.USCC, CODE.lower(), CODE),
        (Role.USCC, "９１９９００００ＭＡ０００００１５Ｑ", CODE),
        (Role.USCC, f" {CODE[:8]} {CODE[8:]}\u200b", CODE),
    ],
)
def test_what_cannot_alter_a_meaning_is_mended(role: Role, was: str, now: str) -> None:
    mending = mend_cell(was, role)
    assert mending.text == now
    assert mending.rules


@pytest.mark.parametrize(
    ("role", "text"),
    [
        (Role.TEXT, ""),
        (Role.TEXT, "示例市甲公司（原乙厂）"),
        (Role.TEXT, "ＡＢＣ有限公司"),
        (Role.TEXT, "２０２４年决定"),
        (Role.TEXT, "甲\n乙"),
        (Role.TEXT, " =1+1"),
        (Role.TEXT, "\u200b=1+1"),
        (Role.TEXT, "\u200b＝1+1"),
        (Role.TEXT, " 锟斤拷公司 "),
        (Role.TEXT, "示\u202e例"),
        (Role.DATE, "2026.3.9"),
        (Role.DATE, "46090"),
        (Role.USCC, "9.144E+17"),
        (Role.USCC, CODE[:-1] + "0"),
        (Role.USCC, CODE[:-1].lower() + "0"),
        (Role.IDENTIFIER, "2024-Quality"),
        (Role.INTEGER, "1,234"),
    ],
)
def test_everything_else_stays_as_it_stands(role: Role, text: str) -> None:
    assert mend_cell(text, role).text == text
    assert mend_cell(text, role).rules == ()


@given(st.text(max_size=40), st.sampled_from(Role))
def test_mending_twice_is_mending_once(text: str, role: Role) -> None:
    once = mend_cell(text, role)
    assert mend_cell(once.text, role).rules == ()
    assert bool(once.rules) == (once.text != text)


@given(st.text(alphabet="示例市甲乙（）ＡＢab １２12\u3000\u200b\ufeff", max_size=20))
def test_words_lose_nothing_but_blanks_and_the_unseen(text: str) -> None:
    def seen(cell: str) -> str:
        return "".join(character for character in cell if character not in " \u3000\u200b\ufeff")

    assert seen(mend_cell(text, Role.TEXT).text) == seen(unicodedata.normalize("NFC", text))


@given(st.text(alphabet=credit_codes.ALPHABET, min_size=17, max_size=17).filter(lambda text: text.strip("0")))
def test_a_code_is_mended_to_itself_and_only_where_its_check_says_so(first: str) -> None:
    code = first + credit_codes.check_character(first)
    assert mend_cell(code.lower(), Role.USCC).text == code
    assert mend_cell(code, Role.USCC).rules == ()


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("示例市\n甲公司", "示例市甲公司"),
        ("Acme\r\nLtd", "Acme Ltd"),
        ("甲\u2028乙", "甲乙"),
        ("甲 \n 乙\n", "甲乙"),
        ("甲乙", "甲乙"),
    ],
)
def test_a_cell_is_folded_to_one_line(was: str, now: str) -> None:
    assert fold_line_breaks(was) == now


@given(st.text(alphabet="ab甲 \t\u3000\u00a0\n\r\x85\u2028", max_size=30))
def test_folding_is_what_the_plain_expression_says(text: str) -> None:
    def joint(found: re.Match[str]) -> str:
        before, after = found.string[: found.start()][-1:], found.string[found.end() :][:1]
        return " " if before.isascii() and before.isalnum() and after.isascii() and after.isalnum() else ""

    plain = re.compile(r"[ \t\u3000]*[\n\x0b\x0c\r\x85\u2028\u2029]\s*")
    assert fold_line_breaks(text) == plain.sub(joint, text.strip("\n\r"))


@pytest.mark.parametrize("text", [" " * 1_000_000, "甲" + " " * 1_000_000 + "乙", "a\n" * 300_000])
def test_a_long_cell_takes_no_longer_than_its_length(text: str) -> None:
    started = time.process_time()
    fold_line_breaks(text)
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    ("role", "was", "now"),
    [
        (Role.DATE, "2026.3.9", "2026-03-09"),
        (Role.DATE, "2026年3月9日", "2026-03-09"),
        (Role.DATE, "2026/3/9", "2026-03-09"),
        (Role.DATE, "2026-3-9", "2026-03-09"),
        (Role.DATE, "2026-03-09 00:00:00", "2026-03-09"),
        (Role.DATE, "2026/3/9 0:00", "2026-03-09"),
        (Role.DATE, "2026-03-09", "2026-03-09"),
        (Role.TIME, "9:00", "09:00"),
        (Role.DATE, "2026-03-09 17:30", "2026-03-09 17:30"),
        (Role.DATE, "3/9/2026", "3/9/2026"),
        (Role.DATE, "26.3.9", "26.3.9"),
        (Role.DATE, "2026.2.30", "2026.2.30"),
        (Role.DATE, "2026年3月", "2026年3月"),
        (Role.DATE, "46090", "46090"),
        (Role.TEXT, "2026.3.9", "2026.3.9"),
        (Role.INTEGER, "1,234", "1,234"),
        (Role.USCC, "9.144E+17", "9.144E+17"),
    ],
)
def test_a_day_is_rewritten_only_where_it_can_be_read_one_way(role: Role, was: str, now: str) -> None:
    assert fold_spreadsheet_form(was, role) == now
