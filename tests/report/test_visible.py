import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.report.visible import blanks_under, code_point, evidence, plain, shown, width


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        (" 甲 乙", "␣甲␣乙"),
        ("甲\u200b乙", "甲‹U+200B›乙"),
        ("甲\u3000乙", "甲‹U+3000›乙"),
        ("甲\u00a0乙", "甲‹U+00A0›乙"),
        ("甲\t乙\n", "甲‹U+0009›乙‹U+000A›"),
        ("\x1b[31m甲", "‹U+001B›[31m甲"),
        ("甲\u202e乙", "甲‹U+202E›乙"),
        ("甲\ue000", "甲‹U+E000›"),
        ("\u3164", "‹U+3164›"),
        ("e\u0301", "e‹U+0301›"),
        ("##[error]甲", "##‹U+005B›error]甲"),
        ("“甲”·乙（丙）〔2024〕Ⅱ—…", "“甲”·乙（丙）〔2024〕Ⅱ—…"),
    ],
)
def test_what_cannot_be_seen_is_shown(text: str, seen: str) -> None:
    assert shown(text) == seen


def test_in_a_sentence_blanks_stay() -> None:
    assert plain("a b\u200b") == "a b‹U+200B›"


def test_a_long_text_in_a_sentence_is_cut() -> None:
    assert plain("甲" * 10, 4) == "甲甲甲甲…"


@given(st.text())
def test_nothing_that_steers_a_terminal_is_left(text: str) -> None:
    assert not [one for one in shown(text) if unicodedata.category(one) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp", "Zs")]
    assert "##[" not in shown(text)


def test_the_caret_stands_under_the_fault() -> None:
    found = evidence("示例\u200b市", 2)
    assert found.text == "示例‹U+200B›市"
    assert found.caret == 4


def test_a_long_value_is_cut_around_the_fault() -> None:
    found = evidence("甲" * 100 + "!" + "乙" * 100, 100)
    assert found.text.startswith("…甲")
    assert found.text.endswith("乙…")
    assert found.text.index("!") == 29
    assert found.caret == width("…" + "甲" * 28)


@pytest.mark.parametrize("position", [None, -1, 3, 99])
def test_without_a_place_in_the_value_there_is_no_caret(position: int | None) -> None:
    assert evidence("甲乙丙", position).caret is None


def test_width_counts_two_for_a_full_width_character() -> None:
    assert width("ab甲，") == 6


def test_code_point_is_written_as_unicode_writes_it() -> None:
    assert code_point("\u200b") == "U+200B"
    assert code_point("\U0001f600") == "U+1F600"


@given(st.text(max_size=30), st.integers(0, 40))
def test_blanks_under_a_text_are_as_wide_as_it(text: str, columns: int) -> None:
    blanks = blanks_under(text, columns)
    assert not blanks.strip()
    assert columns <= width(blanks) <= columns + 1


def test_blanks_are_full_width_under_full_width_characters() -> None:
    assert blanks_under("  现在是：甲a乙", 13) == "  \u3000\u3000\u3000\u3000\u3000 "
    assert blanks_under("ab", 4) == "    "
