"""Errors of the program itself, as opposed to faults in the data (those are diagnostics)."""


class PortalError(Exception):
    """The program could not do its work; `str(error)` is one sentence for the person who started it (exit status 2)."""
