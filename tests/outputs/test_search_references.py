from collections.abc import Iterator
from itertools import count, islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.domain.search_text import gram_hash
from generator.outputs.search_references import capacity, codes, width, written


@pytest.mark.parametrize(("things", "slots"), [(0, 64), (32, 64), (33, 128), (64, 128), (65, 256), (512, 1024)])
def test_at_most_half_of_the_slots_are_taken(things: int, slots: int) -> None:
    assert capacity(things) == slots


@pytest.mark.parametrize(("slots", "digits"), [(1, 1), (64, 1), (65, 2), (4096, 2), (4097, 3)])
def test_the_digits_are_as_few_as_name_every_slot(slots: int, digits: int) -> None:
    assert width(slots) == digits


@given(st.integers(0, 64**3 - 1), st.integers(0, 64**3 - 1))
def test_numbers_of_one_width_are_ordered_as_their_digits_are(one: int, other: int) -> None:
    assert len(written(one, 3)) == 3
    assert (written(one, 3) < written(other, 3)) == (one < other)


@given(st.lists(st.text(max_size=3), max_size=40))
def test_codes_are_all_different_and_of_one_width_in_whatever_order_names_come(names: list[str]) -> None:
    found = codes(names)
    assert found == codes(reversed(names))
    assert found.keys() == set(names)
    assert len(set(found.values())) == len(found)
    assert len({len(code) for code in found.values()}) <= 1


def names_of(slot: int) -> Iterator[str]:
    """Names that all want one slot of 64."""
    return (name for name in map(str, count()) if gram_hash(name) % 64 == slot)


def test_a_name_whose_slot_is_taken_gets_the_next_one_and_after_the_last_the_first() -> None:
    names = sorted(islice(names_of(63), 3), key=gram_hash)
    assert [codes(names)[name] for name in names] == ["z", "-", "0"]
    assert codes(names[1:]) == {names[1]: "z", names[2]: "-"}


def test_a_further_name_alters_no_other_code_unless_it_wants_its_slot() -> None:
    names = [next(names_of(slot)) for slot in range(20)]
    before, after = codes(names), codes([*names, next(names_of(40))])
    assert before == {name: after[name] for name in names}
    assert sorted(before.values()) == [written(slot, 1) for slot in range(20)]
