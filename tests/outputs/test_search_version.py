"""The version that the addresses of all files of the search index carry: a browser keeps a file under it."""

import json

import pytest

from generator.outputs.search_index import SearchEntry, search_files
from tests.outputs.search_names import JURISDICTIONS, entries

ENTRIES = [*entries(60), SearchEntry(kind="page", title="说明", url="t/index.html", text="写明理由。" * 100)]


def built(found: list[SearchEntry], shown: int = 1000) -> tuple[dict[str, bytes], str]:
    """The files by their kinds and numbers, and their version."""
    files = dict(search_files(found, JURISDICTIONS, shown=shown))
    version: str = json.loads(files.pop("search/meta.json"))["version"]
    return files, version


def test_the_same_entries_have_the_same_version() -> None:
    assert built(ENTRIES) == built(list(ENTRIES))


@pytest.mark.parametrize("kind", ["d", "h", "i", "t", "w"])
def test_another_file_of_any_kind_has_another_version(kind: str) -> None:
    changed = {
        "d": ([ENTRIES[0]._replace(url="another/index.html"), *ENTRIES[1:]], 3),
        "t": ([*ENTRIES[:-1], ENTRIES[-1]._replace(text="说明依据。" * 100)], 3),
    }
    # Where entries are the same, lists of them are others as when a later program makes them.
    was, old = built(ENTRIES, 3)
    now, new = built(*changed.get(kind, (ENTRIES, 4)))
    of_kind = [
        {path: data for path, data in files.items() if path.startswith(f"search/{kind}/")} for files in (was, now)
    ]
    assert of_kind[0]
    assert of_kind[0] != of_kind[1]
    assert old != new
