"""The period of a notice as its page shows it: in full, day by day, beside its stated length and the regulation's."""

from datetime import date

from generator.domain.deadlines import (
    UNITS,
    Deadline,
    PeriodForm,
    Unit,
    count_between,
    remembered,
    working_days_between,
)
from generator.domain.notice_measures import MeasuredNotice, disagreeing_length, measure_notice, partly_timed
from generator.domain.notices import NoticeHistory
from generator.domain.periods import NoticePeriod, notice_period
from generator.domain.records import Notice
from generator.domain.regulations import RequiredPeriod
from generator.domain.verdicts import Length
from generator.domain.working_days import WorkingDayCalendar
from generator.frozen import dataclass
from generator.pages.clock_data import ClockData, clock_data
from generator.pages.day_strip import Strip, day_strip
from generator.pages.indexes import CycleRecords


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedLength:
    """The length that the notice prints beside its dates."""

    stated: Length
    counted: Length
    """What the dates hold, in the same unit."""

    @property
    def agrees(self) -> bool:
        """Whether the dates hold what is printed."""
        return self.stated == self.counted


@dataclass(frozen=True, slots=True, kw_only=True)
class RequiredLength:
    """How the row's own dates compare with the period that the regulation demands."""

    required: RequiredPeriod
    counted: int
    """In the unit of `required`."""
    fit: str
    """fits, too_short or too_long."""
    reached_on: date | None
    clause: str | None
    provisional: bool
    """Whether an arrangement that is not held could still change the count."""

    @property
    def outcome(self) -> str:
        """The fit, marked where it is provisional."""
        return f"provisional_{self.fit}" if self.provisional else self.fit


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodView:
    """The period in effect on the day of the build, and how it came about."""

    form: str
    opens_on: date | None
    closes_on: date
    closes_time: str
    days: int | None
    """Calendar days, both included; None where no first day is known."""
    working_days: int | None
    end_mark: str
    """See `end_mark`."""
    computed: bool
    """Whether the dates are computed from the length and printed nowhere."""
    from_publication: bool
    rolled_over: bool
    printed_closes_on: date | None
    """The last day that the row itself prints, where the chain of the row ends later, or at a later hour; None otherwise."""
    printed_closes_time: str
    put_off: bool
    """Whether a row that came out later has done so, and not one that the row meant to change."""
    missing_years: tuple[int, ...]
    """Years whose arrangement is not held although it could still alter the count."""
    strip: Strip | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Checks:
    """The printed length and the regulation's, beside what the dates hold."""

    stated: StatedLength | None
    required: RequiredLength | None
    unit_differs: str
    """The unit that the regulation counts in, where the notice prints the other one; empty otherwise."""
    stated_unit: str
    """The unit that the notice prints; may be empty."""
    why_not: str
    """Why the notice is not measured by the regulation; empty where it is."""
    clause: str | None


def clock_of(history: NoticeHistory, records: CycleRecords) -> ClockData | None:
    """What the reader's script needs of a notice on the day of the build; None where it has no period."""
    notice_id = history.notice.notice_id
    if notice_id not in records.clocks:
        whole = records.records
        period = history.period_on(whole.as_of)
        withdrawn = history.withdrawn_on(whole.as_of) is not None
        records.clocks[notice_id] = _clock(period, whole.as_of, whole.calendar, withdrawn) if period else None
    return records.clocks[notice_id]


def _clock(period: NoticePeriod, as_of: date, calendar: WorkingDayCalendar, withdrawn: bool) -> ClockData:
    key = ("clock", period.opens_on, period.closes_on, period.closes_time, as_of, withdrawn)
    return remembered(calendar, key, lambda: clock_data(period, as_of, calendar, withdrawn=withdrawn))


def end_mark(period: NoticePeriod | None) -> str:
    """What to say beside the end of a period; nothing where it is printed and certain.

    `provisional`: an arrangement that is not held could alter the count of working days; `computed`: no end is printed;
    `unsettled`: none is printed, and it follows from that count, so that the end itself may come to lie elsewhere.
    """
    if period is None:
        return ""
    if not period.computed:
        return "provisional" if period.provisional else ""
    return "unsettled" if period.unsettled else "computed"


def period_view(history: NoticeHistory, records: CycleRecords) -> PeriodView | None:
    """The period of a notice in effect on the day of the build; None where it states none."""
    calendar, as_of = records.records.calendar, records.records.as_of
    period = history.period_on(as_of)
    if period is None:
        return None
    strip = _strip(period, _unit(history.notice, records), calendar)
    opens_on, own = period.opens_on, history.own_period
    return PeriodView(
        form=period.first_day_form.value,
        opens_on=opens_on,
        closes_on=period.closes_on,
        closes_time=period.closes_time,
        days=(period.closes_on - opens_on).days + 1 if opens_on else None,
        working_days=working_days_between(opens_on, period.closes_on, calendar) if opens_on else None,
        end_mark=end_mark(period),
        computed=period.computed,
        from_publication=period.first_day_form is PeriodForm.FROM_PUBLICATION,
        rolled_over=bool(strip and strip.deadline.rolled_over),
        printed_closes_on=own.closes_on if own and own.ends_at != period.ends_at else None,
        printed_closes_time=own.closes_time if own else "",
        put_off=history.put_off_on(as_of),
        missing_years=period.missing_years,
        strip=strip,
    )


def checks(notice: Notice, records: CycleRecords) -> Checks:
    """Measure a notice by its own dates: against the length it prints, and against the cycle's own regulation."""
    calendar = records.records.calendar
    demanded = records.demanded(notice)
    measured = measure_notice(notice, demanded, records.notices, calendar)
    required = demanded.period if demanded else None
    differs = required is not None and notice.stated_unit not in ("", required.unit)
    return Checks(
        stated=_stated(notice, calendar),
        required=_required(measured, notice, calendar) if measured else None,
        unit_differs=required.unit if required and differs else "",
        stated_unit=notice.stated_unit,
        why_not="" if measured else _why_not(notice, records, required),
        clause=demanded.clause if demanded else None,
    )


def _required(measured: MeasuredNotice, notice: Notice, calendar: WorkingDayCalendar) -> RequiredLength:
    period = notice_period(notice, calendar)
    missing = calendar.missing_years(measured.opens_on or period.closes_on, period.closes_on) if period else ()
    return RequiredLength(
        required=measured.required,
        counted=measured.counted,
        fit=measured.fit.value,
        reached_on=measured.reached_on,
        clause=measured.demanded.clause,
        provisional=bool(missing) and measured.required.unit == Unit.WORKING_DAY,
    )


def _why_not(notice: Notice, records: CycleRecords, required: RequiredPeriod | None) -> str:
    regulation = records.cycle.regulation
    if regulation is None or regulation.is_draft:
        return "not_held" if regulation is None else "draft"
    if notice.is_withdrawal:
        return "withdrawal"
    if not regulation.notices_for(notice.stage):
        return "not_demanded"
    if required is None:
        return "not_told_apart" if partly_timed(regulation, notice.stage) else "no_length"
    return "not_countable"


def _stated(notice: Notice, calendar: WorkingDayCalendar) -> StatedLength | None:
    if notice.stated_length is None or notice.stated_unit not in UNITS:
        return None
    if (
        notice.period_form not in (PeriodForm.DATES, PeriodForm.FROM_PUBLICATION)
        or notice_period(notice, calendar) is None
    ):
        return None
    held = disagreeing_length(notice, calendar)
    return StatedLength(
        stated=Length(length=notice.stated_length, unit=notice.stated_unit),
        counted=Length(length=notice.stated_length if held is None else held, unit=notice.stated_unit),
    )


def _unit(notice: Notice, records: CycleRecords) -> Unit:
    """The unit in which the strip counts: the notice's own, otherwise the regulation's, otherwise working days."""
    if notice.stated_unit in UNITS:
        return Unit(notice.stated_unit)
    demanded = records.demanded(notice)
    return Unit(demanded.period.unit) if demanded and demanded.period else Unit.WORKING_DAY


def _strip(period: NoticePeriod, unit: Unit, calendar: WorkingDayCalendar) -> Strip | None:
    """The days of a period, drawn once for all notices that have it."""

    def strip() -> Strip | None:
        counted = _count(period, unit, calendar)
        return day_strip(counted) if counted else None

    counted = period.counted
    stated = (counted.opens_on, counted.closes_on, counted.length, counted.unit, counted.form) if counted else None
    dates = (period.counts_from, period.closes_on, period.closes_time)
    return remembered(calendar, ("strip", *dates, period.first_day_form, unit, stated), strip)


def _count(period: NoticePeriod, unit: Unit, calendar: WorkingDayCalendar) -> Deadline | None:
    counted = period.counted
    if counted is not None and (counted.opens_on, counted.closes_on) == (period.counts_from, period.closes_on):
        return counted
    if period.counts_from is None:
        return None
    form = period.first_day_form if period.first_day_form is PeriodForm.FROM_PUBLICATION else PeriodForm.DATES
    try:
        return count_between(
            period.counts_from, period.closes_on, unit, calendar, form=form, closes_time=period.closes_time
        )
    except ValueError:  # a period of decades is reported by the check and drawn by nobody
        return None
