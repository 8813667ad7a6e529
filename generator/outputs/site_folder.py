"""The output folder: a site is written beside the former one and takes its place in a single step.

Only the errands on the floor above call this. The former site stays whole until the new one is complete, and comes back
by itself should a build die between two steps on a system that cannot exchange folders at once.
"""

import contextlib
import ctypes
import fcntl
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from generator.errors import PortalError

MARKER: Final = "build.json"
"""A folder without this file is not a site of ours and is never replaced."""

_AT_FDCWD: Final = -100
_RENAME_EXCHANGE: Final = 2

Files = Iterator[tuple[str, bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A piece of the site that can be made by itself: its files come when they are asked for."""

    name: str
    weight: int
    """About how many files there are, so that work can be shared out."""
    files: Callable[[], Files]


def publish(output: Path, parts: Sequence[Part], *, workers: int) -> int:
    """Write all parts as the new site and put it in the place of the former one; the number of files written.

    Raises PortalError where the folder holds something else, cannot be written, or another build is at work.
    """
    output = Path(os.path.abspath(output))  # noqa: PTH100 - resolve() would follow a link that stands in for the site
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        with _locked(output):
            _recover(output)
            _refuse_foreign(output)
            return _write_and_swap(output, parts, workers)
    except OSError as error:
        where = error.filename or output
        raise PortalError(f"cannot write the site / 无法写入网站：{where}：{error.strerror or error}") from error


def _beside(output: Path, ending: str) -> Path:
    return output.with_name(f".{output.name}.{ending}")


@contextlib.contextmanager
def _locked(output: Path) -> Iterator[None]:
    """Two builds of one site would mix their files, so the second one is turned away."""
    descriptor = os.open(_beside(output, "lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise PortalError(f"another build is writing {output} / 另一次生成正在写入同一网站，请稍后再试") from None
        yield
    finally:
        os.close(descriptor)


def _recover(output: Path) -> None:
    """Clear what a build that died left behind; without a site, the former one comes back."""
    former = _beside(output, "old")
    if former.exists() and not output.exists():
        former.rename(output)
    for leftover in (former, _beside(output, "new")):
        if leftover.exists():
            shutil.rmtree(leftover)


def _refuse_foreign(output: Path) -> None:
    if output.is_symlink() or (output.exists() and not output.is_dir()):
        raise PortalError(f"{output} is not a folder / 输出位置不是文件夹，请用 --output 另选一处")
    if output.exists() and any(output.iterdir()) and not (output / MARKER).is_file():
        raise PortalError(
            f"{output} holds something else than a site of this program / 输出文件夹里有别的内容，"
            "不会覆盖，请用 --output 另选一个空文件夹"
        )


def _write_and_swap(output: Path, parts: Sequence[Part], workers: int) -> int:
    new = _beside(output, "new")
    try:
        new.mkdir()
        written = _write_all(new, parts, workers)
        _replace(output, new)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    return written


def _replace(output: Path, new: Path) -> None:
    former = _beside(output, "old")
    if not output.exists():
        new.rename(output)
    elif _exchange(output, new):
        new.rename(former)
    else:
        output.rename(former)
        new.rename(output)
    _sync(output.parent)
    shutil.rmtree(former, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step where the system can (Linux renameat2); whether it was done."""
    if not sys.platform.startswith("linux"):
        return False
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if call is None:
        return False
    return bool(call(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _write_all(folder: Path, parts: Sequence[Part], workers: int) -> int:
    shares = _shares(parts, workers)
    if len(shares) == 1:
        return _write_parts(folder, shares[0])
    children = [_start(folder, share) for share in shares]
    results = [_result(*child) for child in children]
    for _, problem in results:
        if problem:
            raise PortalError(problem)
    return sum(count for count, _ in results)


def _shares(parts: Sequence[Part], workers: int) -> list[list[Part]]:
    """Share out the work so that every worker has about as much of it."""
    count = max(1, min(workers, len(parts))) if hasattr(os, "fork") else 1
    shares: list[list[Part]] = [[] for _ in range(count)]
    weights = [0] * count
    for part in sorted(parts, key=lambda part: (-part.weight, part.name)):
        lightest = weights.index(min(weights))
        shares[lightest].append(part)
        weights[lightest] += part.weight + 1
    return shares


def _start(folder: Path, share: Iterable[Part]) -> tuple[int, int]:
    """Start a worker; it writes its share and says through a pipe how many files it wrote, or what went wrong."""
    reading, writing = os.pipe()
    process = os.fork()
    if process:
        os.close(writing)
        return process, reading
    status = 1
    try:
        os.close(reading)
        try:
            message = f"+{_write_parts(folder, share)}"
            status = 0
        except (OSError, PortalError) as error:
            message = f"-{error}"
        os.write(writing, message.encode("utf-8", "backslashreplace"))
    finally:
        os._exit(status)


def _result(process: int, reading: int) -> tuple[int, str]:
    with os.fdopen(reading, "rb") as pipe:
        message = pipe.read().decode("utf-8")
    _, status = os.waitpid(process, 0)
    if status == 0 and message.startswith("+"):
        return int(message), ""
    return 0, f"cannot write the site / 无法写入网站：{message[1:] or f'worker ended with status {status}'}"


def _write_parts(folder: Path, parts: Iterable[Part]) -> int:
    made = {""}
    root = os.fspath(folder)
    count = 0
    for part in parts:
        for path, data in part.files():
            parent = path.rpartition("/")[0]
            if parent not in made:
                os.makedirs(f"{root}/{parent}", exist_ok=True)  # noqa: PTH103 - no object a file: there are many
                made.add(parent)
            descriptor = os.open(f"{root}/{path}", os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o644)
            try:
                _write(descriptor, data)
            finally:
                os.close(descriptor)
            count += 1
    return count


def _write(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
