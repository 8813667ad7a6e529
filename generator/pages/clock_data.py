"""What the reader's script needs of a notice to tell its present state."""

from datetime import date, timedelta
from typing import Final

from generator.domain.moments import epoch_milliseconds, phase, start_of
from generator.domain.periods import NoticePeriod
from generator.domain.working_days import WorkingDayCalendar
from generator.frozen import dataclass

_LONGEST_CLOCK: Final = 120
"""Days of which the script is told which are working days; of a longer period it counts days alone."""
_EPOCH_DAY: Final = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockData:
    """What the reader's script needs to tell the present state: epoch milliseconds, and the working days."""

    opens: int | None
    """None: open ever since."""
    closes: int
    built: int
    """The first moment of the day of the build."""
    working_days: tuple[int, ...]
    """Days since 1970-01-01 by the calendar in Beijing, on which offices work; empty for a very long period."""
    withdrawn: bool
    state: str
    """The phase at `built`: upcoming, open, closing_soon or closed; `withdrawn` where the notice is withdrawn."""

    @property
    def settled(self) -> bool:
        """Whether the state is the last one, so that no day need be told with it: it could be read as the day of closing."""
        return self.state in ("closed", "withdrawn")


def clock_data(period: NoticePeriod, as_of: date, calendar: WorkingDayCalendar, *, withdrawn: bool) -> ClockData:
    """What the script needs of a period, for a page built on a day."""
    built = start_of(as_of)
    return ClockData(
        opens=epoch_milliseconds(period.starts_at) if period.starts_at else None,
        closes=epoch_milliseconds(period.ends_at),
        built=epoch_milliseconds(built),
        working_days=_working_days(period, calendar),
        withdrawn=withdrawn,
        state="withdrawn" if withdrawn else phase(period.starts_at, period.ends_at, built).value,
    )


def _working_days(period: NoticePeriod, calendar: WorkingDayCalendar) -> tuple[int, ...]:
    first = period.opens_on or period.closes_on - timedelta(days=_LONGEST_CLOCK)
    span = (period.closes_on - first).days + 1
    if span > _LONGEST_CLOCK + 1:
        return ()
    days = (first + timedelta(days=offset) for offset in range(span))
    return tuple(day.toordinal() - _EPOCH_DAY for day in days if calendar.is_working_day(day))
