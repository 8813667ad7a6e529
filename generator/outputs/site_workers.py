"""Several processes write the parts of a site, the heaviest bundle of parts first, and remove a site that is not wanted."""

import contextlib
import os
import shutil
from collections.abc import Mapping, Sequence
from functools import partial
from itertools import chain
from pathlib import Path

from generator.outputs.site_manifest import Note
from generator.outputs.site_parts import Part, PartWriter, opened
from generator.outputs.site_processes import MOST_JOBS, share


def write_parts(
    folder: Path, parts: Sequence[Part], former: Path, noted: Mapping[str, Note], workers: int
) -> list[Note]:
    """Write every part, or keep it from the former site of which something is noted; what is to be noted of each.

    Raises OSError or PortalError where a file cannot be made or written.
    """
    with opened(folder) as root, opened(former) if noted else contextlib.nullcontext(root) as standing:
        # Each process has a writer of its own: the copy of this one that it was started with.
        writer = PartWriter(root, standing, noted)
        jobs = [partial(_write, writer, bundle) for bundle in _bundles(parts, workers)]
        return [Note(*fields) for written in share(jobs, workers) for fields in written]


def _write(writer: PartWriter, bundle: Sequence[Part]) -> list[tuple[str | int | bytes, ...]]:
    return [tuple(writer.write(part)) for part in bundle]


def _bundles(parts: Sequence[Part], workers: int) -> list[list[Part]]:
    """The parts by their groups, the heaviest first; a group that is more than a worker's share goes out part by part."""
    share_of_each = sum(part.weight for part in parts) / max(1, workers)
    groups: dict[str, list[Part]] = {}
    for part in sorted(parts, key=lambda part: (-part.weight, part.name)):
        groups.setdefault(part.group or part.name, []).append(part)
    bundles: list[list[Part]] = []
    for group in groups.values():
        bundles += [group] if sum(part.weight for part in group) <= share_of_each else [[part] for part in group]
    bundles.sort(key=lambda bundle: (-sum(part.weight for part in bundle), bundle[0].name))
    if len(bundles) > MOST_JOBS:
        return [list(chain.from_iterable(bundles[place::MOST_JOBS])) for place in range(MOST_JOBS)]
    return bundles


def remove_folder(folder: Path, workers: int) -> None:
    """Remove a folder with all that is in it, as far as that can be done; emptying a large site takes half of its writing."""
    with contextlib.suppress(OSError):
        inner = [below for above in _folders_in(folder) for below in _folders_in(above)]
        children = [_remove_beside(inner[place::workers]) for place in range(1, workers)] if hasattr(os, "fork") else []
        for path in inner[:: max(1, workers)]:
            shutil.rmtree(path, ignore_errors=True)
        for child in children:
            os.waitpid(child, 0)
    shutil.rmtree(folder, ignore_errors=True)


def _folders_in(folder: Path) -> list[Path]:
    """The folders in a folder; links are not followed."""
    with os.scandir(folder) as entries:
        return sorted(Path(entry.path) for entry in entries if entry.is_dir(follow_symlinks=False))


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
