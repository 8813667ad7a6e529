"""The command line: words and exit statuses; it decides nothing.

Exit status: 0 clean, 1 the data has errors, 2 the program could not do its work. The clock, the environment and the
number of processors are read here and nowhere below.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from typing import Final

from generator.build import LANGUAGE, WORDS
from generator.cli.arguments import parser
from generator.errors import PortalError
from generator.sources.words import Words, read_catalogue

NOT_DONE: Final = 2
INTERRUPTED: Final = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        words = read_catalogue(WORDS, LANGUAGE)
    except PortalError as error:
        print(error, file=sys.stderr)
        return NOT_DONE
    return _run(parser(words).parse_args(arguments), words)


def _run(options: argparse.Namespace, words: Words) -> int:
    command: Callable[[argparse.Namespace, Words], int] = options.command
    try:
        return command(options, words)
    except PortalError as error:
        print(words.fill("cli.failed", reason=error), file=sys.stderr)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as error:  # noqa: BLE001 - a reader of messages must never meet a traceback
        print(words.fill("cli.unexpected", kind=type(error).__name__, reason=error), file=sys.stderr)
    return NOT_DONE
