"""What kind of text a page draws on: law in force, a draft, or a text of which that is not known."""

from datetime import date
from typing import Final

from generator.domain import addresses
from generator.domain.regulations import Regulation
from generator.frozen import dataclass

_BADGES: Final = {
    "draft": "draft",
    "consultation_draft": "draft",
    "unknown": "unknown",
    "not_yet": "upcoming",
    "expired": "expired",
    "in_force_until": "valid",
    "in_force": "valid",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TextStatus:
    """The standing of a regulation's text on a day, with the dates from which it follows."""

    standing: str
    """draft, consultation_draft, unknown, not_yet, expired, in_force_until or in_force."""
    title: str
    document_number: str | None
    issued_on: date | None
    effective_on: date | None
    expires_on: date | None
    clause: str | None
    on: date
    """The day for which the standing is told."""
    path: str
    """The page that shows the whole text as facts."""

    @property
    def badge(self) -> str:
        """The look of the badge that says the standing."""
        return _BADGES[self.standing]

    @property
    def is_law(self) -> bool:
        """Whether the text is law in force on the day."""
        return self.standing in ("in_force", "in_force_until")


def text_status(slug: str, regulation: Regulation, on: date) -> TextStatus:
    """The standing on a day of one version of a jurisdiction's regulation."""
    return TextStatus(
        standing=_standing(regulation, on),
        title=regulation.title,
        document_number=regulation.document_number,
        issued_on=regulation.issued_on,
        effective_on=regulation.effective_on,
        expires_on=regulation.expires_on,
        clause=regulation.dates_clause,
        on=on,
        path=addresses.regulation(slug),
    )


def _standing(regulation: Regulation, on: date) -> str:
    if regulation.status != "in_force":
        return regulation.status
    if regulation.effective_on is not None and regulation.effective_on > on:
        return "not_yet"
    if regulation.expires_on is None:
        return "in_force"
    return "expired" if regulation.expires_on < on else "in_force_until"
