"""The prose in its frame and the compiled templates, which depend on nothing but the program, in a file of the program."""

from types import MappingProxyType
from typing import Final

from generator.outputs.html import Codes
from generator.outputs.prose import Prose, ProsePage
from generator.outputs.shell import Shell
from generator.program_file import ProgramFile

_FIELDS: Final = ("path", "title", "description", "section", "html")


def read_press(file: ProgramFile) -> tuple[Prose, Codes] | None:
    """The prose and the codes of the templates; None where they have to be made."""
    kept = file.read()
    if kept is None:
        return None
    frame, asset_paths, assets, pages, codes = kept
    paths = MappingProxyType(dict(asset_paths))
    prose = Prose(
        shell=Shell(frame, paths),
        pages=tuple(ProsePage(**dict(zip(_FIELDS, page, strict=True))) for page in pages),
        assets=assets,
        asset_paths=paths,
    )
    return prose, codes


def write_press(file: ProgramFile, prose: Prose, codes: Codes) -> None:
    """Keep them for the next build."""
    pages = tuple(tuple(getattr(page, field) for field in _FIELDS) for page in prose.pages)
    file.write((prose.shell.source, tuple(prose.asset_paths.items()), prose.assets, pages, dict(codes)))
