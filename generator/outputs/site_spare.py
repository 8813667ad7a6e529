"""What a new site is made from: the spare, which is the site before the present one, or else an empty folder.

Two builds in a row have most files in common. So the site that a build has replaced is kept beside it, and the next build
changes in it what is to change, instead of making every folder and every link anew. Whatever is in it must be what was noted
when it was complete: a folder into which a hand has reached ends the whole spare, a file that was written over its part. All
that is not wanted any longer is removed before anything is written, since a path may move from one part to another.
"""

import errno
import os
import shutil
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Final

from generator.outputs.site_manifest import (
    NOTHING,
    KeptFolder,
    Note,
    Notes,
    as_sheets,
    folders_of,
    noted_files,
    noted_folders,
    read_notes,
)
from generator.outputs.site_parts import Part
from generator.outputs.site_processes import share
from generator.outputs.site_workers import remove_folder

_FILES_AT_ONCE: Final = 2000
"""Files that are one job of a process."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """The folder in which the new site is made, with what stands there already."""

    folder: Path
    workers: int
    standing: tuple[Note, ...] = ()
    """The parts that are as they are wanted."""
    left: Sequence[Part]
    """The parts that are to be written."""
    removed: tuple[Note, ...] = ()
    """The parts whose files have been removed; their folders are still there."""
    sheets: tuple[bytes, ...] = ()
    """The folders as they were before that."""

    def notes(self, written: Sequence[Note]) -> Notes:
        """What is to be noted of the site, once all that was left has been written; folders without a file go."""
        parts = {note.name: note for note in (*self.standing, *written) if note.key}
        if len(parts) < len(self.standing) + len(self.left):
            return Notes(parts, ())
        touched: set[str] = set()
        if self.sheets:
            touched = folders_of(self.removed)
            made = folders_of(written)
            _remove_empty(self.folder, touched - made - {""})
            touched |= made
        return Notes(parts, self._sheets([*self.removed, *written], touched))

    def _sheets(self, changed: Sequence[Note], touched: set[str]) -> tuple[bytes, ...]:
        """The folders as they are now; all that the changed parts have touched are looked at again."""
        root = os.fspath(self.folder)
        now = chain.from_iterable(share([partial(_states, root, some) for some in _portions(changed)], self.workers))
        if not self.sheets:
            return tuple(now)
        untouched = (one for sheet in self.sheets for one in noted_folders(sheet) if one.path not in touched)
        return tuple(as_sheets(chain(untouched, *map(noted_folders, now))))


def prepare(folder: Path, spare: Path, notes: Path, parts: Sequence[Part], workers: int) -> Ground:
    """Make the ground of a new site in `folder`, of the spare where there is one with its notes; afterwards there is none."""
    found = read_notes(notes) if all(part.key for part in parts) else NOTHING
    ground = None
    if found.folders and spare.is_dir() and not spare.is_symlink():
        # Killed between these two steps: notes without a spare, which say nothing.
        spare.rename(folder)
        ground = _adapted(folder, found, parts, workers)
    notes.unlink(missing_ok=True)
    if ground is not None:
        return ground
    for leftover in (folder, spare):
        discard(leftover, workers)
    folder.mkdir()
    return Ground(folder=folder, workers=workers, left=parts)


def discard(folder: Path, workers: int) -> None:
    """Remove a folder, or whatever stands in its place; raises OSError."""
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    elif folder.exists():
        remove_folder(folder, workers)
        if folder.exists():  # and now say why
            shutil.rmtree(folder)


def _adapted(folder: Path, notes: Notes, parts: Sequence[Part], workers: int) -> Ground | None:
    """The spare without all that is not wanted any longer; None where it is not what was noted."""
    root = os.fspath(folder)
    possible = [part for part in parts if part.name in notes.parts and _may_stand(part, notes.parts[part.name])]
    undecided = {
        part.name: part.content for part in possible if part.content and notes.parts[part.name].key != part.key
    }
    portions = list(_portions(notes.parts[part.name] for part in possible))
    found = iter(
        share(
            [
                *undecided.values(),
                *(partial(_are_still, root, sheet) for sheet in notes.folders),
                *(partial(_altered, root, some) for some in portions),
            ],
            workers,
        )
    )
    contents: dict[str, str] = dict(zip(undecided, found, strict=False))
    if not all(list(islice(found, len(notes.folders)))):
        return None
    altered = set(chain.from_iterable(found))
    standing = {
        part.name: notes.parts[part.name]._replace(key=part.key)
        for part in possible
        if part.name not in altered and contents.get(part.name) in (None, notes.parts[part.name].content)
    }
    removed = tuple(note for name, note in notes.parts.items() if name not in standing)
    share([partial(_remove_files, root, some) for some in _portions(removed)], workers)
    return Ground(
        folder=folder,
        workers=workers,
        standing=tuple(standing.values()),
        left=[_decided(part, contents) for part in parts if part.name not in standing],
        removed=removed,
        sheets=notes.folders,
    )


def _may_stand(part: Part, note: Note) -> bool:
    return note.key == part.key or part.content is not None


def _decided(part: Part, contents: Mapping[str, str]) -> Part:
    """The part with the checksum of its content where that has been found."""
    return replace(part, content=partial(str, contents[part.name])) if part.name in contents else part


def _portions(notes: Iterable[Note]) -> Iterator[list[Note]]:
    """Notes in portions with about as many files each."""
    portion: list[Note] = []
    files = 0
    for note in notes:
        portion.append(note)
        files += note.number
        if files >= _FILES_AT_ONCE:
            yield portion
            portion, files = [], 0
    if portion:
        yield portion


def _are_still(root: str, sheet: bytes) -> bool:
    """Whether the folders of a sheet are what they were."""
    try:
        return all(KeptFolder.of(kept.path, os.lstat(f"{root}/{kept.path}")) == kept for kept in noted_folders(sheet))
    except OSError:
        return False


def _altered(root: str, notes: Iterable[Note]) -> list[str]:
    """The parts of which a file is not what it was."""
    return [note.name for note in notes if not _is_still(root, note)]


def _is_still(root: str, note: Note) -> bool:
    try:
        return all(file.is_still(os.lstat(f"{root}/{file.path}")) for file in noted_files(note))
    except OSError:
        return False


def _remove_files(root: str, notes: Iterable[Note]) -> None:
    for note in notes:
        for file in noted_files(note):
            os.unlink(f"{root}/{file.path}")  # noqa: PTH108 - no object a file: there are many


def _remove_empty(folder: Path, places: Iterable[str]) -> None:
    """Remove those folders in which nothing stands any longer, the inner ones first."""
    for place in sorted(places, reverse=True):
        try:
            (folder / place).rmdir()
        except OSError as error:
            if error.errno not in {errno.ENOTEMPTY, errno.EEXIST, errno.ENOENT, errno.ENOTDIR}:
                raise


def _states(root: str, notes: Iterable[Note]) -> list[bytes]:
    """Sheets with the folders of some parts as they are now."""
    found: list[KeptFolder] = []
    for path in sorted(folders_of(notes)):
        try:
            state = os.lstat(f"{root}/{path}")
        except (FileNotFoundError, NotADirectoryError):  # removed with its last file
            continue
        if stat.S_ISDIR(state.st_mode):
            found.append(KeptFolder.of(path, state))
    return list(as_sheets(found))
