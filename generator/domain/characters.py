"""Characters that do not belong in a cell: stray blanks, full width, control characters, damage, spreadsheet leftovers.

A clean cell leaves by one compiled expression for its role, in well under a microsecond. Every fault says whether the
mending is certain (`mended`), wants somebody's yes (`suggestion`), or needs the original (neither).
"""

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

from generator.domain.character_faults import CharacterFault, CharacterFaultKind, Control, Form, Width
from generator.domain.column_roles import WORDS, Role
from generator.domain.encoding_damage import damage, ordinary_ideographs
from generator.domain.full_width import HALF_WIDTH
from generator.domain.late_patterns import late
from generator.domain.spreadsheet_leftovers import leftover
from generator.domain.stray_blanks import EDGE, LINE_END, LINE_ENDS, stray_blanks

_BIDIRECTIONAL: Final = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_ZERO_WIDTH: Final = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u206a-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\U000e0000-\U000e0fff"
)
_CONTROL: Final = "\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufff9-\ufffb"
_PRIVATE_USE: Final = "\ue000-\uf8ff\U000f0000-\U0010ffff"
FORMULA_STARTS: Final = "=+-@＝＋－＠"
"""Signs with which a cell begins that a spreadsheet takes for a formula."""
_FORMULA_STARTS: Final = re.escape(FORMULA_STARTS)

# What clerks write every day: ASCII without '?', signs and quotation marks of Chinese text, ideographs without those that
# damage leaves behind. A cell of nothing else is clean, whatever the rest of this module says.
_ORDINARY: Final = "!->@-~°±·×–—‘’“”…①-⑳Ⅰ-Ⅻ、-】〔-〛㐀-䶵！-／：-？［-｀｛-～￥" + ordinary_ideographs()
_CLEAN_WORDS: Final = rf"(?![{_FORMULA_STARTS}'#]|[0-9.]++[eE])[{_ORDINARY}]++(?: [{_ORDINARY}]++)*+"
CLEAN: Final[Mapping[Role, re.Pattern[str]]] = {
    Role.TEXT: late(_CLEAN_WORDS),
    Role.CHANNEL: re.compile(rf"[0-9][0-9\-]*+|{_CLEAN_WORDS}"),
    Role.POSTCODE: re.compile(r"[0-9]{6}"),
    Role.IDENTIFIER: re.compile(r"(?![0-9]{1,17}\Z)(?![0-9]++e)[a-z0-9][a-z0-9_\-]*+"),
    Role.CHOICE: re.compile(r"[a-z][a-z_]*+"),
    Role.USCC: re.compile(r"[0-9A-Z]{17}[1-9A-Z]"),
    Role.DATE: re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    Role.TIME: re.compile(r"[0-9]{2}:[0-9]{2}"),
    Role.INTEGER: re.compile(r"[0-9]{1,17}"),
    Role.DECIMAL: re.compile(r"[0-9]{1,17}(?:\.[0-9]{1,17})?"),
    Role.LINK: re.compile(r"[A-Za-z][!-~]*+"),
}
_HIDDEN: Final = late(f"[\\x00{LINE_ENDS}{_ZERO_WIDTH}{_BIDIRECTIONAL}{_CONTROL}]+")
_NO_CHARACTER: Final = late(f"[{_PRIVATE_USE}\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]+")
_KINDS_OF_CONTROL: Final = (
    (Control.NUL, re.compile("\x00")),
    (Control.LINE_BREAK, LINE_END),
    (Control.BIDIRECTIONAL, late(f"[{_BIDIRECTIONAL}]")),
    (Control.ZERO_WIDTH, late(f"[{_ZERO_WIDTH}]")),
    (Control.PRIVATE_USE, late(f"[{_PRIVATE_USE}]")),
    (Control.CONTROL, late(f"[{_CONTROL}]")),
)
_FULL_WIDTH_IN: Final[Mapping[Role, re.Pattern[str]]] = {
    Role.TEXT: re.compile("[０-９Ａ-Ｚａ-ｚ]+"),
    Role.CHANNEL: re.compile("[０-９Ａ-Ｚａ-ｚ＠]+"),
}
_FULL_WIDTH_IN_CODE: Final = re.compile("[！-～]+")
_FORMULA: Final = late(f"[{EDGE}{_ZERO_WIDTH}]*+[{_FORMULA_STARTS}]")
_NO_FORMULA: Final = re.compile(r"[\-－]+")
_TELEPHONE: Final = re.compile(r"[+＋]?[0-9０-９\s\-－()（）]+")
_NUMBER: Final = re.compile(r"-[0-9.,]+")
_QUOTED_FORMULA: Final = re.compile(r'="([^"]*)"')
_ENOUGH_MARKS: Final = 30
_MADE_OF_MARKS: Final = frozenset("\u0f73\u0f75\u0f81\uff9e\uff9f")
"""Characters that are no combining marks, but become some when a text is normalised."""
_IDEOGRAPHIC_PLANES: Final = (0x20000, 0x3FFFD)


def faults(text: str, *, column_role: Role) -> tuple[CharacterFault, ...]:
    """What is wrong with the characters of a cell, one entry per kind; nothing else is told of damaged text."""
    if not text or CLEAN[column_role].fullmatch(text) is not None:
        return ()
    damaged = _damaged(text, column_role)
    if damaged is not None:
        return (damaged,)
    judged = (
        _control(text),
        stray_blanks(text, column_role, CLEAN[column_role]),
        _full_width(text, column_role),
        _not_nfc(text),
        _formula(text, column_role),
    )
    found = [fault for fault in judged if fault is not None]
    if not any(_explains_all(fault, column_role) for fault in found):
        found += _spreadsheet_number(text, column_role)
    return tuple(found)


def _explains_all(fault: CharacterFault, role: Role) -> bool:
    """Whether nothing of a spreadsheet is left to tell: the cell is a formula, or clean once this fault is mended."""
    is_clean = fault.mended is not None and CLEAN[role].fullmatch(fault.mended) is not None
    return is_clean or fault.kind is CharacterFaultKind.FORMULA


def _damaged(text: str, role: Role) -> CharacterFault | None:
    found = damage(text, question_marks=role in WORDS)
    if found is None:
        return None
    return CharacterFault(
        kind=CharacterFaultKind.DAMAGED,
        reason=found.reason,
        start=found.start,
        end=found.end,
        count=found.count,
        suggestion=found.original,
    )


def _control(text: str) -> CharacterFault | None:
    body = text.strip(EDGE)
    offset = text.find(body)
    hidden = [(match.start() + offset, match.end() + offset) for match in _HIDDEN.finditer(body)]
    lost = [(match.start() + offset, match.end() + offset) for match in _NO_CHARACTER.finditer(body)]
    lost += [(place + offset, place + offset + 1) for place in _unassigned(body)]
    if not hidden and not lost:
        return None
    start, end = min(hidden + lost)
    reason = next((kind for kind, pattern in _KINDS_OF_CONTROL if pattern.match(text, start)), Control.UNASSIGNED)
    return CharacterFault(
        kind=CharacterFaultKind.CONTROL,
        reason=reason,
        start=start,
        end=end,
        count=len(hidden) + len(lost),
        suggestion=None if lost else _HIDDEN.sub(joint, body),
    )


def joint(found: re.Match[str]) -> str:
    """What takes the place of a line break: a blank between two Latin words or figures, nothing elsewhere."""
    if LINE_END.search(found[0]) is None or found.start() == 0:
        return ""
    neighbours = found.string[found.start() - 1] + found.string[found.end() : found.end() + 1]
    return " " if len(neighbours) == 2 and neighbours.isascii() and neighbours.isalnum() else ""


def _unassigned(text: str) -> list[int]:
    """Places of code points without a character; the ideographic planes are left out, which grow with every Unicode."""
    low, high = _IDEOGRAPHIC_PLANES
    strange = {
        character
        for character in set(text)
        if unicodedata.category(character) == "Cn"
        and not low <= ord(character) <= high
        and not _HIDDEN.match(character)
        and not _NO_CHARACTER.match(character)
    }
    return [place for place, character in enumerate(text) if character in strange] if strange else []


def _full_width(text: str, role: Role) -> CharacterFault | None:
    pattern = _FULL_WIDTH_IN.get(role, _FULL_WIDTH_IN_CODE)
    first = pattern.search(text)
    if first is None:
        return None
    better = pattern.sub(lambda run: run[0].translate(HALF_WIDTH), text)
    certain = role not in WORDS and role is not Role.LINK
    return CharacterFault(
        kind=CharacterFaultKind.FULLWIDTH,
        reason=Width.LETTER_OR_DIGIT if role in WORDS else Width.IN_CODE,
        start=first.start(),
        end=first.end(),
        count=sum(1 for _ in pattern.finditer(text)),
        mended=better if certain else None,
        suggestion=None if certain else better,
    )


def _not_nfc(text: str) -> CharacterFault | None:
    if many_marks(text):
        return CharacterFault(kind=CharacterFaultKind.NOT_NFC, reason=Form.NOT_NFC, start=0, end=len(text), count=1)
    if unicodedata.is_normalized("NFC", text):
        return None
    better = unicodedata.normalize("NFC", text)
    start = next((place for place, pair in enumerate(zip(text, better, strict=False)) if pair[0] != pair[1]), 0)
    return CharacterFault(
        kind=CharacterFaultKind.NOT_NFC, reason=Form.NOT_NFC, start=start, end=start + 1, count=1, suggestion=better
    )


def many_marks(text: str) -> bool:
    """Whether more combining marks follow each other than any writing has (normalising them takes quadratic time)."""
    run = 0
    if len(text) > _ENOUGH_MARKS and not text.isascii():
        for character in text:
            run = run + 1 if unicodedata.combining(character) or character in _MADE_OF_MARKS else 0
            if run > _ENOUGH_MARKS:
                return True
    return False


def _formula(text: str, role: Role) -> CharacterFault | None:
    start = _FORMULA.match(text)
    body = text.strip(EDGE)
    harmless = (
        start is None
        or _NO_FORMULA.fullmatch(body)
        or (role is Role.CHANNEL and _TELEPHONE.fullmatch(body))
        or (role in {Role.INTEGER, Role.DECIMAL} and _NUMBER.fullmatch(body))
    )
    if start is None or harmless:
        return None
    quoted = _QUOTED_FORMULA.fullmatch(body)
    return CharacterFault(
        kind=CharacterFaultKind.FORMULA,
        reason=Form.FORMULA,
        start=start.end() - 1,
        end=start.end(),
        count=1,
        suggestion=quoted[1] if quoted else None,
    )


def _spreadsheet_number(text: str, role: Role) -> tuple[CharacterFault, ...]:
    body = text.strip(EDGE) if role in WORDS else text.strip(EDGE).translate(HALF_WIDTH)
    found = leftover(body, role)
    if found is None:
        return ()
    start = text.find(text.strip(EDGE))
    return (
        CharacterFault(
            kind=CharacterFaultKind.SPREADSHEET_NUMBER,
            reason=found.leftover,
            start=start,
            end=start + len(body),
            count=1,
            suggestion=found.suggestion,
        ),
    )
