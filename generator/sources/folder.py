"""The layout of the data folder: which file is what, and what does not belong there."""

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from generator.diagnostics import Diagnostic
from generator.domain.addresses import RESERVED, RESERVED_IN_JURISDICTION
from generator.domain.records import CYCLE_TABLES, JURISDICTION_TABLES
from generator.errors import PortalError, refusal

CALENDAR: Final = "calendar/cn.csv"
REGULATIONS: Final = "regulations"
"""The folder of a jurisdiction's regulations, among those of its cycles."""
DOCUMENT_SCHEMAS: Final = ("jurisdiction", "regulation", "cycle")
TABLE_SCHEMAS: Final = (*CYCLE_TABLES, *JURISDICTION_TABLES, "calendar")

_SLUG: Final = r"[a-z0-9]+(?:-[a-z0-9]+)*"
SLUG_FORM: Final = re.compile(_SLUG)
LONGEST_SLUG: Final = 100
"""Slugs become part of addresses and of the names of files, which most file systems limit to 255 bytes."""
_EXPECTED: Final = re.compile(
    rf"""README(\.[a-zA-Z-]+)?\.md
    | calendar/cn\.csv
    | schemas/({"|".join(TABLE_SCHEMAS)}|{"|".join(DOCUMENT_SCHEMAS)})\.schema\.json
    | jurisdictions/{_SLUG}/(jurisdiction\.yaml|({"|".join(JURISDICTION_TABLES)})\.csv)
    | jurisdictions/{_SLUG}/{REGULATIONS}/{_SLUG}\.yaml
    | jurisdictions/{_SLUG}/(?!{REGULATIONS}/){_SLUG}/(cycle\.yaml|({"|".join(CYCLE_TABLES)})\.csv)
    """,
    re.VERBOSE,
)
_IGNORED: Final = frozenset({".gitkeep"})
_MAX_DEPTH: Final = 6


@dataclass(slots=True)
class CycleFolder:
    """The files of one cycle, by table name; `cycle` is the path of cycle.yaml or None."""

    slug: str
    path: str
    cycle: str | None = None
    tables: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class JurisdictionFolder:
    """The files of one jurisdiction."""

    slug: str
    path: str
    jurisdiction: str | None = None
    regulations: dict[str, str] = field(default_factory=dict)
    tables: dict[str, str] = field(default_factory=dict)
    cycles: dict[str, CycleFolder] = field(default_factory=dict)

    @property
    def files(self) -> Iterator[str]:
        """The paths of all of them."""
        yield from filter(None, (self.jurisdiction, *(cycle.cycle for cycle in self.cycles.values())))
        yield from (*self.regulations.values(), *self.tables.values())
        for cycle in self.cycles.values():
            yield from cycle.tables.values()


@dataclass(slots=True)
class DataFolder:
    """What stands in the data folder, sorted, with the faults of its layout."""

    root: Path
    files: list[str] = field(default_factory=list)
    jurisdictions: dict[str, JurisdictionFolder] = field(default_factory=dict)
    faults: list[Diagnostic] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    """Paths at which something stands that is not read."""


def file_of(table: str) -> str:
    """The name of the file in which a table stands."""
    return CALENDAR.rpartition("/")[2] if table == "calendar" else f"{table}.csv"


def scan(root: Path) -> DataFolder:
    """List the data folder; raises PortalError where it cannot be read or is none."""
    folder = DataFolder(root)
    try:
        if not stat.S_ISDIR(root.stat().st_mode):
            raise PortalError(f"{root} is not a folder / 不是文件夹，请用 --data 指明数据文件夹")
        found = sorted(_walk(folder, root, ""))
    except OSError as error:
        raise PortalError(
            f"cannot read the data folder {error.filename or root} / 无法读取数据文件夹：{refusal(error)}"
        ) from error
    for path in found:
        _place(folder, path)
    if not folder.jurisdictions and not (folder.faults and os.path.lexists(root / "jurisdictions")):
        raise PortalError(
            f"{root} holds no jurisdictions/<slug>/ / 不是数据文件夹：里面没有 jurisdictions 和各地区的文件夹；"
            "--data 请指到 data 这一层"
        )
    for jurisdiction in folder.jurisdictions.values():
        folder.faults.extend(fault for fault in _missing(jurisdiction) if fault.path not in folder.refused)
    return folder


def _walk(folder: DataFolder, directory: Path, prefix: str) -> Iterator[str]:
    with os.scandir(directory) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            path = f"{prefix}{entry.name}"
            if entry.is_symlink():
                _refuse(folder, path, "symlink")
            elif entry.is_dir():
                if path.count("/") >= _MAX_DEPTH or not SLUG_FORM.fullmatch(entry.name):
                    _refuse(folder, path, "folder")
                elif len(entry.name) > LONGEST_SLUG:
                    _refuse(folder, path, "long")
                else:
                    yield from _walk(folder, directory / entry.name, f"{path}/")
            elif not entry.is_file():
                _refuse(folder, path, "kind")
            elif entry.name not in _IGNORED:
                yield path


def _refuse(folder: DataFolder, path: str, reason: str) -> None:
    folder.refused.add(path)
    shown = path.encode("utf-8", "backslashreplace").decode("utf-8")
    folder.faults.append(Diagnostic(rule="unexpected-file", path=shown, facts={"reason": reason}))


def _place(folder: DataFolder, path: str) -> None:
    if not _EXPECTED.fullmatch(path):
        _refuse(folder, path, "name")
        return
    folder.files.append(path)
    parts = path.split("/")
    if parts[0] != "jurisdictions":
        return
    slug, rest = parts[1], parts[2:]
    if slug in RESERVED or (len(rest) > 1 and rest[0] in RESERVED_IN_JURISDICTION):
        _refuse(folder, path, "reserved")
        return
    jurisdiction = folder.jurisdictions.setdefault(slug, JurisdictionFolder(slug, f"jurisdictions/{slug}"))
    name, _, kind = rest[-1].rpartition(".")
    if rest[0] == REGULATIONS:
        jurisdiction.regulations[name] = path
    elif len(rest) == 1 and kind == "csv":
        jurisdiction.tables[name] = path
    elif len(rest) == 1:
        jurisdiction.jurisdiction = path
    else:
        cycle = jurisdiction.cycles.setdefault(rest[0], CycleFolder(rest[0], f"{jurisdiction.path}/{rest[0]}"))
        if kind == "csv":
            cycle.tables[name] = path
        else:
            cycle.cycle = path


def _missing(jurisdiction: JurisdictionFolder) -> Iterator[Diagnostic]:
    if jurisdiction.jurisdiction is None:
        yield Diagnostic(rule="missing-file", path=f"{jurisdiction.path}/jurisdiction.yaml")
    for cycle in jurisdiction.cycles.values():
        if cycle.cycle is None:
            yield Diagnostic(rule="missing-file", path=f"{cycle.path}/cycle.yaml")
