"""The places of the search as they were named, kept beside the site from one build to the next.

A place is taken from here only while everything that its entries depend on is the same, and while it and its classes are
written in references as they were. What is kept is looked at before it is relied upon; a file that is missing, damaged or
not our own is as good as an empty one.
"""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Final, NamedTuple, Self

from generator.disk import read_own
from generator.errors import PortalError
from generator.outputs.search_documents import EntryClass
from generator.outputs.search_places import NamedPlace
from generator.outputs.search_units import Frame

_LENGTH: Final = 8
_CHECKSUM: Final = 32


class _Entry(NamedTuple):
    """Where a place stands in the file."""

    key: str
    """A checksum over everything that its entries depend on."""
    code: str
    """How references write the place."""
    classes: list[tuple[str, str, int | None, str]]
    """Kind, state and year of its entries, and how references write that."""
    begin: int
    length: int
    checksum: bytes


class PlaceMemory:
    """The file in which they are kept; its index stands at its end, after the places."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._held: dict[str, _Entry] = {}
        self._read_index()

    def kept(self, keys: Mapping[str, str]) -> set[str]:
        """Those places that are kept under the keys that they have, and are whole."""
        return {slug for slug, key in keys.items() if self._is_kept(slug, key)}

    def classes(self, slugs: Iterable[str]) -> set[EntryClass]:
        """The classes of some kept places."""
        return {
            EntryClass(kind=kind, state=state, year=year)
            for slug in slugs
            for kind, state, year, _ in self._held[slug].classes
        }

    def fits(self, slug: str, frame: Frame) -> bool:
        """Whether the references of a kept place are written as those of a frame are."""
        held = self._held[slug]
        return held.code == frame.place_codes[slug] and held.classes == _written(self.classes([slug]), frame)

    def find(self, slug: str) -> NamedPlace:
        """A place that is kept; raises PortalError where it has been altered since it was looked at."""
        data = self._bytes(self._held[slug])
        if data is None:
            raise PortalError(
                f"{self._file}: changed while the site was being made / 生成网站时这个文件又有改动，请再运行一次"
            )
        return NamedPlace(*marshal.loads(data))  # noqa: S302 - its checksum says that it is whole, its owner that it is ours

    def _is_kept(self, slug: str, key: str) -> bool:
        entry = self._held.get(slug)
        return entry is not None and entry.key == key and self._bytes(entry) is not None

    def _bytes(self, entry: _Entry) -> bytes | None:
        data = read_own(self._file, entry.begin, entry.length)
        return data if hashlib.sha256(data).digest() == entry.checksum else None

    def _read_index(self) -> None:
        with suppress(OSError):
            end = self._file.stat().st_size - _LENGTH - _CHECKSUM
            tail = read_own(self._file, end)
            length = int.from_bytes(tail[:_LENGTH], "big")
            index = read_own(self._file, end - length, length) if length <= end else b""
            if hashlib.sha256(index).digest() == tail[_LENGTH:]:
                entries = marshal.loads(index)  # noqa: S302 - as above
                self._held = {slug: _Entry(*entry) for slug, entry in entries.items()}


class Recorder:
    """Writes the places that a build has named into a file, one after another, for the next build.

    Where that cannot be done, or the build fails, the former file stays; what it holds is not believed under other keys.
    """

    def __init__(self, file: Path, frame: Frame) -> None:
        self._path = file
        self._new = file.with_name(f"{file.name}.new")
        self._frame = frame
        self._entries: dict[str, tuple[object, ...]] = {}
        self._file: IO[bytes] | None = None

    def __enter__(self) -> Self:
        with suppress(OSError):
            self._new.unlink(missing_ok=True)
            self._file = self._new.open("xb")
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        """Write the index, and put the file into the place of the former one."""
        if kind is None:
            index = marshal.dumps(self._entries)
            self._write(index + len(index).to_bytes(_LENGTH, "big") + hashlib.sha256(index).digest())
        if self._file is not None:
            with suppress(OSError):
                self._file.close()
                if kind is None:
                    self._new.replace(self._path)
        with suppress(OSError):
            self._new.unlink()

    def add(self, slug: str, key: str, classes: Iterable[EntryClass], place: NamedPlace) -> None:
        """Write one place, unless it has no key."""
        if self._file is None or not key:
            return
        data = marshal.dumps(tuple(place))
        begin = self._file.tell()
        if self._write(data):
            code, told = self._frame.place_codes[slug], _written(classes, self._frame)
            self._entries[slug] = (key, code, told, begin, len(data), hashlib.sha256(data).digest())

    def _write(self, data: bytes) -> bool:
        if self._file is None:
            return False
        try:
            self._file.write(data)
        except OSError:  # no room
            with suppress(OSError):
                self._file.close()
            self._file = None
        return self._file is not None


def _written(classes: Iterable[EntryClass], frame: Frame) -> list[tuple[str, str, int | None, str]]:
    return sorted(((found.kind, found.state, found.year, frame.class_codes[found.name]) for found in classes), key=str)
