"""What a part of the site is made from, by the groups of it that change together.

Some parts are made from all jurisdictions, but few changes of the data alter what such a part shows. So a checksum over that
decides whether it is made anew; of a jurisdiction whose files are the same it is not taken again.
"""

import hashlib
import marshal
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final, Generic, NamedTuple, TypeVar

from generator.outputs.part_keys import checksum

Value = TypeVar("Value", bound=tuple[object, ...])

_AT_ONCE: Final = 1024
"""Values over which a checksum is taken in one step."""


class Group(NamedTuple, Generic[Value]):
    """Values that change together."""

    name: str
    """Without a blank."""
    key: str
    """A checksum over everything that they depend on; empty where there is none, and they have to be looked at."""
    values: Iterable[Value]
    """Tuples of what `marshal` knows."""


class Groups(Generic[Value]):
    """All values of a part, with checksums over them that cost nothing once they have been gone through."""

    def __init__(self, groups: Callable[[], Iterator[Group[Value]]], more: Sequence[str]) -> None:
        """`more` is what the part is made from besides."""
        self._groups = groups
        self._more = more
        self._sums: dict[str, str] = {}

    def keys(self) -> Mapping[str, str]:
        """The key of each group."""
        return {group.name: group.key for group in self._groups()}

    def values(self, but: Collection[str] = ()) -> Iterator[Value]:
        """The values of all groups but some."""
        for group in self._groups():
            if group.name not in but:
                yield from self._witnessed(group)

    def content(self, noted: str) -> str:
        """A checksum over everything, and on a line for each group its name, its key and its own checksum.

        Of a group that is `noted` with the key that it has, the values are not made.
        """
        known = dict(line.rsplit(" ", 1) for line in noted.splitlines()[1:])
        lines: list[str] = []
        sums: list[str] = []
        for group in self._groups():
            named = f"{group.name} {group.key}"
            found = self._sums.get(group.name) or (group.key and known.get(named)) or self._taken(group)
            lines.append(f"{named} {found}")
            sums += (group.name, found)
        return "\n".join((checksum((*self._more, *sums)), *lines))

    def _taken(self, group: Group[Value]) -> str:
        for _ in self._witnessed(group):
            pass
        return self._sums[group.name]

    def _witnessed(self, group: Group[Value]) -> Iterator[Value]:
        digest = hashlib.sha256()
        values = iter(group.values)
        while batch := list(islice(values, _AT_ONCE)):
            # The second form of marshal writes what is equal in the same bytes, whichever objects it consists of.
            digest.update(marshal.dumps(list(map(tuple, batch)), 2))
            yield from batch
        self._sums[group.name] = digest.hexdigest()
