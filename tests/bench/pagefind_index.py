"""The other search: Pagefind over the same entries, where its package is installed (pip install pagefind[extended])."""

import asyncio
import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from html import escape
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from generator.outputs.search_index import SearchEntry
from tests.bench.search_oracle import Right
from tests.bench.search_page import SearchPages

UP_TO: Final = 20_000
"""Records beyond which nothing is compared: every answer is written as a file of its own."""

_SEARCH: Final = """async (query) => {
  const pagefind = await import('/pagefind/pagefind.js');
  const found = await pagefind.search(query);
  await Promise.all(found.results.slice(0, 10).map((result) => result.data()));
  return found.results.map((result) => result.id);
}"""
_SIGNATURE: Final = b"pagefind_dcd"


def installed() -> bool:
    """Whether the package is there."""
    return find_spec("pagefind_bin_extended") is not None


def compare(
    pages: SearchPages, site: Path, entries: Sequence[SearchEntry], right: Mapping[str, Right]
) -> Iterator[str]:
    """Ask Pagefind the same queries, each in a new profile; one line on what it finds and fetches."""
    with ThreadPoolExecutor(1) as beside:  # in this thread the browser's loop runs
        beside.submit(lambda: asyncio.run(_write(site / "pagefind", entries))).result()
    urls = {name: entries[number].url for name, number in _fragments(site / "pagefind" / "fragment")}
    wanted = found = 0
    sizes = []
    for query, one in right.items():
        size, ids = pages.evaluate_cold(_SEARCH, query)
        sizes.append(size / 1000)
        if one.addresses:
            wanted += len(set(one.addresses))
            found += len(set(one.addresses) & {urls[name] for name in ids})
    files = [path for path in (site / "pagefind").rglob("*") if path.is_file()]
    sizes.sort()
    yield (
        f"  Pagefind, the same {len(sizes):,} queries: recall {found / max(1, wanted):.2%} of {wanted:,}; fetched "
        f"{sizes[len(sizes) // 2]:.1f} KB median, {sizes[int(len(sizes) * 0.95)]:.1f} p95, {sizes[-1]:.1f} most; "
        f"{sum(path.stat().st_size for path in files) / len(entries):.0f} bytes an entry, {len(files):,} files"
    )


async def _write(folder: Path, entries: Sequence[SearchEntry]) -> None:
    pages = folder.parent / "pagefind-pages"
    pages.mkdir()
    for number, entry in enumerate(entries):
        texts = "".join(f"<p>{escape(text)}</p>" for text in (*entry.also, entry.text))
        page = f"<!doctype html><html lang=zh><title>{number}</title><body><h1>{escape(entry.title)}</h1>{texts}"
        (pages / f"{number}.html").write_text(page, encoding="utf-8")
    index = import_module("pagefind.index")
    # Written at the end; without a path that would be the present folder.
    async with index.PagefindIndex(config=index.IndexConfig(output_path=str(folder))) as writer:
        await writer.add_directory(str(pages))


def _fragments(folder: Path) -> Iterator[tuple[str, int]]:
    """The numbers of the entries by the names of the answers."""
    for path in folder.glob("*.pf_fragment"):
        told = json.loads(gzip.decompress(path.read_bytes()).removeprefix(_SIGNATURE))
        yield path.stem, int(Path(told["url"]).stem)
