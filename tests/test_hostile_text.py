"""Whatever somebody writes into a text field: the check refuses it, or the pages show it and nothing of them changes.

HOSTILE_EXAMPLES=1000 asks for so many examples of each field; without it there are a few of each table.
"""

import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any, Final
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from generator.build import ROOT
from generator.diagnostics import GROUP_OF
from generator.domain.column_roles import Role
from generator.domain.portal import Portal
from generator.domain.records import RECORDS, Table
from generator.outputs.html import Templates
from generator.outputs.prose import read_site_options, render_prose
from generator.outputs.site_press import Press
from generator.pages.jurisdiction_site import jurisdiction_pages, portal_pages
from generator.sources.cells import is_clean
from generator.sources.tables import TableReader
from tests.clerk_files import SCHEMAS, canonical
from tests.mutations.clean import clean_folder
from tests.mutations.folder import cell_role, table_name
from tests.pages.recorded import all_pages, full_portal, records
from tests.pages.rendering import the_words
from tests.rules.building import LATER

EXAMPLES: Final = int(os.environ.get("HOSTILE_EXAMPLES", "0"))
NASTY: Final = (
    "{{7*7}}",
    "{% raw %}{{ page }}{% endraw %}",
    "{# 注释 #}",
    "${7*7}",
    "<%= 7*7 %>",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</textarea><b>",
    "</title><script>",
    "]]></script><!--",
    "<!-- --><svg/onload=alert(1)>",
    '" onmouseover="alert(1)',
    "' onmouseover='alert(1)",
    "`${alert(1)}`",
    "&lt;b&gt;&amp;amp;&#60;",
    "&#x3c;script&#x3e;",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,<b>",
    'https://evil.example/"><b>',
    "[名称](javascript:alert(1))",
    "**粗** _斜_ # 题",
    "../../../etc/passwd",
    "%3Cscript%3E",
    "\\u003cscript\\u003e",
    "__proto__",
    "constructor",
    "null",
    "undefined",
    "None",
    "示例\u202e市",
    "示例\u200b市",
    "示例\ue000市",
    "示例\x00市",
    "示例\x1b[31m市",
    "示例\n市",
    "示例\r\n::error::x",
    "示例\ud800市",
    "e\u0301" * 5,
    "\u0300" * 40,
    "𠮷野家𪚥",
    "👨‍👩‍👧‍👦",
    "ﷺ" * 10,
    "ẞßſ",
    "İıI",
    '=HYPERLINK("x")',
    "@SUM(A1)",
    "“引号”‘单’「角」",
    "a" * 300,
    "示例" * 100,
)


def text_fields() -> list[tuple[str, str]]:
    """Every column of every table that holds words."""
    return [
        (name, field.name)
        for name, schema in SCHEMAS.items()
        for field in schema.fields
        if cell_role(f"{name}.csv", field) in (Role.TEXT, Role.CHANNEL) and field.pattern is None
    ]


@cache
def clean_row(table: str) -> dict[str, str]:
    """The fullest row of a table."""
    rows = [row for path, held in clean_folder(11).tables.items() if table_name(path) == table for row in held]
    return max(rows, key=lambda row: sum(map(bool, row.values())))


def refusals(table: str, field: str, text: str) -> list[str]:
    """The rules by which the check refuses a text in a field."""
    row = clean_row(table) | {field: text}
    reader: TableReader[Any] = TableReader(SCHEMAS[table], RECORDS[table])
    written = canonical(table, [row]).decode() if "\ud800" not in text else ""
    faults = reader.read(f"{table}.csv", written)[1] if written else ()
    return [fault.rule for fault in faults]


FIELDS: Final = [pair for pair in text_fields() if pair[0] != "calendar"]


@pytest.mark.parametrize(("table", "field"), FIELDS)
def test_a_hostile_text_is_refused_by_a_rule_or_is_clean(table: str, field: str) -> None:
    role = cell_role(f"{table}.csv", next(each for each in SCHEMAS[table].fields if each.name == field))
    for text in NASTY:
        found = refusals(table, field, text)
        assert set(found) <= set(GROUP_OF)
        assert len(found) <= 1, (text, found)
        if "\ud800" not in text and (table, field) != ("channels", "value"):
            assert bool(found) != is_clean(text, role), text


# --- the pages --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def press() -> Press:
    """The real frame and the real templates."""
    templates, config = ROOT / "site_templates", ROOT / "mkdocs.yml"
    prose = render_prose(ROOT / "content", templates, config, read_site_options(config), the_words())
    return Press(prose, Templates(templates / "pages", the_words()), "https://portal.example/")


def portal_with(table: str, field: str, text: str) -> Portal:
    """The fictional portal, with the text in one field of the first row of one table."""
    portal = full_portal()
    (jurisdiction,) = portal.jurisdictions
    (cycle,) = jurisdiction.cycles
    holder: Any = cycle if hasattr(cycle, table) else jurisdiction
    changed = replace(holder, **{table: _changed(getattr(holder, table), field, text)})
    jurisdiction = replace(jurisdiction, cycles=(changed,)) if holder is cycle else changed
    return replace(portal, jurisdictions=(jurisdiction,))


def _changed(table: Table[Any], field: str, text: str) -> Table[Any]:
    return replace(table, rows=(replace(table.rows[0], **{field: text}), *table.rows[1:]))


def built(press: Press, portal: Portal) -> tuple[Counter[str], str]:
    """What the pages consist of, each as one word, and all that a reader can see or follow."""
    schemas = {name: schema for name, schema in SCHEMAS.items() if name != "calendar"}
    pages = list(all_pages(records(portal, LATER)).values())
    (jurisdiction,) = portal.jurisdictions
    pages += jurisdiction_pages(records(portal, LATER), jurisdiction, schemas)
    pages += [
        page for page in portal_pages(portal, schemas, LATER, the_words()) if not page.head.path.startswith("rules/")
    ]
    shapes: Counter[str] = Counter()
    texts: list[str] = []
    for page in pages:
        path, data = press.file(page)
        told, text = parsed(data)
        shapes[told] += 1
        texts.append(text)
        assert path.isascii()
    return shapes, "\n".join(texts)


@lru_cache(maxsize=256)
def parsed(data: bytes) -> tuple[str, str]:
    """The shape of a page and all that can be seen on it; the pages without the field stay as they were and in here."""
    tree: Any = html5lib.parse(data.decode(), namespaceHTMLElements=False)
    return shape(tree), "\n".join(seen(tree))


def shape(tree: Element) -> str:
    """The elements of a page with the names of their attributes, counted, whatever their order."""
    counted = Counter(f"{element.tag}[{' '.join(sorted(element.keys()))}]" for element in tree.iter())
    return " ".join(f"{name}*{number}" for name, number in sorted(counted.items()))


def seen(tree: Element) -> Iterable[str]:
    yield "".join(tree.itertext())
    for element in tree.iter():
        yield from element.attrib.values()


NEUTRAL: Final = "中立的示例文字"
_NEUTRAL_SITES: dict[tuple[str, str], tuple[Counter[str], int]] = {}


def neutral_site(press: Press, table: str, field: str) -> tuple[Counter[str], int]:
    """The pages with an ordinary text in the field, and how often it shows."""
    if (table, field) not in _NEUTRAL_SITES:
        shapes, texts = built(press, portal_with(table, field, NEUTRAL))
        _NEUTRAL_SITES[table, field] = shapes, texts.count(NEUTRAL)
    return _NEUTRAL_SITES[table, field]


def check_pages(press: Press, table: str, field: str, text: str) -> None:
    shapes, times = neutral_site(press, table, field)
    found, texts = built(press, portal_with(table, field, text))
    assert found == shapes
    assert texts.count(text) >= times


ALLOWED: Final = [text for text in NASTY if is_clean(text, Role.TEXT) and len(text) < 100]
SHOWN: Final = [pair for pair in FIELDS if pair != ("channels", "value")]
LETTERS: Final = st.text(
    st.one_of(
        st.sampled_from("<>&\"'`{}[]()/\\%#$:;=|*_~^示例市甲Aa1ß𠮷é"), st.characters(exclude_categories=("Cs", "Cc"))
    ),
    min_size=1,
    max_size=20,
)


def test_some_hostile_texts_are_allowed_and_must_be_shown_as_they_are() -> None:
    assert len(ALLOWED) > 15


@pytest.mark.parametrize("table", sorted({table for table, _ in SHOWN}))
def test_a_text_that_is_allowed_changes_nothing_but_itself(press: Press, table: str) -> None:
    fields = [field for name, field in SHOWN if name == table]
    for number, text in enumerate(ALLOWED if EXAMPLES else ALLOWED[:: len(fields)]):
        check_pages(press, table, fields[number % len(fields)], text)


@pytest.mark.parametrize(("table", "field"), SHOWN if EXAMPLES else [("notices", "title"), ("awardees", "awardee")])
def test_any_text_that_is_allowed_changes_nothing_but_itself(press: Press, table: str, field: str) -> None:
    @settings(max_examples=EXAMPLES or 12, deadline=None)
    @given(LETTERS)
    def example(text: str) -> None:
        assume(is_clean(text, Role.TEXT))
        check_pages(press, table, field, text)

    example()
