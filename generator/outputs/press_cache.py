"""What the program makes of its own files, kept from one build to the next as Python keeps its compiled modules.

The prose in its frame and the compiled templates depend on nothing but the program: one file beside Python's own holds
them under the checksum over all of it. Where it is missing, of another program or damaged, they are made anew.
"""

import contextlib
import marshal
import sys
from importlib.util import cache_from_source
from pathlib import Path
from types import MappingProxyType
from typing import Final

from generator.outputs.disk import replace_file
from generator.outputs.html import Codes
from generator.outputs.prose import Prose, ProsePage
from generator.outputs.shell import Shell

_FIELDS: Final = ("path", "title", "description", "section", "html")


class PressCache:
    """The file in which they are kept."""

    __slots__ = ("_file", "_program")

    def __init__(self, templates: Path, program: str) -> None:
        """`templates` is the folder of the templates, `program` a checksum over everything that prose and code come from."""
        self._file = Path(cache_from_source(str(templates / "press.py")))
        self._program = program

    def read(self) -> tuple[Prose, Codes] | None:
        """The prose and the codes of the templates; None where they have to be made."""
        try:
            data = self._file.read_bytes()
            program, frame, asset_paths, assets, pages, codes = marshal.loads(data)  # noqa: S302 - as trusted as the modules beside it
        except (OSError, EOFError, ValueError, TypeError):
            return None
        if program != self._program:
            return None
        paths = MappingProxyType(dict(asset_paths))
        prose = Prose(
            shell=Shell(frame, paths),
            pages=tuple(ProsePage(**dict(zip(_FIELDS, page, strict=True))) for page in pages),
            assets=assets,
            asset_paths=paths,
        )
        return prose, codes

    def write(self, prose: Prose, codes: Codes) -> None:
        """Keep them, where Python may keep its modules and the folder can be written; nobody misses them otherwise."""
        if sys.dont_write_bytecode:
            return
        pages = tuple(tuple(getattr(page, field) for field in _FIELDS) for page in prose.pages)
        kept = (self._program, prose.shell.source, tuple(prose.asset_paths.items()), prose.assets, pages, dict(codes))
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(exist_ok=True)
            replace_file(self._file, marshal.dumps(kept))
