"""How files of the site name its pages: absolutely where the site's own address is known, otherwise from where they stand."""

import re
from typing import Final
from urllib.parse import quote

from generator.domain import addresses

_KEPT: Final = "/?#=&%"
"""Beside letters, digits and `_.-~`: what a path with a query and an anchor is made of."""

_AS_IT_IS: Final = re.compile(f"[A-Za-z0-9_.~{_KEPT}-]*").fullmatch


def absolute(site_url: str, path: str) -> str:
    """The canonical address of a page or file; `site_url` is the address of the site's root with its last slash."""
    return site_url + _quoted(addresses.canonical(path))


def link(path: str, *, here: str, site_url: str) -> str:
    """What leads from the file `here` to a page or file: absolute, or relative and written out where no address is known."""
    return absolute(site_url, path) if site_url else addresses.root_from(here) + _quoted(path)


def _quoted(path: str) -> str:
    # Slugs and ids, of which nearly every path is made, need no quoting.
    return path if _AS_IT_IS(path) else quote(path, safe=_KEPT)
