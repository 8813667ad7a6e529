"""A site of which every file says to which build it belongs."""

from collections.abc import Iterator
from pathlib import Path

from generator.outputs.site_folder import MARKER, Part


def parts(mark: str, count: int = 40, key: str = "") -> list[Part]:
    """A site in which every file says to which build it belongs; with a key its parts may be kept, but for the marker."""

    def files(number: int) -> Iterator[tuple[str, bytes]]:
        for at in range(5):
            yield f"p{number}/f{at}/index.html", mark.encode() * 200

    several = [
        Part(name=f"p{number}", weight=5, files=lambda number=number: files(number), key=key)  # type: ignore[misc]
        for number in range(count)
    ]
    return [*several, Part(name="front", weight=1, files=lambda: iter([(MARKER, mark.encode())]))]


def mark_of(site: Path, count: int = 40) -> str:
    """The build to which every file of the site belongs; fails where the site is not whole."""
    mark = (site / MARKER).read_text()
    files = [path for path in site.rglob("*") if path.is_file()]
    assert len(files) == 5 * count + 1
    assert all(path.read_text() == mark * 200 for path in files if path.name != MARKER)
    return mark


def leftovers(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if not path.name.endswith(".lock"))
