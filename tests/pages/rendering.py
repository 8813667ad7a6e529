"""Pages rendered through the real templates and words, and read back as a browser reads them."""

import tempfile
from functools import cache
from pathlib import Path
from typing import Any, Protocol
from xml.etree.ElementTree import Element

import html5lib

from generator.outputs.html import Templates
from generator.sources.portal_folder import Reading, read_portal
from generator.sources.words import Words, read_catalogue
from tests.shipped_data import put_shipped

ROOT = Path(__file__).resolve().parent.parent.parent


class RenderedPage(Protocol):
    @property
    def template(self) -> str: ...


@cache
def the_words() -> Words:
    return read_catalogue(ROOT / "site_templates" / "words", "zh-CN")


@cache
def the_templates() -> Templates:
    return Templates(ROOT / "site_templates" / "pages", the_words())


@cache
def shipped() -> Reading:
    """The data that the repository ships."""
    with tempfile.TemporaryDirectory() as folder:
        return read_portal(put_shipped(Path(folder, "data")), ROOT / "data" / "schemas")


def rendered(page: RenderedPage) -> str:
    return the_templates().render(page.template, page).decode()


def parsed(page: RenderedPage) -> Element:
    """The body of a page as a tree; a fault of its HTML is an error."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree: Any = parser.parse(f"<!doctype html><html><head><title>t</title></head><body>{rendered(page)}</body></html>")
    body = tree.find("body")
    assert isinstance(body, Element)
    return body


def text(element: Element) -> str:
    """What a reader sees of an element, with its white space closed up."""
    return " ".join("".join(element.itertext()).split())


def seen(page: RenderedPage) -> str:
    return text(parsed(page))


def tag(element: Element) -> str:
    """The element's name without a namespace; pictures bring one of their own."""
    return str(element.tag).rpartition("}")[2]


def pick(root: Element, name: str, css: str = "") -> list[Element]:
    """The elements of a name, or those of them that bear a class."""
    found = [element for element in root.iter() if tag(element) == name]
    return [element for element in found if not css or css in element.get("class", "").split()]
