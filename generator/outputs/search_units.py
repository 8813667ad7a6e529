"""References of the search: for each family of entries one that names all of them, and further ones for some of them."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import count
from json.encoder import encode_basestring
from operator import add
from typing import Final

from generator.domain.search_text import fold, gram_hash, is_code, readings
from generator.frozen import dataclass
from generator.outputs.search_documents import LONG_TEXT, Columns, Documents, EntryClass
from generator.outputs.search_references import AGAIN, capacity, codes, width, written

BETWEEN: Final = "\x00"
"""Stands between two texts of one line; no folded text holds it."""

_ENTRIES_A_FILE: Final = 32

Member = tuple[str, int, int]
"""An entry of a family: its class as a reference names it, the rank of its class, the number of its variant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceOfEntries:
    """How the entries of one jurisdiction are named and stored."""

    slug: str
    digits: int
    """How many digits a slot has."""
    shift: int
    """Entries are stored in the file of their slot divided by two to the power of this."""


class Units:
    """All references, numbered in the order of their places and slots."""

    def __init__(self, documents: Documents, places: Iterable[str]) -> None:
        """`places` are those that may have entries, whether they have or not."""
        self.refs: list[str] = []
        self.sizes: list[int] = []
        """How many entries each reference names."""
        self.best: list[int] = []
        """The rank of the best entry of each; of equals the first is better."""
        self.parents = array("i")
        """Of a reference that names a part of a family, the one that names all of it; of others -1."""
        self.place_codes = codes({*places, *documents.places})
        self.classes = {
            group: EntryClass(kind=kind, state=state, year=year)
            for (kind, state, year), group in documents.groups.items()
        }
        self.class_codes = codes(found.name for found in self.classes.values())
        self.places: dict[str, PlaceOfEntries] = {}
        self._starts = array("I")
        ranks = sorted({found.rank for found in self.classes.values()})
        self._told = [(self.class_codes[found.name], ranks.index(found.rank)) for found in self.classes.values()]
        """For each number of a class how references name it, and its rank."""

    def places_of(self, units: Sequence[int], most: int) -> list[str]:
        """The codes of the places of some references, ascending; none where they are more than `most`."""
        found: list[str] = []
        names = list(self.places)
        at = 0
        while at < len(units):
            place = bisect_right(self._starts, units[at]) - 1
            found.append(self.place_codes[names[place]])
            if len(found) > most:
                return []
            at = bisect_left(units, self._starts[place + 1], at) if place + 1 < len(names) else len(units)
        return found

    def name(self, slug: str, columns: Columns) -> Place:
        """Name the entries of the next place; places come in the order of their codes."""
        found = Place(self.place_codes[slug], slug, columns, self._told)
        self.places[slug] = found.stored
        self._starts.append(len(self.refs))
        return found

    def add(self, prefix: str, members: Sequence[Member], parent: int) -> int:
        """Take in the reference of some entries of one family; its number."""
        number = len(self.refs)
        self.refs.append(prefix + "".join([name for name, _, _ in members]))
        self.sizes.append(len(members))
        self.parents.append(parent)
        self.best.append(min([rank for _, rank, _ in members]))
        return number


class Place:
    """The entries of one place, named.

    Entries of one title are a family: they share what they are found by, but for texts that only some of them have. Those
    of one family with the same other texts are a variant.
    """

    def __init__(self, code: str, slug: str, columns: Columns, classes: Sequence[tuple[str, int]]) -> None:
        """`classes` tells for each number of a class how references name it, and its rank."""
        titles = set(columns.titles)
        slots = capacity(len(titles))
        digits = width(slots)
        files = 1
        while files * _ENTRIES_A_FILE < len(columns.titles) and files < slots:
            files *= 2
        self.stored = PlaceOfEntries(slug=slug, digits=digits, shift=(slots // files).bit_length() - 1)
        self.long: dict[str, str] = {}
        """Full texts that are stored apart, by the names of their entries."""
        self._stored: list[list[str]] = [[] for _ in range(files)]
        ordered = sorted((gram_hash(title) % slots, title) for title in titles)
        self._families: dict[str, tuple[int, str, list[Member], list[int]]] = {
            title: (slot, code + written(slot, digits), [], []) for slot, title in ordered
        }
        """By title its slot, its place and slot as references name them, its entries, the numbers of its variants."""
        self._texts: list[tuple[str, ...]] = []
        """What entries of each variant are found by besides the title."""
        self._name_all(columns, classes, len(code) + digits)

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
            variants.append((members, self._stored[slot >> self.stored.shift], *shown(title, also, text), text))
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

    def files(self) -> Iterator[tuple[int, bytes]]:
        """Yield the files of what answers show, each with its number."""
        for number, rows in enumerate(self._stored):
            if rows:
                lines = ",\n".join(rows)
                yield number, f"{{{lines}}}".encode()

    def texts(self, units: Units) -> Texts:
        """Give every family its references; what each of them is found by."""
        found = Texts()
        for title, (_, prefix, members, variants) in self._families.items():
            whole = units.add(prefix, members, -1)
            others = [set(self._texts[variant]) for variant in variants]
            common = set.intersection(*others)
            found.add(whole, readings(fold(title)), common)
            if len(others) > 1:
                rests: dict[tuple[str, ...], list[Member]] = {}
                names = {
                    variant: tuple(sorted(texts - common)) for variant, texts in zip(variants, others, strict=True)
                }
                for member in members:
                    rests.setdefault(names[member[2]], []).append(member)
                for rest, some in sorted(rests.items()):
                    if rest:
                        found.add(units.add(prefix, some, whole), (), rest)
        return found


class Texts:
    """What the entries of one place are found by, as it is gathered."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        """Folded texts, one line for each reference that has any: the title first where it names a whole family."""
        self.units: list[int] = []
        """The number of the reference of each line."""
        self.codes: list[tuple[str, int]] = []
        """Credit codes and other numbers, each with the number of its reference."""
        self._folded = cache(_folded)

    def add(self, unit: int, spoken: tuple[str, ...], others: Iterable[str]) -> None:
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


def shown(title: str, also: tuple[str, ...], text: str) -> tuple[str, str]:
    """What an answer shows before and after its address, as JSON: the title; other texts, full text or 1 if it is long."""
    after = f",[{','.join(map(encode_basestring, also))}]" if also or text else ""
    if text:
        after += ",1" if len(text) > LONG_TEXT else f",{encode_basestring(text)}"
    return f"[{encode_basestring(title)},", f"{after}]"


def _folded(text: str) -> tuple[bool, tuple[str, ...]]:
    folded = fold(text)
    return is_code(folded), readings(folded)
