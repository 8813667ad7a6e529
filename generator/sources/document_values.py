"""A scalar of a YAML document becomes what its JSON Schema expects there and what it looks like."""

import re
from collections.abc import Mapping
from typing import Any, Final

from generator.frozen import dataclass

_INTEGER: Final = re.compile(r"-?(0|[1-9][0-9]{0,15})\Z")
_NUMBER: Final = re.compile(r"-?(0|[1-9][0-9]{0,15})(\.[0-9]{1,15})?\Z")
_NAMED_NULLS: Final = frozenset({"null", "~"})
_BOOLEANS: Final = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Scalar:
    """A scalar as it is written; `plain` means without quotation marks."""

    text: str
    plain: bool


def typed(value: Any, schema: Mapping[str, Any], root: Mapping[str, Any]) -> Any:
    """A value whose scalars are texts, with each scalar as its part of the schema has it; `root` holds what is referred to."""
    schema = _resolve(schema, root)
    if isinstance(value, Scalar):
        return _typed_scalar(value, schema)
    if isinstance(value, list):
        items = schema.get("items", {})
        return [typed(item, items, root) for item in value]
    properties = schema.get("properties", {})
    rest = schema.get("additionalProperties", {})
    rest = rest if isinstance(rest, dict) else {}
    return {key: typed(item, properties.get(key, rest), root) for key, item in value.items()}


def _resolve(schema: Mapping[str, Any], root: Mapping[str, Any]) -> Mapping[str, Any]:
    while "$ref" in schema:
        target: Any = root
        for part in str(schema["$ref"]).removeprefix("#/").split("/"):
            target = target[part]
        schema = target
    return schema


def _typed_scalar(scalar: Scalar, schema: Mapping[str, Any]) -> Any:
    """A plain scalar becomes what the schema expects and what it looks like; everything else stays its text."""
    stated = schema.get("type", ())
    text = "" if scalar.text.isspace() else scalar.text  # blanks alone say as little as nothing does
    if not scalar.plain:
        return text
    if text in _NAMED_NULLS:  # also where a text is asked for, so that nobody publishes the word
        return None
    if stated == "string":
        return text
    types = {stated} if isinstance(stated, str) else set(stated)
    if not text and ("null" in types or "string" not in types):
        return None
    if "boolean" in types and text in _BOOLEANS:
        return _BOOLEANS[text]
    if types & {"integer", "number"} and _INTEGER.match(text):
        return int(text)
    if "number" in types and _NUMBER.match(text):
        return float(text)
    return text
