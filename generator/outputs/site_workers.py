"""Several processes write the parts of a site.

They take one bundle of parts after another, the heaviest first, so that none waits while another still has many to make. The
process that started the others works too: memory that it shares with them is copied where they touch it, so that an idle
one would cost as much as one that works.
"""

import contextlib
import os
import shutil
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Final

from generator.errors import PortalError
from generator.outputs.site_manifest import as_line, from_line
from generator.outputs.site_parts import Former, Part, PartWriter, Written

Bundles = Sequence[Sequence[Part]]

_NUMBER: Final = 4
"""Bytes in which the number of a bundle is handed to a worker."""
_MOST_BUNDLES: Final = 8192
"""Bundles whose numbers a pipe holds all at once, so that handing them out waits for nobody (32 KiB of the 64 of Linux)."""
_FOR_CHILDREN: Final = 2
"""For each worker so many of the lightest bundles are left to the others by the process that started them."""


def write_parts(folder: Path, parts: Sequence[Part], former: Former, workers: int) -> Written:
    """Write or keep every part; raises OSError or PortalError where a file cannot be made or written."""
    bundles = _bundles(parts, workers)
    count = max(1, min(workers, len(bundles))) if hasattr(os, "fork") else 1
    if count == 1:
        return PartWriter(folder, former).write(part for bundle in bundles for part in bundle)
    for_all = max(0, len(bundles) - _FOR_CHILDREN * count)
    queue, rest = _Queue(), _Queue()
    children = [_start(PartWriter(folder, former), bundles, queue, rest) for _ in range(count - 1)]
    try:
        rest.hand_out(range(for_all, len(bundles)))
        queue.hand_out(range(for_all))
        own = PartWriter(folder, former).write(_taken(bundles, queue))
    finally:
        # Where this one failed the others stop soon, since nothing is left for them.
        queue.drain()
        rest.close_taking()
        results = [_result(*child) for child in children]
    for _, problem in results:
        if problem:
            raise PortalError(problem)
    written = (own, *(found for found, _ in results))
    return Written(
        count=sum(found.count for found in written), notes=tuple(one for found in written for one in found.notes)
    )


def _bundles(parts: Sequence[Part], workers: int) -> list[list[Part]]:
    """The parts by their groups, the heaviest first; a group that is more than a worker's share goes out part by part."""
    share = sum(part.weight for part in parts) / max(1, workers)
    groups: dict[str, list[Part]] = {}
    for part in sorted(parts, key=lambda part: (-part.weight, part.name)):
        groups.setdefault(part.group or part.name, []).append(part)
    bundles: list[list[Part]] = []
    for group in groups.values():
        bundles += [group] if sum(part.weight for part in group) <= share else [[part] for part in group]
    bundles.sort(key=lambda bundle: (-sum(part.weight for part in bundle), bundle[0].name))
    if len(bundles) > _MOST_BUNDLES:
        return [list(chain.from_iterable(bundles[place::_MOST_BUNDLES])) for place in range(_MOST_BUNDLES)]
    return bundles


class _Queue:
    """A pipe full of numbers, each of which one process gets."""

    def __init__(self) -> None:
        self._taking, self._giving = os.pipe()

    def hand_out(self, numbers: range) -> None:
        """Put numbers in, and nothing after them."""
        try:
            for number in numbers:
                os.write(self._giving, number.to_bytes(_NUMBER, "little"))
        finally:
            self.close_giving()

    def take(self) -> Iterator[int]:
        """Numbers, as long as there are any."""
        while number := os.read(self._taking, _NUMBER):
            yield int.from_bytes(number, "little")

    def drain(self) -> None:
        """Take whatever is left."""
        while os.read(self._taking, 1 << 16):
            pass
        self.close_taking()

    def close_giving(self) -> None:
        """Put nothing in any longer."""
        if self._giving >= 0:
            os.close(self._giving)
            self._giving = -1

    def close_taking(self) -> None:
        """Take nothing out any longer."""
        os.close(self._taking)


def _start(writer: PartWriter, bundles: Bundles, queue: _Queue, rest: _Queue) -> tuple[int, int]:
    """Start a worker; through a pipe it says at its end how many files it wrote with their notes, or what went wrong."""
    reading, writing = os.pipe()
    process = os.fork()
    if process:
        os.close(writing)
        return process, reading
    status = 1
    try:
        os.close(reading)
        queue.close_giving()
        rest.close_giving()
        try:
            written = writer.write(_taken(bundles, queue, rest))
            message = b"\n".join((b"+%d" % written.count, *map(as_line, written.notes)))
            status = 0
        except (OSError, PortalError) as error:
            message = f"-{error}".encode("utf-8", "backslashreplace")
            queue.drain()
            rest.drain()
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(message)
    finally:
        os._exit(status)


def _taken(bundles: Bundles, *queues: _Queue) -> Iterator[Part]:
    """The parts that a worker gets: those of whichever bundle is next when it is ready for one."""
    for queue in queues:
        for number in queue.take():
            yield from bundles[number]


def _result(process: int, reading: int) -> tuple[Written, str]:
    with os.fdopen(reading, "rb") as pipe:
        message = pipe.read()
    _, status = os.waitpid(process, 0)
    if status == 0 and message.startswith(b"+"):
        count, *notes = message.split(b"\n")
        return Written(count=int(count), notes=tuple(map(from_line, notes))), ""
    said = message[1:].decode("utf-8", "replace") or f"worker ended with status {status}"
    return Written(count=0, notes=()), f"cannot write the site / 无法写入网站：{said}"


def remove_folder(folder: Path, workers: int) -> None:
    """Remove a folder with all that is in it, as far as that can be done; emptying a large site takes half of its writing."""
    with contextlib.suppress(OSError):
        inner = sorted(path for path in folder.glob("*/*") if path.is_dir() and not path.is_symlink())
        children = [_remove_beside(inner[share::workers]) for share in range(1, workers)] if hasattr(os, "fork") else []
        for path in inner[:: max(1, workers)]:
            shutil.rmtree(path, ignore_errors=True)
        for child in children:
            os.waitpid(child, 0)
    shutil.rmtree(folder, ignore_errors=True)


def _remove_beside(folders: Sequence[Path]) -> int:
    """Remove folders in a process of their own."""
    process = os.fork()
    if process == 0:
        try:
            for path in folders:
                shutil.rmtree(path, ignore_errors=True)
        finally:
            os._exit(0)
    return process
