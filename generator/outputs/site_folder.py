"""The output folder: a site is written beside the former one and takes its place in a single step.

Only the errands on the floor above call this. The former site stays whole until the new one is complete, and comes back
by itself should a build die between two steps on a system that cannot exchange folders at once.
"""

import contextlib
import ctypes
import errno
import fcntl
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from generator.errors import PortalError, refusal
from generator.outputs.site_manifest import NOTHING, read_notes, write_notes
from generator.outputs.site_parts import Part
from generator.outputs.site_spare import discard, prepare
from generator.outputs.site_workers import remove_folder, write_parts

__all__ = ["MARKER", "Part", "beside", "publish"]

MARKER: Final = "build.json"
"""A folder without this file is not a site of ours and is never replaced."""

_AT_FDCWD: Final = -100
_RENAME_EXCHANGE: Final = 2


def publish(output: Path, parts: Sequence[Part], *, workers: int) -> int:
    """Write all parts as the new site and put it in the place of the former one; the number of files written.

    Raises PortalError where the folder holds something else, cannot be written, or another build is at work.
    """
    output = _absolute(output)
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        with _locked(output):
            _recover(output, workers)
            _refuse_foreign(output)
            return _write_and_swap(output, parts, workers)
    except OSError as error:
        where = error.filename or output
        raise PortalError(f"cannot write the site / 无法写入网站：{where}：{refusal(error)}") from error


def beside(output: Path, ending: str) -> Path:
    """The path at which a build keeps something beside the site."""
    whole = _absolute(output)
    return whole.with_name(f".{whole.name}.{ending}")


def _absolute(output: Path) -> Path:
    return Path(os.path.abspath(output))  # noqa: PTH100 - resolve() would follow a link that stands in for the site


@contextlib.contextmanager
def _locked(output: Path) -> Iterator[None]:
    """Two builds of one site would mix their files, so the second one is turned away."""
    descriptor = os.open(beside(output, "lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise PortalError(f"another build is writing {output} / 另一次生成正在写入同一网站，请稍后再试") from None
        yield
    finally:
        os.close(descriptor)


def _recover(output: Path, workers: int) -> None:
    """Clear what a build that died left behind; without a site, the former one comes back."""
    former = beside(output, "old")
    if former.is_dir() and not former.is_symlink() and not output.exists():
        former.rename(output)
    for leftover in (former, beside(output, "new")):
        discard(leftover, workers)
    beside(output, "parts.new").unlink(missing_ok=True)


def _refuse_foreign(output: Path) -> None:
    if output.is_symlink() or (output.exists() and not output.is_dir()):
        raise PortalError(f"{output} is not a folder / 输出位置不是文件夹，请用 --output 另选一处")
    if output.exists() and any(output.iterdir()) and not (output / MARKER).is_file():
        raise PortalError(
            f"{output} holds something else than a site of this program / 输出文件夹里有别的内容，"
            "不会覆盖，请用 --output 另选一个空文件夹"
        )


def _write_and_swap(output: Path, parts: Sequence[Part], workers: int) -> int:
    new, notes, new_notes = beside(output, "new"), beside(output, "parts"), beside(output, "parts.new")
    spare, spare_notes, unwanted = beside(output, "spare"), beside(output, "spare.parts"), beside(output, "old")
    if notes.is_dir() and not notes.is_symlink():  # or else it is met when the new site is in its place already
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(notes))
    try:
        ground = prepare(new, spare, spare_notes, parts, workers)
        former = read_notes(notes) if output.exists() else NOTHING
        written = write_parts(new, ground.left, output, former.parts, workers)
        found = ground.notes(written, workers)
        if found.parts:
            write_notes(new_notes, found)
        keep = bool(found.folders and former.folders)
        _replace(output, new, spare if keep else unwanted)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        new_notes.unlink(missing_ok=True)
        raise
    # Killed before both have their notes: those of another site do no harm, for each file and each folder is compared
    # before it is kept.
    if keep:
        notes.replace(spare_notes)
    if found.parts:
        new_notes.replace(notes)
    else:
        notes.unlink(missing_ok=True)
    remove_folder(unwanted, workers)
    return sum(note.number for note in (*ground.standing, *written))


def _replace(output: Path, new: Path, former: Path) -> None:
    """Put the new site in the place of the one that stands, which gets the name `former`."""
    if not output.exists():
        new.rename(output)
    elif _exchange(output, new):
        new.rename(former)
    else:
        aside = beside(output, "old")
        output.rename(aside)
        try:
            new.rename(output)
        except OSError:
            aside.rename(output)
            raise
        aside.rename(former)
    _sync(output.parent)


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
