"""A folder as it stood at an earlier revision, asked of git."""

import subprocess
import tarfile
from io import BytesIO
from pathlib import Path

from generator.errors import PortalError


def extract(data: Path, base: str, folder: Path) -> bool:
    """Put the data folder as it stood at a revision into `folder`; whether there was one.

    Raises PortalError where git does not know the revision, or there is no git.
    """
    if base.startswith("-"):
        raise PortalError(f"{base!r} is no revision / 不是版本名")
    prefix = _git(data, "rev-parse", "--show-prefix").decode().strip()
    revision = _git(data, "rev-parse", "--verify", "--quiet", f"{base}^{{commit}}").decode().strip()
    tree = f"{revision}:{prefix.rstrip('/')}"
    if subprocess.run(["git", "-C", str(data), "cat-file", "-e", tree], capture_output=True, check=False).returncode:
        return False
    # From the top: inside a folder git would look for that folder in the tree that it archives.
    top = Path(_git(data, "rev-parse", "--show-toplevel").decode().removesuffix("\n"))
    archive = _git(top, "archive", "--format=tar", tree)
    with tarfile.open(fileobj=BytesIO(archive)) as members:
        for member in members:
            content = members.extractfile(member) if member.isfile() else None
            if content is not None and ".." not in member.name.split("/"):
                file = folder / member.name.lstrip("/")
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content.read())
    return any(folder.iterdir())


def _git(data: Path, *arguments: str) -> bytes:
    command = ["git", "-C", str(data), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except OSError as error:
        raise PortalError(f"git cannot be started / 无法运行 git：{error.strerror}") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise PortalError(
            f"git {arguments[0]} {arguments[-1]}: {said[-1] if said else 'unknown revision'}"
            " / 不能与这个版本比较：请检查版本名，数据文件夹应在 git 仓库里"
        )
    return done.stdout
