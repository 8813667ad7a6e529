"""How files of the site name its pages: absolutely where the site's own address is known, otherwise from where they stand."""

from typing import Final
from urllib.parse import quote

from generator.domain import addresses

_KEPT: Final = "/?#=&%"
"""Beside letters, digits and `_.-~`: what a path with a query and an anchor is made of."""


def absolute(site_url: str, path: str) -> str:
    """The canonical address of a page or file; `site_url` is the address of the site's root with its last slash."""
    return site_url + quote(addresses.canonical(path), safe=_KEPT)


def link(path: str, *, here: str, site_url: str) -> str:
    """What leads from the file `here` to a page or file: absolute, or relative and written out where no address is known."""
    return absolute(site_url, path) if site_url else addresses.root_from(here) + quote(path, safe=_KEPT)
