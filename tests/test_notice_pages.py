"""Every notice of the demonstration, in every state, answers the same five questions in the same order."""

import html5lib

from generator.build import LANGUAGE, WORDS
from generator.sources.words import read_catalogue
from tests.built_sites import BuiltSite

_HTML = "{http://www.w3.org/1999/xhtml}"


def five_lines(text: str) -> list[str]:
    tree = html5lib.parse(text)
    (lines,) = [one for one in tree.iter(f"{_HTML}dl") if one.get("class") == "notice-lines"]
    answers = ["".join(one.itertext()).strip() for one in lines.iter(f"{_HTML}dd")]
    assert all(answers)
    return ["".join(one.itertext()).strip() for one in lines.iter(f"{_HTML}dt")]


def test_the_same_five_lines_in_the_same_order(demo_site: BuiltSite) -> None:
    pages = sorted(demo_site.folder.glob("*/*/notices/*/index.html"))
    assert len(pages) >= 15
    words = read_catalogue(WORDS, LANGUAGE).section("notice.line")
    for page in pages:
        text = page.read_text(encoding="utf-8")
        lines = five_lines(text)
        assert len(lines) == 5
        assert lines == list(words.values()), page
        assert text.index('class="notice-lines"') < text.index("<h2")
