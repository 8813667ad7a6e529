"""What each part of a site depends on, as a checksum: while it is the same, the part's files are the same.

A part of one jurisdiction depends on all files of that jurisdiction and on no other's, one over all jurisdictions on the
tables that it reads; every part depends on the program, the day, the address of the site and the calendar.
"""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Final

_HOME: Final = "jurisdictions/"


def checksum(texts: Iterable[str]) -> str:
    """One checksum over several texts in their order."""
    digest = hashlib.sha256()
    for text in texts:
        data = text.encode()
        digest.update(len(data).to_bytes(8, "little") + data)
    return digest.hexdigest()


class PartKeys:
    """The keys of the parts; `digests` are the checksums of the data files by path, `base` is what all parts depend on."""

    __slots__ = ("_base", "_digests", "_kinds", "_own")

    def __init__(self, digests: Mapping[str, str], base: Iterable[str]) -> None:
        self._digests = digests
        own: dict[str, list[str]] = {}
        rest: list[str] = []
        self._kinds: dict[str, list[str]] = {}
        for path in sorted(digests):
            if not path.startswith(_HOME):
                rest += (path, digests[path])
                continue
            _, slug, *below = path.split("/")
            own.setdefault(slug, []).extend((path, digests[path]))
            kind = "regulations" if below[0] == "regulations" else below[-1].partition(".")[0]
            self._kinds.setdefault(kind, []).extend((path, digests[path]))
        self._own = {slug: checksum(texts) for slug, texts in own.items()}
        self._base = checksum((*base, *rest))

    def of_program(self) -> str:
        """The key of what does not depend on the data of any jurisdiction."""
        return self._base

    def of_jurisdictions(self, slugs: Iterable[str], *more: str) -> str:
        """The key of what depends on some jurisdictions, and on `more` besides."""
        return checksum((self._base, *(self._own.get(slug, "") for slug in slugs), *more))

    def of_tables(self, *kinds: str) -> str:
        """The key of what depends on some kinds of files of all jurisdictions; on all files where none is named."""
        return checksum((self._base, *(text for kind in kinds or sorted(self._kinds) for text in self._kinds.get(kind, ()))))

    def file(self, path: str) -> str:
        """The checksum of a data file as it was read; empty where it was not."""
        return self._digests.get(path, "")
