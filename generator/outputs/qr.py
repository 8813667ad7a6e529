"""QR codes (ISO/IEC 18004) of the short addresses, drawn as SVG; the only door to segno.

At a fixed length, version, level and mask, every module of a symbol is a sum modulo 2 of bits of the message and a constant:
placing, masking and the Reed–Solomon code (7.5) are linear. So the symbol of an address is that of another address of the
same length with what each differing character flips, and a hundred thousand codes take seconds instead of minutes.
"""

import html
import re
from typing import Final

import segno

from generator.domain import addresses

LEVEL: Final = "m"
"""Error correction: a seventh of the code may be damaged."""
QUIET_ZONE: Final = 4
"""Modules left free on every side."""
LONGEST: Final = 213
"""Characters of an address, as many as version 10 (57 modules a side) holds; a denser code is hard to scan on a page."""

_MASK: Final = 7
"""Readers accept any mask. One for all gives the same code whatever else is drawn, and spares trying out eight."""
_RUN: Final = re.compile("1+")
_BITS_OF_ASCII: Final = 7


class QrCodes:
    """Draws the code of an address of the site; without the site's own address there is nothing to scan."""

    __slots__ = ("_families", "_site_url", "_title")

    def __init__(self, site_url: str, title: str) -> None:
        """`site_url` is the absolute address of the site's root or empty, `title` what the drawing is called."""
        self._site_url = site_url
        self._title = html.escape(title)
        self._families: dict[int, _Family] = {}

    def draw(self, path: str) -> str:
        """The SVG element for a page's path from the site's root; empty where no code can be drawn.

        That is so where the site's address is not known, and for an address that is not ASCII or longer than `LONGEST`.
        """
        address = self._site_url + addresses.canonical(path)
        if not self._site_url or not address.isascii() or len(address) > LONGEST:
            return ""
        family = self._families.get(len(address))
        if family is None:
            family = self._families[len(address)] = _Family(len(address))
        size = family.width + 2 * QUIET_ZONE
        # Colours of its own: a code that a dark theme turns around is not read by every scanner.
        return (
            f'<svg class="qr" role="img" viewBox="0 0 {size} {size}" shape-rendering="crispEdges">'
            f'<title>{self._title}</title><path fill="#fff" d="M0 0h{size}v{size}H0z"/>'
            f'<path stroke="#000" d="{_path(family.rows(address))}"/></svg>'
        )


class _Family:
    """The codes of all addresses of one length."""

    __slots__ = ("_blank", "_flips", "_length", "width")

    def __init__(self, length: int) -> None:
        self._length = length
        self._flips: dict[tuple[int, int], int] = {}
        self._blank, self.width = _symbol("\0" * length)

    def rows(self, address: str) -> list[str]:
        """The modules of the code as a string of 0 and 1 per row."""
        symbol = self._blank
        for place in enumerate(address.encode("ascii")):
            flips = self._flips.get(place)
            symbol ^= self._learn(*place) if flips is None else flips
        width = self.width
        modules = format(symbol, f"0{width * width}b")
        return [modules[start : start + width] for start in range(0, width * width, width)]

    def _learn(self, position: int, character: int) -> int:
        """The modules that a character flips against the blank message."""
        flips = 0
        for bit in range(_BITS_OF_ASCII):
            single = 1 << bit
            if character & single:
                place = (position, single)
                if place not in self._flips:
                    message = "\0" * position + chr(single) + "\0" * (self._length - position - 1)
                    self._flips[place] = _symbol(message)[0] ^ self._blank
                flips ^= self._flips[place]
        self._flips[position, character] = flips
        return flips


def _symbol(message: str) -> tuple[int, int]:
    """The modules of a message in reading order as one number, and the width of the symbol."""
    code = segno.make(message, error=LEVEL, mode="byte", mask=_MASK, micro=False, boost_error=False)
    modules = "".join("1" if module else "0" for row in code.matrix for module in row)
    return int(modules, 2), len(code.matrix)


def _path(rows: list[str]) -> str:
    """Strokes of one module's height over the dark modules, each begun from where the last one ended."""
    strokes: list[str] = []
    x, y = 0, 0
    for number, row in enumerate(rows):
        for run in _RUN.finditer(row):
            first, end = run.span()
            strokes.append(f"m{first - x} {number - y}h{end - first}")
            x, y = end, number
    # The first stroke starts inside the quiet zone, in the middle of its module.
    return f"M{QUIET_ZONE} {QUIET_ZONE}.5{''.join(strokes)}"
