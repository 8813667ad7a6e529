"""The output folder is whole or not at all, whatever fails and whenever it is killed."""

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
from tests.outputs.marked_sites import leftovers, mark_of, parts

ROOT = Path(__file__).parents[2]


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
from tests.outputs.marked_sites import parts
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
