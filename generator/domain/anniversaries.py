"""The day so many years after another, as validity, bans and waiting times are counted."""

from datetime import date


def years_later(day: date, years: int) -> date:
    """The corresponding day so many years on, or the last day of its month where there is none (Civil Code 202).

    29 February becomes 28 February; what lies past the year 9999 becomes its last day.
    """
    year = day.year + years
    if year > date.max.year:
        return date.max
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)
