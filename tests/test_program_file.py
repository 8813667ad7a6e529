import sys
from pathlib import Path

import pytest

from generator.program_file import ProgramFile

CONTENT = {"甲": (1 << 900, b"x" * 2000, None)}


@pytest.fixture(autouse=True)
def modules_may_be_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)


def test_what_is_kept_is_what_was_given(tmp_path: Path) -> None:
    ProgramFile(tmp_path, "one", "program").write(CONTENT)
    ProgramFile(tmp_path, "two", "program").write("other")
    assert ProgramFile(tmp_path, "one", "program").read() == CONTENT


def test_another_program_makes_its_own(tmp_path: Path) -> None:
    ProgramFile(tmp_path, "one", "program").write(CONTENT)
    assert ProgramFile(tmp_path, "one", "other").read() is None


@pytest.mark.parametrize("damage", [b"", b"\xe3", b"not marshalled", b"N", None])
def test_a_damaged_file_is_as_good_as_none(tmp_path: Path, damage: bytes | None) -> None:
    kept = ProgramFile(tmp_path, "one", "program")
    kept.write(CONTENT)
    (file,) = (tmp_path / "__pycache__").iterdir()
    file.write_bytes(file.read_bytes()[:-1000] if damage is None else damage)
    assert kept.read() is None
    kept.write(CONTENT)
    assert kept.read() == CONTENT


def test_where_nothing_may_be_kept_nothing_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ProgramFile(tmp_path / "absent", "one", "program").write(CONTENT)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    ProgramFile(tmp_path, "one", "program").write(CONTENT)
    assert list(tmp_path.iterdir()) == []
