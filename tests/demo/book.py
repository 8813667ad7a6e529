"""The record of one fictional jurisdiction while it is being written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import yaml

from tests.clerk_files import SCHEMAS, canonical
from tests.demo.fiction import Party

Cell = str | int | float | date | None
Row = Mapping[str, str]

TABLES = ("applicants", "shortlists", "notices", "channels", "awardees")


@dataclass(slots=True)
class Cycle:
    """One cycle; a table that stays None is not known and gets no file."""

    name: str
    year: int
    regulation: str | None
    regulation_cited: str | None
    awards: Sequence[Mapping[str, str | int]]
    known: Mapping[str, str] = field(default_factory=dict)
    """How complete each table is, where it is known."""
    note: str = ""
    stages: Sequence[Mapping[str, str]] = ()
    tables: dict[str, list[Row]] = field(default_factory=dict)

    def add(self, table: str, /, **cells: Cell) -> None:
        """Add a row to a table."""
        self.tables.setdefault(table, []).append(row(table, **cells))

    def document(self) -> bytes:
        """`cycle.yaml`."""
        completeness: dict[str, str] = {
            name: self.known.get(name, "unknown") for name in ("applicants", "shortlists", "notices", "awardees")
        }
        if self.note:
            completeness["note"] = self.note
        entries = {
            "name": self.name,
            "year": self.year,
            "regulation": self.regulation,
            "regulation_cited": self.regulation_cited,
            "awards": [dict(award) for award in self.awards],
            "stages": [dict(stage) for stage in self.stages],
            "completeness": completeness,
        }
        return yaml.safe_dump(entries, allow_unicode=True, sort_keys=False).encode()


@dataclass(slots=True)
class Book:
    """One jurisdiction."""

    slug: str
    host: str
    cycles: dict[str, Cycle] = field(default_factory=dict)
    tables: dict[str, list[Row]] = field(default_factory=dict)

    def add(self, table: str, /, **cells: Cell) -> None:
        """Add a row to a table of the jurisdiction."""
        self.tables.setdefault(table, []).append(row(table, **cells))

    def source(self, page: str) -> str:
        """The address of a page of the fictional jurisdiction (RFC 2606: .example is nobody's)."""
        return f"https://{self.host}.example/{page}.html"

    def write(self, data: Path) -> None:
        """Write every table and every `cycle.yaml` below `data`."""
        home = data / "jurisdictions" / self.slug
        _write_tables(home, self.tables)
        for slug, cycle in self.cycles.items():
            _write_tables(home / slug, cycle.tables)
            (home / slug / "cycle.yaml").write_bytes(cycle.document())


def row(table: str, /, **cells: Cell) -> Row:
    """A row of a table as text; KeyError for a column that the table does not have."""
    unknown = set(cells) - set(SCHEMAS[table].columns)
    if unknown:
        raise KeyError(f"{table} has no {', '.join(sorted(unknown))}")
    return {name: _written(value) for name, value in cells.items()}


def _written(value: Cell) -> str:
    """A cell as a clerk writes it: a whole number has no noughts behind a point."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value)


def party_cells(party: Party, column: str = "applicant") -> dict[str, Cell]:
    """The cells that say who it is, for applicants and shortlists, or with `awardee` for awardees."""
    return {column: party.name, f"{column}_type": party.kind, "unit": party.unit, "uscc": party.uscc}


def _write_tables(home: Path, tables: Mapping[str, Sequence[Row]]) -> None:
    home.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        (home / f"{name}.csv").write_bytes(canonical(name, rows))
