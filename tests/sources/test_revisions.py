import os
import subprocess
from pathlib import Path

import pytest

from generator.errors import PortalError
from generator.sources.revisions import extract


def git(root: Path, *arguments: str) -> None:
    names = ["-c", "user.name=Clerk", "-c", "user.email=clerk@example.invalid", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *names, "-C", str(root), *arguments], check=True, capture_output=True)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A repository with a data folder, of which the first revision says one and the working tree says two."""
    folder = tmp_path / "数据 data" / "inner"
    (folder / "a").mkdir(parents=True)
    (folder / "a" / "名单.csv").write_text("one\n", encoding="utf-8")
    (folder / "link.csv").symlink_to("/etc/hostname")
    (tmp_path / "other.txt").write_text("x", encoding="utf-8")
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "first")
    (folder / "a" / "名单.csv").write_text("two\n", encoding="utf-8")
    return folder


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_the_folder_comes_as_it_stood_and_alone(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    extract(data, "HEAD", out)
    assert files(out) == ["a/名单.csv"]
    assert (out / "a" / "名单.csv").read_text(encoding="utf-8") == "one\n"


@pytest.mark.parametrize("attributes", ["*.csv export-ignore", "*.csv text eol=crlf", "*.csv filter=shorten"])
def test_the_bytes_come_as_git_holds_them(data: Path, tmp_path: Path, attributes: str) -> None:
    root = data.parents[1]
    (root / ".git" / "info" / "attributes").write_text(f"{attributes}\n", encoding="utf-8")
    git(root, "config", "core.autocrlf", "true")
    git(root, "config", "filter.shorten.smudge", "head -c 1")
    out = tmp_path / "out"
    out.mkdir()
    extract(data, "HEAD", out)
    assert (out / "a" / "名单.csv").read_bytes() == b"one\n"


def test_a_folder_may_have_a_name_that_is_no_text(data: Path, tmp_path: Path) -> None:
    odd, out = data.parent / os.fsdecode(b"\xff \n "), tmp_path / "out"
    data.rename(odd)
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "second")
    out.mkdir()
    extract(odd, "HEAD", out)
    assert files(out) == ["a/名单.csv"]


def test_a_repository_that_lacks_a_content_is_told(data: Path, tmp_path: Path) -> None:
    root, out = data.parents[1], tmp_path / "out"
    command = ["git", "-C", str(root), "rev-parse", "HEAD:./数据 data/inner/a/名单.csv"]
    name = subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
    (root / ".git" / "objects" / name[:2] / name[2:]).unlink()
    out.mkdir()
    with pytest.raises(PortalError, match=r"名单\.csv: git has lost its content / git 仓库不完整"):
        extract(data, "HEAD", out)


def test_a_place_that_cannot_be_written_is_told(data: Path, tmp_path: Path) -> None:
    with pytest.raises(PortalError, match="那里写不了"):
        extract(data, "HEAD", tmp_path / "other.txt")


def test_the_whole_repository_may_be_the_data_folder(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    extract(data.parents[1], "main", out)
    assert "other.txt" in files(out)


def test_a_revision_without_the_folder_gives_none(data: Path, tmp_path: Path) -> None:
    out, new = tmp_path / "out", data.parent / "new"
    out.mkdir()
    new.mkdir()
    extract(new, "HEAD", out)
    assert files(out) == []


@pytest.mark.parametrize("base", ["nowhere", "--output=x", "HEAD~9", "", "main; rm -rf x", "^HEAD"])
def test_what_is_no_revision_is_told_in_both_languages(data: Path, tmp_path: Path, base: str) -> None:
    with pytest.raises(PortalError, match=r"revision / |/ 不能与这个版本比较"):
        extract(data, base, tmp_path)


def test_an_option_of_git_is_no_revision(data: Path, tmp_path: Path) -> None:
    with pytest.raises(PortalError, match="'--all' is no revision / 不是版本名"):
        extract(data, "--all", tmp_path)


def test_a_revision_that_git_does_not_know_is_named(data: Path, tmp_path: Path) -> None:
    with pytest.raises(PortalError, match=r"^git rev-parse nowhere\^\{commit\}: unknown revision / 不能与这个版本比较"):
        extract(data, "nowhere", tmp_path)


def test_what_others_add_to_the_base_meanwhile_is_left_aside(data: Path, tmp_path: Path) -> None:
    root, out = data.parents[1], tmp_path / "out"
    git(root, "checkout", "-q", "-b", "change")
    git(root, "commit", "-q", "-a", "-m", "mine")
    git(root, "checkout", "-q", "main")
    (data / "b.csv").write_text("theirs\n", encoding="utf-8")
    git(root, "add", "-A", str(data))
    git(root, "commit", "-q", "-m", "theirs")
    git(root, "checkout", "-q", "change")
    out.mkdir()
    extract(data, "main", out)
    assert files(out) == ["a/名单.csv"]
    assert (out / "a" / "名单.csv").read_text(encoding="utf-8") == "one\n"


def test_a_base_without_common_history_is_taken_as_it_stands(data: Path, tmp_path: Path) -> None:
    root, out = data.parents[1], tmp_path / "out"
    git(root, "checkout", "-q", "--orphan", "anew")
    git(root, "commit", "-q", "-a", "-m", "anew")
    out.mkdir()
    extract(data, "main", out)
    assert (out / "a" / "名单.csv").read_text(encoding="utf-8") == "one\n"


def test_what_a_shallow_clone_lacks_is_told_how_to_get(data: Path, tmp_path: Path) -> None:
    git(data.parents[1], "commit", "-q", "-a", "-m", "second")
    git(tmp_path, "clone", "-q", "--depth", "1", data.parents[1].as_uri(), str(tmp_path / "clone"))
    with pytest.raises(PortalError, match="git fetch --unshallow"):
        extract(tmp_path / "clone" / data.relative_to(tmp_path), "main~1", tmp_path)


def test_a_folder_outside_of_any_repository_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "LC_ALL", "C")
    with pytest.raises(PortalError, match="not a git repository"):
        extract(tmp_path, "HEAD", tmp_path)


def test_a_repository_of_another_user_is_told_with_what_git_advises(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("LC_ALL", "C"), ("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")):
        monkeypatch.setitem(os.environ, name, value)
    with pytest.raises(PortalError, match=r"dubious ownership.* git config --global --add safe\.directory .* / 不能"):
        extract(data, "HEAD", data)


def test_a_place_without_git_is_told(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "PATH", str(tmp_path))
    with pytest.raises(PortalError, match="git cannot be started / 无法运行 git"):
        extract(data, "HEAD", tmp_path)
