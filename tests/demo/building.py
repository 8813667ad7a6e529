"""The site of the demonstration: the program's own build, with a banner that says what it shows."""

from datetime import date
from pathlib import Path
from typing import Final

from generator.build import ROOT, BuildRequest

BANNER: Final = "演示数据：本站的地区、机构、组织、个人和公示全部是虚构的。"


def demo_request(
    data: Path, output: Path, scratch: Path, as_of: date, *, site_url: str = "", workers: int = 1
) -> BuildRequest:
    """What to build from a data folder that `write_demo` wrote; `scratch` takes the configuration with the banner."""
    return BuildRequest(
        data=data,
        content=ROOT / "content",
        output=output,
        as_of=as_of,
        site_url=site_url,
        workers=workers,
        mkdocs_config=banner_config(scratch),
    )


def banner_config(folder: Path) -> Path:
    """A copy of `mkdocs.yml` in `folder` with the banner; ValueError where `mkdocs.yml` has not the lines that differ."""
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    changes = (
        ('banner: ""', f'banner: "{BANNER}"'),
        # Both are read as relative to the configuration itself.
        ("docs_dir: content", f"docs_dir: {(ROOT / 'content').as_posix()}"),
        ("custom_dir: site_templates/mkdocs", f"custom_dir: {(ROOT / 'site_templates' / 'mkdocs').as_posix()}"),
    )
    for line, instead in changes:
        if text.count(line) != 1:
            raise ValueError(f"mkdocs.yml should hold {line!r} once")
        text = text.replace(line, instead)
    copy = folder / "mkdocs.yml"
    copy.write_text(text, encoding="utf-8")
    return copy
