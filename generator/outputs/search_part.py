"""The search as a part of the site, made anew only where something that it finds has changed, and only as far as it has."""

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from generator.domain.organizations import OrganizationIndex
from generator.outputs.part_contents import Group, Groups
from generator.outputs.part_keys import PartKeys
from generator.outputs.prose import ProsePage
from generator.outputs.search_documents import Documents, SearchEntry
from generator.outputs.search_entries import search_entries
from generator.outputs.search_index import SHOWN, index_files, named_places
from generator.outputs.search_memory import PlaceMemory, Recorder
from generator.outputs.search_places import NamedPlace
from generator.outputs.search_units import Frame
from generator.outputs.site_parts import Part
from generator.pages.record_pages import PortalRecords
from generator.sources.words import Words


def search_part(
    whole: PortalRecords, prose: tuple[ProsePage, ...], words: Words, keys: PartKeys, *, memory: Path, weight: int
) -> Part:
    """Return the part of the site that holds the search index; in the file `memory` it keeps what it can use again."""
    names = {jurisdiction.slug: jurisdiction.name for jurisdiction in whole.portal.jurisdictions}
    entries = Groups(partial(_groups, whole, prose, words, keys), (keys.of_program(), repr(names)))
    return Part(
        name="search",
        weight=weight,
        group="all",
        files=partial(remembering_files, entries, names, memory),
        key=keys.of_all(),
        content=entries.content,
    )


def remembering_files(
    entries: Groups[SearchEntry], names: Mapping[str, str], memory: Path, shown: int = SHOWN
) -> Iterator[tuple[str, bytes]]:
    """Yield every file of the search index; only groups that have changed since the last time are gone through.

    All entries of a group are of the place of its name, and `names` has all places but the empty one.
    """
    keys, remembered = entries.keys(), PlaceMemory(memory)
    kept = remembered.kept(keys)
    documents = Documents(entries.values(but=kept))
    frame = Frame({"", *names}, {*documents.classes, *remembered.classes(kept)})
    fitting = {slug for slug in kept if remembered.fits(slug, frame)}
    if fitting != kept:
        kept = fitting
        documents = Documents(entries.values(but=kept))
    with Recorder(memory, frame) as recorder:

        def recorded() -> Iterator[tuple[str, NamedPlace]]:
            finding = {slug: partial(remembered.find, slug) for slug in kept}
            for slug, place in named_places(frame, documents, finding):
                classes = remembered.classes([slug]) if slug in kept else documents.classes_of(slug)
                recorder.add(slug, keys[slug], classes, place)
                yield slug, place

        yield from index_files(frame, recorded(), names, shown=shown)


def _groups(
    whole: PortalRecords, prose: tuple[ProsePage, ...], words: Words, keys: PartKeys
) -> Iterator[Group[SearchEntry]]:
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
