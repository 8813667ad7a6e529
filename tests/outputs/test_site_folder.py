"""The output folder: what is written, kept and replaced, and what is left alone."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.errors import PortalError
from generator.outputs.site_folder import Part, publish
from tests.outputs.marked_sites import leftovers, mark_of, parts


@pytest.mark.parametrize("workers", [1, 2, 5])
def test_a_site_is_written_and_replaced(tmp_path: Path, workers: int) -> None:
    site = tmp_path / "deep" / "site"
    assert publish(site, parts("a"), workers=workers) == 201
    assert mark_of(site) == "a"
    publish(site, parts("b"), workers=workers)
    assert mark_of(site) == "b"
    assert leftovers(site.parent) == ["site"]


def test_nothing_stale_remains(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(site, parts("a", count=3), workers=1)
    publish(site, parts("b", count=2), workers=1)
    assert mark_of(site, count=2) == "b"


def test_a_folder_in_the_place_of_the_notes_is_told_before_the_site_is_replaced(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(site, parts("a"), workers=1)
    (tmp_path / ".site.parts").mkdir()
    with pytest.raises(PortalError, match=r"/\.site\.parts：这是文件夹，不是文件"):
        publish(site, parts("b", key="k"), workers=1)
    assert mark_of(site) == "a"
    assert leftovers(tmp_path) == [".site.parts", "site"]


def test_an_empty_folder_may_be_filled(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    publish(tmp_path / "site", parts("a"), workers=1)
    assert mark_of(tmp_path / "site") == "a"


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "cat.png").write_bytes(b"cat")
    with pytest.raises(PortalError, match="photos"):
        publish(tmp_path / "photos", parts("a"), workers=1)
    assert leftovers(tmp_path) == ["photos"]
    assert (tmp_path / "photos" / "cat.png").read_bytes() == b"cat"


def test_a_file_or_a_link_in_its_place_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    for name in ("file", "link"):
        with pytest.raises(PortalError, match=f"{name} is not a folder"):
            publish(tmp_path / name, parts("a"), workers=1)
    with pytest.raises(PortalError, match="file"):
        publish(tmp_path / "file" / "site", parts("a"), workers=1)


def test_a_second_build_of_the_same_site_is_turned_away(tmp_path: Path) -> None:
    site = tmp_path / "site"

    def meanwhile() -> Iterator[tuple[str, bytes]]:
        with pytest.raises(PortalError, match="site"):
            publish(site, parts("b"), workers=1)
        yield from ()

    publish(site, [*parts("a"), Part(name="meanwhile", weight=1, files=meanwhile)], workers=1)
    assert mark_of(site) == "a"


@pytest.mark.parametrize("workers", [1, 2, 5])
def test_parts_under_the_same_key_are_kept(tmp_path: Path, workers: int) -> None:
    site = tmp_path / "site"
    assert publish(site, parts("a", key="1"), workers=workers) == 201
    before = {path: path.stat().st_ino for path in site.rglob("index.html")}
    assert publish(site, parts("a", key="1"), workers=workers) == 201
    assert mark_of(site) == "a"
    assert {path: path.stat().st_ino for path in site.rglob("index.html")} == before
    publish(site, parts("b", key="2"), workers=workers)
    assert mark_of(site) == "b"
    assert leftovers(site.parent) == [".site.parts", "site"]
    publish(site, parts("c"), workers=workers)
    assert mark_of(site) == "c"
    assert leftovers(site.parent) == ["site"]


def test_a_part_that_is_not_wanted_any_longer_goes(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(site, parts("a", count=3, key="1"), workers=1)
    publish(site, parts("a", count=2, key="1"), workers=1)
    assert mark_of(site, count=2) == "a"
    publish(site, parts("a", count=3, key="1"), workers=1)
    assert mark_of(site, count=3) == "a"


def test_under_another_key_the_same_content_is_kept(tmp_path: Path) -> None:
    site = tmp_path / "site"
    made: list[str] = []

    def part(key: str, content: str) -> Part:
        def files() -> Iterator[tuple[str, bytes]]:
            made.append(key)
            yield "x/index.html", content.encode()

        return Part(name="x", weight=1, files=files, key=key, content=lambda _: content)

    for key, content in (("1", "a"), ("2", "a"), ("3", "b"), ("3", "b"), ("4", "a")):
        publish(site, [*parts("m", count=1), part(key, content)], workers=1)
        assert (site / "x" / "index.html").read_text() == content
    assert made == ["1", "3", "4"]


@pytest.mark.parametrize("number", [errno.EPERM, errno.EMLINK, errno.EXDEV, errno.EOPNOTSUPP, errno.ENOSYS])
def test_where_nothing_can_be_linked_files_are_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError(number, "no links here")

    site = tmp_path / "site"
    publish(site, parts("a", key="1"), workers=1)
    monkeypatch.setattr(os, "link", refused)
    for _ in range(2):
        publish(site, [*parts("b", key="1")[:-1], parts("a")[-1]], workers=1)
        assert mark_of(site) == "a"


@pytest.mark.parametrize("workers", [1, 2])
def test_files_and_folders_get_the_rights_of_this_build(tmp_path: Path, workers: int) -> None:
    site = tmp_path / "site"
    before = os.umask(0o077)
    try:
        publish(site, parts("a", key="1"), workers=workers)
        os.umask(0o022)
        for _ in range(3):
            publish(site, parts("a", key="1"), workers=workers)
            assert {path.stat().st_mode & 0o777 for path in site.rglob("*.html")} == {0o644}
            assert {path.stat().st_mode & 0o777 for path in site.rglob("*") if path.is_dir()} == {0o755}
        (site / "p0/f0/index.html").chmod(0)
        publish(site, parts("a", key="1"), workers=workers)
        assert (site / "p0/f0/index.html").stat().st_mode & 0o777 == 0o644
    finally:
        os.umask(before)


def test_two_pages_of_one_address_are_told(tmp_path: Path) -> None:
    twice = [Part(name=name, weight=1, files=lambda: iter([("x/index.html", b"x")])) for name in ("one", "two")]
    with pytest.raises(PortalError, match=r"x/index\.html.*同一个地址"):
        publish(tmp_path / "site", twice, workers=1)
    assert leftovers(tmp_path) == []


@pytest.mark.parametrize("name", [".site.parts", ".site.spare.parts"])
def test_a_pipe_in_the_place_of_the_notes_is_not_waited_for(tmp_path: Path, name: str) -> None:
    site = tmp_path / "site"
    publish(site, parts("a", key="1"), workers=1)
    (tmp_path / name).unlink(missing_ok=True)
    os.mkfifo(tmp_path / name)
    publish(site, parts("b", key="2"), workers=1)
    assert mark_of(site) == "b"


@pytest.mark.parametrize("path", ["../evil", "a/../../evil", "/evil", "a//evil", "a/./evil", "", "..", "a/"])
def test_no_page_is_written_outside_of_the_site(tmp_path: Path, path: str) -> None:
    site = tmp_path / "deep" / "site"
    evil = Part(name="evil", weight=1, files=lambda: iter([(path, b"x")]))
    with pytest.raises(PortalError, match="outside"):
        publish(site, [*parts("a", 1), evil], workers=1)
    assert not list(tmp_path.rglob("evil*"))
    assert not site.exists()


def test_names_with_dots_are_names(tmp_path: Path) -> None:
    names = [".nojekyll", "a/..b/c..", ".well-known/x.txt", "..."]
    part = Part(name="p", weight=1, files=lambda: iter([(name, b"x") for name in names]))
    publish(tmp_path / "site", [*parts("a", 1), part], workers=1)
    assert all((tmp_path / "site" / name).is_file() for name in names)
