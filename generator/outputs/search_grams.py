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
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
_SPOKEN: Final = re.compile("[0-9a-z]{2,}|\n")
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


_Runs = dict[str, "array[int]"]
"""Stretches of texts, each with its references; of parts of families with their complements, which are negative."""


def _runs() -> _Runs:
    return defaultdict(partial(array, "i"))


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
        self._pairs = _lists()
        """References by pairs of characters, ascending; those of parts of families only where the family has not the pair."""
        self._lines: list[str] = []
        self._numbers = array("i")
        self._codes: _Headed = []
        self._packed_lines: list[bytes] = []
        self._packed_codes: list[bytes] = []

    def take_in(self, texts: Texts) -> None:
        """Take in what the entries of one place are found by."""
        parents, pairs = self._units.parents, self._pairs
        own = set[str]()
        for line, unit in zip(texts.lines, texts.units, strict=True):
            grams = set(map(add, line, line[1:]))
            if parents[unit] < 0:
                own = grams
            else:
                # The family that it is a part of stands before it.
                grams -= own
            for gram in grams:
                pairs[gram].append(unit)
        self._lines += texts.lines
        self._numbers.extend([unit if parents[unit] < 0 else ~unit for unit in texts.units])
        self._codes += texts.codes
        if len(self._lines) > _AT_ONCE:
            self._pack()

    def collect(self) -> None:
        """Find out which grams are hot, and keep what is to be kept."""
        self._pack()
        hot = self._keep_pairs()
        runs = self._runs_of_pairs(hot) if hot else {}
        for size in range(SHORTEST_QUERY + 1, LONGEST_GRAM + 1):
            hot = self._keep_longer(runs, size)
            longer = _runs()
            for run, members in runs.items():
                for stretch in _stretches(run, hot, size):
                    longer[stretch].extend(members)
            runs = longer
        self._keep_heads()
        self._keep_codes()

    def _keep_pairs(self) -> set[str]:
        """Keep all pairs of characters, whose lists are forgotten; those that are hot."""
        pairs, hot = self._pairs, set()
        for gram in list(pairs):
            members = pairs.pop(gram)
            if BETWEEN not in gram and self._keep(gram, members):
                hot.add(gram)
        return hot

    def _runs_of_pairs(self, hot: set[str]) -> _Runs:
        """The stretches of all lines in which every pair is hot.

        Between two characters that belong to no hot pair there is often the same, which is looked at once.
        """
        runs = _runs()
        characters = "".join(map(re.escape, sorted(set(chain.from_iterable(hot)))))
        warm = re.compile(f"[{characters}]{{{SHORTEST_QUERY + 1},}}|\n")
        for text, units in self._unpack_lines():
            for segment, members in _held(warm, text, units).items():
                for stretch in _stretches(segment, hot, SHORTEST_QUERY):
                    runs[stretch].extend(members)
        return runs

    def _keep_longer(self, runs: _Runs, size: int) -> set[str]:
        """Keep the grams of `size` characters of all runs; those that are hot.

        What stands in the same runs is held by the same entries, and worked out once.
        """
        holders = _lists()
        for number, run in enumerate(runs):
            for gram in set(_grams(run, size)):
                holders[gram].append(number)
        alike: dict[bytes, list[str]] = defaultdict(list)
        while holders:
            gram, numbers = holders.popitem()
            alike[numbers.tobytes()].append(gram)
        hot, held = set[str](), list(runs.values())
        for key, grams in alike.items():
            some = sorted(set(chain.from_iterable([held[number] for number in array("I", key)])))
            cut = bisect_left(some, 0)
            members = self._members(some[cut:], [~number for number in some[:cut]])
            hot.update([gram for gram in grams if self._keep(gram, members)])
        return hot

    def _keep_heads(self) -> None:
        """Keep whole titles and the beginnings of titles."""
        hot, heads, wholes = self.hot, _lists(), _lists()
        for text, units in self._unpack_lines():
            for line, unit in zip(text.split("\n"), units, strict=True):
                if unit >= 0:
                    head = line.partition(BETWEEN)[0]
                    for size in range(SHORTEST_QUERY, min(len(head), LONGEST_GRAM) + 1):
                        beginning = head[:size]
                        heads[beginning].append(unit)
                        if beginning not in hot:
                            break
                    if SHORTEST_QUERY <= len(head) <= LONGEST_WHOLE:
                        wholes[WHOLE + head].append(unit)
        for head, members in wholes.items():
            self._keep(head, members)
        self._keep_beginnings(heads)

    def _keep_beginnings(self, heads: _Lists) -> None:
        """Keep beginnings of titles that are short, hot anywhere, or one character longer than one that is hot."""
        hot = self.hot
        for head in sorted(heads, key=len):
            before = BEGINNING + head[:-1]
            if before in hot and len(heads[head[:-1]]) == len(heads[head]):
                hot[BEGINNING + head] = hot[before]
            elif len(head) == SHORTEST_QUERY or head in hot or before in hot:
                self._keep(BEGINNING + head, heads[head])

    def _keep_codes(self) -> None:
        """Keep the beginnings of codes; hot ones with everything that holds them inside of a word, too."""
        spoken = _lists()
        for text, units in self._unpack_lines():
            for run, some in _held(_SPOKEN, text, units).items():
                spoken[run].extend([max(unit, ~unit) for unit in some])
        hot, sizes, parents = self.hot, self._units.sizes, self._units.parents
        going = {"": 0}
        alive = [""]
        for size in range(SHORTEST_QUERY, LONGEST_GRAM + 1):
            beginnings = self._beginnings_of_codes(size, alive, going)
            before, going = going, {}
            for beginning, own in beginnings.items():
                if before.get(beginning[:-1]) == len(own):
                    hot[CODE + beginning] = hot[CODE + beginning[:-1]]
                    going[beginning] = len(own)
                    continue
                members = set(own)
                if beginning in hot or sum(map(sizes.__getitem__, own)) > self._limit:
                    members.update(*[inside for run, inside in spoken.items() if beginning in run])
                parts = [unit for unit in members if parents[unit] >= 0]
                if self._keep(CODE + beginning, self._members(sorted(members.difference(parts)), parts)):
                    going[beginning] = 0 if len(members) > len(own) else len(own)
            alive = [beginning for beginning in beginnings if beginning in going or beginning in hot]

    def _beginnings_of_codes(self, size: int, alive: Sequence[str], going: Mapping[str, int]) -> _Lists:
        """The beginnings of `size` characters of all codes whose shorter one is in `going`, or that are hot themselves.

        `alive` are the shorter ones of which there may be any.
        """
        hot, found = self.hot, _lists()
        before = size - 1 if size > SHORTEST_QUERY else 0
        for packed in self._packed_codes if alive else ():
            codes, units = marshal.loads(zlib.decompress(packed))  # noqa: S302 - packed by this very object
            for shorter in alive:
                start, last = bisect_left(codes, shorter), bisect_left(codes, shorter + _LAST)
                while start < last:
                    beginning = codes[start][:size]
                    end = bisect_left(codes, beginning + _LAST, start)
                    if len(beginning) == size and (beginning[:before] in going or beginning in hot):
                        found[beginning].extend(units[start:end])
                    start = end
        return found

    def _pack(self) -> None:
        if self._lines:
            self._packed_lines.append(zlib.compress("\n".join(self._lines).encode(), 1))
            codes = sorted(self._codes)
            both = [code for code, _ in codes], [unit for _, unit in codes]
            self._packed_codes.append(zlib.compress(marshal.dumps(both), 1))
            self._lines, self._codes = [], []

    def _unpack_lines(self) -> Iterator[tuple[str, array[int]]]:
        """Yield lines as one text with their references; of parts of families the complements."""
        start = 0
        for packed in self._packed_lines:
            text = zlib.decompress(packed).decode()
            end = start + text.count("\n") + 1
            yield text, self._numbers[start:end]
            start = end

    def _members(self, wholes: Sequence[int], parts: Sequence[int]) -> Sequence[int]:
        """References of whole families, ascending, and of parts of families which are not among these; all ascending."""
        if not parts:
            return wholes
        parents = self._units.parents
        doubled = set(map(parents.__getitem__, parts)).intersection(wholes)
        if doubled:
            parts = [unit for unit in parts if parents[unit] not in doubled]
        return sorted((*wholes, *parts))

    def _keep(self, gram: str, members: Sequence[int]) -> bool:
        """Keep a gram with its references, ascending; whether it is hot."""
        count = sum(map(self._units.sizes.__getitem__, members))
        if count <= self._limit:
            self.postings[gram] = array("I", members)
            return False
        owner = self._same_entries(gram, count)
        places = self._units.places_of(members, _PLACES_OF_HOT)
        self.hot[gram] = HotGram(count=count, owner=owner, places=tuple(places))
        if owner == gram:
            best = sorted(members, key=self._units.best.__getitem__)[: self._limit]
            self.first[gram] = array("I", sorted(best))
        return True

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


def _held(pattern: re.Pattern[str], text: str, units: Iterable[int]) -> _Runs:
    """What a pattern, which finds the ends of lines too, finds in the lines of a text, with the references of the lines."""
    found = _runs()
    numbers = iter(units)
    unit = next(numbers)
    for piece in pattern.findall(text):
        if piece == "\n":
            unit = next(numbers)
        else:
            found[piece].append(unit)
    return found


def _stretches(text: str, hot: set[str], size: int) -> Iterator[str]:
    """The stretches of a text in which every gram of `size` characters is hot, where they are longer than one."""
    flags = bytes(map(hot.__contains__, _grams(text, size)))
    for stretch in _NEIGHBOURS.finditer(flags):
        yield text[stretch.start() : stretch.end() + size - 1]
