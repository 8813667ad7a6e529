"""A notice with the rows that later corrected, extended or withdrew it, and what all of them make of it on a day.

A later row takes effect on the day on which it was itself published. A deadline never moves earlier: of several periods
the one that ends last stands. An extension goes on from the first day of the period that it extends, a correction
starts the period that it prints. All rows of a chain share the period that results: no two pages name two deadlines.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from generator.domain.deadlines import PeriodForm
from generator.domain.moments import MARK_OF_CHANGE, MIDNIGHT, Mark, Phase, day_of, marks, phase
from generator.domain.notice_chains import NoticeChains, is_withdrawn
from generator.domain.periods import NoticePeriod, notice_period
from generator.domain.records import Notice
from generator.domain.working_days import WorkingDayCalendar
from generator.frozen import dataclass

_COMPARED: Final = ("title", "document_number", "publisher", "medium", "stage", "declared_count")
_COMPARED_PERIOD: Final = ("period_form", "opens_on", "closes_on", "closes_time", "stated_length", "stated_unit")


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One field that a later row states otherwise; None or the empty string where a row leaves it out."""

    field: str
    was: date | int | str | None
    now: date | int | str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterRow:
    """A row that changes a notice, with the period that it states."""

    notice: Notice
    period: NoticePeriod | None
    direct: bool
    """Whether it names the notice itself, and not another row that changes it."""

    def in_effect(self, day: date) -> bool:
        """Whether the row was published on the day or before."""
        return _published_by(self.notice, day)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeHistory:
    """One notice among the rows that it changes and that change it."""

    notice: Notice
    earlier: tuple[Notice, ...]
    """What the row corrects, extends or withdraws, step by step back to the first notice."""
    own_period: NoticePeriod | None
    """The period that its own row states; None for a withdrawal and where none can be reckoned."""
    later: tuple[LaterRow, ...]
    """The rows that change it, at any remove, in the order of their publication."""
    stated: tuple[tuple[Notice, NoticePeriod], ...]
    """The rows of its whole chain that state a period: the first notice, then the others in the order of their publication."""
    withdrawals: tuple[Notice, ...]
    """Rows that withdraw it, an earlier row of its chain after it came out, or a later row, in that order."""
    taken_back: tuple[Notice, ...]
    """Rows of its whole chain that withdraw a withdrawal: while they hold, what was withdrawn stands again."""

    def __hash__(self) -> int:  # type: ignore[explicit-override]  # typing.override: 3.12
        return hash(self.notice.notice_id)

    @property
    def direct_changes(self) -> tuple[Notice, ...]:
        """The rows that name this notice itself."""
        return tuple(row.notice for row in self.later if row.direct)

    def period_on(self, day: date) -> NoticePeriod | None:
        """The period of its chain in effect on a day, after every change published until then; None where no row states one.

        A row that is to change another has its own period alone until it is itself published.
        """
        if self.notice.is_withdrawal or (self.earlier and not _published_by(self.notice, day)):
            return self.own_period
        first = self.earlier[-1] if self.earlier else self.notice
        period: NoticePeriod | None = None
        for row, stated in self.stated:
            if row is first or _published_by(row, day):
                period = _succeeded(period, row.change, stated)
        return period

    def put_off_on(self, day: date) -> bool:
        """Whether a row that came out after it has by a day put off the end that it states itself."""
        own = self.own_period
        later = (
            stated
            for row, stated in self.stated
            if _publication(row) > _publication(self.notice) and _published_by(row, day)
        )
        return own is not None and any(stated.ends_at > own.ends_at for stated in later)

    def standing_on(self, day: date) -> Notice:
        """The row in which the notice stands on a day: the last extension or correction until then, otherwise itself."""
        changes = [row.notice for row in self.later if not row.notice.is_withdrawal and row.in_effect(day)]
        return changes[-1] if changes else self.notice

    def stating_unit_on(self, day: date) -> Notice:
        """The row in which it stands on a day, or where that repeats no unit of a length the last before it that states one."""
        changes = [row.notice for row in self.later if not row.notice.is_withdrawal and row.in_effect(day)]
        rows = [*reversed(changes), self.notice]
        return next((row for row in rows if row.stated_unit), rows[0])

    def withdrawn_on(self, day: date) -> Notice | None:
        """The row by which the notice, or the row in which it stands on a day, had been withdrawn by then; None without any."""
        return next((row for row in self.withdrawals if _published_by(row, day) and self.withdraws_on(row, day)), None)

    def withdraws_on(self, withdrawal: Notice, day: date) -> bool:
        """Whether one of its withdrawals holds on a day: that of a later row only where no row since has taken its place."""
        if self._is_taken_back(withdrawal, day):
            return False
        rows = {row.notice.notice_id: row.notice for row in self.later}
        if withdrawal.corrects not in rows:
            return True
        row: Notice | None = self.standing_on(day)
        if row is not None and row.notice_id != withdrawal.corrects and _publication(withdrawal) < _publication(row):
            return False
        passed: set[str] = set()
        while row is not None and row.notice_id not in passed:
            if row.notice_id == withdrawal.corrects:
                return True
            passed.add(row.notice_id)
            row = rows.get(row.corrects)
        return False

    def _is_taken_back(self, withdrawal: Notice, day: date) -> bool:
        """Whether a withdrawal was itself withdrawn by a day, by a row that had not been withdrawn in its turn."""
        return is_withdrawn(withdrawal, [row for row in self.taken_back if _published_by(row, day)])

    def marks_on(self, day: date) -> tuple[Mark, ...]:
        """The marks that the notice bears on a day; it is withdrawn too where the row in which it stands is."""
        rows = ((MARK_OF_CHANGE[row.change], row.published_on) for row in self.marking_on(day))
        return marks(((mark, published_on) for mark, published_on in rows if published_on is not None), day)

    def marking_on(self, day: date) -> tuple[Notice, ...]:
        """The rows that leave a mark on it, among them those that come out later, by which withdrawals hold on a day."""
        if self.notice.is_withdrawal:
            rows = (row for row in self.direct_changes if row.change in MARK_OF_CHANGE)
            return tuple(row for row in rows if not self._is_taken_back(row, max(day, row.published_on or day)))
        changes = (row for row in self.direct_changes if row.change in MARK_OF_CHANGE and not row.is_withdrawal)
        withdrawals = (row for row in self.withdrawals if self.withdraws_on(row, max(day, row.published_on or day)))
        return (*changes, *withdrawals)

    def phase_at(self, moment: dt.datetime) -> Phase | None:
        """The phase at a moment, which must carry its offset (else ValueError); None without a period.

        Only time is judged: a withdrawn notice keeps the phase of its dates, and `withdrawn_on` says that it is withdrawn.
        """
        period = self.period_on(day_of(moment))
        return phase(period.starts_at, period.ends_at, moment) if period else None


class NoticeHistories:
    """The notices of one cycle, each with its history; circles and unknown ids, which the check reports, end a chain."""

    __slots__ = ("_by_id", "_chains", "_histories")

    def __init__(self, notices: Sequence[Notice], calendar: WorkingDayCalendar) -> None:
        self._chains = NoticeChains(notices)
        self._by_id = {row.notice_id: row for row in notices}
        periods = {notice_id: notice_period(row, calendar) for notice_id, row in self._by_id.items()}
        self._histories = {notice_id: self._history(row, periods) for notice_id, row in self._by_id.items()}

    def __iter__(self) -> Iterator[NoticeHistory]:
        """Every notice in the order of the file."""
        return iter(self._histories.values())

    def find(self, notice_id: str) -> NoticeHistory | None:
        """The history of the notice of that id."""
        return self._histories.get(notice_id)

    def decided_upon(self, notice_id: str) -> NoticeHistory | None:
        """The history of the notice that a decision names; of one that names a withdrawal, that of what it withdraws."""
        found = self.find(notice_id)
        rows = (found.notice, *found.earlier) if found else ()
        return next((self.find(row.notice_id) for row in rows if not row.is_withdrawal), found)

    def anew(self, history: NoticeHistory, day: date) -> NoticeHistory:
        """Of a notice that is withdrawn on a day, but was published anew, the row in which it stands; otherwise itself."""
        if history.withdrawn_on(day) is None:
            return history
        standing = self._histories[history.standing_on(day).notice_id]
        return history if standing.withdrawn_on(day) else standing

    def _history(self, notice: Notice, periods: Mapping[str, NoticePeriod | None]) -> NoticeHistory:
        following, earlier = self._following(notice), self._earlier(notice)
        later = tuple(
            LaterRow(notice=row, period=periods[row.notice_id], direct=row.corrects == notice.notice_id)
            for row in following
        )
        return NoticeHistory(
            notice=notice,
            earlier=earlier,
            own_period=periods[notice.notice_id],
            later=later,
            stated=self._stated(earlier[-1] if earlier else notice, periods),
            withdrawals=self._withdrawals(notice, following, earlier),
            taken_back=tuple(self._taken_back(earlier[-1] if earlier else notice)),
        )

    def _following(self, notice: Notice) -> Sequence[Notice]:
        return sorted((row for row in self._chains.chain(notice) if row is not notice), key=_publication)

    def _stated(
        self, first: Notice, periods: Mapping[str, NoticePeriod | None]
    ) -> tuple[tuple[Notice, NoticePeriod], ...]:
        rows = ((row, periods[row.notice_id]) for row in (first, *self._following(first)))
        return tuple((row, period) for row, period in rows if period is not None)

    def _withdrawals(
        self, notice: Notice, following: Sequence[Notice], earlier: Sequence[Notice]
    ) -> tuple[Notice, ...]:
        if notice.is_withdrawal:
            return ()
        above = [row for first in earlier for row in self._chains.later.get(first.notice_id, ())]
        rows = [*following, *(row for row in above if _publication(row) > _publication(notice))]
        withdrawals = (row for row in rows if row.is_withdrawal and not self._withdraws_withdrawal(row))
        return tuple(sorted(withdrawals, key=_publication))

    def _taken_back(self, first: Notice) -> Iterator[Notice]:
        return (row for row in self._chains.chain(first) if self._withdraws_withdrawal(row))

    def _withdraws_withdrawal(self, row: Notice) -> bool:
        changed = self._by_id.get(row.corrects) if row.is_withdrawal else None
        return changed is not None and changed.is_withdrawal

    def _earlier(self, notice: Notice) -> tuple[Notice, ...]:
        found: list[Notice] = []
        seen = {notice.notice_id}
        row: Notice | None = notice
        while row is not None and row.corrects and row.corrects not in seen:
            seen.add(row.corrects)
            row = self._by_id.get(row.corrects)
            if row is not None:
                found.append(row)
        return tuple(found)


def field_changes(earlier: Notice, later: Notice) -> tuple[FieldChange, ...]:
    """What a later row states otherwise than the row that it changes: 原为 and 现为.

    What a later row does not repeat is no change of it. A withdrawal changes no field: it has a title of its own, and
    states no period.
    """
    if later.is_withdrawal:
        return ()
    repeated = [name for name in _COMPARED if getattr(later, name) not in ("", None)]
    pairs = ((name, _said(earlier, name), _said(later, name)) for name in (*repeated, *_COMPARED_PERIOD))
    return tuple(FieldChange(field=name, was=was, now=now) for name, was, now in pairs if was != now)


def _said(notice: Notice, field: str) -> date | int | str | None:
    # A last day without an hour ends at 24:00: that is no hour left out, and the same as one that is printed.
    value: date | int | str | None = getattr(notice, field)
    return value or MIDNIGHT if field == "closes_time" else value


def _succeeded(current: NoticePeriod | None, change: str, later: NoticePeriod) -> NoticePeriod:
    if current is None:
        return later
    if later.ends_at <= current.ends_at:
        return current
    goes_on = later.opens_on is None or (later.opens_on - current.closes_on).days <= 1
    if change != "extension" or not goes_on:
        return later
    # The day of publication that an extension prints as the first is that of the notice, and not its own.
    again = later.opens_on == current.opens_on and later.form is not PeriodForm.FROM_PUBLICATION
    first = later if again else current
    missing = tuple(sorted({*current.missing_years, *later.missing_years}))
    return replace(
        later,
        opens_on=first.opens_on,
        counts_from=first.counts_from,
        first_day_form=first.first_day_form,
        missing_years=missing,
    )


def _published_by(row: Notice, day: date) -> bool:
    return row.published_on is not None and row.published_on <= day


def _publication(row: Notice) -> tuple[date, int]:
    return (row.published_on or date.max, row.line)
