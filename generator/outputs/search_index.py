"""The search index: lunr 2.3.9 indexes, one per bucket of grams, and the titles that answers show.

    search/meta.json      how many files of each kind; what a reference says; the hot grams, while they are few
    search/w/<n>.json     the hot grams with their counts, where they are many
    search/i/<n>.json     bucket n: a complete serialised lunr index of all grams whose hash falls into it
    search/h/<n>.json     the first entries of hot grams
    search/d/<n>.json     what an answer shows: title, address and the other texts of its entries
    search/t/<n>.json     full texts, read only to make sure that a word stands in them

The indexes are written directly in lunr's serialised form, because lunr.py needs ten times as long; `lunr_built` makes the
same index with lunr.py, and the tests compare the two. All scores are constant: with scores that depend on how frequent
a gram is in the whole portal, one new record would change every file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import chain
from json.encoder import encode_basestring
from pathlib import Path
from typing import Final, TypeVar
from zlib import crc32

from generator.domain.search_text import gram_hash
from generator.errors import PortalError
from generator.outputs.search_documents import KINDS, SearchEntry, take_in, to_json
from generator.outputs.search_grams import LONGEST_GRAM, LONGEST_WHOLE, HotGram, collect

__all__ = ["KINDS", "SHOWN", "SearchEntry", "SearchPlan", "lunr_built", "lunr_index", "lunr_js", "search_files"]

SHOWN: Final = 1000
"""Most answers that are shown for a query; of more, the exact count is told."""

_LUNR: Final = "2.3.9"
_POSTING: Final = '":{},"'
_COMMENT: Final = re.compile(r"^[ \t]*(?:/\*(?:(?!\*/)[\s\S])*\*/[ \t]*|//.*)$", re.MULTILINE)
_NOTICE: Final = re.compile("@license|Copyright")
_Item = TypeVar("_Item")

_POSTINGS_A_BUCKET: Final = 400
_MANY_BUCKETS: Final = 12
_ENTRIES_A_FILE: Final = 32
_HOT_IN_META: Final = 200
_HOT_A_FILE: Final = 64


def search_files(
    entries: Iterable[SearchEntry], jurisdictions: Mapping[str, str], *, shown: int = SHOWN
) -> Iterator[tuple[str, bytes]]:
    """Yield every file of the search index with its address; `jurisdictions` gives the names of the slugs."""
    return SearchPlan(entries, jurisdictions, shown=shown).files()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Files:
    """How many files there are of each kind: powers of two that depend on orders of magnitude only."""

    i: int
    d: int
    h: int
    t: int
    w: int


class SearchPlan:
    """An index ready to be written, by one process or shared among several that were forked after it was made."""

    def __init__(self, entries: Iterable[SearchEntry], jurisdictions: Mapping[str, str], *, shown: int = SHOWN) -> None:
        documents = take_in(entries)
        self._shown = shown
        self._names = jurisdictions
        self._grams = collect(documents.titles, documents.others, shown)
        self._documents = documents
        self._files = _Files(
            i=_bucket_count(sum(map(len, self._grams.postings.values()))),
            d=_power_of_two(len(documents.refs) / _ENTRIES_A_FILE),
            h=_power_of_two(len(self._grams.first)),
            t=_power_of_two(len(documents.long)),
            w=_power_of_two(len(self._grams.hot) / _HOT_A_FILE) if len(self._grams.hot) > _HOT_IN_META else 0,
        )

    def files(self, part: int = 0, parts: int = 1) -> Iterator[tuple[str, bytes]]:
        """Yield the share `part` of `parts` of all files with their addresses; the shares together are the index."""
        if part == 0:
            yield "search/meta.json", self._meta()
            yield from self._hot_grams()
        for number, grams in _share(self._grams.postings, gram_hash, self._files.i, part, parts):
            yield f"search/i/{number:x}.json", self._bucket(grams)
        for number, grams in _share(self._grams.first, gram_hash, self._files.h, part, parts):
            if grams:
                yield f"search/h/{number:x}.json", self._lists(grams)
        yield from self._shown_files(part, parts)

    def _bucket(self, grams: list[str]) -> bytes:
        refs, postings = self._documents.refs, self._grams.postings
        return lunr_index({gram: [refs[number] for number in postings[gram]] for gram in grams})

    def _lists(self, grams: list[str]) -> bytes:
        refs, first = self._documents.refs, self._grams.first
        return to_json({gram: " ".join([refs[number] for number in first[gram]]) for gram in sorted(grams)}).encode()

    def _shown_files(self, part: int, parts: int) -> Iterator[tuple[str, bytes]]:
        documents, refs = self._documents, self._documents.refs
        for file, numbers in _share(range(len(refs)), documents.chunks.__getitem__, self._files.d, part, parts):
            if numbers:
                rows = b",\n".join(b'"%s":%s' % (refs[number].encode(), documents.shown[number]) for number in numbers)
                yield f"search/d/{file:x}.json", b"{" + rows + b"}"
        for file, numbers in _share(documents.long, lambda number: gram_hash(refs[number]), self._files.t, part, parts):
            if numbers:
                yield f"search/t/{file:x}.json", to_json({refs[n]: documents.long[n] for n in numbers}).encode()

    def _hot_grams(self) -> Iterator[tuple[str, bytes]]:
        """Yield the hot grams where they are too many for `meta.json`: by their first two characters."""
        if self._files.w:
            for number, grams in _share(self._grams.hot, lambda gram: gram_hash(gram[:2]), self._files.w, 0, 1):
                yield f"search/w/{number:x}.json", to_json(_counts(self._grams.hot, grams)).encode()

    def _meta(self) -> bytes:
        documents, files = self._documents, self._files
        fingerprint = 0
        for ref, row in zip(documents.refs, documents.shown, strict=True):
            fingerprint = crc32(row, crc32(ref.encode(), fingerprint))
        for number in sorted(documents.long):
            fingerprint = crc32(documents.long[number].encode(), fingerprint)
        meta = {
            "version": f"{fingerprint:x}",
            "entries": len(documents.refs),
            "shown": self._shown,
            "longest": LONGEST_GRAM,
            "whole": LONGEST_WHOLE,
            "files": {"i": files.i, "d": files.d, "h": files.h, "t": files.t, "w": files.w},
            "kinds": KINDS,
            "classes": {
                code: [found.kind, found.state, found.year or 0] for code, found in sorted(documents.classes.items())
            },
            "places": {code: [slug, self._names.get(slug, slug)] for code, slug in sorted(documents.places.items())},
            "hot": {} if files.w else _counts(self._grams.hot, self._grams.hot),
        }
        return to_json(meta).encode()


def _counts(hot: Mapping[str, HotGram], grams: Iterable[str]) -> dict[str, object]:
    """Return how many entries hold each hot gram, and the gram that has the list where it is another one."""
    return {
        gram: hot[gram].count if hot[gram].owner == gram else [hot[gram].count, hot[gram].owner]
        for gram in sorted(grams)
    }


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


def _share(
    items: Iterable[_Item], hashed: Callable[[_Item], int], count: int, part: int, parts: int
) -> Iterator[tuple[int, list[_Item]]]:
    """Yield the files of one share with their items: item x belongs to file `hashed(x) % count`."""
    shelves: list[list[_Item]] = [[] for _ in range(count)]
    for item in items:
        shelves[hashed(item) % count].append(item)
    for number in range(count * part // parts, count * (part + 1) // parts):
        yield number, shelves[number]


def lunr_index(postings: Mapping[str, Sequence[str]]) -> bytes:
    """Write a lunr index of one field: grams with the references that hold them, in lunr's own serialised form.

    Every score is zero, because no vector has an element; terms stand in the order of UTF-16, which lunr.js asks for.
    """
    grams = sorted(postings, key=_utf_16)
    refs = sorted(set(chain.from_iterable(postings.values())))
    vectors = ",".join([f'["t/{ref}",[]]' for ref in refs])
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
