"""What was read of jurisdictions without a fault, kept beside the site from one build to the next.

A jurisdiction is taken from here only where its files are the very bytes that were read then, by the same program, for the
same day. One with a fault, or only a warning, is not kept, so that nothing can be hidden here.
"""

import hashlib
import marshal
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import Any, Final, Self

from generator.disk import read_own
from generator.sources.transport import unpacked

_LENGTH: Final = 8
_CHECKSUM: Final = 32
_IN_MEMORY: Final = 1 << 20
"""Bytes of new readings that are kept in memory; more of them wait in a temporary file."""

_Entry = tuple[Mapping[str, str], int, int, bytes]
"""Checksums of the files by path; where it begins among the bytes, how many there are, and their checksum."""


class ReadingCache:
    """The file in which they are kept."""

    __slots__ = ("_file", "_held", "_key", "_new", "_spool", "_start")

    def __init__(self, file: Path, key: str) -> None:
        """`key` stands for everything that a reading depends on besides the jurisdiction's own files.

        A file that is missing, damaged, of another key or not our own is as good as an empty one.
        """
        self._file = file
        self._key = key
        self._new: dict[str, tuple[Mapping[str, str], int, int]] = {}
        self._spool: SpooledTemporaryFile[bytes] | None = None
        self._start, self._held = self._index()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of what was to be kept and has not been asked for."""
        self._let_go()

    def has(self, slug: str, digests: Mapping[str, str]) -> bool:
        """Whether a reading is kept of a jurisdiction whose files have these checksums."""
        entry = self._held.get(slug)
        return entry is not None and entry[0] == digests

    def find(self, slug: str) -> Any:
        """The reading that is kept of a jurisdiction; None where it cannot be had any longer."""
        data = self._bytes(slug)
        return None if data is None else unpacked(data)

    def keep(self, slug: str, digests: Mapping[str, str], data: bytes) -> None:
        """Keep a reading, packed, of files with these checksums."""
        if self._spool is None:
            # Of a large portal there is much to keep, and nobody needs it while the site is written.
            self._spool = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - closed at the end of the context
        place = self._spool.tell()
        try:
            self._spool.write(data)
        except OSError:  # no room, and what has been written is perhaps cut off: the next build reads all of that again
            self._let_go()
            return
        self._new[slug] = dict(digests), place, len(data)

    def content(self, slugs: Iterable[str]) -> bytes | None:
        """The new content of the file, for these jurisdictions; None where the file is right as it stands.

        Raises OSError where there was no room for what is new.
        """
        wanted = [slug for slug in slugs if slug in self._new or slug in self._held]
        if not self._new and wanted == list(self._held):
            return None
        entries: dict[str, _Entry] = {}
        pieces: list[bytes] = []
        end = 0
        for slug in wanted:
            if slug in self._new and self._spool is not None:
                digests, place, length = self._new[slug]
                self._spool.seek(place)
                data = self._spool.read(length)
            else:
                digests, data = self._held[slug][0], self._bytes(slug) or b""
            if data:
                entries[slug] = (digests, end, len(data), hashlib.sha256(data).digest())
                pieces.append(data)
                end += len(data)
        index = marshal.dumps((self._key, entries))
        return b"".join((len(index).to_bytes(_LENGTH, "big"), hashlib.sha256(index).digest(), index, *pieces))

    def _let_go(self) -> None:
        if self._spool is not None:
            with suppress(OSError):  # to close it is to write what there was no room for
                self._spool.close()
        self._spool, self._new = None, {}

    def _index(self) -> tuple[int, dict[str, _Entry]]:
        head = read_own(self._file, 0, _LENGTH + _CHECKSUM)
        length = int.from_bytes(head[:_LENGTH], "big")
        index = read_own(self._file, len(head), length)
        if not index or hashlib.sha256(index).digest() != head[_LENGTH:]:
            return 0, {}
        # Its checksum says that it is whole, and its owner that it is ours.
        key, entries = marshal.loads(index)  # noqa: S302
        return len(head) + length, entries if key == self._key else {}

    def _bytes(self, slug: str) -> bytes | None:
        _, start, length, checksum = self._held[slug]
        data = read_own(self._file, self._start + start, length)
        return data if hashlib.sha256(data).digest() == checksum else None
