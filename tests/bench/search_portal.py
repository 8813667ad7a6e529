"""What the search of a synthetic portal is made from, and what it costs to write it, in a process of its own."""

import json
import pickle
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path
from random import Random
from typing import Any, Final

from generator.build import LANGUAGE, ROOT, SCHEMAS, WORDS
from generator.domain.search_text import fold, is_code, query_terms
from generator.outputs.search_entries import search_entries
from generator.outputs.search_index import SearchEntry, search_files
from generator.pages.record_pages import portal_records
from generator.sources.portal_folder import read_portal
from generator.sources.words import read_catalogue
from tests.bench.measuring import run
from tests.bench.synthetic import AS_OF, write_synthetic

_BATCH: Final = 1000
_SIZES: Final = range(2, 7)


def write_entries(workspace: Path, records: int) -> Mapping[str, str]:
    """Write the entries of a synthetic portal into `entries`; the names of its jurisdictions."""
    write_synthetic(workspace / "data", records)
    words = read_catalogue(WORDS, LANGUAGE)
    portal = read_portal(workspace / "data", SCHEMAS).portal
    whole = portal_records(portal, AS_OF, words)
    found = chain.from_iterable(entries for _, entries in search_entries(whole, (), words))
    names = {jurisdiction.slug: jurisdiction.name for jurisdiction in portal.jurisdictions}
    with (workspace / "entries").open("wb") as file:
        pickle.dump(names, file)
        while batch := list(islice(found, _BATCH)):
            pickle.dump(batch, file)
    return names


def read_entries(file: Path) -> Iterator[SearchEntry]:
    """The entries that were written."""
    with file.open("rb") as stream:
        pickle.load(stream)
        while stream.peek(1):
            yield from pickle.load(stream)


def random_queries(entries: Sequence[SearchEntry], count: int, seed: int = 5) -> list[str]:
    """So many different parts, of two to six characters, of titles and now and then of other texts; of codes beginnings."""
    chance = Random(seed)
    found: dict[str, None] = {}
    while len(found) < count:
        entry = chance.choice(entries)
        text = chance.choice((entry.title, entry.title, entry.title, *entry.also))
        size = chance.choice(_SIZES)
        start = 0 if is_code(fold(text)) else chance.randrange(max(1, len(text) - size + 1))
        query = text[start : start + size]
        if query_terms(query) == (fold(query),):
            found[query] = None
    return list(found)


def cost_of_writing(workspace: Path) -> dict[str, Any]:
    """Write the search into `site/search` by a process of its own; what that cost beyond the reading of the entries."""
    command = [sys.executable, "-m", "tests.bench.search_portal", str(workspace / "entries"), str(workspace / "site")]
    found: dict[str, Any] = json.loads(run(command, cwd=ROOT).output)
    return found


def _write(entries: Path, site: Path) -> dict[str, float]:
    with entries.open("rb") as stream:
        names = pickle.load(stream)
    start = time.process_time()
    count = sum(1 for _ in read_entries(entries))
    reading = time.process_time() - start
    before = _memory("VmRSS")
    folders = set[Path]()
    for path, data in search_files(read_entries(entries), names):
        file = site / path
        if file.parent not in folders:
            file.parent.mkdir(parents=True, exist_ok=True)
            folders.add(file.parent)
        file.write_bytes(data)
    cpu = time.process_time() - start - 2 * reading
    peak = _memory("VmHWM")
    return {"entries": count, "cpu": cpu, "peak": peak, "more": peak - before}


def _memory(name: str) -> float:
    """MiB of memory of this process, at present or at the highest; 0 where the system does not tell."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(f"{name}:"))


if __name__ == "__main__":
    print(json.dumps(_write(Path(sys.argv[1]), Path(sys.argv[2]))))
