"""The period of a notice, out of what its row states, and how it fits the length that a regulation asks for."""

import datetime as dt
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from generator.domain.deadlines import (
    PERIOD_FORMS,
    Deadline,
    PeriodForm,
    Unit,
    deadline,
    remembered,
    working_days_between,
)
from generator.domain.moments import end_of, start_of
from generator.domain.records import Notice
from generator.domain.regulations import RequiredPeriod
from generator.domain.working_days import WorkingDayCalendar
from generator.frozen import dataclass

_DEADLINE_COLUMNS: Final = ("closes_on", "closes_time", "stated_length", "stated_unit", "period_form", "published_on")
"""The columns out of which the end of a period follows, the most telling first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticePeriod:
    """The period that a notice states; it is open in `[starts_at, ends_at)`."""

    form: PeriodForm
    """How the last day is stated."""
    first_day_form: PeriodForm
    """How the first day is stated, and so whether it counts; of an extended period it may be another form."""
    opens_on: date | None
    """None where the notice states its deadline alone and no day of publication is known: open ever since."""
    counts_from: date | None
    """Where the count of days begins, see `counts_from`; None where `opens_on` is."""
    closes_on: date
    closes_time: str
    """The printed hour at which the last day ends; empty means 24:00."""
    counted: Deadline | None
    """What the stated length gives; None where no length, or none that can be counted, is stated.

    Beside printed dates it is for comparison, for `length_only` it is the period itself."""
    missing_years: tuple[int, ...]
    """Years not held whose arrangement could still alter a day of the period, or of what the stated length gives."""

    @property
    def computed(self) -> bool:
        """Whether the dates are computed from the length and printed nowhere."""
        return self.form is PeriodForm.LENGTH_ONLY

    @property
    def provisional(self) -> bool:
        """Whether an arrangement that is not held could still change the count of days."""
        return bool(self.missing_years)

    @property
    def unsettled(self) -> bool:
        """Whether the last day is computed from working days of which some are not arranged yet, and may come to lie elsewhere."""
        return self.computed and self.provisional and self.counted is not None and self.counted.unit is Unit.WORKING_DAY

    @property
    def starts_at(self) -> dt.datetime | None:
        """The first moment of the period, None where no first day is known."""
        return None if self.opens_on is None else start_of(self.opens_on)

    @property
    def ends_at(self) -> dt.datetime:
        """The first moment after the period."""
        return end_of(self.closes_on, self.closes_time)


class Fit(StrEnum):
    """How a period compares with the one that a regulation asks for."""

    FITS = "fits"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"


def notice_period(notice: Notice, calendar: WorkingDayCalendar) -> NoticePeriod | None:
    """The period of a notice, None where the row states none or none that can be reckoned; it never raises.

    Printed dates are what counts, even beside a length that contradicts them. A `deadline_only` notice opens on its day
    of publication. A `length_only` notice opens on its day of publication and counts it. A withdrawal has no period.
    """
    if notice.is_withdrawal or notice.period_form not in PERIOD_FORMS:
        return None
    # Rules, pages and calendars ask for the period of a notice again and again.
    key = (
        "period",
        *(notice.period_form, notice.published_on, notice.opens_on, notice.closes_on, notice.closes_time),
        *(notice.stated_length, notice.stated_unit),
    )
    return remembered(calendar, key, lambda: _period(notice, calendar))


def _period(notice: Notice, calendar: WorkingDayCalendar) -> NoticePeriod | None:
    form = PeriodForm(notice.period_form)
    first = notice.opens_on if form in (PeriodForm.DATES, PeriodForm.FROM_PUBLICATION) else notice.published_on
    counted = _counted(notice, form, calendar)
    closes_on = notice.closes_on
    if form is PeriodForm.LENGTH_ONLY:
        closes_on = counted.closes_on if counted else None
    if closes_on is None or not _is_period(form, first, closes_on, notice.closes_time):
        return None
    missing = set(calendar.missing_years(first or closes_on, closes_on)) | set(counted.missing_years if counted else ())
    return NoticePeriod(
        form=form,
        first_day_form=form,
        opens_on=first,
        counts_from=None if first is None else counts_from(first, notice),
        closes_on=closes_on,
        closes_time=notice.closes_time,
        counted=counted,
        missing_years=tuple(sorted(missing)),
    )


def counts_from(opens_on: date, notice: Notice) -> date:
    """The day on which the count of a period that opens on a day begins, whether or not that day itself counts.

    Under "from publication" the first day of the count is left out, because the day of publication does not count
    (Civil Code 201). A notice that prints the day after its publication as the first loses none: it counts from the day before.
    """
    after_publication = notice.published_on is not None and notice.published_on < opens_on
    if notice.period_form == PeriodForm.FROM_PUBLICATION and after_publication:
        return opens_on - timedelta(days=1)
    return opens_on


def moved_earlier(was: Notice, now: Notice, calendar: WorkingDayCalendar) -> str | None:
    """The column whose change brings the deadline of a notice forward; None where it stays, or comes later."""
    before, after = notice_period(was, calendar), notice_period(now, calendar)
    if before is not None and after is not None:
        earlier = after.ends_at < before.ends_at
    else:
        earlier = was.closes_on is not None and now.closes_on is not None and now.closes_on < was.closes_on
    changed = (column for column in _DEADLINE_COLUMNS if getattr(was, column) != getattr(now, column))
    return next(changed, None) if earlier else None


def held_length(opens_on: date, closes_on: date, unit: Unit, form: PeriodForm, calendar: WorkingDayCalendar) -> int:
    """How many days of the unit a period holds, both days included except a day of publication; 0 for reversed dates.

    A last day that ends at a printed hour is a whole day of the length (Civil Code 203).
    """
    not_counted = 1 if form is PeriodForm.FROM_PUBLICATION else 0
    if unit is Unit.DAY:
        return max(0, (closes_on - opens_on).days + 1 - not_counted)
    working_days = working_days_between(opens_on, closes_on, calendar)
    return max(0, working_days - (1 if not_counted and calendar.is_working_day(opens_on) else 0))


def fit(
    opens_on: date, closes_on: date, form: PeriodForm, required: RequiredPeriod, calendar: WorkingDayCalendar
) -> Fit:
    """Whether a period holds what a regulation asks for: at least the length, or where it is exact no more either.

    Trailing days that do not count make no exact period too long, nor does a last day put off to the next working day.
    """
    unit = Unit(required.unit)
    held = held_length(opens_on, closes_on, unit, form, calendar)
    if held < required.length:
        return Fit.TOO_SHORT
    if required.kind != "exact" or held == required.length:
        return Fit.FITS
    counting = PeriodForm.FROM_PUBLICATION if form is PeriodForm.FROM_PUBLICATION else PeriodForm.DATES
    try:
        latest = deadline(opens_on, required.length, unit, counting, calendar).closes_on
    except ValueError:  # the length is one that nobody counts, and the period holds still more
        return Fit.TOO_LONG
    return Fit.FITS if closes_on <= latest else Fit.TOO_LONG


def _counted(notice: Notice, form: PeriodForm, calendar: WorkingDayCalendar) -> Deadline | None:
    # "From publication" is counted from the day on which the notice came out, whatever first day is printed beside it.
    first = notice.opens_on if form is PeriodForm.DATES else notice.published_on
    if first is None or notice.stated_length is None:
        return None
    try:
        unit = Unit(notice.stated_unit)
        return deadline(first, notice.stated_length, unit, form, calendar, closes_time=notice.closes_time)
    except ValueError:  # the rules on cells report such a length, unit, date or hour
        return None


def _is_period(form: PeriodForm, first: date | None, closes_on: date, closes_time: str) -> bool:
    if first is None and form is not PeriodForm.DEADLINE_ONLY:
        return False
    if first is not None and closes_on < first:
        return False
    try:
        end_of(closes_on, closes_time)
    except ValueError:
        return False
    return True
