"""The files of the data folder become documents, tables and jurisdictions, with the faults found on the way."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any

from generator.diagnostics import Diagnostic
from generator.domain.portal import Cycle, Jurisdiction
from generator.domain.records import CYCLE_TABLES, RECORDS, CalendarRow, Table
from generator.domain.regulations import Regulation
from generator.domain.working_days import ArrangedDay, ArrangedKind, WorkingDayCalendar
from generator.sources import folder as folders
from generator.sources import jurisdiction_documents
from generator.sources.document_texts import text_faults
from generator.sources.documents import Document, read_document
from generator.sources.folder import CycleFolder, DataFolder, JurisdictionFolder
from generator.sources.regulation_documents import name_use_faults, read_regulation
from generator.sources.schemas import Schemas
from generator.sources.tables import TableReader
from generator.sources.texts import MAX_DOCUMENT_BYTES, MAX_TABLE_BYTES, decode, read_bytes


@dataclass(slots=True)
class FolderReader:
    """Reads one file after another; what it finds gathers in `faults`, `records` and `digests`."""

    folder: DataFolder
    schemas: Schemas
    faults: list[Diagnostic] = field(default_factory=list)
    records: int = 0
    digests: dict[str, str] = field(default_factory=dict)
    unread: bool = False
    """Whether a document of the jurisdiction at hand could not be read, so that what is not found proves nothing."""
    readers: dict[str, TableReader[Any]] = field(default_factory=dict)
    shared: dict[str, str] = field(default_factory=dict)
    """Texts of the jurisdiction at hand, each kept once however many rows hold it."""

    def text(self, path: str, limit: int) -> str | None:
        """The text of a file with the faults of its encoding noted; None where there is none."""
        try:
            data = read_bytes(self.folder.root, path, limit)
        except OSError as error:
            self.faults.append(
                Diagnostic(
                    rule="missing-file", path=path, facts={"reason": "unreadable", "problem": error.strerror or ""}
                )
            )
            return None
        if isinstance(data, Diagnostic):
            self.faults.append(data)
            return None
        self.digests[path] = hashlib.sha256(data).hexdigest()
        decoded = decode(path, data)
        self.faults.extend(decoded.faults)
        return decoded.text

    def document(self, path: str | None, schema: Mapping[str, Any]) -> Document | None:
        """A YAML document, or None where there is none or it has faults."""
        text = self.text(path, MAX_DOCUMENT_BYTES) if path else None
        if path is None or text is None:
            self.unread = True
            return None
        read = read_document(path, text, schema)
        if isinstance(read, Document):
            self.faults.extend(text_faults(read))
            return read
        self.faults.extend(read)
        self.unread = True
        return None

    def table(self, name: str, path: str | None, home: str) -> Table[Any]:
        """A CSV table; absent where there is no such file."""
        return self.tables(name, [(path, home)])[0]

    def tables(self, name: str, places: Iterable[tuple[str | None, str]]) -> list[Table[Any]]:
        """The tables of one name in some folders; absent where there is no such file."""
        found: list[Table[Any] | None] = []
        texts: list[tuple[str, str]] = []
        for path, home in places:
            text = self.text(path, MAX_TABLE_BYTES) if path else None
            if path is None:
                place = f"{home}/{name}.csv"
                refused = place in self.folder.refused
                found.append(Table(path=place, present=refused, sound=not refused))
            elif text is None:
                found.append(Table(path=path, present=True, sound=False))
            else:
                found.append(None)
                texts.append((path, text))
        if texts and name not in self.readers:
            self.readers[name] = TableReader(self.schemas.tables[name], RECORDS[name])
        read = iter(self.readers[name].read_all(texts, self.shared) if texts else ())
        return [table or self._noted(*next(read)) for table in found]

    def _noted(self, table: Table[Any], faults: Iterable[Diagnostic]) -> Table[Any]:
        self.faults.extend(faults)
        self.records += len(table.rows)
        return table

    def calendar(self) -> WorkingDayCalendar:
        """The arranged days, each of which stands once."""
        path = folders.CALENDAR if folders.CALENDAR in self.folder.files else None
        table: Table[CalendarRow] = self.table("calendar", path, "calendar")
        days = [day for row in table.rows if (day := _arranged(row))]
        seen: dict[date, int] = {}
        for row in table.rows:
            if row.date is None:
                continue
            first = seen.setdefault(row.date, row.line)
            if first != row.line:
                self.faults.append(
                    Diagnostic(
                        rule="duplicate-id",
                        path=table.path,
                        line=row.line,
                        column="date",
                        value=str(row.date),
                        facts={"first": f"{table.path}:{first}", "reason": "day"},
                    )
                )
        # A day that stands twice, as both kinds, is as little known as one that could not be read.
        known = len(days) == len(table.rows) and len({(day.date, day.kind) for day in days}) == len(seen)
        return WorkingDayCalendar.of(days, sound=table.sound and known)

    def jurisdiction(self, home: JurisdictionFolder) -> Jurisdiction | None:
        """A jurisdiction with all that is held of it; None where its document cannot be read."""
        self.unread = False
        self.shared.clear()
        document = self.document(home.jurisdiction, self.schemas.documents["jurisdiction"])
        regulations: dict[str, Regulation] = {}
        for regulation_id, path in home.regulations.items():
            read = self.document(path, self.schemas.documents["regulation"])
            if read is not None:
                self.faults.extend(name_use_faults(read))
                regulations[regulation_id] = read_regulation(regulation_id, read)
        cycles = self.cycles(home, regulations)
        revocations = self.table("revocations", home.tables.get("revocations"), home.path)
        corrections = self.table("corrections", home.tables.get("corrections"), home.path)
        names = self.table("names", home.tables.get("names"), home.path)
        if document is None:
            return None
        self.faults.extend(jurisdiction_documents.slug_faults(document, home.slug))
        return jurisdiction_documents.read_jurisdiction(
            document,
            regulations=MappingProxyType(regulations),
            cycles=tuple(sorted((cycle for cycle in cycles if cycle), key=_newest_first)),
            revocations=revocations,
            corrections=corrections,
            names=names,
            sound=not self.unread,
        )

    def cycles(self, home: JurisdictionFolder, regulations: Mapping[str, Regulation]) -> list[Cycle | None]:
        """The cycles of a jurisdiction, under those of its regulations that could be read; None as above."""
        homes = home.cycles.values()
        tables = {
            name: self.tables(name, [(cycle.tables.get(name), cycle.path) for cycle in homes]) for name in CYCLE_TABLES
        }
        return [
            self.cycle(home.slug, cycle, regulations, {name: found[place] for name, found in tables.items()})
            for place, cycle in enumerate(homes)
        ]

    def cycle(
        self, slug: str, home: CycleFolder, regulations: Mapping[str, Regulation], tables: Mapping[str, Table[Any]]
    ) -> Cycle | None:
        """A cycle of the jurisdiction `slug` with its tables; None where its document cannot be read."""
        document = self.document(home.cycle, self.schemas.documents["cycle"])
        if document is None:
            return None
        return jurisdiction_documents.read_cycle(document, slug, home.slug, regulations, tables)


def _arranged(row: CalendarRow) -> ArrangedDay | None:
    """The day of a row; None where the day or its kind is not known, for what stands beside them alters no count."""
    if row.date is None or row.kind not in tuple(ArrangedKind):
        return None
    return ArrangedDay(
        date=row.date,
        kind=ArrangedKind(row.kind),
        name=row.name,
        schedule_year=row.date.year if row.schedule_year is None else row.schedule_year,
        source_document=row.source_document,
        issued_on=row.issued_on or row.date,
    )


def _newest_first(cycle: Cycle) -> tuple[int, str]:
    return (-cycle.year, cycle.slug)
