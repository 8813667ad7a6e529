"""What is named on the command line is an ordinary file, and no more of it is read than the limit."""

import os
import stat
from pathlib import Path

import pytest

from generator.sources.given_files import read_given


@pytest.mark.parametrize(("size", "is_read"), [(0, True), (99, True), (100, True), (101, False)])
def test_a_file_is_read_up_to_the_limit(tmp_path: Path, size: int, is_read: bool) -> None:
    (tmp_path / "a").write_bytes(b"x" * size)
    assert read_given(tmp_path / "a", 100) == (b"x" * size if is_read else None)


def test_a_file_that_says_to_be_shorter_than_it_is_is_not_read_without_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_bytes(b"x" * 5000)
    state = os.stat_result((stat.S_IFREG | 0o644, *(0,) * 9))
    monkeypatch.setattr(os, "fstat", lambda _: state)
    assert read_given(tmp_path / "a", 100) is None
    assert read_given(tmp_path / "a", 5000) == b"x" * 5000


def test_a_folder_or_a_device_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path, Path(os.devnull)):
        with pytest.raises(OSError, match="不是普通文件"):
            read_given(path, 100)
    with pytest.raises(FileNotFoundError):
        read_given(tmp_path / "none", 100)
