"""The search as a part of the site, made anew only where something that it finds has changed.

To write the index takes long, and few changes of the data alter an entry of it. So a checksum over the entries decides; it
is kept for each jurisdiction, and taken again only for those of which a file has changed.
"""

import hashlib
import marshal
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import Final, NamedTuple

from generator.domain.organizations import OrganizationIndex
from generator.outputs.part_keys import PartKeys, checksum
from generator.outputs.prose import ProsePage
from generator.outputs.search_documents import SearchEntry
from generator.outputs.search_entries import search_entries
from generator.outputs.search_index import search_files
from generator.outputs.site_parts import Part
from generator.pages.record_pages import PortalRecords
from generator.sources.words import Words

_AT_ONCE: Final = 1024
"""Entries over which a checksum is taken in one step."""


class Group(NamedTuple):
    """Entries that change together."""

    name: str
    key: str
    """A checksum over everything that they depend on; empty where there is none, and they have to be looked at."""
    entries: Iterable[SearchEntry]


def search_part(whole: PortalRecords, prose: tuple[ProsePage, ...], words: Words, keys: PartKeys, weight: int) -> Part:
    """Return the part of the site that holds the search index."""
    names = {jurisdiction.slug: jurisdiction.name for jurisdiction in whole.portal.jurisdictions}
    entries = GroupedEntries(partial(_groups, whole, prose, words, keys), (keys.of_program(), repr(names)))
    return Part(
        name="search",
        weight=weight,
        group="all",
        files=lambda: search_files(entries, names),
        key=keys.of_all(),
        content=entries.content,
    )


def _groups(whole: PortalRecords, prose: tuple[ProsePage, ...], words: Words, keys: PartKeys) -> Iterator[Group]:
    """The entries by their jurisdictions; those of no single one come first."""
    relations = _relations(whole.organizations)
    for slug, entries in search_entries(whole, prose, words):
        related = relations.get(slug, {})
        slugs = sorted({slug}.union(*related.values()))
        yield Group(slug, keys.of_jurisdictions(slugs, *sorted(related)) if slug else "", entries)


def _relations(index: OrganizationIndex) -> dict[str, dict[str, set[str]]]:
    """By jurisdiction, the organizations of which others say something too, each with all that do."""
    found: dict[str, dict[str, set[str]]] = {}
    for key, further in index.shared.items():
        slugs = {index.organizations[key].rows[0].jurisdiction.slug, *further}
        for slug in slugs:
            found.setdefault(slug, {})[key] = slugs
    return found


class GroupedEntries:
    """The entries of the search, with checksums over them that cost nothing once they have been gone through."""

    def __init__(self, groups: Callable[[], Iterator[Group]], more: Sequence[str]) -> None:
        """`more` is what the index is made from besides its entries."""
        self._groups = groups
        self._more = more
        self._sums: dict[str, str] = {}

    def __iter__(self) -> Iterator[SearchEntry]:
        for group in self._groups():
            yield from self._witnessed(group)

    def content(self, noted: str) -> str:
        """A checksum over everything, and on a line for each group its name, its key and its own checksum.

        Of a group that is `noted` with the key that it has, the entries are not made.
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

    def _taken(self, group: Group) -> str:
        for _ in self._witnessed(group):
            pass
        return self._sums[group.name]

    def _witnessed(self, group: Group) -> Iterator[SearchEntry]:
        digest = hashlib.sha256()
        entries = iter(group.entries)
        while batch := list(islice(entries, _AT_ONCE)):
            # The second form of marshal writes what is equal in the same bytes, whichever objects it consists of.
            digest.update(marshal.dumps(list(map(tuple, batch)), 2))
            yield from batch
        self._sums[group.name] = digest.hexdigest()
