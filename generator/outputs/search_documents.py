"""What can be found: the entries of the search, taken in one by one and kept small, each with its reference."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from json import JSONEncoder
from json.encoder import encode_basestring
from typing import Final

from generator.domain.search_text import gram_hash
from generator.outputs.search_references import capacity, chunk, codes, settle, width, written

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

_LONG_TEXT: Final = 300
"""Characters from which a full text is stored apart from the title, to be read only where a word is not in the title."""

to_json: Final[Callable[[object], str]] = JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchEntry:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Documents:
    """All entries in the order in which equally good answers are shown; the number of an entry is its place in it."""

    refs: Sequence[str]
    chunks: Sequence[int]
    """The hash that says in which file an entry is stored."""
    shown: Sequence[bytes]
    """What an answer shows, as JSON: title, address, other texts, full text or 1 where it is stored apart."""
    titles: dict[str, Sequence[int]]
    """Entries of each title, ascending; emptied when the grams are collected."""
    others: dict[str, Sequence[int]]
    """Entries of each other text that they are found by, ascending; emptied likewise."""
    long: Mapping[int, str]
    """Full texts that are stored apart."""
    classes: Mapping[str, EntryClass]
    """By their codes in references."""
    places: Mapping[str, str]
    """Slugs of jurisdictions by their codes in references."""


class _Shelf:
    """Entries as they come, unordered: only what will be written of each, in bytes."""

    def __init__(self) -> None:
        self.shown: list[bytes] = []
        self.addresses = array("I")
        self.long: dict[int, str] = {}
        self.groups: dict[tuple[str, str, int | None, str], array[int]] = defaultdict(partial(array, "I"))
        self.titles: dict[str, int | array[int]] = {}
        self.others: dict[str, int | array[int]] = {}

    def add(self, entry: SearchEntry) -> None:
        """Take in one entry."""
        number = len(self.shown)
        row = f"{encode_basestring(entry.title)},{encode_basestring(entry.url)}"
        if entry.also or entry.text:
            row += f",[{','.join([encode_basestring(text) for text in entry.also if text])}]"
        if len(entry.text) > _LONG_TEXT:
            self.long[number] = entry.text
            row += ",1"
        elif entry.text:
            row += f",{encode_basestring(entry.text)}"
        self.shown.append(f"[{row}]".encode())
        self.addresses.append(gram_hash(entry.url))
        self.groups[(entry.kind, entry.state, entry.year, entry.jurisdiction)].append(number)
        _hold(self.titles, entry.title, number)
        for text in entry.also:
            if text:
                _hold(self.others, text, number)
        if entry.text:
            _hold(self.others, entry.text, number)


def _hold(held: dict[str, int | array[int]], text: str, number: int) -> None:
    """Note that an entry has a text; most texts have one entry, which needs no list."""
    found = held.get(text)
    if found is None:
        held[text] = number
    elif isinstance(found, int):
        held[text] = array("I", (found, number))
    else:
        found.append(number)


def take_in(entries: Iterable[SearchEntry]) -> Documents:
    """Take in all entries, in any order; the result does not depend on it."""
    shelf = _Shelf()
    for entry in entries:
        shelf.add(entry)
    classes = {group: EntryClass(kind=group[0], state=group[1], year=group[2]) for group in shelf.groups}
    class_codes = codes(found.name for found in classes.values())
    place_codes = codes(group[3] for group in shelf.groups)
    refs = [""] * len(shelf.shown)
    chunks = array("I", bytes(4 * len(refs)))
    for group, members in shelf.groups.items():
        prefix = class_codes[classes[group].name] + place_codes[group[3]]
        for number, slot, digits in _slots(shelf, members):
            refs[number] = prefix + written(slot, digits)
            chunks[number] = gram_hash(chunk(prefix, slot))
    order = array("I", _ordered(shelf, classes, refs))
    places = array("I", bytes(4 * len(order)))
    for place, number in enumerate(order):
        places[number] = place
    return Documents(
        refs=[refs[number] for number in order],
        chunks=array("I", [chunks[number] for number in order]),
        shown=[shelf.shown[number] for number in order],
        titles=_placed(shelf.titles, places),
        others=_placed(shelf.others, places),
        long={place: shelf.long[number] for place, number in enumerate(order) if number in shelf.long},
        classes={class_codes[found.name]: found for found in classes.values()},
        places={code: slug for slug, code in place_codes.items()},
    )


def _placed(held: dict[str, int | array[int]], places: Sequence[int]) -> dict[str, Sequence[int]]:
    """Number entries by their places in the order of answers."""
    placed: dict[str, Sequence[int]] = {}
    while held:
        text, found = held.popitem()
        if isinstance(found, int):
            placed[text] = (places[found],)
        else:
            placed[text] = array("I", sorted({places[number] for number in found}))
    return placed


def _slots(shelf: _Shelf, members: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Yield the slot of each entry of a group, and how many digits slots have there."""
    ordered = sorted(members, key=lambda number: (shelf.addresses[number], shelf.shown[number]))
    slots = capacity(len(ordered))
    digits = width(slots)
    for number, slot in zip(ordered, settle([shelf.addresses[number] for number in ordered], slots), strict=True):
        yield number, slot, digits


def _ordered(
    shelf: _Shelf, classes: Mapping[tuple[str, str, int | None, str], EntryClass], refs: Sequence[str]
) -> Iterator[int]:
    """Yield the numbers of all entries by kind, latest year and reference, as the reader's script sorts them."""
    groups = sorted(shelf.groups, key=lambda group: classes[group].rank)
    for _, alike in groupby(groups, key=lambda group: classes[group].rank):
        yield from sorted((number for group in alike for number in shelf.groups[group]), key=refs.__getitem__)
