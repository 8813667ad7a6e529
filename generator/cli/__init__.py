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
from generator.cli.saying import Unsaid, complain, complain_of, finish
from generator.errors import PortalError
from generator.outputs.outcomes import Status
from generator.sources.words import Words, read_catalogue

INTERRUPTED: Final = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        words = read_catalogue(WORDS, LANGUAGE)
    except PortalError as error:
        complain(str(error))
        return Status.NOT_DONE
    return _run(parser(words).parse_args(arguments), words)


def _run(options: argparse.Namespace, words: Words) -> int:
    command: Callable[[argparse.Namespace, Words], int] = options.command
    try:
        status = command(options, words)
        finish()
    except PortalError as error:
        complain_of("cli.failed", words, reason=error)
    except Unsaid as error:
        complain(words.fill("cli.unsaid", problem=error))
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as error:  # noqa: BLE001 - a reader of messages must never meet a traceback
        complain_of("cli.unexpected", words, kind=type(error).__name__, reason=error)
    else:
        return status
    return Status.NOT_DONE
