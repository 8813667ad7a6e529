"""The program as its tests run it: in a process of its own, or inside of theirs."""

import contextlib
import io
import os
import subprocess
import sys
from pathlib import Path

from generator.cli import main
from tests.mutations.clean import AS_OF

ROOT = Path(__file__).resolve().parents[2]
TINY = ROOT / "tests" / "golden" / "data"
CLEAN, DATA_AT_FAULT, NOT_DONE = 0, 1, 2
JIA = "jurisdictions/shili-jia"
NOTICES = f"{JIA}/2024/notices.csv"

Ran = subprocess.CompletedProcess[str]


def portal(*arguments: str | Path, cwd: Path = ROOT, env: dict[str, str] | None = None) -> Ran:
    """Run the program; whatever happens, nobody meets a traceback."""
    done = subprocess.run(
        [sys.executable, "-m", "generator", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, **(env or {}), "PYTHONPATH": str(ROOT)},
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert "Traceback" not in done.stdout + done.stderr
    return done


def here(*arguments: str | Path) -> Ran:
    """The same inside of this process, which starts sooner."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as end:
            status = int(str(end.code or 0))
    assert "Traceback" not in out.getvalue() + err.getvalue()
    return Ran(arguments, status, out.getvalue(), err.getvalue())


def checking(data: Path, *more: str) -> list[str | Path]:
    return ["check", "--data", data, "--as-of", AS_OF.isoformat(), *more]


def check(data: Path, *more: str) -> Ran:
    return portal(*checking(data, *more))
