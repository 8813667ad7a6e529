"""What measures the search can fail: the oracle knows what is right, and an answer that is not right is a fault."""

import subprocess
import sys
from pathlib import Path

import pytest

from generator.build import ROOT
from generator.outputs.search_index import SHOWN, SearchEntry, search_files
from tests.bench.search_oracle import Oracle, tier
from tests.bench.search_portal import cost_of_writing, random_queries, read_entries, write_entries
from tests.bench.searching import Findings
from tests.outputs.search_names import entries

ENTRIES = tuple(entries(200))


def entry(title: str, url: str, *also: str, kind: str = "awardee", year: int | None = None) -> SearchEntry:
    return SearchEntry(kind=kind, title=title, url=url, also=also, year=year)


def test_the_oracle_finds_titles_other_texts_and_beginnings_of_codes() -> None:
    oracle = Oracle(
        [
            entry("示例云帆厂", "a", "91330100MA2XXXXX1K"),
            entry("云帆", "b", "示政发〔2024〕1号", year=2024),
            entry("大云 帆", "c", kind="page"),
        ]
    )
    assert oracle.right("云帆").addresses == ("a", "b", "c")
    assert oracle.right("云帆").first == ((0, 3, -2024), (2, 0, 0), (2, 3, 0))
    assert oracle.right("(2024)").addresses == ("b",)
    assert oracle.right("9133").addresses == ("a",)
    assert oracle.right("330100").count == 0


def test_the_oracle_counts_what_is_too_much_to_show() -> None:
    right = Oracle([entry(f"示例{number}厂", str(number), year=number) for number in range(SHOWN + 5)]).right("示例")
    assert right.count == SHOWN + 5
    assert right.addresses == ()
    assert right.first[0] == (1, 3, -SHOWN - 4)
    assert len(right.first) == SHOWN


def test_a_title_is_the_query_or_begins_with_it_or_neither() -> None:
    assert [tier(title, "云帆") for title in ("云帆", "云 帆厂", "大云帆")] == [0, 1, 2]


def test_queries_are_the_same_each_time_and_stand_in_a_text() -> None:
    queries = random_queries(ENTRIES, 100)
    assert queries == random_queries(ENTRIES, 100)
    assert len(set(queries)) == 100
    assert {len(query) for query in queries} == {2, 3, 4, 5, 6}
    oracle = Oracle(ENTRIES)
    assert all(oracle.right(query.lower()).count for query in queries if query.isalnum())


@pytest.mark.parametrize(("answer", "faults"), [(["a", "b"], 0), (["a"], 1), (["a", "b", "c"], 1), (["a", "a"], 1)])
def test_what_is_missed_and_what_is_wrong_is_a_fault(answer: list[str], faults: int) -> None:
    right = Oracle([entry("云帆", "a"), entry("云帆厂", "b"), entry("远山", "c")]).right("云帆")
    findings = Findings()
    findings.note("云帆", right, 2, answer)
    assert len(findings.faults) == faults
    assert findings.wanted == 2


@pytest.mark.parametrize(("told", "shift", "faults"), [(0, 0, 0), (1, 0, 1), (0, 1, 1)])
def test_of_many_the_count_and_the_first_are_compared(told: int, shift: int, faults: int) -> None:
    right = Oracle([entry(f"示例{number}", str(number), year=number) for number in range(SHOWN + 9)]).right("示例")
    findings = Findings()
    keys = tuple((one, two, three + shift) for one, two, three in right.first)
    findings.note("示例", right, right.count + told, ["x"] * SHOWN, keys)
    assert len(findings.faults) == faults


def test_a_portal_is_written_and_measured(tmp_path: Path) -> None:
    names = write_entries(tmp_path, 200)
    found = list(read_entries(tmp_path / "entries"))
    cost = cost_of_writing(tmp_path)
    assert cost["entries"] == len(found) > 200
    for path, data in search_files(found, names):
        assert (tmp_path / "site" / path).read_bytes() == data


def test_the_whole_bench_runs_without_a_fault(tmp_path: Path) -> None:
    # In a process of its own: one process drives one browser, and that of the page tests may be open.
    options = ["100", "--queries", "30", "--browser", "3", "--folder", str(tmp_path)]
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench", "search", *options], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert [line for line in lines if "recall 100.0000%" in line and line.endswith("faults 0")] == [
        line for line in lines if "queries, recall" in line
    ]
    assert sum("queries, recall" in line for line in lines) == 2
