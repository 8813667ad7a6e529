"""`python -m generator`: one command, and the end of the process."""

import gc
import os
import sys
from typing import NoReturn

from generator.cli import NOT_DONE, main


def leave(status: int) -> NoReturn:
    """End the process at once: to take a large portal apart, object by object, would take as long as to check it."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # whoever was reading has gone, or there is no room for what was said
        status = NOT_DONE
    os._exit(status)


def run() -> NoReturn:
    """Run the command that was typed."""
    # It makes few circles and ends soon; `serve`, which goes on, switches the collector on again.
    gc.disable()
    leave(main())


if __name__ == "__main__":
    run()
