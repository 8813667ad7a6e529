"""CSV tables become records by their Table Schema; the only door to frictionless.

Checks compiled from the schema let clean rows pass; what is not clean is explained cell by cell, and frictionless is
asked as well about every file that is not clean, so that the two can never disagree in silence.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, Generic, TypeVar

from generator.diagnostics import Diagnostic, Findings
from generator.domain.column_roles import Role
from generator.domain.records import Table
from generator.domain.table_schemas import TableSchema
from generator.frozen import filled
from generator.sources.cells import CHANNEL_ROLES, Place, judge
from generator.sources.columns import Value, compile_columns, role_of
from generator.sources.combinations import combination_faults
from generator.sources.proven_columns import proven_by_role, proven_values
from generator.sources.rows import SplitTable, split_table

R = TypeVar("R")

_FOUND_BY: Final = frozenset({Role.IDENTIFIER, Role.USCC, Role.CHOICE})
_NAMES: Final = frozenset({"applicant", "awardee", "unit", "name", "former_name"})
"""Columns by which one record is found from another."""
_SPEAKING_UP: Final = 1000
"""Faults of one file from which on frictionless is not asked any more: the file is plainly of another kind."""


class TableReader(Generic[R]):
    """Reads tables of one kind."""

    def __init__(self, schema: TableSchema, kind: type[R]) -> None:
        self._schema = schema
        self._kind: type[Any] = kind
        self._columns = compile_columns(schema)
        self._combined = combination_faults(schema.name)

    def read(self, path: str, text: str) -> tuple[Table[R], tuple[Diagnostic, ...]]:
        """The rows of a table with the faults of its form and cells."""
        return self.read_all([(path, text)], {})[0]

    def read_all(
        self, texts: Sequence[tuple[str, str]], shared: dict[str, str]
    ) -> list[tuple[Table[R], tuple[Diagnostic, ...]]]:
        """Several tables, each as `read` gives it: those without a fault are proved together, since most are small.

        A cell that stands in `shared` is taken from there, and any other is put there: names and codes come again and again.
        """
        splits = [split_table(path, text, self._schema.columns, shared) for path, text in texts]
        proved = self._proved_together([split for split in splits if split.rows and not split.faults])
        return [(proved.get(split.path) or self._table(split), tuple(split.faults)) for split in splits]

    def _table(self, split: SplitTable) -> Table[R]:
        whole, faults = split.sound, split.faults
        rows = self._records(split, faults) if split.rows else ()
        if faults and len(faults) < _SPEAKING_UP and whole:
            faults.extend(_second_witness(split, self._schema, tuple(faults)))
        return Table(path=split.path, rows=tuple(rows), present=True, sound=split.sound)

    def _proved_together(self, splits: Sequence[SplitTable]) -> dict[str, Table[R]]:
        """The tables by their paths; none where a single cell is in doubt, which is then found table by table."""
        if len(splits) < 2:
            return {}
        rows = [row for split in splits for row in split.rows]
        _, records, doubtful = self._filled(rows, self._schema.columns)
        if any(doubts for _, doubts in doubtful):
            return {}
        tables: dict[str, Table[R]] = {}
        start = 0
        for split in splits:
            own = tuple(records[start : start + len(split.rows)])
            start += len(own)
            combined = self._combined
            if combined is not None and any(True for record in own for _ in combined(split.path, record)):
                return {}
            tables[split.path] = Table(path=split.path, rows=own, present=True, sound=True)
        return tables

    def _filled(
        self, rows: Sequence[tuple[int, list[str]]], header: Sequence[str]
    ) -> tuple[list[Sequence[str]], list[Any], list[tuple[int, frozenset[str]]]]:
        """Column by column: the cells, the records made of them, and the cells that are in doubt with their columns.

        Each column is proved as a whole; row by row would take several times as long.
        """
        by_place = list(zip(*(cells for _, cells in rows), strict=True))
        cells: list[Sequence[str]] = [by_place[header.index(name)] for name in self._schema.columns]
        if self._schema.name == "channels":
            proven = self._proven_channels(cells)
        else:
            proven = [proven_values(held, column) for held, column in zip(cells, self._columns, strict=True)]
        lines = [line for line, _ in rows]
        records = filled(self._kind, (lines, *(values for values, _ in proven)))
        return cells, records, [(place, doubts) for place, (_, doubts) in enumerate(proven) if doubts]

    def _records(self, split: SplitTable, faults: Findings) -> Sequence[R]:
        cells, records, doubtful = self._filled(split.rows, split.header)
        lines = [line for line, _ in split.rows]
        faulty: set[int] = set()
        for number in _rows_in_doubt(cells, doubtful):
            before = len(faults)
            values = self._judged(split, lines[number], [held[number] for held in cells], faults)
            records[number] = self._kind(line=lines[number], **values)
            if len(faults) > before:
                faulty.add(number)
        if self._combined is not None:
            for number, record in enumerate(records):
                if number not in faulty:
                    self._note_combination(split, self._combined(split.path, record), faults)
        return records

    def _proven_channels(self, cells: Sequence[Sequence[str]]) -> list[tuple[Sequence[Value], frozenset[str]]]:
        """What `proven_values` gives, but that a way to reach an office is judged as what the cell before says that it is."""
        kind, value = (self._schema.columns.index(name) for name in ("kind", "value"))
        roles = [CHANNEL_ROLES.get(word, Role.CHANNEL) for word in cells[kind]]
        return [
            proven_by_role(held, column, roles) if place == value else proven_values(held, column)
            for place, (held, column) in enumerate(zip(cells, self._columns, strict=True))
        ]

    def _judged(self, split: SplitTable, line: int, cells: Sequence[str], faults: Findings) -> dict[str, Value]:
        """The values of a row that is perhaps not clean, with its faults cell by cell."""
        values: dict[str, Value] = {}
        for cell, column in zip(cells, self._columns, strict=True):
            name = column.field.name
            place = Place(split.path, line, name)
            if not cell:
                values[name] = column.empty
                if column.field.required:
                    faults.append(place.diagnostic("missing-value", "", fault=column.absence))
                    self._note_unknown(split, name)
                continue
            role = column.role
            if self._schema.name == "channels" and name == "value":
                role = CHANNEL_ROLES.get(str(values["kind"]), Role.CHANNEL)
            judged = judge(cell, column, role, place)
            values[name] = judged.value
            faults.extend(judged.faults)
            if not judged.clear:
                self._note_unknown(split, name)
        return values

    def _note_combination(self, split: SplitTable, found: Iterable[Diagnostic], faults: Findings) -> None:
        for fault in found:
            faults.append(fault)
            self._note_unknown(split, fault.column or "")

    def _note_unknown(self, split: SplitTable, name: str) -> None:
        """Note that it is not known what a cell says: where records are found by it, one that is not found proves nothing."""
        field = self._schema.field(name)
        if field is not None and (name in _NAMES or role_of(field) in _FOUND_BY):
            split.sound = False


def _rows_in_doubt(cells: Sequence[Sequence[str]], doubtful: Iterable[tuple[int, frozenset[str]]]) -> list[int]:
    return sorted({number for place, doubts in doubtful for number, cell in enumerate(cells[place]) if cell in doubts})


def _second_witness(split: SplitTable, schema: TableSchema, own: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    told = {fault.line for fault in own}
    for line, column, value, note in frictionless_faults(split, schema):
        if line not in told:
            told.add(line)
            yield Diagnostic(
                rule="bad-value",
                path=split.path,
                line=line,
                column=column,
                value=value,
                facts={"fault": "schema", "expected": note},
            )


def frictionless_faults(split: SplitTable, schema: TableSchema) -> Iterator[tuple[int, str | None, str | None, str]]:
    """What frictionless says of the rows of a table: line, column, cell and note."""
    # It takes a second to import, so only when a table is not clean.
    from frictionless import Resource, Schema  # noqa: PLC0415

    lines = [1, *(line for line, _ in split.rows)]
    # It goes by the order of the columns alone; that of the file is told as a fault of its own.
    places = [split.header.index(name) for name in schema.columns]
    data = [list(schema.columns), *([cells[place] for place in places] for _, cells in split.rows)]
    descriptor = Schema.from_descriptor(dict(schema.descriptor))
    report = Resource(data=data, schema=descriptor).validate(limit_errors=_SPEAKING_UP)
    for task in report.tasks:
        for error in task.errors:
            if error.type == "primary-key":
                continue  # the rule on ids tells it, with the row in which the id stands first
            row = getattr(error, "row_number", None) or 1
            cell = getattr(error, "cell", None)
            name = getattr(error, "field_name", None)
            yield lines[row - 1], name, None if cell is None else str(cell), str(error.note)
