"""The tables to download: the canonical files, the same for spreadsheets, their schemas and one Data Package over all."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from generator.domain import published_files
from generator.domain.portal import Jurisdiction, Portal
from generator.domain.records import CYCLE_TABLES, JURISDICTION_TABLES
from generator.domain.table_schemas import TableSchema
from generator.sources.words import Words

BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
"""What makes a spreadsheet read a CSV file as UTF-8."""

Read = Callable[[str], bytes]
"""The bytes of a file of the data folder, by its path in it."""

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


def jurisdiction_downloads(jurisdiction: Jurisdiction, read: Read) -> Iterator[tuple[str, bytes]]:
    """The tables of a jurisdiction as they stand, and with a byte-order mark: address and bytes of each file."""
    for resource in _jurisdiction_resources(jurisdiction):
        yield from _both(resource, read)


def portal_downloads(
    portal: Portal, schemas: Mapping[str, TableSchema], read: Read, words: Words
) -> Iterator[tuple[str, bytes]]:
    """The calendar, the schemas, and the Data Package with size and checksum of every canonical table."""
    calendar = tuple(_calendar_resources(portal))
    for resource in calendar:
        yield from _both(resource, read)
    for schema in schemas.values():
        yield published_files.table_schema(schema.name), _document(schema.descriptor)
    resources = (*calendar, *(found for each in portal.jurisdictions for found in _jurisdiction_resources(each)))
    forms = {name: _Form(schema) for name, schema in schemas.items()}
    name = {"name": "quality-award-record", "title": words["holdings.package_title"]}
    # Of a large portal this is the largest file: it grows in one place, and no second copy of it is made.
    package = BytesIO()
    package.write(json.dumps(name, ensure_ascii=False, indent=1).removesuffix("\n}").encode() + b',\n "resources": [')
    separator = b"\n"
    for resource in resources:
        package.write(separator + forms[resource.table].described(resource, read(resource.source)).encode())
        separator = b",\n"
    package.write(b"\n ]\n}\n" if resources else b"]\n}\n")
    yield published_files.DATA_PACKAGE, package.getvalue()


def _both(resource: _Resource, read: Read) -> Iterator[tuple[str, bytes]]:
    data = read(resource.source)
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
                name=f"{slug}-{name}",
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
                    name=f"{slug}-{cycle.slug}-{name}",
                    table=name,
                    source=getattr(cycle, name).path,
                    path=published_files.cycle_table(slug, cycle.slug, name),
                    title=f"{jurisdiction.name} {cycle.name}",
                    references=tuple(
                        (column, f"{slug}-{cycle.slug}-{target}")
                        for table, column, target in _REFERENCES
                        if table == name and target in present
                    ),
                )


class _Form:
    """How the Data Package describes the tables of one kind; their schema, which fills most of it, is written out once."""

    __slots__ = ("_schema", "_title")

    def __init__(self, schema: TableSchema) -> None:
        self._title = schema.title
        self._schema = _indented(schema.descriptor, 3).removesuffix("\n   }")

    def described(self, resource: _Resource, data: bytes) -> str:
        """One resource as JSON, as it stands in the package."""
        facts = {
            "name": resource.name,
            "title": f"{resource.title} {self._title}".strip(),
            "type": "table",
            "path": resource.path.removeprefix("data/"),
            "scheme": "file",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "bytes": len(data),
            "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        }
        head = ",\n".join(f'   "{key}": {_inline(value)}' for key, value in facts.items())
        schema = self._schema
        if resource.references:
            keys = ",\n".join(_foreign_key(column, target) for column, target in resource.references)
            schema = f'{schema},\n    "foreignKeys": [\n{keys}\n    ]'
        return f'  {{\n{head},\n   "schema": {schema}\n   }}\n  }}'


def _foreign_key(column: str, target: str) -> str:
    field = f'"fields": [\n%s{_inline(column)}\n%s]'
    reference = f'"reference": {{\n       "resource": {_inline(target)},\n       {field % (" " * 8, " " * 7)}\n      }}'
    return f"     {{\n      {field % (' ' * 7, ' ' * 6)},\n      {reference}\n     }}"


_inline: Final = json.JSONEncoder(ensure_ascii=False).encode


def _indented(value: object, depth: int) -> str:
    """JSON as it stands so many levels deep in a file whose levels are set off by one blank each."""
    return json.dumps(value, ensure_ascii=False, indent=1).replace("\n", "\n" + " " * depth)


def _document(value: Mapping[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
