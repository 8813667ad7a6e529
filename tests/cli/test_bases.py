"""What came since a base, as the check tells it."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.cli.running import DATA_AT_FAULT, NOT_DONE, NOTICES, check, checking, here, portal


def test_a_folder_without_git_has_no_base(data: Path) -> None:
    done = check(data, "--base", "HEAD")
    assert (done.returncode, done.stdout) == (NOT_DONE, "")
    assert len(done.stderr.splitlines()) == 1


def test_what_came_since_a_base_is_told_to_readers_alone(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@shili.example", "-C", str(data.parent)]
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "x"]):
        subprocess.run([*git, *arguments], check=True, capture_output=True)
    text = (data / NOTICES).read_text()
    (data / NOTICES).write_text(text.replace("名单公示", "名单的公示", 1))
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary"))
    done = {
        how: here(*checking(data, "--base", "HEAD", *how.split()))
        for how in ("--format json", "--format sarif", "--format github", "--lang en", "")
    }
    assert {one.returncode for one in done.values()} == {DATA_AT_FAULT}
    assert all(one.stdout == f"{one.stdout.rstrip()}\n" for one in done.values())
    found = json.loads(done["--format json"].stdout)["diagnostics"]
    assert [one["rule"] for one in found] == ["opened-notice-changed"]
    assert "runs" in json.loads(done["--format sarif"].stdout)
    change = done[""].stdout.splitlines()[0]
    assert "公示" in change
    assert done["--format github"].stdout.startswith(f"{change}\n::")
    assert (tmp_path / "summary").read_text(encoding="utf-8").count(change) == 1
    assert done["--lang en"].stdout.startswith("Since HEAD: ")


def test_a_base_is_looked_for_in_the_repository_of_the_data(data: Path) -> None:
    root, elsewhere = data.parent, data.parent / "elsewhere"
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@shili.example"]
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "x"]):
        subprocess.run([*git, "-C", str(root), *arguments], check=True, capture_output=True)
    text = (data / NOTICES).read_text()
    (data / NOTICES).write_text(text.replace("名单公示", "名单的公示", 1))
    # As a hook of git finds it, and as somebody sets it who keeps the repository apart from the files.
    for named in (
        {"GIT_DIR": str(root / ".git")},
        {"GIT_DIR": ".git"},
        {"GIT_DIR": str(root / ".git"), "GIT_WORK_TREE": str(root)},
        {"GIT_DIR": ".git", "GIT_WORK_TREE": "."},
        {"GIT_DIR": str(elsewhere), "GIT_WORK_TREE": "."},
    ):
        if named["GIT_DIR"] == str(elsewhere):
            (root / ".git").rename(elsewhere)
        done = portal(*checking(data, "--base", "HEAD", "--format", "json"), cwd=root, env=named)
        assert [one["rule"] for one in json.loads(done.stdout)["diagnostics"]] == ["opened-notice-changed"]
