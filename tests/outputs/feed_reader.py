"""A reader of Atom feeds written from RFC 4287: what a feed and an entry must have, and may have only once."""

import datetime as dt
import re
from dataclasses import dataclass
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

ATOM = "{http://www.w3.org/2005/Atom}"
XHTML = "{http://www.w3.org/1999/xhtml}"

_TAG_URI = re.compile(r"tag:[a-z0-9.-]+,[0-9]{4}:[A-Za-z0-9/._~-]+", re.ASCII)
_ONCE = {"id", "title", "updated", "published", "content", "subtitle", "summary", "rights", "logo", "icon", "generator"}
_RFC3339 = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:Z|[+-][0-9]{2}:[0-9]{2})")


@dataclass
class ReadEntry:
    id: str
    title: str
    published: dt.datetime
    updated: dt.datetime
    page: str
    via: str
    category: tuple[str, str]
    lines: list[str]
    """Each paragraph, its label and its text with a blank between them."""

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


@dataclass
class ReadFeed:
    id: str
    title: str
    subtitle: str
    updated: dt.datetime
    address: str
    page: str
    entries: list[ReadEntry]


def read_feed(data: bytes) -> ReadFeed:
    """The feed; raises AssertionError where the document is not what the RFC asks for."""
    assert data.startswith(b'<?xml version="1.0" encoding="utf-8"?>\n')
    root = ET.fromstring(data)
    assert root.tag == f"{ATOM}feed"
    assert all(child.tag.startswith(ATOM) for child in root)
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "zh-CN"
    _once(root)
    # Section 4.1.1: an author over all, since no entry has one; at most one alternate link of a type.
    assert _text(root.find(f"{ATOM}author/{ATOM}name"))
    entries = [_entry(element) for element in root.findall(f"{ATOM}entry")]
    assert len({entry.id for entry in entries}) == len(entries)
    feed = ReadFeed(
        id=_identifier(root),
        title=_child(root, "title"),
        subtitle=_child(root, "subtitle"),
        updated=_moment(root, "updated"),
        address=_link(root, "self"),
        page=_link(root, "alternate"),
        entries=entries,
    )
    assert feed.updated >= max((entry.updated for entry in entries), default=feed.updated)
    return feed


def _entry(element: ET.Element) -> ReadEntry:
    _once(element)
    category = element.find(f"{ATOM}category")
    content = element.find(f"{ATOM}content")
    assert category is not None
    assert content is not None
    # Section 4.1.3.3: xhtml content is exactly one div.
    assert content.get("type") == "xhtml"
    (division,) = content
    assert division.tag == f"{XHTML}div"
    assert all(child.tag.startswith(XHTML) for child in division.iter())
    entry = ReadEntry(
        id=_identifier(element),
        title=_child(element, "title"),
        published=_moment(element, "published"),
        updated=_moment(element, "updated"),
        page=_link(element, "alternate"),
        via=_link(element, "via", required=False),
        category=(category.get("term", ""), category.get("label", "")),
        lines=["".join(paragraph.itertext()).strip() for paragraph in division],
    )
    assert entry.updated >= entry.published
    assert entry.title
    return entry


def _once(element: ET.Element) -> None:
    names = [child.tag.removeprefix(ATOM) for child in element]
    assert all(names.count(name) <= 1 for name in _ONCE)
    assert {"id", "title", "updated"} <= set(names)


def _identifier(element: ET.Element) -> str:
    identifier = _child(element, "id")
    assert _TAG_URI.fullmatch(identifier), identifier
    return identifier


def _moment(element: ET.Element, name: str) -> dt.datetime:
    text = _child(element, name)
    assert _RFC3339.fullmatch(text), text
    return dt.datetime.fromisoformat(text)


def _link(element: ET.Element, relation: str, *, required: bool = True) -> str:
    found = [link.get("href", "") for link in element.findall(f"{ATOM}link") if link.get("rel") == relation]
    assert len(found) == 1 if required else len(found) <= 1
    for address in found:
        assert address
        urlsplit(address)
    return found[0] if found else ""


def _child(element: ET.Element, name: str) -> str:
    return _text(element.find(f"{ATOM}{name}"))


def _text(element: ET.Element | None) -> str:
    assert element is not None
    return element.text or ""
