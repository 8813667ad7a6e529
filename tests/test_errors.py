import errno
import os

import pytest

from generator.errors import refusal


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT)), "没有这个文件或文件夹"),
        (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), "磁盘满了"),
        (OSError(errno.ELOOP, os.strerror(errno.ELOOP)), "链接绕成了圈"),
        (OSError(errno.EIO, "Input/output error"), "Input/output error"),
        (OSError("不是普通文件"), "不是普通文件"),
    ],
)
def test_the_usual_reasons_of_the_system_are_told_in_chinese(error: OSError, told: str) -> None:
    assert refusal(error) == told
