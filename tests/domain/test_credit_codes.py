import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.domain.credit_codes import (
    ALPHABET,
    PROVINCE_CODES,
    CreditCodeFaultKind,
    all_valid,
    check_character,
    faults,
    is_valid,
    names_a_division,
    suggestion,
)

FIRST_17 = "91330199MA0000000"  # no such code was issued: division 330199 does not exist
RIGHT = FIRST_17 + check_character(FIRST_17)
first17s = st.text(ALPHABET, min_size=17, max_size=17).filter(lambda text: text.strip("0") != "")


def kinds(code: str) -> list[CreditCodeFaultKind]:
    return [fault.kind for fault in faults(code)]


def test_check_character_agrees_with_the_worked_sum() -> None:
    # 1·3^16 + 1 in the last of the 17 places (weight 3^16 mod 31 = 28): 28 → 31 - 28 = 3
    assert check_character("00000000000000001") == "3"
    # 1 in the first place has weight 1: 31 - 1 = 30, the last character of the alphabet
    assert check_character("10000000000000000") == "Y"
    assert check_character("0" * 17) == "0"


@pytest.mark.parametrize("first17", ["", "1" * 16, "1" * 18, "I" + "1" * 16])
def test_check_character_refuses_what_is_not_17_characters(first17: str) -> None:
    with pytest.raises(ValueError, match=r"expected 17|not found"):
        check_character(first17)


@given(first17s)
def test_right_codes_have_no_fault(first17: str) -> None:
    code = first17 + check_character(first17)
    assert is_valid(code)
    assert faults(code) == ()
    assert suggestion(code) is None


@given(first17s, st.integers(0, 17), st.sampled_from(ALPHABET))
def test_every_single_wrong_character_is_found(first17: str, place: int, character: str) -> None:
    code = first17 + check_character(first17)
    wrong = code[:place] + character + code[place + 1 :]
    assert is_valid(wrong) == (wrong == code)
    if wrong != code:
        assert kinds(wrong) in ([CreditCodeFaultKind.WRONG_CHECK], [CreditCodeFaultKind.PLACEHOLDER])


@given(first17s, st.integers(0, 16))
def test_every_swap_of_neighbours_is_found(first17: str, place: int) -> None:
    code = first17 + check_character(first17)
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert is_valid(swapped) == (swapped == code)


@given(st.lists(first17s, max_size=5), first17s, st.integers(0, 5), st.integers(0, 17), st.sampled_from(ALPHABET))
def test_many_codes_are_right_where_each_of_them_is(
    others: list[str], first17: str, at: int, place: int, character: str
) -> None:
    right = [each + check_character(each) for each in others]
    assert all_valid(right)
    code = first17 + check_character(first17)
    changed = code[:place] + character + code[place + 1 :]
    assert all_valid([*right[:at], changed, *right[at:]]) == is_valid(changed)


@pytest.mark.parametrize(
    "wrong", ["", RIGHT[:-1], RIGHT + "1", RIGHT.lower(), "0" * 18, f"{RIGHT}\n{RIGHT}", "中" * 18]
)
def test_what_is_no_code_stands_among_no_right_codes(wrong: str) -> None:
    assert all_valid([])
    assert all_valid([RIGHT, RIGHT])
    for codes in ([wrong], [RIGHT, wrong], [wrong, RIGHT], [RIGHT, wrong, RIGHT]):
        assert not all_valid(codes)


def test_wrong_check_character_says_which_is_right() -> None:
    wrong = FIRST_17 + ("1" if RIGHT[-1] != "1" else "2")
    (fault,) = faults(wrong)
    assert (fault.kind, fault.position, fault.expected) == (CreditCodeFaultKind.WRONG_CHECK, 17, RIGHT[-1])
    assert suggestion(wrong) is None
    spaced = faults(f"{wrong[:8]} {wrong[8:]} ")[0]
    assert (spaced.kind, spaced.position, spaced.found) == (CreditCodeFaultKind.WRONG_CHECK, 18, wrong[-1])


@pytest.mark.parametrize(
    ("written", "likely"),
    [("I", "1"), ("O", "0"), ("Z", "2"), ("S", "5"), ("V", "U"), ("o", "0"), ("l", "1"), ("中", None)],
)
def test_look_alike_letters_are_named_with_their_place(written: str, likely: str | None) -> None:
    code = RIGHT[:12] + written + RIGHT[13:]
    fault = faults(code)[0]
    assert (fault.kind, fault.position, fault.found) == (CreditCodeFaultKind.FORBIDDEN_CHARACTER, 12, written)
    assert fault.expected == likely
    assert suggestion(code) is None


@pytest.mark.parametrize(
    ("code", "length"), [(RIGHT[:-1], "17"), (RIGHT + "1", "19"), ("", "0"), ("1" * 100_000, "100000")]
)
def test_wrong_length_is_told_instead_of_the_check_character(code: str, length: str) -> None:
    (fault,) = faults(code)
    assert (fault.kind, fault.found, fault.expected) == (CreditCodeFaultKind.WRONG_LENGTH, length, "18")


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        (RIGHT.lower(), CreditCodeFaultKind.LOWER_CASE),
        (RIGHT.translate({ord(c): ord(c) + 0xFEE0 for c in ALPHABET}), CreditCodeFaultKind.FULL_WIDTH),
        (f"{RIGHT[:8]} {RIGHT[8:]}", CreditCodeFaultKind.SEPARATOR),
        (f"{RIGHT[:8]}-{RIGHT[8:17]}-{RIGHT[17:]}", CreditCodeFaultKind.SEPARATOR),
        (f"{RIGHT}\u3000", CreditCodeFaultKind.SEPARATOR),
    ],
)
def test_mistyped_writing_is_mended_with_certainty(written: str, kind: CreditCodeFaultKind) -> None:
    assert kinds(written) == [kind]
    assert suggestion(written) == RIGHT


@pytest.mark.parametrize("letter", sorted(set(ALPHABET) - set("0123456789L")))
def test_every_small_letter_is_mended(letter: str) -> None:
    first17 = f"{FIRST_17[:16]}{letter}"
    code = first17 + check_character(first17)
    assert suggestion(code.lower()) == code


def test_what_it_says_is_told_before_how_it_is_written() -> None:
    wrong = (FIRST_17 + ("1" if RIGHT[-1] != "1" else "2")).lower()
    assert kinds(wrong) == [CreditCodeFaultKind.WRONG_CHECK, CreditCodeFaultKind.LOWER_CASE]


def test_eighteen_zeros_are_no_code_although_their_sum_is_right() -> None:
    (fault,) = faults("0" * 18)
    assert (fault.kind, fault.position, fault.found) == (CreditCodeFaultKind.PLACEHOLDER, 0, "0")


def test_the_provinces_are_those_of_the_standard() -> None:
    written = "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83"
    assert sorted(PROVINCE_CODES) == written.split()


def test_division_of_the_registrar() -> None:
    assert names_a_division("91330100")
    assert names_a_division("91100000")
    assert not names_a_division("33010619")


@given(st.text(max_size=40))
def test_any_text_gets_an_answer(text: str) -> None:
    assert (faults(text) == ()) == is_valid(text)
    better = suggestion(text)
    assert better is None or is_valid(better)


def test_seeded_codes_are_right() -> None:
    chance = random.Random(4)
    for _ in range(5_000):
        first17 = "91" + "".join(chance.choices("0123456789", k=6)) + "".join(chance.choices(ALPHABET, k=9))
        assert is_valid(first17 + check_character(first17))


def test_small_letters_that_may_be_figures_are_not_guessed() -> None:
    # Both are right, and division 411217 does not exist.
    figures, letters = "52411217MAM675PM8Y", "524LL2L7MAM675PM8Y"
    assert is_valid(figures)
    assert is_valid(letters)
    assert suggestion("524ll2l7MAM675PM8Y") is None
    one = FIRST_17[:-1] + "L"
    assert suggestion((one + check_character(one)).lower()) == one + check_character(one)
    many = "L" * 17
    assert suggestion((many + check_character(many)).lower()) is None
