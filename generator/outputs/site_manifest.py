"""What a site consists of, part by part, noted beside it: which files came from which key, so that the next build can keep them.

The note is only ever believed file by file: a file is kept where it still is the one that was written (same inode, size and
time of its last change); one that was edited, replaced or removed by hand is made anew with its whole part.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple


class Note(NamedTuple):
    """What is noted of one part."""

    name: str
    key: str
    content: str
    """The checksum of what its files are made from; empty where the part has none besides its key."""
    number: int
    """How many files it has."""
    files: bytes
    """The files as JSON, read only when they are to be kept."""


Notes = Mapping[str, Note]
"""By the names of the parts."""


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


def note_of(name: str, key: str, content: str, files: Iterable[KeptFile]) -> Note:
    """The note of a part whose files have been written or kept."""
    listed = list(files)
    return Note(name, key, content, len(listed), json.dumps(listed, separators=(",", ":")).encode())


def noted_files(note: Note) -> list[KeptFile]:
    """The files that a note names."""
    return [KeptFile(*fields) for fields in json.loads(note.files)]


def as_line(note: Note) -> bytes:
    """A note on one line."""
    return b"\t".join((f"{note.name}\t{note.key}\t{note.content}\t{note.number}".encode(), note.files))


def from_line(line: bytes) -> Note:
    """The note of a line; raises ValueError where it is none."""
    name, key, content, count, files = line.split(b"\t")
    return Note(name.decode(), key.decode(), content.decode(), int(count), files)


def write_notes(file: Path, notes: Iterable[Note]) -> None:
    """Write the notes of all parts after their checksum; raises OSError."""
    content = b"\n".join(sorted(map(as_line, notes)))
    with file.open("wb") as stream:
        stream.write(hashlib.sha256(content).hexdigest().encode() + b"\n" + content)


def read_notes(file: Path) -> Notes:
    """The notes of a file; none where there is no such file or it is not whole."""
    try:
        checksum, _, content = file.read_bytes().partition(b"\n")
        if hashlib.sha256(content).hexdigest().encode() != checksum:
            return {}
        return {note.name: note for note in map(from_line, content.split(b"\n"))}
    except (OSError, ValueError):
        return {}
