"""What a column is for, as far as the judgement of its characters depends on it."""

from enum import StrEnum


class Role(StrEnum):
    """The role of a column."""

    TEXT = "text"
    """Words for people: names, titles, document numbers, reasons."""
    CHANNEL = "channel"
    """How an office is reached: telephone, fax, address, e-mail."""
    POSTCODE = "postcode"
    IDENTIFIER = "identifier"
    CHOICE = "choice"
    """One of the enumerated words of the contract."""
    USCC = "uscc"
    DATE = "date"
    TIME = "time"
    INTEGER = "integer"
    DECIMAL = "decimal"
    LINK = "link"


WORDS: frozenset[Role] = frozenset({Role.TEXT, Role.CHANNEL})
"""The roles whose cells hold running words, in which blanks and Chinese punctuation are at home."""
