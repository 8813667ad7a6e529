"""Figures under their disguises become chains that remember where each digit stood."""

import unicodedata

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


@pytest.mark.parametrize("nought", "0０𝟎𝟘𝟢𝟬𝟶🯰٠۰०০๐₀")
def test_the_ten_digits_of_every_script_are_digits(nought: str) -> None:
    written = [chr(ord(nought) + digit) for digit in range(10)]
    assert [unicodedata.digit(digit) for digit in written] == list(range(10))
    assert only("".join([*written, nought])).digits == "01234567890"


@pytest.mark.parametrize("one", "①⑴⒈⓵❶➀➊")
def test_the_nine_digits_of_every_series_without_a_nought_are_digits(one: str) -> None:
    written = [chr(ord(one) + digit) for digit in range(9)]
    assert [unicodedata.digit(digit) for digit in written] == list(range(1, 10))
    assert only("".join(written) + "12").digits == "12345678912"


@pytest.mark.parametrize(
    ("first", "last"),
    [
        *(("\x01", "\x08"), ("\x0e", "\x1f"), ("\x7f", "\x84"), ("\x86", "\x9f"), ("\u00ad", "\u00ad")),
        *(("\u0300", "\u036f"), ("\u061c", "\u061c"), ("\u115f", "\u1160"), ("\u180b", "\u180f")),
        *(("\u200b", "\u200f"), ("\u202a", "\u202e"), ("\u2060", "\u206f"), ("\u20d0", "\u20f0")),
        *(("\u3164", "\u3164"), ("\ufe00", "\ufe0f"), ("\ufeff", "\ufeff")),
    ],
)
def test_nothing_that_cannot_be_seen_divides_a_number(first: str, last: str) -> None:
    for unseen in map(chr, range(ord(first), ord(last) + 1)):
        assert only(unseen.join(NUMBER)).digits == NUMBER
        assert only(unseen.join(NUMBER)).is_group(0, len(NUMBER))


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
