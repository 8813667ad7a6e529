"""`python -m generator`: one command, and the end of the process."""

import gc
import os
import sys

# Only what the interpreter has loaded already is imported here: an interruption of any other import ends in a traceback.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final, NoReturn

# As in generator.outputs.outcomes and generator.cli, which are not loaded yet.
_NOT_DONE: "Final" = 2
_INTERRUPTED: "Final" = 130


def leave(status: int) -> "NoReturn":
    """End the process at once: to take a large portal apart, object by object, would take as long as to check it."""
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except OSError:  # whoever was reading has gone, or there is no room for what was said
        status = _NOT_DONE
    os._exit(status)


def run() -> "NoReturn":
    """Run the command that was typed."""
    # The program makes few reference cycles and ends soon; `serve`, which goes on, switches the collector on again.
    gc.disable()
    try:
        status = _run()
    except KeyboardInterrupt:
        status = _INTERRUPTED
    leave(status)


def _run() -> int:
    _open_what_is_closed()
    from generator.cli import main  # noqa: PLC0415 - it takes long, and whoever interrupts it meets no traceback

    try:
        return main()
    except SystemExit as end:  # a wrong call, or one for help
        return end.code if isinstance(end.code, int) else _NOT_DONE * bool(end.code)


def _open_what_is_closed() -> None:
    """Open the null device in the place of a standard stream that was closed when the program started.

    Otherwise the next file to be opened would get its number, and errors would be written into that file.
    """
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            mode = "r" if name == "stdin" else "w"
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115 - open to the end


if __name__ == "__main__":
    run()
