"""A part of a site is written into a folder, or kept from the former site where nothing changed that it depends on."""

import contextlib
import errno
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from generator.errors import PortalError
from generator.frozen import dataclass
from generator.outputs.site_manifest import File, Note, file_in, note_of, noted_files, same_content

Files = Iterator[tuple[str, bytes]]

_NO_LINKS: Final = frozenset({errno.EPERM, errno.EMLINK, errno.EXDEV, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS})
"""Why a file cannot be linked although it can be copied: the file system has no links, or the file has too many."""
_NOT_KEPT: Final = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.EEXIST})
"""Why a file is made anew instead: there is none that could be kept, or a folder that nobody wants stands in its place."""

_LEAVES: Final = re.compile(r"(?:\A|/)\.{0,2}(?:/|\Z)")
"""A part of a path that is no name: empty, the folder itself or the one above."""

_FOLDERS_REMEMBERED: Final = 2000
"""Folders that are known to be there; of a large site not all are kept in mind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A piece of the site that can be made by itself: its files come when they are asked for."""

    name: str
    weight: int
    """About how many files there are, so that heavy parts are begun first."""
    files: Callable[[], Files]
    key: str = ""
    """A checksum over everything that the bytes of its files depend on; empty: made anew by every build."""
    group: str = ""
    """Parts of one group draw on the same records: one worker makes them all, so that the others need not touch these."""
    content: Callable[[str], str] | None = None
    """A checksum over what its files are made from, where it is quicker to find than they are to make: under another key
    they may still be the same. More may follow on further lines, which make it quicker to find when they are handed in
    with the next build."""


@contextlib.contextmanager
def opened(folder: Path) -> Iterator[int]:
    """A folder from which paths are taken: they are found sooner than from the root, and in no other that gets its name."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


class PartWriter:
    """Writes parts into a folder, one process for itself; there may be folders in it already, but none of their files."""

    def __init__(self, root: int, former: int, notes: Mapping[str, Note]) -> None:
        """`root` is the open folder, `former` that of the site that stands, of whose parts something may be noted."""
        self._root = root
        self._former = former
        self._notes = notes
        self._made = {""}
        """Folders that are known to be there."""

    def write(self, part: Part) -> Note:
        """Write or keep a part, and note it."""
        if len(self._made) > _FOLDERS_REMEMBERED:
            self._made = {""}
        noted = self._notes.get(part.name)
        return self._kept(part, noted) or self._made_anew(part, noted)

    def _kept(self, part: Part, noted: Note | None) -> Note | None:
        """The part as it stands in the former site, where that is what a new one would be."""
        if noted is None or not part.key:
            return None
        content = noted.content
        if noted.key != part.key:
            content = part.content(noted.content) if part.content else ""
            if not same_content(content, noted.content):
                return None
        files = self._keep(noted_files(noted))
        return None if files is None else note_of(part.name, part.key, content, files)

    def _made_anew(self, part: Part, noted: Note | None) -> Note:
        files = [self._write(path, data) for path, data in part.files()]
        content = part.content(noted.content if noted else "") if part.content else ""
        return note_of(part.name, part.key, content, files)

    def _keep(self, files: Iterable[File]) -> list[File] | None:
        """Take the files over from the former site; None, and nothing is left of it, where one is not what was written."""
        kept: list[File] = []
        for file in files:
            self._make_folder(file[0])
            taken = self._take(file)
            if taken is None:
                for other in kept:
                    os.unlink(other[0], dir_fd=self._root)
                return None
            kept.append(taken)
        return kept

    def _take(self, file: File) -> File | None:
        path = file[0]
        try:
            os.link(path, path, src_dir_fd=self._former, dst_dir_fd=self._root, follow_symlinks=False)
        except OSError as error:
            if error.errno in _NO_LINKS:
                return self._copy(file)
            if error.errno in _NOT_KEPT:
                return None
            raise
        # What has been linked is looked at, so that nothing can change between the look and the link.
        if file_in(path, os.lstat(path, dir_fd=self._root)) == file:
            return file
        os.unlink(path, dir_fd=self._root)
        return None

    def _copy(self, file: File) -> File | None:
        path, _, size, *_ = file
        try:
            descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=self._former)
        except OSError as error:
            if error.errno in _NOT_KEPT:
                return None
            raise
        try:
            if file_in(path, os.fstat(descriptor)) != file:
                return None
            data = b"".join(iter(lambda: os.read(descriptor, 1 << 20), b""))
        finally:
            os.close(descriptor)
        return self._write(path, data) if len(data) == size else None

    def _write(self, path: str, data: bytes) -> File:
        # Whatever let it through before: no page is written anywhere but into the site.
        if _LEAVES.search(path) is not None:
            raise PortalError(
                f"a page has the address {path!r}, outside of the site / 有一页的地址不在网站文件夹里，没有写出；请改它的编号"
            )
        self._make_folder(path)
        try:
            descriptor = self._open(path)
        except FileExistsError:
            self._remove_empty(path)
            descriptor = self._opened_alone(path)
        try:
            written = os.write(descriptor, data)
            while written < len(data):
                written += os.write(descriptor, memoryview(data)[written:])
            state = os.fstat(descriptor)
        finally:
            os.close(descriptor)
        return file_in(path, state)

    def _open(self, path: str) -> int:
        """Open a file that is not there; never one that is, for its other name may stand in the former site."""
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o644, dir_fd=self._root)

    def _opened_alone(self, path: str) -> int:
        try:
            return self._open(path)
        except FileExistsError:
            raise PortalError(
                f"two pages have the address {path} / 有两处内容要用同一个地址，请看 content/ 里是不是有文章与网站自己的页面同名"
            ) from None

    def _remove_empty(self, path: str) -> None:
        """Remove the folder that stood where there is to be a file, and those in it; all of them are empty."""
        for _, inner, _, folder in os.fwalk(path, topdown=False, dir_fd=self._root):
            for name in inner:
                os.rmdir(name, dir_fd=folder)
        with contextlib.suppress(NotADirectoryError):
            os.rmdir(path, dir_fd=self._root)

    def _make_folder(self, path: str) -> None:
        """Make the folder of a file, and those above it; a folder at once where it stands in one that is there."""
        folder = path.rpartition("/")[0]
        if folder in self._made:
            return
        try:
            os.mkdir(folder, dir_fd=self._root)
        except FileExistsError:
            pass
        except FileNotFoundError:
            self._make_folder(folder)
            self._make_folder(path)
        self._made.add(folder)
