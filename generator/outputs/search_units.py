"""References of the search, numbered over all places: for each family of entries one, and further ones for some of them."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from generator.outputs.search_documents import EntryClass
from generator.outputs.search_places import NamedPlace
from generator.outputs.search_references import codes


class Frame:
    """What the references of all places have in common: how places and classes are written in them."""

    def __init__(self, places: Iterable[str], classes: Iterable[EntryClass]) -> None:
        """`places` are those that may have entries, whether they have or not."""
        self.place_codes = codes(places)
        self.classes = tuple(sorted(set(classes), key=lambda found: found.name))
        self.class_codes = codes(found.name for found in self.classes)

    def told(self, classes: Iterable[EntryClass]) -> list[tuple[str, int]]:
        """How references name each of some classes, and its rank."""
        return [(self.class_codes[found.name], found.rank) for found in classes]


class Units:
    """All references, numbered in the order of their places and slots."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.refs: list[str] = []
        self.sizes: list[int] = []
        """How many entries each reference names."""
        self.best: list[int] = []
        """The rank of the best entry of each; of equals the first is better."""
        self.parents = array("i")
        """Of a reference that names a part of a family, the one that names all of it; of others -1."""
        self.stored: dict[str, tuple[int, int]] = {}
        """By place how many digits a slot has, and its files: see `NamedPlace`."""
        self._starts = array("I")

    def take_in(self, slug: str, place: NamedPlace) -> None:
        """Take in the references of the next place, which begin where those before end; places come by their codes."""
        self._starts.append(place.start)
        self.stored[slug] = place.digits, place.shift
        self.refs += place.refs
        self.sizes += place.sizes
        self.best += place.best
        self.parents.extend(place.parents)

    def places_of(self, units: Sequence[int], most: int) -> list[str]:
        """The codes of the places of some references, ascending; none where they are more than `most`."""
        found: list[str] = []
        names = list(self.stored)
        at = 0
        while at < len(units):
            place = bisect_right(self._starts, units[at]) - 1
            found.append(self.frame.place_codes[names[place]])
            if len(found) > most:
                return []
            at = bisect_left(units, self._starts[place + 1], at) if place + 1 < len(names) else len(units)
        return found
