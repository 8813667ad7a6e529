"""All jurisdictions of a data folder are read: of a large folder by several processes, and unchanged ones from the cache."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final

from generator.diagnostics import Diagnostic
from generator.domain.portal import Jurisdiction, Portal
from generator.domain.working_days import WorkingDayCalendar
from generator.frozen import dataclass
from generator.sources.aside import Aside
from generator.sources.folder import DataFolder, JurisdictionFolder
from generator.sources.folder_reader import FolderReader
from generator.sources.reading_cache import ReadingCache
from generator.sources.schemas import Schemas
from generator.sources.texts import MAX_TABLE_BYTES, read_bytes
from generator.sources.transport import packed, unpacked

Judge = Callable[[Portal], Iterable[Diagnostic]]
"""Judges the jurisdictions of a portal, each by itself."""

WORTH_SHARING: Final = 300
"""Fewer files than these are read sooner by one process than by several."""


_COMMON: Final = ""
"""Stands among the files for what all jurisdictions share: schemas and calendar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JurisdictionReading:
    """What was read of one jurisdiction; None for itself where its document could not be read."""

    jurisdiction: Jurisdiction | None
    faults: tuple[Diagnostic, ...]
    records: int
    digests: Mapping[str, str]


class JurisdictionReadings:
    """Reads the jurisdictions of a folder."""

    def __init__(
        self,
        folder: DataFolder,
        schemas: Schemas,
        calendar: WorkingDayCalendar,
        judge: Judge | None = None,
        cache: ReadingCache | None = None,
    ) -> None:
        """What `judge` finds stands with the faults of the files; a folder whose layout has faults is not cached."""
        descriptors = [schema.descriptor for schema in schemas.tables.values()]
        self._common = _checksum(repr((descriptors, schemas.documents, calendar)).encode())
        self._folder = folder
        self._reader = FolderReader(folder=folder, schemas=schemas)
        self._calendar = calendar
        self._judge = judge
        self._cache = None if folder.faults else cache

    def all(self, workers: int) -> Iterator[JurisdictionReading]:
        """Every jurisdiction in its order; several `workers` read a large folder, each its share."""
        shares = self._shares(workers if len(self._folder.files) >= WORTH_SHARING else 1)
        aside = [Aside(partial(self._sent, share)) for share in shares[1:]]
        for home in shares[0] if shares else ():
            yield self._unchanged(home) or self._kept(home, self._read(home))
        for share, sent in zip(shares[1:], aside, strict=True):
            for home, data in zip(share, sent.result(), strict=True):
                yield self._arrived(home, data)

    def _shares(self, workers: int) -> list[list[JurisdictionFolder]]:
        """The jurisdictions in their order, cut into so many shares of about as many cycles; none of them empty."""
        homes = self._folder.jurisdictions.values()
        whole = sum(1 + len(home.cycles) for home in homes)
        shares: list[list[JurisdictionFolder]] = [[] for _ in range(workers)]
        before = 0
        for home in homes:
            shares[before * workers // whole].append(home)
            before += 1 + len(home.cycles)
        return [share for share in shares if share]

    def _sent(self, homes: Sequence[JurisdictionFolder]) -> list[bytes]:
        """The readings of a share, packed; nothing for one that is in the cache."""
        return [b"" if self._is_unchanged(home) else packed(self._read(home)) for home in homes]

    def _arrived(self, home: JurisdictionFolder, data: bytes) -> JurisdictionReading:
        if not data:
            # Where the cache was lost meanwhile it is read after all.
            found: JurisdictionReading | None = self._cache.find(home.slug) if self._cache else None
            return found or self._read(home)
        reading: JurisdictionReading = unpacked(data)
        return self._kept(home, reading, data)

    def _read(self, home: JurisdictionFolder) -> JurisdictionReading:
        reader = self._reader
        reader.faults, reader.digests, reader.records = [], {}, 0
        jurisdiction = reader.jurisdiction(home)
        if jurisdiction is not None and self._judge is not None:
            reader.faults.extend(self._judge(Portal(jurisdictions=(jurisdiction,), calendar=self._calendar)))
        return JurisdictionReading(
            jurisdiction=jurisdiction, faults=tuple(reader.faults), records=reader.records, digests=reader.digests
        )

    # --- the cache ----------------------------------------------------------------------------------------------------

    def _kept(self, home: JurisdictionFolder, reading: JurisdictionReading, data: bytes = b"") -> JurisdictionReading:
        if self._cache is not None and not reading.faults and reading.jurisdiction is not None:
            self._cache.keep(home.slug, {**reading.digests, _COMMON: self._common}, data or packed(reading))
        return reading

    def _unchanged(self, home: JurisdictionFolder) -> JurisdictionReading | None:
        if self._cache is None or not self._is_unchanged(home):
            return None
        found: JurisdictionReading | None = self._cache.find(home.slug)
        return found

    def _is_unchanged(self, home: JurisdictionFolder) -> bool:
        return self._cache is not None and self._cache.has(home.slug, self._digests(home))

    def _digests(self, home: JurisdictionFolder) -> Mapping[str, str]:
        """The checksums of what a reading depends on as it stands; empty where a file cannot be read."""
        found = {_COMMON: self._common}
        try:
            for path in home.files:
                data = read_bytes(self._folder.root, path, MAX_TABLE_BYTES)
                if isinstance(data, Diagnostic):
                    return {}
                found[path] = _checksum(data)
        except OSError:
            return {}
        return found


def _checksum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
