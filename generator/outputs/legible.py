"""Text without the characters that XML 1.0 (production 2) and RFC 5545 (section 3.1) have no place for."""

import re
from typing import Final

NOT_LEGIBLE: Final = "\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
"""Such characters, ends of lines among them, as a regular expression names them in its brackets."""
_LINE_ENDS: Final = re.compile("[\t\n\x0b\x0c\r\x85\u2028\u2029]+")
_NO_TEXT: Final = re.compile(f"[{NOT_LEGIBLE}]+")


def legible(text: str) -> str:
    """The text on one line and without control characters, which the check lets through in no cell."""
    # What can be printed, as nearly every text can, holds none of them, and no line's end.
    return text if text.isprintable() else _NO_TEXT.sub("", _LINE_ENDS.sub(" ", text))
