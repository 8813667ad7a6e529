"""The site before the present one becomes the next, with what stays and without what does not."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.outputs import site_folder
from generator.outputs.site_folder import MARKER, Part, publish
from tests.outputs.spare_sites import (
    ALL,
    FRONT,
    build,
    expected,
    found,
    inode,
    leftovers,
    numbered,
    part,
    parts,
    with_spare,
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return with_spare(tmp_path)


@pytest.mark.parametrize("workers", [1, 2, 5])
def test_the_site_before_the_present_one_becomes_the_next(tmp_path: Path, workers: int) -> None:
    site = tmp_path / "site"
    folders: list[int] = []
    for turn, mark in enumerate("abcda"):
        assert publish(site, parts(numbered(mark)), workers=workers) == 19
        assert found(site) == expected(numbered(mark))
        assert leftovers(tmp_path) == (ALL if turn else [".site.parts", "site"])
        folders.append(inode(site))
    assert folders == [folders[0], folders[1], folders[0], folders[1], folders[0]]


def test_what_stays_is_one_file_in_both(site: Path) -> None:
    spare = site.with_name(".site.spare")
    build(site, "c")
    assert inode(site / "p1/f0/index.html") == inode(spare / "p1/f0/index.html")
    assert inode(site / "p0/f0/index.html") != inode(spare / "p0/f0/index.html")


def test_a_part_comes_from_the_present_site_where_that_has_it_as_it_is_wanted(site: Path) -> None:
    """The spare is of the build before the present one, so that it still lacks what changed in the present one."""
    now = inode(site / "p0/f0/index.html")
    made: list[str] = []

    def anew() -> Iterator[tuple[str, bytes]]:
        made.append("p0")
        yield from ()

    front, first, *others = parts(numbered("b"))
    publish(site, [front, Part(name=first.name, weight=1, files=anew, key=first.key), *others], workers=1)
    assert not made
    assert inode(site / "p0/f0/index.html") == now
    assert found(site) == expected(numbered("b"))


def test_what_only_the_spare_has_as_it_is_wanted_is_not_made_anew(tmp_path: Path) -> None:
    site = tmp_path / "site"
    made: list[str] = []

    def wanted(mark: str) -> Part:
        def files() -> Iterator[tuple[str, bytes]]:
            made.append(mark)
            yield "x/index.html", mark.encode()

        return Part(name="x", weight=1, files=files, key=mark)

    for mark in "ababa":
        publish(site, [*parts({"front": FRONT}), wanted(mark)], workers=1)
        assert found(site) == {MARKER: "m", "x/index.html": mark}
    assert made == ["a", "b"]


def test_a_build_of_the_same_parts_only_looks_at_the_spare(site: Path) -> None:
    build(site, "b")
    before = {path: inode(path) for path in site.rglob("*")}
    build(site, "b")
    build(site, "b")
    assert {path: inode(path) for path in site.rglob("*")} == before


def test_when_everything_changes_the_folders_stay(site: Path) -> None:
    spare = site.with_name(".site.spare")
    before = inode(spare / "p1/f0")
    other = {name: {path: text + "!" for path, text in files.items()} for name, files in numbered("c").items()}
    publish(site, parts(other), workers=2)
    assert found(site) == expected(other)
    assert inode(site / "p1/f0") == before


# --- content ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("workers", [1, 2])
def test_under_another_key_the_same_content_stays(tmp_path: Path, workers: int) -> None:
    site = tmp_path / "site"
    folders: list[int] = []
    files: list[int] = []
    marks = [("1", "a"), ("2", "a"), ("3", "a"), ("4", "b"), ("5", "b"), ("6", "a"), ("7", "b")]
    for key, text in marks:
        searched = part("x", {"x/index.html": text}, key=key, content=lambda _, text=text: text)  # type: ignore[misc]
        publish(site, [*parts(numbered("m")), searched], workers=workers)
        assert found(site) == {**expected(numbered("m")), "x/index.html": text}
        folders.append(inode(site / "x"))
        files.append(inode(site / "x/index.html"))
    # The sixth build wanted another content, so that only the spare still has that of the seventh.
    assert files[6] == files[4] != files[5]
    assert folders[2] == folders[0]
    assert folders[6] == folders[4] == folders[2]
    assert folders[5] == folders[3] == folders[1]


def test_a_content_is_asked_for_only_under_another_key(tmp_path: Path) -> None:
    asked: list[str] = []

    def searched(key: str) -> Part:
        def content(_: str) -> str:
            asked.append(key)
            return "same"

        return part("x", {"x/index.html": "x"}, key=key, content=content)

    for key in "1112222":
        publish(tmp_path / "site", [*parts({"front": FRONT}), searched(key)], workers=1)
    # The first makes the files; of the others only those ask that find the part in the spare under the former key.
    assert asked == ["1", "2", "2"]


def test_a_part_without_a_key_is_made_anew_whatever_its_content_says(tmp_path: Path) -> None:
    site = tmp_path / "site"
    for key, text in (("1", "a"), ("1", "a"), ("", "b"), ("", "c")):
        searched = part("x", {"x/index.html": text}, key=key, content=lambda _: "same")
        publish(site, [*parts({"front": FRONT}), searched], workers=1)
        assert found(site) == {MARKER: "m", "x/index.html": text}


# --- sites that are missing, and systems that cannot exchange folders -------------------------------------------------


def test_a_site_that_was_removed_is_made_from_the_spare(site: Path) -> None:
    folder = inode(site.with_name(".site.spare"))
    shutil.rmtree(site)
    publish(site, parts(numbered("c")), workers=1)
    assert found(site) == expected(numbered("c"))
    assert inode(site) == folder
    assert leftovers(site.parent) == [".site.parts", "site"]


def test_without_an_exchange_of_folders_the_spare_is_used_too(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site_folder, "_exchange", lambda *_: False)
    folders = [inode(site)]
    for mark in "cdef":
        build(site, mark)
        folders.append(inode(site))
    assert folders[0] == folders[2] == folders[4]
