"""The output folder: whole or not at all, whatever fails and whenever it is killed."""

import errno
import fcntl
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from generator.errors import PortalError
from generator.outputs import site_folder
from generator.outputs.site_folder import MARKER, Part, publish

ROOT = Path(__file__).parents[2]


def parts(mark: str, count: int = 40, key: str = "") -> list[Part]:
    """A site in which every file says to which build it belongs; with a key its parts may be kept, but for the marker."""

    def files(number: int) -> Iterator[tuple[str, bytes]]:
        for at in range(5):
            yield f"p{number}/f{at}/index.html", mark.encode() * 200

    several = [
        Part(name=f"p{number}", weight=5, files=lambda number=number: files(number), key=key)  # type: ignore[misc]
        for number in range(count)
    ]
    return [*several, Part(name="front", weight=1, files=lambda: iter([(MARKER, mark.encode())]))]


def mark_of(site: Path, count: int = 40) -> str:
    """The build to which every file of the site belongs; fails where the site is not whole."""
    mark = (site / MARKER).read_text()
    files = [path for path in site.rglob("*") if path.is_file()]
    assert len(files) == 5 * count + 1
    assert all(path.read_text() == mark * 200 for path in files if path.name != MARKER)
    return mark


def leftovers(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if not path.name.endswith(".lock"))


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


@pytest.mark.parametrize("workers", [1, 2])
def test_a_page_that_cannot_be_made_leaves_the_former_site(tmp_path: Path, workers: int) -> None:
    site = tmp_path / "site"
    publish(site, parts("a"), workers=workers)

    def broken() -> Iterator[tuple[str, bytes]]:
        yield "x/index.html", b"x"
        raise PortalError("template x: line 3")

    with pytest.raises(PortalError, match="line 3"):
        publish(site, [*parts("b"), Part(name="broken", weight=1, files=broken)], workers=workers)
    assert mark_of(site) == "a"
    assert leftovers(tmp_path) == ["site"]


def test_a_worker_that_dies_leaves_the_former_site(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(site, parts("a"), workers=2)
    owner = os.getpid()

    def dying(number: int) -> Iterator[tuple[str, bytes]]:
        if os.getpid() != owner:
            os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(0.01)  # so that the other process gets some of them
        yield f"x-{number}", b"x"

    with pytest.raises(PortalError, match="status -9"):
        publish(
            site,
            [*parts("b"), *(Part(name=f"{n}", weight=1, files=partial(dying, n)) for n in range(100))],
            workers=2,
        )
    assert mark_of(site) == "a"


def test_a_slip_of_the_program_in_a_worker_is_told_by_its_kind(tmp_path: Path) -> None:
    owner = os.getpid()

    def slipping(number: int) -> Iterator[tuple[str, bytes]]:
        if os.getpid() != owner:
            raise KeyError("no such word")
        time.sleep(0.01)  # so that the other process gets some of them
        yield f"x-{number}", b"x"

    with pytest.raises(PortalError, match="KeyError: 'no such word'"):
        publish(
            tmp_path / "site",
            [*parts("b"), *(Part(name=f"{n}", weight=1, files=partial(slipping, n)) for n in range(100))],
            workers=2,
        )
    assert leftovers(tmp_path) == []


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


CALLS = ("open", "write", "rename", "fsync", "mkdir", "makedirs", "close")


@pytest.mark.parametrize("call", CALLS)
def test_every_call_failing_once_leaves_a_whole_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    """A full disk may stop any call: the site is then the former one or the new one, whole."""
    site = tmp_path / "site"
    publish(site, parts("a"), workers=1)
    for turn in (0, 1, 2, 5, 40, 100, 200, 201, 202, 203):
        failed = _failing(monkeypatch, call, turn)
        try:
            publish(site, parts("b"), workers=1)
        except PortalError:
            assert failed()
        monkeypatch.undo()
        assert mark_of(site) in ("a", "b")
        publish(site, parts("a"), workers=1)
        assert mark_of(site) == "a"
        assert leftovers(tmp_path) == ["site"]


@pytest.mark.parametrize("call", [*CALLS, "link", "unlink", "stat", "replace", "fstat"])
def test_every_call_failing_once_while_parts_are_kept_leaves_a_whole_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    site = tmp_path / "site"

    def build(mark: str) -> None:
        # Every second part stays the same under its key; of the others each build makes its own.
        stays = [replace(part, key="1") for part in parts("a")[:20]]
        publish(site, [*stays, *parts(mark)[20:]], workers=1)

    build("a")
    for turn in (0, 1, 2, 5, 40, 99, 100, 101, 102, 103, 150):
        failed = _failing(monkeypatch, call, turn)
        try:
            build("b")
        except PortalError:
            assert failed()
        monkeypatch.undo()
        assert _marks(site) in ({"a"}, {"a", "b"})
        build("a")
        assert mark_of(site) == "a"
        assert leftovers(tmp_path) == [".site.parts", "site"]


def _marks(site: Path) -> set[str]:
    """The builds to which the files of a site belong; its marker and what never stays must be of one build."""
    mark = (site / MARKER).read_text()
    made = [site / f"p{number}" / f"f{at}" / "index.html" for number in range(20, 40) for at in range(5)]
    kept = [site / f"p{number}" / f"f{at}" / "index.html" for number in range(20) for at in range(5)]
    assert all(path.read_text() == mark * 200 for path in made)
    assert all(path.read_text() == "a" * 200 for path in kept)
    return {"a", mark}


def _failing(monkeypatch: pytest.MonkeyPatch, call: str, turn: int) -> Callable[[], bool]:
    """Let the `turn`-th use of a call of the system fail as on a full disk."""
    real: Any = getattr(os, call)
    used = 0

    def wrapped(*arguments: Any, **settings: Any) -> Any:
        nonlocal used
        used += 1
        if used == turn + 1:
            if call == "close":
                real(*arguments, **settings)
            raise OSError(28, "No space left on device")
        return real(*arguments, **settings)

    monkeypatch.setattr(os, call, wrapped)
    return lambda: used > turn


def test_without_an_exchange_of_folders_two_renames_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = tmp_path / "site"
    monkeypatch.setattr(site_folder, "_exchange", lambda *_: False)
    publish(site, parts("a"), workers=1)
    publish(site, parts("b"), workers=1)
    assert mark_of(site) == "b"
    # Killed between the two renames: the next build first brings the former site back.
    site.rename(tmp_path / ".site.old")
    with pytest.raises(PortalError):
        publish(site, [Part(name="x", weight=1, files=_refusing)], workers=1)
    assert mark_of(site) == "b"


@pytest.mark.parametrize("turn", range(3))
def test_without_an_exchange_of_folders_a_rename_that_fails_leaves_the_former_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, turn: int
) -> None:
    site = tmp_path / "site"
    publish(site, parts("a"), workers=1)
    monkeypatch.setattr(site_folder, "_exchange", lambda *_: False)
    failed = _failing(monkeypatch, "rename", turn)
    with pytest.raises(PortalError, match="磁盘满了"):
        publish(site, parts("b"), workers=1)
    monkeypatch.undo()
    assert failed()
    assert mark_of(site) == ("b" if turn == 2 else "a")


def test_two_folders_are_exchanged_in_one_step_on_linux_and_left_alone_elsewhere(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    (other / "inside").mkdir(parents=True)
    done = site_folder._exchange(one, other)
    assert done == sys.platform.startswith("linux")
    assert (one / "inside").is_dir() == done
    assert (other / "inside").is_dir() != done


def test_why_a_build_stopped_is_told_and_not_what_its_clearing_met(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.mkdir

    def refused(path: Any, *arguments: Any, **settings: Any) -> None:
        if os.fspath(path).endswith(".site.new"):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(path, *arguments, **settings)

    monkeypatch.setattr(os, "mkdir", refused)
    with pytest.raises(PortalError, match="磁盘满了"):
        publish(tmp_path / "site", parts("a"), workers=1)


def _refusing() -> Iterator[tuple[str, bytes]]:
    raise PortalError("no")


KILLED = """
import sys
sys.path.insert(0, {root!r})
from pathlib import Path
from tests.outputs.test_site_folder import parts
from generator.outputs.site_folder import publish
while True:
    for mark in "bc":
        publish(Path({site!r}), parts(mark, key=mark if {keyed!r} else ""), workers=2)
        if {keyed!r}:
            publish(Path({site!r}), parts(mark, key=mark), workers=2)
"""


@pytest.mark.parametrize("keyed", [False, True])
def test_a_build_killed_at_any_moment_leaves_a_whole_site(tmp_path: Path, keyed: bool) -> None:
    site = tmp_path / "site"
    publish(site, parts("a"), workers=1)
    dice = random.Random(20261121)
    program = KILLED.format(root=str(ROOT), site=str(site), keyed=keyed)
    for _ in range(12):
        child = subprocess.Popen([sys.executable, "-c", program], start_new_session=True, cwd=ROOT)
        time.sleep(0.25 + dice.random() * 0.2)
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        assert mark_of(site) in "abc"
    # A worker of the last one may take a moment to end, and holds the lock until then.
    with (tmp_path / ".site.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
    publish(site, parts("d"), workers=2)
    assert mark_of(site) == "d"
    assert leftovers(tmp_path) == ["site"]


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
