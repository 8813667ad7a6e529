"""What an errand of the command line gives back."""

from enum import IntEnum

from generator.diagnostics import Diagnostic
from generator.frozen import dataclass


class Status(IntEnum):
    """The exit status of the program."""

    CLEAN = 0
    DATA_AT_FAULT = 1
    NOT_DONE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What an errand did: words for the terminal, the exit status, and faults for the report to explain."""

    text: str
    """Whole lines, ready for the terminal."""
    status: Status = Status.CLEAN
    faults: tuple[Diagnostic, ...] = ()
    records: int = 0
    """Records in which the faults were looked for."""
    imported: str = ""
    """The table that the file at fault holds, where it is a clerk's and no file of the data folder."""
