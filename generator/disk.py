"""One file is written to the disk, whole or not at all, and by one process at a time where it is read before."""

import errno
import fcntl
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)


def replace_file(path: Path, data: bytes) -> None:
    """Write a file so that at every moment, even if the machine stops, either the old or the new one is there whole.

    Raises OSError; then the old file stands as it was. A link is never written through.
    """
    if path.is_symlink():
        raise OSError(errno.EINVAL, "是链接，不会通过链接改写别处的文件；请换成文件本身")
    # Two processes that write the same file must not write the same part of it.
    part = path.with_name(f".{path.name}.{os.urandom(4).hex()}.part")
    number = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_FOLLOW, 0o666)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            _permit(part, path.stat().st_mode)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    _settle(path.parent)


def read_own(path: Path, start: int = 0, length: int | None = None) -> bytes:
    """Bytes of an ordinary file that the user owns: all from `start`, or `length` of them; none where it is anything else."""
    try:
        # A link is not followed, and a pipe in the place of the file is not waited for.
        number = os.open(path, os.O_RDONLY | _NO_FOLLOW | _NO_WAIT)
        with os.fdopen(number, "rb", buffering=0) as file:
            state = os.fstat(number)
            own = not hasattr(os, "geteuid") or state.st_uid == os.geteuid()
            if not own or not stat.S_ISREG(state.st_mode) or start + (length or 0) > state.st_size:
                return b""
            file.seek(start)
            return file.read() if length is None else file.read(length)
    except OSError:
        return b""


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Wait until no other process alters this folder through here, and make others wait; raises OSError without a folder."""
    number = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some network drives know no locks
            fcntl.flock(number, fcntl.LOCK_EX)
        yield
    finally:
        os.close(number)


def _permit(part: Path, mode: int) -> None:
    """Give a file the permissions of another; some network drives refuse to be asked for those that it has."""
    if part.stat().st_mode != mode:
        part.chmod(stat.S_IMODE(mode))


def _settle(directory: Path) -> None:
    """Make the new name of the file lasting, where a folder can be synchronised; the file is there all the same."""
    with suppress(OSError):
        number = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
