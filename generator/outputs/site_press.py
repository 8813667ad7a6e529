"""Typed pages become files: the template fills the body, the frame goes around it."""

from collections.abc import Callable, Iterable, Iterator
from typing import ClassVar, Protocol

from generator.domain import addresses
from generator.outputs.atom import MEDIA_TYPE
from generator.outputs.html import Templates, escape_text
from generator.outputs.prose import Prose
from generator.outputs.shell import root_of
from generator.pages.base import Head

Files = Iterator[tuple[str, bytes]]


class Page(Protocol):
    """What every page of data has; one with scripts of its own names them in `scripts`."""

    template: ClassVar[str]

    @property
    def head(self) -> Head:
        """Where it stands and what it is called."""
        ...


class Press:
    """Turns pages into (path, bytes)."""

    def __init__(self, prose: Prose, templates: Templates, site_url: str) -> None:
        """`site_url` is the root's absolute address or empty."""
        self._prose = prose
        self._shell = prose.shell
        self._templates = templates
        self._url = site_url
        self._scripts: dict[tuple[tuple[str, ...], int], bytes] = {}

    def file(self, page: Page) -> tuple[str, bytes]:
        """One page of data."""
        head = page.head
        path = head.path
        depth = path.count("/")
        return path, self._shell.stamp(
            root=head.root,
            title=head.title,
            description=head.description,
            section=head.section,
            canonical="" if head.base else self._canonical(head.canonical or path),
            head=self._head(getattr(page, "scripts", ()), depth) + _feeds(head),
            body=self._templates.render(page.template, page),
        )

    def files(self, pages: Callable[[], Iterable[Page]]) -> Files:
        """Pages of data, one after another."""
        return map(self.file, pages())

    def prose(self) -> Files:
        """The pages of prose in the same frame."""
        for page in self._prose.pages:
            yield (
                page.path,
                self._shell.stamp(
                    root=root_of(page.depth),
                    title=page.title,
                    description=page.description,
                    section=page.section,
                    canonical=self._canonical(page.path),
                    body=page.body(page.depth),
                ),
            )

    def _canonical(self, path: str) -> str:
        return f"{self._url}{addresses.canonical(path)}" if self._url else ""

    def _head(self, scripts: tuple[str, ...], depth: int) -> bytes:
        if not scripts:
            return b""
        head = self._scripts.get((scripts, depth))
        if head is None:
            head = b"".join(self._shell.script(name, depth) for name in scripts)
            self._scripts[scripts, depth] = head
        return head


def _feeds(head: Head) -> bytes:
    if not head.feeds:
        return b""
    return "".join(
        f'<link rel="alternate" type="{MEDIA_TYPE}" title="{escape_text(feed.text)}" href="{head.root}{feed.path}">'
        for feed in head.feeds
    ).encode()
