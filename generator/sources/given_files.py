"""Files that somebody names on the command line: anything may stand there, a device or a pipe without an end as well."""

import errno
import os
import stat
from pathlib import Path
from typing import Final

_READ: Final = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
"""Without waiting: to open a pipe otherwise takes until somebody writes into it."""
_CHUNK: Final = 1 << 20


def read_given(file: Path, limit: int) -> bytes | None:
    """The bytes of an ordinary file; None where they are more than `limit`. Raises OSError."""
    # Looked at before it is opened, since to open a device can already do something, and again once it is.
    _ordinary(file.stat())
    descriptor = os.open(file, _READ)
    try:
        state = _ordinary(os.fstat(descriptor))
        return None if state.st_size > limit else _read(descriptor, limit)
    finally:
        os.close(descriptor)


def _ordinary(state: os.stat_result) -> os.stat_result:
    if not stat.S_ISREG(state.st_mode):
        raise OSError(errno.EINVAL, "不是普通文件，请换成一个存在磁盘上的文件")
    return state


def _read(descriptor: int, limit: int) -> bytes | None:
    """What can be read until the end, which need not be where the size of the file says."""
    pieces: list[bytes] = []
    rest = limit + 1
    while rest and (piece := os.read(descriptor, min(rest, _CHUNK))):
        pieces.append(piece)
        rest -= len(piece)
    return b"".join(pieces) if rest else None
