"""Rules on a change: what came between two states of the record that should not have."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from generator.diagnostics import Diagnostic
from generator.domain.moments import start_of
from generator.domain.periods import moved_earlier, notice_period
from generator.domain.personal_data import mask
from generator.domain.portal import Portal
from generator.domain.records import Correction, Notice
from generator.domain.revised_records import (
    KEY_COLUMNS,
    Difference,
    Index,
    Located,
    differences,
    index_of,
    key_columns,
    tables_of,
)
from generator.domain.working_days import WorkingDayCalendar
from generator.rules.recorded_corrections import (
    LEARNED_LATER,
    Corrections,
    correcting,
    corrections_of,
    known_again,
    rows_about,
)

_PERIOD: Final = frozenset({"period_form", "opens_on", "closes_on", "closes_time", "stated_length", "stated_unit"})
_NAMED: Final = 5
"""Records of a table that are named where the whole table is gone."""
_UNDECIDED: Final = frozenset({("eligibility", "pending")})
"""What was said only until it is decided: the decision that takes its place corrects nothing."""
_CALENDAR: Final = "calendar/cn.csv"
_CORRECTED_TABLES: Final = ("applicants", "shortlists", "channels", "awardees", "revocations", "names")

Cell = tuple[str, int | None, str | None]
"""File, line and column."""


@dataclass(frozen=True, kw_only=True)
class Revision:
    """The record as it was and as it is, on the day of the check."""

    before: Portal
    now: Portal
    unread: Collection[str]
    """Files of which it is not known which records they hold now."""
    faulty: Collection[Cell]
    """Cells with a fault of their own, of which it is not known what they say now."""
    faulty_before: Collection[Cell] = ()
    """Cells that had a fault of their own, so that what they said was never published."""
    as_of: date

    @cached_property
    def old(self) -> Index:
        """The records as they were."""
        return index_of(self.before)

    @cached_property
    def new(self) -> Index:
        """The records as they are, under their old keys where these were corrected."""
        return known_again(self.old, index_of(self.now), self.corrections)

    @cached_property
    def corrections(self) -> Corrections:
        """The recorded corrections."""
        return corrections_of(self.now)

    def is_known(self, before: Located, after: Located, column: str) -> bool:
        """Whether it is known what a cell of a record says, and that it ever said what it did."""
        return self.is_known_now(after, column) and _cell(before, column) not in self.faulty_before

    def is_known_now(self, after: Located, column: str) -> bool:
        """Whether it is known what a cell of a record says."""
        return _cell(after, column) not in self.faulty


def _cell(located: Located, column: str) -> Cell:
    return (located.path, located.record.line, column)


def change_faults(revision: Revision) -> list[Diagnostic]:
    """Everything that the change should not have done, in the order of a report."""
    return sorted([*_removed(revision), *_forgotten(revision), *_changed(revision)], key=Diagnostic.sort_key)


# --- what is gone -----------------------------------------------------------------------------------------------------


def _removed(revision: Revision) -> Iterator[Diagnostic]:
    """One fault for each record that is gone, and one for a table that is gone as a whole."""
    read = {table.path for _, table in tables_of(revision.now) if table.present}
    gone: dict[str, list[str]] = {}
    for key, located in revision.old.items():
        if key in revision.new or located.path in revision.unread:
            continue
        if not _can_return(located, revision):
            continue
        if located.path in read:
            columns = KEY_COLUMNS[located.table]
            # A record without an id is gone as soon as anything is different by which it is known.
            known = {"reason": "content"} if len(columns) > 1 else {}
            yield _removal(located, located.record.line, columns[0], record=key[1], **known)
        else:
            gone.setdefault(located.path, []).append(key[1])
    for path, records in gone.items():
        located = next(each for each in revision.old.values() if each.path == path)
        yield _removal(located, None, None, reason="table", record="、".join(records[:_NAMED]), count=str(len(records)))


def _can_return(located: Located, revision: Revision) -> bool:
    """Whether a record can be put back: not one that was known by what could not be read, or by a private number."""
    record = located.record
    columns = key_columns(located.table, getattr(record, "application_id", ""))
    faulty = (str(getattr(record, each)) for each in columns if _cell(located, each) in revision.faulty_before)
    return all(value and mask(value) == value for value in faulty)


def _forgotten(revision: Revision) -> Iterator[Diagnostic]:
    """One fault where the arrangements of whole years are gone, so that periods would be counted otherwise in silence."""
    now = revision.now.calendar
    years = sorted(revision.before.calendar.arranged_years - now.arranged_years)
    if years and now.sound:
        facts = {"reason": "years", "record": "、".join(map(str, years)), "table": "calendar"}
        yield Diagnostic(rule="record-removed", path=_CALENDAR, facts=facts)


def _removal(located: Located, line: int | None, column: str | None, **facts: str) -> Diagnostic:
    return Diagnostic(
        rule="record-removed",
        path=located.path,
        line=line,
        column=column,
        facts={**facts, "table": located.table},
    )


# --- what is different ------------------------------------------------------------------------------------------------


def _changed(revision: Revision) -> Iterator[Diagnostic]:
    for key, before in revision.old.items():
        after = revision.new.get(key)
        if after is None or before.record == after.record:
            continue
        if before.table == "notices":
            yield from _notice_changes(before, after, revision)
        elif before.table in _CORRECTED_TABLES:
            yield from _record_changes(before, after, revision)


def _notice_changes(before: Located, after: Located, revision: Revision) -> Iterator[Diagnostic]:
    was, calendar = before.record, revision.now.calendar
    if not _has_opened(was, calendar, revision.as_of):
        return
    earlier = moved_earlier(was, after.record, calendar)
    fixed = _PERIOD | ({"published_on"} if _moved(was, after.record, calendar) else set())
    for change in differences(before, after):
        if not change.was and change.column in LEARNED_LATER:
            continue
        # Nobody has read what could not be published, and a row that cannot stay as it is has its own headline.
        if not revision.is_known(before, after, change.column):
            continue
        if change.column == earlier:
            yield _fault("deadline-moved-earlier", after, change)
            continue
        if change.column in fixed:
            yield _fault("opened-notice-changed", after, change)
            continue
        rows = rows_about(revision.corrections, after, change.column)
        steps = correcting(rows, change)
        if {step.kind for step in steps} != {"typographic"}:
            reason = "substantive" if steps else "unfit"
            yield _fault("opened-notice-changed", after, change, **_told_of(rows, after, reason))


def _moved(was: Notice, now: Notice, calendar: WorkingDayCalendar) -> bool:
    """Whether a notice opens or ends at another moment; without printed dates that follows from its day of publication."""
    before, after = notice_period(was, calendar), notice_period(now, calendar)
    if before is None or after is None:
        return False
    return (before.starts_at, before.ends_at) != (after.starts_at, after.ends_at)


def _has_opened(notice: Notice, calendar: WorkingDayCalendar, as_of: date) -> bool:
    """Whether anyone may have relied on the notice on the day; one without a known start counts as opened."""
    if notice.published_on is not None and notice.published_on <= as_of:
        return True
    period = notice_period(notice, calendar)
    start = period.starts_at if period else None
    return start is None or start <= start_of(as_of)


def _record_changes(before: Located, after: Located, revision: Revision) -> Iterator[Diagnostic]:
    for change in differences(before, after):
        if not change.was or (change.column, change.was) in _UNDECIDED:
            continue
        # A cell that cannot stay as it is has its own headline; what it will say once mended is judged then.
        if not revision.is_known_now(after, change.column):
            continue
        rows = rows_about(revision.corrections, after, change.column)
        if correcting(rows, change):
            continue
        # A report masks what was, so that nobody could repeat it, and nobody should.
        personal = mask(change.was) != change.was
        told = {"reason": "personal"} if personal else _told_of(rows, after, "unfit")
        yield _fault("correction-missing", after, change, **told)


def _told_of(rows: tuple[Correction, ...], after: Located, reason: str) -> dict[str, str]:
    """Why the corrections that there are do not do, and where the last of them stands; nothing where there is none."""
    if not rows:
        return {}
    folder = "/".join(after.path.split("/")[:2])
    return {"reason": reason, "first": f"{folder}/corrections.csv:{max(row.line for row in rows)}"}


def _fault(rule: str, after: Located, change: Difference, **more: str) -> Diagnostic:
    facts = {"field": change.column, "was": change.was, "now": change.now, **more}
    return Diagnostic(
        rule=rule, path=after.path, line=after.record.line, column=change.column, value=change.now, facts=facts
    )
