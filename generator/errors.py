"""Errors of the program itself, as opposed to faults in the data (those are diagnostics)."""

import errno
from collections.abc import Mapping
from typing import Final

_REASONS: Final[Mapping[int, str]] = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.ENOTDIR: "路径里有一段不是文件夹",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.EEXIST: "已经有同名的文件或文件夹",
    errno.ENAMETOOLONG: "名称太长",
    errno.ELOOP: "链接绕成了圈",
    errno.EFBIG: "文件太大",
    errno.ENOSPC: "磁盘满了",
    errno.EROFS: "这个磁盘只能读，不能写",
    errno.EBUSY: "正被别的程序使用",
    errno.EADDRINUSE: "已被别的程序占用，请用 --port 换一个",
}
"""What the system says in English, in the words of those who start the program."""


class PortalError(Exception):
    """The program could not do its work; `str(error)` is one sentence for the person who started it (exit status 2)."""


def refusal(error: OSError) -> str:
    """Why the system refused, in Chinese where it is one of the usual reasons."""
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)
