"""The tables to download: the canonical files, the same for spreadsheets, their schemas and Data Packages.

The package of a jurisdiction holds the schema of every table with its references to other tables. The one over all names
the published schemas instead, of which it would hold thousands of copies.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from io import BytesIO
from typing import Any, Final

from generator.domain import published_files
from generator.domain.portal import Jurisdiction, Portal
from generator.domain.records import CYCLE_TABLES, JURISDICTION_TABLES
from generator.domain.table_schemas import TableSchema
from generator.frozen import dataclass
from generator.sources.words import Words

BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
"""What makes a spreadsheet read a CSV file as UTF-8."""

Read = Callable[[str], tuple[bytes, str]]
"""The bytes of a file of the data folder with their checksum (SHA-256), by its path in it."""

_REFERENCES: Final = (
    ("shortlists", "application_id", "applicants"),
    ("awardees", "application_id", "applicants"),
    ("shortlists", "notice_id", "notices"),
    ("channels", "notice_id", "notices"),
    ("awardees", "notice_id", "notices"),
)
"""Columns of a cycle's tables that name rows of another table of the same cycle under the same column name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Resource:
    name: str
    table: str
    source: str
    """Path in the data folder."""
    path: str
    """Address on the site."""
    title: str
    references: tuple[tuple[str, str], ...] = ()
    """Columns with the resource whose rows they name."""


class Downloads:
    """Makes the files to download.

    `schemas` are the Table Schemas by table, `regulation` is the JSON Schema of regulations, `read` reads a file of the
    data folder.
    """

    __slots__ = ("_read", "_regulation", "_schemas", "_written")

    def __init__(self, schemas: Mapping[str, TableSchema], regulation: Mapping[str, Any], read: Read) -> None:
        self._schemas = schemas
        self._regulation = regulation
        self._read = read
        self._written = {name: _line(schema.descriptor) for name, schema in schemas.items()}
        """The schemas as JSON, which thousands of tables repeat."""

    def of_jurisdiction(self, jurisdiction: Jurisdiction) -> Iterator[tuple[str, bytes]]:
        """The tables of a jurisdiction as they stand and with a byte-order mark, and their Data Package: address and bytes."""
        described: list[bytes] = []
        home = f"data/{jurisdiction.slug}/"
        for resource in _jurisdiction_resources(jurisdiction):
            data, checksum = self._read(resource.source)
            yield from _both(resource, data)
            line = _line(self._described(resource, home, len(data), checksum))
            described.append(_with(line, b"schema", self._schema(resource)))
        if described:
            package = _package(jurisdiction.slug, jurisdiction.name, described)
            yield published_files.data_package(jurisdiction.slug), package

    def of_portal(self, portal: Portal, words: Words) -> Iterator[tuple[str, bytes]]:
        """The calendar, the schemas, and the Data Package with size and checksum of every canonical table."""
        calendar = tuple(_calendar_resources(portal))
        for resource in calendar:
            yield from _both(resource, self._read(resource.source)[0])
        for schema in self._schemas.values():
            yield published_files.table_schema(schema.name), _document(schema.descriptor)
        yield published_files.REGULATION_SCHEMA, _document(self._regulation)
        resources = (*calendar, *(found for each in portal.jurisdictions for found in _jurisdiction_resources(each)))
        described = map(self._named, resources)
        yield published_files.DATA_PACKAGE, _package("quality-award-record", words["holdings.package_title"], described)

    def _named(self, resource: _Resource) -> bytes:
        """A table in the package over all, which names its schema."""
        home = "data/"
        data, checksum = self._read(resource.source)
        schema = published_files.table_schema(resource.table).removeprefix(home)
        return _line({**self._described(resource, home, len(data), checksum), "schema": schema})

    def _schema(self, resource: _Resource) -> bytes:
        """The schema of a table with its references, as JSON."""
        schema = self._written[resource.table]
        if not resource.references:
            return schema
        keys = [_foreign_key(column, target) for column, target in resource.references]
        return _with(schema, b"foreignKeys", _line(keys))

    def _described(self, resource: _Resource, home: str, size: int, checksum: str) -> Mapping[str, str | int]:
        """A table as a package in the folder `home` describes it, but for its schema."""
        return {
            "name": resource.name,
            "title": f"{resource.title} {self._schemas[resource.table].title}".strip(),
            "type": "table",
            "path": resource.path.removeprefix(home),
            "scheme": "file",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "bytes": size,
            "hash": f"sha256:{checksum}",
        }


def _package(name: str, title: str, resources: Iterable[bytes]) -> bytes:
    """A Data Package, a line for each table; of a large portal it is large, so it grows in one place."""
    package = BytesIO()
    package.write(_line({"name": name, "title": title}).removesuffix(b"}") + b', "resources": [')
    separator = b"\n"
    for resource in resources:
        package.write(separator)
        package.write(resource)
        separator = b",\n"
    package.write(b"\n]}\n")
    return package.getvalue()


def _both(resource: _Resource, data: bytes) -> Iterator[tuple[str, bytes]]:
    yield resource.path, data
    yield published_files.for_excel(resource.path), BYTE_ORDER_MARK + data


def _calendar_resources(portal: Portal) -> Iterator[_Resource]:
    if portal.calendar.arranged:
        yield _Resource(
            name="calendar", table="calendar", source="calendar/cn.csv", path=published_files.CALENDAR_TABLE, title=""
        )


def _jurisdiction_resources(jurisdiction: Jurisdiction) -> Iterator[_Resource]:
    slug = jurisdiction.slug
    for name in JURISDICTION_TABLES:
        table = getattr(jurisdiction, name)
        if table.present:
            yield _Resource(
                name=f"{slug}.{name}",
                table=name,
                source=table.path,
                path=published_files.jurisdiction_table(slug, name),
                title=jurisdiction.name,
            )
    for cycle in jurisdiction.cycles:
        present = {name for name in CYCLE_TABLES if getattr(cycle, name).present}
        for name in CYCLE_TABLES:
            if name in present:
                yield _Resource(
                    name=f"{slug}.{cycle.slug}.{name}",
                    table=name,
                    source=getattr(cycle, name).path,
                    path=published_files.cycle_table(slug, cycle.slug, name),
                    title=f"{jurisdiction.name} {cycle.name}",
                    references=tuple(
                        (column, f"{slug}.{cycle.slug}.{target}")
                        for table, column, target in _REFERENCES
                        if table == name and target in present
                    ),
                )


def _foreign_key(column: str, target: str) -> Mapping[str, object]:
    return {"fields": [column], "reference": {"resource": target, "fields": [column]}}


def _with(written: bytes, key: bytes, value: bytes) -> bytes:
    """An object as JSON with one more key, whose value is JSON already."""
    return b'%b, "%b": %b}' % (written.removesuffix(b"}"), key, value)


def _line(value: object) -> bytes:
    return _json(value).encode()


_json: Final = json.JSONEncoder(ensure_ascii=False).encode


def _document(value: Mapping[str, object]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
