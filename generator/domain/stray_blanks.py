"""Blanks that are too many or of the wrong sort, and where it is certain what stands without them."""

import re
from typing import Final

from generator.domain.character_faults import CharacterFault, CharacterFaultKind, Whitespace
from generator.domain.column_roles import WORDS, Role

_BLANKS: Final = " \t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
LINE_ENDS: Final = "\n\x0b\x0c\r\x85\u2028\u2029"
EDGE: Final = _BLANKS + LINE_ENDS
LINE_END: Final = re.compile(f"[{LINE_ENDS}]")
_BLANK_RUN: Final = re.compile(f"[{EDGE}]+")
_KINDS_OF_BLANK: Final = (
    (Whitespace.TAB, re.compile("\t")),
    (Whitespace.IDEOGRAPHIC, re.compile("\u3000")),
    (Whitespace.NO_BREAK, re.compile("[\u00a0\u202f]")),
    (Whitespace.UNUSUAL, re.compile("[^ ]")),
)


def stray_blanks(text: str, role: Role, clean: re.Pattern[str]) -> CharacterFault | None:
    """The stray blanks of a cell; `clean` is what a clean cell of its role looks like.

    Between words nobody can tell a blank too many from one that separates two words: there a person has to agree.
    """
    if role not in WORDS:
        return _in_code(text, role, clean)
    runs = [run for run in _BLANK_RUN.finditer(text) if _is_stray(run)]
    if not runs:
        return None
    inside = [run for run in runs if not _at_edge(run)]
    first, bare = [*inside, *runs][0], text.strip(EDGE)
    return _fault(
        first,
        count=len(runs),
        reason=_kind_in_words(first),
        mended=bare if bare != text else None,
        suggestion=_BLANK_RUN.sub(_meant, text) if inside else None,
    )


def _fault(
    run: re.Match[str], *, count: int, reason: Whitespace, mended: str | None, suggestion: str | None = None
) -> CharacterFault:
    return CharacterFault(
        kind=CharacterFaultKind.STRAY_WHITESPACE,
        reason=reason,
        start=run.start(),
        end=run.end(),
        count=count,
        mended=mended,
        suggestion=suggestion,
    )


def _is_stray(run: re.Match[str]) -> bool:
    """One ordinary blank between words is right; a line break inside is told as a control character."""
    return _at_edge(run) or (run[0] != " " and LINE_END.search(run[0]) is None)


def _meant(run: re.Match[str]) -> str:
    if _at_edge(run):
        return ""
    if not _is_stray(run):
        return run[0]
    return " " if any(neighbour.isascii() for neighbour in _neighbours(run)) else ""


def _neighbours(run: re.Match[str]) -> tuple[str, str]:
    return run.string[run.start() - 1], run.string[run.end()]


def _in_code(text: str, role: Role, clean: re.Pattern[str]) -> CharacterFault | None:
    """Blanks inside are stray where without them the cell is what its column asks for; those at the edges always are."""
    bare, runs = _BLANK_RUN.sub("", text), list(_BLANK_RUN.finditer(text))
    if role is Role.LINK or clean.fullmatch(bare) is None:
        bare, runs = text.strip(EDGE), [run for run in runs if _at_edge(run)]
    if not runs:
        return None
    reason = _kind_at_edge(runs[0]) or Whitespace.INSIDE_CODE
    return _fault(runs[0], count=len(runs), reason=reason, mended=bare)


def _at_edge(run: re.Match[str]) -> bool:
    return run.start() == 0 or run.end() == len(run.string)


def _kind_at_edge(run: re.Match[str]) -> Whitespace | None:
    if run.start() == 0:
        return Whitespace.LEADING
    return Whitespace.TRAILING if run.end() == len(run.string) else None


def _kind_in_words(run: re.Match[str]) -> Whitespace:
    inside = (kind for kind, pattern in _KINDS_OF_BLANK if pattern.search(run[0]))
    return _kind_at_edge(run) or next(inside, Whitespace.DOUBLE)
