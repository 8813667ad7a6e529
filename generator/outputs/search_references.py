"""Short references of search entries, which stay the same when other entries come and go.

A reference says what an answer is narrowed by (kind, state, year, jurisdiction), so that counting needs no further file:
class, jurisdiction, slot, each in digits of base 64. A slot comes from the hash of the entry's address within the entries
of the same class and jurisdiction, so that a new entry moves nobody but, seldom, a neighbour with almost the same hash.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from generator.domain.search_text import gram_hash

DIGITS: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"
_CHUNK: Final = 16


def capacity(count: int) -> int:
    """Return how many slots `count` things are spread over: a power of 64's steps of two, at most three quarters full."""
    slots = len(DIGITS)
    while count * 4 > slots * 3:
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


def settle(hashes: Sequence[int], slots: int) -> list[int]:
    """Give each hash the first free slot from its own on, taken in the order given, which must not depend on chance."""
    taken: set[int] = set()
    places = []
    for value in hashes:
        place = value % slots
        while place in taken:
            place = (place + 1) % slots
        taken.add(place)
        places.append(place)
    return places


def codes(names: Iterable[str]) -> dict[str, str]:
    """Return a short code for each of a few names, all of one width."""
    ordered = sorted(set(names), key=lambda name: (gram_hash(name), name))
    slots = capacity(len(ordered))
    digits = width(slots)
    places = settle([gram_hash(name) for name in ordered], slots)
    return {name: written(place, digits) for name, place in zip(ordered, places, strict=True)}


def chunk(prefix: str, slot: int) -> str:
    """Return the name of the neighbourhood of at most 16 entries that are always stored in the same file."""
    return f"{prefix}:{slot // _CHUNK}"
