"""Personal data is masked before any format sees a diagnostic: a report of a leak must not leak it once more."""

from dataclasses import replace
from typing import Final

from generator.diagnostics import Diagnostic
from generator.domain.column_roles import Role
from generator.domain.personal_data import mask

_READ: Final = 100_000
_TOLD: Final = 4000
"""Characters of a value that are looked at and that are told; a line of a broken file can be as long as the file."""


def masked(diagnostic: Diagnostic, role: Role) -> Diagnostic:
    """The diagnostic with the personal data of its value, facts and correction masked; `role` is that of its column."""
    value = None if diagnostic.value is None else _hidden(_without_finding(diagnostic, diagnostic.value[:_READ]), role)
    facts = {name: _hidden(fact[:_READ], _role_of_fact(name, role)) for name, fact in diagnostic.facts.items()}
    correction = None if diagnostic.correction is None else _hidden(diagnostic.correction[:_READ], role)
    return replace(diagnostic, value=value, facts=facts, correction=correction)


def _hidden(text: str, role: Role) -> str:
    # Cut after masking: half a number would not be known for one.
    return mask(text, column_role=role)[:_TOLD]


def _without_finding(diagnostic: Diagnostic, value: str) -> str:
    """The value with the stretch masked that the rule on personal data found, or all of it where the place is not known."""
    if diagnostic.rule != "personal-data":
        return value
    stretch, position = diagnostic.facts.get("masked", ""), diagnostic.facts.get("position", "")
    if not stretch or not position.isdecimal():
        return stretch or "*" * len(value)
    start = int(position)
    return f"{value[:start]}{stretch}{value[start + len(stretch) :]}"


def _role_of_fact(name: str, role: Role) -> Role:
    return role if name in ("was", "now") else Role.TEXT
