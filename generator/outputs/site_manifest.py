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

Notes = Mapping[str, bytes]
"""The note of each part by its key and its name, unread."""


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


def note(key: str, name: str, files: Iterable[KeptFile]) -> bytes:
    """The note of one part, on one line."""
    return f"{_place(key, name)}\t{json.dumps(list(files), separators=(',', ':'))}".encode()


def noted_files(noted: bytes) -> list[KeptFile]:
    """The files that a note names."""
    return [KeptFile(*fields) for fields in json.loads(noted)]


def write_notes(file: Path, notes: Iterable[bytes]) -> None:
    """Write the notes of all parts after their checksum; raises OSError."""
    content = b"\n".join(notes)
    with file.open("wb") as stream:
        stream.write(hashlib.sha256(content).hexdigest().encode() + b"\n" + content)


def read_notes(file: Path) -> Notes:
    """The notes by key and name; none where there is no such file or it is not whole."""
    try:
        checksum, _, content = file.read_bytes().partition(b"\n")
    except OSError:
        return {}
    if hashlib.sha256(content).hexdigest().encode() != checksum:
        return {}
    return {place.decode(): noted for place, _, noted in (line.partition(b"\t") for line in content.split(b"\n"))}


def find_note(notes: Notes, key: str, name: str) -> bytes | None:
    """The note of the part of that name, if it was made under the same key."""
    return notes.get(_place(key, name)) if key else None


def _place(key: str, name: str) -> str:
    return f"{key} {name}"
