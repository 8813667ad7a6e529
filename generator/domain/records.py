"""The rows of the data tables as objects; a text field that is not filled is the empty string, a date or number `None`."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Final, Generic, TypeVar

from generator.frozen import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """One application for one award in one cycle."""

    line: int
    application_id: str
    award: str
    applicant: str
    applicant_type: str
    unit: str
    entry_title: str
    uscc: str
    sector: str
    recommended_by: str
    received_on: date | None
    eligibility: str
    reason: str
    source_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortlistEntry:
    """A candidate admitted to a stage, or listed by that stage's notice."""

    line: int
    stage: str
    award: str
    application_id: str
    applicant: str
    applicant_type: str
    unit: str
    entry_title: str
    uscc: str
    rank: int | None
    score: float | None
    notice_id: str
    source_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One public notice (公示) as it was published; a correction, an extension or a withdrawal is a row of its own."""

    line: int
    notice_id: str
    stage: str
    title: str
    document_number: str
    publisher: str
    medium: str
    published_on: date | None
    period_form: str
    opens_on: date | None
    closes_on: date | None
    closes_time: str
    stated_length: int | None
    stated_unit: str
    declared_count: int | None
    corrects: str
    change: str
    change_reason: str
    source_url: str

    @property
    def is_withdrawal(self) -> bool:
        """Whether the row withdraws the notice that it names: it has no period of its own."""
        return self.change == "withdrawal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """One way printed in a notice by which an office can be reached."""

    line: int
    notice_id: str
    office: str
    kind: str
    value: str
    hours: str
    source_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Awardee:
    """One award made by one decision."""

    line: int
    award_id: str
    award: str
    application_id: str
    awardee: str
    awardee_type: str
    unit: str
    entry_title: str
    uscc: str
    decision_document: str
    decided_on: date | None
    published_on: date | None
    notice_id: str
    note: str
    source_url: str

    @property
    def display_name(self) -> str:
        """Whoever won, otherwise the title of what won."""
        return self.awardee or self.entry_title


@dataclass(frozen=True, slots=True, kw_only=True)
class Revocation:
    """A decision that takes an award away, or that forbids to publicise it."""

    line: int
    revocation_id: str
    award_id: str
    measure: str
    regulation: str
    ground: str
    decided_by: str
    decided_on: date | None
    effective_on: date | None
    document_number: str
    published_on: date | None
    statement: str
    source_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A change of a published record, with its reason."""

    line: int
    correction_id: str
    table: str
    record_id: str
    field: str
    was: str
    now: str
    kind: str
    reason: str
    corrected_on: date | None
    source_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerName:
    """A former name of an organization."""

    line: int
    name: str
    former_name: str
    uscc: str
    changed_on: date | None
    source_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarRow:
    """One day of a yearly arrangement of the State Council."""

    line: int
    date: dt.date | None
    kind: str
    name: str
    schedule_year: int | None
    source_document: str
    issued_on: dt.date | None


R = TypeVar("R")

Record = Applicant | ShortlistEntry | Notice | Channel | Awardee | Revocation | Correction | FormerName | CalendarRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Generic[R]):
    """The rows of one CSV file in their order."""

    path: str
    """Relative to the data folder."""
    rows: tuple[R, ...] = ()
    present: bool = False
    """False: there is no such file, so nothing is known; a file with a header only is known to be empty."""
    sound: bool = True
    """False: rows could not be read, so that a reference which is not found proves nothing."""


CYCLE_TABLES: Final = ("applicants", "shortlists", "notices", "channels", "awardees")
"""The tables of one cycle."""

JURISDICTION_TABLES: Final = ("revocations", "corrections", "names")
"""The tables of a jurisdiction."""

RECORDS: Final[Mapping[str, type[Record]]] = {
    "applicants": Applicant,
    "shortlists": ShortlistEntry,
    "notices": Notice,
    "channels": Channel,
    "awardees": Awardee,
    "revocations": Revocation,
    "corrections": Correction,
    "names": FormerName,
    "calendar": CalendarRow,
}
"""The record that a row of each table becomes."""


def columns_of(table: str) -> tuple[str, ...]:
    """The columns of a table in the contract's order; raises KeyError where there is no such table."""
    return tuple(field.name for field in fields(RECORDS[table]) if field.name != "line")


def cell_text(value: object) -> str:
    """A value as it stands in its cell: a date in ISO form, a number without a needless fraction, nothing as empty text."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
