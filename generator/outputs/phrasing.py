"""Dates, lengths and choices in words, from the catalogue; the templates' only way to turn a value into text."""

from datetime import date
from functools import lru_cache
from typing import Final

from generator.domain.moments import MIDNIGHT
from generator.pages.naming import clause_in_brackets
from generator.sources.words import Words

_REMEMBERED: Final = 4096
"""Days with their weekday that are remembered in words; a record of decades has a few thousand."""


class Phrasing:
    """Turns typed values into the words of one language."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._days: dict[date, str] = {}
        """Days in words; a record of decades has a few thousand."""

    def day(self, day: date) -> str:
        """A date: 2026年3月9日."""
        told = self._days.get(day)
        if told is None:
            told = self._days[day] = self._words.fill("date.day", year=day.year, month=day.month, day=day.day)
        return told

    def weekday(self, day: date) -> str:
        """The day of the week: 星期一."""
        return self._words[f"date.weekday.{day.isoweekday()}"]

    def full_day(self, day: date) -> str:
        """A date with its day of the week: 2026年3月9日（星期一）."""
        return _full_day(self._words["date.full"], self.day(day), self.weekday(day))

    def closing(self, day: date, hour: str = "") -> str:
        """The end of a period with its hour and zone: 2026年3月9日（星期一）24时（北京时间）."""
        clock = hour if hour not in ("", MIDNIGHT) else ""
        return self._words.fill(
            "date.closing_at" if clock else "date.closing", day=self.full_day(day), hour=self.hour(clock)
        )

    def clause(self, number: str) -> str:
        """The number of a clause after a sentence, in brackets."""
        return clause_in_brackets(self._words, number)

    def hour(self, clock: str) -> str:
        """An hour printed in a notice, `17:00` as 17时, `17:30` as 17时30分; empty for none."""
        if not clock:
            return ""
        hours, minutes = clock.split(":")
        if minutes == "00":
            return self._words.fill("date.hour", hour=int(hours))
        return self._words.fill("date.hour_minute", hour=int(hours), minute=minutes)

    def length(self, length: int, unit: str) -> str:
        """A length of time: 5个工作日, 7天."""
        return self._words.fill(f"unit.{unit}", count=length)

    def stated(self, field: str, value: date | int | str | None, unit: str) -> str:
        """What a row states of its notice in one column; the unit is that of a stated length, and may be empty."""
        if value is None or value == "":
            return self._words["notice.field_value.empty"]
        if isinstance(value, date):
            return self.full_day(value)
        if isinstance(value, int):
            return self.length(value, unit) if field == "stated_length" and unit else str(value)
        if field == "closes_time":
            return self.hour(value)
        return self._words.get(f"notice.field_value.{field}.{value}") or value

    def word(self, section: str, value: str) -> str:
        """The word for one value of an enumeration, or the value itself where the catalogue has none."""
        return self._words.get(f"{section}.{value}") or value

    def listing(self, values: tuple[str, ...]) -> str:
        """Several words in a row, joined as the language joins them."""
        return self._words["punctuation.listing"].join(values)


@lru_cache(maxsize=_REMEMBERED)
def _full_day(sentence: str, day: str, weekday: str) -> str:
    return sentence.format(day=day, weekday=weekday)
