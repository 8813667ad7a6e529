"""What entries are found by, kept packed until it is known which grams are hot, and cut into what is the same in many of them."""

from __future__ import annotations

import re
import zlib
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from operator import add
from typing import Final

from generator.domain.search_text import SHORTEST_QUERY

Lists = dict[str, "array[int]"]
"""References by what they hold."""
Runs = dict[str, "array[int]"]
"""Stretches of texts, each with its references; of parts of families with their complements, which are negative."""

_NEIGHBOURS: Final = re.compile(b"\x01{2,}")
_LAST: Final = "\U0010ffff"
_AT_ONCE: Final = 4096


def lists() -> Lists:
    """Lists of references, empty as yet."""
    return defaultdict(partial(array, "I"))


def _runs() -> Runs:
    return defaultdict(partial(array, "i"))


class Lines:
    """Folded texts, one line for each reference; those of parts of families are given as their complements."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._units = array("i")
        self._packed: list[bytes] = []

    def take_in(self, lines: Iterable[str], units: Iterable[int]) -> None:
        """Take in further lines, each with its reference."""
        self._lines += lines
        self._units.extend(units)
        if len(self._lines) > _AT_ONCE:
            self._pack()

    def _pack(self) -> None:
        self._packed.append(zlib.compress("\n".join(self._lines).encode(), 1))
        self._lines = []

    def unpack(self) -> Iterator[tuple[str, array[int]]]:
        """Yield the lines, many as one text, with their references."""
        if self._lines:
            self._pack()
        start = 0
        for packed in self._packed:
            text = zlib.decompress(packed).decode()
            end = start + text.count("\n") + 1
            yield text, self._units[start:end]
            start = end

    def holding(self, pattern: str) -> Iterator[Runs]:
        """Yield, for many lines at a time, what a pattern finds in them with the references of all lines that hold it."""
        pieces = re.compile(f"{pattern}|\n")
        for text, units in self.unpack():
            found = _runs()
            numbers = iter(units)
            unit = next(numbers)
            for piece in pieces.findall(text):
                if piece == "\n":
                    unit = next(numbers)
                else:
                    found[piece].append(unit)
            yield found

    def runs(self, hot: set[str]) -> Runs:
        """The stretches of all lines in which every pair of characters is hot.

        What stands between two characters of no hot pair is often the same, and is looked at once.
        """
        runs = _runs()
        characters = "".join(map(re.escape, sorted(set(chain.from_iterable(hot)))))
        for held in self.holding(f"[{characters}]{{{SHORTEST_QUERY + 1},}}") if hot else ():
            for text, units in held.items():
                for stretch in _stretches(text, hot, SHORTEST_QUERY):
                    runs[stretch].extend(units)
        return runs


class Codes:
    """Credit codes and other numbers, each with its reference."""

    def __init__(self) -> None:
        self._codes: list[tuple[str, int]] = []
        self._packed: list[tuple[bytes, array[int]]] = []

    def take_in(self, codes: Iterable[tuple[str, int]]) -> None:
        """Take in further codes."""
        self._codes += codes
        if len(self._codes) > _AT_ONCE:
            self._pack()

    def _pack(self) -> None:
        codes, units = zip(*sorted(self._codes), strict=True)
        self._packed.append((zlib.compress("\n".join(codes).encode(), 1), array("I", units)))
        self._codes = []

    def beginnings(self, size: int, shorter: Sequence[str]) -> Lists:
        """The beginnings of `size` characters of all codes that begin with one of the shorter ones."""
        found = lists()
        if self._codes:
            self._pack()
        for packed, units in self._packed if shorter else ():
            codes = zlib.decompress(packed).decode().split("\n")
            for one in shorter:
                start, last = bisect_left(codes, one), bisect_left(codes, one + _LAST)
                while start < last:
                    beginning = codes[start][:size]
                    end = bisect_left(codes, beginning + _LAST, start)
                    if len(beginning) == size:
                        found[beginning].extend(units[start:end])
                    start = end
        return found


def alike(runs: Runs, size: int) -> dict[bytes, list[str]]:
    """The grams of `size` characters of all runs, by the numbers of the runs that hold them, which are one after another."""
    found: dict[bytes, list[str]] = defaultdict(list)
    holders = lists()
    for number, run in enumerate(runs):
        for gram in dict.fromkeys(_grams(run, size)):
            holders[gram].append(number)
    for gram, numbers in holders.items():
        found[numbers.tobytes()].append(gram)
    return found


def longer(runs: Runs, hot: set[str], size: int) -> tuple[Runs, dict[str, bytes]]:
    """The stretches of all runs in which every gram of `size` characters is hot; the grams of one character more in them.

    These are given with the numbers of the runs that hold them, as in `alike`.
    """
    found, holders = _runs(), lists()
    for number, (run, units) in enumerate(runs.items()):
        for stretch in _stretches(run, hot, size):
            found[stretch].extend(units)
            for gram in dict.fromkeys(_grams(stretch, size + 1)):
                holders[gram].append(number)
    return found, {gram: numbers.tobytes() for gram, numbers in holders.items()}


def _stretches(text: str, hot: set[str], size: int) -> Iterator[str]:
    """The stretches of a text in which every gram of `size` characters is hot, where they are longer than one."""
    flags = bytes(map(hot.__contains__, _grams(text, size)))
    for stretch in _NEIGHBOURS.finditer(flags):
        yield text[stretch.start() : stretch.end() + size - 1]


def _grams(text: str, size: int) -> Iterator[str]:
    """The grams of a text, in their order."""
    if size == SHORTEST_QUERY:
        return map(add, text, text[1:])
    return (text[start : start + size] for start in range(len(text) - size + 1))
