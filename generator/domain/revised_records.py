"""Two states of the record side by side: which records came, went and changed, and in which columns."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import fields
from types import MappingProxyType
from typing import Any, Final

from generator.domain.portal import Portal
from generator.domain.records import Table, cell_text, columns_of
from generator.frozen import dataclass

Key = tuple[str, str]
"""Path of the table's file, and the record's id (or composite key) in it."""

KEY_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "applicants": ("application_id",),
        "shortlists": ("stage", "award", "application_id", "applicant", "unit"),
        "notices": ("notice_id",),
        "channels": ("notice_id", "office", "kind", "value"),
        "awardees": ("award_id",),
        "revocations": ("revocation_id",),
        "corrections": ("correction_id",),
        "names": ("name", "former_name"),
    }
)
"""The columns by which a record is known again, by table."""


@dataclass(frozen=True, slots=True)
class Located:
    """A record with the table and the file in which it stands."""

    table: str
    path: str
    record: Any


Index = Mapping[Key, Located]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One column of one record that holds something else than before."""

    column: str
    was: str
    now: str
    numeric: bool = False
    """Whether the column holds numbers, which can be written in several ways."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeCount:
    """How many records of one table came and went, and how many cells of each column changed."""

    table: str
    added: int
    changed: Mapping[str, int]
    """Cells by column, in the order of the table's columns."""
    removed: int


def tables_of(portal: Portal) -> Iterator[tuple[str, Table[Any]]]:
    """Every table that holds records, with its name."""
    for jurisdiction in portal.jurisdictions:
        yield "revocations", jurisdiction.revocations
        yield "corrections", jurisdiction.corrections
        yield "names", jurisdiction.names
        for cycle in jurisdiction.cycles:
            yield "applicants", cycle.applicants
            yield "shortlists", cycle.shortlists
            yield "notices", cycle.notices
            yield "channels", cycle.channels
            yield "awardees", cycle.awardees


def index_of(portal: Portal) -> Index:
    """The records by file and key; of several with one key the first, since the others are told as its doubles.

    One whose id could not be read is none that could be known again.
    """
    found: dict[Key, Located] = {}
    for name, table in tables_of(portal):
        for row in table.rows:
            if key := _record_id(name, row):
                found.setdefault((table.path, key), Located(name, table.path, row))
    return found


def _record_id(table: str, record: Any) -> str:
    columns = key_columns(table, getattr(record, "application_id", ""))
    return joined_key(str(getattr(record, column)) for column in columns)


def key_columns(table: str, application_id: str) -> tuple[str, ...]:
    """The columns by which one record is known: on a shortlist an application, where it has an id, says who applies."""
    columns = KEY_COLUMNS[table]
    return columns[:3] if table == "shortlists" and application_id else columns


def joined_key(values: Iterable[str]) -> str:
    """The id (or composite key) of a record, out of what its key columns say in their order."""
    return "/".join(value for value in values if value)


def differences(before: Located, after: Located) -> Iterator[Difference]:
    """The columns that differ, in their order; the line does not count."""
    for field in fields(before.record):
        was, now = getattr(before.record, field.name), getattr(after.record, field.name)
        if field.name != "line" and was != now:
            numeric = isinstance(was, int | float) or isinstance(now, int | float)
            yield Difference(column=field.name, was=cell_text(was), now=cell_text(now), numeric=numeric)


def change_counts(old: Index, new: Index, unread: Collection[str]) -> Iterator[ChangeCount]:
    """What came, changed and went in each table; of the files in `unread` it is not known what went."""
    for table in KEY_COLUMNS:
        before = {key for key, located in old.items() if located.table == table}
        after = {key for key, located in new.items() if located.table == table}
        both = before & after
        cells = Counter(each.column for key in both for each in differences(old[key], new[key]))
        yield ChangeCount(
            table=table,
            added=len(after - before),
            changed={column: cells[column] for column in columns_of(table) if cells[column]},
            removed=sum(path not in unread for path, _ in before - after),
        )
