"""Text of unknown origin made fit to be shown: what cannot be seen, or would steer a terminal or a log, becomes visible.

GitHub's log reads `::command` at the start of a line and `##[command]` anywhere; the latter is broken here, the former
by every format, which begins each line with words of its own.
"""

import re
import unicodedata
from typing import Final

from generator.domain.late_patterns import late
from generator.frozen import dataclass

_UNSEEN: Final = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Mn", "Me", "Zl", "Zp"})
_FILLERS: Final = frozenset("\u115f\u1160\u3164\uffa0\u2800")
"""Letters and signs that show as nothing."""
_MAYBE: Final = late(r"[^ -~\u3001\u3002\u4e00-\u9fff\uff01-\uff5e]|##\[")
_BLANK: Final = "␣"
_WIDE: Final = frozenset("WF")
_BEFORE, _AFTER = 28, 40
LONGEST: Final = 400
"""Characters of a value in a sentence; longer ones are cut."""


def plain(text: str, longest: int = LONGEST) -> str:
    """The text for a sentence: blanks stay, what cannot be seen is named by its code, a very long text is cut."""
    short = text if len(text) <= longest else f"{text[:longest]}…"
    return _MAYBE.sub(_named, short)


def shown(text: str) -> str:
    """The text as evidence: blanks too are made visible."""
    return plain(text, len(text)).replace(" ", _BLANK)


def code_point(character: str) -> str:
    """The character's number as Unicode writes it, U+200B."""
    return f"U+{ord(character):04X}"


def width(text: str) -> int:
    """Columns of a terminal that a text takes: two for a full-width character."""
    return sum(2 if unicodedata.east_asian_width(character) in _WIDE else 1 for character in text)


def blanks_under(text: str, columns: int) -> str:
    """Blanks as wide as the first columns of a text, full-width ones under full-width characters.

    So they end at the same place in a font, too, in which a full-width character is not just as wide as two others.
    """
    blanks, taken = "", 0
    for character in text:
        if taken >= columns:
            break
        blanks += "\u3000" if width(character) == 2 else " "
        taken += width(character)
    return blanks + " " * (columns - taken)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A value as it is shown, cut around the fault, with the terminal column of the caret under it."""

    text: str
    caret: int | None


def evidence(value: str, position: int | None) -> Evidence:
    """Show a value; `position` is the index of its first character at fault, None where it is at fault as a whole."""
    place = position if position is not None and 0 <= position < len(value) else None
    start = max(0, (place or 0) - _BEFORE)
    end = max(place or 0, start + _BEFORE) + _AFTER
    lead = "…" if start else ""
    tail = "…" if end < len(value) else ""
    caret = None if place is None else width(lead + shown(value[start:place]))
    return Evidence(f"{lead}{shown(value[start:end])}{tail}", caret)


def _named(match: re.Match[str]) -> str:
    found = match[0]
    if found == "##[":
        return f"##‹{code_point('[')}›"
    hidden = unicodedata.category(found) in _UNSEEN or found in _FILLERS
    if hidden or (unicodedata.category(found) == "Zs"):
        return f"‹{code_point(found)}›"
    return found
