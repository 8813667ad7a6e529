"""What a notice row states, against its own dates and against the notice that the regulation demands."""

from collections.abc import Iterator

from generator.diagnostics import Diagnostic, Severity
from generator.domain.deadlines import UNITS, PeriodForm, Unit
from generator.domain.notice_measures import (
    MeasuredNotice,
    closes_before_it_opens,
    demands_upon,
    disagreeing_length,
    may_still_agree,
    possible_demands,
)
from generator.domain.periods import Fit, notice_period
from generator.domain.records import Notice
from generator.rules.faults import at_row, day_text, preventable
from generator.rules.views import CycleView

MOST_YEARS = 5
"""How many missing years are named one by one; a mistyped year can leave thousands."""


def notice_dates_reversed(view: CycleView) -> Iterator[Diagnostic]:
    """A notice closes before it opens, which one that prints its deadline alone does on the day on which it comes out."""
    table = view.cycle.notices
    for row in _with_period(view):
        if closes_before_it_opens(row):
            opens_on, published_on = day_text(row.opens_on), day_text(row.published_on)
            facts = {"opens_on": opens_on} if opens_on else {"reason": "deadline", "published_on": published_on}
            yield at_row("notice-dates-reversed", table.path, row, "closes_on", facts=facts)


def notice_too_short(view: CycleView) -> Iterator[Diagnostic]:
    """A notice stands for less time than the regulation demands of its stage."""
    yield from _misfits(view, Fit.TOO_SHORT, "notice-too-short")


def notice_too_long(view: CycleView) -> Iterator[Diagnostic]:
    """A notice stands for more time than the exact length of the regulation."""
    yield from _misfits(view, Fit.TOO_LONG, "notice-too-long")


def notice_length_disagrees(view: CycleView) -> Iterator[Diagnostic]:
    """The length that a notice states is not what its printed dates hold."""
    table = view.cycle.notices
    for row in _reckonable(view):
        held = disagreeing_length(row, view.calendar)
        # Only a wrong record breaks this rule: what a coming arrangement may put right proves none.
        if held is not None and not may_still_agree(row, held, view.calendar):
            yield at_row(
                "notice-length-disagrees",
                table.path,
                row,
                "stated_length",
                severity=as_printed(view, row),
                facts={
                    "reason": row.change,
                    "counted": str(held),
                    "stated": str(row.stated_length),
                    "unit": row.stated_unit,
                    "opens_on": day_text(row.opens_on),
                    "closes_on": day_text(row.closes_on),
                },
            )


def notice_unit_disagrees(view: CycleView) -> Iterator[Diagnostic]:
    """A notice states its length in another unit than the regulation does."""
    table = view.cycle.notices
    for row in _with_period(view):
        demands = possible_demands(view.regulation, row) if view.regulation else ()
        if not demands or row.stated_unit not in UNITS:
            continue
        demanded, period = demands[0]
        if row.stated_unit != period.unit:
            facts = {"unit": period.unit, "stated": row.stated_unit}
            yield at_row("notice-unit-disagrees", table.path, row, "stated_unit", clause=demanded.clause, facts=facts)


def notice_not_in_regulation(view: CycleView) -> Iterator[Diagnostic]:
    """A notice stands at a stage of which the regulation demands no notice."""
    table, regulation = view.cycle.notices, view.regulation
    if regulation is None or any(regulation.stage(notice.stage) is None for notice in regulation.notices):
        return  # a demanded notice that names no stage is told in the regulation: it may be the one of this stage
    for row in table.rows:
        stage = regulation.stage(row.stage)
        if stage is not None and not regulation.notices_for(row.stage):
            stages = dict.fromkeys(
                f"{each.stage}（{view.cycle.stage_name(each.stage)}）" for each in regulation.notices
            )
            facts = {"stage": stage.name, "stages": "、".join(stages)}
            yield at_row("notice-not-in-regulation", table.path, row, "stage", clause=stage.clause, facts=facts)


def calendar_year_missing(view: CycleView) -> Iterator[Diagnostic]:
    """A period counted in working days touches a year whose arrangement of holidays is not held."""
    table = view.cycle.notices
    for row in _reckonable(view):
        period = notice_period(row, view.calendar) if _needs_working_days(view, row) else None
        if period is not None and period.missing_years:
            column = "closes_on" if row.closes_on else "published_on"
            facts = {"years": years_text(period.missing_years)}
            yield at_row("calendar-year-missing", table.path, row, column, severity=Severity.WARNING, facts=facts)


def as_printed(view: CycleView, row: Notice) -> Severity:
    """A published source that contradicts itself stays as printed: a warning once its notice has closed."""
    return preventable(not (row.source_url and view.closed(row)))


def _with_period(view: CycleView) -> Iterator[Notice]:
    # What a withdrawal says of a period is told cell by cell: it has none.
    return (row for row in view.cycle.notices.rows if not row.is_withdrawal)


def _reckonable(view: CycleView) -> Iterator[Notice]:
    return (row for row in _with_period(view) if _can_be_reckoned(view, row))


def _can_be_reckoned(view: CycleView, row: Notice) -> bool:
    # Where arranged days could not be read, the calendar has a fault, and a wrong count is not held against a notice.
    return view.calendar.sound or not _needs_working_days(view, row)


def _misfits(view: CycleView, fit: Fit, rule: str) -> Iterator[Diagnostic]:
    table = view.cycle.notices
    for row, measured in view.measured_notices:
        # Days that may not do can still be added while a notice is open; once it has closed they are held against nobody.
        untold = measured.unproven and (fit is Fit.TOO_LONG or view.closed(row))
        if measured.fit is fit and not untold and _can_be_reckoned(view, row):
            # A row that a later one extends, corrects or withdraws cannot be mended itself: that is what the later one is for.
            changed = bool(view.chains.later.get(row.notice_id))
            yield at_row(
                rule,
                table.path,
                row,
                "closes_on",
                severity=preventable(not changed and not view.closed(row)),
                clause=measured.demanded.clause,
                facts=_measure_facts(row, measured, changed=changed)
                | {"provisional": _unarranged(view, row, measured)},
            )


def _measure_facts(row: Notice, measured: MeasuredNotice, *, changed: bool) -> dict[str, str]:
    reached, form = day_text(measured.reached_on), row.period_form
    reason = "changed" if changed else "length-only" if form == PeriodForm.LENGTH_ONLY else ""
    return {
        "reason": reason,
        "form": form if form == PeriodForm.FROM_PUBLICATION else "",
        "required": str(measured.required.length),
        "unit": measured.required.unit,
        "kind": measured.required.kind,
        "counted": str(measured.counted),
        "opens_on": day_text(measured.opens_on),
        "latest" if measured.fit is Fit.TOO_LONG else "earliest": reached,
    }


def _unarranged(view: CycleView, row: Notice, measured: MeasuredNotice) -> str:
    """The years on whose arrangement the closing day depends that is told, where they have none yet."""
    first, last = measured.opens_on or measured.reached_on, measured.reached_on
    if first is None or last is None or not _needs_working_days(view, row):
        return ""
    return years_text(view.calendar.missing_years(min(first, last), last))


def _needs_working_days(view: CycleView, row: Notice) -> bool:
    if row.stated_unit == Unit.WORKING_DAY or row.period_form == PeriodForm.FROM_PUBLICATION:
        return True
    demands = demands_upon(row, view.regulation, view.notices) if view.regulation else ()
    return any(period.unit == Unit.WORKING_DAY for _, period in demands)


def years_text(years: tuple[int, ...]) -> str:
    """Years as one enumeration; of very many the first and the last."""
    if len(years) > MOST_YEARS:
        return f"{years[0]}—{years[-1]}"
    return "、".join(str(year) for year in years)
