"""The errand `portal check --base`: what came since a revision, and what of it should not have."""

import tempfile
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Final

from generator.diagnostics import GROUP_OF, Diagnostic, Group
from generator.domain.revised_records import KEY_COLUMNS, ChangeCount, change_counts, tables_of
from generator.frozen import dataclass
from generator.report.visible import plain
from generator.rules.changes import Revision, change_faults
from generator.sources.portal_folder import Reading, read_portal
from generator.sources.revisions import extract
from generator.sources.schemas import Schemas
from generator.sources.words import Words

_OF_THE_CELL: Final = (Group.CELLS, Group.REFERENCES)
_LONGEST: Final = 4000
_TABLES: Final = {f"{table}.csv": columns for table, columns in KEY_COLUMNS.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What came since the base."""

    base: str
    diagnostics: tuple[Diagnostic, ...]
    counts: tuple[ChangeCount, ...]


def compare(data: Path, base: str, now: Reading, found: Iterable[Diagnostic], *, schemas: Path, as_of: date) -> Changes:
    """Compare the data, with the faults `found` in them, with what stood at a git revision.

    `schemas` are the shipped ones. Raises PortalError where git does not know the revision.
    """
    with tempfile.TemporaryDirectory(prefix="portal-base-") as folder:
        if not extract(data, base, Path(folder)):
            return Changes(base=base, diagnostics=(), counts=())
        before = read_portal(Path(folder), schemas)
    faults = tuple(found)
    revision = Revision(
        before=before.portal,
        now=now.portal,
        unread=frozenset(_unread(data, now, faults)),
        faulty=frozenset((each.path, each.line, each.column) for each in faults if GROUP_OF[each.rule] in _OF_THE_CELL),
        as_of=as_of,
    )
    return Changes(
        base=base,
        diagnostics=tuple(change_faults(revision)),
        counts=tuple(change_counts(revision.old, revision.new, revision.unread)),
    )


def _unread(data: Path, now: Reading, faults: Iterable[Diagnostic]) -> Iterator[str]:
    """The files that are there, but of which rows, or what the rows are known by, could not be read."""
    read = {table.path for _, table in tables_of(now.portal) if table.present}
    for file in data.rglob("*.csv"):
        path = file.relative_to(data).as_posix()
        if path not in read:
            yield path
    for fault in faults:
        keys = _TABLES.get(fault.path.rpartition("/")[2], ())
        if GROUP_OF[fault.rule] is Group.FILES or (GROUP_OF[fault.rule] is Group.CELLS and fault.column in keys):
            yield fault.path


def changes_text(compared: Changes, schemas: Schemas, words: Words) -> str:
    """What came since the base in one sentence: 新增公示 1 条，修改获奖名单“获奖者” 2 处，删除 0 行."""
    parts = [part for told in (_added, _changed, _removed) for part in told(compared.counts, schemas, words)]
    if not parts:
        return plain(words.fill("report.change.none", base=compared.base))
    if not any(each.removed for each in compared.counts):
        parts.append(words["report.change.none_removed"])
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
