"""The line of a YAML text at which somebody can mend what stopped its parser."""

import re
from typing import Any, Final

_BREAK: Final = re.compile("\r\n?|\n")


def line_of_error(error: Exception, text: str) -> int:
    """The line of what a parser of YAML could not read, out of the marks or the position that the error bears."""
    found: Any = error
    position = getattr(found, "position", None)
    if isinstance(position, int):
        return _line_at(position, text, in_characters=getattr(found, "encoding", None) == "unicode")
    problem, context = getattr(found, "problem_mark", None), getattr(found, "context_mark", None)
    if context is not None and (problem is None or problem.index >= len(text)):
        # What was opened and never closed is noticed where everything ends: it is to be mended where it was opened.
        problem = context
    return within(problem.line + 1 if problem is not None else 1, text)


def within(line: int, text: str) -> int:
    """The line, or the last one of the text: a parser finds the end one line further on, where nothing stands."""
    ended = 0 if text.endswith(("\n", "\r")) else 1
    return max(1, min(line, len(_BREAK.findall(text)) + ended))


def _line_at(position: int, text: str, *, in_characters: bool) -> int:
    """The line at a position: the parser in C counts the bytes of UTF-8, the one in Python characters."""
    before = text[:position] if in_characters else text.encode("utf-8", "replace")[:position].decode("utf-8", "ignore")
    return 1 + len(_BREAK.findall(before))
