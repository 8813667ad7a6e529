"""A cell quoted in a sentence for the terminal."""

from collections.abc import Mapping
from typing import Final

from generator.domain.column_roles import Role
from generator.domain.personal_data import mask
from generator.domain.table_schemas import TableSchema
from generator.report.visible import plain
from generator.report.visible import shown as evident

_LONGEST: Final = 80
_QUOTED: Final = 2000
"""Characters of a cell that are looked at; the rest is not shown."""


def quoted(text: str, role: Role = Role.TEXT) -> str:
    """The text with its personal data masked and what cannot be seen named, cut at 80 characters."""
    return plain(mask(text[:_QUOTED], column_role=role), _LONGEST)


def quoted_with_blanks(text: str, role: Role = Role.TEXT) -> str:
    """The same, whole, with its blanks made visible."""
    return evident(mask(text[:_QUOTED], column_role=role))


def listed(schemas: Mapping[str, TableSchema]) -> str:
    """Tables by their names with their titles, as one is chosen on the command line."""
    return "、".join(f"{name}（{schema.title}）" for name, schema in schemas.items())
