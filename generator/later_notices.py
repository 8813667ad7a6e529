"""The errands `portal new extension` and `portal new withdrawal`: rows that change a notice which stays as it is."""

import sys
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from generator.domain.deadlines import Deadline, PeriodForm, Unit, deadline
from generator.domain.moments import end_of
from generator.domain.notices import NoticeHistories, NoticeHistory
from generator.domain.periods import NoticePeriod
from generator.domain.portal import Cycle, Portal
from generator.domain.table_schemas import TableSchema
from generator.errors import PortalError
from generator.frozen import dataclass
from generator.new_rows import NewRow, append_row, find_cycle, refuse_before_publication, unused_id
from generator.outputs.deadline_report import deadline_text
from generator.outputs.outcomes import Outcome
from generator.outputs.phrasing import Phrasing
from generator.sources.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Prolongation:
    """By how much a notice is extended: to a day, or by a length after its present end; one of the two."""

    closes_on: date | None = None
    length: int | None = None
    unit: Unit | None = None
    closes_time: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRequest:
    """What a clerk says of an extension or a withdrawal; what is empty and does not come from the notice stays empty."""

    slug: str
    cycle: str
    changed: str
    """The id of the notice."""
    title: str
    published_on: date
    prolongation: Prolongation | None
    """None: the notice is withdrawn."""
    change_reason: str = ""
    notice_id: str = ""
    publisher: str = ""
    """Empty: the publisher of the notice."""
    medium: str = ""
    document_number: str = ""
    source_url: str = ""


def run_new_change(
    root: Path,
    portal: Portal,
    request: ChangeRequest,
    *,
    schema: TableSchema,
    words: Words,
    as_of: date,
    writing: bool = True,
) -> Outcome:
    """Append a row that extends or withdraws a notice, and show what comes of it; without `writing` only show it.

    Raises PortalError where the notice cannot be changed so, or the table not written.
    """
    row = changing_row(portal, request, words)
    return append_row(root, row, schema, words, portal=portal, as_of=as_of, writing=writing)


def changing_row(portal: Portal, request: ChangeRequest, words: Words) -> NewRow:
    """The row that extends or withdraws a notice; raises PortalError where the notice cannot be changed so."""
    jurisdiction, cycle = find_cycle(portal, request.slug, request.cycle, words)
    history = _history(cycle, portal, request, words)
    change = "extension" if request.prolongation else "withdrawal"
    notice = history.notice
    cells = {
        "notice_id": unused_id(jurisdiction, request.notice_id or f"{notice.notice_id}-{change}", words),
        "stage": notice.stage,
        "title": request.title,
        "document_number": request.document_number,
        "publisher": request.publisher or notice.publisher,
        "medium": request.medium,
        "published_on": request.published_on.isoformat(),
        "period_form": notice.period_form,
        "corrects": notice.notice_id,
        "change": change,
        "change_reason": request.change_reason,
        "source_url": request.source_url,
    }
    told = words.fill("draft.notice", id=cells["notice_id"], title=request.title, publisher=cells["publisher"])
    if request.prolongation is None:
        result = _withdrawn(cycle, portal, history, request.published_on, words)
        return NewRow(path=cycle.notices.path, cells=cells, text=f"{told}\n{result}")
    period, result = _prolonged(history, request.prolongation, portal, request.published_on, words)
    return NewRow(path=cycle.notices.path, cells=cells | period, text=f"{told}\n{result}")


def _withdrawn(cycle: Cycle, portal: Portal, history: NoticeHistory, day: date, words: Words) -> str:
    """What is told of a withdrawal, which takes the notices with it that stand in the withdrawn row."""
    notice = history.notice
    row = replace(
        notice, change="withdrawal", corrects=notice.notice_id, notice_id="", published_on=day, line=sys.maxsize
    )
    after = NoticeHistories([*cycle.notices.rows, row], portal.calendar)
    found = (after.find(earlier.notice_id) for earlier in history.earlier)
    gone = [each.notice.notice_id for each in found if each and each.withdrawn_on(day)]
    told = words.fill("draft.withdraws", id=notice.notice_id, title=notice.title) + "\n"
    return told + (words.fill("draft.withdraws_too", ids="、".join(gone)) + "\n" if gone else "")


def _history(cycle: Cycle, portal: Portal, request: ChangeRequest, words: Words) -> NoticeHistory:
    """The notice to be changed, which must be out and stand on the day of the change."""
    histories = NoticeHistories(cycle.notices.rows, portal.calendar)
    history = histories.find(request.changed)
    if history is None:
        known = "、".join(each.notice.notice_id for each in histories)
        raise PortalError(words.fill("draft.no_notice" if known else "draft.no_notices", id=request.changed, ids=known))
    notice = history.notice
    if notice.is_withdrawal:
        raise PortalError(words.fill("draft.is_withdrawal", id=notice.notice_id))
    withdrawal = history.withdrawn_on(date.max)
    if withdrawal is not None:
        raise PortalError(words.fill("draft.withdrawn", id=notice.notice_id, by=withdrawal.notice_id))
    refuse_before_publication(notice, request.published_on, words)
    return history


def _prolonged(
    history: NoticeHistory, wanted: Prolongation, portal: Portal, published_on: date, words: Words
) -> tuple[dict[str, str], str]:
    """The cells of the longer period, and what is told of it."""
    say, notice = Phrasing(words), history.notice
    period = history.period_on(published_on)
    if period is None:
        raise PortalError(words.fill("draft.no_period", id=notice.notice_id))
    present = say.closing(period.closes_on, period.closes_time)
    if published_on > period.closes_on:
        raise PortalError(words.fill("draft.over", id=notice.notice_id, closes=present))
    counted = _counted(wanted, period, portal, words)
    closes_on = counted.closes_on if counted else wanted.closes_on
    if closes_on is None or _end(closes_on, wanted.closes_time, words) <= period.ends_at:
        raise PortalError(words.fill("draft.not_later", closes=present))
    told = words.fill("draft.closes_now", id=notice.notice_id, closes=present) + "\n"
    longer = say.closing(closes_on, wanted.closes_time)
    told += deadline_text(counted, words) if counted else words.fill("draft.closes_then", closes=longer) + "\n"
    return _period_cells(period, closes_on, wanted.closes_time), told


def _counted(wanted: Prolongation, period: NoticePeriod, portal: Portal, words: Words) -> Deadline | None:
    """What a length after the present end gives, counted from the next day; None where the last day is given."""
    if (wanted.closes_on is None) == (wanted.length is None) or (wanted.length is None) != (wanted.unit is None):
        raise PortalError(words["draft.how_long"])
    if wanted.length is None or wanted.unit is None:
        return None
    try:
        first = period.closes_on + timedelta(days=1)
        return deadline(
            first, wanted.length, wanted.unit, PeriodForm.DATES, portal.calendar, closes_time=wanted.closes_time
        )
    except (ValueError, OverflowError) as error:
        raise PortalError(words.fill("draft.no_deadline", problem=error)) from error


def _end(closes_on: date, closes_time: str, words: Words) -> datetime:
    try:
        return end_of(closes_on, closes_time)
    except ValueError as error:
        raise PortalError(words.fill("draft.no_deadline", problem=error)) from error


def _period_cells(period: NoticePeriod, closes_on: date, closes_time: str) -> dict[str, str]:
    """The period from the first day of the notice; where that printed a length alone the longer one has dates."""
    form = period.first_day_form
    if form is PeriodForm.DEADLINE_ONLY or period.opens_on is None:
        first, form = "", PeriodForm.DEADLINE_ONLY
    else:
        first = period.opens_on.isoformat()
        form = PeriodForm.DATES if form is PeriodForm.LENGTH_ONLY else form
    return {
        "period_form": str(form),
        "opens_on": first,
        "closes_on": closes_on.isoformat(),
        "closes_time": closes_time,
    }
