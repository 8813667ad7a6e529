"""What a site consists of, noted beside it: part by part its files, from which key they came, and its folders.

So the next build can keep them. The note is only ever believed file by file and folder by folder: a file is kept where it
still is the one that was written (same inode, size and time of its last change), a folder where no hand has been laid on it.
"""

import hashlib
import marshal
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, starmap
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple

_CHECKSUM: Final = 32
"""Bytes of the checksum before the notes."""
_NO_FOLLOW: Final = getattr(os, "O_NOFOLLOW", 0)
_ON_A_SHEET: Final = 2000
"""Folders that are noted together."""


class Note(NamedTuple):
    """What is noted of one part."""

    name: str
    key: str
    content: str
    """The checksum of what its files are made from; empty where the part has none besides its key."""
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


class KeptFile(NamedTuple):
    """A file as it was written."""

    path: str
    inode: int
    size: int
    changed: int
    """Nanoseconds since 1970 at the last change of its content."""

    def is_still(self, state: os.stat_result) -> bool:
        """Whether a file in this state is the one that was written."""
        return (state.st_ino, state.st_size, state.st_mtime_ns) == (self.inode, self.size, self.changed)


class KeptFolder(NamedTuple):
    """A folder as it was when the site was complete; it has changed since where an entry came, went or was exchanged."""

    path: str
    inode: int
    mode: int
    changed: int
    """Nanoseconds since 1970 at its last change, its rights and its owner included."""

    @classmethod
    def of(cls, path: str, state: os.stat_result) -> "KeptFolder":
        """A folder by its path below the site and its state."""
        # That the site has been given another name is no change; of its root only the entries and the rights count.
        return cls(path, state.st_ino, state.st_mode, state.st_ctime_ns if path else state.st_mtime_ns)


def note_of(name: str, key: str, content: str, files: Iterable[KeptFile]) -> Note:
    """The note of a part whose files have been written or kept."""
    listed = list(map(tuple, files))
    return Note(name, key, content, len(listed), marshal.dumps(listed))


def noted_files(note: Note) -> Iterator[KeptFile]:
    """The files that a note names."""
    return starmap(KeptFile, marshal.loads(note.files))  # noqa: S302 - see read_notes


def folders_of(notes: Iterable[Note]) -> set[str]:
    """The folders in which the files of some parts stand, and all that these stand in; the root is empty."""
    folders = {path.rpartition("/")[0] for note in notes for path, *_ in marshal.loads(note.files)}  # noqa: S302 - see read_notes
    for folder in tuple(folders):
        above = folder
        while above:
            above = above.rpartition("/")[0]
            if above in folders:
                break
            folders.add(above)
    return folders


def as_sheets(folders: Iterable[KeptFolder]) -> Iterator[bytes]:
    """Folders on sheets of some length."""
    rest = map(tuple, folders)
    while sheet := list(islice(rest, _ON_A_SHEET)):
        yield marshal.dumps(sheet)


def noted_folders(sheet: bytes) -> Iterator[KeptFolder]:
    """The folders of a sheet."""
    return starmap(KeptFolder, marshal.loads(sheet))  # noqa: S302 - see read_notes


def write_notes(file: Path, notes: Notes) -> None:
    """Write what is noted of a site after its checksum; raises OSError."""
    content = marshal.dumps((list(map(tuple, notes.parts.values())), notes.folders))
    with file.open("wb") as stream:
        stream.write(hashlib.sha256(content).digest())
        stream.write(content)


def read_notes(file: Path) -> Notes:
    """The notes of a file; nothing where there is no such file, or it is not whole or not our own."""
    data = memoryview(_own(file))
    content = data[_CHECKSUM:]
    if hashlib.sha256(content).digest() != data[:_CHECKSUM]:
        return NOTHING
    try:
        # Its checksum says that it is whole, and its owner that it is ours.
        parts, folders = marshal.loads(content)  # noqa: S302
        return Notes({note.name: note for note in starmap(Note, parts)}, folders)
    except (EOFError, ValueError, TypeError):
        return NOTHING


def _own(file: Path) -> bytes:
    """The content of a file; empty where there is none that is our own."""
    try:
        with os.fdopen(os.open(file, os.O_RDONLY | _NO_FOLLOW | os.O_CLOEXEC), "rb", buffering=0) as stream:
            state = os.fstat(stream.fileno())
            own = not hasattr(os, "geteuid") or state.st_uid == os.geteuid()
            return stream.read() if own and stat.S_ISREG(state.st_mode) else b""
    except OSError:
        return b""
