"""Which entries hold which grams: pairs of characters, and longer grams only where pairs say too little.

A gram is hot when more than `limit` entries hold it (有限, 公司, 科技). A gram of k + 1 characters is kept only where both
of its grams of k characters are hot, so that no list of entries is long and the grams do not multiply. Beginnings of titles
and of codes follow the same rule, one character longer at a time, and are kept besides where the beginning is hot itself.
Of a hot gram the exact count and the best `limit` references are kept. Lists are of references, each of which stands for
several entries: a company stands in many records.
"""

from __future__ import annotations

import marshal
import re
import zlib
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from operator import add
from typing import Final

from generator.domain.search_text import BEGINNING, CODE, SHORTEST_QUERY, WHOLE
from generator.outputs.search_units import BETWEEN, Texts, Units

LONGEST_GRAM: Final = 16
"""Characters of the longest gram that is kept; a longer query whose parts are all hot is answered from its parts."""

LONGEST_WHOLE: Final = 8
"""Characters of the longest title that is kept whole; a longer query has few enough answers to be looked at."""

_NEIGHBOURS: Final = re.compile(b"\x01{2,}")
_SPOKEN: Final = re.compile("[0-9a-z]{2,}")
_LAST: Final = "\U0010ffff"
_PLACES_OF_HOT: Final = 4
_AT_ONCE: Final = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class HotGram:
    """A gram that more entries hold than an answer shows."""

    count: int
    owner: str
    """The shortest part of the gram which exactly the same entries hold; their list is kept once, under it."""
    places: tuple[str, ...]
    """The codes of the places whose entries hold it, where they are few."""


_Lists = dict[str, "array[int]"]
"""References by what they hold."""
_Headed = list[tuple[str, int]]
"""Beginnings, each with its reference."""


def _lists() -> _Lists:
    return defaultdict(partial(array, "I"))


class _Holders:
    """What holds each gram, or each stretch of a text."""

    def __init__(self) -> None:
        self.wholes = _lists()
        """References of whole families."""
        self.parts = _lists()
        """References of parts of families."""


class Grams:
    """All grams of a portal."""

    def __init__(self, units: Units, limit: int) -> None:
        self.postings: _Lists = {}
        """References of each gram that is not hot, ascending."""
        self.hot: dict[str, HotGram] = {}
        self.first: _Lists = {}
        """The best references of each hot gram that owns its list, ascending."""
        self._units = units
        self._limit = limit
        self._holders = _Holders()
        self._packed: list[bytes] = []
        self._lines: list[str] = []
        self._numbers: list[int] = []
        self._codes: _Headed = []

    def take_in(self, texts: Texts) -> None:
        """Take in what the entries of one place are found by."""
        wholes, parts, parents = self._holders.wholes, self._holders.parts, self._units.parents
        for line, unit in zip(texts.lines, texts.units, strict=True):
            holders = parts if unit in parents else wholes
            for gram in set(map(add, line, line[1:])):
                holders[gram].append(unit)
        self._lines += texts.lines
        self._numbers += texts.units
        self._codes += texts.codes
        if len(self._lines) > _AT_ONCE:
            self._pack()

    def collect(self) -> None:
        """Find out which grams are hot, and keep what is to be kept."""
        self._pack()
        runs = self._longer_lines(self._keep_all(self._holders, _as_it_is))
        for size in range(SHORTEST_QUERY + 1, LONGEST_GRAM + 1):
            holders = _Holders()
            for held, some in ((holders.wholes, runs.wholes), (holders.parts, runs.parts)):
                for run, members in some.items():
                    for gram in set(_grams(run, size)):
                        held[gram] += members
            hot = self._keep_all(holders, _in_order)
            longer = _Holders()
            for found, some in ((longer.wholes, runs.wholes), (longer.parts, runs.parts)):
                for run, members in some.items():
                    for stretch in _stretches(run, hot, size):
                        found[stretch] += members
            runs = longer
        self._keep_heads()

    def _longer_lines(self, hot: set[str]) -> _Holders:
        runs = _Holders()
        parents = self._units.parents
        for lines, units, _ in self._unpack():
            for line, unit in zip(lines, units, strict=True):
                found = runs.parts if unit in parents else runs.wholes
                for stretch in _stretches(line, hot, SHORTEST_QUERY):
                    found[stretch].append(unit)
        return runs

    def _keep_heads(self) -> None:
        """Keep whole titles, and the beginnings of titles and of codes."""
        parents = self._units.parents
        spoken = _lists()
        whole = _lists()
        heads: _Headed = []
        for lines, units, _ in self._unpack():
            for line, unit in zip(lines, units, strict=True):
                if unit not in parents:
                    head = line.partition(BETWEEN)[0]
                    heads.append((head, unit))
                    if SHORTEST_QUERY <= len(head) <= LONGEST_WHOLE:
                        whole[WHOLE + head].append(unit)
                for run in _SPOKEN.findall(line):
                    spoken[run].append(unit)
        for gram, members in whole.items():
            self._keep(gram, members, ())
        self._keep_beginnings(BEGINNING, heads, {})
        heads.clear()
        self._keep_beginnings(CODE, list(chain.from_iterable(codes for _, _, codes in self._unpack())), spoken)

    def _pack(self) -> None:
        self._packed.append(zlib.compress(marshal.dumps((self._lines, self._numbers, self._codes)), 1))
        self._lines, self._numbers, self._codes = [], [], []

    def _unpack(self) -> Iterator[tuple[list[str], list[int], _Headed]]:
        for packed in self._packed:
            yield marshal.loads(zlib.decompress(packed))  # noqa: S302 - packed by this very object

    def _keep_all(self, holders: _Holders, ordered: Callable[[Sequence[int]], Sequence[int]]) -> set[str]:
        """Keep all grams, which are forgotten there; those that are hot."""
        wholes, parts, hot = holders.wholes, holders.parts, set()
        while wholes:
            gram, members = wholes.popitem()
            some = ordered(parts.pop(gram)) if gram in parts else ()
            if BETWEEN not in gram and self._keep(gram, ordered(members), some):
                hot.add(gram)
        while parts:
            gram, members = parts.popitem()
            if BETWEEN not in gram and self._keep(gram, (), ordered(members)):
                hot.add(gram)
        return hot

    def _keep(self, gram: str, wholes: Sequence[int], parts: Sequence[int]) -> bool:
        """Keep a gram with its references, each ascending: of whole families and of parts of families; whether it is hot."""
        found = wholes
        if parts:
            parents = self._units.parents
            doubled = set(map(parents.__getitem__, parts)).intersection(wholes)
            if doubled:
                parts = [unit for unit in parts if parents[unit] not in doubled]
            found = sorted((*wholes, *parts))
        count = sum(map(self._units.sizes.__getitem__, found))
        if count <= self._limit:
            self.postings[gram] = array("I", found)
            return False
        owner = self._same_entries(gram, count)
        places = self._units.places_of(found, _PLACES_OF_HOT)
        self.hot[gram] = HotGram(count=count, owner=owner, places=tuple(places))
        if owner == gram:
            best = sorted(found, key=self._units.best.__getitem__)[: self._limit]
            self.first[gram] = array("I", sorted(best))
        return True

    def _keep_beginnings(self, mark: str, heads: _Headed, spoken: _Lists) -> None:
        """Keep the first two characters of all, and one more of those whose beginning is hot, and so on.

        `spoken` are words and numbers inside of texts: a hot beginning is kept with everything that holds it anywhere.
        """
        heads.sort()
        texts = [text for text, _ in heads]
        units = array("I", [unit for _, unit in heads])
        waiting = [(0, len(texts), SHORTEST_QUERY, True)]
        while waiting:
            start, end, size, every = waiting.pop()
            while start < end:
                beginning = texts[start][:size]
                after = bisect_left(texts, beginning + _LAST, start, end)
                if len(beginning) == size and (every or beginning in self.hot):
                    own = units[start:after]
                    inside = self._inside(beginning, own, spoken) if spoken else ()
                    members = set(chain(own, *inside))
                    parts = self._units.parents.keys() & members
                    is_hot = self._keep(mark + beginning, sorted(members - parts), sorted(parts))
                    if size < LONGEST_GRAM:
                        waiting.append((start, after, size + 1, is_hot))
                start = after

    def _inside(self, beginning: str, own: Sequence[int], spoken: _Lists) -> list[Sequence[int]]:
        """What holds a beginning inside of a text, where it is hot there or as a beginning."""
        if beginning in self.hot or sum(map(self._units.sizes.__getitem__, own)) > self._limit:
            return [members for run, members in spoken.items() if beginning in run]
        return []

    def _same_entries(self, gram: str, count: int) -> str:
        """The gram that owns the list: what holds the longer gram holds its parts, so the same count is the same list."""
        for part in (gram[:-1],) if gram[0] in (BEGINNING, CODE, WHOLE) else (gram[:-1], gram[1:]):
            parent = self.hot.get(part)
            if parent is not None and parent.count == count:
                return parent.owner
        return gram


def _grams(text: str, size: int) -> Iterator[str]:
    """Return the grams of a text, in their order."""
    if size == SHORTEST_QUERY:
        return map(add, text, text[1:])
    return (text[start : start + size] for start in range(len(text) - size + 1))


def _stretches(text: str, hot: set[str], size: int) -> Iterator[str]:
    """The stretches of a text in which every gram of `size` characters is hot, where they are longer than one."""
    flags = bytes(map(hot.__contains__, _grams(text, size)))
    for stretch in _NEIGHBOURS.finditer(flags):
        yield text[stretch.start() : stretch.end() + size - 1]


def _as_it_is(members: Sequence[int]) -> Sequence[int]:
    return members


def _in_order(members: Sequence[int]) -> Sequence[int]:
    return sorted(set(members))
