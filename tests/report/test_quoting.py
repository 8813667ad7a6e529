"""Cells quoted for the terminal: masked, visible, cut."""

import random

from generator.domain.column_roles import Role
from generator.report.quoting import quoted, quoted_with_blanks
from tests.domain.personal_numbers import identity_number, mobile_number


def test_personal_data_is_masked() -> None:
    number = identity_number(random.Random("quoting"))
    assert quoted(number) == number[:2] + "*" * 16
    assert quoted_with_blanks(f" {number}") == "␣" + number[:2] + "*" * 16


def test_an_office_may_be_reached_by_a_mobile_telephone() -> None:
    number = mobile_number(random.Random("quoting"))
    assert quoted(number, Role.CHANNEL) == number
    assert quoted(number) != number


def test_what_steers_a_terminal_is_named_and_long_text_is_cut() -> None:
    assert quoted("\x1b[31m") == "‹U+001B›[31m"
    assert quoted("示" * 200) == "示" * 80 + "…"
    assert len(quoted_with_blanks("示" * 3000)) == 2000
