"""What each part of a site depends on, as a checksum: while it is the same, the part's files are the same.

A part of one jurisdiction depends on the files of that jurisdiction and on no other's, one over all jurisdictions on all
files; every part depends on the program, the day, the address of the site and the calendar.
"""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Final

_HOME: Final = "jurisdictions"


def checksum(texts: Iterable[str]) -> str:
    """One checksum over several texts in their order."""
    digest = hashlib.sha256()
    for text in texts:
        data = text.encode()
        digest.update(len(data).to_bytes(8, "little") + data)
    return digest.hexdigest()


class PartKeys:
    """The keys of the parts; `digests` are the checksums of the data files by path, `base` is what all parts depend on."""

    __slots__ = ("_all", "_base", "_own")

    def __init__(self, digests: Mapping[str, str], base: Iterable[str]) -> None:
        own: dict[str, list[str]] = {}
        rest: list[str] = []
        for path in sorted(digests):
            home, _, below = path.partition("/")
            texts = own.setdefault(below.partition("/")[0], []) if home == _HOME else rest
            texts += (path, digests[path])
        self._own = {slug: checksum(texts) for slug, texts in own.items()}
        self._base = checksum((*base, *rest))
        self._all = checksum((self._base, *(text for pair in self._own.items() for text in pair)))

    def of_program(self) -> str:
        """The key of what does not depend on the data of any jurisdiction."""
        return self._base

    def of_jurisdictions(self, slugs: Iterable[str], *more: str) -> str:
        """The key of what depends on some jurisdictions, and on `more` besides."""
        return checksum((self._base, *(self._own.get(slug, "") for slug in slugs), *more))

    def of_all(self) -> str:
        """The key of what depends on all jurisdictions."""
        return self._all
