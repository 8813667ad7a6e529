"""The entries of one place (a jurisdiction, or what belongs to none) with their names, and with what they are found by."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import count
from json.encoder import encode_basestring
from operator import add
from typing import Final, NamedTuple

from generator.domain.search_text import fold, gram_hash, is_code, readings
from generator.outputs.search_documents import LONG_TEXT, Columns
from generator.outputs.search_references import AGAIN, capacity, width, written

BETWEEN: Final = "\x00"
"""Stands between two texts of one line; no folded text holds it."""

_ENTRIES_A_FILE: Final = 32

Member = tuple[str, int, int]
"""An entry of a family: its class as a reference names it, the rank of its class, the number of its variant."""


class NamedPlace(NamedTuple):
    """What the index and the files of answers need of a place. References are numbered from `start` on."""

    start: int
    digits: int
    """How many digits a slot has."""
    shift: int
    """Entries are stored in the file of their slot divided by two to the power of this."""
    files: list[tuple[int, bytes]]
    """The files of what answers show, each with its number."""
    long: dict[str, str]
    """Full texts that are stored apart, by the names of their entries."""
    refs: list[str]
    sizes: list[int]
    """How many entries each reference names."""
    best: list[int]
    """The rank of the best entry of each."""
    parents: list[int]
    """Of a reference that names a part of a family, the one that names all of it; of others -1."""
    lines: list[str]
    """Folded texts, one line for each reference that has any: the title first where it names a whole family."""
    units: list[int]
    """The reference of each line."""
    codes: list[tuple[str, int]]
    """Credit codes and other numbers, each with its reference."""
    pairs: dict[str, bytes]
    """References by pairs of characters, ascending, as an array of unsigned integers has them in memory; those of parts of
    families only where the family has not the pair."""

    def moved_to(self, start: int) -> NamedPlace:
        """The same place with its references numbered from another start on."""
        by = start - self.start
        if by == 0:
            return self
        return self._replace(
            start=start,
            parents=[parent if parent < 0 else parent + by for parent in self.parents],
            units=[unit + by for unit in self.units],
            codes=[(code, unit + by) for code, unit in self.codes],
            pairs={
                gram: array("I", [unit + by for unit in array("I", found)]).tobytes()
                for gram, found in self.pairs.items()
            },
        )


def named_place(code: str, columns: Columns, classes: Sequence[tuple[str, int]], start: int) -> NamedPlace:
    """Name the entries of a place; `classes` tells for each number of a class how references name it, and its rank."""
    families = _Families(code, columns, classes)
    found = _References(start)
    for title, prefix, members, variants in families.all():
        found.add_family(title, prefix, members, variants)
    return NamedPlace(
        start=start,
        digits=families.digits,
        shift=families.shift,
        files=families.files(),
        long=families.long,
        refs=found.refs,
        sizes=found.sizes,
        best=found.best,
        parents=found.parents,
        lines=found.lines,
        units=found.units,
        codes=found.codes,
        pairs=found.pairs(),
    )


class _Families:
    """The entries of one place, named and written.

    Entries of one title are a family: they share what they are found by, but for texts that only some of them have. Those
    of one family with the same other texts are a variant.
    """

    def __init__(self, code: str, columns: Columns, classes: Sequence[tuple[str, int]]) -> None:
        titles = set(columns.titles)
        slots = capacity(len(titles))
        files = 1
        while files * _ENTRIES_A_FILE < len(columns.titles) and files < slots:
            files *= 2
        self.digits = width(slots)
        self.shift = (slots // files).bit_length() - 1
        self.long: dict[str, str] = {}
        self._stored: list[list[str]] = [[] for _ in range(files)]
        ordered = sorted((gram_hash(title) % slots, title) for title in titles)
        self._families: dict[str, tuple[int, str, list[Member], list[int]]] = {
            title: (slot, code + written(slot, self.digits), [], []) for slot, title in ordered
        }
        """By title its slot, its place and slot as references name them, its entries, the numbers of its variants."""
        self._texts: list[tuple[str, ...]] = []
        """What entries of each variant are found by besides the title."""
        self._name_all(columns, classes, len(code) + self.digits)

    def _name_all(self, columns: Columns, classes: Sequence[tuple[str, int]], size: int) -> None:
        """Name and write all entries; the names of their places and slots have `size` characters."""
        keys = list(zip(columns.titles, columns.alsos, columns.texts, strict=True))
        numbers = dict(zip(dict.fromkeys(keys), count(), strict=False))
        of_entries = list(map(numbers.__getitem__, keys))
        prefixes, variants = [], []
        for (title, also, text), number in numbers.items():
            slot, prefix, members, own = self._families[title]
            own.append(number)
            prefixes.append(prefix)
            variants.append((members, self._stored[slot >> self.shift], *shown(title, also, text), text))
            self._texts.append((*also, text) if text else also)
        codes = [code for code, _ in classes]
        names = map(add, map(prefixes.__getitem__, of_entries), map(codes.__getitem__, columns.groups))
        before = name = ""
        for base, url, number, group in sorted(zip(names, columns.urls, of_entries, columns.groups, strict=True)):
            if base == before:
                name += AGAIN
            else:
                before = name = base
            members, file, opening, ending, text = variants[number]
            members.append((name[size:], classes[group][1], number))
            file.append(f'"{name}":{opening}{encode_basestring(url)}{ending}')
            if len(text) > LONG_TEXT:
                self.long[name] = text

    def files(self) -> list[tuple[int, bytes]]:
        """The files of what answers show, each with its number."""
        lines = ((number, ",\n".join(rows)) for number, rows in enumerate(self._stored) if rows)
        return [(number, f"{{{text}}}".encode()) for number, text in lines]

    def all(self) -> Iterator[tuple[str, str, list[Member], dict[int, set[str]]]]:
        """Yield each title with the beginning of its references, its entries, and the other texts of each variant."""
        for title, (_, prefix, members, variants) in self._families.items():
            yield title, prefix, members, {variant: set(self._texts[variant]) for variant in variants}


class _References:
    """The references of one place as they are given, with what each is found by."""

    def __init__(self, start: int) -> None:
        self.refs: list[str] = []
        self.sizes: list[int] = []
        self.best: list[int] = []
        self.parents: list[int] = []
        self.lines: list[str] = []
        self.units: list[int] = []
        self.codes: list[tuple[str, int]] = []
        self._start = start
        self._folded = cache(_folded)

    def add_family(self, title: str, prefix: str, members: list[Member], variants: Mapping[int, set[str]]) -> None:
        """Give a family its references: one for all its entries, and one for those that have further texts in common."""
        whole = self._add(prefix, members, -1)
        common = set.intersection(*variants.values())
        self._found_by(whole, readings(fold(title)), common)
        if len(variants) > 1:
            rests: dict[tuple[str, ...], list[Member]] = {}
            names = {variant: tuple(sorted(texts - common)) for variant, texts in variants.items()}
            for member in members:
                rests.setdefault(names[member[2]], []).append(member)
            for rest, some in sorted(rests.items()):
                if rest:
                    self._found_by(self._add(prefix, some, whole), (), rest)

    def _add(self, prefix: str, members: Sequence[Member], parent: int) -> int:
        number = self._start + len(self.refs)
        self.refs.append(prefix + "".join([name for name, _, _ in members]))
        self.sizes.append(len(members))
        self.parents.append(parent)
        self.best.append(min([rank for _, rank, _ in members]))
        return number

    def _found_by(self, unit: int, spoken: tuple[str, ...], others: Iterable[str]) -> None:
        """Take in the texts of one reference, the readings of its title first."""
        line = [*spoken]
        for text in others:
            code, texts = self._folded(text)
            if code:
                self.codes.append((texts[0], unit))
            else:
                line += texts
        if line:
            self.lines.append(BETWEEN.join(line))
            self.units.append(unit)

    def pairs(self) -> dict[str, bytes]:
        """References by pairs of characters."""
        found: dict[str, array[int]] = defaultdict(partial(array, "I"))
        own = set[str]()
        for line, unit in zip(self.lines, self.units, strict=True):
            grams = set(map(add, line, line[1:]))
            if self.parents[unit - self._start] < 0:
                own = grams
            else:
                # The family that it is a part of stands before it.
                grams -= own
            for gram in grams:
                found[gram].append(unit)
        return {gram: units.tobytes() for gram, units in found.items()}


def shown(title: str, also: tuple[str, ...], text: str) -> tuple[str, str]:
    """What an answer shows before and after its address, as JSON: the title; other texts, full text or 1 if it is long."""
    after = f",[{','.join(map(encode_basestring, also))}]" if also or text else ""
    if text:
        after += ",1" if len(text) > LONG_TEXT else f",{encode_basestring(text)}"
    return f"[{encode_basestring(title)},", f"{after}]"


def _folded(text: str) -> tuple[bool, tuple[str, ...]]:
    folded = fold(text)
    return is_code(folded), readings(folded)
