"""What a change since an earlier revision may not do, and what it does, for the person who approves it."""

import subprocess
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from generator.diagnostics import Diagnostic
from generator.domain.moments import start_of
from generator.domain.periods import moved_earlier, notice_period
from generator.domain.portal import Portal
from generator.domain.records import Correction, Notice, Table
from generator.domain.working_days import WorkingDayCalendar
from generator.errors import PortalError
from generator.sources.portal_folder import Reading, read_portal
from generator.sources.words import Words

Key = tuple[str, str]
"""Path of the table's file, and the record's id (or composite key) in it."""

_PERIOD: Final = frozenset({"period_form", "opens_on", "closes_on", "closes_time", "stated_length", "stated_unit"})
_LEARNED_LATER: Final = frozenset({"source_url", "document_number", "uscc", "published_on", "unit"})
"""Columns that may be filled after publication, because nothing that was said becomes different."""
_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "applicants": ("application_id",),
    "shortlists": ("stage", "award", "application_id", "applicant", "unit"),
    "notices": ("notice_id",),
    "channels": ("notice_id", "office", "kind", "value"),
    "awardees": ("award_id",),
    "revocations": ("revocation_id",),
    "corrections": ("correction_id",),
    "names": ("name", "former_name"),
}
_NAMED: Final = 5
"""Records of a table that are named where the whole table is gone."""
_UNDECIDED: Final = frozenset({("eligibility", "pending")})
"""What was said only until it is decided: the decision that takes its place corrects nothing."""
_CORRECTED_TABLES: Final = ("applicants", "shortlists", "awardees", "revocations")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeCount:
    """How many records of one table were added, changed and removed."""

    table: str
    added: int
    changed: int
    removed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What came since the base."""

    base: str
    diagnostics: tuple[Diagnostic, ...]
    counts: tuple[ChangeCount, ...]


@dataclass(frozen=True, slots=True)
class _Located:
    table: str
    path: str
    record: Any


Index = Mapping[Key, _Located]


def compare(data: Path, base: str, now: Reading, default_schemas: Path, as_of: date) -> Changes:
    """Compare the data with what stood at a git revision; raises PortalError where git does not know it."""
    with tempfile.TemporaryDirectory(prefix="portal-base-") as folder:
        if not _extract(data, base, Path(folder)):
            return Changes(base=base, diagnostics=(), counts=())
        before = read_portal(Path(folder), default_schemas)
    old, new = _index(before.portal), _index(now.portal)
    faults = [*_removed(data, old, new, now), *_changed(old, new, now.portal, as_of)]
    return Changes(
        base=base,
        diagnostics=tuple(sorted(faults, key=Diagnostic.sort_key)),
        counts=tuple(_counts(old, new)),
    )


def changes_text(compared: Changes, words: Words) -> str:
    """What came since the base in one sentence: 新增公示 1 条，修改获奖 2 条，删除公示 0 条."""
    parts = [
        words.fill(f"cli.{deed}", table=words[f"cli.table.{count.table}"], count=number)
        for count in compared.counts
        for deed, number in (("added", count.added), ("changed", count.changed), ("removed", count.removed))
        if number
    ]
    if not parts:
        return words.fill("cli.no_changes", base=compared.base)
    return words.fill("cli.changes", base=compared.base, summary="，".join(parts))


def _extract(data: Path, base: str, folder: Path) -> bool:
    """Put the data folder as it stood at the base into `folder`; whether there was one."""
    if base.startswith("-"):
        raise PortalError(f"{base!r} is no revision / 不是版本名")
    prefix = _git(data, "rev-parse", "--show-prefix").decode().strip()
    revision = _git(data, "rev-parse", "--verify", "--quiet", f"{base}^{{commit}}").decode().strip()
    tree = f"{revision}:{prefix.rstrip('/')}"
    if subprocess.run(["git", "-C", str(data), "cat-file", "-e", tree], capture_output=True, check=False).returncode:
        return False
    # From the top: inside a folder git would look for that folder in the tree that it archives.
    top = Path(_git(data, "rev-parse", "--show-toplevel").decode().removesuffix("\n"))
    archive = _git(top, "archive", "--format=tar", tree)
    with tarfile.open(fileobj=BytesIO(archive)) as members:
        for member in members:
            content = members.extractfile(member) if member.isfile() else None
            if content is not None and ".." not in member.name.split("/"):
                file = folder / member.name.lstrip("/")
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content.read())
    return any(folder.iterdir())


def _git(data: Path, *arguments: str) -> bytes:
    command = ["git", "-C", str(data), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except OSError as error:
        raise PortalError(f"git cannot be started / 无法运行 git：{error.strerror}") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise PortalError(
            f"git {arguments[0]} {arguments[-1]}: {said[-1] if said else '没有这个版本 / unknown revision'}"
        )
    return done.stdout


def _tables(portal: Portal) -> Iterator[tuple[str, Table[Any]]]:
    for jurisdiction in portal.jurisdictions:
        yield "revocations", jurisdiction.revocations
        yield "corrections", jurisdiction.corrections
        yield "names", jurisdiction.names
        for cycle in jurisdiction.cycles:
            yield "applicants", cycle.applicants
            yield "shortlists", cycle.shortlists
            yield "notices", cycle.notices
            yield "channels", cycle.channels
            yield "awardees", cycle.awardees


def _index(portal: Portal) -> Index:
    return {
        (table.path, _record_id(name, row)): _Located(name, table.path, row)
        for name, table in _tables(portal)
        for row in table.rows
    }


def _record_id(table: str, record: Any) -> str:
    values = [str(getattr(record, column)) for column in _KEYS[table]]
    if table == "shortlists" and record.application_id:
        values = values[:3]
    return "/".join(value for value in values if value)


def _removed(data: Path, old: Index, new: Index, now: Reading) -> Iterator[Diagnostic]:
    """One fault for each record that is gone, and one for a table that is gone as a whole."""
    broken = {fault.path for fault in now.faults}
    read = {table.path for _, table in _tables(now.portal) if table.present}
    gone: dict[str, list[str]] = {}
    for key, located in old.items():
        if key in new or located.path in broken:
            continue
        if located.path in read:
            yield _removal(located, located.record.line, _KEYS[located.table][0], record=key[1])
        elif not (data / located.path).exists():
            gone.setdefault(located.path, []).append(key[1])
    for path, records in gone.items():
        located = next(each for each in old.values() if each.path == path)
        yield _removal(located, None, None, reason="table", record="、".join(records[:_NAMED]), count=str(len(records)))


def _removal(located: _Located, line: int | None, column: str | None, **facts: str) -> Diagnostic:
    return Diagnostic(
        rule="record-removed",
        path=located.path,
        line=line,
        column=column,
        facts={**facts, "table": located.table},
    )


def _changed(old: Index, new: Index, portal: Portal, as_of: date) -> Iterator[Diagnostic]:
    corrected = _corrections(portal)
    for key, before in old.items():
        after = new.get(key)
        if after is None or before.record == after.record:
            continue
        if before.table == "notices":
            yield from _notice_changes(before, after, corrected, portal.calendar, as_of)
        elif before.table in _CORRECTED_TABLES:
            yield from _record_changes(key[1], before, after, corrected)


Corrections = Mapping[tuple[str, str], tuple[Correction, ...]]
"""The recorded corrections by jurisdiction folder with record, and column."""


def _corrections(portal: Portal) -> Corrections:
    found: dict[tuple[str, str], tuple[Correction, ...]] = {}
    for jurisdiction in portal.jurisdictions:
        for row in jurisdiction.corrections.rows:
            key = (f"{jurisdiction.slug}:{row.table}:{row.record_id}", row.field)
            found[key] = (*found.get(key, ()), row)
    return found


def _correcting(rows: tuple[Correction, ...], was: str, now: str) -> Correction | None:
    """The correction that led to the new value, where one row, or the first of several, started from the old one.

    An empty `was` fits any value: what may not be published is not repeated in a correction either.
    """
    if not any(row.was in ("", was) for row in rows):
        return None
    return next((row for row in reversed(rows) if row.now == now), None)


def _corrected_record(located: _Located, record_id: str) -> str:
    slug = located.path.split("/")[1]
    return f"{slug}:{located.table}:{record_id}"


def _differences(before: _Located, after: _Located) -> Iterator[tuple[str, str, str]]:
    for field in fields(before.record):
        was, now = getattr(before.record, field.name), getattr(after.record, field.name)
        if field.name != "line" and was != now:
            yield field.name, _shown(was), _shown(now)


def _shown(value: object) -> str:
    return "" if value is None else str(value)


def _notice_changes(
    before: _Located,
    after: _Located,
    corrected: Corrections,
    calendar: WorkingDayCalendar,
    as_of: date,
) -> Iterator[Diagnostic]:
    was = before.record
    if not _has_opened(was, calendar, as_of):
        return
    earlier = moved_earlier(was, after.record, calendar)
    for column, old, new in _differences(before, after):
        if not old and column in _LEARNED_LATER:
            continue
        row = _correcting(corrected.get((_corrected_record(after, was.notice_id), column), ()), old, new)
        if column == earlier:
            yield _fault("deadline-moved-earlier", after, column, old, new)
        elif column in _PERIOD or row is None or row.kind != "typographic":
            yield _fault("opened-notice-changed", after, column, old, new)


def _has_opened(notice: Notice, calendar: WorkingDayCalendar, as_of: date) -> bool:
    """Whether anyone may have relied on the notice on the day; one without a known start counts as opened."""
    if notice.published_on is not None and notice.published_on <= as_of:
        return True
    period = notice_period(notice, calendar)
    start = period.starts_at if period else None
    return start is None or start <= start_of(as_of)


def _record_changes(record_id: str, before: _Located, after: _Located, corrected: Corrections) -> Iterator[Diagnostic]:
    names = {record_id, _shown(getattr(before.record, "application_id", ""))}
    for column, old, new in _differences(before, after):
        if not old or (column, old) in _UNDECIDED:
            continue
        rows = [row for name in names for row in corrected.get((_corrected_record(after, name), column), ())]
        if _correcting(tuple(rows), old, new) is None:
            yield _fault("correction-missing", after, column, old, new)


def _fault(rule: str, after: _Located, column: str, was: str, now: str) -> Diagnostic:
    facts = {"field": column, "was": was, "now": now}
    line = after.record.line
    return Diagnostic(rule=rule, path=after.path, line=line, column=column, value=now, facts=facts)


def _counts(old: Index, new: Index) -> Iterator[ChangeCount]:
    for table in _KEYS:
        before = {key for key, located in old.items() if located.table == table}
        after = {key for key, located in new.items() if located.table == table}
        changed = sum(any(_differences(old[key], new[key])) for key in before & after)
        yield ChangeCount(table=table, added=len(after - before), changed=changed, removed=len(before - after))
