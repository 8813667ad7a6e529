"""Streams that are closed or full, readers that go away, interruptions, and places that are gone."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import CLEAN, NOT_DONE, ROOT, TINY, Ran, checking, here
from tests.mutations.clean import AS_OF


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_that_goes_away_meets_no_traceback(unbuffered: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as closed:
        done = subprocess.run(
            [sys.executable, "-m", "generator", "rules"],
            cwd=ROOT,
            env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
            check=False,
            stdout=closed,
            stderr=subprocess.PIPE,
            timeout=60,
        )
    assert (done.returncode, done.stderr) == (NOT_DONE, b"")


def shell(line: str, *, cwd: Path = ROOT, **env: str) -> Ran:
    """Run a line of the shell in which `portal` is the program."""
    done = subprocess.run(
        ["sh", "-c", f'portal() {{ "{sys.executable}" -m generator "$@"; }}\n{line}'],
        cwd=cwd,
        env={**os.environ, "PYTHONUNBUFFERED": "", **env, "PYTHONPATH": str(ROOT)},
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert "Traceback" not in done.stdout + done.stderr
    assert "Exception ignored" not in done.stderr
    return done


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("portal rules >&-", CLEAN),
        ("portal rules 2>&-", CLEAN),
        ("portal rules <&- >&- 2>&-", CLEAN),
        ("portal --help >&-", CLEAN),
        ("portal check --data /nowhere >&-", NOT_DONE),
        ("portal check --data /nowhere 2>&-", NOT_DONE),
        ("portal check --nonsense 2>&-", NOT_DONE),
    ],
)
def test_a_closed_stream_alters_no_status_and_nothing_is_said_in_the_wrong_place(line: str, status: int) -> None:
    done = shell(line)
    assert done.returncode == status
    if "2>&-" in line and status == NOT_DONE:
        assert done.stdout == ""


def test_a_site_is_built_with_a_closed_stream(tmp_path: Path) -> None:
    done = shell(f'portal build --data "{TINY}" --output "{tmp_path}/site" >&- 2>&-')
    assert (done.returncode, done.stdout, done.stderr) == (CLEAN, "", "")
    assert (tmp_path / "site" / "index.html").is_file()


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_where_there_is_no_room_for_what_is_said_nothing_is_claimed(unbuffered: str) -> None:
    for line in ("portal rules >/dev/full", "portal deadline --opens 2026-03-09 --length 5 --unit day >/dev/full"):
        done = shell(line, PYTHONUNBUFFERED=unbuffered)
        assert (done.returncode, len(done.stderr.splitlines())) == (NOT_DONE, 1)
        assert "结果没有写出来" in done.stderr
        assert "没有改动" not in done.stderr


@pytest.mark.parametrize(
    "line", ["portal --help >/dev/full", "portal check --data /nowhere 2>/dev/full", "portal x 2>/dev/full"]
)
def test_where_not_even_the_failure_can_be_told_the_status_tells_it(line: str) -> None:
    assert shell(line).returncode == NOT_DONE


def test_nothing_is_loaded_before_an_interruption_is_awaited() -> None:
    program = (
        "import sys; before = set(sys.modules); import generator.__main__; print(*sorted(set(sys.modules) - before))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True)
    assert set(done.stdout.split()) <= {"gc", "generator", "generator.__main__"}


def test_whoever_interrupts_the_start_meets_no_traceback() -> None:
    program = (
        "import sys\n"
        "class Interrupted:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'generator.cli':\n"
        "            raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Interrupted())\n"
        "from generator.__main__ import run\n"
        "run()\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False, capture_output=True, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


def test_a_present_folder_that_is_gone_is_told(tmp_path: Path, data: Path) -> None:
    here_gone = f'mkdir "{tmp_path}/gone" && cd "{tmp_path}/gone" && rmdir "{tmp_path}/gone" && portal'
    as_of = f"--as-of {AS_OF}"
    assert shell(f'{here_gone} check --data "{data}" {as_of}').returncode == CLEAN
    for rest in (f'check --data "{data}" {as_of} --format sarif', "check --data data", "build"):
        done = shell(f"{here_gone} {rest}")
        assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (NOT_DONE, "", 1)
        assert "没有完成" in done.stderr


def test_a_summary_that_cannot_be_written_does_not_cost_the_report(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "no" / "summary"))
    done = here(*checking(data, "--format", "github"))
    assert done.returncode == CLEAN
    assert done.stdout
    assert "步骤摘要" in done.stderr
    assert str(tmp_path / "no" / "summary") in done.stderr
