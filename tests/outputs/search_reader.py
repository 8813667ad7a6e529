"""The query of `site_templates/assets/search-index.js` in Python: reads nothing but the files of the index."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

import lunr.index
from lunr.query import QueryPresence

from generator.domain.search_text import BEGINNING, CODE, WHOLE, fold, gram_hash, is_code, query_terms, readings
from generator.outputs.search_references import AGAIN, DIGITS

FEW = 20
FOLD = cache(fold)
Hot = tuple[int, str, list[str]]
"""Of a hot gram how many entries hold it, the gram that has their list, and the places where they are few."""


@dataclass
class Found:
    """References that may answer, how many answers there are, and how sure that is."""

    refs: list[str]
    count: int
    complete: bool
    exact: bool
    hot: bool = False


@dataclass
class Answer:
    """What the page shows."""

    addresses: list[str]
    """Of the answers that were looked at and are right, best first."""
    count: int
    exact: bool
    keys: list[tuple[int, int, int]] = field(default_factory=list)
    """Of each answer, how good its title is (2 where the query only stands somewhere), the place of its kind, its year."""


@dataclass
class SearchReader:
    files: Mapping[str, bytes]
    fetched: set[str] = field(default_factory=set)
    loaded: dict[str, Any] = field(default_factory=dict)
    indexes: dict[int, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.meta = self._load("meta.json")

    def find(self, query: str, show: int | None = None) -> Answer:
        terms = query_terms(query)
        if not terms:
            return Answer([], 0, True)
        found, tiers, few = self._hits(terms)
        hits = list(tiers) if few else list(tiers)[:show]
        rows = [(self._verified(ref, terms), ref) for ref in hits]
        right = [(row[0] if few else tiers[ref], *self._rank(ref), *row) for row, ref in rows if row]
        wrong = len(rows) - len(right)
        right.sort()
        keys = [(min(row[-2], 2), row[1], row[2]) for row in right]
        return Answer([row[-1] for row in right], found.count - wrong, found.exact or few, keys)

    def look(self, query: str) -> tuple[list[str], int, bool, bool, list[tuple[int, str] | None]]:
        """What is known of a query: the references, best first, their count, how sure it is, and what the first ten hold."""
        terms = query_terms(query)
        found, tiers, few = self._hits(terms)
        refs = sorted(tiers) if few else list(tiers)
        return refs, found.count, found.exact, few, [self._verified(ref, terms) for ref in refs[:10]]

    def _hits(self, terms: tuple[str, ...]) -> tuple[Found, dict[str, int], bool]:
        """What may answer, best first, with how good each title is; and whether it lies in few files, all to be looked at."""
        found = self._candidates(terms)
        tiers = dict.fromkeys(found.refs, 2)
        few = found.complete and len({self._decode(ref)[1] for ref in found.refs}) <= FEW
        if not few and len(terms) == 1:
            begun = self._beginning(BEGINNING, terms[0], found.hot)
            sure = begun.exact and not found.complete
            tiers.update({ref: 1 for ref in begun.refs if sure or ref in tiers})
            tiers.update(dict.fromkeys(self._whole_title(terms[0]), 0))
        hits = sorted(tiers, key=lambda ref: (tiers[ref], *self._rank(ref)))[: None if few else self.meta["shown"]]
        return found, {ref: tiers[ref] for ref in hits}, few

    def states(self, query: str) -> dict[str, str]:
        """The state in which each answer is shown, by its address."""
        terms = query_terms(query)
        found = self._candidates(terms)
        shown = ((self._verified(ref, terms), self._decode(ref)[0][1]) for ref in found.refs)
        return {verified[1]: state for verified, state in shown if verified is not None}

    def _load(self, path: str) -> Any:
        self.fetched.add(f"search/{path}")
        if path not in self.loaded:
            self.loaded[path] = json.loads(self.files[f"search/{path}"])
        return self.loaded[path]

    def _part(self, kind: str, text: str) -> Any:
        return self._load(f"{kind}/{gram_hash(text) % self.meta['files'][kind]:x}.json")

    def _bucket(self, gram: str) -> list[str]:
        number = gram_hash(gram) % self.meta["files"]["i"]
        serialised = self._part("i", gram)
        if number not in self.indexes:
            self.indexes[number] = lunr.index.Index.load(serialised)
        index = self.indexes[number]
        query = index.create_query()
        query.term(gram, presence=QueryPresence.REQUIRED, use_pipeline=False)
        return list(self._entries(match["ref"] for match in index.query(query)))

    def _entries(self, refs: Iterable[str]) -> Iterator[str]:
        """The entries that references name: of each place and slot those of the classes."""
        wide = len(next(iter(self.meta["classes"]), ""))
        for ref in refs:
            head = self._head(ref)
            for code in re.findall(rf".{{{wide}}}\.*", ref[head:]):
                yield ref[:head] + code

    def _head(self, ref: str) -> int:
        wide = len(next(iter(self.meta["places"]), ""))
        return wide + int(self.meta["places"][ref[:wide]][2])

    def _hot(self, gram: str) -> Hot | None:
        marks = BEGINNING + CODE + WHOLE
        table = self._part("w", gram.lstrip(marks)[:2]) if self.meta["files"]["w"] else self.meta["hot"]
        found = table.get(gram)
        if found is None:
            return None
        return (found, gram, []) if isinstance(found, int) else (found[0], found[1] or gram, found[2:])

    def _first(self, hot: Hot) -> Found:
        refs = self._entries(self._part("h", hot[1])[hot[1]].split(" "))
        return Found(list(refs), hot[0], complete=False, exact=True, hot=True)

    def _anywhere(self, term: str) -> Found:
        cold: list[str] = []
        starts = list(range(len(term) - 1))
        heat: dict[str, Hot | None] = {}
        for size in range(2, min(len(term), self.meta["longest"]) + 1):
            heat.update({gram: self._hot(gram) for gram in (term[start : start + size] for start in starts)})
            cold += [term[start : start + size] for start in starts if not heat[term[start : start + size]]]
            hot = [start for start in starts if heat[term[start : start + size]]]
            if size == len(term) and hot:
                return self._first(heat[term] or (0, "", []))
            starts = [start for start in hot if start + 1 in hot]
        if not cold:
            hottest = min((found for found in heat.values() if found), key=lambda found: found[0])
            first = self._first(hottest)
            return Found(first.refs, first.count, complete=False, exact=False)
        known = [set(found[2]) for found in heat.values() if found and found[2]]
        places = set.intersection(*known) if known else set(self.meta["places"])
        order = list(dict.fromkeys((cold[0], cold[-1], *cold)))
        refs = _both([self._bucket(gram) for gram in order[:2]])
        refs = [ref for ref in refs if any(map(ref.startswith, places))]
        for gram in order[2:]:
            if len(refs) > FEW:
                refs = _both([refs, self._bucket(gram)])
        return Found(refs, len(refs), complete=True, exact=cold[0] == term)

    def _beginning(self, mark: str, term: str, hot_anywhere: bool) -> Found:
        cut = term[: self.meta["longest"]]
        for size in range(len(cut) if hot_anywhere else 2, len(cut) + 1):
            gram = mark + cut[:size]
            hot = self._hot(gram)
            if hot and size == len(cut):
                return replace(self._first(hot), exact=cut == term)
            if not hot:
                refs = self._bucket(gram)
                return Found(refs, len(refs), complete=True, exact=gram == mark + term)
        raise ValueError(term)

    def _whole_title(self, term: str) -> list[str]:
        if len(term) > self.meta["whole"]:
            return []
        hot = self._hot(WHOLE + term)
        return self._first(hot).refs if hot else self._bucket(WHOLE + term)

    def _candidates(self, terms: Iterable[str]) -> Found:
        found = []
        long = [term for term in terms if len(term) > 1]
        for term in long:
            one = self._anywhere(term)
            if term.isascii() and term.isalnum():
                code = self._beginning(CODE, term, one.hot)
                one = replace(code, hot=one.hot) if code.hot else _joined(one, code)
            found.append(one)
        if len(list(terms)) == 1:
            return found[0]
        complete = [one for one in found if one.complete]
        refs = _both([one.refs for one in complete or found])
        return Found(refs, len(refs), complete=bool(complete), exact=False)

    def _decode(self, ref: str) -> tuple[list[Any], str]:
        wide, after = len(next(iter(self.meta["places"]), "")), self._head(ref)
        slug, _, _, shift = self.meta["places"][ref[:wide]]
        slot = 0
        for digit in ref[wide:after]:
            slot = slot * 64 + DIGITS.index(digit)
        return self.meta["classes"][ref[after:].rstrip(AGAIN)], f"d/{slug and slug + '/'}{slot >> shift:x}.json"

    def _rank(self, ref: str) -> tuple[int, int, str]:
        kind, _, year = self._decode(ref)[0]
        return self.meta["kinds"].index(kind), -year, ref

    def _verified(self, ref: str, terms: tuple[str, ...]) -> tuple[int, str] | None:
        row = self._load(self._decode(ref)[1])[ref]
        title, address, also, prose = (*row, [], "")[:4] if len(row) == 2 else (*row, "")[:4]
        text = self._part("t", ref)[ref] if prose == 1 else prose
        left = [term for term in terms if not any(holds(each, term) for each in (title, *also, text))]
        if left:
            return None
        query, head = "".join(terms).replace(" ", ""), readings(fold(title))[0]
        if head.startswith(query):
            return (0 if head == query else 1), address
        return (2 if all(holds(title, term) for term in terms) else 3), address


def holds(text: str, term: str) -> bool:
    """Whether a folded word stands in a text, or at the beginning of a code."""
    folded = FOLD(text)
    return folded.startswith(term) if is_code(folded) else any(term in reading for reading in readings(folded))


def _both(lists: list[list[str]]) -> list[str]:
    held = set(lists[0]).intersection(*lists[1:])
    return [ref for ref in lists[0] if ref in held]


def _joined(left: Found, right: Found) -> Found:
    if not left.refs or not right.refs:
        return left if left.refs else right
    refs = list(dict.fromkeys((*left.refs, *right.refs)))
    complete = left.complete and right.complete
    count = len(refs) if complete else max(left.count, right.count)
    return Found(refs, count, complete, exact=complete and left.exact and right.exact)
