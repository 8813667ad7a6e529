"""What a page says, as plain lines: its headings, lists, tables, links and fields, without looks and without script."""

from html.parser import HTMLParser
from typing import Final
from urllib.parse import urljoin, urlsplit

from tests.demo.fiction import words

_BLOCKS: Final = frozenset(
    words(
        "address article aside blockquote caption dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 "
        "h5 h6 header legend li main nav ol p section summary table tbody tfoot thead tr ul option"
    )
)
_PREFIXES: Final = {"li": "- ", "dd": "  ", "option": "  o ", "caption": "= ", "summary": "> "} | {
    f"h{level}": "#" * level + " " for level in range(1, 7)
}
_SILENT: Final = frozenset({"script", "style", "template"})
_FIELDS: Final = frozenset({"input", "select", "textarea"})
_ROOT: Final = "https://site.example/"


class _Text(HTMLParser):
    """Collects the lines of the main part of a page."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self._page = _ROOT + path
        self.lines: list[str] = []
        self._line: list[str] = []
        self._prefix = ""
        self._inside = 0
        self._silent = 0
        self._links: list[str] = []
        self._cells = 0

    def handle_starttag(  # type: ignore[explicit-override]  # typing.override came with Python 3.12
        self, tag: str, attrs: list[tuple[str, str | None]]
    ) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "main":
            self._inside += 1
        self._silent += tag in _SILENT
        if not self._inside or self._silent:
            return
        if tag in _BLOCKS:
            self._end_line()
            self._prefix = _PREFIXES.get(tag, "")
            self._cells = 0
        elif tag in ("th", "td"):
            self._line += [" | "] if self._cells else []
            self._cells += 1
        elif tag == "a":
            self._links.append(self._target(given.get("href", "")))
        elif tag in _FIELDS:
            self._line.append(f"[{tag} {given.get('name') or given.get('id', '')}]")
        elif tag in ("del", "ins"):
            self._line.append({"del": "[-", "ins": "[+"}[tag])

    def handle_endtag(self, tag: str) -> None:  # type: ignore[explicit-override]  # as above
        self._silent -= tag in _SILENT
        if not self._inside or self._silent:
            return
        if tag in _BLOCKS:
            self._end_line()
        elif tag == "a" and self._links:
            self._line.append(f" <{self._links.pop()}>")
        elif tag in ("del", "ins"):
            self._line.append({"del": "-]", "ins": "+]"}[tag])
        elif tag in ("text", "title", "desc"):
            self._end_line()
        self._inside -= tag == "main"

    def handle_data(self, data: str) -> None:  # type: ignore[explicit-override]  # as above
        if self._inside and not self._silent:
            self._line.append(data)

    def _target(self, link: str) -> str:
        """A link of the site from its root, so that the same page reads the same at every depth; another as it stands."""
        address = urljoin(self._page, link)
        return f"/{address.removeprefix(_ROOT)}" if not urlsplit(link).scheme else link

    def _end_line(self) -> None:
        text = " ".join("".join(self._line).split())
        if text:
            self.lines.append(self._prefix + text)
            self._prefix = ""
        self._line = []


def page_text(path: str, html: str) -> str:
    """The lines of a page's main part; `path` is its place in the site, from which its links are read."""
    reader = _Text(path)
    reader.feed(html)
    reader.close()
    return "\n".join(reader.lines) + "\n"
