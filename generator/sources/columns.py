"""Checks of cells compiled from the Table Schema: what is clean becomes a typed value in one dictionary look-up."""

import re
import sys
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from dataclasses import field as member
from datetime import date
from typing import Final

from generator.domain.column_roles import Role
from generator.domain.table_schemas import Field, TableSchema

Value = str | int | float | date | None

EARLIEST: Final = date(1949, 10, 1)
LATEST: Final = date(2199, 12, 31)
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_INTEGER: Final = re.compile(r"-?(0|[1-9][0-9]{0,11})\Z")
_NUMBER: Final = re.compile(r"-?(0|[1-9][0-9]{0,11})(\.[0-9]{1,6})?\Z")
_CACHE_LIMIT: Final = 20_000
_TEXTS_AT_HAND: Final = 1000
_FORM_IMPLIED: Final = frozenset({Role.USCC, Role.LINK, Role.IDENTIFIER})
"""Roles of which clean cells have the form that the schema asks for anyway."""
_NAMES_BESIDE_IDS: Final = frozenset({"record_id", "field"})
"""Columns that name a record or a column of another table, if not by an id."""
_ROLES_BY_NAME: Final = {"uscc": Role.USCC, "source_url": Role.LINK, "closes_time": Role.TIME}
_ROLES_BY_TYPE: Final = {"date": Role.DATE, "integer": Role.INTEGER, "number": Role.DECIMAL}


class CellFault(ValueError):  # noqa: N818 - the field's word; it never leaves the reading of a table
    """A cell does not hold what its column asks for; `rule` and `facts` say which rule and why."""

    def __init__(self, rule: str, **facts: str) -> None:
        super().__init__(rule)
        self.rule = rule
        self.facts: Mapping[str, str] = facts


@dataclass(slots=True)
class Column:
    """One column of a table with its compiled check."""

    field: Field
    role: Role
    convert: Callable[[str], Value] | None
    """Raises CellFault; None where any text will do."""
    empty: Value
    form: re.Pattern[str] | None
    """What the text of a cell has to match; None where any will do."""
    absence: str
    """What is told where it has to be filled and is not: some cells are copied from an original, others are made up here."""
    known: dict[str, Value] = member(default_factory=dict)
    """Cells that were found clean before, with their values; most columns repeat a few."""

    def accepts_all(self, cells: Collection[str]) -> bool:
        """Whether every one of many cells has surely the form that the column asks for; False says nothing."""
        if self.field.type != "string" or self.field.enum or self.role is Role.TIME:
            return False
        if self.field.max_length is not None and max(map(len, cells), default=0) > self.field.max_length:
            return False
        return self.form is None or self.role in _FORM_IMPLIED or all(map(self.form.fullmatch, cells))

    def remember(self, cells: Collection[str]) -> None:
        """Remember texts that were found clean, where they are few: a column of ever new names is not remembered."""
        if len(self.known) > _TEXTS_AT_HAND:
            self.known.clear()
        if len(cells) <= _TEXTS_AT_HAND:
            self.known.update(zip(cells, cells, strict=True))

    def value(self, cell: str) -> Value:
        """The typed value of a clean cell, remembered for its next occurrence; raises CellFault."""
        value = cell if self.convert is None else self.convert(cell)
        if len(self.known) < _CACHE_LIMIT:
            self.known[cell] = value
        return value


def compile_columns(schema: TableSchema) -> tuple[Column, ...]:
    """Compile the checks of every column of a table."""
    return tuple(
        Column(
            field=field,
            role=role_of(field),
            convert=_converter(field),
            empty="" if field.type == "string" else None,
            form=re.compile(field.pattern) if field.pattern else None,
            absence=_absence(schema, field),
        )
        for field in schema.fields
    )


def role_of(field: Field) -> Role:
    """What a column is for, by its name and its schema."""
    if field.name in _ROLES_BY_NAME:
        return _ROLES_BY_NAME[field.name]
    if field.type in _ROLES_BY_TYPE:
        return _ROLES_BY_TYPE[field.type]
    if field.enum:
        return Role.CHOICE
    return Role.IDENTIFIER if field.pattern and field.pattern.startswith("^[a-z0-9]+(-") else Role.TEXT


def _absence(schema: TableSchema, field: Field) -> str:
    """Which kind of required cell it is: an id of the row's own, a name of something else, a fixed word, or a text."""
    if field.enum:
        return "choice"
    if role_of(field) is not Role.IDENTIFIER and field.name not in _NAMES_BESIDE_IDS:
        return "required"
    return "own-id" if field.name in schema.descriptor.get("primaryKey", ()) else "reference"


def _converter(field: Field) -> Callable[[str], Value] | None:
    match field.type:
        case "date":
            return _to_date
        case "integer":
            return _number_reader(field, _INTEGER, int)
        case "number":
            return _number_reader(field, _NUMBER, float)
        case _:
            return _text_reader(field)


def _to_date(cell: str) -> date:
    if not _DATE.match(cell):
        raise CellFault("bad-date", fault="form")
    try:
        day = date.fromisoformat(cell)
    except ValueError:
        raise CellFault("bad-date", fault="no-such-day") from None
    if not EARLIEST <= day <= LATEST:
        raise CellFault("bad-date", fault="far")
    return day


def _number_reader(field: Field, form: re.Pattern[str], kind: type[int] | type[float]) -> Callable[[str], Value]:
    def read(cell: str) -> Value:
        if not form.match(cell):
            raise CellFault("bad-value", fault="number")
        number = kind(cell)
        if field.minimum is not None and number < field.minimum:
            raise CellFault("bad-value", fault="minimum", expected=f"{field.minimum:g}")
        if field.maximum is not None and number > field.maximum:
            raise CellFault("bad-value", fault="maximum", expected=f"{field.maximum:g}")
        return number

    return read


def _text_reader(field: Field) -> Callable[[str], Value] | None:
    if field.enum:
        allowed = frozenset(field.enum)
        words = {word: value for value, word in field.labels.items()}

        def one_of(cell: str) -> Value:
            if cell not in allowed:
                raise CellFault(
                    "bad-value", fault="enum", expected="、".join(field.enum), correction=words.get(cell, "")
                )
            return cell

        return one_of
    if field.pattern is None and field.max_length is None:
        return None
    form = re.compile(field.pattern or r"(?s:.*)")
    longest = field.max_length or sys.maxsize

    def in_form(cell: str) -> Value:
        if not form.fullmatch(cell):
            raise CellFault("bad-value", fault="pattern", expected=field.example)
        if len(cell) > longest:
            fault = "id-length" if role_of(field) is Role.IDENTIFIER else "max-length"
            raise CellFault("bad-value", fault=fault, expected=str(longest), found=str(len(cell)))
        return cell

    return in_form
