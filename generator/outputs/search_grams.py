"""Which entries hold which grams: pairs of characters, and longer grams only where pairs say too little.

A gram is hot when more than `limit` entries hold it (有限, 公司, 科技). A gram of k + 1 characters is kept only where both
of its grams of k characters are hot, so that no list of entries is long and the grams do not multiply. Beginnings of titles
and of codes follow the same rule, one character longer at a time, and are kept besides where the beginning is hot itself.
Of a hot gram the exact count and the best `limit` references are kept. Lists are of references, each of which stands for
several entries: a company stands in many records.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import partial
from itertools import chain
from typing import Final

from generator.domain.search_text import BEGINNING, CODE, SHORTEST_QUERY, WHOLE
from generator.frozen import dataclass
from generator.outputs.search_lines import Codes, Lines, Lists, Runs, alike, lists, longer
from generator.outputs.search_places import BETWEEN, NamedPlace
from generator.outputs.search_units import Units

LONGEST_GRAM: Final = 16
"""Characters of the longest gram that is kept; a longer query whose parts are all hot is answered from its parts."""

LONGEST_WHOLE: Final = 8
"""Characters of the longest title that is kept whole; a longer query has few enough answers to be looked at."""

_SPOKEN: Final = "[0-9a-z]{2,}"
_PLACES_OF_HOT: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class HotGram:
    """A gram that more entries hold than an answer shows."""

    count: int
    owner: str
    """The shortest part of the gram which exactly the same entries hold; their list is kept once, under it."""
    places: tuple[str, ...]
    """The codes of the places whose entries hold it, where they are few."""


class Grams:
    """All grams of a portal."""

    def __init__(self, units: Units, limit: int) -> None:
        self.postings: Lists = {}
        """References of each gram that is not hot, ascending."""
        self.hot: dict[str, HotGram] = {}
        self.first: Lists = {}
        """The best references of each hot gram that owns its list, ascending."""
        self._units = units
        self._limit = limit
        self._pairs = lists()
        """References by pairs of characters, ascending; those of parts of families only where the family has not the pair."""
        self._lines = Lines()
        self._codes = Codes()

    def take_in(self, place: NamedPlace) -> None:
        """Take in what the entries of one place are found by."""
        for gram, members in place.pairs.items():
            self._pairs[gram].frombytes(members)
        parents, start = place.parents, place.start
        self._lines.take_in(place.lines, [unit if parents[unit - start] < 0 else ~unit for unit in place.units])
        self._codes.take_in(place.codes)

    def collect(self) -> None:
        """Find out which grams are hot, and keep what is to be kept."""
        self._keep_longer(self._lines.runs(self._keep_pairs()))
        self._keep_heads()
        self._keep_codes()

    def _keep_pairs(self) -> set[str]:
        """Keep all pairs of characters, whose lists are forgotten; those that are hot."""
        pairs, hot = self._pairs, set()
        for gram in list(pairs):
            members = pairs.pop(gram)
            if BETWEEN not in gram and self._keep([gram], members):
                hot.add(gram)
        return hot

    def _keep_longer(self, runs: Runs) -> None:
        """Keep the longer grams of all runs, in which every pair is hot; what stands in the same runs is worked out once."""
        inherited: dict[str, HotGram] = {}
        for size in range(SHORTEST_QUERY + 1, LONGEST_GRAM + 1):
            hot, held = dict[bytes, list[str]](), list(runs.values())
            for key, grams in alike(runs, size).items():
                same = inherited.get(grams[0])
                if same is not None:
                    self._keep_hot(grams, same.count, same.places, partial(self.first.__getitem__, same.owner))
                    hot[key] = grams
                else:
                    some = sorted(set(chain.from_iterable([held[number] for number in array("I", key)])))
                    cut = bisect_left(some, 0)
                    if self._keep(grams, self._members(some[cut:], [~number for number in some[:cut]])):
                        hot[key] = grams
            runs, holders = longer(runs, set(chain.from_iterable(hot.values())), size)
            # Where a shorter gram stands, the longer one stands too: both are held by the same entries.
            inherited = {gram: self.hot[hot[key][0]] for gram, key in holders.items() if key in hot}

    def _keep_heads(self) -> None:
        """Keep whole titles and the beginnings of titles."""
        hot, heads, wholes = self.hot, lists(), lists()
        for text, units in self._lines.unpack():
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
            self._keep([head], members)
        self._keep_beginnings(heads)

    def _keep_beginnings(self, heads: Lists) -> None:
        """Keep beginnings of titles that are short, hot anywhere, or one character longer than one that is hot."""
        hot = self.hot
        for head in sorted(heads, key=len):
            before = BEGINNING + head[:-1]
            if before in hot and len(heads[head[:-1]]) == len(heads[head]):
                hot[BEGINNING + head] = hot[before]
            elif len(head) == SHORTEST_QUERY or head in hot or before in hot:
                self._keep([BEGINNING + head], heads[head])

    def _keep_codes(self) -> None:
        """Keep the beginnings of codes; hot ones with everything that holds them inside of a word, too."""
        hot, parents, spoken = self.hot, self._units.parents, self._spoken()
        going = dict.fromkeys([""], 0)
        shorter = [""]
        for size in range(SHORTEST_QUERY, LONGEST_GRAM + 1):
            before, going, beginnings = going, {}, self._codes.beginnings(size, shorter)
            for beginning, own in beginnings.items():
                if size > SHORTEST_QUERY and beginning[:-1] not in before and beginning not in hot:
                    continue
                if before.get(beginning[:-1]) == len(own):
                    hot[CODE + beginning] = hot[CODE + beginning[:-1]]
                    going[beginning] = len(own)
                    continue
                members = self._holders_of_code(beginning, own, spoken)
                parts = [unit for unit in members if parents[unit] >= 0]
                if self._keep([CODE + beginning], self._members(sorted(members.difference(parts)), parts)):
                    going[beginning] = 0 if len(members) > len(own) else len(own)
            shorter = [beginning for beginning in beginnings if beginning in going or beginning in hot]

    def _spoken(self) -> Lists:
        """The words of digits and Latin letters with the references of the texts in which they stand."""
        spoken = lists()
        for held in self._lines.holding(_SPOKEN):
            for word, units in held.items():
                spoken[word].extend([max(unit, ~unit) for unit in units])
        return spoken

    def _holders_of_code(self, beginning: str, own: Sequence[int], spoken: Lists) -> set[int]:
        members = set(own)
        if beginning in self.hot or sum(map(self._units.sizes.__getitem__, own)) > self._limit:
            members.update(*[inside for word, inside in spoken.items() if beginning in word])
        return members

    def _members(self, wholes: Sequence[int], parts: Sequence[int]) -> Sequence[int]:
        """References of whole families, ascending, and of parts of families which are not among these; all ascending."""
        if not parts:
            return wholes
        parents = self._units.parents
        doubled = set(map(parents.__getitem__, parts)).intersection(wholes)
        if doubled:
            parts = [unit for unit in parts if parents[unit] not in doubled]
        return sorted((*wholes, *parts))

    def _keep(self, grams: Sequence[str], members: Sequence[int]) -> bool:
        """Keep grams that the same references hold, which are ascending; whether they are hot."""
        count = sum(map(self._units.sizes.__getitem__, members))
        if count <= self._limit:
            for gram in grams:
                self.postings[gram] = array("I", members)
            return False
        places = tuple(self._units.places_of(members, _PLACES_OF_HOT))
        self._keep_hot(grams, count, places, partial(self._first, members))
        return True

    def _keep_hot(
        self, grams: Sequence[str], count: int, places: tuple[str, ...], first: Callable[[], array[int]]
    ) -> None:
        for gram in grams:
            owner = self._same_entries(gram, count)
            self.hot[gram] = HotGram(count=count, owner=owner, places=places)
            if owner == gram:
                self.first[gram] = first()

    def _first(self, members: Sequence[int]) -> array[int]:
        """The best references of some."""
        return array("I", sorted(sorted(members, key=self._units.best.__getitem__)[: self._limit]))

    def _same_entries(self, gram: str, count: int) -> str:
        """The gram that owns the list: what holds the longer gram holds its parts, so the same count is the same list."""
        for part in (gram[:-1],) if gram[0] in (BEGINNING, CODE, WHOLE) else (gram[:-1], gram[1:]):
            parent = self.hot.get(part)
            if parent is not None and parent.count == count:
                return parent.owner
        return gram
