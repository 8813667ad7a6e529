"""The folder of a site is compared with what was noted of it, cleared of what is not wanted, and noted again.

Several processes share that, a portion of the parts at a time; all paths are taken from the open folder of the site, and no
link is followed.
"""

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Final

from generator.outputs.site_manifest import (
    Folder,
    Note,
    Notes,
    as_sheets,
    file_in,
    folder_in,
    folders_of,
    noted_files,
    noted_folders,
)
from generator.outputs.site_parts import opened
from generator.outputs.site_processes import Job, share

_FILES_AT_ONCE: Final = 2000
"""Files that are one job of a process."""
_IN_USE: Final = frozenset({errno.ENOTEMPTY, errno.EEXIST})
_GONE: Final = frozenset({errno.ENOENT, errno.ENOTDIR})


def look_through(
    folder: Path, notes: Notes, parts: Iterable[Note], aside: list[Job], workers: int
) -> tuple[bool, set[str], list[str]]:
    """Compare a site with its notes: whether every folder is what it was, and which of these parts hold a file that is not.

    Other jobs that take long are done beside it, and what they return comes last.
    """
    with opened(folder) as root:
        sheets = [partial(_are_still, root, sheet) for sheet in notes.folders]
        portions = [partial(_altered, root, portion) for portion in _portions(parts)]
        found = share([*aside, *sheets, *portions], workers)
    begin, end = len(aside), len(aside) + len(sheets)
    return all(found[begin:end]), set(chain.from_iterable(found[end:])), found[:begin]


def remove_files(folder: Path, notes: Iterable[Note], workers: int) -> None:
    """Remove all files of some parts; their folders stay."""
    with opened(folder) as root:
        share([partial(_remove, root, portion) for portion in _portions(notes)], workers)


def remove_empty(folder: Path, places: Iterable[str]) -> None:
    """Remove those folders in which nothing stands any longer, the inner ones first."""
    with opened(folder) as root:
        for place in sorted(places, reverse=True):
            try:
                os.rmdir(place, dir_fd=root)
            except OSError as error:
                if error.errno not in _IN_USE | _GONE:
                    raise


def sheets_of(folder: Path, notes: Iterable[Note], workers: int) -> list[bytes]:
    """Sheets with the folders of some parts as they are now; those on more than one of them are the same on all."""
    with opened(folder) as root:
        return list(chain.from_iterable(share([partial(_sheets, root, some) for some in _portions(notes)], workers)))


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


def _are_still(root: int, sheet: bytes) -> bool:
    """Whether the folders of a sheet are what they were."""
    try:
        return all(
            folder_in(path := kept[0], os.lstat(path or ".", dir_fd=root)) == kept for kept in noted_folders(sheet)
        )
    except OSError:
        return False


def _altered(root: int, notes: Iterable[Note]) -> list[str]:
    """The parts of which a file is not what it was."""
    return [note.name for note in notes if not _is_still(root, note)]


def _is_still(root: int, note: Note) -> bool:
    try:
        return all(file_in(path := kept[0], os.lstat(path, dir_fd=root)) == kept for kept in noted_files(note))
    except OSError:
        return False


def _remove(root: int, notes: Iterable[Note]) -> None:
    for note in notes:
        for path, *_ in noted_files(note):
            os.unlink(path, dir_fd=root)


def _sheets(root: int, notes: Iterable[Note]) -> list[bytes]:
    found: list[Folder] = []
    for path in folders_of(notes):
        try:
            state = os.lstat(path or ".", dir_fd=root)
        except (FileNotFoundError, NotADirectoryError):  # removed with its last file
            continue
        if stat.S_ISDIR(state.st_mode):
            found.append(folder_in(path, state))
    return list(as_sheets(found))
