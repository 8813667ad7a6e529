"""The Atom syndication format (RFC 4287): a feed and its entries become one document."""

import html
import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from generator.domain.moments import rfc3339, start_of
from generator.frozen import dataclass
from generator.outputs.legible import NOT_LEGIBLE, legible
from generator.outputs.notice_lines import Line

NAMESPACE: Final = "http://www.w3.org/2005/Atom"
MEDIA_TYPE: Final = "application/atom+xml"
XHTML: Final = "http://www.w3.org/1999/xhtml"

AUTHORITY: Final = "award-transparency-portal,2026"
"""Who gives the identifiers, and since when (RFC 4151); never that of a host, so that a site that moves keeps its entries."""

_TO_MEND: Final = re.compile(f"[&<>\"'{NOT_LEGIBLE}]").search
_XML: Final = '<?xml version="1.0" encoding="utf-8"?>\n'


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One event; days are meant from their first moment in Beijing."""

    id: str
    title: str
    published: date
    updated: date
    page: str
    """Absolute, or relative to the feed."""
    source_url: str
    """Where it was published; may be empty."""
    category: tuple[str, str]
    """Slug and name of the jurisdiction."""
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A list of events, the newest first."""

    id: str
    title: str
    subtitle: str
    author: str
    updated: date
    address: str
    """The feed's own, absolute or relative to itself."""
    page: str
    language: str
    entries: Sequence[Entry]


def identifier(*parts: str) -> str:
    """A tag URI (RFC 4151) that names the same thing for ever; the parts are slugs and ids."""
    return f"tag:{AUTHORITY}:{'/'.join(parts)}"


def atom_document(feed: Feed) -> bytes:
    """The feed as XML in UTF-8."""
    pieces = [
        f'{_XML}<feed xmlns="{NAMESPACE}" xml:lang="{_escaped(feed.language)}">\n',
        _text("id", feed.id),
        _text("title", feed.title),
        _text("subtitle", feed.subtitle),
        _text("updated", _moment(feed.updated)),
        f"<author>\n{_text('name', feed.author)}</author>\n",
        _link("self", feed.address, MEDIA_TYPE),
        _link("alternate", feed.page, "text/html"),
        *map(_entry, feed.entries),
        "</feed>\n",
    ]
    return "".join(pieces).encode()


def _entry(entry: Entry) -> str:
    term, label = entry.category
    via = _link("via", entry.source_url) if entry.source_url else ""
    return (
        f"<entry>\n{_text('id', entry.id)}{_text('title', entry.title)}"
        f"{_text('published', _moment(entry.published))}{_text('updated', _moment(entry.updated))}"
        f"{_link('alternate', entry.page, 'text/html')}{via}"
        f'<category term="{_escaped(term)}" label="{_escaped(label)}" />\n'
        f'<content type="xhtml">\n<div xmlns="{XHTML}">\n{"".join(map(_paragraph, entry.lines))}</div>\n</content>\n</entry>\n'
    )


def _paragraph(line: Line) -> str:
    label = f"<b>{_escaped(line.label)}</b> " if line.label else ""
    return f"<p>{label}{_escaped(line.text)}</p>\n"


def _text(tag: str, text: str) -> str:
    return f"<{tag}>{_escaped(text)}</{tag}>\n"


def _link(relation: str, address: str, media_type: str = "") -> str:
    kind = f' type="{media_type}"' if media_type else ""
    return f'<link rel="{relation}"{kind} href="{_escaped(address)}" />\n'


def _escaped(text: str) -> str:
    # Most texts hold nothing that would have to be written otherwise.
    return html.escape(legible(text)) if _TO_MEND(text) else text


def _moment(day: date) -> str:
    return rfc3339(start_of(day))
