"""Drawings that the program makes itself, and that stand in a page as they are."""

from generator.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Drawing:
    """An SVG element of the program's own making, never of data; it is its own HTML."""

    svg: str

    def __html__(self) -> str:
        """The element, which is not to be escaped."""
        return self.svg
