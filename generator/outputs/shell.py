"""The frame around every page, encoded once: header, navigation, search box, footer."""

import re
from collections.abc import Mapping
from typing import Final

from generator.errors import PortalError
from generator.outputs.html import escape_text

SLOTS: Final = ("title", "description", "canonical", "head", "body")
"""What differs from page to page, in the order in which the frame must name it, each once."""

_BEFORE_THE_FIRST_PAINT: Final = frozenset({"notice-clock.js"})
"""Small scripts that alter the first screen: browsers that can wait for them, so that nothing jumps."""

_SENTINEL: Final = re.compile(r"⟦([a-z]+)(?::([a-z-]+))?⟧")


def mark(name: str) -> str:
    """The sentinel that stands for `name` in the frame."""
    return f"⟦{name}⟧"


class Shell:
    """The frame of the site, cut at its sentinels and ready for every place and section."""

    __slots__ = ("_assets", "_cuts", "source")

    def __init__(self, source: str, assets: Mapping[str, str]) -> None:
        """Take the frame with its sentinels and the addresses of the assets by name.

        Raises PortalError where the frame does not name each slot once and in order.
        """
        found = tuple(match[1] for match in _SENTINEL.finditer(source) if match[1] in SLOTS)
        if found != SLOTS:
            raise PortalError(
                f"the frame of the pages must hold {', '.join(map(mark, SLOTS))} once each, in this order"
            )
        self.source = source
        """The frame with its sentinels."""
        self._assets = assets
        self._cuts: dict[tuple[str, str], tuple[bytes, ...]] = {}

    def stamp(
        self,
        *,
        root: str,
        title: str,
        description: str,
        body: bytes,
        section: str = "",
        canonical: str = "",
        head: bytes = b"",
    ) -> bytes:
        """The whole page: `body` is HTML, `title`, `description` and `canonical` are text, `head` more HTML for the head.

        `root` leads from the page to the root of the site, `section` is the entry of the navigation that it belongs to.
        """
        cut = self._cuts.get((root, section)) or self._cut(root, section)
        address = f'<link rel="canonical" href="{escape_text(canonical)}">' if canonical else ""
        return b"".join(
            (
                cut[0],
                escape_text(title).encode(),
                cut[1],
                escape_text(description).encode(),
                cut[2],
                address.encode(),
                cut[3],
                head,
                cut[4],
                body,
                cut[5],
            )
        )

    def script(self, name: str, depth: int) -> bytes:
        """The element that loads the script of that name once the page is read; KeyError where there is no such asset."""
        blocking = ' blocking="render"' if name in _BEFORE_THE_FIRST_PAINT else ""
        return f'<script src="{root_of(depth)}{self._assets[name]}" defer{blocking}></script>'.encode()

    def _cut(self, root: str, section: str) -> tuple[bytes, ...]:
        def fill(match: re.Match[str]) -> str:
            if match[1] == "root":
                return root
            if match[1] == "current":
                return ' aria-current="true"' if match[2] == section else ""
            return match[0]

        pieces = re.split("|".join(map(re.escape, map(mark, SLOTS))), _SENTINEL.sub(fill, self.source))
        cut = tuple(piece.encode() for piece in pieces)
        self._cuts[root, section] = cut
        return cut


def root_of(depth: int) -> str:
    """The relative address of the root of the site from a page under so many folders: empty, `../`, `../../`."""
    return "../" * depth
