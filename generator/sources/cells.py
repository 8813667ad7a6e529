"""One cell is judged: what kind of fault it has, told once, and the value that is meant where that is certain."""

from collections.abc import Iterator
from typing import Final

from generator.diagnostics import Diagnostic
from generator.domain import characters, credit_codes, links
from generator.domain.character_faults import CharacterFault, CharacterFaultKind
from generator.domain.column_roles import WORDS, Role
from generator.domain.mendings import mend_cell
from generator.domain.personal_data import findings
from generator.frozen import dataclass
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


@dataclass(frozen=True, slots=True)
class Judged:
    """What a cell holds, what is wrong with it, and whether what it holds is certain in spite of that."""

    value: Value
    faults: tuple[Diagnostic, ...]
    clear: bool


def is_clean(cell: str, role: Role) -> bool:
    """Whether nothing is wrong with a cell that is not empty, but for what its own column asks."""
    if characters.faults(cell, column_role=role) or findings(cell, column_role=role):
        return False
    if role is Role.USCC:
        return credit_codes.is_valid(cell)
    return role is not Role.LINK or links.link_fault(cell) is None


def judge(cell: str, column: Column, role: Role, place: Place) -> Judged:
    """Judge a cell that is not empty; its probable meaning is taken for its value, so that one cause gives one fault."""
    private = findings(cell, column_role=role)
    if private:
        first = private[0]
        fact = place.diagnostic(
            "personal-data", cell, kind=str(first.kind), masked=first.masked, position=str(first.start)
        )
        return Judged(_unclear(column, cell), (fact,), clear=False)
    found = characters.faults(cell, column_role=role)
    if not found:
        return _converted(cell, cell, column, role, place)
    fault = min(found, key=lambda fault: _ORDER.index(fault.kind))
    told = _told(fault, cell, role, place)
    mended = mend_cell(cell, role).text
    if mended.strip() and not characters.faults(mended, column_role=role):
        meant = _converted(mended, cell, column, role, place)
        return Judged(meant.value, (told, *meant.faults), clear=meant.clear)
    if not mended.strip() and column.field.required:
        return Judged(
            _unclear(column, ""), (place.diagnostic("missing-value", cell, fault=column.absence),), clear=False
        )
    return _probable(mended, told, column, role)


def _probable(mended: str, told: Diagnostic, column: Column, role: Role) -> Judged:
    """The value that is probably meant, where there is a clean one."""
    rest = characters.faults(mended, column_role=role)
    better = rest[0].suggestion if len(rest) == 1 else None
    if better and is_clean(better, role):
        try:
            return Judged(better if column.convert is None else column.convert(better), (told,), clear=True)
        except CellFault:
            pass
    return Judged(_unclear(column, told.value or ""), (told,), clear=False)


def _told(fault: CharacterFault, cell: str, role: Role, place: Place) -> Diagnostic:
    rule = str(fault.kind)
    if fault.kind is CharacterFaultKind.SPREADSHEET_NUMBER and fault.reason in _DATE_FORMS:
        rule = "bad-date"
    return place.diagnostic(
        rule,
        cell,
        fault.mended if fault.suggestion is None else fault.suggestion,
        kind=str(fault.reason),
        fault=str(fault.reason),
        position=str(fault.start),
        role=str(role),
    )


def _converted(text: str, cell: str, column: Column, role: Role, place: Place) -> Judged:
    faults = tuple(_faults_of_meaning(text, cell, role, place))
    if faults:
        return Judged(faults[0].correction or _unclear(column, text), faults, clear=faults[0].correction is not None)
    if column.convert is None:
        return Judged(text, (), clear=True)
    try:
        return Judged(column.convert(text), (), clear=True)
    except CellFault as fault:
        facts = dict(fault.facts)
        correction = facts.pop("correction", None)
        told = place.diagnostic(fault.rule, cell, correction, **facts)
        return Judged(correction or _unclear(column, text), (told,), clear=bool(correction))


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
    """Words stand as they are; a code that may be another one is not known."""
    if column.field.type != "string":
        return None
    return text if column.role in WORDS and column.field.pattern is None else ""
