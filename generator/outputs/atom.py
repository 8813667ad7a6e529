"""The Atom syndication format (RFC 4287): a feed and its entries become one document."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from xml.etree import ElementTree as ET

from generator.domain.moments import rfc3339, start_of
from generator.outputs.legible import legible
from generator.outputs.notice_lines import Line

NAMESPACE: Final = "http://www.w3.org/2005/Atom"
XHTML: Final = "http://www.w3.org/1999/xhtml"

AUTHORITY: Final = "award-transparency-portal,2026"
"""Who gives the identifiers, and since when (RFC 4151); never that of a host, so that a site that moves keeps its entries."""

_XML: Final = b'<?xml version="1.0" encoding="utf-8"?>\n'


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
    # Namespaces stand as plain attributes: the library's own way of writing them depends on a table that all share.
    root = ET.Element("feed", {"xmlns": NAMESPACE, "xml:lang": feed.language})
    _text(root, "id", feed.id)
    _text(root, "title", feed.title)
    _text(root, "subtitle", feed.subtitle)
    _text(root, "updated", _moment(feed.updated))
    _text(ET.SubElement(root, "author"), "name", feed.author)
    _link(root, "self", feed.address, "application/atom+xml")
    _link(root, "alternate", feed.page, "text/html")
    for entry in feed.entries:
        _entry(ET.SubElement(root, "entry"), entry)
    ET.indent(root, space="")
    return _XML + ET.tostring(root, encoding="unicode").encode() + b"\n"


def _entry(element: ET.Element, entry: Entry) -> None:
    _text(element, "id", entry.id)
    _text(element, "title", entry.title)
    _text(element, "published", _moment(entry.published))
    _text(element, "updated", _moment(entry.updated))
    _link(element, "alternate", entry.page, "text/html")
    if entry.source_url:
        _link(element, "via", entry.source_url)
    term, label = entry.category
    ET.SubElement(element, "category", {"term": term, "label": legible(label)})
    content = ET.SubElement(element, "content", {"type": "xhtml"})
    division = ET.SubElement(content, "div", {"xmlns": XHTML})
    for line in entry.lines:
        paragraph = ET.SubElement(division, "p")
        if line.label:
            _text(paragraph, "b", line.label)
            paragraph[0].tail = legible(f" {line.text}")
        else:
            paragraph.text = legible(line.text)


def _text(parent: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(parent, tag).text = legible(text)


def _link(parent: ET.Element, relation: str, address: str, media_type: str = "") -> None:
    kind = {"type": media_type} if media_type else {}
    ET.SubElement(parent, "link", {"rel": relation, **kind, "href": legible(address)})


def _moment(day: date) -> str:
    return rfc3339(start_of(day))
