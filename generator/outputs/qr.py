"""QR codes (ISO/IEC 18004) of the short addresses, drawn as SVG; the only door to segno.

At a fixed length, version, level and mask, every module of a symbol is a sum modulo 2 of bits of the message and a constant:
placing, masking and the Reed–Solomon code (7.5) are linear. So the symbol of an address is that of another address of the
same length with what each differing bit flips, and a hundred thousand codes take seconds instead of minutes.
"""

import html
from itertools import groupby, pairwise
from operator import getitem
from struct import Struct
from typing import Final

from generator.domain import addresses
from generator.program_file import ProgramFile

LEVEL: Final = "m"
"""Error correction: a seventh of the code may be damaged."""
QUIET_ZONE: Final = 4
"""Modules left free on every side."""
LONGEST: Final = 213
"""Characters of an address, as many as version 10 (57 modules a side) holds; a denser code is hard to scan on a page."""

_MASK: Final = 7
"""Readers accept any mask. One for all gives the same code whatever else is drawn, and spares trying out eight."""
_PIECES: Final = 3
"""Pieces into which a row is cut to be drawn: short ones come again and again, and each is put into words once."""


class QrCodes:
    """Draws the code of an address of the site; without the site's own address there is nothing to scan."""

    __slots__ = ("_families", "_file", "_firsts", "_flips", "_kept", "_pens", "_site_url", "_title")

    def __init__(self, site_url: str, title: str, file: ProgramFile | None = None) -> None:
        """`site_url` is the absolute address of the site's root or empty, `title` what the drawing is called.

        In `file` stands what earlier builds have learnt of the symbols.
        """
        self._site_url = site_url
        self._title = html.escape(title)
        self._file = file
        self._firsts: dict[int, tuple[str, int, int]]
        self._flips: dict[int, _Flips]
        self._firsts, self._flips = (file and file.read()) or ({}, {})
        self._kept = self._size()
        self._families: dict[int, _Family] = {}
        self._pens: dict[int, _Pen] = {}

    def address(self, path: str) -> str:
        """The absolute address of a page's path from the site's root; empty where the site's is not known."""
        return self._site_url + addresses.canonical(path) if self._site_url else ""

    def draw(self, path: str) -> str:
        """The SVG element for a page's path from the site's root; empty where no code can be drawn.

        That is so where the site's address is not known, and for an address that is not ASCII or longer than `LONGEST`.
        """
        address = self.address(path)
        if not address or not address.isascii() or len(address) > LONGEST:
            return ""
        family = self._families.get(len(address)) or self._family(address)
        return family.pen.draw(family.symbol(address))

    def keep(self) -> None:
        """Keep what this process has learnt for further builds; an incomplete set is as good, for the rest is learnt again."""
        if self._file is not None and self._size() > self._kept:
            self._file.write((self._firsts, self._flips))

    def _size(self) -> int:
        return len(self._firsts) + sum(map(len, self._flips.values()))

    def _family(self, address: str) -> "_Family":
        """The family of an address that is the first of its length here; an earlier build may have met another first."""
        if len(address) not in self._firsts:
            self._firsts[len(address)] = address, *_symbol(address)
        first, symbol, width = self._firsts[len(address)]
        if width not in self._pens:
            self._pens[width] = _Pen(width, self._title)
        family = _Family(first, symbol, self._flips.setdefault(width, {}), self._pens[width])
        self._families[len(address)] = family
        return family


_Flips = dict[tuple[int, int], int]
"""The modules that one bit of the character at a position flips: the same for all messages of one version."""


class _Family:
    """The codes of all addresses of one length, told by how they differ from that of one of them."""

    __slots__ = ("_address", "_flips", "_single_flips", "_symbol", "pen")

    def __init__(self, address: str, symbol: int, single_flips: _Flips, pen: "_Pen") -> None:
        self._address = address.encode("ascii")
        self._symbol = symbol
        self._single_flips = single_flips
        self._flips: _Flips = {}
        self.pen = pen

    def symbol(self, address: str) -> int:
        """The modules of an address in reading order as one number."""
        symbol, flips = self._symbol, self._flips
        for position, (one, other) in enumerate(zip(self._address, address.encode("ascii"), strict=True)):
            if one != other:
                bits = one ^ other
                symbol ^= flips.get((position, bits)) or self._flip(position, bits)
        return symbol

    def _flip(self, position: int, bits: int) -> int:
        """What some bits flip: what the lowest of them flips, and what the others do."""
        single = bits & -bits
        found = self._single_flips.get((position, single)) or self._learn(position, single)
        if bits != single:
            found ^= self._flip(position, bits ^ single)
        self._flips[position, bits] = found
        return found

    def _learn(self, position: int, bit: int) -> int:
        message = bytearray(self._address)
        message[position] ^= bit
        self._single_flips[position, bit] = found = _symbol(message.decode("ascii"))[0] ^ self._symbol
        return found


def _symbol(message: str) -> tuple[int, int]:
    """The modules of a message in reading order as one number, and the width of the symbol."""
    import segno  # noqa: PLC0415 - it brings half of the standard library along

    code = segno.make(message, error=LEVEL, mode="byte", mask=_MASK, micro=False, boost_error=False)
    modules = "".join("1" if module else "0" for row in code.matrix for module in row)
    return int(modules, 2), len(code.matrix)


class _Pen:
    """Draws symbols of one width: strokes of one module's height over the dark modules, row after row."""

    __slots__ = ("_after", "_before", "_cut", "_form", "_strokes")

    def __init__(self, width: int, title: str) -> None:
        size = width + 2 * QUIET_ZONE
        # Colours of its own: a code that a dark theme turns around is not read by every scanner. The first stroke
        # starts inside the quiet zone, in the middle of its module.
        self._before = (
            f'<svg class="qr" role="img" viewBox="0 0 {size} {size}" shape-rendering="crispEdges">'
            f'<title>{title}</title><path fill="#fff" d="M0 0h{size}v{size}H0z"/>'
            f'<path stroke="#000" d="M{QUIET_ZONE} {QUIET_ZONE}.5'
        )
        self._after = '"/></svg>'
        self._form = f"0{width * width}b"
        ends = [width * piece // _PIECES for piece in range(_PIECES + 1)]
        self._cut = Struct("".join(f"{end - first}s" for first, end in pairwise(ends)) * width).unpack
        inner, last = _Strokes(), _Strokes(end=f"m-{width} 1")
        self._strokes = [*[inner] * (_PIECES - 1), last] * width
        """For each piece of the symbol, the strokes of all such pieces."""

    def draw(self, symbol: int) -> str:
        """The SVG element."""
        pieces = self._cut(format(symbol, self._form).encode())
        strokes = "".join(map(getitem, self._strokes, pieces))
        return f"{self._before}{strokes}{self._after}"


class _Strokes(dict[bytes, str]):
    """Pieces of rows as moves of the pen, each from its left edge to its right one, and then to the `end`."""

    def __init__(self, end: str = "") -> None:
        super().__init__()
        self._end = end

    def __missing__(self, modules: bytes) -> str:
        runs = ((module, len(list(run))) for module, run in groupby(modules.decode()))
        moves = "".join(f"h{length}" if module == "1" else f"m{length} 0" for module, length in runs)
        self[modules] = strokes = moves + self._end
        return strokes
