"""Short references of search entries, which stay the same when other entries come and go.

An entry is named by its place, the slot of its title within the place, and its class (kind, state, year), each in digits of
base 64; where several are alike in all three, the second has a dot at its end, the third two. A reference in an index names
all entries of one place and slot that hold a gram: place and slot, and then the class of each. So an organization with
all its records is one short word, an answer can be counted and narrowed before anything else is fetched, and a new record
changes no other's name but, seldom, of one whose title falls into the same slot.
"""

from collections.abc import Iterable
from typing import Final

from generator.domain.search_text import gram_hash

DIGITS: Final = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
"""In the order of their code points, so that numbers of one width are ordered as their digits are."""
AGAIN: Final = "."
"""Stands once more for each entry before that has the same place, slot and class."""


def capacity(count: int) -> int:
    """Return over how many slots `count` things are spread: a power of two, at most half of it taken."""
    slots = len(DIGITS)
    while count * 2 > slots:
        slots *= 2
    return slots


def width(slots: int) -> int:
    """Return how many digits of base 64 the slots below `slots` need."""
    digits = 1
    while len(DIGITS) ** digits < slots:
        digits += 1
    return digits


def written(number: int, digits: int) -> str:
    """Return a number in `digits` digits of base 64."""
    text = ""
    for _ in range(digits):
        number, digit = divmod(number, len(DIGITS))
        text = DIGITS[digit] + text
    return text


def codes(names: Iterable[str]) -> dict[str, str]:
    """Return a short code for each of a few names, all of one width: from a name's hash, the next one where it is taken."""
    ordered = sorted(set(names), key=lambda name: (gram_hash(name), name))
    slots = capacity(len(ordered))
    digits = width(slots)
    taken: dict[int, str] = {}
    for name in ordered:
        place = gram_hash(name) % slots
        while place in taken:
            place = (place + 1) % slots
        taken[place] = name
    return {name: written(place, digits) for place, name in taken.items()}
