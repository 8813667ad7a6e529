"""The same data and the same day give the same bytes, whatever the environment of the build."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.build import ROOT
from tests.built_sites import AS_OF, DEMO_URL, SITE_URL, BuiltSite, fingerprint

ENVIRONMENTS: tuple[Mapping[str, str], ...] = (
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "4242", "TZ": "Pacific/Honolulu", "LC_ALL": "zh_CN.UTF-8", "LANGUAGE": "zh"},
)
"""Order of sets, zone and language, each as different as may be."""

COMMANDS = {
    "real": ("-m", "generator", "build", "--site-url", SITE_URL),
    "demo": ("-m", "tests.demo", "--site-url", DEMO_URL),
}


def built_elsewhere(kind: str, folder: Path, environment: Mapping[str, str], *more: str) -> dict[str, str]:
    """The files of a site that a process of its own has built from another working folder."""
    folder.mkdir()
    command = [sys.executable, *COMMANDS[kind], *more, "--as-of", str(AS_OF), "--output", "site"]
    everything = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    done = subprocess.run(command, cwd=folder, env=everything, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return fingerprint(folder / "site")


@pytest.mark.parametrize("kind", COMMANDS)
def test_environment_and_folder_leave_no_trace(
    kind: str, tmp_path: Path, real_site: BuiltSite, demo_site: BuiltSite
) -> None:
    # The site of the session comes from one process in one go, those of the command line from as many as there are.
    expected = fingerprint({"real": real_site, "demo": demo_site}[kind].folder)
    assert len(expected) > 100
    more = ("--data", str(real_site.data)) if kind == "real" else ()
    for number, environment in enumerate(ENVIRONMENTS):
        found = built_elsewhere(kind, tmp_path / str(number), environment, *more)
        assert sorted(found) == sorted(expected)
        assert [path for path, checksum in found.items() if checksum != expected[path]] == []


def test_another_byte_is_another_fingerprint(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"1")
    before = fingerprint(tmp_path)
    (tmp_path / "a").write_bytes(b"2")
    assert fingerprint(tmp_path) != before
