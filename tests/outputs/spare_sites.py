"""Small sites of which some parts stay from one build to the next, and what is found of them."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

from generator.outputs.site_folder import MARKER, Part, publish

Files = Mapping[str, str]
Site = Mapping[str, Files]
"""The files of each part by their paths."""

FRONT: Final[Files] = {MARKER: "m"}
ALL: Final = [".site.parts", ".site.spare", ".site.spare.parts", "site"]


def part(name: str, files: Files, key: str | None = None, content: Callable[[str], str] | None = None) -> Part:
    def made() -> Iterator[tuple[str, bytes]]:
        for path, text in files.items():
            yield path, text.encode()

    return Part(
        name=name,
        weight=len(files),
        files=made,
        key=repr(sorted(files.items())) if key is None else key,
        content=content,
    )


def parts(site: Site) -> list[Part]:
    return [part(name, files) for name, files in site.items()]


def numbered(mark: str, count: int = 6) -> dict[str, dict[str, str]]:
    """A site of which the first part belongs to one build and the others stay."""
    marks = [mark, *"s" * (count - 1)]
    return {
        "front": {MARKER: mark},
        **{f"p{at}": {f"p{at}/f{file}/index.html": own * 50 for file in range(3)} for at, own in enumerate(marks)},
    }


def expected(site: Site) -> dict[str, str]:
    return {path: text for files in site.values() for path, text in files.items()}


def found(site: Path) -> dict[str, str]:
    """All files, and all folders in which there is none, by their paths."""
    return {
        path.relative_to(site).as_posix(): path.read_text() if path.is_file() else "empty"
        for path in site.rglob("*")
        if path.is_symlink() or path.is_file() or not any(path.iterdir())
    }


def leftovers(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if not path.name.endswith(".lock"))


def inode(path: Path) -> int:
    return path.stat().st_ino


def with_spare(folder: Path) -> Path:
    """A site with a spare; the parts that stay are the same in both."""
    for mark in "ab":
        publish(folder / "site", parts(numbered(mark)), workers=1)
    assert leftovers(folder) == ALL
    return folder / "site"


def build(site: Path, mark: str, workers: int = 1) -> None:
    """Build another site, which has to be whole and to have nothing else in it."""
    publish(site, parts(numbered(mark)), workers=workers)
    assert found(site) == expected(numbered(mark))
    assert leftovers(site.parent) == ALL
