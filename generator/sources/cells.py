"""One cell is judged: what kind of fault it has, told once, and the value that is meant where that is certain."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from generator.diagnostics import Diagnostic
from generator.domain import characters, credit_codes, links
from generator.domain.character_faults import CharacterFault, CharacterFaultKind
from generator.domain.column_roles import Role
from generator.domain.personal_data import findings
from generator.sources.columns import CellFault, Column, Value

_ORDER: Final = (
    CharacterFaultKind.DAMAGED,
    CharacterFaultKind.CONTROL,
    CharacterFaultKind.FORMULA,
    CharacterFaultKind.SPREADSHEET_NUMBER,
    CharacterFaultKind.FULLWIDTH,
    CharacterFaultKind.STRAY_WHITESPACE,
    CharacterFaultKind.NOT_NFC,
)
_DATE_FORMS: Final = frozenset({"date_form", "date_with_time"})
"""A date in another form is no number that a spreadsheet made: it is told as a date."""


CHANNEL_ROLES: Final = {"web": Role.LINK, "postcode": Role.POSTCODE}
"""Ways to reach an office that are more than words; the others are Role.CHANNEL."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cell stands."""

    path: str
    line: int
    column: str

    def diagnostic(self, rule: str, value: str, correction: str | None = None, **facts: str) -> Diagnostic:
        """A diagnostic of this cell."""
        return Diagnostic(
            rule=rule,
            path=self.path,
            line=self.line,
            column=self.column,
            value=value,
            facts=facts,
            correction=correction or None,
        )


def judge(cell: str, column: Column, role: Role, place: Place) -> tuple[Value, list[Diagnostic]]:
    """The value of a cell that is not empty, with its faults; an unclear value is None, or the text as it stands."""
    private = findings(cell, column_role=role)
    if private:
        first = private[0]
        fact = place.diagnostic(
            "personal-data", cell, kind=str(first.kind), masked=first.masked, position=str(first.start)
        )
        return _unclear(column, cell), [fact]
    found = characters.faults(cell, column_role=role)
    if not found:
        return _converted(cell, cell, column, role, place)
    fault = min(found, key=lambda fault: _ORDER.index(fault.kind))
    told = _told(fault, cell, place)
    mended = characters.mended(cell, column_role=role)
    if all(other.mended is not None for other in found) and mended.strip():
        value, more = _converted(mended, cell, column, role, place)
        return value, [told, *more]
    if not mended.strip() and column.field.required:
        return _unclear(column, ""), [place.diagnostic("missing-value", cell, fault="required")]
    return _unclear(column, cell), [told]


def _told(fault: CharacterFault, cell: str, place: Place) -> Diagnostic:
    rule = str(fault.kind)
    if fault.kind is CharacterFaultKind.SPREADSHEET_NUMBER and fault.reason in _DATE_FORMS:
        rule = "bad-date"
    return place.diagnostic(
        rule,
        cell,
        fault.mended if fault.mended is not None else fault.suggestion,
        kind=str(fault.reason),
        fault=str(fault.reason),
        position=str(fault.start),
        certain="yes" if fault.mended is not None else "",
    )


def _converted(text: str, cell: str, column: Column, role: Role, place: Place) -> tuple[Value, list[Diagnostic]]:
    faults = list(_faults_of_meaning(text, cell, role, place))
    if faults or column.convert is None:
        return text, faults
    try:
        return column.convert(text), []
    except CellFault as fault:
        facts = dict(fault.facts)
        correction = facts.pop("correction", None)
        return _unclear(column, text), [place.diagnostic(fault.rule, cell, correction, **facts)]


def _faults_of_meaning(text: str, cell: str, role: Role, place: Place) -> Iterator[Diagnostic]:
    if role is Role.USCC:
        for fault in credit_codes.faults(text)[:1]:
            yield place.diagnostic(
                "bad-uscc",
                cell,
                credit_codes.suggestion(text),
                fault=str(fault.kind),
                found=fault.found,
                expected=fault.expected or "",
                position=str(fault.position),
            )
    elif role is Role.LINK:
        unsafe = links.link_fault(text)
        if unsafe is not None:
            yield place.diagnostic("unsafe-link", cell, fault=str(unsafe))


def _unclear(column: Column, text: str) -> Value:
    return text if column.field.type == "string" else None
