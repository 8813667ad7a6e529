"""Drawings that the program makes itself, and that stand in a page as they are; and how much of a text finds room in one."""

from typing import Final
from unicodedata import east_asian_width

from generator.frozen import dataclass

LETTERS: Final = 15
"""Height of the letters of a label, in the units of its picture."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """An SVG element of the program's own making, never of data; it is its own HTML."""

    svg: str

    def __html__(self) -> str:
        """The element, which is not to be escaped."""
        return self.svg


def too_long(text: str, room: int) -> bool:
    """Whether a label would leave a picture; a Chinese character is as wide as the letters are high, others about half."""
    if len(text) * LETTERS <= room:
        return False
    return sum(LETTERS if east_asian_width(character) in "WFA" else LETTERS * 0.6 for character in text) > room
