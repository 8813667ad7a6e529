"""Days around the day of the demonstration, counted by its calendar."""

from dataclasses import dataclass
from datetime import date, timedelta

from generator.domain.anniversaries import years_later
from generator.domain.deadlines import PeriodForm, Unit, deadline
from generator.domain.working_days import WorkingDayCalendar

SEASON = 60
"""Days before the day of the demonstration at which the present cycle began, and earlier ones came to their decision."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The day of the demonstration with the calendar by which its periods are counted."""

    as_of: date
    calendar: WorkingDayCalendar

    @property
    def year(self) -> int:
        """The year of the present cycle."""
        return (self.as_of - timedelta(days=SEASON)).year

    def after(self, days: int) -> date:
        """The day so many days later; earlier for a negative number."""
        return self.as_of + timedelta(days=days)

    def season(self, years_ago: int, days: int = 0) -> date:
        """The season of decisions so many years ago, moved by some days."""
        return years_later(self.after(-SEASON), -years_ago) + timedelta(days=days)

    def working_day(self, day: date, step: int = 1) -> date:
        """The day itself where offices work on it, otherwise the next one, or with step -1 the last one before."""
        while not self.calendar.is_working_day(day):
            day += timedelta(days=step)
        return day

    def closing(self, opens_on: date, working_days: int) -> date:
        """The last day of a period of so many working days that counts its first day."""
        return deadline(opens_on, working_days, Unit.WORKING_DAY, PeriodForm.DATES, self.calendar).closes_on

    def opening(self, closes_on: date, working_days: int) -> date:
        """The first day of a period of so many working days that closes on a day."""
        day = self.working_day(closes_on, -1)
        for _ in range(working_days - 1):
            day = self.working_day(day - timedelta(days=1), -1)
        return day
