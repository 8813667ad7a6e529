import os
import stat
from pathlib import Path

import pytest

from generator.disk import replace_file


def test_a_file_is_written_and_replaced_whole(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    replace_file(file, b"one\n")
    replace_file(file, b"two\n")
    assert file.read_bytes() == b"two\n"
    assert list(tmp_path.iterdir()) == [file]


def test_the_permissions_of_the_old_file_stay(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(b"one\n")
    file.chmod(0o640)
    replace_file(file, b"two\n")
    assert file.stat().st_mode & 0o777 == 0o640


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(b"one\n")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        replace_file(file, b"two\n")
    assert file.read_bytes() == b"one\n"
    assert list(tmp_path.iterdir()) == [file]


def test_what_is_written_stays_where_a_folder_cannot_be_synchronised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle = os.fsync

    def of_files(number: int) -> None:
        if stat.S_ISDIR(os.fstat(number).st_mode):
            raise OSError(22, "Invalid argument")
        settle(number)

    monkeypatch.setattr(os, "fsync", of_files)
    replace_file(tmp_path / "a.csv", b"one\n")
    assert (tmp_path / "a.csv").read_bytes() == b"one\n"


def test_a_drive_that_knows_no_permissions_is_not_asked_for_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_: Path, __: int) -> None:
        raise PermissionError(1, "Operation not permitted")

    file = tmp_path / "a.csv"
    replace_file(file, b"one\n")
    monkeypatch.setattr(Path, "chmod", refused)
    replace_file(file, b"two\n")
    assert file.read_bytes() == b"two\n"


def test_a_link_in_the_place_of_the_part_is_not_written_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, elsewhere = tmp_path / "a.csv", tmp_path / "elsewhere"
    file.write_bytes(b"one\n")
    elsewhere.write_bytes(b"x")
    monkeypatch.setattr(os, "urandom", bytes)
    (tmp_path / f".a.csv.{bytes(4).hex()}.part").symlink_to(elsewhere)
    with pytest.raises(FileExistsError):
        replace_file(file, b"two\n")
    assert (file.read_bytes(), elsewhere.read_bytes()) == (b"one\n", b"x")


def test_two_that_write_the_same_file_do_not_write_into_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle, file = os.fsync, tmp_path / "a.csv"

    def meanwhile(number: int) -> None:
        monkeypatch.setattr(os, "fsync", settle)
        replace_file(file, b"the other\n")
        assert file.read_bytes() == b"the other\n"
        settle(number)

    monkeypatch.setattr(os, "fsync", meanwhile)
    replace_file(file, b"one\n")
    assert file.read_bytes() == b"one\n"
    assert list(tmp_path.iterdir()) == [file]


def test_a_link_is_refused(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(b"x")
    (tmp_path / "a.csv").symlink_to(elsewhere)
    with pytest.raises(OSError, match="是链接"):
        replace_file(tmp_path / "a.csv", b"one\n")
    assert elsewhere.read_bytes() == b"x"
