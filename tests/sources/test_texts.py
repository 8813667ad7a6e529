"""Bytes become text by UTF-8 alone; what else they may be is one fault, and is still read where that is certain."""

import os
from pathlib import Path

import pytest

from generator.diagnostics import Diagnostic
from generator.sources.texts import decode, read_bytes

TEXT = "award_id,awardee\na-1,示例市质量管理有限公司\na-2,示例市第一医院\n"


def test_utf8_is_clean() -> None:
    decoded = decode("x.csv", TEXT.encode())
    assert (decoded.text, decoded.faults) == (TEXT, ())


@pytest.mark.parametrize("codec", ["gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_another_encoding_is_one_fault_and_the_text_is_read(codec: str) -> None:
    decoded = decode("x.csv", TEXT.encode(codec))
    assert decoded.text == TEXT
    assert [fault.rule for fault in decoded.faults] == ["not-utf8"]


def test_a_byte_order_mark_is_an_invisible_character_at_line_1() -> None:
    decoded = decode("x.csv", TEXT.encode("utf-8-sig"))
    assert decoded.text == TEXT
    assert [(fault.rule, fault.line) for fault in decoded.faults] == [("control-character", 1)]


def test_broken_utf8_is_not_taken_for_gb18030() -> None:
    data = TEXT.encode()
    at = data.index("一".encode())
    decoded = decode("x.csv", data[: at + 1] + data[at + 2 :])
    assert decoded.text is None
    assert [(fault.rule, fault.line) for fault in decoded.faults] == [("not-utf8", 3)]


def test_broken_utf8_that_gb18030_could_read_is_not_taken_for_it() -> None:
    head = "示".encode()
    data = TEXT.encode().replace(head, head[1:])
    assert "示" not in data.decode("gb18030")
    decoded = decode("x.csv", data)
    assert decoded.text is None
    assert [(fault.rule, fault.line, fault.facts["encoding"]) for fault in decoded.faults] == [
        ("not-utf8", 2, "unknown")
    ]


def test_bytes_that_are_no_text_are_one_fault() -> None:
    decoded = decode("x.csv", bytes(range(128, 256)) * 3)
    assert decoded.text is None
    assert [fault.rule for fault in decoded.faults] == ["not-utf8"]


def test_a_file_over_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes(b"x" * 11)
    refused = read_bytes(tmp_path, "x.csv", 10)
    assert isinstance(refused, Diagnostic)
    assert refused.rule == "file-too-large"
    assert read_bytes(tmp_path, "x.csv", 11) == b"x" * 11


def test_a_file_that_comes_in_pieces_is_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "x.csv").write_bytes(b"0123456789")
    read = os.read
    monkeypatch.setattr(os, "read", lambda descriptor, count: read(descriptor, min(count, 3)))
    assert read_bytes(tmp_path, "x.csv", 11) == b"0123456789"


@pytest.mark.parametrize("data", [bytes(5000), b"\x89PNG\r\n\x1a\n" + bytes(64), b"PK\x03\x04\x14\x08\xc4\xe3\x01\x02"])
def test_what_is_no_text_is_not_guessed_to_be_one(data: bytes) -> None:
    decoded = decode("x.csv", data)
    assert decoded.text is None
    assert [(fault.rule, fault.facts["encoding"]) for fault in decoded.faults] == [("not-utf8", "unknown")]
