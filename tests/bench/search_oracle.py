"""The answer of a reader who has no index and looks at every text: what the search must find, and in what order."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from generator.domain.search_text import fold, is_code, readings
from generator.outputs.search_index import KINDS, SHOWN, SearchEntry

_BETWEEN: Final = "\x00"
Key = tuple[int, int, int]
"""How good an answer is: 0 exactly the title, 1 its beginning, 2 anywhere; the place of its kind; the latest year first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """What is right for one query."""

    count: int
    first: tuple[Key, ...]
    """The keys of the answers that are shown, in their order."""
    addresses: tuple[str, ...]
    """Of all answers, sorted; empty where there are more than are shown."""


class Oracle:
    """Every text of every entry, folded, in two long strings."""

    def __init__(self, entries: Sequence[SearchEntry]) -> None:
        self._entries = entries
        lines: dict[str, array[int]] = {}
        codes: dict[str, array[int]] = {}
        for number, entry in enumerate(entries):
            for text in (entry.title, *entry.also, entry.text):
                folded = fold(text)
                held = codes if is_code(folded) else lines
                for reading in readings(folded):
                    held.setdefault(reading, array("I")).append(number)
        self._lines = _Texts(lines)
        self._codes = _Texts({_BETWEEN + code: members for code, members in codes.items()})

    def right(self, term: str) -> Right:
        """What is right for a query of one folded word."""
        found = {number for members in self._lines.holding(term) for number in members}
        found.update(number for members in self._codes.holding(_BETWEEN + term) for number in members)
        first = sorted(self._key(number, term) for number in found)[:SHOWN]
        few = found if len(found) <= SHOWN else ()
        return Right(
            count=len(found), first=tuple(first), addresses=tuple(sorted(self._entries[number].url for number in few))
        )

    def _key(self, number: int, term: str) -> Key:
        entry = self._entries[number]
        return tier(entry.title, term), KINDS.index(entry.kind), -(entry.year or 0)


def tier(title: str, term: str) -> int:
    """How good an answer with this title is."""
    head, query = readings(fold(title))[0], term.replace(" ", "")
    return 0 if head == query else 1 if head.startswith(query) else 2


class _Texts:
    def __init__(self, held: dict[str, array[int]]) -> None:
        self._members = list(held.values())
        self._starts = array("Q")
        place = 0
        for text in held:
            self._starts.append(place)
            place += len(text) + 1
        self._text = _BETWEEN.join(held) + _BETWEEN

    def holding(self, term: str) -> Iterator[array[int]]:
        """The entries of each text that holds a term."""
        place = self._text.find(term)
        while place >= 0:
            line = bisect_right(self._starts, place) - 1
            yield self._members[line]
            after = self._starts[line + 1] if line + 1 < len(self._starts) else len(self._text)
            place = self._text.find(term, after)
