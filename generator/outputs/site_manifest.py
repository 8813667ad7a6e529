"""What a site consists of, noted beside it: part by part its files, from which key they came, and its folders.

So the next build can keep them. The note is only ever believed file by file and folder by folder: a file is kept where it
still is the one that was written (same inode, size and time of its last change), a folder where nothing has changed it.
"""

import hashlib
import marshal
import os
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, starmap
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple

from generator.disk import read_own

_CHECKSUM: Final = 32
"""Bytes of the checksum before the notes."""
_ON_A_SHEET: Final = 2000
"""Folders that are noted together."""


class Note(NamedTuple):
    """What is noted of one part."""

    name: str
    key: str
    content: str
    """What its files are made from, by checksums; empty where the part has none besides its key. See `Part.content`."""
    number: int
    """How many files it has."""
    files: bytes
    """The files, unpacked only when they are asked for."""


class Notes(NamedTuple):
    """What is noted of a whole site."""

    parts: Mapping[str, Note]
    """By their names."""
    folders: tuple[bytes, ...]
    """Sheets with all folders of the site; none where it holds files of which nothing is noted."""


NOTHING: Final = Notes(MappingProxyType({}), ())


File = tuple[str, int, int, int, int]
"""A file as it was written: its path, its inode, its size, when its content last changed, and its rights."""
Folder = tuple[str, int, int, int]
"""A folder as it was when the site was complete: its path, which for the root is empty, its inode, its rights, and when it
last changed, which it does whenever an entry comes, goes or is exchanged."""


def file_in(path: str, state: os.stat_result) -> File:
    """What is noted of a file in this state."""
    return path, state.st_ino, state.st_size, state.st_mtime_ns, state.st_mode


def folder_in(path: str, state: os.stat_result) -> Folder:
    """What is noted of a folder in this state."""
    # Another owner or other rights are a change too; but that the whole site has been given another name is none.
    return path, state.st_ino, state.st_mode, state.st_ctime_ns if path else state.st_mtime_ns


def note_of(name: str, key: str, content: str, files: list[File]) -> Note:
    """The note of a part whose files have been written or kept."""
    return Note(name, key, content, len(files), marshal.dumps(files))


def same_content(one: str, other: str) -> bool:
    """Whether two contents have the same checksum, and have one: what follows on further lines does not count."""
    return bool(one) and one.partition("\n")[0] == other.partition("\n")[0]


def noted_files(note: Note) -> list[File]:
    """The files that a note names."""
    files: list[File] = marshal.loads(note.files)  # noqa: S302 - see read_notes
    return files


def folders_of(notes: Iterable[Note]) -> set[str]:
    """The folders in which the files of some parts stand, and all that these stand in; the root is empty."""
    folders = {file[0].rpartition("/")[0] for note in notes for file in noted_files(note)}
    for folder in tuple(folders):
        above = folder
        while above:
            above = above.rpartition("/")[0]
            if above in folders:
                break
            folders.add(above)
    return folders


def as_sheets(folders: Iterable[Folder]) -> Iterator[bytes]:
    """Folders on sheets of some length."""
    rest = iter(folders)
    while sheet := list(islice(rest, _ON_A_SHEET)):
        yield marshal.dumps(sheet)


def noted_folders(sheet: bytes) -> list[Folder]:
    """The folders of a sheet."""
    folders: list[Folder] = marshal.loads(sheet)  # noqa: S302 - see read_notes
    return folders


def write_notes(file: Path, notes: Notes) -> None:
    """Write what is noted of a site after its checksum; raises OSError."""
    content = marshal.dumps((_umask(), list(map(tuple, notes.parts.values())), notes.folders))
    with file.open("wb") as stream:
        stream.write(hashlib.sha256(content).digest())
        stream.write(content)


def read_notes(file: Path) -> Notes:
    """The notes of a file; nothing where there is no such file, or it is not whole or not our own.

    So it is under another umask: files and folders would keep the rights that are not wanted any longer.
    """
    data = memoryview(read_own(file))
    content = data[_CHECKSUM:]
    if hashlib.sha256(content).digest() != data[:_CHECKSUM]:
        return NOTHING
    try:
        # Its checksum says that it is whole, and its owner that it is ours.
        umask, parts, folders = marshal.loads(content)  # noqa: S302
        return Notes({note.name: note for note in starmap(Note, parts)}, folders) if umask == _umask() else NOTHING
    except (EOFError, ValueError, TypeError):
        return NOTHING


def _umask() -> int:
    """The rights that new files do not get; it can only be asked for by setting another one for a moment."""
    umask = os.umask(0o077)
    os.umask(umask)
    return umask
