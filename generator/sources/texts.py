"""Bytes become text: what the contract asks of every file before anything is parsed."""

import codecs
import os
import re
from pathlib import Path
from typing import Final

from generator.diagnostics import Diagnostic
from generator.frozen import dataclass

MAX_TABLE_BYTES: Final = 512 * 1024 * 1024
MAX_DOCUMENT_BYTES: Final = 1024 * 1024

_READ: Final = os.O_RDONLY | getattr(os, "O_BINARY", 0)
_NO_TEXT: Final = re.compile("[\x00-\x08\x0e-\x1f]")
"""What no text holds: bytes that give it in a guessed encoding are something else, a picture or a program."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text with the faults of its encoding; `text` is None where it cannot be read at all."""

    text: str | None
    encoding: str
    faults: tuple[Diagnostic, ...] = ()


def decode(path: str, data: bytes) -> Decoded:
    """Decode UTF-8; another encoding is one fault for the whole file, and the text is still read where it is certain."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _foreign(path, data, "utf-16", "UTF-16")
    if b"\0" in data[:4096] and not data.startswith(b"PK"):
        guess = "utf-16-le" if data[1:2] == b"\0" else "utf-16-be"
        if data[:1] and len(data) % 2 == 0 and data[:64].count(b"\0") >= min(len(data), 64) // 4:
            return _foreign(path, data, guess, "UTF-16")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(path, data, error)
    if text.startswith("\ufeff"):
        mark = Diagnostic(
            rule="control-character", path=path, line=1, facts={"code": "U+FEFF", "kind": "byte-order-mark"}
        )
        return Decoded(text[1:], "utf-8-sig", (mark,))
    return Decoded(text, "utf-8")


def _not_utf8(path: str, data: bytes, error: UnicodeDecodeError) -> Decoded:
    line = data.count(b"\n", 0, error.start) + 1
    if _is_broken_utf8(data):
        return _unreadable(path, line)
    return _foreign(path, data, "gb18030", "GB18030", line)


def _is_broken_utf8(data: bytes) -> bool:
    """Whether most of the text is UTF-8: GB18030 would read such a file without complaint, and wrongly."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return sum(character > "\u07ff" for character in text) - broken >= broken


def _foreign(path: str, data: bytes, codec: str, name: str, line: int = 1) -> Decoded:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return _unreadable(path, line)
    if _NO_TEXT.search(text):
        return _unreadable(path, line)
    fault = Diagnostic(rule="not-utf8", path=path, line=line, facts={"encoding": name})
    return Decoded(text.removeprefix("\ufeff"), codec, (fault,))


def _unreadable(path: str, line: int) -> Decoded:
    fault = Diagnostic(rule="not-utf8", path=path, line=line, facts={"encoding": "unknown"})
    return Decoded(None, "unknown", (fault,))


def read_bytes(root: Path, path: str, limit: int) -> bytes | Diagnostic:
    """The bytes of a file of a folder, refused before reading when it is larger than `limit` bytes; raises OSError."""
    # There are thousands of small files, and an object for each takes longer than to read it.
    descriptor = os.open(f"{root}/{path}", _READ)
    try:
        size = os.fstat(descriptor).st_size
        if size > limit:
            facts = {"size": str(size), "limit": str(limit)}
            return Diagnostic(rule="file-too-large", path=path, facts=facts)
        data = os.read(descriptor, size + 1)
        # As long as it is said to be, and nothing after that: it has been read to its end.
        return data if len(data) == size else data + b"".join(iter(lambda: os.read(descriptor, size + 1), b""))
    finally:
        os.close(descriptor)
