"""A data folder in memory: tables as rows, documents as text, and whole files as bytes where a fault is in the bytes."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from generator.domain.column_roles import Role
from generator.domain.table_schemas import Field
from generator.sources.columns import role_of
from tests.clerk_files import SCHEMAS

Row = dict[str, str]


@dataclass(slots=True)
class Cell:
    """One cell of one table."""

    path: str
    row: int
    field: Field
    role: Role
    text: str

    @property
    def line(self) -> int:
        """Its line in the file."""
        return self.row + 2

    @property
    def place(self) -> tuple[str, int, str]:
        """Where a fault of it is told."""
        return self.path, self.line, self.field.name


@dataclass(slots=True)
class Folder:
    """The files of a data folder by path."""

    tables: dict[str, list[Row]] = field(default_factory=dict)
    documents: dict[str, str] = field(default_factory=dict)
    raw: dict[str, bytes] = field(default_factory=dict)
    """Files whose bytes are no longer what their rows or text say."""

    def copy(self) -> "Folder":
        """The same folder, to be changed by itself."""
        tables = {path: [dict(row) for row in rows] for path, rows in self.tables.items()}
        return Folder(tables, dict(self.documents), dict(self.raw))

    def files(self) -> dict[str, bytes]:
        """Every file."""
        files = {path: table_bytes(path, rows) for path, rows in self.tables.items()}
        files |= {path: text.encode() for path, text in self.documents.items()}
        return files | self.raw

    def cells(self, *roles: Role, tables: tuple[str, ...] = (), filled: bool = True) -> Iterator[Cell]:
        """The cells of the jurisdictions' tables with these roles, in order."""
        for path, rows in sorted(self.tables.items()):
            if path.startswith("calendar/") or (tables and table_name(path) not in tables):
                continue
            fields = [(field, cell_role(path, field)) for field in SCHEMAS[table_name(path)].fields]
            for number, row in enumerate(rows):
                for field_, role in fields:
                    if (not roles or role in roles) and (row[field_.name] or not filled):
                        yield Cell(path, number, field_, role, row[field_.name])

    def a_cell(self, chance: Random, *roles: Role, tables: tuple[str, ...] = (), holding: str = "") -> Cell:
        """Some filled cell, one that has a character of `holding` where that is given."""
        found = [
            cell
            for cell in self.cells(*roles, tables=tables)
            if not holding or any(sign in cell.text for sign in holding)
        ]
        return chance.choice(found)

    def set(self, cell: Cell, text: str) -> tuple[str, int, str]:
        """Change a cell; where it stands."""
        self.tables[cell.path][cell.row][cell.field.name] = text
        return cell.place

    def a_table(self, chance: Random, *names: str, rows: int = 1) -> str:
        """The path of some table with so many rows at least."""
        return chance.choice(
            [
                path
                for path, held in sorted(self.tables.items())
                if len(held) >= rows and not path.startswith("calendar/") and (not names or table_name(path) in names)
            ]
        )

    def lines(self, path: str) -> list[str]:
        """The lines of a file as they are written now."""
        return self.files()[path].decode().split("\n")[:-1]

    def write_lines(self, path: str, lines: list[str]) -> None:
        """Replace a file by these lines."""
        self.raw[path] = ("\n".join(lines) + "\n").encode()


def table_name(path: str) -> str:
    return "calendar" if path.startswith("calendar/") else path.rpartition("/")[2].removesuffix(".csv")


def cell_role(path: str, field_: Field) -> Role:
    """The role of a column; what a channel holds depends on its row, so none of the usual ones."""
    return Role.CHANNEL if (table_name(path), field_.name) == ("channels", "value") else role_of(field_)


def table_bytes(path: str, rows: list[Row]) -> bytes:
    """A table as the contract has it."""
    columns = SCHEMAS[table_name(path)].columns
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([row[name] for name in columns] for row in rows)
    return text.getvalue().encode("utf-8", "surrogatepass")


def write(root: Path, files: Mapping[str, bytes]) -> None:
    """Write files below a folder."""
    for path, data in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
