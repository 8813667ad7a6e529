"""Identity numbers are found in every disguise, and credit codes are not taken for them."""

import random

import pytest

from generator.domain import credit_codes
from generator.domain.column_roles import Role
from generator.domain.identity_numbers import is_identity_number, is_rather_credit_code
from generator.domain.personal_data import PersonalDatumKind, findings, mask
from tests.domain.personal_numbers import DISGUISES, credit_code, found_kinds, identity_number, old_identity_number


@pytest.mark.parametrize("disguise", DISGUISES)
def test_every_identity_number_is_found_in_every_disguise(disguise: str) -> None:
    chance = random.Random(f"identity {disguise}")
    for _ in range(500):
        written = DISGUISES[disguise](identity_number(chance))
        for role in (Role.TEXT, Role.CHANNEL, Role.IDENTIFIER, Role.DATE):
            assert PersonalDatumKind.IDENTITY_NUMBER in found_kinds(written, role), (len(written), role)


@pytest.mark.parametrize("disguise", ["plain", "full width", "dashes", "zero width", "in a sentence"])
def test_identity_numbers_of_fifteen_digits_are_found(disguise: str) -> None:
    chance = random.Random(f"old {disguise}")
    for _ in range(200):
        assert found_kinds(DISGUISES[disguise](old_identity_number(chance))) == {PersonalDatumKind.IDENTITY_NUMBER}


def test_permanent_residence_cards_are_found() -> None:
    chance = random.Random(9)
    for _ in range(200):
        number = identity_number(chance)
        first17 = "9" + number[:2] + "124" + number[6:17]
        weighted = sum(int(digit) * (2 ** (17 - at)) for at, digit in enumerate(first17))
        card = first17 + "10X98765432"[weighted % 11]
        if not credit_codes.is_valid(card):
            assert found_kinds(card) == {PersonalDatumKind.IDENTITY_NUMBER}


def test_a_number_with_a_wrong_check_is_not_refused_but_masked() -> None:
    number = identity_number(random.Random(1))
    wrong = number[:-1] + ("1" if number[-1] != "1" else "2")
    if not credit_codes.is_valid(wrong):
        assert findings(wrong, column_role=Role.TEXT) == ()
        assert mask(wrong) == wrong[:2] + "*" * 16


def test_province_and_date_must_be_true() -> None:
    number = identity_number(random.Random(2))
    assert is_identity_number(number)
    assert not is_identity_number("10" + number[2:], check=False)
    assert not is_identity_number(number[:10] + "0230" + number[14:], check=False)
    assert not is_identity_number(number[:10] + "1301" + number[14:], check=False)
    assert not is_identity_number(number[:6] + "1899" + number[10:], check=False)


@pytest.mark.parametrize("form", ["330***", "33010*********123X", "3301061990****1234", "3301**********1234"])
def test_masked_numbers_are_right(form: str) -> None:
    assert findings(form, column_role=Role.TEXT) == ()


def test_no_credit_code_is_taken_for_personal_data_in_its_column() -> None:
    chance = random.Random(100_000)
    for _ in range(20_000):
        code = credit_code(chance)
        assert findings(code, column_role=Role.USCC) == ()
        assert mask(code, column_role=Role.USCC) == code


def test_credit_codes_in_words_and_links_are_left_alone() -> None:
    chance = random.Random(7)
    for _ in range(5_000):
        code = credit_code(chance)
        if code[0] in "9NY":
            assert findings(f"统一社会信用代码{code}的单位", column_role=Role.TEXT) == ()
            assert findings(f"https://example.gov.cn/?code={code}", column_role=Role.LINK) == ()


def test_what_may_be_both_is_an_identity_number_in_words_and_a_code_in_the_column() -> None:
    chance = random.Random(3)
    both = [number for number in (identity_number(chance) for _ in range(30_000)) if credit_codes.is_valid(number)]
    assert both
    for number in both:
        assert PersonalDatumKind.IDENTITY_NUMBER in found_kinds(number)
        as_code = credit_codes.names_a_division(number)
        assert is_rather_credit_code(number, in_code_column=True) == as_code
        assert (found_kinds(number, Role.USCC) == set()) == as_code


def test_an_identity_number_in_the_column_of_codes_is_found() -> None:
    chance = random.Random(5)
    for _ in range(500):
        number = identity_number(chance)
        if not credit_codes.is_valid(number):
            assert found_kinds(number, Role.USCC) == {PersonalDatumKind.IDENTITY_NUMBER}


def test_an_identity_number_in_a_link_counts_only_as_a_run_of_its_own() -> None:
    number = identity_number(random.Random(8))
    assert found_kinds(f"https://example.gov.cn/{number}.html", Role.LINK) == {PersonalDatumKind.IDENTITY_NUMBER}
    assert found_kinds(f"https://example.gov.cn/1{number}.html", Role.LINK) == set()
