"""The site map (sitemaps.org, protocol 0.9) and robots.txt (RFC 9309) for search engines."""

import html
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from generator.outputs.web_addresses import absolute

SITEMAP: Final = "sitemap.xml"
ROBOTS: Final = "robots.txt"

MOST_ADDRESSES: Final = 50_000
"""The most addresses in one file, and the most files in an index; addresses of 1,000 bytes would fill the 50 MB."""

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap_files(paths: Iterable[str], site_url: str, most: int = MOST_ADDRESSES) -> Iterator[tuple[str, bytes]]:
    """robots.txt and the map of the pages at `paths`, read as they come: address and bytes of each file.

    The protocol asks for absolute addresses. Without the address of the site's root (`site_url`, with its last slash) they
    begin at the host's root, and robots.txt does not point to the map. More pages than `most` fill several files, which
    `sitemap.xml` then names.
    """
    root = site_url or "/"
    rest = iter(paths)
    part, following = list(islice(rest, most)), list(islice(rest, most))
    if not following:
        yield SITEMAP, _urls(part, root)
    else:
        names: list[str] = []
        while part:
            names.append(f"sitemap-{len(names) + 1}.xml")
            yield names[-1], _urls(part, root)
            part, following = following, list(islice(rest, most))
        yield SITEMAP, _index(names, root)
    yield ROBOTS, _robots(site_url)


def _urls(paths: list[str], site_url: str) -> bytes:
    return _document("urlset", "url", paths, site_url)


def _index(names: list[str], site_url: str) -> bytes:
    return _document("sitemapindex", "sitemap", names, site_url)


def _document(root: str, item: str, paths: list[str], site_url: str) -> bytes:
    lines = [f"<{item}><loc>{html.escape(absolute(site_url, path))}</loc></{item}>\n" for path in paths]
    return f'{_HEAD}<{root} xmlns="{_NAMESPACE}">\n{"".join(lines)}</{root}>\n'.encode()


def _robots(site_url: str) -> bytes:
    place = f"Sitemap: {site_url}{SITEMAP}\n" if site_url else ""
    return f"User-agent: *\nAllow: /\n{place}".encode()
