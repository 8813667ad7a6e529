"""The output folder as the command line treats it: never another's, and the old site whole whenever a build is stopped."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from tests.cli.running import CLEAN, DATA_AT_FAULT, NOT_DONE, NOTICES, ROOT, TINY, Ran, here, portal
from tests.mutations.folder import write


def build(output: Path, run: Callable[..., Ran] = portal) -> Ran:
    return run("build", "--data", TINY, "--output", output, "--as-of", "2026-11-21")


def state(folder: Path) -> str:
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    return sha256(b"".join(str(file).encode() + file.read_bytes() for file in files)).hexdigest()


def foreign_folder(place: Path) -> None:
    write(place, {"thesis.docx": b"x"})


def foreign_file(place: Path) -> None:
    place.write_text("x")


def foreign_link(place: Path) -> None:
    (place.parent / "elsewhere").mkdir()
    place.symlink_to(place.parent / "elsewhere")


@pytest.mark.parametrize("make", [foreign_folder, foreign_file, foreign_link])
def test_what_is_no_site_of_ours_is_never_replaced(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "site")
    before = state(tmp_path)
    done = build(tmp_path / "site", here)
    assert (done.returncode, done.stdout) == (NOT_DONE, "")
    assert str(tmp_path / "site") in done.stderr
    (tmp_path / ".site.lock").unlink(missing_ok=True)
    assert state(tmp_path) == before


@pytest.mark.parametrize("output", ["file/site", "file/deep/site", "/proc/site", "/dev/null/site"])
def test_an_output_that_cannot_be_written_is_status_2(tmp_path: Path, output: str) -> None:
    (tmp_path / "file").write_text("x")
    done = build(tmp_path / output, here)
    assert (done.returncode, done.stdout) == (NOT_DONE, "")
    assert len(done.stderr.splitlines()) == 1


def test_a_build_that_is_refused_or_killed_leaves_the_old_site_whole(tmp_path: Path, data: Path) -> None:
    site = tmp_path / "site"
    assert build(site).returncode == CLEAN
    before = state(site)
    (data / NOTICES).write_text("x")
    done = portal("build", "--data", data, "--output", site)
    assert (done.returncode, state(site)) == (DATA_AT_FAULT, before)
    assert NOTICES in done.stderr
    for delay in (0.0, 0.05):
        command = [sys.executable, "-m", "generator", "build", "--data", str(TINY), "--output", str(site)]
        process = subprocess.Popen(command, cwd=ROOT, start_new_session=True, stdout=subprocess.DEVNULL)
        while process.poll() is None and not (tmp_path / ".site.new").exists():
            time.sleep(0.01)
        time.sleep(delay)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            assert state(site) == before
    assert build(site).returncode == CLEAN
    assert state(site) == before
    assert not [entry for entry in tmp_path.iterdir() if entry.name in (".site.new", ".site.old")]
