"""What the columns of a data table are, as its Table Schema says."""

from collections.abc import Mapping
from typing import Any

from generator.frozen import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One column: its type, its constraints and its Chinese words for clerks."""

    name: str
    type: str
    """Frictionless type: string, date, integer or number."""
    title: str
    description: str
    example: str
    required: bool
    pattern: str | None
    enum: tuple[str, ...]
    labels: Mapping[str, str]
    """The Chinese word for each enumerated value."""
    synonyms: tuple[str, ...]
    """Other headers under which a spreadsheet may bring the column."""
    minimum: float | None
    maximum: float | None
    max_length: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSchema:
    """One data table of the contract."""

    name: str
    title: str
    description: str
    fields: tuple[Field, ...]
    descriptor: Mapping[str, Any]
    """The Table Schema as it stands in the file."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The column names in the contract's order."""
        return tuple(field.name for field in self.fields)

    def field(self, name: str) -> Field | None:
        """The column of that name."""
        return next((field for field in self.fields if field.name == name), None)


def table_schema(name: str, descriptor: Mapping[str, Any]) -> TableSchema:
    """Build a table schema from a Table Schema descriptor; raises KeyError or TypeError where it is none."""
    return TableSchema(
        name=name,
        title=str(descriptor["title"]),
        description=str(descriptor.get("description", "")),
        fields=tuple(_field(field) for field in descriptor["fields"]),
        descriptor=descriptor,
    )


def _field(descriptor: Mapping[str, Any]) -> Field:
    constraints: Mapping[str, Any] = descriptor.get("constraints", {})
    return Field(
        name=descriptor["name"],
        type=descriptor["type"],
        title=descriptor.get("title", descriptor["name"]),
        description=descriptor.get("description", ""),
        example=str(descriptor.get("example", "")),
        required=bool(constraints.get("required", False)),
        pattern=constraints.get("pattern"),
        enum=tuple(constraints.get("enum", ())),
        labels=descriptor.get("labels", {}),
        synonyms=tuple(descriptor.get("synonyms", ())),
        minimum=constraints.get("minimum"),
        maximum=constraints.get("maximum"),
        max_length=constraints.get("maxLength"),
    )
