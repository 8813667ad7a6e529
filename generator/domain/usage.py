"""How an award name may be used: what the text says of each use, and whether an award's status still allows it."""

from enum import StrEnum

from generator.domain.portal import Cycle, Jurisdiction
from generator.domain.regulations import NAME_USES, Regulation
from generator.frozen import dataclass


class UsageBasis(StrEnum):
    """Which text speaks on the use of an award name."""

    OWN_TEXT = "own_text"
    """The version under which the award was made."""
    PRESENT_TEXT = "present_text"
    """The text shown as the present one; whether it applies to the award is not stated."""
    NOTHING = "nothing"
    """Neither is held, or what is held is a draft, from which nothing is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UsageLine:
    """What the text says of one use."""

    use: str
    """One of NAME_USES."""
    verdict: str
    """permitted, required, prohibited or silent, as the text has it."""
    clause: str | None
    """Where the text says it; for a use that lies within a wider one, where it speaks of the wider one."""
    within: str | None
    """The wider prohibited use in which this one lies, which the text does not name itself."""
    condition: str | None
    basis: UsageBasis

    @property
    def shown(self) -> str:
        """The verdict for a reader: that of the wider prohibited use where there is one, so that nobody is misled."""
        return "prohibited" if self.within else self.verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class NameUsage:
    """What one text says of every use, in the order of NAME_USES, gathered by verdict."""

    basis: UsageBasis
    regulation: Regulation | None
    """The text that speaks; None where none may be drawn on."""
    lines: tuple[UsageLine, ...]
    permitted: tuple[UsageLine, ...]
    required: tuple[UsageLine, ...]
    prohibited: tuple[UsageLine, ...]
    silent: tuple[UsageLine, ...]


def usage_lines(regulation: Regulation, basis: UsageBasis) -> tuple[UsageLine, ...]:
    """What a text says of every use."""
    return tuple(_line(regulation, use, basis) for use in NAME_USES if use in regulation.name_use)


def text_usage(regulation: Regulation, basis: UsageBasis = UsageBasis.OWN_TEXT) -> NameUsage:
    """What one text says of every use, gathered by the verdict that a reader sees."""
    lines = usage_lines(regulation, basis)
    shown = {verdict: tuple(line for line in lines if line.shown == verdict) for verdict in _VERDICTS}
    return NameUsage(basis=basis, regulation=regulation, lines=lines, **shown)


def cycle_usage(jurisdiction: Jurisdiction, cycle: Cycle) -> NameUsage:
    """What may be said of the use of a name that was won in a cycle: from its own text, otherwise from the present one.

    A draft is never drawn on: neither as the text of the award nor as the present one.
    """
    if cycle.regulation is not None and not cycle.regulation.is_draft:
        return text_usage(cycle.regulation)
    if jurisdiction.regulation is not None and not jurisdiction.regulation.is_draft:
        return text_usage(jurisdiction.regulation, UsageBasis.PRESENT_TEXT)
    return _NOTHING


_VERDICTS = ("permitted", "required", "prohibited", "silent")
_NOTHING = NameUsage(
    basis=UsageBasis.NOTHING, regulation=None, lines=(), permitted=(), required=(), prohibited=(), silent=()
)


def _line(regulation: Regulation, use: str, basis: UsageBasis) -> UsageLine:
    said = regulation.name_use[use]
    wider = regulation.name_use.get(said.within) if said.within else None
    return UsageLine(
        use=use,
        verdict=said.verdict,
        clause=wider.clause if wider else said.clause,
        within=said.within,
        condition=said.condition,
        basis=basis,
    )
