"""The data folder becomes a `Portal`, with every fault of its files and cells found on the way."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Diagnostic
from generator.domain.portal import Portal
from generator.domain.working_days import WorkingDayCalendar
from generator.errors import PortalError
from generator.sources import folder as folders
from generator.sources.folder_reader import FolderReader
from generator.sources.jurisdiction_readings import Judge, JurisdictionReadings
from generator.sources.reading_cache import ReadingCache
from generator.sources.schemas import Schemas, read_schemas


@dataclass(slots=True)
class Reading:
    """What was read: the portal, what is wrong with its files, and how much there was."""

    portal: Portal
    schemas: Schemas
    faults: list[Diagnostic]
    files: int
    records: int
    digests: Mapping[str, str]
    """SHA-256 of every file as it was read, by its path in the data folder."""


def read_calendar(root: Path, default_schemas: Path) -> WorkingDayCalendar:
    """The calendar of a data folder alone; raises PortalError where it has a fault, because a deadline rests on it."""
    folder = folders.scan(root)
    reader = FolderReader(folder=folder, schemas=read_schemas(folder, default_schemas))
    calendar = reader.calendar()
    if reader.faults:
        fault = reader.faults[0]
        line, place = (f", line {fault.line}", f"第 {fault.line} 行") if fault.line else ("", "放假安排")
        raise PortalError(f"{fault.path}: {fault.rule}{line} / {place}有错误，请先运行 portal check")
    return calendar


def read_portal(
    root: Path,
    default_schemas: Path,
    judge: Judge | None = None,
    *,
    workers: int = 1,
    cache: ReadingCache | None = None,
) -> Reading:
    """Read the whole data folder, and judge what was read; raises PortalError where it cannot be read at all.

    Several `workers` share a large folder; jurisdictions that have not changed are taken from the `cache`.
    """
    folder = folders.scan(root)
    schemas = read_schemas(folder, default_schemas)
    reader = FolderReader(folder=folder, schemas=schemas)
    calendar = reader.calendar()
    found = tuple(JurisdictionReadings(folder, schemas, calendar, judge, cache).all(workers))
    digests = dict(reader.digests)
    for reading in found:
        digests.update(reading.digests)
    return Reading(
        portal=Portal(
            jurisdictions=tuple(reading.jurisdiction for reading in found if reading.jurisdiction), calendar=calendar
        ),
        schemas=schemas,
        faults=[*folder.faults, *reader.faults, *(fault for reading in found for fault in reading.faults)],
        files=len(folder.files),
        records=reader.records + sum(reading.records for reading in found),
        digests=digests,
    )
