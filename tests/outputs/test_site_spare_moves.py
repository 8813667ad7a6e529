"""Whatever moves or changes from build to build, the site that is made from the spare is what is wanted."""

import random
import shutil
from pathlib import Path

import pytest

from generator.outputs import site_manifest, site_parts, site_tree
from generator.outputs.site_folder import MARKER, publish
from tests.outputs.spare_sites import FRONT, Site, build, expected, found, inode, numbered, parts

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
