"""The site before the present one becomes the next, with what stays and without what does not."""

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.outputs import site_folder, site_manifest, site_parts, site_tree
from generator.outputs.site_folder import MARKER, Part, publish
from tests.outputs.spare_sites import (
    ALL,
    Files,
    Site,
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

FRONT: Files = {MARKER: "m"}


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


# --- paths that move --------------------------------------------------------------------------------------------------

MOVES: dict[str, tuple[Site, Site]] = {
    "between parts": (
        {"front": FRONT, "x": {"a/b": "1", "a/c": "2"}, "y": {"d/e": "3"}},
        {"front": FRONT, "x": {"a/b": "1"}, "y": {"d/e": "3", "a/c": "2"}},
    ),
    "between parts that swap them": (
        {"front": FRONT, "x": {"a/b": "1"}, "y": {"d/e": "3"}},
        {"front": FRONT, "x": {"d/e": "1"}, "y": {"a/b": "3"}},
    ),
    "to a part of another name": (
        {"front": FRONT, "x": {"a/b": "1", "a/c/d": "2"}},
        {"front": FRONT, "y": {"a/b": "1", "a/c/d": "2"}},
    ),
    "a part goes with its folders": (
        {"front": FRONT, "x": {"a/b/c/d": "1", "a/e": "2"}, "y": {"f/g": "2"}},
        {"front": FRONT, "y": {"f/g": "2"}},
    ),
    "a part goes from a folder that stays": (
        {"front": FRONT, "x": {"a/b/c": "1"}, "y": {"a/d": "2"}},
        {"front": FRONT, "y": {"a/d": "2"}},
    ),
    "a folder becomes a file": (
        {"front": FRONT, "x": {"a/b/c/d": "1", "a/b/e": "1"}},
        {"front": FRONT, "x": {"a/b": "1"}},
    ),
    "a file becomes a folder": (
        {"front": FRONT, "x": {"a/b": "1"}},
        {"front": FRONT, "x": {"a/b/c/d": "1"}},
    ),
    "a folder of one part becomes a file of another": (
        {"front": FRONT, "x": {"a/b/c": "1"}, "y": {"d": "1"}},
        {"front": FRONT, "x": {"d/e": "1"}, "y": {"a/b": "1"}},
    ),
    "a part without a file": (
        {"front": FRONT, "x": {"a/b": "1"}},
        {"front": FRONT, "x": {}},
    ),
}


@pytest.mark.parametrize("move", MOVES)
@pytest.mark.parametrize("workers", [1, 2])
def test_paths_may_move(tmp_path: Path, move: str, workers: int) -> None:
    site = tmp_path / "site"
    one, other = MOVES[move]
    folders: list[int] = []
    for wanted in (one, one, other, one, other, other, one, one):
        publish(site, parts(wanted), workers=workers)
        assert found(site) == expected(wanted)
        folders.append(inode(site))
    assert folders == folders[:2] * 4


def test_a_part_linked_from_the_present_site_may_find_a_folder_in_its_place(tmp_path: Path) -> None:
    site = tmp_path / "site"
    one, other = MOVES["a folder becomes a file"]
    for wanted in (one, other, other, other):
        publish(site, parts(wanted), workers=1)
        assert found(site) == expected(wanted)


def random_site(dice: random.Random) -> dict[str, dict[str, str]]:
    site: dict[str, dict[str, str]] = {"front": {MARKER: "m"}}
    taken: set[str] = set()
    for _ in range(dice.randrange(40)):
        path = "/".join(dice.choice("abc") for _ in range(dice.randrange(1, 5)))
        above = {path[:at] for at, letter in enumerate(path) if letter == "/"}
        if path in taken or above & taken or any(other.startswith(f"{path}/") for other in taken):
            continue
        taken.add(path)
        site.setdefault(dice.choice("xyz"), {})[path] = dice.choice("12")
    return site


def lay_hands_on(site: Path, dice: random.Random) -> None:
    """Change something in a site as somebody might who knows nothing of the next build."""
    everything = sorted(path for path in site.rglob("*") if path != site / MARKER)
    if not everything:
        return
    path = dice.choice(everything)
    kind = dice.randrange(5)
    if kind == 0 and path.is_file():
        path.write_text("by hand")
    elif kind == 1 and path.is_file():
        path.unlink()
    elif kind == 2 and path.is_dir():
        shutil.rmtree(path)
    elif kind == 3 and path.is_dir():
        (path / "own").write_text("by hand")
    elif path.is_dir():
        (path / "own" / "folder").mkdir(parents=True)


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("hands", [False, True])
def test_whatever_changes_from_build_to_build_the_site_is_what_is_wanted(
    tmp_path: Path, seed: int, hands: bool
) -> None:
    dice = random.Random(seed)
    site = tmp_path / "site"
    folders: list[int] = []
    known = [random_site(dice) for _ in range(3)]
    for _ in range(12):
        wanted = dice.choice([*known, random_site(dice)])
        publish(site, parts(wanted), workers=dice.choice((1, 2)))
        assert found(site) == expected(wanted)
        folders.append(inode(site))
        if hands:
            lay_hands_on(dice.choice((site, site.with_name(".site.spare"))), dice)
    if not hands:
        assert folders == folders[:2] * 6


@pytest.mark.parametrize("workers", [1, 2])
def test_a_site_of_many_portions_and_sheets_is_what_is_wanted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    """What a site of thousands of files and folders asks for, with a few."""
    monkeypatch.setattr(site_tree, "_FILES_AT_ONCE", 4)
    monkeypatch.setattr(site_manifest, "_ON_A_SHEET", 3)
    monkeypatch.setattr(site_parts, "_FOLDERS_REMEMBERED", 2)
    site = tmp_path / "site"
    folders: list[int] = []
    for mark in "abcabc":
        wanted = {name: files for name, files in numbered(mark).items() if name != {"b": "p2", "c": "p5"}.get(mark)}
        publish(site, parts(wanted), workers=workers)
        assert found(site) == expected(wanted)
        folders.append(inode(site))
    assert folders == folders[:2] * 3
    overwrite = site.with_name(".site.spare") / "p4/f2/index.html"
    overwrite.write_text("by hand")
    build(site, "d", workers)
    (site.with_name(".site.spare") / "p1/own").mkdir()
    build(site, "e", workers)


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
