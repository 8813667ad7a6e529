"""A build that makes its site from the spare: whatever fails and whenever it is killed, the site is whole."""

import fcntl
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.errors import PortalError
from generator.outputs import site_folder
from generator.outputs.site_folder import MARKER, Part, publish
from tests.outputs.spare_sites import found, leftovers, numbered, parts

ROOT = Path(__file__).parents[2]

CALLS = (
    "open",
    "write",
    "rename",
    "replace",
    "mkdir",
    "rmdir",
    "link",
    "unlink",
    "lstat",
    "stat",
    "fstat",
    "fsync",
    "scandir",
    "close",
)
"""Calls of the system that a build makes."""


def changes(mark: str) -> list[Part]:
    """Parts of which some stay, some change, one moves and one comes and goes."""
    site = numbered(mark)
    site["p2"] = {f"p2/{mark}/index.html": "x"}
    if mark in "bd":
        site["p3"], site["p4"] = site["p4"], site["p3"]
        site["more"] = {"more/of/it": mark}
    return parts(site)


def whole(site: Path) -> str:
    """The build to which the site belongs; fails where it is not whole."""
    mark = (site / MARKER).read_text()
    assert found(site) == {path: data.decode() for one in changes(mark) for path, data in one.files()}
    return mark


class Stopped:
    """Every call of the system until one of them is stopped."""

    def __init__(
        self, monkeypatch: pytest.MonkeyPatch, turn: int, stop: Callable[[], None], calls: tuple[str, ...]
    ) -> None:
        self.used = 0
        self._turn = turn
        self._stop = stop
        for call in calls:
            monkeypatch.setattr(os, call, self._wrapped(getattr(os, call), first=call == "close"))
        monkeypatch.setattr(site_folder, "_exchange", self._wrapped(site_folder._exchange))

    @property
    def stopped(self) -> bool:
        return self.used > self._turn

    def _wrapped(self, real: Any, *, first: bool = False) -> Any:
        """The call; a folder or a file is closed all the same where that is what fails."""

        def call(*arguments: Any, **settings: Any) -> Any:
            self.used += 1
            if self.used == self._turn + 1:
                if first:
                    real(*arguments, **settings)
                self._stop()
            return real(*arguments, **settings)

        return call


def full_disk() -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize(("call", "exchanging"), [*((call, True) for call in CALLS), ("rename", False)])
def test_every_call_failing_once_leaves_a_whole_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, exchanging: bool
) -> None:
    site = tmp_path / "site"
    if not exchanging:
        monkeypatch.setattr(site_folder, "_exchange", lambda *_: False)
    turn, done = 0, False
    while not done:
        for mark in "abc":
            publish(site, changes(mark), workers=1)
        with monkeypatch.context() as patched:
            failing = Stopped(patched, turn, full_disk, (call,))
            try:
                publish(site, changes("d"), workers=1)
            except PortalError:
                assert failing.stopped
            done = not failing.stopped
        assert whole(site) in "cd"
        publish(site, changes("e"), workers=1)
        assert whole(site) == "e"
        assert not {".site.new", ".site.old", ".site.parts.new"} & set(leftovers(tmp_path))
        turn += 1


@pytest.mark.parametrize("exchanging", [True, False])
def test_a_build_killed_before_any_call_leaves_a_whole_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exchanging: bool
) -> None:
    """Each state that a kill can leave is found, since everything on the disk is changed by one of these calls."""
    site = tmp_path / "site"
    if not exchanging:
        monkeypatch.setattr(site_folder, "_exchange", lambda *_: False)
    turn, status = 0, 9
    while status:
        for mark in "abc":
            publish(site, changes(mark), workers=1)
        child = os.fork()
        if child == 0:
            Stopped(
                monkeypatch,
                turn,
                lambda: os._exit(9),
                ("open", "write", "rename", "replace", "mkdir", "rmdir", "link", "unlink"),
            )
            publish(site, changes("d"), workers=1)
            os._exit(0)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        assert status in (0, 9)
        if exchanging:
            assert whole(site) in "cd"
        before = leftovers(tmp_path)
        for mark in "ef":
            publish(site, changes(mark), workers=1)
            assert whole(site) == mark, before
        assert not {".site.new", ".site.old", ".site.parts.new"} & set(leftovers(tmp_path)), before
        turn += 1
    assert turn > 40


KILLED = """
import sys
sys.path.insert(0, {root!r})
from itertools import cycle
from pathlib import Path
from tests.outputs.test_site_spare_failing import changes
from generator.outputs.site_folder import publish
for mark in cycle("abcde"):
    publish(Path({site!r}), changes(mark), workers=2)
"""


def test_a_build_of_two_processes_killed_at_any_moment_leaves_a_whole_site(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(site, changes("a"), workers=1)
    dice = random.Random(20261121)
    program = KILLED.format(root=str(ROOT), site=str(site))
    for _ in range(10):
        child = subprocess.Popen([sys.executable, "-c", program], start_new_session=True, cwd=ROOT)
        time.sleep(0.4 + dice.random() * 0.2)
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        with (tmp_path / ".site.lock").open("rb") as lock:  # until its other process has died too
            fcntl.flock(lock, fcntl.LOCK_EX)
        assert whole(site) in "abcde"
    for mark in "fghi":
        publish(site, changes(mark), workers=2)
        assert whole(site) == mark
    assert leftovers(tmp_path) == [".site.parts", ".site.spare", ".site.spare.parts", "site"]
