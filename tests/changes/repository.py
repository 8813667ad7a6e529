"""How tests change the data of a repository, and what is said of it since a revision."""

import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

from generator.build import SCHEMAS, WORDS, check
from generator.changes import Changes, changes_text, compare
from generator.sources.schemas import shipped_schemas
from generator.sources.words import read_catalogue

AS_OF = date(2026, 11, 21)
JIA = "jurisdictions/shili-jia"

Edit = Callable[[str], str]


def git(root: Path, *arguments: str) -> None:
    names = ["-c", "user.name=Clerk", "-c", "user.email=clerk@example.invalid", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *names, "-C", str(root), *arguments], check=True, capture_output=True)


def commit(root: Path, message: str) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-q", "--no-verify", "-m", message)


def edit(data: Path, path: str, change: Edit) -> None:
    file = data / path
    text = file.read_text(encoding="utf-8")
    changed = change(text)
    assert changed != text
    file.write_text(changed, encoding="utf-8")


def compared(data: Path, base: str = "HEAD", as_of: date = AS_OF) -> Changes:
    checked = check(data, as_of)
    return compare(data, base, checked.reading, checked.diagnostics, schemas=SCHEMAS, as_of=as_of)


def sentence(data: Path) -> str:
    return changes_text(compared(data), shipped_schemas(SCHEMAS), read_catalogue(WORDS, "zh-CN"))


def told(data: Path) -> list[tuple[str, str, str | None]]:
    return [(fault.rule, fault.path, fault.column) for fault in compared(data).diagnostics]


def lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def cell(text: str, record: str, was: str, now: str) -> str:
    return "".join(line.replace(was, now, 1) if line.startswith(f"{record},") else line for line in lines(text))


def first_id(data: Path, path: str) -> str:
    return (data / path).read_text(encoding="utf-8").splitlines()[1].split(",")[0]
