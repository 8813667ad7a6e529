"""Every link, source and reference by id of a built site, and those that lead nowhere."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urljoin, urlsplit

LINKS: Final = frozenset({"href", "src", "action", "poster", "data", "formaction"})
REFERENCES: Final = frozenset(
    [
        "for",
        "list",
        "form",
        "headers",
        "aria-controls",
        "aria-labelledby",
        "aria-describedby",
        "aria-details",
        "aria-owns",
        "aria-flowto",
    ]
)
"""Attributes that name elements of the same page by id, several with blanks between."""

_STYLE_LINK: Final = re.compile(r"url\(\s*['\"]?([^'\")]+)['\"]?\s*\)")
_FEED_LINK: Final = re.compile(r"(?:href=\"|<loc>|<id>)(https?://[^\"<]+)")


@dataclass(slots=True)
class Page:
    """What one page names."""

    links: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page

    def handle_starttag(  # type: ignore[explicit-override]  # typing.override came with Python 3.12
        self, tag: str, attrs: list[tuple[str, str | None]]
    ) -> None:
        for name, value in attrs:
            if name == "id" or (name == "name" and tag == "a"):
                self._page.ids.append(value or "")
            elif name in REFERENCES:
                self._page.references += (value or "").split()
            elif name in LINKS or name == "xlink:href":
                self._page.links.append(value or "")


def read_page(html: str) -> Page:
    """The links, references and ids of a page."""
    page = Page()
    reader = _Reader(page)
    reader.feed(html)
    reader.close()
    return page


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteLinks:
    """A built site and what its pages name."""

    folder: Path
    pages: dict[str, Page]
    """By path from the root of the site."""
    files: frozenset[str]

    @classmethod
    def of(cls, folder: Path) -> "SiteLinks":
        """Read every page of a site."""
        files = frozenset(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
        pages = {
            name: read_page((folder / name).read_text(encoding="utf-8"))
            for name in sorted(files)
            if name.endswith(".html")
        }
        return cls(folder=folder, pages=pages, files=files)

    def broken_references(self) -> Iterator[str]:
        """References by id to elements that the page does not have."""
        for name, page in self.pages.items():
            ids = set(page.ids)
            yield from (f"{name}: {reference}" for reference in page.references if reference not in ids)

    def repeated_ids(self) -> Iterator[str]:
        """Ids that a page bears twice."""
        for name, page in self.pages.items():
            yield from (f"{name}: {one}" for one in sorted(set(page.ids)) if page.ids.count(one) > 1)

    def linked(self) -> frozenset[str]:
        """The files to which the pages lead."""
        root = "https://site.example/"
        addresses = (urljoin(root + name, link) for name, page in self.pages.items() for link in page.links)
        return frozenset(unquote(urlsplit(each).path.removeprefix("/")) for each in addresses if each.startswith(root))

    def broken_links(self, base: str, *, directories: bool) -> Iterator[str]:
        """Links that lead nowhere when the site stands at `base`.

        With `directories` an address that ends in a slash is answered with its `index.html`, as servers do; a folder that
        is opened from a disk answers with nothing.
        """
        for name, page in self.pages.items():
            for link in page.links:
                reason = self._fault(base, urljoin(base, name), link, directories=directories)
                if reason:
                    yield f"{name}: {link}: {reason}"

    def broken_addresses(self, base: str) -> Iterator[str]:
        """Absolute addresses below `base`, in pages, feeds and site map, at which nothing stands."""
        for name in sorted(self.files):
            if name.endswith((".html", ".atom", ".xml")):
                text = (self.folder / name).read_text(encoding="utf-8")
                for address in _FEED_LINK.findall(text):
                    if address.startswith(base) and self._fault(base, base, address, directories=True):
                        yield f"{name}: {address}"

    def broken_styles(self) -> Iterator[str]:
        """Images and fonts that a stylesheet names and that are not there, or that come from elsewhere."""
        for name in sorted(self.files):
            if name.endswith(".css"):
                for link in _STYLE_LINK.findall((self.folder / name).read_text(encoding="utf-8")):
                    if not link.startswith("data:") and self._fault(
                        "https://site.example/", f"https://site.example/{name}", link, directories=False
                    ):
                        yield f"{name}: {link}"

    def _fault(self, base: str, page: str, link: str, *, directories: bool) -> str:
        address = urljoin(page, link)
        if not address.startswith(base):
            foreign = urlsplit(link).scheme in ("http", "https", "mailto", "tel")
            return "" if foreign else "leads out of the site"
        path, _, fragment = address[len(base) :].partition("#")
        target = unquote(path.partition("?")[0])
        if directories and (not target or target.endswith("/")):
            target += "index.html"
        if target not in self.files:
            return "no such file"
        if fragment and target in self.pages and unquote(fragment) not in self.pages[target].ids:
            return "no such anchor"
        return ""
