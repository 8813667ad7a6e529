"""One size of portal, measured: every program in turn, again and again, so that a slow minute strikes all of them."""

import filecmp
import json
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from generator.build import ROOT
from tests.bench import hugo_project
from tests.bench.measuring import Cost, median, run
from tests.bench.synthetic import AS_OF, write_synthetic
from tests.bench.worker import SITE_URL

WRITING: Final = ("site_parts", "publish")
"""The stages that make and write files once everything is read and checked."""

_NOTES: Final = ("-proposal,,https", "-proposal,改了一行,https", "-proposal,又改了一行,https")
"""What stands in one row, in a column of which the search does not know: at first, and after each change of it."""
_NAMES: Final = ("公司,organization", "集团,organization")
"""The end of the name in one row, before and after it is changed: then the search index is written anew."""


@dataclass(slots=True)
class Measured:
    """What one size cost."""

    records: int
    build: Cost
    changed_row: Cost
    changed_again: Cost
    """The row changed once more, when there is a site before the present one to begin with."""
    changed_name: Cost
    """A name changed, likewise."""
    rendering: Cost
    """The pages rendered and written, and nothing else: what Hugo does."""
    raw_pages: Cost
    """The bytes of these pages written by two processes that do nothing else."""
    making: Cost
    """Everything made and written that a site holds: pages, search, calendars, feeds, API and downloads."""
    raw: Cost
    """The bytes of all that."""
    hugo: Cost | None
    pages: int
    """Pages that Hugo writes."""
    files: int
    size: int
    """Bytes of the whole site."""
    kinds: dict[str, tuple[int, int, int]]
    """By kind of page: how many, mean and greatest size in bytes."""
    stages: dict[str, float]
    parts: dict[str, float]
    same: bool
    """Whether the site after a change of one row is, byte for byte, the one that is built from nothing."""


@dataclass(slots=True)
class _Runs:
    build: list[Cost] = field(default_factory=list)
    changed_row: list[Cost] = field(default_factory=list)
    changed_again: list[Cost] = field(default_factory=list)
    changed_name: list[Cost] = field(default_factory=list)
    rendering: list[Cost] = field(default_factory=list)
    raw_pages: list[Cost] = field(default_factory=list)
    making: list[Cost] = field(default_factory=list)
    raw: list[Cost] = field(default_factory=list)
    hugo: list[Cost] = field(default_factory=list)
    stages: list[dict[str, list[float]]] = field(default_factory=list)


class Comparison:
    """The folders in which one size is measured."""

    def __init__(self, workspace: Path, records: int, hugo: str | None) -> None:
        self._home = workspace / str(records)
        self._data = self._home / "data"
        self._site = self._home / "site"
        self._project = self._home / "hugo"
        self._hugo = hugo
        self._runs = _Runs()
        self._pages = 0
        self.records = write_synthetic(self._data, records)

    def measure(self, runs: int) -> Measured:
        """Every program so many times."""
        for number in range(runs):
            print(f"  {self.records}: {number + 1}/{runs}", file=sys.stderr, flush=True)
            self._round()
        parts = self._worker("parts", self._data, self._home / "parts")
        same = self._same_as_from_nothing()
        kinds = dict(self._page_sizes())
        files = [path.stat().st_size for path in self._site.rglob("*") if path.is_file()]
        found, stages = self._runs, self._runs.stages
        measured = Measured(
            records=self.records,
            build=median(found.build),
            changed_row=median(found.changed_row),
            changed_again=median(found.changed_again),
            changed_name=median(found.changed_name),
            rendering=median(found.rendering),
            raw_pages=median(found.raw_pages),
            making=median(found.making),
            raw=median(found.raw),
            hugo=median(found.hugo) if found.hugo else None,
            pages=self._pages,
            files=len(files),
            size=sum(files),
            kinds=kinds,
            stages={name: sorted(one[name][0] for one in stages)[len(stages) // 2] for name in stages[0]},
            parts=parts["parts"],
            same=same,
        )
        shutil.rmtree(self._home)
        return measured

    def _round(self) -> None:
        found = self._runs
        self._remove(self._site)
        found.build.append(self._build(self._site))
        first, second, third = _NOTES
        self._change_row(first, second)
        found.changed_row.append(self._build(self._site))
        self._change_row(second, third)
        found.changed_again.append(self._build(self._site))
        self._change_row(*_NAMES)
        found.changed_name.append(self._build(self._site))
        self._change_row(*reversed(_NAMES))
        self._change_row(third, first)
        staged = self._worker("build", self._data, self._home / "staged")
        found.stages.append(staged["stages"])
        found.making.append(_writing(staged))
        self._remove(self._home / "staged")
        found.raw.append(self._raw(self._site))
        pages = self._home / "pages"
        found.rendering.append(_writing(self._worker("pages", self._data, pages)))
        found.raw_pages.append(self._raw(pages))
        self._remove(pages)
        if self._hugo is not None:
            self._run_hugo(self._hugo)

    def _raw(self, site: Path) -> Cost:
        """Write the bytes of a site, and nothing else."""
        raw = self._worker("raw", site, self._home / "raw")
        self._remove(self._home / "raw")
        return Cost(wall=raw["wall"], cpu=raw["cpu"], peak=0.0)

    def _run_hugo(self, program: str) -> None:
        if not self._project.exists():
            self._pages = hugo_project.write_project(self._site, self._project)
        output = self._home / "hugo-site"
        self._runs.hugo.append(run(hugo_project.command(program, self._project, output), cwd=self._home))
        written = sum(1 for _ in output.rglob("index.html"))
        if written != self._pages:
            raise RuntimeError(f"Hugo wrote {written} pages instead of {self._pages}")
        self._remove(output)

    def _build(self, output: Path) -> Cost:
        command = [sys.executable, "-m", "generator", "build", "--data", str(self._data), "--output", str(output)]
        return run([*command, "--as-of", str(AS_OF), "--site-url", SITE_URL], cwd=ROOT)

    def _worker(self, mode: str, source: Path, output: Path) -> dict[str, Any]:
        cost = run([sys.executable, "-m", "tests.bench.worker", mode, str(source), str(output)], cwd=ROOT)
        found: dict[str, Any] = json.loads(cost.output)
        return found

    def _change_row(self, was: str, now: str) -> None:
        """Change one cell of one awardee."""
        table = self._data / "jurisdictions" / "shili-0001" / "no-1" / "awardees.csv"
        text = table.read_text(encoding="utf-8")
        if was not in text:
            raise RuntimeError(f"{table} holds no {was}")
        table.write_text(text.replace(was, now, 1), encoding="utf-8", newline="\n")

    def _same_as_from_nothing(self) -> bool:
        """Build once more over the present site, and compare with the site that one process built from nothing."""
        self._build(self._site)
        same = _equal(filecmp.dircmp(self._site, self._home / "parts"))
        self._remove(self._home / "parts")
        return same

    def _page_sizes(self) -> Iterator[tuple[str, tuple[int, int, int]]]:
        for name, kind in sorted(hugo_project.kinds_of_pages(self._site).items()):
            yield name, (len(kind.paths), kind.size // len(kind.paths), kind.largest)

    def _remove(self, folder: Path) -> None:
        for found in (folder, *folder.parent.glob(f".{folder.name}.*")):
            if found.is_dir():
                shutil.rmtree(found)
            elif found.exists():
                os.unlink(found)  # noqa: PTH108 - a lock of the build


def _writing(staged: Mapping[str, Any]) -> Cost:
    """What making and writing cost in a build with a clock at each stage."""
    wall, cpu = (sum(staged["stages"][name][place] for name in WRITING) for place in (0, 1))
    return Cost(wall=wall, cpu=cpu, peak=0.0)


def _equal(compared: filecmp.dircmp[str]) -> bool:
    unlike = compared.left_only or compared.right_only or compared.funny_files
    _, mismatched, failed = filecmp.cmpfiles(compared.left, compared.right, compared.common_files, shallow=False)
    return not (unlike or mismatched or failed) and all(map(_equal, compared.subdirs.values()))
