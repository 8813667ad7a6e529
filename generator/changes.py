"""The errand `portal check --base`: what came since a revision, and what of it should not have."""

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Final

from generator.diagnostics import GROUP_OF, Diagnostic, Group, Severity
from generator.domain.portal import Portal
from generator.domain.revised_records import KEY_COLUMNS, ChangeCount, change_counts, tables_of
from generator.frozen import dataclass
from generator.report.visible import plain
from generator.rules.catalogue import RULES, run_rules
from generator.rules.changes import Cell, Revision, change_faults
from generator.sources.portal_folder import Reading, read_portal
from generator.sources.revisions import extract
from generator.sources.schemas import Schemas
from generator.sources.words import Words

_OF_THE_CELL: Final = (Group.CELLS, Group.REFERENCES)
_LOSES_ROWS: Final = frozenset({"ragged-row", "unclosed-quote"})
_LONGEST: Final = 4000
_NAMED: Final = 5
"""Files beside the tables that are named."""
_TABLES: Final = {f"{table}.csv": columns for table, columns in KEY_COLUMNS.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What came since the base."""

    base: str
    diagnostics: tuple[Diagnostic, ...]
    counts: tuple[ChangeCount, ...]
    files: tuple[str, ...] = ()
    """What was added, changed or removed beside the tables of records: regulations, cycles, the calendar."""


def compare(data: Path, base: str, now: Reading, found: Iterable[Diagnostic], *, schemas: Path, as_of: date) -> Changes:
    """Compare the data, with the faults `found` in them, with what stood at a git revision.

    `schemas` are the shipped ones. Raises PortalError where git does not know the revision.
    """
    with tempfile.TemporaryDirectory(prefix="portal-base-") as folder:
        extract(data, base, Path(folder))
        before = _as_it_stood(Path(folder), now, schemas, as_of)
    faults = tuple(found)
    revision = Revision(
        before=before.portal,
        now=now.portal,
        unread=frozenset(_unread(data, now, faults)),
        faulty=frozenset(_faulty(faults)),
        faulty_before=frozenset(_faulty(each for each in before.faults if each.severity is Severity.ERROR)),
        as_of=as_of,
    )
    return Changes(
        base=base,
        diagnostics=tuple(change_faults(revision)),
        counts=tuple(change_counts(revision.old, revision.new, revision.unread)),
        files=tuple(_other_files(before.digests, now.digests)),
    )


def _as_it_stood(folder: Path, now: Reading, schemas: Path, as_of: date) -> Reading:
    """What was read of the data folder at the revision; without any jurisdiction, all records that there are came since."""
    if any(folder.glob("jurisdictions/*/*")):
        # Its own schemas may be those of an earlier version of the program, which nobody can mend any more.
        shutil.rmtree(folder / "schemas", ignore_errors=True)
        return read_portal(folder, schemas, partial(_unknown_names, as_of))
    held = {path: folder / path for path in now.digests if (folder / path).is_file()}
    digests = {path: sha256(file.read_bytes()).hexdigest() for path, file in held.items()}
    return replace(now, portal=Portal(jurisdictions=(), calendar=now.portal.calendar), faults=[], digests=digests)


def _other_files(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    for path in sorted({*before, *now}):
        if path.rpartition("/")[2] not in _TABLES and before.get(path) != now.get(path):
            yield path


def _unknown_names(as_of: date, portal: Portal) -> list[Diagnostic]:
    """What a cell says wrongly of other records."""
    return run_rules(portal, as_of, [rule for rule in RULES if GROUP_OF[rule.name] is Group.REFERENCES])


def _faulty(faults: Iterable[Diagnostic]) -> Iterator[Cell]:
    return ((fault.path, fault.line, fault.column) for fault in faults if _is_of_a_cell(fault))


def _is_of_a_cell(fault: Diagnostic) -> bool:
    """Whether one cell is faulty; damaged text is a rule on files, but names the cell where it stands in one."""
    if fault.rule == "damaged-text":
        return fault.column is not None
    return GROUP_OF[fault.rule] in _OF_THE_CELL


def _unread(data: Path, now: Reading, faults: Iterable[Diagnostic]) -> Iterator[str]:
    """The files that are there, but of which rows, or what the rows are known by, could not be read."""
    tables = {table.path: table for _, table in tables_of(now.portal) if table.present}
    for file in data.rglob("*.csv"):
        path = file.relative_to(data).as_posix()
        if path not in tables:
            yield path
    yield from (path for path, table in tables.items() if not (table.sound or table.rows))
    for fault in faults:
        # A table is unsound for one name that is not clear too, which hides no row.
        unsound = fault.path in tables and not tables[fault.path].sound
        if (unsound and _loses_rows(fault)) or _hides_a_key(fault):
            yield fault.path


def _loses_rows(fault: Diagnostic) -> bool:
    return fault.rule in _LOSES_ROWS or fault.facts.get("kind") == "line-break"


def _hides_a_key(fault: Diagnostic) -> bool:
    """Whether it is not known by what a row is known."""
    keys = _TABLES.get(fault.path.rpartition("/")[2], ())
    return fault.column in keys and _is_of_a_cell(fault) and GROUP_OF[fault.rule] is not Group.REFERENCES


def changes_text(compared: Changes, schemas: Schemas, words: Words) -> str:
    """What came since the base in one sentence: 新增公示 1 条，修改获奖名单“获奖者” 2 处，删除 0 行."""
    parts = [part for told in (_added, _changed, _removed) for part in told(compared.counts, schemas, words)]
    if not parts and not compared.files:
        return plain(words.fill("report.change.none", base=compared.base))
    if not any(each.removed for each in compared.counts):
        parts.append(words["report.change.none_removed"])
    if compared.files:
        files = words["report.name_comma"].join(compared.files[:_NAMED])
        parts.append(words.fill("report.change.files", files=files, count=len(compared.files)))
    # The titles of columns may be those of the data folder, which anybody can propose to change.
    told = words["report.change.comma"].join(parts)
    return plain(words.fill("report.change.summary", base=compared.base, changes=told), _LONGEST)


def _added(counts: Iterable[ChangeCount], _: Schemas, words: Words) -> Iterator[str]:
    for each in counts:
        if each.added:
            yield words.fill("report.change.added", table=_table(each, words), count=each.added)


def _changed(counts: Iterable[ChangeCount], schemas: Schemas, words: Words) -> Iterator[str]:
    for each in counts:
        for column, cells in each.changed.items():
            field = schemas.tables[each.table].field(column)
            # The titles are Chinese.
            title = field.title if field and words.language.startswith("zh") else column
            yield words.fill("report.change.changed", table=_table(each, words), field=title, count=cells)


def _removed(counts: Iterable[ChangeCount], _: Schemas, words: Words) -> Iterator[str]:
    for each in counts:
        if each.removed:
            yield words.fill("report.change.removed", table=_table(each, words), count=each.removed)


def _table(count: ChangeCount, words: Words) -> str:
    return words[f"report.values.table.{count.table}"]
