"""The mendings of a cell that cannot alter its meaning, and those foldings of a spreadsheet's habits that are unambiguous."""

import re
from typing import Final

from generator.domain import characters, credit_codes
from generator.domain.character_faults import CharacterFault, CharacterFaultKind
from generator.domain.column_roles import WORDS, Role
from generator.domain.spreadsheet_leftovers import Leftover, leftover
from generator.frozen import dataclass

_INVISIBLE: Final = re.compile("[\u200b\u2060\ufeff]")
"""Zero width and no part in any writing, unlike the joiners and the marks of direction."""
# Tried from the first of several blanks only: from each of them it would run through all that follow.
_LINE_BREAK: Final = re.compile(r"(?<![ \t\u3000])[ \t\u3000]*+[\n\x0b\x0c\r\x85\u2028\u2029]\s*+")
_LEFT_ALONE: Final = frozenset({CharacterFaultKind.DAMAGED, CharacterFaultKind.FORMULA})
_FORMULA_STARTS: Final = tuple(characters.FORMULA_STARTS)
_MIDNIGHT: Final = re.compile(r"(.*?)[\sT]\s?0?0:00(?::00(?:\.0+)?)?\Z")


@dataclass(frozen=True, slots=True)
class Mending:
    """A cell after mending, with the rules by which it was changed, in their order; none where it was left as it is."""

    text: str
    rules: tuple[str, ...] = ()


def mend_cell(text: str, role: Role) -> Mending:
    """Mend stray blanks, invisible characters, full width in codes, the writing of credit codes, and Unicode's form.

    Idempotent. Damaged text and cells that begin a formula are left alone, and none is made to begin one.
    """
    found = characters.faults(text, column_role=role)
    if any(fault.kind in _LEFT_ALONE for fault in found):
        return Mending(text)
    rules: dict[str, None] = {}
    better = text
    while step := _step(better, role, found):
        rules[step[0]] = None
        better = step[1]
        found = characters.faults(better, column_role=role)
    if better == text or (better.startswith(_FORMULA_STARTS) and not text.startswith(_FORMULA_STARTS)):
        return Mending(text)
    return Mending(better, tuple(rules))


def _step(text: str, role: Role, found: tuple[CharacterFault, ...]) -> tuple[str, str] | None:
    """The first rule by which the text can be bettered, with the better text, which has fewer characters to mend."""
    for fault in found:
        if fault.kind is CharacterFaultKind.CONTROL and _INVISIBLE.search(text):
            return str(fault.kind), _INVISIBLE.sub("", text)
        better = fault.suggestion if fault.kind is CharacterFaultKind.NOT_NFC else fault.mended
        if better is not None and better != text:
            return str(fault.kind), better
    code = credit_codes.suggestion(text) if role is Role.USCC else None
    return ("bad-uscc", code) if code is not None else None


def fold_line_breaks(text: str) -> str:
    """The cell on one line: a blank where a break parted two Latin words or figures, nothing elsewhere."""
    return _LINE_BREAK.sub(characters.joint, text.strip("\n\r"))


def fold_spreadsheet_form(text: str, role: Role) -> str:
    """A day or an hour in the contract's form where its own can be read one way only: 2026.3.9, 2026年3月9日, 9:00."""
    if role in WORDS:
        return text
    midnight = _MIDNIGHT.match(text) if role is Role.DATE else None
    plain = midnight[1] if midnight else text
    found = leftover(plain, role)
    if found is not None and found.leftover in (Leftover.DATE_FORM, Leftover.TIME_FORM):
        return found.suggestion or text
    return plain if midnight and leftover(text, role) is not None else text
