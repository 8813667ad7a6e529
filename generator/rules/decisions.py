"""The decision on an award against the notice before it."""

from collections.abc import Iterator
from datetime import date

from generator.diagnostics import Diagnostic, Severity
from generator.domain.moments import MIDNIGHT
from generator.domain.notice_chains import day_of_reckoning
from generator.domain.notice_measures import earliest_decision
from generator.domain.periods import NoticePeriod
from generator.domain.records import Notice
from generator.domain.regulations import RequiredNotice
from generator.rules.faults import at_row, day_text, preventable
from generator.rules.notices import years_text
from generator.rules.views import CycleView


def awarded_before_notice_closed(view: CycleView) -> Iterator[Diagnostic]:
    """An award is decided before the notice that the row names, with what had been made of it by then, has ended."""
    table = view.cycle.awardees
    periods: dict[tuple[str, date], NoticePeriod | None] = {}
    for row in table.rows:
        if row.notice_id not in view.notices or row.decided_on is None:
            continue
        key = (row.notice_id, row.decided_on)
        if key not in periods:
            periods[key] = _period_by(view, *key)
        period = periods[key]
        if period is None:
            continue
        if period.computed and not view.calendar.sound:
            continue  # the calendar, from which the last day is computed, has a fault of its own
        earliest = earliest_decision(period)
        if row.decided_on < earliest:
            demanded = _demanded(view, view.notices[row.notice_id])
            withdrawal = _withdrawal(view, row.notice_id, row.decided_on)
            yield at_row(
                "awarded-before-notice-closed",
                table.path,
                row,
                "decided_on",
                severity=preventable(view.ahead(row)),
                clause=demanded.clause if demanded else None,
                facts={
                    "notice": row.notice_id,
                    "reason": "withdrawn" if withdrawal else "",
                    "withdrawal": withdrawal,
                    "closes_on": day_text(period.closes_on),
                    "closes_time": period.closes_time or MIDNIGHT,
                    "earliest": day_text(earliest),
                    "provisional": years_text(period.missing_years) if period.unsettled else "",
                },
            )


def _period_by(view: CycleView, notice_id: str, decided_on: date) -> NoticePeriod | None:
    """The period of a notice as the decision found it: no row counts that came out later, but the one that it names itself."""
    history = view.histories.decided_upon(notice_id)
    return history.period_on(day_of_reckoning(history.notice, decided_on)) if history else None


def _withdrawal(view: CycleView, notice_id: str, decided_on: date) -> str:
    """The row that had withdrawn a notice when a decision was made: to wait for its end would be of no use."""
    history = view.histories.decided_upon(notice_id)
    found = history and view.histories.anew(history, decided_on).withdrawn_on(decided_on)
    return found.notice_id if found else ""


def awarded_without_notice(view: CycleView) -> Iterator[Diagnostic]:
    """An award names no notice although all notices of the cycle are recorded and the regulation demands one."""
    table, regulation = view.cycle.awardees, view.regulation
    if regulation is None or not regulation.public_notices or view.cycle.completeness.notices != "complete":
        return
    if not table.sound:
        return  # a notice may be named that could not be read
    clause = regulation.public_notices[-1].clause
    for row in table.rows:
        if not row.notice_id:
            yield at_row(
                "awarded-without-notice", table.path, row, "notice_id", severity=Severity.WARNING, clause=clause
            )


def _demanded(view: CycleView, notice: Notice) -> RequiredNotice | None:
    """The demanded notice that the row is taken for; where none has a length the first of its stage."""
    nearest = (measured.demanded for row, measured in view.measured_notices if row is notice)
    at_stage = view.regulation.notices_for(notice.stage) if view.regulation else ()
    return next(nearest, next(iter(at_stage), None))
