"""Whatever is done to a site or to its spare by hand, nothing of it comes back with a later build."""

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.outputs.site_folder import publish
from tests.outputs.spare_sites import ALL, build, expected, found, inode, leftovers, numbered, part, parts, with_spare


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return with_spare(tmp_path)


def put_a_file(folder: Path) -> None:
    (folder / "p1" / "own.html").write_text("x")


def put_a_file_and_turn_the_clock_back(folder: Path) -> None:
    state = (folder / "p1").stat()
    put_a_file(folder)
    os.utime(folder / "p1", ns=(state.st_atime_ns, state.st_mtime_ns))


def put_a_folder(folder: Path) -> None:
    (folder / "p1" / "own").mkdir()


def put_a_link(folder: Path) -> None:
    (folder / "p1" / "own.html").symlink_to("f0/index.html")


def overwrite(folder: Path) -> None:
    (folder / "p1" / "f0" / "index.html").write_text("x" * 50)


def overwrite_what_changes(folder: Path) -> None:
    (folder / "p0" / "f0" / "index.html").write_text("x" * 50)


def exchange(folder: Path) -> None:
    other = folder / "p1" / "f0" / "other"
    other.write_text("x" * 50)
    other.rename(other.with_name("index.html"))


def remove_a_file(folder: Path) -> None:
    (folder / "p1" / "f0" / "index.html").unlink()


def remove_a_folder(folder: Path) -> None:
    shutil.rmtree(folder / "p1" / "f0")


def remove_nearly_all(folder: Path) -> None:
    for inner in folder.glob("p*"):
        shutil.rmtree(inner)


def shut_a_folder(folder: Path) -> None:
    (folder / "p1").chmod(0o750)


def shut_the_root(folder: Path) -> None:
    folder.chmod(0o750)


def replace_a_folder_by_its_copy(folder: Path) -> None:
    (folder / "p1").rename(folder.parent / "moved")
    shutil.copytree(folder.parent / "moved", folder / "p1", copy_function=os.link)
    shutil.rmtree(folder.parent / "moved")


def replace_a_folder_by_a_file(folder: Path) -> None:
    shutil.rmtree(folder / "p1")
    (folder / "p1").write_text("x")


def put_a_link_in_the_place_of_a_file(folder: Path) -> None:
    file = folder / "p1" / "f0" / "index.html"
    file.rename(folder / "p1" / "moved.html")
    file.symlink_to("../moved.html")


def turn_a_folder_in_a_circle(folder: Path) -> None:
    shutil.rmtree(folder / "p1")
    (folder / "p1").symlink_to("p1")


HANDS = [
    put_a_file,
    put_a_file_and_turn_the_clock_back,
    put_a_folder,
    put_a_link,
    overwrite,
    overwrite_what_changes,
    exchange,
    remove_a_file,
    remove_a_folder,
    remove_nearly_all,
    shut_a_folder,
    shut_the_root,
    replace_a_folder_by_its_copy,
    replace_a_folder_by_a_file,
    put_a_link_in_the_place_of_a_file,
    turn_a_folder_in_a_circle,
]


@pytest.mark.parametrize("hand", HANDS)
@pytest.mark.parametrize("where", ["site", ".site.spare"])
@pytest.mark.parametrize("workers", [1, 2])
def test_what_was_changed_by_hand_comes_back_with_no_later_build(
    site: Path, hand: Callable[[Path], None], where: str, workers: int
) -> None:
    rights = {path.relative_to(site): path.stat().st_mode for path in (site, *site.rglob("*")) if path.is_dir()}
    hand(site.with_name(where))
    for mark in "cdeef":
        build(site, mark, workers)
        assert {
            path.relative_to(site): path.stat().st_mode for path in (site, *site.rglob("*")) if path.is_dir()
        } == rights


@pytest.mark.parametrize("hand", HANDS)
@pytest.mark.parametrize("links", [True, False])
def test_what_was_changed_by_hand_before_there_is_a_spare_comes_back_with_no_later_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hand: Callable[[Path], None], links: bool
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    site = tmp_path / "site"
    publish(site, parts(numbered("a")), workers=1)
    hand(site)
    if not links:
        monkeypatch.setattr(os, "link", refused)
    build(site, "b")


def test_a_file_that_was_written_over_ends_only_its_part(site: Path) -> None:
    spare = site.with_name(".site.spare")
    before, folder = inode(spare / "p2/f0/index.html"), inode(spare)
    overwrite(spare)
    build(site, "c")
    assert inode(site) == folder
    assert inode(site / "p2/f0/index.html") == before


def test_a_spare_that_has_become_a_link_is_not_followed(site: Path, tmp_path: Path) -> None:
    """Neither where it leads to the very spare, nor where it leads elsewhere."""
    spare = site.with_name(".site.spare")
    for mark in "cd":
        moved = tmp_path / f"moved {mark}"
        spare.rename(moved)
        spare.symlink_to(moved)
        before = found(moved)
        publish(site, parts(numbered(mark)), workers=2)
        assert found(site) == expected(numbered(mark))
        assert found(moved) == before
        assert not spare.is_symlink()


def test_a_folder_of_the_spare_that_has_become_a_link_is_not_followed(site: Path, tmp_path: Path) -> None:
    spare = site.with_name(".site.spare")
    (spare / "p0").rename(tmp_path / "moved")
    (spare / "p0").symlink_to(tmp_path / "moved")
    before = found(tmp_path / "moved")
    publish(site, parts(numbered("c")), workers=2)
    assert found(site) == expected(numbered("c"))
    assert found(tmp_path / "moved") == before


@pytest.mark.parametrize("keyed", [True, False])
def test_what_a_link_in_the_site_leads_to_stays(tmp_path: Path, keyed: bool) -> None:
    other = tmp_path / "other"
    (other / "inner").mkdir(parents=True)
    (other / "inner" / "letter.txt").write_text("x")
    site = tmp_path / "site"
    for mark in "abcd":
        wanted = parts(numbered(mark))
        publish(site, wanted if keyed else [*wanted, part("more", {"more": "x"}, key="")], workers=2)
        assert (other / "inner" / "letter.txt").exists()
        (site / "linked").symlink_to(other)


# --- notes and spares that do not belong together ---------------------------------------------------------------------


def test_a_part_without_a_key_ends_the_spare(site: Path) -> None:
    publish(site, [*parts(numbered("c")), part("x", {"x": "1"}, key="")], workers=1)
    assert found(site) == {**expected(numbered("c")), "x": "1"}
    assert leftovers(site.parent) == [".site.parts", "site"]
    publish(site, parts(numbered("d")), workers=1)
    assert found(site) == expected(numbered("d"))
    # The site that was replaced had a file of which nothing was noted.
    assert leftovers(site.parent) == [".site.parts", "site"]
    build(site, "e")


def drop_spare_notes(folder: Path) -> None:
    (folder / ".site.spare.parts").unlink()


def drop_spare(folder: Path) -> None:
    shutil.rmtree(folder / ".site.spare")


def drop_notes(folder: Path) -> None:
    (folder / ".site.parts").unlink()


def exchange_notes(folder: Path) -> None:
    (folder / ".site.parts").rename(folder / "x")
    (folder / ".site.spare.parts").rename(folder / ".site.parts")
    (folder / "x").rename(folder / ".site.spare.parts")


def copy_notes(folder: Path) -> None:
    shutil.copy(folder / ".site.parts", folder / ".site.spare.parts")


def tear_spare_notes(folder: Path) -> None:
    notes = folder / ".site.spare.parts"
    notes.write_bytes(notes.read_bytes()[:-10])


def link_notes(folder: Path) -> None:
    (folder / ".site.spare.parts").rename(folder / "x")
    (folder / ".site.spare.parts").symlink_to(folder / "x")


def put_a_file_in_place_of_the_spare(folder: Path) -> None:
    shutil.rmtree(folder / ".site.spare")
    (folder / ".site.spare").write_text("x")


def take_the_spare_for_new(folder: Path) -> None:
    (folder / ".site.spare").rename(folder / ".site.new")


def leave_everything(folder: Path) -> None:
    for ending in ("new", "old"):
        shutil.copytree(folder / "site", folder / f".site.{ending}")
    (folder / ".site.parts.new").write_bytes(b"x")


@pytest.mark.parametrize(
    "damage",
    [
        drop_spare_notes,
        drop_spare,
        drop_notes,
        exchange_notes,
        copy_notes,
        tear_spare_notes,
        link_notes,
        put_a_file_in_place_of_the_spare,
        take_the_spare_for_new,
        leave_everything,
    ],
)
def test_notes_are_believed_of_no_other_site(site: Path, damage: Callable[[Path], None]) -> None:
    damage(site.parent)
    for mark in "cdef":
        publish(site, parts(numbered(mark)), workers=1)
        assert found(site) == expected(numbered(mark))
        assert set(leftovers(site.parent)) - {"x"} <= set(ALL)
    assert set(leftovers(site.parent)) - {"x"} == set(ALL)


@pytest.mark.parametrize("name", [".site.new", ".site.old", ".site.spare"])
def test_a_pipe_in_the_place_of_a_folder_is_not_waited_for(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / name)
    publish(tmp_path / "site", parts(numbered("1")), workers=1)
    assert found(tmp_path / "site") == expected(numbered("1"))
