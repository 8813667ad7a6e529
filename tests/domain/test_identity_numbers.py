"""Identity numbers: made up anew in every run, so that none stands in a file."""

import random

import pytest

from generator.domain.figures import chains
from generator.domain.identity_numbers import identity_numbers, is_identity_number
from tests.domain.personal_numbers import identity_number, old_identity_number

CHANCE = random.Random("identity numbers")
NUMBERS = [identity_number(CHANCE) for _ in range(50)]


def found(text: str, *, check: bool = True) -> list[str]:
    return [
        chain.digits[start:end]
        for chain in chains(text)
        for start, end in identity_numbers(chain, in_code_column=False, check=check)
    ]


@pytest.mark.parametrize("number", NUMBERS[:10])
def test_one_wrong_character_is_noticed(number: str) -> None:
    assert is_identity_number(number)
    assert is_identity_number(number.lower())
    wrong = number[:17] + ("0" if number[17] != "0" else "1")
    assert not is_identity_number(wrong)
    assert is_identity_number(wrong, check=False)


@pytest.mark.parametrize(
    ("place", "put"), [(0, "99"), (6, "18990101"), (6, "20250230"), (10, "13"), (10, "00"), (12, "32")]
)
def test_no_province_and_no_day_is_no_identity_number(place: int, put: str) -> None:
    number = NUMBERS[0]
    assert not is_identity_number(number[:place] + put + number[place + len(put) :], check=False)


@pytest.mark.parametrize("text", ["", "1" * 17, "1" * 19, "示" * 18])
def test_another_length_or_another_script_is_none(text: str) -> None:
    assert not is_identity_number(text, check=False)


def test_a_number_is_found_whole_and_not_cut_out_of_a_longer_one() -> None:
    number = next(made for made in NUMBERS if made[0] != "9" and made.isdecimal())
    assert found(f"号码 {number}") == [number]
    assert found(f"{number[:6]} {number[6:14]} {number[14:]}") == [number]
    assert number not in found(f"{number[:6]} {number[6:]}12", check=False)


def test_a_number_of_fifteen_digits_stands_alone() -> None:
    number = old_identity_number(CHANCE)
    assert found(f"号码{number}") == [number]
    assert found(f"号码{number}1234567") == []
    assert found(f"号码{number[:8]}0230{number[12:]}") == []


def test_a_number_of_fifteen_digits_in_groups_is_one_only_where_nothing_else_is_written_with_it() -> None:
    number = old_identity_number(CHANCE)
    groups = [number[:6], number[6:12], number[12:]]
    assert found(f"号码{' '.join(groups)}") == [number]
    assert found(f"号码{'-'.join(groups)}") == [number]
    assert found(f"号码{'/'.join(groups)}") == []
    assert found(f"号码{' '.join([*groups, '12'])}") == []
