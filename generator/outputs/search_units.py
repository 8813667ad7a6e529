"""References of the search: for each family of entries one that names all of them, and further ones for some of them."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import count
from json.encoder import encode_basestring
from typing import Final

from generator.domain.search_text import fold, gram_hash, is_code, readings
from generator.frozen import dataclass
from generator.outputs.search_documents import LONG_TEXT, Documents, EntryClass, Family, Row, shown
from generator.outputs.search_references import AGAIN, capacity, codes, width, written

BETWEEN: Final = "\x00"
"""Stands between two texts of one line; no folded text holds it."""

_ENTRIES_A_FILE: Final = 32

Member = tuple[str, int, int]
"""An entry of a family: its class as a reference names it, the number of its variant, the number of its class."""


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
        self.sizes = array("I")
        """How many entries each reference names."""
        self.best = array("I")
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
        self._group_ranks = [ranks.index(found.rank) for found in self.classes.values()]
        self._group_codes = [self.class_codes[found.name] for found in self.classes.values()]

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

    def name(self, slug: str, rows: list[Row], families: list[Family]) -> Place:
        """Name the entries of the next place; places come in the order of their codes."""
        found = Place(self.place_codes[slug], slug, rows, families, self._group_codes)
        self.places[slug] = found.stored
        self._starts.append(len(self.refs))
        return found

    def add(self, prefix: str, members: Sequence[Member], parent: int) -> int:
        """Take in the reference of some entries of one family; its number."""
        number = len(self.refs)
        self.refs.append(prefix + "".join([name for name, _, _ in members]))
        self.sizes.append(len(members))
        self.parents.append(parent)
        ranks = self._group_ranks
        self.best.append(min([ranks[group] for _, _, group in members]))
        return number


class Place:
    """The entries of one place, named."""

    def __init__(
        self, code: str, slug: str, rows: list[Row], families: list[Family], group_codes: Sequence[str]
    ) -> None:
        slots = capacity(len(families))
        digits = width(slots)
        files = 1
        while files * _ENTRIES_A_FILE < len(rows) and files < slots:
            files *= 2
        self.stored = PlaceOfEntries(slug=slug, digits=digits, shift=(slots // files).bit_length() - 1)
        self._families = families
        self._slots = [gram_hash(title) % slots for title, _ in families]
        self._prefix: Callable[[int], str] = cache(lambda slot: code + written(slot, digits))
        self._members: list[list[Member]] = [[] for _ in families]
        self._stored: list[list[str]] = [[] for _ in range(files)]
        self.long: dict[str, str] = {}
        """Full texts that are stored apart, by the names of their entries."""
        self._name_all(rows, group_codes)

    def _name_all(self, rows: list[Row], group_codes: Sequence[str]) -> None:
        slots, shift, prefix = self._slots, self.stored.shift, self._prefix
        around = [[shown(title, variant) for variant in variants] for title, variants in self._families]
        keyed = sorted([(slots[row[0]], group_codes[row[2]], row[3], row) for row in rows])
        before: tuple[int, str] = (-1, "")
        name = ""
        for slot, code, url, (family, variant, group, _) in keyed:
            if (slot, code) == before:
                name += AGAIN
            else:
                before, name = (slot, code), code
            self._members[family].append((name, variant, group))
            opening, ending = around[family][variant]
            entry = prefix(slot) + name
            self._stored[slot >> shift].append(f'"{entry}":{opening}{encode_basestring(url)}{ending}')
            text = self._families[family][1][variant][1]
            if len(text) > LONG_TEXT:
                self.long[entry] = text

    def files(self) -> Iterator[tuple[int, bytes]]:
        """Yield the files of what answers show, each with its number."""
        for number, rows in enumerate(self._stored):
            if rows:
                lines = ",\n".join(rows)
                yield number, f"{{{lines}}}".encode()

    def texts(self, units: Units) -> Texts:
        """Give every family its references; what each of them is found by."""
        found = Texts()
        titles = [title for title, _ in self._families]
        for slot, title, number in sorted(zip(self._slots, titles, count(), strict=False)):
            members = self._members[number]
            sorts = [(*also, text) if text else also for also, text in self._families[number][1]]
            prefix = self._prefix(slot)
            whole = units.add(prefix, members, -1)
            common = set(sorts[0])
            if len(sorts) > 1:
                common.intersection_update(*sorts[1:])
            found.add(whole, readings(fold(title)), common)
            if len(sorts) > 1:
                rests: dict[tuple[str, ...], list[Member]] = {}
                for member in members:
                    rests.setdefault(tuple(sorted(common.symmetric_difference(sorts[member[1]]))), []).append(member)
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


def _folded(text: str) -> tuple[bool, tuple[str, ...]]:
    folded = fold(text)
    return is_code(folded), readings(folded)
