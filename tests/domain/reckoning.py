"""Deadlines by the published arrangements."""

import datetime as dt

from generator.domain.deadlines import Deadline, PeriodForm, Unit, deadline
from tests.domain.arranged_days import published_calendar

ONE_DAY = dt.timedelta(days=1)


def of(opens_on: dt.date, length: int, unit: Unit, form: PeriodForm) -> Deadline:
    return deadline(opens_on, length, unit, form, published_calendar())


def consecutive(first: dt.date, last: dt.date) -> list[dt.date]:
    return [first + dt.timedelta(days=offset) for offset in range((last - first).days + 1)]
