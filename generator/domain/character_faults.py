"""What can be wrong with the characters of a cell, as values; generator.domain.characters finds them."""

from enum import StrEnum

from generator.frozen import dataclass


class CharacterFaultKind(StrEnum):
    """What is wrong, in the order in which it is told; the values are the names of the rules."""

    DAMAGED = "damaged-text"
    CONTROL = "control-character"
    STRAY_WHITESPACE = "stray-whitespace"
    FULLWIDTH = "fullwidth-character"
    NOT_NFC = "not-nfc"
    FORMULA = "formula-cell"
    SPREADSHEET_NUMBER = "spreadsheet-number"


@dataclass(frozen=True, slots=True, kw_only=True)
class CharacterFault:
    """One kind of fault in one cell."""

    kind: CharacterFaultKind
    reason: str
    """The finer kind, a value of one of the enumerations Whitespace, Width, Control, Form, DamageReason or Leftover."""
    start: int
    """Index of the first character at fault, for a caret."""
    end: int
    """Index after the first stretch at fault."""
    count: int
    """How many stretches are at fault."""
    mended: str | None = None
    """The whole cell without this fault, where the mending cannot alter a meaning."""
    suggestion: str | None = None
    """The whole cell as it was probably meant, where a person has to agree."""


class Whitespace(StrEnum):
    """Blanks that are too many or of the wrong sort."""

    LEADING = "leading"
    TRAILING = "trailing"
    INSIDE_CODE = "inside_code"
    IDEOGRAPHIC = "ideographic"
    NO_BREAK = "no_break"
    TAB = "tab"
    UNUSUAL = "unusual"
    DOUBLE = "double"


class Width(StrEnum):
    """Full-width characters where half-width ones belong."""

    LETTER_OR_DIGIT = "letter_or_digit"
    IN_CODE = "in_code"


class Control(StrEnum):
    """Characters that cannot be seen or mean nothing in public text."""

    NUL = "nul"
    LINE_BREAK = "line_break"
    ZERO_WIDTH = "zero_width"
    BIDIRECTIONAL = "bidirectional"
    PRIVATE_USE = "private_use"
    UNASSIGNED = "unassigned"
    CONTROL = "control"


class Form(StrEnum):
    """The other reasons."""

    NOT_NFC = "not_nfc"
    FORMULA = "formula"
