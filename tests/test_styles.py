"""The stylesheet dresses what the pages hold, and nothing else."""

import re
from collections.abc import Iterator

from generator.build import TEMPLATES
from tests.built_sites import BuiltSite

ASSETS = TEMPLATES / "assets"

OF_ARTICLES = {"admonition", "admonition-title", "warning", "danger", "footnote", "footnote-ref", "footnote-backref"}
"""What Markdown makes of an article, whether one of ours has it or not."""
ALIGNED = {"left", "center", "right"}
"""Columns of an article's table."""
OF_LARGE_PORTALS = {"pager", "wide"}
"""Under a list of more than one page; around a table of more jurisdictions than fit a screen."""


def names_in_styles() -> set[str]:
    """The classes that selectors name."""
    styles = re.sub(r"/\*.*?\*/", "", (ASSETS / "portal.css").read_text(encoding="utf-8"), flags=re.DOTALL)
    return set(re.findall(r"\.([a-z][\w-]*)", re.sub(r"\{[^{}]*\}", "{}", styles)))


def names_on_pages(site: BuiltSite) -> Iterator[str]:
    for page in site.folder.rglob("*.html"):
        for value in set(re.findall(r' class="([^"]*)"', page.read_text(encoding="utf-8"))):
            yield from value.split()


def names_in_scripts() -> Iterator[str]:
    """The classes that scripts give to elements; those of the letter have the names of its styles."""
    for script in ASSETS.glob("*.js"):
        source = script.read_text(encoding="utf-8")
        for text in re.findall(r"""class(?:Name = |List\.\w+\(|: (?:\w+ && )?)["'`]([^"'`]*)["'`]""", source):
            yield from text.split()
        yield from (f"letter__{style.lower()}" for style in re.findall(r"\['([A-Z][a-z]+)', \{", source))


def test_every_class_of_the_stylesheet_is_borne_by_an_element(real_site: BuiltSite, demo_site: BuiltSite) -> None:
    borne = {*names_on_pages(real_site), *names_on_pages(demo_site), *names_in_scripts()}
    assert names_in_styles() - borne - OF_ARTICLES - ALIGNED - OF_LARGE_PORTALS == set()
