"""What the program makes of its own files, kept from one build to the next as Python keeps its compiled modules.

A file beside Python's own holds it under a checksum over all that it comes from. Where it is missing, damaged or made of
something else, it is made anew, and nobody misses it.
"""

import contextlib
import marshal
import sys
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

from generator.disk import replace_file


class ProgramFile:
    """One such file."""

    __slots__ = ("_file", "_program")

    def __init__(self, folder: Path, name: str, program: str) -> None:
        """`folder` holds files of the program, `program` is a checksum over everything that the content comes from."""
        self._file = Path(cache_from_source(str(folder / f"{name}.py")))
        self._program = program

    def read(self) -> Any:
        """What is kept; None where it has to be made."""
        try:
            program, content = marshal.loads(self._file.read_bytes())  # noqa: S302 - as trusted as the modules beside it
        except (OSError, EOFError, ValueError, TypeError):
            return None
        return content if program == self._program else None

    def write(self, content: Any) -> None:
        """Keep something of the kinds that `marshal` knows, where Python may keep its modules and the folder can be written."""
        if sys.dont_write_bytecode:
            return
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(exist_ok=True)
            replace_file(self._file, marshal.dumps((self._program, content)))
