"""What the search has made of a jurisdiction is used again while nothing has changed in it, and never when anything has."""

import errno
import io
import random
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path

import pytest

from generator.errors import PortalError
from generator.outputs.part_contents import Group, Groups
from generator.outputs.search_documents import SearchEntry
from generator.outputs.search_index import search_files
from generator.outputs.search_memory import PlaceMemory
from generator.outputs.search_part import remembering_files
from generator.outputs.search_references import codes
from tests.outputs.search_names import JURISDICTIONS, entries

Record = Mapping[str, tuple[SearchEntry, ...]]
"""Entries by their places."""

SHOWN = 20


def by_places(found: list[SearchEntry]) -> dict[str, tuple[SearchEntry, ...]]:
    ordered = sorted(found, key=lambda entry: entry.jurisdiction)
    groups = {slug: tuple(some) for slug, some in groupby(ordered, key=lambda entry: entry.jurisdiction)}
    return {"": (), **groups}


RECORD = by_places(list(entries(300)))


def grouped(record: Record, made: list[str] | None = None) -> Groups[SearchEntry]:
    def values(slug: str) -> Iterator[SearchEntry]:
        if made is not None:
            made.append(slug)
        yield from record[slug]

    return Groups(lambda: (Group(slug, slug and repr(record[slug]), values(slug)) for slug in record), ())


def remembered(record: Record, memory: Path, made: list[str] | None = None) -> dict[str, bytes]:
    return dict(remembering_files(grouped(record, made), JURISDICTIONS, memory, SHOWN))


def from_nothing(record: Record) -> dict[str, bytes]:
    found = dict(search_files((entry for some in record.values() for entry in some), JURISDICTIONS, shown=SHOWN))
    assert len(found) > 10
    return found


def changed(record: Record, dice: random.Random) -> Record:
    """The record with an entry added, taken out, renamed or moved into another class in some place."""
    slug = dice.choice([slug for slug, some in record.items() if some])
    own = list(record[slug])
    at = dice.randrange(len(own))
    match dice.randrange(4):
        case 0:
            own.insert(at, own[at]._replace(title=f"新添{dice.randrange(100)}有限公司", url=f"n/{dice.random()}"))
        case 1:
            own.pop(at)
        case 2:
            own[at] = own[at]._replace(title=f"{own[at].title[:-2]}改名")
        case _:
            own[at] = own[at]._replace(year=dice.choice((2019, 2024, 2031)), state=dice.choice(("", "revoked")))
    return {**record, slug: tuple(own)}


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    return tmp_path / ".site.search"


@pytest.mark.parametrize("seed", range(3))
def test_whatever_changes_the_files_are_those_made_from_nothing(memory: Path, seed: int) -> None:
    dice, record = random.Random(seed), dict(RECORD)
    for _ in range(8):
        assert remembered(record, memory) == from_nothing(record)
        for _ in range(dice.randrange(3)):
            record = dict(changed(record, dice))


def test_only_the_places_that_have_changed_are_named_again(memory: Path) -> None:
    remembered(RECORD, memory)
    slug = max(RECORD)
    own = RECORD[slug]
    now = {**RECORD, slug: (own[0]._replace(title="更名以后有限公司"), *own[1:])}
    made: list[str] = []
    assert remembered(now, memory, made) == from_nothing(now)
    assert made == ["", slug]


@pytest.mark.parametrize("years", [range(1999, 2000), range(1940, 2000)])
def test_further_classes_of_entries_name_again_what_they_alter(memory: Path, years: range) -> None:
    """References are written with codes of all classes, of which some are others when classes are added."""
    remembered(RECORD, memory)
    slug = max(RECORD)
    own = RECORD[slug]
    now = {**RECORD, slug: (*own, *(own[0]._replace(year=year, url=f"y/{year}") for year in years))}
    made: list[str] = []
    assert remembered(now, memory, made) == from_nothing(now)
    assert (set(made) == set(now)) == (len(years) > 1)


def test_entries_may_be_alike_but_for_having_no_year(memory: Path) -> None:
    slug = max(RECORD)
    own = RECORD[slug]
    record = {**RECORD, slug: (*own, own[0]._replace(year=None, url="y"))}
    for _ in range(2):
        assert remembered(record, memory) == from_nothing(record)


def test_a_further_place_names_again_what_it_alters(memory: Path) -> None:
    slugs = [f"shi-{number}" for number in range(80)]
    record = {"": (), **{slug: (SearchEntry("page", f"示例市{slug}", f"{slug}/index.html", slug),) for slug in slugs}}
    before: dict[str, str] = {}
    for count in (3, 30, 31, 80):
        some = dict(list(record.items())[: count + 1])
        names, made = dict.fromkeys(some, "示例"), list[str]()
        found = dict(remembering_files(grouped(some, made), names, memory, SHOWN))
        entries_ = [entry for own in some.values() for entry in own]
        assert found == dict(search_files(entries_, names, shown=SHOWN))
        now = codes(names)
        assert set(made) == {"", *(slug for slug, code in now.items() if before.get(slug) != code)}
        before = now


def test_a_place_that_is_gone_leaves_nothing(memory: Path) -> None:
    remembered(RECORD, memory)
    now = {slug: some for slug, some in RECORD.items() if slug != min(filter(None, RECORD))}
    assert remembered(now, memory) == from_nothing(now)


@pytest.mark.parametrize("place", ["first", "index", "checksum", "empty", "short"])
def test_a_damaged_file_is_as_good_as_none(memory: Path, place: str) -> None:
    remembered(RECORD, memory)
    data = bytearray(memory.read_bytes())
    at = {"first": 40, "index": len(data) - 60, "checksum": len(data) - 1}.get(place, 0)
    data[at] ^= 0xFF
    memory.write_bytes({"empty": b"", "short": bytes(data[:7])}.get(place, bytes(data)))
    assert remembered(RECORD, memory) == from_nothing(RECORD)


def test_whatever_is_damaged_at_the_end_of_the_file_nothing_is_kept(memory: Path) -> None:
    remembered(RECORD, memory)
    data, keys = memory.read_bytes(), {slug: repr(some) for slug, some in RECORD.items() if slug}
    assert PlaceMemory(memory).kept(keys) == set(keys)
    length = int.from_bytes(data[-40:-32], "big")
    with memory.open("r+b", buffering=0) as file:
        for at in (*range(len(data) - 40 - length, len(data) - 40, 47), *range(len(data) - 40, len(data))):
            file.seek(at)
            file.write(bytes([data[at] ^ 0xFF]))
            assert PlaceMemory(memory).kept(keys) == set()
            file.seek(at)
            file.write(data[at : at + 1])
    assert PlaceMemory(memory).kept(keys) == set(keys)


def test_a_place_that_was_altered_after_it_was_looked_at_is_told(memory: Path) -> None:
    remembered(RECORD, memory)
    slug = max(RECORD)
    again = PlaceMemory(memory)
    assert again.kept({slug: repr(RECORD[slug])}) == {slug}
    memory.write_bytes(bytes(memory.stat().st_size))
    with pytest.raises(PortalError, match="请再运行一次"):
        again.find(slug)


def test_a_file_that_is_a_link_is_not_read(memory: Path, tmp_path: Path) -> None:
    remembered(RECORD, memory)
    memory.rename(tmp_path / "elsewhere")
    memory.symlink_to(tmp_path / "elsewhere")
    made: list[str] = []
    assert remembered(RECORD, memory, made) == from_nothing(RECORD)
    assert set(made) == set(RECORD)
    assert not memory.is_symlink()


def test_without_room_the_search_is_made_all_the_same(memory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(io.BytesIO):
        def write(self, _: object) -> int:  # type: ignore[explicit-override]  # typing.override: 3.12
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "open", lambda *_: Full())
    assert remembered(RECORD, memory) == from_nothing(RECORD)
    assert list(memory.parent.iterdir()) == []


def test_what_a_build_that_was_killed_left_is_no_hindrance(memory: Path) -> None:
    memory.with_name(f"{memory.name}.new").write_bytes(b"half")
    remembered(RECORD, memory)
    made: list[str] = []
    remembered(RECORD, memory, made)
    assert made == [""]
    assert [path.name for path in memory.parent.iterdir()] == [memory.name]


def test_a_build_that_fails_leaves_what_was_kept(memory: Path) -> None:
    remembered(RECORD, memory)
    before = memory.read_bytes()
    slug = max(RECORD)
    files = remembering_files(grouped({**RECORD, slug: RECORD[slug][1:]}), JURISDICTIONS, memory, SHOWN)
    next(files)
    files.close()  # type: ignore[attr-defined]
    assert memory.read_bytes() == before
    assert [path.name for path in memory.parent.iterdir()] == [memory.name]
