"""What can be found: the entries of the search, taken in one by one and kept packed until they are named.

Entries of one title and place are a family: they share what they are found by, but for texts that only some of them have.
"""

from __future__ import annotations

import marshal
import zlib
from collections.abc import Callable, Iterable, Sequence
from json import JSONEncoder
from json.encoder import encode_basestring
from typing import Final, NamedTuple

from generator.frozen import dataclass

KINDS: Final = (
    "page",
    "regulation",
    "organization",
    "awardee",
    "revocation",
    "notice",
    "rule",
    "applicant",
    "shortlist",
)
"""Kinds of entries, in the order in which equally good answers are shown."""

LONG_TEXT: Final = 300
"""Characters from which a full text is stored apart from the title, to be read only where a word is not in the title."""
_OPEN: Final = 8192
"""Entries that are kept at hand before they are packed."""

to_json: Final[Callable[[object], str]] = JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class SearchEntry(NamedTuple):
    """One thing that can be found."""

    kind: str
    """One of `KINDS`."""
    title: str
    url: str
    """From the root of the site, written out to `index.html`, with an anchor where the thing has no page of its own."""
    jurisdiction: str = ""
    year: int | None = None
    state: str = ""
    """Key of the word for its state, or empty."""
    also: tuple[str, ...] = ()
    """What else it is found by: credit code, document number, former names, title of the entry, employer."""
    text: str = ""
    """Its full text, where it is prose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryClass:
    """What many entries have in common, and an answer can be narrowed by."""

    kind: str
    state: str
    year: int | None

    @property
    def rank(self) -> tuple[int, int]:
        """Kinds in their order, and the latest year first."""
        return KINDS.index(self.kind), -(self.year or 0)

    @property
    def name(self) -> str:
        """A name that no other class has."""
        return f"{self.kind}/{self.state}/{self.year or ''}"


Row = tuple[int, int, int, str]
"""An entry as it is stored: the number of its family; which of the family's variants it is; the number of its class; its
address."""

Variant = tuple[tuple[str, ...], str]
"""What some entries of a family are found by besides the title: other texts, and a full text."""

Family = tuple[str, list[Variant]]
"""What the entries of one title and place are found by: the title, and the rest of each variant."""


def shown(title: str, variant: Variant) -> tuple[str, str]:
    """What an answer shows before and after its address, as JSON: the title; other texts, full text or 1 if it is long."""
    also, text = variant
    after = f",[{','.join(map(encode_basestring, also))}]" if also or text else ""
    if text:
        after += ",1" if len(text) > LONG_TEXT else f",{encode_basestring(text)}"
    return f"[{encode_basestring(title)},", f"{after}]"


class _Shelf:
    """The entries of one place."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.families: list[Family] = []
        self.numbers: dict[str, int] = {}
        self.packed: list[bytes] = []

    def add(self, entry: SearchEntry, group: int) -> None:
        """Take in one entry."""
        _, title, url, _, _, _, also, text = entry
        number = self.numbers.get(title)
        if number is None:
            number = self.numbers[title] = len(self.families)
            self.families.append((title, []))
        variants = self.families[number][1]
        variant = (also, text)
        if variant not in variants:
            variants.append(variant)
        self.rows.append((number, variants.index(variant), group, url))

    def pack(self) -> None:
        """Put away what is at hand."""
        if self.rows:
            self.packed.append(zlib.compress(marshal.dumps((self.rows, self.families)), 1))
            self.rows, self.families, self.numbers = [], [], {}

    def unpack(self) -> tuple[list[Row], list[Family]]:
        """All rows and families, those of one title in one family again."""
        if len(self.packed) == 1:
            found: tuple[list[Row], list[Family]] = marshal.loads(zlib.decompress(self.packed[0]))  # noqa: S302 - as below
            return found
        rows: list[Row] = []
        families: list[Family] = []
        numbers: dict[str, int] = {}
        for packed in self.packed:
            more: list[Row]
            more, others = marshal.loads(zlib.decompress(packed))  # noqa: S302 - packed by this very object
            places = []
            for title, variants in others:
                number = numbers.setdefault(title, len(families))
                if number == len(families):
                    families.append((title, []))
                places.append((number, len(families[number][1])))
                families[number][1].extend(variants)
            for family, variant, group, url in more:
                number, before = places[family]
                rows.append((number, before + variant, group, url))
        return rows, families


class Documents:
    """All entries by their places."""

    def __init__(self, entries: Iterable[SearchEntry]) -> None:
        """Take in all entries, in any order; those of one place are best one after another."""
        self.count = 0
        self.groups: dict[tuple[str, str, int | None], int] = {}
        """The numbers of the classes by kind, state and year."""
        self._shelves: dict[str, _Shelf] = {}
        waiting: dict[str, _Shelf] = {}
        for entry in entries:
            place = entry.jurisdiction
            shelf = waiting.get(place)
            if shelf is None:
                shelf = waiting[place] = self._shelves.setdefault(place, _Shelf())
            key = (entry.kind, entry.state, entry.year)
            group = self.groups.get(key)
            if group is None:
                group = self.groups[key] = len(self.groups)
            shelf.add(entry, group)
            self.count += 1
            if self.count % _OPEN == 0:
                for one in waiting.values():
                    one.pack()
                waiting = {}
        for one in waiting.values():
            one.pack()

    @property
    def places(self) -> Sequence[str]:
        """The slugs of the jurisdictions that have entries, sorted; the empty one of what belongs to none or to several."""
        return sorted(self._shelves)

    def unpack(self, place: str) -> tuple[list[Row], list[Family]]:
        """The rows and families of a place, in any order, which are forgotten."""
        return self._shelves.pop(place).unpack()
