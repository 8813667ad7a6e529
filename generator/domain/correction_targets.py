"""By what a correction names the record that it mends: by its id, and where it has none by what tells it from others."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from generator.domain.records import Record

NAMED_BY: Final[Mapping[str, tuple[tuple[str, ...], ...]]] = MappingProxyType(
    {
        "applicants": (("application_id",),),
        "notices": (("notice_id",),),
        "awardees": (("award_id",),),
        "revocations": (("revocation_id",),),
        "shortlists": (
            ("application_id",),
            ("stage", "award", "application_id"),
            ("stage", "award", "applicant"),
            ("stage", "award", "applicant", "unit"),
        ),
        "channels": (
            ("notice_id",),
            ("notice_id", "office"),
            ("notice_id", "kind"),
            ("notice_id", "office", "kind"),
            ("notice_id", "kind", "value"),
            ("notice_id", "office", "kind", "value"),
        ),
        "names": (("name",), ("former_name",), ("name", "former_name")),
    }
)
"""The tables whose records a correction may name, each with the columns by which, joined with a slash, it may."""


def names_of(table: str, record: Record) -> Iterator[str]:
    """The names that a correction may use for a record; none where no record of the table may be named."""
    return ("/".join(getattr(record, column) for column in columns) for columns in NAMED_BY.get(table, ()))
