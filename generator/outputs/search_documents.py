"""What can be found: the entries of the search, kept packed by their places until they are named."""

from __future__ import annotations

import marshal
import zlib
from array import array
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from json import JSONEncoder
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
_RANKS_OF_A_KIND: Final = 1_000_000
"""More than there are years, so that the ranks of no two kinds overlap."""
_OPEN: Final = 4096
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
    def rank(self) -> int:
        """A number by which classes are ordered: kinds in their order, and the latest year first."""
        return KINDS.index(self.kind) * _RANKS_OF_A_KIND - (self.year or 0)

    @property
    def name(self) -> str:
        """A name that no other class has."""
        return f"{self.kind}/{self.state}/{self.year or ''}"


class Columns(NamedTuple):
    """The entries of one place, each field for itself; the fields of one entry stand at the same place of each."""

    titles: list[str]
    groups: array[int]
    """The number of the class of each."""
    urls: list[str]
    alsos: list[tuple[str, ...]]
    texts: list[str]


class Documents:
    """All entries by their places."""

    def __init__(self, entries: Iterable[SearchEntry]) -> None:
        """Take in all entries, in any order; those of one place are best one after another."""
        self._groups: dict[tuple[str, str, int | None], int] = {}
        """The numbers of the classes by kind, state and year."""
        self._packed: dict[str, list[bytes]] = {}
        self._groups_of: dict[str, set[int]] = {}
        rest = iter(entries)
        while batch := list(islice(rest, _OPEN)):
            by_place: dict[str, list[SearchEntry]] = {}
            for entry in batch:
                by_place.setdefault(entry.jurisdiction, []).append(entry)
            for place, found in by_place.items():
                self._packed.setdefault(place, []).append(self._pack(place, found))

    def _pack(self, place: str, found: Sequence[SearchEntry]) -> bytes:
        kinds, titles, urls, _, years, states, alsos, texts = zip(*found, strict=True)
        classes = list(zip(kinds, states, years, strict=True))
        for one in dict.fromkeys(classes):
            self._groups.setdefault(one, len(self._groups))
        groups = array("I", map(self._groups.__getitem__, classes))
        self._groups_of.setdefault(place, set()).update(groups)
        return zlib.compress(marshal.dumps((titles, groups.tobytes(), urls, alsos, texts)), 1)

    @property
    def classes(self) -> Sequence[EntryClass]:
        """The classes of all entries, in the order of their numbers."""
        return [EntryClass(kind=kind, state=state, year=year) for kind, state, year in self._groups]

    def classes_of(self, place: str) -> Sequence[EntryClass]:
        """The classes of the entries of a place."""
        classes = self.classes
        return [classes[group] for group in sorted(self._groups_of[place])]

    @property
    def places(self) -> Sequence[str]:
        """The slugs of the jurisdictions that have entries, sorted; the empty one of what belongs to none or to several."""
        return sorted(self._packed)

    def unpack(self, place: str) -> Columns:
        """The entries of a place, in any order, which are forgotten."""
        found = Columns([], array("I"), [], [], [])
        for packed in self._packed.pop(place):
            titles, groups, urls, alsos, texts = marshal.loads(zlib.decompress(packed))  # noqa: S302 - packed above
            found.titles.extend(titles)
            found.groups.frombytes(groups)
            found.urls.extend(urls)
            found.alsos.extend(alsos)
            found.texts.extend(texts)
        return found
