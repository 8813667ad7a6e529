"""The script that searches and its Python twin: the same references, counts and tiers, from indexes of every shape."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from generator.domain.search_text import query_terms
from generator.outputs.search_index import SearchEntry, lunr_js, search_files
from tests.browser.hosting import hosted
from tests.outputs.search_names import JURISDICTIONS, entries, substrings
from tests.outputs.search_reader import SearchReader
from tests.pages.rendering import ROOT

ASSETS = ROOT / "site_templates" / "assets"
SCRIPTS = ("lunr.js", "search-index.js")
LOOK = """async ([index, queries]) => {
  const { open, queryTerms, answers, decode, verified } = window.portalSearch;
  await open(`${index}/search/`);
  return Promise.all(queries.map(async (query) => {
    const terms = queryTerms(query);
    const { hits, count, exact, few } = await answers(terms);
    const refs = hits.map(({ ref }) => ref);
    if (few) refs.sort();
    const rows = await Promise.all(refs.slice(0, 10).map((ref) => verified(ref, terms)));
    const told = (row) => [row.tier, row.address, row.title, decode(row.ref)];
    return [refs, count, exact, few, rows.map((row) => row && told(row))];
  }));
}"""


def entry(title: str, number: int, **more: Any) -> SearchEntry:
    return SearchEntry(**{"kind": "awardee", "title": title, "url": f"a/{number}/index.html", **more})


PLACED = [
    entry(f"示例市{place}区海{trade}厂", number, jurisdiction=f"place-{place}")
    for number, (place, trade) in enumerate((place, trade) for place in "一二三四五六" for trade in "米面油盐")
]
BEGUN = [
    entry(title, number, also=(f"91{number:016d}",))
    for number, title in enumerate(
        [f"大云帆{number}厂" for number in range(40)]
        + [f"云帆{number}厂" for number in range(40)]
        + ["云帆"] * 12
        + ["云帆示例精密仪器"]
    )
]
# Numbers that stand inside of titles, that codes begin with, or both; each of them met often or seldom.
NUMBERED = [
    *(
        entry(f"样{number}厂{place}", 100 * number + place)
        for number, count in ((55, 1), (66, 9), (77, 9), (88, 1))
        for place in range(count)
    ),
    *(
        entry(f"例{number}厂", 9000 + 100 * number + place, also=(f"{code}{place:016d}",))
        for number, (code, count) in enumerate(((55, 2), (66, 9), (77, 1), (88, 9), (99, 1)))
        for place in range(count)
    ),
]
ROUND = [entry("循环往复" * 6 + "甲乙"[number > 7], number) for number in range(12)]
WIDE = [entry(f"首位{'甲乙'[number % 5 == 0]}中{'丙丁'[number % 3 == 0]}末尾{number}", number) for number in range(60)]
TEXT = "开头Abc" + "一" * 40 + "电话 \n 号码\t12345。" + "尾" * 60
PROSE = [
    entry("样例厂", 1, also=("91330100MA2XXXXX1K", "示号〔2024〕1号"), text=TEXT),
    entry("旁厂", 2),
    entry("Lean Six 在示例", 3),
    entry(" 零缺陷 ISO 9001  A", 4),
]
NAMES = tuple(entries(400))
INDEXES: dict[str, tuple[list[SearchEntry], int]] = {
    "few": (list(NAMES[:30]), 1000),
    "names": (list(NAMES), 20),
    "hot": (list(NAMES[:80]), 3),
    "placed": (PLACED, 3),
    "begun": (BEGUN, 10),
    "prose": (PROSE, 1000),
    "numbered": (NUMBERED, 4),
    "round": (ROUND, 3),
    "wide": (WIDE, 1000),
}
"""Entries, and how many of an answer are kept: the fewer, the more of the pieces of a text are met too often to be listed."""

QUERIES = {
    name: sorted({part for each in found[::step] for part in substrings(each.title, range(2, 9)) if query_terms(part)})[
        ::thin
    ]
    for name, step, thin in (
        ("few", 6, 3),
        ("names", 40, 2),
        ("hot", 16, 1),
        ("placed", 6, 1),
        ("begun", 20, 1),
        ("prose", 1, 1),
    )
    for found in [INDEXES[name][0]]
}
QUERIES["numbered"] = ["55", "66", "77", "88", "99", "550", "55 厂", "66 样", "6600", "77厂", "例0"]
QUERIES["round"] = sorted(
    part
    for each in (ROUND[0], ROUND[8])
    for size in (4, 16, 17, 19)
    for part in substrings(each.title, range(size, size + 1))
)
QUERIES["wide"] = [f"首位{one}中{other}末尾" for one in "甲乙" for other in "丙丁"] + [
    "甲 丁",
    "位甲 丁末",
    "首位甲中丙末尾1",
]
QUERIES["placed"] += ["市三区海盐", "区海 三区", "海盐 厂 一", "示例市 面厂"]
QUERIES["begun"] += [
    "91",
    "910",
    "9100",
    "910000000000000001",
    "云帆 厂",
    "云帆 91000",
    "9100 云帆",
    "帆3",
    "大云 帆1",
    "ab",
    "a1",
    "帆91",
]
QUERIES["names"] += [
    "示政办函",
    "〔2024〕",
    "2024",
    "91",
    "科技 有限",
    "科技 示例 公司 厂",
    "异议。公示",
    "向评审办公室",
    "有限公司 没有这个",
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("answers")
    for name, (found, shown) in INDEXES.items():
        for path, data in search_files(found, JURISDICTIONS, shown=shown):
            (folder / name / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / name / path).write_bytes(data)
    (folder / "lunr.js").write_bytes(lunr_js())
    (folder / "search-index.js").write_bytes((ASSETS / "search-index.js").read_bytes())
    scripts = "".join(f'<script src="{name}"></script>' for name in SCRIPTS)
    (folder / "index.html").write_text(
        f"<!doctype html><meta charset=utf-8><title>搜索</title>{scripts}", encoding="utf-8"
    )
    return folder


@pytest.fixture(scope="module")
def page(browser: Browser, folder: Path) -> Iterator[Page]:
    page = browser.new_page()
    with hosted(folder) as address:
        page.goto(address)
        yield page
        page.close()


@pytest.mark.parametrize("name", INDEXES)
def test_both_find_the_same(page: Page, name: str) -> None:
    found, shown = INDEXES[name]
    reader = SearchReader(dict(search_files(found, JURISDICTIONS, shown=shown)))
    told = page.evaluate(LOOK, [name, QUERIES[name]])
    entries = {each.url: each for each in found}
    for query, (refs, count, exact, few, rows) in zip(QUERIES[name], told, strict=True):
        expected = reader.look(query)
        assert (refs, count, exact, few) == expected[:4], query
        assert [row and tuple(row[:2]) for row in rows] == expected[4], query
        for _, address, title, known in filter(None, rows):
            each = entries[address]
            assert title == each.title
            assert (known["kind"], known["state"], known["year"]) == (each.kind, each.state, str(each.year or ""))
            assert known["jurisdiction"] == each.jurisdiction


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ("样例厂", []),
        ("9133", ["91330100MA2XXXXX1K"]),
        ("样例 9133", ["91330100MA2XXXXX1K"]),
        ("号〔2024", ["示号〔2024〕1号"]),
        ("电话", ["…" + "一" * 20 + "电话 号码 12345。" + "尾" * 28 + "…"]),
        ("样例 尾尾", ["…" + "一" * 6 + "电话 号码 12345。" + "尾" * 42 + "…"]),
        ("abc", ["开头Abc" + "一" * 40 + "…"]),
        ("开头 示号", ["示号〔2024〕1号", "开头Abc" + "一" * 37 + "…"]),
        ("ｃ一一", ["开头Abc" + "一" * 40 + "电话…"]),
    ],
)
def test_where_the_words_stand_is_shown(page: Page, query: str, seen: list[str]) -> None:
    look = """async (query) => {
      const { open, queryTerms, answers, verified } = window.portalSearch;
      await open('prose/search/');
      const terms = queryTerms(query), { hits } = await answers(terms);
      return (await verified(hits[0].ref, terms)).seen;
    }"""
    assert page.evaluate(look, query) == seen


def test_a_site_that_cannot_be_asked_anew_is_the_one_known(page: Page) -> None:
    page.evaluate("() => portalSearch.open('few/search/')")
    page.route("**/meta.json", lambda route: route.abort())
    again = "() => portalSearch.open('few/search/').then(({ version }) => version)"
    version = page.evaluate(again)
    page.unroute("**/meta.json")
    assert page.evaluate(again) == version


ODD = [
    *range(0x250),
    *range(0x2000, 0x2070),
    *range(0x3000, 0x3030),
    *range(0xFF00, 0xFFEF),
    *(ord(one) for one in "ΣσςİıßÅ−─∼∙⋅●𠮷𝐀①㈱ﬁ\ufe0f\ufeff×Σ"),
]


def test_a_query_is_folded_and_cut_as_in_python(page: Page) -> None:
    queries = [f"甲{chr(each)}乙" for each in ODD] + [f"{chr(each)}云帆{chr(each)}{chr(each)}有" for each in ODD]
    queries += [
        "",
        " ",
        "a",
        " a",
        "a ",
        "  a  b ",
        "云",
        "云 a",
        "云 云帆",
        "\t云\t\t帆 ",
        "《云》",
        "云\u200b",
        "ABB　ａ",
    ]
    told = page.evaluate("(queries) => queries.map((query) => portalSearch.queryTerms(query))", queries)
    assert [tuple(terms) for terms in told] == [query_terms(query) for query in queries]


def test_the_indexes_have_every_shape() -> None:
    metas = {
        name: SearchReader(dict(search_files(*of, shown=shown))).meta
        for name, (found, shown) in INDEXES.items()
        for of in [(found, JURISDICTIONS)]
    }
    assert not metas["few"]["hot"]
    assert metas["placed"]["hot"]
    assert metas["hot"]["files"]["w"] > 1
    assert any(isinstance(hot, list) and len(hot) > 2 for hot in metas["placed"]["hot"].values())
