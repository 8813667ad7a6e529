import json
import subprocess
import sys
from collections.abc import Iterable

import lunr.index
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.domain.search_text import query_terms
from generator.outputs.search_grams import LONGEST_WHOLE
from generator.outputs.search_index import (
    SearchEntry,
    lunr_built,
    lunr_index,
    lunr_js,
    search_files,
)
from tests.outputs.search_names import JURISDICTIONS, entries, substrings
from tests.outputs.search_reader import SearchReader, holds

ENTRIES = tuple(entries(400))
FEW_PAIRS = "".join("甲乙"[number * number * 7 % 11 % 2] for number in range(20)) + f"{0x9E3779B97F4A7C15:b}".translate(
    {ord("0"): "甲", ord("1"): "乙"}
)
"""Many different grams that begin with few different pairs."""


def written(found: Iterable[SearchEntry], shown: int = 1000) -> dict[str, bytes]:
    return dict(search_files(found, JURISDICTIONS, shown=shown))


def reader(found: Iterable[SearchEntry], shown: int = 1000) -> SearchReader:
    return SearchReader(written(found, shown))


def entry(title: str, number: int = 0, **more: object) -> SearchEntry:
    return SearchEntry(**{"kind": "awardee", "title": title, "url": f"a/{number}/index.html", **more})  # type: ignore[arg-type]


def holders(query: str, found: Iterable[SearchEntry]) -> set[str]:
    """What a reader without an index finds: every entry that holds all words of the query somewhere."""
    terms = query_terms(query)
    return {
        each.url
        for each in found
        if terms and all(any(holds(text, term) for text in (each.title, *each.also, each.text)) for term in terms)
    }


@pytest.mark.parametrize("shown", [1000, 20])
def test_every_part_of_two_to_six_characters_of_every_title_finds_exactly_what_holds_it(shown: int) -> None:
    search = reader(ENTRIES, shown)
    seen: set[str] = set()
    for each in ENTRIES[:: 5 if shown == 1000 else 10]:
        for query in sorted(substrings(each.title, range(2, 7)) - seen):
            right = holders(query, ENTRIES)
            answer = search.find(query)
            assert each.url in right, query
            if len(right) <= shown:
                assert set(answer.addresses) == right, query
                assert answer.count == len(right), query
            else:
                assert len(answer.addresses) == shown, query
                assert set(answer.addresses) <= right, query
            seen.add(query)
    assert len(seen) > 1000


def test_more_matches_than_are_shown_tell_the_exact_count() -> None:
    search = reader(ENTRIES, 20)
    for query in ("有限公司", "示例", "限公", "2024", "股份有限公司", "91"):
        answer = search.find(query)
        assert answer.exact
        assert answer.count == len(holders(query, ENTRIES)) > 20
        assert len(answer.addresses) == 20


def test_more_than_a_thousand_matches_show_the_first_thousand() -> None:
    many = [entry(f"示例{number}有限公司", number, year=2000 + number % 20) for number in range(1200)]
    answer = reader(many).find("有限公司")
    assert (answer.count, answer.exact, len(answer.addresses)) == (1200, True, 1000)
    latest = [each.url for each in many if each.year and each.year >= 2010]
    assert set(latest) <= set(answer.addresses)


def test_exact_titles_come_first_then_beginnings_then_the_rest() -> None:
    titles = [f"大云帆{number}厂" for number in range(60)] + [f"云帆{number}厂" for number in range(30)] + ["云帆"]
    for shown in (1000, 20):
        search = reader([entry(title, number) for number, title in enumerate(titles)], shown)
        found = [titles[int(address.split("/")[1])] for address in search.find("云帆").addresses]
        assert found[0] == "云帆"
        assert all(title.startswith("云帆") for title in found[: min(31, shown)])
    few = [entry(title, number) for number, title in enumerate(("大云帆厂", "云帆厂", "云帆"))]
    assert reader(few).find("云帆").addresses == ["a/2/index.html", "a/1/index.html", "a/0/index.html"]


@pytest.mark.parametrize("length", [2, LONGEST_WHOLE])
def test_a_title_of_any_length_that_is_kept_whole_comes_before_many_that_begin_with_it(length: int) -> None:
    title = "云帆示例精密仪器制造"[:length]
    titles = [*(f"{title}{number}厂" for number in range(60)), title]
    search = reader([entry(each, number) for number, each in enumerate(titles)], shown=20)
    assert search.find(title).addresses[0] == "a/60/index.html"


@pytest.mark.parametrize(
    "query",
    [
        "2024",
        "10号",
        "〔2024〕",
        "（2024）",
        "[2024]10",
        "政办",
        "函〔",
        "〔2",
        "0号",
        "91330100MA2",
        "91330100ma2xxxxx",
        "９１３３",
    ],
)
def test_document_numbers_and_codes_are_found(query: str) -> None:
    wanted = entry("示例云帆有限公司", 1, also=("91330100MA2XXXXX1K", "示政办函〔2024〕10号"))
    assert reader([wanted, entry("示例明德有限公司", 2)]).find(query).addresses == [wanted.url]


def test_a_former_name_and_a_word_of_the_full_text_find_the_entry() -> None:
    former = entry("示例云帆有限公司", 1, also=("示例旧帆厂",))
    prose = entry("怎样提异议", 2, kind="page", text="异议要写明理由。" * 100 + "可以打电话12345。")
    search = reader([former, prose])
    assert search.find("旧帆").addresses == [former.url]
    assert search.find("电话").addresses == [prose.url]
    assert search.find("异议 12345").addresses == [prose.url]
    assert search.find("理由。异").addresses == [prose.url]
    assert search.find("由理").addresses == []


def test_words_of_a_query_may_stand_in_any_order_and_one_character_narrows() -> None:
    search = reader([entry("示例云帆科技有限公司", 1), entry("云帆实业有限公司", 2)])
    assert search.find("科技 云帆").addresses == ["a/1/index.html"]
    assert search.find("云帆 实").addresses == ["a/2/index.html"]
    assert search.find("帆").addresses == []


def test_the_order_of_entries_and_the_seed_of_hashes_do_not_matter() -> None:
    script = (
        "import sys, zlib; sys.path.insert(0, '.')\n"
        "from tests.outputs.search_names import *\n"
        "from generator.outputs.search_index import search_files\n"
        "found = list(entries(300))[::int(sys.argv[1])]\n"
        "files = search_files(found, JURISDICTIONS, shown=20)\n"
        "print(zlib.crc32(repr(sorted(files)).encode()))\n"
    )
    prints = {
        subprocess.run(
            [sys.executable, "-c", script, step],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for step, seed in (("1", "1"), ("-1", "2"), ("1", "3"))
    }
    assert len(prints) == 1


def test_every_file_that_tells_whether_a_gram_is_there_is_written() -> None:
    files = written([entry(FEW_PAIRS, number) for number in range(2)], shown=1)
    counts = json.loads(files["search/meta.json"])["files"]
    assert counts["w"] > 1
    tables = {f"search/w/{number:x}.json" for number in range(counts["w"])}
    assert tables | {f"search/i/{number:x}.json" for number in range(counts["i"])} <= files.keys()
    assert any(files[path] == b"{}" for path in tables)


def test_hot_grams_of_few_places_narrow_an_answer() -> None:
    found = [
        entry(f"示例市{place}区海{trade}厂", number, jurisdiction=f"place-{place}")
        for number, (place, trade) in enumerate((place, trade) for place in "一二三四五六" for trade in "米面油盐")
    ]
    search = reader(found, 3)
    answer = search.find("市三区海盐")
    assert answer.addresses == [found[11].url]
    assert len(search.fetched & {path for path in search.files if path.startswith("search/d/")}) == 1


@pytest.mark.parametrize("count", range(1, 7))
def test_the_places_of_a_hot_gram_are_told_while_they_are_few(count: int) -> None:
    slugs = [f"place-{place}" for place in range(count)]
    others = [entry("另一个厂", 99, jurisdiction=f"place-{place}") for place in range(7)]
    found = [
        entry("云帆", 9 * place + again, jurisdiction=slugs[place]) for place in range(count) for again in range(3)
    ]
    meta = json.loads(written([*found, *others], 2)["search/meta.json"])
    codes = [code for code, (slug, *_) in meta["places"].items() if slug in slugs]
    assert meta["hot"]["云帆"] == ([3 * count, "", *sorted(codes)] if count <= 4 else 3 * count)


@pytest.mark.parametrize("shown", [1000, 20])
def test_one_removed_record_rewrites_few_files(shown: int) -> None:
    before = written(entries(3000), shown)
    for number in (0, 1234, 2999):
        after = written([each for place, each in enumerate(entries(3000)) if place != number], shown)
        changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
        assert "search/meta.json" in changed
        assert len(changed) < len(before) // 4


def test_a_changed_state_moves_one_record_only() -> None:
    before = [entry(f"示例{number}厂", number, state="valid") for number in range(100)]
    after = [entry(f"示例{number}厂", number, state="expired" if number == 7 else "valid") for number in range(100)]
    one, two = written(before), written(after)
    rows = {row for path in one if path.startswith("search/d/") for row in json.loads(one[path])}
    moved = {row for path in two if path.startswith("search/d/") for row in json.loads(two[path])}
    assert len(rows - moved) <= 2


@pytest.mark.parametrize("shown", [1000, 20])
def test_every_bucket_is_the_index_that_lunr_builds(shown: int) -> None:
    buckets = {path: data for path, data in written(ENTRIES[:150], shown).items() if path.startswith("search/i/")}
    assert len(buckets) > 1
    for data in buckets.values():
        index = json.loads(data)
        postings = {term: list(posting["t"]) for term, posting in index["invertedIndex"]}
        assert lunr_index(postings) == data
        assert lunr_built(postings) == data


def test_the_bytes_are_those_of_lunr() -> None:
    postings = {"云帆": ["a1", "b2"], "\x01云帆": ["b2"], '"引': ["a1", "c3"], "明\\": ["c3"]}
    assert lunr_index(postings) == lunr_built(postings)
    loaded = lunr.index.Index.load(lunr_index(postings).decode())
    assert {match["ref"] for match in loaded.search("云帆")} == {"a1", "b2"}


def test_terms_stand_in_the_order_of_utf_16() -> None:
    index = json.loads(lunr_index({"\ufa0e": ["a"], "𠮷": ["b"]}))
    assert [term for term, _ in index["invertedIndex"]] == ["𠮷", "\ufa0e"]


def test_lunr_js_keeps_its_notices_and_loses_its_comments() -> None:
    script = lunr_js().decode()
    assert script.startswith(
        "/**\n* lunr - http://lunrjs.com - A bit like Solr, but much smaller and not as bright - 2.3.9\n"
    )
    assert "@license MIT" in script
    assert script.count("Copyright") == 12
    assert "@param" not in script
    assert len(script) < 50_000


def test_nothing_to_find_is_an_index_too() -> None:
    assert reader([]).find("示例").addresses == []


@settings(max_examples=60, deadline=None)
@given(
    titles=st.lists(st.text("示例云帆a1（ 𠮷", min_size=1, max_size=9), min_size=1, max_size=40),
    shown=st.integers(1, 5),
    data=st.data(),
)
def test_no_part_of_a_title_is_ever_lost(titles: list[str], shown: int, data: st.DataObject) -> None:
    found = [entry(title, number) for number, title in enumerate(titles)]
    title = data.draw(st.sampled_from(titles))
    start = data.draw(st.integers(0, len(title)))
    query = title[start : start + data.draw(st.integers(2, 9))]
    right = holders(query, found)
    answer = reader(found, shown).find(query)
    assert set(answer.addresses) <= right
    if len(right) <= shown:
        assert set(answer.addresses) == right
    elif len(query_terms(query)) == 1:
        assert (answer.count, len(answer.addresses)) == (len(right), shown)
