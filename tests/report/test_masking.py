"""A report of a leak must not leak it once more."""

import random

import pytest

from generator.diagnostics import Diagnostic
from generator.domain.column_roles import Role
from generator.report.masking import masked
from tests.domain.personal_numbers import identity_number, mobile_number

CHANCE = random.Random("masking")


def test_value_facts_and_correction_are_masked() -> None:
    number = identity_number(CHANCE)
    fault = Diagnostic(
        rule="bad-value", path="x.csv", value=f"编号{number}", facts={"was": number, "known": number}, correction=number
    )
    clean = masked(fault, Role.TEXT)
    told = (clean.value, *clean.facts.values(), clean.correction)
    assert all(text is not None and number[2:] not in text for text in told)
    assert clean.value == f"编号{number[:2]}{'*' * 16}"


def test_the_stretch_that_the_rule_found_is_masked_even_where_nothing_else_would_know_it() -> None:
    facts = {"masked": "某*****", "position": "2"}
    fault = Diagnostic(rule="personal-data", path="x.csv", value="住在某处某弄某号", facts=facts)
    assert masked(fault, Role.TEXT).value == "住在某*****"
    without_place = Diagnostic(rule="personal-data", path="x.csv", value="某处", facts={})
    assert masked(without_place, Role.TEXT).value == "**"


def test_the_telephone_of_an_office_stays() -> None:
    number = mobile_number(CHANCE)
    fault = Diagnostic(rule="bad-value", path="channels.csv", value=number)
    assert masked(fault, Role.CHANNEL).value == number
    assert masked(fault, Role.TEXT).value != number


def test_a_value_as_long_as_a_file_is_cut_after_masking() -> None:
    number = identity_number(CHANCE)
    fault = Diagnostic(rule="ragged-row", path="x.csv", value="示" * 3990 + number)
    clean = masked(fault, Role.TEXT).value
    assert clean is not None
    assert len(clean) == 4000
    assert clean.endswith(number[:2] + "*" * 8)


@pytest.mark.parametrize("facts", [{"position": "2"}, {"masked": "", "position": "0"}])
def test_without_the_stretch_the_whole_value_is_masked(facts: dict[str, str]) -> None:
    fault = Diagnostic(rule="personal-data", path="x.csv", value="住在某处某弄某号", facts=facts)
    assert masked(fault, Role.TEXT).value == "*" * 8


def test_a_stretch_whose_place_is_not_known_stands_for_the_value() -> None:
    fault = Diagnostic(rule="personal-data", path="x.csv", value="住在某处", facts={"masked": "某*"})
    assert masked(fault, Role.TEXT).value == "某*"


def test_of_the_facts_only_what_stood_and_stands_in_the_cell_has_its_role() -> None:
    number = mobile_number(CHANCE)
    fault = Diagnostic(rule="bad-value", path="channels.csv", facts=dict.fromkeys(("was", "now", "known"), number))
    clean = masked(fault, Role.CHANNEL)
    assert clean.value is None
    assert (clean.facts["was"], clean.facts["now"]) == (number, number)
    assert clean.facts["known"] != number
