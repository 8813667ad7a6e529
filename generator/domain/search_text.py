"""How a text is written down for searching: folded to one spelling, and cut into the pieces that a query can ask for.

Chinese has no spaces between words, and no dictionary knows the names of companies, so that a text is indexed by every
pair of neighbouring characters. The reader's script (`site_templates/assets/search.js`) folds a query by the same rules.
"""

import re
from collections.abc import Mapping
from typing import Final
from unicodedata import normalize
from zlib import crc32

BEGINNING: Final = "\x01"
"""Marks a gram that stands at the beginning of a title; no folded text holds it."""
CODE: Final = "\x02"
"""Marks a gram that stands at the beginning of a credit code or another number."""
WHOLE: Final = "\x03"
"""Marks a gram that is a whole short title."""

SHORTEST_QUERY: Final = 2
"""The fewest characters that can be searched for: one Chinese character stands in too many names to be an answer."""

_PLAIN: Final = re.compile("[0-9a-z\u4e00-\u9fff]*")
_SPACES: Final = re.compile(" {2,}")
_CODE: Final = re.compile("[0-9a-z]{18}|[0-9]{6,}")


def _folding() -> Mapping[int, str]:
    """What each character becomes: brackets, quotes, dashes and dots are typed in many ways and mean the same."""
    spellings = {
        "(": "[{〔【〖〘〚",
        ")": "]}〕】〗〙〛",
        "'": '"`‘’‚‛“”„‟「」『』《》〈〉«»‹›',
        "-": "‐‑‒–—―−─",
        "·": "•‧・∙⋅●",
        ",": "、",
        ".": "。",
        "~": "〜∼",
        "×": "*",  # lunr would read an asterisk as "anything"
        "σ": "ς",
        " ": "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029",
    }
    unseen = (*range(0x20), *range(0x7F, 0xA0), 0xAD, *range(0x200B, 0x2010), 0x2060, *range(0xFE00, 0xFE10), 0xFEFF)
    table = dict.fromkeys(unseen, "")
    table.update({ord(character): folded for folded, characters in spellings.items() for character in characters})
    return table


_FOLDED: Final = _folding()


def fold(text: str, *, trim: bool = True) -> str:
    """Return the one spelling of a text: full-width forms narrow (NFKC), lower case, one kind of bracket, quote and dash."""
    if text.isascii() and text.isalnum():
        return text.lower()
    if _PLAIN.fullmatch(text):
        return text
    folded = _SPACES.sub(" ", normalize("NFKC", normalize("NFKC", text).lower()).translate(_FOLDED))
    return folded.strip(" ") if trim else folded


def readings(folded: str) -> tuple[str, ...]:
    """Return a folded text without its spaces, and where it has any also with them: people type both."""
    return (folded.replace(" ", ""), folded) if " " in folded else (folded,)


def is_code(folded: str) -> bool:
    """Whether a text is a credit code (GB 32100-2015, 18 characters) or a long number: found whole or by its beginning."""
    return _CODE.fullmatch(folded) is not None


def query_terms(query: str) -> tuple[str, ...]:
    """Return the words of a query, all of which a record must hold; a query too short to be answered has none.

    Words of one character only narrow an answer; where there are no others, the query is one word with its spaces.
    """
    words = tuple(word for word in fold(query).split(" ") if word)
    if any(len(word) >= SHORTEST_QUERY for word in words):
        return words
    whole = fold(query, trim=False)
    return (whole,) if whole.strip(" ") and len(whole) >= SHORTEST_QUERY else ()


def gram_hash(gram: str) -> int:
    """Return the number by which a gram or reference is put into a file: CRC-32 (ISO 3309) of its UTF-8 bytes."""
    return crc32(gram.encode())
