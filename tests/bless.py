"""`make bless`: accept what the program now makes of the tiny portal as what it should make of it."""

import shutil
import sys
import tempfile
from pathlib import Path

from tests.golden_portal import EXPECTED, outputs
from tests.staff_guide import GUIDE, pictures, redrawn


def main() -> int:
    """Write every expected text anew, and what the staff guide shows; say which are new, changed and gone."""
    before = {path.relative_to(EXPECTED).as_posix(): path.read_text(encoding="utf-8") for path in files()}
    with tempfile.TemporaryDirectory(prefix="portal-golden-") as scratch:
        # First: the guide is a page of the site.
        _redraw(Path(scratch))
        now = outputs(Path(scratch))
    shutil.rmtree(EXPECTED, ignore_errors=True)
    for name, text in now.items():
        (EXPECTED / name).parent.mkdir(parents=True, exist_ok=True)
        (EXPECTED / name).write_text(text, encoding="utf-8", newline="\n")
    for name in sorted(now.keys() | before.keys()):
        if now.get(name) != before.get(name):
            print("new" if name not in before else "gone" if name not in now else "changed", name)
    print(f"{len(now)} texts in {EXPECTED.name}/")
    return 0


def _redraw(scratch: Path) -> None:
    """Let the staff guide show what the program says now."""
    before = GUIDE.read_text(encoding="utf-8")
    now = redrawn(before, pictures(scratch))
    if now != before:
        GUIDE.write_text(now, encoding="utf-8", newline="\n")
        print("changed", GUIDE.name)


def files() -> list[Path]:
    """The expected texts that are held."""
    return sorted(path for path in EXPECTED.rglob("*") if path.is_file())


if __name__ == "__main__":
    sys.exit(main())
