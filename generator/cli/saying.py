"""Output on the terminal; that it cannot be written is reported apart from failures of the command itself."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

from generator.report.visible import plain
from generator.sources.words import Words

_LONGEST: Final = 4000


class Unsaid(Exception):  # noqa: N818 - it never leaves the command line
    """What was to be printed found no room; the command itself may well have done its work."""


def say(text: str, *, end: str = "\n", flush: bool = False) -> None:
    """Print a result; raises Unsaid where there is no room for it, BrokenPipeError where nobody reads it any more."""
    with _told_apart():
        print(text, end=end, flush=flush)


def complain(text: str, *, end: str = "\n") -> None:
    """Print what went wrong; where even that cannot be printed, the exit status has to say it."""
    # To print to a stream that is closed would print among the results.
    if sys.stderr is None:
        return
    with suppress(OSError):
        print(text, end=end, file=sys.stderr)


def complain_of(key: str, words: Words, **facts: object) -> None:
    """Print why a command failed, on one line: names of files stand in it, which may hold line ends and colours."""
    complain(plain(words.fill(key, **facts), _LONGEST))


def finish() -> None:
    """Hand over what has been printed; raises as `say` does."""
    with _told_apart():
        print(end="", flush=True)


@contextmanager
def _told_apart() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise Unsaid(error.strerror or str(error)) from error
