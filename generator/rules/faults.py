"""How a rule points at the place of a fault."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import Final

from generator.diagnostics import NO_FACTS, Diagnostic, Severity
from generator.domain.records import Record, cell_text
from generator.domain.regulations import Regulation

MOST_LISTED: Final = 20
"""How many ids a sentence names; a list of thousands helps nobody."""


def at_row(
    rule: str,
    path: str,
    row: Record,
    column: str,
    /,
    *,
    severity: Severity = Severity.ERROR,
    clause: str | None = None,
    facts: Mapping[str, str] = NO_FACTS,
) -> Diagnostic:
    """A fault at one cell of a table, with what stands in it."""
    return Diagnostic(
        rule=rule,
        path=path,
        severity=severity,
        line=row.line,
        column=column,
        value=cell_text(getattr(row, column)),
        facts=facts,
        clause=clause,
    )


def at_line(
    rule: str,
    path: str,
    line: int,
    column: str,
    value: str,
    /,
    *,
    clause: str | None = None,
    facts: Mapping[str, str] = NO_FACTS,
) -> Diagnostic:
    """A fault at one line of a YAML document; always an error."""
    return Diagnostic(rule=rule, path=path, line=line, column=column, value=value, facts=facts, clause=clause)


def day_text(day: date | None) -> str:
    """A date as ISO text, empty where there is none."""
    return "" if day is None else day.isoformat()


def draft_status(regulation: Regulation | None) -> str:
    """The status of a text that was never in force; empty for any other."""
    return regulation.status if regulation is not None and regulation.is_draft else ""


def listed(names: Iterable[str]) -> str:
    """Ids or names as one Chinese enumeration, each once, cut off after twenty."""
    return "、".join(islice(dict.fromkeys(names), MOST_LISTED))


def taken_ids(rows: Sequence[Record], found: Mapping[str, Record], column: str) -> str:
    """The ids, as one enumeration, that a row bears although another one has them which says something else.

    The true id of such a row may be one that is named and not found. `found` holds the rows by id, of a repeated id the
    first.
    """
    if len(found) == len(rows):
        return ""
    named = ((getattr(row, column), row) for row in rows)
    again = ((name, row, first) for name, row in named if (first := found.get(name)) and first is not row)
    return listed(dict.fromkeys(name for name, row, first in again if replace(row, line=first.line) != first))


def preventable(still: bool) -> Severity:
    """An error while the fault can still be prevented, a warning once it is history."""
    return Severity.ERROR if still else Severity.WARNING
