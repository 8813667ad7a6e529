"""Text read with the wrong encoding: what happened, where, and what it said before."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.domain import encoding_damage
from generator.domain.encoding_damage import Damage, DamageReason, ordinary_ideographs

EVERYDAY = "市场监督管理局质量奖获奖企业名单示例有限公司"


def damage(text: str, *, question_marks: bool = True) -> Damage | None:
    return encoding_damage.damage(text, question_marks=question_marks)


@pytest.mark.parametrize(
    ("text", "reason", "start", "end", "count"),
    [
        ("示例\ufffd\ufffd公司", DamageReason.REPLACEMENT_CHARACTER, 2, 4, 1),
        ("示\ufffd例\ufffd", DamageReason.REPLACEMENT_CHARACTER, 1, 2, 2),
        ("示例锟斤拷锟斤拷", DamageReason.TWICE_DECODED, 2, 8, 1),
        ("屯屯屯屯", DamageReason.TWICE_DECODED, 0, 4, 1),
        ("ï»¿name", DamageReason.TWICE_DECODED, 0, 3, 1),
        ("示?例?", DamageReason.QUESTION_MARK, 1, 2, 2),
    ],
)
def test_what_was_thrown_away_cannot_be_told(text: str, reason: DamageReason, start: int, end: int, count: int) -> None:
    found = damage(text)
    assert found is not None
    assert (found.reason, found.start, found.end, found.count, found.original) == (reason, start, end, count, None)


def test_a_question_mark_is_right_where_no_words_are() -> None:
    assert damage("https://example.cn/示?例", question_marks=False) is None
    assert damage("为什么？") is None
    assert damage("Why? Because.") is None


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("为什么要做质量管理?", True),
        ("如何申报2026?", True),
        ("准备好了吗?", True),
        ("是否可以再次申报?", True),
        ("王?", False),  # an ideograph that GB 2312 lacks, as names often have
        ("何?", False),
        ("示例市甲制造有限公?", False),
        ("为什么要做质量管??", False),
        ("为什么要做质?管理?", False),
        ("为什么要做质量管理?示例", False),
    ],
)
def test_a_question_may_end_with_its_mark(text: str, asks: bool) -> None:
    assert (damage(text) is None) is asks


def test_only_the_damaged_stretch_is_undone() -> None:
    misread = "质量奖".encode().decode("latin-1")
    found = damage(f"2026年{misread}名单")
    assert found is not None
    assert (found.reason, found.original) == (DamageReason.UTF8_AS_LATIN1, "2026年质量奖名单")
    assert (found.start, found.end) == (5, 5 + len(misread))


def test_a_single_foreign_letter_is_right() -> None:
    assert damage("Société Générale 中国") is None
    assert damage("Müller") is None


@given(st.text(EVERYDAY, min_size=1, max_size=20))
def test_utf8_read_as_latin1_comes_back_whole(text: str) -> None:
    found = damage(text.encode().decode("latin-1"))
    assert found is not None
    assert found.original == text


@given(st.text(EVERYDAY + "ABC123（）、，。〔〕", max_size=40))
def test_right_text_is_not_damaged(text: str) -> None:
    assert damage(text) is None


def test_ideographs_that_damage_leaves_behind_are_not_ordinary() -> None:
    ranges = ordinary_ideographs()
    pairs = {
        chr(code)
        for low, high in zip(ranges[::3], ranges[2::3], strict=True)
        for code in range(ord(low), ord(high) + 1)
    }
    assert set(EVERYDAY) <= pairs
    assert not pairs & set("锟烫屯锘鏉鍏")
