"""What the portal holds and how programs can have it: tables with their completeness, columns, downloads, API, feeds."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar, Final

from generator.domain import addresses, published_files
from generator.domain.portal import Cycle, Jurisdiction, Portal
from generator.domain.records import CYCLE_TABLES, JURISDICTION_TABLES, Table
from generator.domain.table_schemas import Field, TableSchema
from generator.frozen import dataclass
from generator.pages.base import Head, Link
from generator.pages.links import cycle_link, jurisdiction_link
from generator.pages.naming import Naming, portal_feeds, portal_head

API_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "index": ("version", "built_on", "jurisdictions", "assessments", "data_package"),
    "jurisdictions": ("slug", "name", "level", "division_code", "page", "details", "cycles"),
    "jurisdiction": ("slug", "name", "level", "division_code", "offices", "regulation", "regulations", "cycles"),
    "office": ("name", "role", "channels"),
    "office_channel": ("kind", "value", "hours", "source_url", "as_of"),
    "cycle": (
        "name", "year", "regulation", "regulation_cited", "awards", "stages", "completeness", "notices", "awardees",
        "revocations_held", "revocations",
    ),
    "award": ("id", "name", "declared_count"),
    "stage": ("id", "name"),
    "completeness": ("applicants", "shortlists", "notices", "awardees", "note"),
    "notice": (
        "id", "stage", "title", "publisher", "published_on", "opens_on", "closes_on", "closes_time", "opens_at",
        "closes_at", "computed", "provisional", "corrects", "change", "marks", "channels", "page",
        "source_url",
    ),
    "mark": ("mark", "since", "by"),
    "channel": ("office", "kind", "value", "hours", "source_url"),
    "awardee": (
        "id", "award", "awardee", "awardee_type", "unit", "entry_title", "uscc", "decision_document", "decided_on",
        "status", "status_on", "valid_until", "page", "organization", "source_url",
    ),
    "revocation": (
        "id",
        "award_id",
        "measure",
        "regulation",
        "ground",
        "decided_by",
        "decided_on",
        "effective_on",
        "document_number",
        "statement",
        "source_url",
    ),
    "assessment": ("kind", "jurisdiction", "cycle", "subject", "verdict", "reason", "facts", "clause"),
}  # fmt: skip
"""The keys that the API documents, by what they describe; each has its sentence in the catalogue."""

_CODES: Final = {"kind": "kind", "reason": "reason", "facts": "fact"}
"""Keys of an assessment whose values the catalogue explains, and where."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldTable:
    """One table: what is in it, how complete it is, where it can be had."""

    title: str
    rows: int
    present: bool
    """False: there is no such table, so nothing is known."""
    completeness: str
    """complete, partial or unknown; empty where the contract has no word on it."""
    file: str
    excel: str
    """Addresses; empty where there is no such table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldCycle:
    """The tables of one cycle."""

    link: Link
    note: str
    """What the record says of its own completeness."""
    tables: tuple[HeldTable, ...]
    api: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldJurisdiction:
    """What is held of one jurisdiction."""

    link: Link
    tables: tuple[HeldTable, ...]
    cycles: tuple[HeldCycle, ...]
    package: str
    """Address of its Data Package; empty where it has no table."""
    api: str
    calendar: str
    feeds: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentedTable:
    """A table with its columns."""

    name: str
    title: str
    description: str
    schema: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiObject:
    """One kind of object of the API with its keys."""

    name: str
    keys: tuple[str, ...]
    codes: Mapping[str, Mapping[str, str]]
    """Keys with their possible values, or with the keys of their own object, and what each means."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataPage:
    """Everything that programs can have."""

    template: ClassVar[str] = "data.html.j2"
    head: Head
    on: date
    held: tuple[HeldJurisdiction, ...]
    calendar_days: int
    calendar_years: tuple[int, ...]
    calendar_file: str
    calendar_excel: str
    """Addresses; empty where no arrangement is held."""
    package: str
    api: str
    api_objects: tuple[ApiObject, ...]
    regulation_schema: str
    """Address of the description of a regulation's keys."""
    feeds: tuple[Link, ...]
    feed_entries: int
    """The most events in one feed."""
    calendar: str
    tables: tuple[DocumentedTable, ...]
    rules: str


def data_page(portal: Portal, schemas: Mapping[str, TableSchema], as_of: date, words: Naming) -> DataPage:
    """What is held as of a day; columns and tables are described as their schemas describe them."""
    calendar = portal.calendar
    return DataPage(
        head=portal_head(words, "data", addresses.DATA, "data", feeds=portal_feeds(words)),
        on=as_of,
        held=tuple(_held(jurisdiction, schemas, words) for jurisdiction in portal.jurisdictions),
        calendar_days=len(calendar.arranged),
        calendar_years=tuple(sorted(calendar.arranged_years)),
        calendar_file=published_files.CALENDAR_TABLE if calendar.arranged else "",
        calendar_excel=published_files.for_excel(published_files.CALENDAR_TABLE) if calendar.arranged else "",
        package=published_files.DATA_PACKAGE,
        api=published_files.API_INDEX,
        api_objects=tuple(
            ApiObject(name=name, keys=keys, codes=_codes(words) if name == "assessment" else {})
            for name, keys in API_KEYS.items()
        ),
        regulation_schema=published_files.REGULATION_SCHEMA,
        feeds=_feeds("", words),
        feed_entries=published_files.FEED_ENTRIES,
        calendar=published_files.CALENDAR,
        tables=tuple(_documented(schema) for schema in schemas.values()),
        rules=addresses.RULES,
    )


def _codes(words: Naming) -> Mapping[str, Mapping[str, str]]:
    """What an assessment can say, in the words of its page."""
    return {key: words.section(f"assessments.{name}") for key, name in _CODES.items()}


def _held(jurisdiction: Jurisdiction, schemas: Mapping[str, TableSchema], words: Naming) -> HeldJurisdiction:
    slug = jurisdiction.slug
    tables = tuple(
        _table(getattr(jurisdiction, name), schemas[name], "", published_files.jurisdiction_table(slug, name))
        for name in JURISDICTION_TABLES
    )
    cycles = tuple(_cycle(cycle, schemas) for cycle in jurisdiction.cycles)
    held = any(table.present for held in (tables, *(cycle.tables for cycle in cycles)) for table in held)
    return HeldJurisdiction(
        link=jurisdiction_link(jurisdiction),
        tables=tables,
        cycles=cycles,
        package=published_files.data_package(slug) if held else "",
        api=published_files.api_jurisdiction(slug),
        calendar=addresses.jurisdiction_calendar(slug),
        feeds=_feeds(slug, words),
    )


def _cycle(cycle: Cycle, schemas: Mapping[str, TableSchema]) -> HeldCycle:
    slug = cycle.jurisdiction
    return HeldCycle(
        link=cycle_link(cycle),
        note=cycle.completeness.note or "",
        tables=tuple(
            _table(
                getattr(cycle, name),
                schemas[name],
                getattr(cycle.completeness, name, ""),
                published_files.cycle_table(slug, cycle.slug, name),
            )
            for name in CYCLE_TABLES
        ),
        api=published_files.api_cycle(slug, cycle.slug),
    )


def _table(table: Table[Any], schema: TableSchema, completeness: str, path: str) -> HeldTable:
    return HeldTable(
        title=schema.title,
        rows=len(table.rows),
        present=table.present,
        completeness=completeness,
        file=path if table.present else "",
        excel=published_files.for_excel(path) if table.present else "",
    )


def _feeds(slug: str, words: Naming) -> tuple[Link, ...]:
    return tuple(
        Link(text=words[f"feed_kinds.{kind}"], path=addresses.feed(kind, slug)) for kind in published_files.FEED_KINDS
    )


def _documented(schema: TableSchema) -> DocumentedTable:
    return DocumentedTable(
        name=schema.name,
        title=schema.title,
        description=schema.description,
        schema=published_files.table_schema(schema.name),
        fields=schema.fields,
    )
