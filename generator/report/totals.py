"""How much was found, and how it can be mended."""

from collections.abc import Callable
from enum import StrEnum
from typing import Final

from generator.diagnostics import Diagnostic
from generator.domain.column_roles import Role
from generator.domain.mendings import mend_cell
from generator.frozen import dataclass

_FILE_MARKS: Final = frozenset({"line-ending", "byte-order-mark"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The figures at the end of a check."""

    errors: int
    warnings: int
    files: int
    records: int


class Mendable(StrEnum):
    """What a fault needs to be mended."""

    AUTOMATIC = "automatic"
    """`portal mend` does it: the meaning cannot change."""
    CONFIRM = "confirm"
    """The right value is known, and somebody has to say yes."""
    ORIGINAL = "original"
    """Somebody has to look at the original document."""


def mendable(diagnostic: Diagnostic, role_of: Callable[[Diagnostic], Role]) -> Mendable:
    """What a fault needs, before its value is masked."""
    if _of_the_file(diagnostic) or _of_the_cell(diagnostic, role_of):
        return Mendable.AUTOMATIC
    return Mendable.ORIGINAL if diagnostic.correction is None else Mendable.CONFIRM


def _of_the_file(diagnostic: Diagnostic) -> bool:
    if diagnostic.rule == "not-utf8":
        return diagnostic.facts.get("encoding", "unknown") != "unknown"
    return diagnostic.rule == "control-character" and diagnostic.facts.get("kind") in _FILE_MARKS


def _of_the_cell(diagnostic: Diagnostic, role_of: Callable[[Diagnostic], Role]) -> bool:
    if not diagnostic.value or diagnostic.column is None or not diagnostic.path.endswith(".csv"):
        return False
    return diagnostic.rule in mend_cell(diagnostic.value, role_of(diagnostic)).rules
