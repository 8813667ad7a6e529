"""Figures under their disguises become chains that remember where each digit stood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.domain.figures import FEWEST, Chain, chains, has_chain

NUMBER = "20260309123"
DISGUISED = {
    "blanks": "2026 0309 123",
    "full width": "２０２６０３０９１２３",
    "mathematical": "".join(chr(0x1D7CE + int(digit)) for digit in NUMBER),
    "Arabic-Indic": "".join(chr(0x660 + int(digit)) for digit in NUMBER),
    "superscript": "²⁰²⁶⁰³⁰⁹¹²³",
    "circled": "②⓪②⑥⓪③⓪⑨①②③",
    "Chinese": "二〇二六〇三〇九一二三",
    "financial": "贰零贰陆零叁零玖壹贰叁",
    "unseen between": "\u200b".join(NUMBER),
    "brackets": "2026（0309）123",
}


def only(text: str) -> Chain:
    (chain,) = (chain for chain in chains(text) if len(chain.digits) >= FEWEST)
    return chain


@pytest.mark.parametrize("disguise", DISGUISED)
def test_a_number_is_read_through_its_disguise(disguise: str) -> None:
    text = f"编号：{DISGUISED[disguise]}。"
    assert has_chain(text)
    chain = only(text)
    assert chain.digits == NUMBER
    start, end = chain.span(0, len(NUMBER))
    assert text[start:end] == DISGUISED[disguise]


@pytest.mark.parametrize("text", ["", "2026年3月9日，第12345号，共678人", "1234567890", "一二三四五六七八九十"])
def test_ordinary_figures_are_no_chain(text: str) -> None:
    assert not has_chain(text)


def test_a_chain_knows_its_groups_and_separators() -> None:
    chain = only("138-1234/5678")
    assert chain.lengths(0, 11) == (3, 4, 4)
    assert chain.is_group(0, 3)
    assert not chain.is_group(0, 5)
    assert chain.is_unbroken(3, 7)
    assert not chain.is_unbroken(0, 7)
    assert chain.is_soft(0, 7)
    assert not chain.is_soft(0, 11)


def test_a_cross_may_end_a_chain_but_not_stand_inside() -> None:
    assert only("12345678901 ×").digits == "12345678901X"
    assert not has_chain("123456X78901")


def test_a_letter_beside_the_figures_makes_them_a_code() -> None:
    assert only("AB12345678901").touches_letter(0, 11)
    assert not only("共12345678901元").touches_letter(0, 11)


@given(st.text("0123456789０１２①②③一二三 -/（）\u200bxX号", max_size=60))
def test_every_digit_of_a_chain_stands_where_the_chain_says(text: str) -> None:
    for chain in chains(text):
        for place in range(len(chain.digits)):
            start, end = chain.span(place, place + 1)
            assert end == start + 1
            assert not text[start].isspace()
            if text[start].isascii() and chain.digits[place] != "X":
                assert text[start] == chain.digits[place]
