"""The search index: lunr 2.3.9 indexes, one per bucket of grams, and the titles that answers show.

    search/meta.json             how many files of each kind; what a reference says; the hot grams, while they are few
    search/w/<n>.json            the hot grams with their counts, where they are many
    search/i/<n>.json            bucket n: a complete serialised lunr index of all grams whose hash falls into it
    search/h/<n>.json            the best entries of hot grams
    search/d/[<slug>/]<n>.json   what an answer shows: title, address and the other texts of its entries
    search/t/<n>.json            full texts, read only to make sure that a word stands in them

The indexes are written directly in lunr's serialised form, because lunr.py needs ten times as long; `lunr_built` makes the
same index with lunr.py, and the tests compare the two. All scores are constant: with scores that depend on how frequent
a gram is in the whole portal, one new record would change every file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from itertools import chain
from json.encoder import encode_basestring
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeVar
from zlib import crc32

from generator.domain.search_text import BEGINNING, CODE, WHOLE, gram_hash
from generator.errors import PortalError
from generator.outputs.search_documents import KINDS, Documents, SearchEntry, to_json
from generator.outputs.search_grams import LONGEST_GRAM, LONGEST_WHOLE, Grams, HotGram
from generator.outputs.search_places import NamedPlace, named_place
from generator.outputs.search_units import Frame, Units

__all__ = ["KINDS", "SHOWN", "SearchEntry", "lunr_built", "lunr_index", "lunr_js", "search_files"]

SHOWN: Final = 1000
"""Most answers that are shown for a query; of more, the exact count is told."""

_LUNR: Final = "2.3.9"
_MARKS: Final = BEGINNING + CODE + WHOLE
_POSTING: Final = '":{},"'
_VECTOR: Final = '",[]],["t/'
_COMMENT: Final = re.compile(r"^[ \t]*(?:/\*(?:(?!\*/)[\s\S])*\*/[ \t]*|//.*)$", re.MULTILINE)
_NOTICE: Final = re.compile("@license|Copyright")
_Item = TypeVar("_Item")

Kept = Mapping[str, Callable[[], NamedPlace]]
"""Places that an earlier build has named, by their slugs."""
NOTHING_KEPT: Final[Kept] = MappingProxyType({})

_POSTINGS_A_BUCKET: Final = 400
_MANY_BUCKETS: Final = 12
_HOT_IN_META: Final = 200
_HOT_A_FILE: Final = 64


def search_files(
    entries: Iterable[SearchEntry], jurisdictions: Mapping[str, str], *, shown: int = SHOWN
) -> Iterator[tuple[str, bytes]]:
    """Yield every file of the search index with its address; `jurisdictions` gives the names of the slugs."""
    documents = Documents(entries)
    frame = Frame({*jurisdictions, *documents.places}, documents.classes)
    return index_files(frame, named_places(frame, documents), jurisdictions, shown=shown)


def named_places(frame: Frame, documents: Documents, kept: Kept = NOTHING_KEPT) -> Iterator[tuple[str, NamedPlace]]:
    """Name the entries of one place after another, by the codes of the places; `kept` are named already."""
    told = frame.told(documents.classes)
    start = 0
    for slug in sorted({*documents.places, *kept}, key=frame.place_codes.__getitem__):
        if slug in kept:
            place = kept[slug]().moved_to(start)
        else:
            place = named_place(frame.place_codes[slug], documents.unpack(slug), told, start)
        start += len(place.refs)
        yield slug, place


def index_files(
    frame: Frame, places: Iterable[tuple[str, NamedPlace]], jurisdictions: Mapping[str, str], *, shown: int = SHOWN
) -> Iterator[tuple[str, bytes]]:
    """Yield every file of the search index over places that have been named, by the codes of the places."""
    units = Units(frame)
    grams = Grams(units, shown)
    version = 0
    long: dict[str, str] = {}
    for slug, place in places:
        for number, data in place.files:
            version = crc32(data, version)
            yield f"search/d/{slug and slug + '/'}{number:x}.json", data
        long |= place.long
        units.take_in(slug, place)
        grams.take_in(place)
    grams.collect()
    counts = {
        "i": _bucket_count(sum(map(len, grams.postings.values()))),
        "h": _power_of_two(len(grams.first)),
        "t": _power_of_two(len(long)),
        "w": _power_of_two(len(grams.hot) / _HOT_A_FILE) if len(grams.hot) > _HOT_IN_META else 0,
    }
    for name, found in _shared(long, gram_hash, counts["t"]):
        data = to_json({entry: long[entry] for entry in sorted(found)}).encode()
        version = crc32(data, version)
        yield f"search/t/{name}.json", data
    for path, data in _index_files(units, grams, counts):
        version = crc32(data, version)
        yield path, data
    told = {"version": f"{version:x}", "shown": shown, "files": counts}
    hot = {} if counts["w"] else _hot_grams(grams.hot, grams.hot)
    yield "search/meta.json", to_json({**told, **_names(units, jurisdictions), "hot": hot}).encode()


def _index_files(units: Units, grams: Grams, counts: Mapping[str, int]) -> Iterator[tuple[str, bytes]]:
    reference = units.refs.__getitem__
    if counts["w"]:
        # Also where there are none: only from its file a reader learns that a gram is not hot.
        for number, found in enumerate(_shelves(grams.hot, _hash_of_pair, counts["w"])):
            yield f"search/w/{number:x}.json", to_json(_hot_grams(grams.hot, found)).encode()
    for name, found in _shared(grams.first, gram_hash, counts["h"]):
        lists = {gram: " ".join(map(reference, grams.first[gram])) for gram in sorted(found)}
        yield f"search/h/{name}.json", to_json(lists).encode()
    for number, found in enumerate(_shelves(grams.postings, gram_hash, counts["i"])):
        postings = {gram: [*map(reference, grams.postings.pop(gram))] for gram in found}
        yield f"search/i/{number:x}.json", lunr_index(postings)


def _hash_of_pair(gram: str) -> int:
    return gram_hash(gram.lstrip(_MARKS)[:2])


def _names(units: Units, jurisdictions: Mapping[str, str]) -> dict[str, object]:
    """Return what references mean."""
    frame = units.frame
    return {
        "longest": LONGEST_GRAM,
        "whole": LONGEST_WHOLE,
        "kinds": KINDS,
        "classes": {
            frame.class_codes[found.name]: [found.kind, found.state, found.year or 0] for found in frame.classes
        },
        "places": {
            frame.place_codes[slug]: [slug, jurisdictions.get(slug, slug), digits, shift]
            for slug, (digits, shift) in sorted(units.stored.items())
        },
    }


def _hot_grams(hot: Mapping[str, HotGram], grams: Iterable[str]) -> dict[str, object]:
    """Return of each hot gram how many entries hold it; the gram that has its list where it is another; its few places."""
    found: dict[str, object] = {}
    for gram in sorted(grams):
        one = hot[gram]
        owner = "" if one.owner == gram else one.owner
        told: list[object] = [one.count, owner, *one.places]
        found[gram] = told if owner or one.places else one.count
    return found


def _power_of_two(wanted: float) -> int:
    """Return the least power of two that is not under `wanted`."""
    count = 1
    while count < wanted:
        count *= 2
    return count


def _bucket_count(postings: int) -> int:
    """Return how many buckets: some hundred postings each, and more in each of them where files would be too many."""
    power = _power_of_two(postings / _POSTINGS_A_BUCKET).bit_length() - 1
    return 1 << (power if power <= _MANY_BUCKETS else _MANY_BUCKETS + (power - _MANY_BUCKETS) // 2)


def _shelves(items: Iterable[_Item], hashed: Callable[[_Item], int], count: int) -> list[list[_Item]]:
    """The items of each of `count` files: item x belongs to file `hashed(x) % count`."""
    shelves: list[list[_Item]] = [[] for _ in range(count)]
    for item in items:
        shelves[hashed(item) % count].append(item)
    return shelves


def _shared(items: Iterable[_Item], hashed: Callable[[_Item], int], count: int) -> Iterator[tuple[str, list[_Item]]]:
    """Yield the name of every file that has any items, with these."""
    for number, found in enumerate(_shelves(items, hashed, count)):
        if found:
            yield f"{number:x}", found


def lunr_index(postings: Mapping[str, Sequence[str]]) -> bytes:
    """Write a lunr index of one field: grams with the references that hold them, in lunr's own serialised form.

    Every score is zero, because no vector has an element; terms stand in the order of UTF-16, which lunr.js asks for.
    """
    grams = sorted(postings, key=_utf_16)
    # The lists are in their order, or nearly, so that to sort them one after another is quicker than to sort a set.
    refs = sorted(dict.fromkeys(chain.from_iterable(postings.values())))
    vectors = f'["t/{_VECTOR.join(refs)}",[]]' if refs else ""
    terms = ",".join(
        f'[{encode_basestring(gram)},{{"_index":{place},"t":{{"{_POSTING.join(postings[gram])}":{{}}}}}}]'
        for place, gram in enumerate(grams)
    )
    head = f'"version":"{_LUNR}","fields":["t"],"fieldVectors":[{vectors}]'
    return f'{{{head},"invertedIndex":[{terms}],"pipeline":[]}}'.encode()


def _utf_16(gram: str) -> bytes:
    return gram.encode("utf-16-be")


def lunr_built(postings: Mapping[str, Sequence[str]]) -> bytes:
    """Build the same index with lunr.py: the proof that `lunr_index` writes what lunr builds from the same terms.

    lunr.py numbers terms as they come and weighs them; here they are numbered in their order, and weights left out. It
    cannot build an index of nothing.
    """
    from lunr.builder import Builder  # noqa: PLC0415 - lunr is slow to load, and only the proof needs it

    held: dict[str, list[str]] = {ref: [] for ref in sorted(set(chain.from_iterable(postings.values())))}
    for gram in sorted(postings):
        for ref in postings[gram]:
            held[ref].append(gram)
    builder = Builder()
    builder.ref("id")
    builder.field("t")
    for ref, grams in held.items():
        builder.add({"id": ref, "t": grams})
    index = builder.build().serialize()
    index["fieldVectors"] = [[ref, []] for ref, _ in index["fieldVectors"]]
    index["invertedIndex"] = [
        [term, {"_index": place, "t": {ref: posting["t"][ref] for ref in postings[term]}}]
        for place, (term, posting) in enumerate(sorted(index["invertedIndex"], key=lambda pair: _utf_16(pair[0])))
    ]
    return to_json(
        {key: index[key] for key in ("version", "fields", "fieldVectors", "invertedIndex", "pipeline")}
    ).encode()


def lunr_js() -> bytes:
    """Return lunr.js 2.3.9 of the installed MkDocs without its comments except the notices of copyright and licence.

    A line that begins with `/*` or `//` begins a comment: the source (ECMAScript 5) has no text over several lines.
    Raises PortalError where MkDocs does not bring lunr.js 2.3.9.
    """
    mkdocs = find_spec("mkdocs")
    file = Path(mkdocs.origin if mkdocs and mkdocs.origin else "").parent / "contrib/search/templates/search/lunr.js"
    try:
        source = file.read_text(encoding="utf-8")
    except OSError as error:
        raise PortalError(f"cannot read lunr.js of the installed MkDocs: {error}") from error
    if f"- {_LUNR}\n" not in source[:200]:
        raise PortalError(f"{file} is not lunr.js {_LUNR}, the version whose index format is written")
    return _without_comments(source).encode()


def _without_comments(source: str) -> str:
    """Leave out comments of whole lines, except those that name a licence or a copyright, empty lines and indents."""
    source = _COMMENT.sub(lambda found: found[0] if _NOTICE.search(found[0]) else "", source)
    return "\n".join(line for line in map(str.strip, source.split("\n")) if line) + "\n"
