"""Cells of one row that belong together: what one of them says decides whether another must be filled."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from generator.diagnostics import Diagnostic
from generator.domain.records import Awardee, CalendarRow, Channel, Notice, Record, Revocation, cell_text

Combination = Callable[[str, Any], Iterator[Diagnostic]]

PERIOD_COLUMNS: Final = ("opens_on", "closes_on", "closes_time", "stated_length", "stated_unit")
_NEEDED: Final[Mapping[str, tuple[str, ...]]] = {
    "dates": ("opens_on", "closes_on"),
    "from_publication": ("opens_on", "closes_on"),
    "deadline_only": ("closes_on",),
    "length_only": ("stated_length", "stated_unit"),
}
_EMPTY: Final[Mapping[str, tuple[str, ...]]] = {
    "deadline_only": ("opens_on",),
    "length_only": ("opens_on", "closes_on"),
}
_CHANNEL_FORMS: Final[Mapping[str, re.Pattern[str]]] = {
    "postcode": re.compile(r"[0-9]{6}"),
    "email": re.compile(r"[^@]+@[^@]+"),
}

_DECEMBER: Final = 12
"""The days around New Year's Day are arranged with those of the new year."""


def combination_faults(table: str) -> Combination | None:
    """The check of one table's rows; None for a table whose columns stand each for itself."""
    checks: Mapping[str, Combination] = {
        "notices": _notices,
        "channels": _channels,
        "awardees": _awardees,
        "revocations": _revocations,
        "calendar": _calendar,
    }
    return checks.get(table)


def _fault(rule: str, path: str, row: Record, column: str, **facts: str) -> Diagnostic:
    value = cell_text(getattr(row, column))
    return Diagnostic(rule=rule, path=path, line=row.line, column=column, value=value, facts=facts)


def _notices(path: str, row: Notice) -> Iterator[Diagnostic]:
    if row.is_withdrawal:
        for column in PERIOD_COLUMNS:
            if getattr(row, column):
                yield _fault("bad-value", path, row, column, fault="withdrawal", expected="")
    else:
        period = tuple(_period(path, row))
        yield from period
        told = [fault.column for fault in period]  # a bare length needs both: each is told once
        yield from (fault for fault in _pair(path, row, "stated_length", "stated_unit") if fault.column not in told)
    yield from _pair(path, row, "corrects", "change")


def _period(path: str, row: Notice) -> Iterator[Diagnostic]:
    form = row.period_form
    for column in _EMPTY.get(form, ()):
        if getattr(row, column):
            yield _fault("bad-value", path, row, column, fault="period", expected="", form=form)
    if row.corrects and not row.change:
        return  # it may be a withdrawal, which has none
    fault = "computed" if form == "from_publication" else "period"
    for column in _NEEDED.get(form, ()):
        if not getattr(row, column):
            yield _fault("missing-value", path, row, column, fault=fault, form=form)


def _pair(path: str, row: Notice, one: str, other: str) -> Iterator[Diagnostic]:
    for filled, empty in ((one, other), (other, one)):
        if getattr(row, filled) and not getattr(row, empty):
            yield _fault("missing-value", path, row, empty, fault="pair", needs=filled)


def _channels(path: str, row: Channel) -> Iterator[Diagnostic]:
    """What cannot be the postcode or the e-mail address that it is said to be."""
    pattern = _CHANNEL_FORMS.get(row.kind)
    if pattern is not None and row.value and pattern.fullmatch(row.value) is None:
        yield _fault("bad-value", path, row, "value", fault=row.kind)


def _awardees(path: str, row: Awardee) -> Iterator[Diagnostic]:
    for column in ("awardee", "awardee_type"):
        if not getattr(row, column) and (not row.entry_title or row.awardee):
            fault = "awardee-type" if row.awardee else "awardee"
            yield _fault("missing-value", path, row, column, fault=fault, needs="entry_title")


def _revocations(path: str, row: Revocation) -> Iterator[Diagnostic]:
    if not row.ground and not row.statement:
        yield _fault("missing-value", path, row, "ground", fault="ground", needs="statement")


def _calendar(path: str, row: CalendarRow) -> Iterator[Diagnostic]:
    """A year to which the day cannot belong: it would count as arranged, and nobody would be told that it is not."""
    if row.date is None or row.schedule_year is None:
        return
    years = {row.date.year, row.date.year + (row.date.month == _DECEMBER)}
    if row.schedule_year not in years:
        expected = "、".join(map(str, sorted(years)))
        yield _fault("bad-value", path, row, "schedule_year", fault="schedule-year", expected=expected)
