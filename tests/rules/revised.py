"""Two portals side by side, and what is told of the change from one to the other."""

from collections.abc import Sequence
from typing import Any

from generator.diagnostics import Diagnostic
from generator.domain.portal import Portal
from generator.rules.changes import Cell, Revision, change_faults
from tests.rules.building import OPEN_DAY, a_cycle, a_portal


def faults(
    before: Portal, now: Portal, unread: Sequence[str] = (), faulty: Sequence[Cell] = (), was: Sequence[Cell] = ()
) -> list[tuple[str, str | None]]:
    return [(fault.rule, fault.column) for fault in told(before, now, unread, faulty, was)]


def told(
    before: Portal, now: Portal, unread: Sequence[str] = (), faulty: Sequence[Cell] = (), was: Sequence[Cell] = ()
) -> list[Diagnostic]:
    """`was`: the cells that were faulty before."""
    return change_faults(
        Revision(before=before, now=now, unread=unread, faulty=faulty, faulty_before=was, as_of=OPEN_DAY)
    )


def noticed(*rows: Any, **parts: Any) -> Portal:
    return a_portal(a_cycle(notices=rows), **parts)
