"""A data folder's own schema asks for all that the shipped one asks for: ids become addresses and names of files."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from generator.domain.table_schemas import Field, TableSchema
from generator.sources.schema_forms import inner_schemas

_WORDS: Final = frozenset({"title", "description", "examples", "enumDescriptions"})
"""What a JSON Schema says to people alone."""
_HOLD_SCHEMAS: Final = frozenset({"properties", "$defs", "items", "if", "then", "else", "allOf"})
_RULE: Final = "数据文件夹里的结构文件只能与随程序提供的一样严或更严"
_REMEDY: Final = "请照随程序提供的改回，或者删去这个文件"


def check_table_bounds(own: TableSchema, shipped: TableSchema) -> None:
    """Raise ValueError where a Table Schema with the contract's columns is looser than the shipped one, and say in what."""
    for key in ("missingValues", "primaryKey"):
        if own.descriptor.get(key) != shipped.descriptor.get(key):
            raise ValueError(f"{key} 与随程序提供的不同；{_RULE}，{_REMEDY}")
    for mine, theirs in zip(own.fields, shipped.fields, strict=True):
        formats = [field.get("format") for field in _named(own, shipped, theirs.name)]
        loosened = "format" if formats[0] != formats[1] else next(_loosened(mine, theirs), None)
        if loosened is not None:
            raise ValueError(f"“{theirs.name}”这一栏的 {loosened} 放宽了或者改了；{_RULE}，{_REMEDY}")


def _named(own: TableSchema, shipped: TableSchema, name: str) -> list[Mapping[str, Any]]:
    return [field for schema in (own, shipped) for field in schema.descriptor["fields"] if field["name"] == name]


def _loosened(own: Field, shipped: Field) -> Iterator[str]:
    """What a column no longer asks for. Type, pattern and enumeration also tell what it is for, so none may be added."""
    if own.type != shipped.type:
        yield "type"
    if own.pattern != shipped.pattern:
        yield "pattern"
    if bool(own.enum) != bool(shipped.enum) or not set(own.enum) <= set(shipped.enum):
        yield "enum"
    if shipped.required and not own.required:
        yield "required"
    if shipped.minimum is not None and (own.minimum is None or own.minimum < shipped.minimum):
        yield "minimum"
    if _is_higher(own.maximum, shipped.maximum):
        yield "maximum"
    if _is_higher(own.max_length, shipped.max_length):
        yield "maxLength"


def _is_higher(own: float | None, shipped: float | None) -> bool:
    return shipped is not None and (own is None or own > shipped)


def check_document_bounds(own: Mapping[str, Any], shipped: Mapping[str, Any], place: str = "") -> None:
    """Raise ValueError where a JSON Schema differs from the shipped one in more than words for people, and say where."""
    for keyword in sorted((own.keys() | shipped.keys()) - _WORDS - _HOLD_SCHEMAS):
        if _asked(own, keyword) != _asked(shipped, keyword):
            where = f"{place}的 " if place else ""
            raise ValueError(f"{where}{keyword} 与随程序提供的不同；{_RULE}，{_REMEDY}")
    mine, theirs = dict(inner_schemas(own)), dict(inner_schemas(shipped))
    for name in sorted(mine.keys() ^ theirs.keys()):
        raise ValueError(f"{place} {name} 是多出来的或者缺少的；{_RULE}，{_REMEDY}".strip())
    for name, schema in mine.items():
        check_document_bounds(schema, theirs[name], f"{place} {name}".strip())


def _asked(schema: Mapping[str, Any], keyword: str) -> str:
    """The value as JSON, because Python takes 1 and true for equal; a schema under the keyword is compared by itself."""
    if keyword not in schema:
        return ""
    value = schema[keyword]
    return "{}" if keyword == "additionalProperties" and isinstance(value, Mapping) else json.dumps(value)
