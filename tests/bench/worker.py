"""One measurement in a process of its own: `python -m tests.bench.worker MODE …` prints what it found as JSON."""

import json
import os
import resource
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Final

from generator import build as pipeline
from generator.build import ROOT, SCHEMAS, BuildRequest
from generator.outputs import whole_site
from generator.outputs.downloads import Downloads
from generator.outputs.site_folder import Part
from generator.rules.catalogue import RULES, run_rules
from generator.sources.collector import collector_off
from generator.sources.portal_folder import read_portal
from tests.bench.synthetic import AS_OF

STAGES: Final = ("check", "render_prose", "site_parts", "publish")
"""The steps of `generator.build`, by the names of its functions."""

OTHER_FORMATS: Final = (
    *((whole_site, name) for name in ("portal_api", "portal_feeds", "sitemap_files")),
    *((whole_site, name) for name in ("jurisdiction_api", "jurisdiction_calendars", "jurisdiction_feeds")),
    *((Downloads, name) for name in ("of_portal", "of_jurisdiction")),
)
"""What makes files that are no pages, besides the parts of `NO_PAGES`."""
NO_PAGES: Final = frozenset({"search", "calendar", "assessments"})
"""Parts of the site that hold no page."""

SITE_URL: Final = "https://bench.example/"
_BLOCK: Final = bytes(range(256)) * 4096

Found = dict[str, Any]


def main(arguments: list[str]) -> None:
    """Run one mode: build, pages, parts, raw, ours, ours-links, frictionless or frictionless-links."""
    mode, *rest = arguments
    print(json.dumps(_MODES[mode](*rest)))


def _build(data: str, output: str) -> Found:
    """A build with a clock at each step."""
    clock = _Clock()
    clock.at_each_stage()
    pipeline.build(_request(data, output, os.cpu_count() or 1))
    return {"stages": clock.stages}


def _pages(data: str, output: str) -> Found:
    """A build that makes the pages of a site and nothing else, with a clock at each step."""
    for owner, name in OTHER_FORMATS:
        if not callable(getattr(owner, name)):
            raise TypeError(name)
        setattr(owner, name, _no_files)
    clock = _Clock()
    clock.at_each_stage(lambda parts: [part for part in parts if part.name not in NO_PAGES])
    pipeline.build(_request(data, output, os.cpu_count() or 1))
    return {"stages": clock.stages}


def _no_files(*_: Any, **__: Any) -> Iterator[tuple[str, bytes]]:
    return iter(())


def _parts(data: str, output: str) -> Found:
    """A build by one process with a clock at each part of the site, the parts of one kind taken together."""
    clock = _Clock()
    clock.at_each_stage(clock.at_each_part)
    pipeline.build(_request(data, output, 1))
    return {"stages": clock.stages, "parts": clock.parts}


def _request(data: str, output: str, workers: int) -> BuildRequest:
    return BuildRequest(
        data=Path(data),
        content=ROOT / "content",
        output=Path(output),
        as_of=AS_OF,
        site_url=SITE_URL,
        workers=workers,
    )


class _Clock:
    """Puts a clock around the steps of the build; they themselves stay what they are."""

    def __init__(self) -> None:
        # What was kept from an earlier build is not made again, and costs nothing.
        self.stages: dict[str, tuple[float, float]] = dict.fromkeys(STAGES, (0.0, 0.0))
        self.parts: dict[str, float] = {}

    def at_each_stage(self, of_parts: Callable[[Any], Any] | None = None) -> None:
        for name in STAGES:
            step = getattr(pipeline, name)
            timed = self._timed(name, step)
            if name == "site_parts" and of_parts is not None:
                timed = self._and_then(timed, of_parts)
            setattr(pipeline, name, timed)

    def at_each_part(self, parts: list[Part]) -> list[Part]:
        return [replace(part, files=self._timed_files(part)) for part in parts]

    def _timed_files(self, part: Part) -> Callable[[], Iterator[tuple[str, bytes]]]:
        kind = part.name.partition(" ")[0]

        def files() -> Iterator[tuple[str, bytes]]:
            spent, start = 0.0, time.perf_counter()
            for file in part.files():
                spent += time.perf_counter() - start
                yield file
                start = time.perf_counter()
            self.parts[kind] = self.parts.get(kind, 0.0) + spent + time.perf_counter() - start

        return files

    def _timed(self, name: str, step: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*values: Any, **named: Any) -> Any:
            wall, cpu = time.perf_counter(), _cpu()
            result = step(*values, **named)
            self.stages[name] = (time.perf_counter() - wall, _cpu() - cpu)
            return result

        return timed

    @staticmethod
    def _and_then(first: Callable[..., Any], second: Callable[[Any], Any]) -> Callable[..., Any]:
        def both(*values: Any, **named: Any) -> Any:
            return second(first(*values, **named))

        return both


def _cpu() -> float:
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def _raw(site: str, output: str) -> Found:
    """Write files of the same names and sizes, by two processes, and nothing else."""
    root = Path(site)
    files = [
        (path.relative_to(root).as_posix(), path.stat().st_size) for path in sorted(root.rglob("*")) if path.is_file()
    ]
    wall, cpu = time.perf_counter(), _cpu()
    children = [_fork(partial(_write, output, files[half::2])) for half in (0, 1)]
    for child in children:
        os.waitpid(child, 0)
    return {"wall": time.perf_counter() - wall, "cpu": _cpu() - cpu, "files": len(files)}


def _fork(work: Callable[[], None]) -> int:
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    return child


def _write(output: str, files: list[tuple[str, int]]) -> None:
    made: set[str] = set()
    for name, size in files:
        parent = name.rpartition("/")[0]
        if parent not in made:
            os.makedirs(f"{output}/{parent}", exist_ok=True)  # noqa: PTH103 - as fast as can be
            made.add(parent)
        descriptor = os.open(f"{output}/{name}", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
        left = size
        while left > 0:
            left -= os.write(descriptor, _BLOCK[:left])
        os.close(descriptor)


# --- checking alone ---------------------------------------------------------------------------------------------------


def _ours(data: str) -> Found:
    """Read and check every cell, which makes the records as well, as `portal check` does it."""
    start = time.perf_counter()
    # The program leaves the collector off until it ends, see generator/__main__.py.
    with collector_off():
        reading = read_portal(Path(data), SCHEMAS)
        wall = time.perf_counter() - start
    return {"wall": wall, "rows": reading.records, "faults": len(reading.faults)}


def _ours_with_links(data: str) -> Found:
    """The same, and look up every application that a shortlist names."""
    rules = [rule for rule in RULES if rule.name == "unknown-application"]
    start = time.perf_counter()
    with collector_off():
        reading = read_portal(Path(data), SCHEMAS)
        faults = [*reading.faults, *run_rules(reading.portal, AS_OF, rules)]
        wall = time.perf_counter() - start
    return {"wall": wall, "rows": reading.records, "faults": len(faults)}


def _frictionless(data: str) -> Found:
    from frictionless import Resource  # noqa: PLC0415 - the other modes do without

    resource_ = Resource.from_descriptor(_resource("applicants", {}), basepath=_cycle(data))
    start = time.perf_counter()
    report = resource_.validate()
    return {"wall": time.perf_counter() - start, "rows": report.tasks[0].stats["rows"], "faults": not report.valid}


def _frictionless_with_links(data: str) -> Found:
    from frictionless import Package  # noqa: PLC0415 - as above

    key = {"fields": ["application_id"], "reference": {"resource": "applicants", "fields": ["application_id"]}}
    resources = [_resource("applicants", {}), _resource("shortlists", {"foreignKeys": [key]})]
    package = Package.from_descriptor({"name": "bench", "resources": resources}, basepath=_cycle(data))
    start = time.perf_counter()
    report = package.validate()
    wall = time.perf_counter() - start
    rows = sum(task.stats["rows"] or 0 for task in report.tasks)
    return {"wall": wall, "rows": rows, "faults": not report.valid}


def _resource(table: str, more: Mapping[str, Any]) -> dict[str, Any]:
    schema = json.loads((SCHEMAS / f"{table}.schema.json").read_text(encoding="utf-8"))
    return {"name": table, "path": f"{table}.csv", "encoding": "utf-8", "schema": {**schema, **more}}


def _cycle(data: str) -> str:
    return str(next(Path(data).glob("jurisdictions/*/*/applicants.csv")).parent)


_MODES: Final[Mapping[str, Callable[..., Found]]] = {
    "build": _build,
    "pages": _pages,
    "parts": _parts,
    "raw": _raw,
    "ours": _ours,
    "ours-links": _ours_with_links,
    "frictionless": _frictionless,
    "frictionless-links": _frictionless_with_links,
}

if __name__ == "__main__":
    main(sys.argv[1:])
