"""Every kind of fault on every seed: was it told, at its place, and once."""

import subprocess
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Final

from generator import changes
from generator.diagnostics import Diagnostic
from generator.rules.catalogue import run_rules
from generator.sources.portal_folder import read_portal
from tests.mutations.clean import AS_OF, clean_folder
from tests.mutations.every_kind import KINDS
from tests.mutations.folder import Folder, write
from tests.mutations.kinds import Expected, Kind

SCHEMAS: Final = Path(__file__).resolve().parent.parent.parent / "data" / "schemas"
_SHOWN: Final = 3
_GIT: Final = ("git", "-c", "user.name=bench", "-c", "user.email=bench@shili.example", "-c", "commit.gpgsign=false")


@dataclass(slots=True)
class Score:
    """What came of one kind of fault."""

    kind: Kind
    tried: int = 0
    detected: int = 0
    placed: int = 0
    alone: int = 0
    wrong: list[str] = field(default_factory=list)
    """The first few that went wrong."""

    def enter(self, seed: int, expected: Expected, found: Iterable[Diagnostic]) -> None:
        """Count one try."""
        told = [(one.rule, one.path, one.line, one.column) for one in found]
        wanted = (expected.rule, expected.path, expected.line, expected.column)
        self.tried += 1
        self.detected += any(one[0] == expected.rule for one in told)
        self.placed += wanted in told
        self.alone += told == [wanted]
        if told != [wanted] and len(self.wrong) < _SHOWN:
            self.wrong.append(f"seed {seed}: expected {wanted}, told {told[:5]}")


@dataclass(slots=True)
class Bench:
    """The clean folder of one seed on the disk, into which the faults are put one after the other."""

    root: Path
    clean: Mapping[str, bytes]

    def found(self, folder: Folder, *, since: bool) -> list[Diagnostic]:
        """What the check finds in a changed folder; the clean one is put back afterwards."""
        files = folder.files()
        touched = {path: data for path, data in files.items() if self.clean.get(path) != data}
        gone = [path for path in self.clean if path not in files]
        try:
            write(self.root, touched)
            for path in gone:
                (self.root / path).unlink()
            return check(self.root, since=since)
        finally:
            for path in touched:
                (self.root / path).unlink()
            write(self.root, {path: data for path, data in self.clean.items() if path in touched or path in gone})


def check(root: Path, *, since: bool = False) -> list[Diagnostic]:
    """All that `portal check` says, with `since` also against the last commit."""
    reading = read_portal(root, SCHEMAS)
    found = [*reading.faults, *run_rules(reading.portal, AS_OF)]
    if since:
        found += changes.compare(root, "HEAD", reading, found, schemas=SCHEMAS, as_of=AS_OF).diagnostics
    return found


@contextmanager
def bench_of(folder: Folder, *, committed: bool) -> Iterator[Bench]:
    """Write a clean folder, and with `committed` make it the last commit of a repository."""
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as place:
        root = Path(place) / "data"
        files = folder.files()
        write(root, files)
        if committed:
            for arguments in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "clean"]):
                subprocess.run([*_GIT, "-C", place, *arguments], check=True, capture_output=True)
        yield Bench(root, files)


def measure(seeds: Iterable[int], names: Collection[str] = ()) -> tuple[list[Score], int]:
    """The score of every kind over the seeds, and how much was found in the clean folders."""
    kinds = [KINDS[name] for name in names or KINDS]
    scores = {kind.name: Score(kind) for kind in kinds}
    false_alarms = 0
    for seed in seeds:
        folder = clean_folder(seed)
        with bench_of(folder, committed=any(kind.since for kind in kinds)) as bench:
            false_alarms += len(check(bench.root))
            for kind in kinds:
                changed = folder.copy()
                expected = kind.mutate(changed, Random(f"{kind.name} {seed}"))
                scores[kind.name].enter(seed, expected, bench.found(changed, since=kind.since))
    return list(scores.values()), false_alarms
