"""How long a notice stands, by what its regulation demands and by what it states itself, and when it has ended."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Final, TypeAlias

from generator.domain.deadlines import MAX_SPAN, PERIOD_FORMS, UNITS, PeriodForm, Unit, deadline
from generator.domain.moments import day_of
from generator.domain.notice_chains import original
from generator.domain.periods import Fit, NoticePeriod, counts_from, fit, held_length, notice_period
from generator.domain.records import Notice
from generator.domain.regulations import Regulation, RequiredNotice, RequiredPeriod
from generator.domain.working_days import WorkingDayCalendar
from generator.frozen import dataclass

Demands: TypeAlias = tuple[tuple[RequiredNotice, RequiredPeriod], ...]
"""Notices that a regulation demands at one stage, with their lengths."""

MOST_ALTERED: Final = 20
"""Weekdays that one year's arrangement has given off at most (19 in 2024 and 2026); it alters fewer days of weekends."""


def demanded_notice(regulation: Regulation, stage: str) -> RequiredNotice | None:
    """The notice with a length that the regulation demands at a stage; of several public ones the longest.

    A notice inside a unit counts only where no public one of the stage has a length.
    """
    timed = [(notice, notice.period) for notice in regulation.notices_for(stage) if notice.period is not None]
    public = [pair for pair in timed if pair[0].audience == "public"]
    return max(public or timed, key=lambda pair: pair[1].length, default=(None, None))[0]


def possible_demands(regulation: Regulation, notice: Notice) -> Demands:
    """The notices, with their lengths, of which a row may be any: the public ones of its stage, of its unit where there are any.

    Empty where it may be one without a length. A notice inside a unit counts only where the stage has no public one.
    """
    at_stage = regulation.notices_for(notice.stage)
    public = [demanded for demanded in at_stage if demanded.audience == "public"] or at_stage
    timed = tuple((demanded, demanded.period) for demanded in public if demanded.period is not None)
    if len(timed) < len(public):
        return ()
    return tuple(pair for pair in timed if pair[1].unit == notice.stated_unit) or timed


def demands_upon(notice: Notice, regulation: Regulation, notices: Mapping[str, Notice]) -> Demands:
    """The demands of which a row may meet any: a change without a unit goes on in that of the notice which it changes."""
    unit = notice.stated_unit or original(notice, notices).stated_unit
    return possible_demands(regulation, notice if unit == notice.stated_unit else replace(notice, stated_unit=unit))


def demand_of_length(regulation: Regulation, stage: str, length: int, unit: Unit) -> RequiredNotice | None:
    """The demanded notice that one of a length may be: the longest that it fits, one without a length, or the nearest.

    Where none of the stage is of that unit, the longest of another one.
    """
    at_stage = regulation.notices_for(stage)
    public = [notice for notice in at_stage if notice.audience == "public"] or at_stage
    timed = [(notice, notice.period) for notice in public if notice.period is not None and notice.period.unit == unit]
    fitting = [
        pair for pair in timed if length == pair[1].length or (length > pair[1].length and pair[1].kind == "minimum")
    ]
    if fitting:
        return max(fitting, key=lambda pair: pair[1].length)[0]
    without = next((notice for notice in public if notice.period is None), None)
    nearest = min(timed, key=lambda pair: abs(pair[1].length - length), default=(None, None))[0]
    return without or nearest or demanded_notice(regulation, stage)


def partly_timed(regulation: Regulation, stage: str) -> bool:
    """Whether of the public notices that are demanded at a stage some have a length and some have none."""
    public = [notice for notice in regulation.notices_for(stage) if notice.audience == "public"]
    return 0 < sum(notice.period is not None for notice in public) < len(public)


def nearest_demand(
    demands: Demands, period: NoticePeriod, calendar: WorkingDayCalendar
) -> tuple[RequiredNotice, RequiredPeriod]:
    """The demand that a period fits, otherwise the one that it misses by least; the first where no first day is known."""

    def missed(demand: tuple[RequiredNotice, RequiredPeriod]) -> int:
        first, last, form = period.counts_from, period.closes_on, period.first_day_form
        if first is None or fit(first, last, form, demand[1], calendar) is Fit.FITS:
            return 0
        return abs(held_length(first, last, Unit(demand[1].unit), form, calendar) - demand[1].length)

    return min(demands, key=missed)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredNotice:
    """How long a notice stands, measured by the length that the regulation demands at its stage."""

    demanded: RequiredNotice
    required: RequiredPeriod
    counted: int
    """Days that the notice holds, in the unit of `required`."""
    fit: Fit
    opens_on: date | None
    """The first day of the period; None where only a length is stated and no day of publication is known."""
    reached_on: date | None
    """The closing day with which the demanded length is just reached; None where it cannot be reckoned."""
    unproven: bool = False
    """Whether a period that is too long may prove to fit, once an arrangement is published that is not held."""


def measure_notice(
    notice: Notice, demanded: RequiredNotice | None, notices: Mapping[str, Notice], calendar: WorkingDayCalendar
) -> MeasuredNotice | None:
    """Measure one row by its own dates; None for a withdrawal, for reversed dates and where nothing can be counted.

    `notices` holds the cycle's notices by id: an extension goes on from the first day of the notice that it extends.
    """
    if demanded is None or demanded.period is None or notice.is_withdrawal:
        return None
    if notice.period_form not in PERIOD_FORMS:
        return None
    if notice.period_form == PeriodForm.LENGTH_ONLY:
        return _measured_by_statement(notice, demanded, demanded.period, calendar)
    return _measured_by_dates(notice, demanded, demanded.period, notices, calendar)


def measure_by_any(
    notice: Notice, regulation: Regulation, notices: Mapping[str, Notice], calendar: WorkingDayCalendar
) -> MeasuredNotice | None:
    """Measure one row by the demanded notice of its stage that it fits, otherwise by the one that it misses by least.

    Nothing says which of several lists a row shows.
    """
    demands = demands_upon(notice, regulation, notices)
    measured = (measure_notice(notice, demanded, notices, calendar) for demanded, _ in demands)
    return min((found for found in measured if found is not None), key=_missed_by, default=None)


def first_row(notice: Notice, notices: Mapping[str, Notice], calendar: WorkingDayCalendar) -> Notice:
    """The row that states the first day of the period in which a notice stands: of an extension, the notice it extends.

    An extension that begins only after the older period has run out stands alone, and so does one that states the first
    day again, unless as the day of publication, which is that of the notice.
    """
    first, current, seen = notice, notice, {notice.notice_id}
    while current.change == "extension" and current.corrects not in seen and current.corrects in notices:
        current = notices[current.corrects]
        seen.add(current.notice_id)
        day, extended = _own_first_day(first), notice_period(current, calendar)
        if day is None or extended is None or extended.opens_on is None or (day - extended.closes_on).days > 1:
            break
        published = first.period_form == PeriodForm.FROM_PUBLICATION
        if extended.opens_on < day or (extended.opens_on == day and published):
            first = current
    return first


def earliest_decision(period: NoticePeriod) -> date:
    """The first day on some moment of which the period has ended: the next day, or the last one where its hour is printed."""
    return day_of(period.ends_at)


def disagreeing_length(notice: Notice, calendar: WorkingDayCalendar) -> int | None:
    """What the printed dates hold in the stated unit, where that is not the stated length; None where both agree.

    Under "from publication" a last day put off to the next working day (Civil Code 203) agrees as well.
    """
    if notice.period_form not in (PeriodForm.DATES, PeriodForm.FROM_PUBLICATION):
        return None
    if notice.stated_length is None or notice.stated_unit not in UNITS:
        return None
    if notice.opens_on is None or notice.closes_on is None or notice.closes_on < notice.opens_on:
        return None
    form, unit = PeriodForm(notice.period_form), Unit(notice.stated_unit)
    closes_on = _bounded(notice.opens_on, notice.closes_on)
    first = counts_from(notice.opens_on, notice)
    held = held_length(first, closes_on, unit, form, calendar)
    reached = _reached_on(first, notice.stated_length, unit, form, calendar)
    return None if held == notice.stated_length or closes_on == reached else held


def may_still_agree(notice: Notice, held: int, calendar: WorkingDayCalendar) -> bool:
    """Whether an arrangement that is not held could make the printed dates hold the stated length, and not `held`."""
    opens_on, closes_on, stated = notice.opens_on, notice.closes_on, notice.stated_length
    if opens_on is None or closes_on is None or stated is None:
        return False
    days = (counts_from(opens_on, notice), closes_on)
    return _may_hold(stated, held, days, (Unit(notice.stated_unit), PeriodForm(notice.period_form)), calendar)


def may_be_put_off(closes_on: date, days: int, calendar: WorkingDayCalendar) -> bool:
    """Whether an arrangement that is not held could put a last day off by so many days, to the next working day."""
    if not 0 < days <= MAX_SPAN:
        return False
    passed = [closes_on - timedelta(days=number) for number in range(1, days + 1)]
    given_off = [day for day in passed if calendar.is_working_day(day)]
    arrives = calendar.is_working_day(closes_on) or bool(calendar.missing_years(closes_on, closes_on))
    return arrives and len(given_off) <= MOST_ALTERED and all(calendar.missing_years(day, day) for day in given_off)


def _may_hold(
    length: int, held: int, days: tuple[date, date], counted: tuple[Unit, PeriodForm], calendar: WorkingDayCalendar
) -> bool:
    """Whether an arrangement that is not held could make a period from day to day hold a length, and not `held`."""
    (first, last), (unit, form) = days, counted
    from_publication = form is PeriodForm.FROM_PUBLICATION
    if unit is not Unit.WORKING_DAY:
        return from_publication and may_be_put_off(last, held - length, calendar)
    if from_publication:
        first += timedelta(days=1)
    last = _bounded(first, last)
    span = (first + timedelta(days=number) for number in range((last - first).days + 1))
    alterable = [calendar.is_working_day(day) for day in span if calendar.missing_years(day, day)]
    most = MOST_ALTERED * len(calendar.missing_years(first, last))
    return held - min(alterable.count(True), most) <= length <= held + min(alterable.count(False), most)


def _measured_by_statement(
    notice: Notice, demanded: RequiredNotice, required: RequiredPeriod, calendar: WorkingDayCalendar
) -> MeasuredNotice | None:
    if notice.stated_length is None or notice.stated_unit != required.unit:
        return None
    fits = Fit.TOO_SHORT if notice.stated_length < required.length else Fit.FITS
    if required.kind == "exact" and notice.stated_length > required.length:
        fits = Fit.TOO_LONG
    return MeasuredNotice(
        demanded=demanded,
        required=required,
        counted=notice.stated_length,
        fit=fits,
        opens_on=notice.published_on,
        reached_on=_reached_on(
            notice.published_on, required.length, Unit(required.unit), PeriodForm.LENGTH_ONLY, calendar
        ),
    )


def _measured_by_dates(
    notice: Notice,
    demanded: RequiredNotice,
    required: RequiredPeriod,
    notices: Mapping[str, Notice],
    calendar: WorkingDayCalendar,
) -> MeasuredNotice | None:
    row = first_row(notice, notices, calendar)
    opens_on, closes_on = _own_first_day(row), notice.closes_on
    if opens_on is None or closes_on is None or (notice.opens_on is not None and closes_on < notice.opens_on):
        return None
    from_publication = row.period_form == PeriodForm.FROM_PUBLICATION
    form = PeriodForm.FROM_PUBLICATION if from_publication else PeriodForm.DATES
    unit, closes_on = Unit(required.unit), _bounded(opens_on, closes_on)
    first = counts_from(opens_on, row)
    counted, fits = held_length(first, closes_on, unit, form, calendar), fit(first, closes_on, form, required, calendar)
    may_fit = fits is Fit.TOO_LONG and _may_hold(required.length, counted, (first, closes_on), (unit, form), calendar)
    return MeasuredNotice(
        demanded=demanded,
        required=required,
        counted=counted,
        fit=fits,
        opens_on=opens_on,
        reached_on=_reached_on(first, required.length, unit, form, calendar),
        unproven=may_fit,
    )


def _missed_by(measured: MeasuredNotice) -> int:
    return 0 if measured.fit is Fit.FITS else abs(measured.counted - measured.required.length)


def _own_first_day(notice: Notice) -> date | None:
    return notice.opens_on or notice.published_on


def _bounded(first: date, last: date) -> date:
    # A mistyped year must not make anyone count a million days; the shorter period is as much too long.
    return first + timedelta(days=MAX_SPAN) if (last - first).days > MAX_SPAN else last


def _reached_on(
    first: date | None, length: int, unit: Unit, form: PeriodForm, calendar: WorkingDayCalendar
) -> date | None:
    if first is None:
        return None
    try:
        return deadline(first, length, unit, form, calendar).closes_on
    except ValueError:  # a length that no period reaches is reported where it stands
        return None
