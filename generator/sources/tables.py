"""CSV tables become records by their Table Schema; the only door to frictionless.

Checks compiled from the schema let clean rows pass; what is not clean is explained cell by cell, and frictionless is
heard as a second witness on every file that is not clean, so that the two can never disagree in silence.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, Generic, TypeVar

from generator.diagnostics import Diagnostic
from generator.domain import characters, credit_codes, links
from generator.domain.column_roles import Role
from generator.domain.personal_data import findings
from generator.domain.records import Table
from generator.domain.table_schemas import TableSchema
from generator.sources.cells import CHANNEL_ROLES, Place, judge
from generator.sources.columns import Column, Value, compile_columns
from generator.sources.combinations import combination_faults
from generator.sources.rows import SplitTable, split_table

R = TypeVar("R")

_SPEAKING_UP: Final = 1000
"""Faults of one file after which no further witness is heard: the file is plainly of another kind."""


class TableReader(Generic[R]):
    """Reads tables of one kind."""

    def __init__(self, schema: TableSchema, kind: type[R]) -> None:
        self._schema = schema
        self._kind: Callable[..., R] = kind
        self._columns = compile_columns(schema)
        self._combined = combination_faults(schema.name)

    def read(self, path: str, text: str) -> tuple[Table[R], tuple[Diagnostic, ...]]:
        """The rows of a table with the faults of its form and cells."""
        split = split_table(path, text, self._schema.columns)
        faults = list(split.faults)
        rows = tuple(self._records(split, faults))
        if faults and len(faults) < _SPEAKING_UP and split.sound:
            faults.extend(_second_witness(split, self._schema, faults))
        return Table(path=path, rows=rows, present=True, sound=split.sound), tuple(faults)

    def _records(self, split: SplitTable, faults: list[Diagnostic]) -> Iterator[R]:
        if not split.rows:
            return
        positions = self._positions(split.header)
        for line, cells in split.rows:
            values: dict[str, Value] = {}
            before = len(faults)
            for position, column in positions:
                cell = cells[position]
                if not cell:
                    if column.field.required:
                        place = Place(split.path, line, column.field.name)
                        faults.append(place.diagnostic("missing-value", "", fault="required"))
                    values[column.field.name] = column.empty
                    continue
                try:
                    values[column.field.name] = column.known[cell]
                except KeyError:
                    values[column.field.name] = self._value(
                        cell, column, Place(split.path, line, column.field.name), values, faults
                    )
            if self._combined is not None and len(faults) == before:
                faults.extend(self._combined(split.path, line, values))
            yield self._kind(line=line, **values)

    def _positions(self, header: tuple[str, ...]) -> tuple[tuple[int, Column], ...]:
        at = {name: position for position, name in reversed(list(enumerate(header)))}
        return tuple((at[column.field.name], column) for column in self._columns)

    def _value(
        self, cell: str, column: Column, place: Place, earlier: Mapping[str, Value], faults: list[Diagnostic]
    ) -> Value:
        role = column.role
        if self._schema.name == "channels" and column.field.name == "value":
            role = CHANNEL_ROLES.get(str(earlier["kind"]), Role.CHANNEL)
        if _is_clean(cell, role):
            if role is not column.role:  # clean as what this row says it is, which the next row may not say
                return cell
            try:
                return column.value(cell)
            except ValueError:  # explained below
                pass
        value, found = judge(cell, column, role, place)
        faults.extend(found)
        return value


def _is_clean(cell: str, role: Role) -> bool:
    if characters.faults(cell, column_role=role) or findings(cell, column_role=role):
        return False
    if role is Role.USCC:
        return credit_codes.is_valid(cell)
    return role is not Role.LINK or links.link_fault(cell) is None


def _second_witness(split: SplitTable, schema: TableSchema, own: list[Diagnostic]) -> Iterator[Diagnostic]:
    told = {fault.line for fault in own}
    for line, column, value, note in frictionless_faults(split, schema.descriptor):
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


def frictionless_faults(
    split: SplitTable, descriptor: Mapping[str, Any]
) -> Iterator[tuple[int, str | None, str | None, str]]:
    """What frictionless says of the rows of a table: line, column, cell and note."""
    # It takes a second to import, so only when a table is not clean.
    from frictionless import Resource, Schema  # noqa: PLC0415

    lines = [1, *(line for line, _ in split.rows)]
    data = [list(split.header), *(cells for _, cells in split.rows)]
    report = Resource(data=data, schema=Schema.from_descriptor(dict(descriptor))).validate(limit_errors=_SPEAKING_UP)
    for task in report.tasks:
        for error in task.errors:
            row = getattr(error, "row_number", None) or 1
            cell = getattr(error, "cell", None)
            name = getattr(error, "field_name", None)
            yield lines[row - 1], name, None if cell is None else str(cell), str(error.note)
