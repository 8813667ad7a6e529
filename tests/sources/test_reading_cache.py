import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from generator.sources import reading_cache
from generator.sources.reading_cache import ReadingCache
from generator.sources.transport import packed

DIGESTS = {"a.csv": "1", "b.csv": "2"}


def filled(file: Path, key: str = "program day") -> Path:
    with ReadingCache(file, key) as cache:
        for slug in ("jia", "yi"):
            cache.keep(slug, DIGESTS, packed([slug] * 3))
        content = cache.content(["jia", "yi"])
    assert content is not None
    file.write_bytes(content)
    return file


def test_what_was_kept_is_found(tmp_path: Path) -> None:
    cache = ReadingCache(filled(tmp_path / "x"), "program day")
    assert cache.has("jia", dict(reversed(DIGESTS.items())))
    assert (cache.find("jia"), cache.find("yi")) == (["jia"] * 3, ["yi"] * 3)


@pytest.mark.parametrize("digests", [{}, {"a.csv": "1"}, {"a.csv": "1", "b.csv": "3"}, {**DIGESTS, "c.csv": "1"}])
def test_other_files_are_not_those_that_were_read(tmp_path: Path, digests: dict[str, str]) -> None:
    cache = ReadingCache(filled(tmp_path / "x"), "program day")
    assert not cache.has("jia", digests)
    assert not cache.has("bing", DIGESTS)


def test_another_program_or_day_begins_anew(tmp_path: Path) -> None:
    assert not ReadingCache(filled(tmp_path / "x"), "program another-day").has("jia", DIGESTS)


def test_nothing_is_written_where_nothing_changed(tmp_path: Path) -> None:
    cache = ReadingCache(filled(tmp_path / "x"), "program day")
    assert cache.content(["jia", "yi"]) is None
    assert cache.content(["yi"]) is not None


def test_a_jurisdiction_that_was_not_kept_is_left_out(tmp_path: Path) -> None:
    """One with a warning is asked for like the others."""
    content = ReadingCache(filled(tmp_path / "x"), "program day").content(["bing", "jia"])
    assert content is not None
    (tmp_path / "y").write_bytes(content)
    again = ReadingCache(tmp_path / "y", "program day")
    assert [slug for slug in ("bing", "jia", "yi") if again.has(slug, DIGESTS)] == ["jia"]


def test_what_is_new_takes_the_place_of_the_old_and_the_rest_stays(tmp_path: Path) -> None:
    file = filled(tmp_path / "x")
    with ReadingCache(file, "program day") as cache:
        cache.keep("yi", {"b.csv": "9"}, packed("new"))
        content = cache.content(["jia", "yi"])
    assert cache.content(["jia", "yi"]) is None
    assert content is not None
    file.write_bytes(content)
    again = ReadingCache(file, "program day")
    assert again.has("jia", DIGESTS)
    assert again.has("yi", {"b.csv": "9"})
    assert (again.find("jia"), again.find("yi")) == (["jia"] * 3, "new")


@pytest.mark.parametrize("place", range(0, 400, 7))
def test_no_damage_gives_anything_but_what_was_kept_or_nothing(tmp_path: Path, place: int) -> None:
    file = filled(tmp_path / "x")
    data = bytearray(file.read_bytes())
    data[place % len(data)] ^= 0x55
    file.write_bytes(data)
    cache = ReadingCache(file, "program day")
    for slug in ("jia", "yi"):
        if cache.has(slug, DIGESTS):
            assert cache.find(slug) in (None, [slug] * 3)


@pytest.mark.parametrize("length", [0, 1, 8, 39, 40, 60, -1, -40])
def test_a_file_that_was_cut_off_is_as_good_as_none(tmp_path: Path, length: int) -> None:
    file = filled(tmp_path / "x")
    file.write_bytes(file.read_bytes()[:length])
    cache = ReadingCache(file, "program day")
    assert all(not cache.has(slug, DIGESTS) or cache.find(slug) in (None, [slug] * 3) for slug in ("jia", "yi"))


def test_a_link_and_a_folder_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(filled(tmp_path / "x"))
    (tmp_path / "folder").mkdir()
    for name in ("link", "folder", "absent"):
        assert not ReadingCache(tmp_path / name, "program day").has("jia", DIGESTS)


def test_a_file_of_somebody_else_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = filled(tmp_path / "x")
    monkeypatch.setattr(os, "geteuid", lambda: file.stat().st_uid + 1)
    assert not ReadingCache(file, "program day").has("jia", DIGESTS)


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """Let no file grow beyond a size, as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("in_memory", [1, 5_000, 14_000, 1 << 20])
@pytest.mark.parametrize("room", [1_000, 9_000])
def test_without_room_nothing_but_what_was_kept_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: int, in_memory: int
) -> None:
    monkeypatch.setattr(reading_cache, "_IN_MEMORY", in_memory)
    readings = {slug: [slug, "x" * 5_000] for slug in ("bing", "jia", "yi")}
    content = None
    with room_for(room), ReadingCache(tmp_path / "x", "program day") as cache:
        for slug, reading in readings.items():
            cache.keep(slug, DIGESTS, packed(reading))
        with suppress(OSError):
            content = cache.content(readings)
    (tmp_path / "x").write_bytes(content or b"")
    again = ReadingCache(tmp_path / "x", "program day")
    found = {slug: again.find(slug) for slug in readings if again.has(slug, DIGESTS)}
    assert found == {slug: readings[slug] for slug in found}
    assert list(found) == list(readings) or in_memory < 1 << 20
