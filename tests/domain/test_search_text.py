from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.domain.search_text import fold, gram_hash, is_code, query_terms, readings


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("示例云帆", "示例云帆"),
        ("ＡＢＢ（示例）", "abb(示例)"),
        ("示政办函〔2024〕10号", "示政办函(2024)10号"),
        ("【公告】［一］｛二｝", "(公告)(一)(二)"),
        ("‘CPU’“模式”《办法》「甲」", "'cpu''模式''办法''甲'"),
        ("1—2－3–4", "1-2-3-4"),
        ("甲・乙•丙", "甲·乙·丙"),
        ("  张\u3000 三\t", "张 三"),
        ("零\u200b宽\ufeff", "零宽"),
        ("5*5＊5", "5×5×5"),
        ("甲、乙，丙。", "甲,乙,丙."),
        ("①㈱㎡", "1(株)m2"),
        ("\x01\x02\x03甲", "甲"),
        ("ΣΑΣ", "σασ"),
        ("", ""),
    ],
)
def test_one_spelling(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_spaces_at_the_ends_are_kept_when_asked() -> None:
    assert fold(" a  b ", trim=False) == " a b "


def test_a_text_is_read_with_and_without_its_spaces() -> None:
    assert readings("iso 9001") == ("iso9001", "iso 9001")
    assert readings("示例") == ("示例",)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("91330100ma2xxxxx1k", True),
        ("123456", True),
        ("12345", False),
        ("91330100ma2xxxxx1", False),
        ("示例", False),
        ("abcdef", False),
    ],
)
def test_codes(text: str, answer: bool) -> None:
    assert is_code(text) is answer


@pytest.mark.parametrize(
    ("query", "terms"),
    [
        ("云帆", ("云帆",)),
        (" 云帆 科技 ", ("云帆", "科技")),
        ("云帆 厂", ("云帆", "厂")),
        ("帆", ()),
        (" ", ()),
        ("C ", ("c ",)),
        ("a b", ("a b",)),
        ("帆 ", ("帆 ",)),
        ("", ()),
        ("（）", ("()",)),
    ],
)
def test_words_of_a_query(query: str, terms: tuple[str, ...]) -> None:
    assert query_terms(query) == terms


def test_the_hash_is_that_of_the_script() -> None:
    assert gram_hash("123456789") == 0xCBF43926
    assert gram_hash("云帆") == crc32(b"\xe4\xba\x91\xe5\xb8\x86")


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Mn", "Mc", "Lm"])), st.integers(0, 20), st.integers(2, 6))
def test_a_part_of_a_text_is_a_part_of_its_folding(text: str, start: int, size: int) -> None:
    part = fold(text[start : start + size])
    assert part.replace(" ", "") in fold(text).replace(" ", "")
