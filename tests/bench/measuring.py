"""Wall time, processor time and peak memory of a program with everything that it starts."""

import os
import resource
import statistics
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_PROC: Final = Path("/proc")
_PAUSE_SECONDS: Final = 0.05
_MIB: Final = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one run cost."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds of processor time, children included."""
    peak: float
    """MiB at the highest: the sum over all processes of what each has for itself and its share of what several have."""
    output: str = ""
    """What the program printed."""


def run(command: Sequence[str], *, cwd: Path, environment: Mapping[str, str] | None = None) -> Cost:
    """Run a program to its end and measure it; RuntimeError with what it said where it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=cwd,
        env=None if environment is None else {**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    watch = _Watch(process.pid)
    output, errors = process.communicate()
    wall = time.perf_counter() - start
    peak = watch.stop()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}\n{output}{errors}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(wall=wall, cpu=cpu, peak=peak, output=output)


def median(costs: Sequence[Cost]) -> Cost:
    """The median of each figure, with the output of the last run."""
    return Cost(
        wall=statistics.median(cost.wall for cost in costs),
        cpu=statistics.median(cost.cpu for cost in costs),
        peak=statistics.median(cost.peak for cost in costs),
        output=costs[-1].output,
    )


class _Watch(threading.Thread):
    """Looks at the memory of a tree of processes again and again; without /proc it sees nothing."""

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self._root = root
        self._peak = 0
        self._over = threading.Event()
        self.start()

    def run(self) -> None:  # type: ignore[explicit-override]  # typing.override came with Python 3.12
        while not self._over.wait(_PAUSE_SECONDS):
            self._peak = max(self._peak, sum(map(_proportional_size, _tree(self._root))))

    def stop(self) -> float:
        """The highest sum, in MiB."""
        self._over.set()
        self.join()
        return self._peak / _MIB


def _tree(root: int) -> list[int]:
    found = [root]
    for process in found:
        try:
            for children in (_PROC / str(process) / "task").glob("*/children"):
                found += map(int, children.read_text().split())
        except OSError:  # it has just ended
            continue
    return found


def _proportional_size(process: int) -> int:
    """Bytes of memory, each page that n processes share counted as 1/n; a sum of plain sizes would count it n times."""
    try:
        for line in (_PROC / str(process) / "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:  # it has just ended, or there is no /proc
        pass
    return 0
