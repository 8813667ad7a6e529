"""`python -m tests.bench search [1k|10k|100k|1m …]`: what the search finds, fetches and costs.

The entries are those of a synthetic portal. Every query is answered from the files alone, by the same steps as in the
reader's script, and compared with what a reader finds who looks at every text; some are put to the script itself, in a
browser that has fetched nothing yet.
"""

import argparse
import gzip
import os
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from generator.domain.search_text import query_terms
from tests.bench import pagefind_index
from tests.bench.search_oracle import Oracle, Right
from tests.bench.search_page import Asked, Busy, SearchPages, search_pages
from tests.bench.search_portal import cost_of_writing, random_queries, read_entries, write_entries
from tests.bench.sizes import MEMORY, size_of
from tests.outputs.search_reader import SearchReader

SIZES: Final = ("1k", "10k", "100k")
_TOLD: Final = 5
_ABOUT: Final = "约"


@dataclass(slots=True)
class Findings:
    """What the answers to some queries were worth."""

    queries: int = 0
    wanted: int = 0
    """Matches of all queries that have no more of them than are shown."""
    found: int = 0
    many: int = 0
    """Queries that have more matches than are shown."""
    faults: list[str] = field(default_factory=list)

    def note(self, query: str, right: Right, count: int, addresses: Sequence[str], first: object = None) -> None:
        """Compare one answer with what is right; `first` are the keys of the answers shown, where they are known."""
        self.queries += 1
        if right.addresses:
            missed = Counter(right.addresses) - Counter(addresses)
            wrong = Counter(addresses) - Counter(right.addresses)
            self.wanted += right.count
            self.found += right.count - missed.total()
            if missed or wrong:
                self.faults.append(f"{query}: {missed.total()} missed, {wrong.total()} wrong, of {right.count}")
        else:
            self.many += 1
            if count != right.count or len(addresses) != len(right.first) or first not in (None, right.first):
                self.faults.append(f"{query}: {count} told of {right.count}, or not the first {len(right.first)}")


class _Files(Mapping[str, bytes]):
    """The files of a folder by their addresses."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __getitem__(self, path: str) -> bytes:  # type: ignore[explicit-override]  # typing.override came with Python 3.12
        return (self._folder / path).read_bytes()

    def __iter__(self) -> Iterator[str]:  # type: ignore[explicit-override]
        return (path.relative_to(self._folder).as_posix() for path in self._folder.rglob("*.json"))

    def __len__(self) -> int:  # type: ignore[explicit-override]
        return sum(1 for _ in self)


def measure(workspace: Path, records: int, queries: int, in_browser: int) -> Iterator[str]:
    """Everything about one size."""
    write_entries(workspace, records)
    cost = cost_of_writing(workspace)
    entries = list(read_entries(workspace / "entries"))
    yield f"── {len(entries):,} entries of {records:,} records " + "─" * 50
    yield from _writing(workspace / "site", cost)
    oracle = Oracle(entries)
    asked = random_queries(entries, queries)
    right = {query: oracle.right(query_terms(query)[0]) for query in asked}
    reader = SearchReader(_Files(workspace / "site"))
    findings = Findings()
    for query in asked:
        answer = reader.find(query)
        findings.note(query, right[query], answer.count, answer.addresses, tuple(answer.keys))
    yield from _report("the same steps in Python", findings)
    with search_pages(workspace / "site") as pages:
        if pages is None:
            yield "no Chromium is installed, so the script was not asked"
        else:
            yield from _in_browser(pages, asked[:in_browser], right, reader)
            if records <= pagefind_index.UP_TO and pagefind_index.installed():
                some = {query: right[query] for query in asked[:in_browser]}
                yield from pagefind_index.compare(pages, workspace / "site", entries, some)


def _in_browser(
    pages: SearchPages, asked: Sequence[str], right: Mapping[str, Right], reader: SearchReader
) -> Iterator[str]:
    findings, cold, again, about = Findings(), list[Asked](), list[Busy](), 0
    for query in asked:
        one = pages.ask(query)
        cold.append(one)
        again.append(pages.ask_again(query))
        if right[query].addresses:
            findings.note(query, right[query], *pages.all_addresses(query))
        else:
            findings.queries += 1
            findings.many += 1
        shown = reader.find(query, show=None).addresses[:10]
        if list(one.links) != shown:
            findings.faults.append(f"{query}: the page shows other answers first than the same steps in Python")
        if one.status.startswith(_ABOUT):
            about += 1
        elif f"{right[query].count:,}" not in one.status:
            findings.faults.append(f"{query}: {right[query].count:,} matches, and the page says {one.status!r}")
    yield from _report("the script in Chromium", findings)
    yield f"  {about} of {len(asked)} told a number that may be too high until all answers are looked at"
    yield f"  {'a first query, nothing cached':<46}{'median':>9}{'p95':>9}{'most':>9}"
    yield _spread("KB compressed, with library and lists", [one.size / 1000 for one in cold])
    yield _spread("files", [float(one.requests) for one in cold])
    for name, several in (("", [one.busy for one in cold]), (", in a page in use", again)):
        yield _spread(f"ms of script, style, layout{name}", [busy.own for busy in several])
        yield _spread(f"ms with the browser's part{name}", [busy.whole for busy in several])


def _spread(name: str, values: Sequence[float]) -> str:
    ordered = sorted(values)
    chosen = (ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)], ordered[-1])
    return f"  {name:<46}" + "".join(f"{value:9.1f}" for value in chosen)


def _report(name: str, findings: Findings) -> Iterator[str]:
    recall = findings.found / findings.wanted if findings.wanted else 1.0
    yield (
        f"  {name}: {findings.queries:,} queries, recall {recall:.4%} of {findings.wanted:,} matches; "
        f"{findings.many:,} with more than are shown; faults {len(findings.faults)}"
    )
    yield from (f"    FAULT {fault}" for fault in findings.faults[:_TOLD])


def _writing(site: Path, cost: Mapping[str, Any]) -> Iterator[str]:
    entries = cost["entries"]
    yield (
        f"  writing: {cost['cpu']:.2f} s of processor time, {1e6 * cost['cpu'] / entries:.1f} µs an entry; "
        f"peak {cost['peak']:.0f} MiB, {cost['more']:.0f} more than before"
    )
    sizes, files = Counter[str](), Counter[str]()
    for path in site.rglob("*.json"):
        kind = path.relative_to(site).parts[1].removesuffix(".json")
        sizes[kind] += len(gzip.compress(path.read_bytes(), 6))
        files[kind] += 1
    index = sum(size for kind, size in sizes.items() if kind not in "dt") / entries
    yield (
        f"  bytes an entry, compressed: {index:.1f} of index and {sizes['d'] / entries:.1f} shown; "
        f"{files.total():,} files: "
        + ", ".join(f"{kind} {files[kind]:,} ({sizes[kind] / 1000:,.0f} KB)" for kind in sorted(files))
    )


def main(arguments: Sequence[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench search", description=__doc__)
    parser.add_argument("sizes", nargs="*", type=size_of, metavar="SIZE", help=f"records (default: {' '.join(SIZES)})")
    parser.add_argument("--queries", type=int, default=1000, help="random parts of texts that are asked for")
    parser.add_argument("--browser", type=int, default=200, help="of these, asked in Chromium")
    parser.add_argument("--folder", type=Path, help=f"where to write (default: {MEMORY} where there is one)")
    options = parser.parse_args(arguments)
    folder = options.folder or (MEMORY if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) else None)
    for size in options.sizes or map(size_of, SIZES):
        with tempfile.TemporaryDirectory(prefix="portal-bench-", dir=folder) as scratch:
            for line in measure(Path(scratch), size, options.queries, options.browser):
                print(line, flush=True)
    return 0
