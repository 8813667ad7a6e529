"""A folder as it stood at an earlier revision, asked of git.

The bytes are taken as git holds them. `git archive` and `git checkout` would alter them as attributes and the user's
configuration ask: leave files out, change the ends of lines, run filters.
"""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from generator.errors import PortalError, refusal

_ORDINARY: Final = (b"100644", b"100755")
"""The modes of files; links and other repositories have others."""


def extract(data: Path, base: str, folder: Path) -> None:
    """Put the data folder as it stood at a revision into `folder`, and nothing where there was none.

    Of a revision that has gone on since the present one parted from it, the parting is taken: what others have added to
    it meanwhile would seem to be removed here.

    Raises PortalError where git does not know the revision, or there is no git.
    """
    # An option, or what git takes for everything but a revision.
    if base.startswith(("-", "^")):
        raise PortalError(f"{base!r} is no revision / 不是版本名")
    prefix = os.fsdecode(_git(data, "rev-parse", "--show-prefix").removesuffix(b"\n"))
    revision = _git(data, "rev-parse", "--verify", "--quiet", f"{base}^{{commit}}").decode().strip()
    tree = f"{_parting(data, revision)}:{prefix.rstrip('/')}"
    if subprocess.run(["git", "-C", str(data), "cat-file", "-e", tree], capture_output=True, check=False).returncode:
        return
    names = dict(_files(_git(data, "ls-tree", "-r", "-z", "--full-tree", tree)))
    if names:
        contents = _git(data, "cat-file", "--batch", given=b"".join(name + b"\n" for name in names.values()))
        try:
            _write(folder, names, contents)
        except OSError as error:
            raise PortalError(
                f"{error.filename or folder}: {refusal(error)} / 旧版本的文件要在临时文件夹里放一下，那里写不了"
            ) from error


def _parting(data: Path, revision: str) -> str:
    """Where the present revision parted from another: that one itself where both share no history, or it is not held."""
    command = ["git", "-C", str(data), "merge-base", revision, "HEAD"]
    return subprocess.run(command, capture_output=True, check=False).stdout.decode().strip() or revision


def _files(listing: bytes) -> Iterator[tuple[str, bytes]]:
    """The files of a tree with the names of their contents."""
    for entry in listing.split(b"\0")[:-1]:
        about, _, path = entry.partition(b"\t")
        mode, _, name = about.split(b" ")
        if mode in _ORDINARY and b".." not in path.split(b"/"):
            yield os.fsdecode(path.lstrip(b"/")), name


def _write(folder: Path, names: dict[str, bytes], contents: bytes) -> None:
    """Write files from what git says of each: its name, its kind and its size on a line, its content, the end of a line."""
    place = 0
    for path in names:
        head = contents.index(b"\n", place) + 1
        _, kind, *size = contents[place:head].split()
        if not size:
            raise PortalError(f"{path}: git has lost its content / git 仓库不完整，缺这个文件的旧内容：{kind.decode()}")
        end = head + int(size[0])
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(contents[head:end])
        place = end + 1


def _git(data: Path, *arguments: str, given: bytes = b"") -> bytes:
    command = ["git", "-C", str(data), *arguments]
    try:
        done = subprocess.run(command, input=given, capture_output=True, check=False)
    except OSError as error:
        raise PortalError(f"git cannot be started / 无法运行 git：{error.strerror}") from error
    if done.returncode:
        # All of it: why, on the first line, and on the last the command that mends a checkout of another user.
        said = " ".join(done.stderr.decode("utf-8", "replace").split())
        raise PortalError(
            f"git {arguments[0]} {arguments[-1]}: {said or 'unknown revision'}"
            " / 不能与这个版本比较：请检查版本名；数据文件夹应在 git 仓库里；只取了最近几次提交的，先运行 git fetch --unshallow"
        )
    return done.stdout
