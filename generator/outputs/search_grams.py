"""Which entries hold which grams: pairs of characters, and longer grams only where pairs say too little.

A gram is hot when more than `limit` entries hold it (有限, 公司, 科技). A gram of k + 1 characters is kept only where both
of its grams of k characters are hot, so that no list of entries is long and the grams do not multiply. Beginnings of titles
and of codes follow the same rule, one character longer at a time. Of a hot gram the exact count and the first `limit`
entries are kept. The work is done once for each different text, not for each entry: a company stands in many records.
"""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import add
from typing import Final

from generator.domain.search_text import BEGINNING, CODE, SHORTEST_QUERY, WHOLE, fold, is_code, readings

LONGEST_GRAM: Final = 16
"""Characters of the longest gram that is kept; a longer query whose parts are all hot is answered from its parts."""

LONGEST_WHOLE: Final = 8
"""Characters of the longest title that is kept whole; a longer query has few enough answers to be looked at."""

_NEIGHBOURS: Final = re.compile(b"\x01{2,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class HotGram:
    """A gram that more entries hold than an answer shows."""

    count: int
    owner: str
    """The shortest part of the gram which exactly the same entries hold; their list is kept once, under it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grams:
    """All grams of a portal."""

    postings: Mapping[str, Sequence[int]]
    """Entries of each gram that is not hot, ascending."""
    hot: Mapping[str, HotGram]
    first: Mapping[str, Sequence[int]]
    """The first entries of each hot gram that owns its list, ascending."""


_Runs = dict[str, list[Sequence[int]]]
"""Folded texts, or stretches of them in which every gram is hot, each with its entries in one or more lists."""


def collect(titles: dict[str, Sequence[int]], others: dict[str, Sequence[int]], limit: int) -> Grams:
    """Collect the grams of titles and other texts, each with the numbers of its entries, ascending.

    Both are empty afterwards: with a million entries they are too large to be kept beside the grams.
    """
    keeper = _Keeper(limit)
    codes, lines = _fold_others(others)
    keeper.keep_beginnings(CODE, list(codes.items()))
    codes.clear()
    heads: _Runs = defaultdict(list)
    while titles:
        title, members = titles.popitem()
        spoken = readings(fold(title))
        heads[spoken[0]].append(members)
        for reading in spoken:
            lines[reading].append(members)
    for title, lists in heads.items():
        if SHORTEST_QUERY <= len(title) <= LONGEST_WHOLE:
            keeper.keep(WHOLE + title, lists)
    keeper.keep_beginnings(BEGINNING, list(heads.items()))
    heads.clear()
    runs = lines
    for size in range(SHORTEST_QUERY, LONGEST_GRAM + 1):
        runs = keeper.keep_grams(runs, size)
    return Grams(postings=keeper.postings, hot=keeper.hot, first=keeper.first)


def _fold_others(others: dict[str, Sequence[int]]) -> tuple[_Runs, _Runs]:
    """Return the codes among the texts, and the readings of the rest."""
    codes: _Runs = defaultdict(list)
    lines: _Runs = defaultdict(list)
    while others:
        text, members = others.popitem()
        folded = fold(text)
        for reading in readings(folded):
            (codes if is_code(folded) else lines)[reading].append(members)
    return codes, lines


class _Keeper:
    """Sorts grams into hot ones and others."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.postings: dict[str, Sequence[int]] = {}
        self.hot: dict[str, HotGram] = {}
        self.first: dict[str, Sequence[int]] = {}

    def keep(self, gram: str, lists: Sequence[Sequence[int]]) -> bool:
        """Keep a gram with its entries; whether it is hot."""
        members = lists[0] if len(lists) == 1 else sorted(set(chain.from_iterable(lists)))
        if len(members) <= self.limit:
            self.postings[gram] = array("I", members)
            return False
        owner = self._same_entries(gram, len(members))
        self.hot[gram] = HotGram(count=len(members), owner=owner)
        if owner == gram:
            self.first[gram] = array("I", members[: self.limit])
        return True

    def keep_beginnings(self, mark: str, texts: list[tuple[str, list[Sequence[int]]]]) -> None:
        """Keep the first two characters of all texts, and one more of those whose beginning is hot, and so on."""
        waiting = [(SHORTEST_QUERY, texts)]
        while waiting:
            size, alike = waiting.pop()
            groups: dict[str, list[tuple[str, list[Sequence[int]]]]] = defaultdict(list)
            for text, lists in alike:
                if len(text) >= size:
                    groups[mark + text[:size]].append((text, lists))
            for gram, group in groups.items():
                if self.keep(gram, [members for _, lists in group for members in lists]) and size < LONGEST_GRAM:
                    waiting.append((size + 1, group))

    def keep_grams(self, runs: _Runs, size: int) -> _Runs:
        """Keep the grams of `size` characters of all runs; return the longer stretches in which all of these are hot."""
        holders: dict[str, list[Sequence[int]]] = defaultdict(list)
        for run, lists in runs.items():
            for gram in set(_grams(run, size)):
                holders[gram] += lists
        hot = set()
        while holders:
            gram, lists = holders.popitem()
            if self.keep(gram, lists):
                hot.add(gram)
        longer: _Runs = defaultdict(list)
        if hot:
            for run, lists in runs.items():
                for stretch in _NEIGHBOURS.finditer(bytes(map(hot.__contains__, _grams(run, size)))):
                    longer[run[stretch.start() : stretch.end() + size - 1]] += lists
        return longer

    def _same_entries(self, gram: str, count: int) -> str:
        """The gram that owns the list: what holds the longer gram holds its parts, so the same count is the same list."""
        for part in (gram[:-1],) if gram[0] in (BEGINNING, CODE, WHOLE) else (gram[:-1], gram[1:]):
            parent = self.hot.get(part)
            if parent is not None and parent.count == count:
                return parent.owner
        return gram


def _grams(text: str, size: int) -> Iterator[str]:
    """Return the grams of a text, in their order."""
    if size == 2:
        return map(add, text, text[1:])
    return (text[start : start + size] for start in range(len(text) - size + 1))
