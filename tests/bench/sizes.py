"""How large a portal is to be, as a word of the command line, and where it is written."""

import argparse
from pathlib import Path
from typing import Final

MEMORY: Final = Path("/dev/shm")
_UNITS: Final = {"k": 1_000, "m": 1_000_000}


def size_of(text: str) -> int:
    """The number of records that a word such as 500, 10k or 1m means; argparse.ArgumentTypeError where it is none."""
    unit = _UNITS.get(text[-1:].lower(), 1)
    number = text[:-1] if unit > 1 else text
    if not number.isdecimal() or int(number) * unit < 100:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of records such as 500, 10k or 1m")
    return int(number) * unit
