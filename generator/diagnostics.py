"""Diagnostics: what our files say wrongly, told to the person who can mend it, and the names of all rules."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from generator.frozen import dataclass


class Severity(StrEnum):
    """How grave a diagnostic is: an error stops a build, a warning does not, info is for reading."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Group(StrEnum):
    """What a rule looks at."""

    FILES = "files"
    CELLS = "cells"
    REFERENCES = "references"
    REGULATION = "regulation"
    CHANGE = "change"


NO_FACTS: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One fault of one file at one place, without words: the catalogue of words turns it into sentences."""

    rule: str
    path: str
    """Relative to the data folder, with forward slashes."""
    severity: Severity = Severity.ERROR
    line: int | None = None
    """Line in the file; the header of a table is line 1."""
    column: str | None = None
    """Name of the column, or of the key in a YAML document."""
    value: str | None = None
    """What stands there, as it stands there (reports mask personal data)."""
    facts: Mapping[str, str] = field(default_factory=lambda: NO_FACTS)
    """What the rule's sentences need besides, by the names that the catalogue uses."""
    clause: str | None = None
    """Clause of the regulation, or norm, on which the rule rests."""
    correction: str | None = None
    """The right value, only where it is certain."""
    more: int = 0
    """Further faults of the rule in the file that are counted, but not listed one by one."""

    @property
    def times(self) -> int:
        """How many faults the diagnostic stands for."""
        return 1 + self.more

    def sort_key(self) -> tuple[str, int, str, str, str]:
        """Order of a report: file, line, column, rule."""
        return (self.path, self.line or 0, self.column or "", self.rule, self.value or "")


def count_of(severity: Severity, found: Iterable[Diagnostic]) -> int:
    """How many faults of a severity the diagnostics stand for."""
    return sum(diagnostic.times for diagnostic in found if diagnostic.severity is severity)


MOST_LISTED: Final = 10_000
"""Faults of one rule in one file that are listed: so many have one cause, and to keep them all would fill the memory."""


class Findings:
    """Diagnostics as they are found; of each rule and file at most `limit` are kept, the last of which counts the rest."""

    def __init__(self, found: Iterable[Diagnostic] = (), limit: int = MOST_LISTED) -> None:
        self._limit = limit
        self._kept: list[Diagnostic] = []
        self._count: Counter[tuple[str, str, Severity]] = Counter()
        self.extend(found)

    def __len__(self) -> int:
        """How many were found, listed or not."""
        return self._count.total()

    def append(self, diagnostic: Diagnostic) -> None:
        """Note one that was found."""
        key = (diagnostic.rule, diagnostic.path, diagnostic.severity)
        self._count[key] += 1
        if self._count[key] <= self._limit:
            self._kept.append(diagnostic)

    def extend(self, found: Iterable[Diagnostic]) -> None:
        """Note all that were found."""
        for diagnostic in found:
            self.append(diagnostic)

    def __iter__(self) -> Iterator[Diagnostic]:
        """Those that are listed, in the order in which they were found."""
        listed = list(self._kept)
        rest = {key: count - self._limit for key, count in self._count.items() if count > self._limit}
        for place in range(len(listed) - 1, -1, -1):
            if not rest:
                break
            last = listed[place]
            more = rest.pop((last.rule, last.path, last.severity), 0)
            if more:
                listed[place] = replace(last, more=more)
        return iter(listed)


RULE_GROUPS: Final[Mapping[Group, tuple[str, ...]]] = MappingProxyType(
    {
        Group.FILES: (
            "missing-file",
            "unexpected-file",
            "file-too-large",
            "not-utf8",
            "damaged-text",
            "missing-column",
            "unknown-column",
            "column-order",
            "ragged-row",
            "unclosed-quote",
            "blank-row",
            "yaml-syntax",
            "yaml-alias",
            "yaml-duplicate-key",
            "document-schema",
        ),
        Group.CELLS: (
            "missing-value",
            "bad-date",
            "bad-value",
            "stray-whitespace",
            "fullwidth-character",
            "control-character",
            "not-nfc",
            "spreadsheet-number",
            "bad-uscc",
            "formula-cell",
            "unsafe-link",
            "personal-data",
        ),
        Group.REFERENCES: (
            "duplicate-id",
            "unknown-award",
            "unknown-stage",
            "unknown-notice",
            "unknown-application",
            "unknown-awardee",
            "unknown-ground",
            "unknown-regulation",
            "unknown-record",
        ),
        Group.REGULATION: (
            "notice-dates-reversed",
            "notice-too-short",
            "notice-too-long",
            "notice-length-disagrees",
            "notice-unit-disagrees",
            "notice-not-in-regulation",
            "calendar-year-missing",
            "quota-exceeded",
            "onsite-cap-exceeded",
            "score-below-minimum",
            "recipient-not-allowed",
            "organization-and-individual",
            "awarded-before-notice-closed",
            "awarded-without-notice",
            "declared-count-differs",
            "reapplied-during-ban",
            "already-awarded",
            "prior-award-missing",
            "revoked-before-award",
            "sanction-not-in-regulation",
        ),
        Group.CHANGE: (
            "record-removed",
            "opened-notice-changed",
            "deadline-moved-earlier",
            "correction-missing",
        ),
    }
)
"""Every rule by name (kebab-case), in the order in which the catalogue shows them."""

GROUP_OF: Final[Mapping[str, Group]] = MappingProxyType(
    {name: group for group, names in RULE_GROUPS.items() for name in names}
)
