"""Whether a schema file is one that the program can go by: told when it is read, not when the first cell meets it."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

_NAMES_OF_TYPES: Final = frozenset({"string", "integer", "number", "boolean", "null", "array", "object"})
_TYPES_OF_FIELDS: Final = frozenset({"string", "date", "integer", "number"})
_LARGEST: Final = 10**15
_MAX_DEPTH: Final = 40
"""Schemas inside each other."""

Holds = Callable[[Any], bool]


def check_table_form(descriptor: Mapping[str, Any]) -> None:
    """Raise ValueError, with a sentence for clerks, where a descriptor is no Table Schema of the contract's kind."""
    _check_text(descriptor)
    _check_keys("表结构", descriptor, _OF_TABLE, ("title", "fields"))
    for number, field in enumerate(descriptor["fields"], start=1):
        place = f"fields 第{number}项"
        if not isinstance(field, Mapping):
            raise ValueError(f"{place}应是一栏的说明（花括号），现在是 {_shown(field)}")  # noqa: TRY004 - one kind for all
        _check_keys(place, field, _OF_FIELD, ("name", "type"))
        place = f"{place}“{_shown(field['name'])}”的 constraints"
        _check_keys(place, field.get("constraints", {}), _CONSTRAINTS_OF[field["type"]])


def check_document_form(descriptor: Mapping[str, Any]) -> None:
    """Raise ValueError, with a sentence for clerks, where a descriptor is no JSON Schema of the contract's kind."""
    _check_text(descriptor)
    places: list[tuple[str, Any, int]] = [("说明文件的结构", descriptor, 0)]
    while places:
        place, schema, depth = places.pop()
        if not isinstance(schema, Mapping) or depth > _MAX_DEPTH:
            raise ValueError(f"{place}应是一份说明（花括号，层数不超过 {_MAX_DEPTH}），现在是 {_shown(schema)}")
        _check_keys(place, schema, _OF_DOCUMENT)
        if "$ref" in schema:
            _check_reference(place, schema, descriptor)
        places += [(f"{place}的 {name}", inner, depth + 1) for name, inner in inner_schemas(schema)]


def inner_schemas(schema: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The schemas that stand in a JSON Schema, each with the keys that lead to it."""
    for keyword in ("properties", "$defs"):
        for name, inner in schema.get(keyword, {}).items():
            yield f"{keyword}.{_shown(name)}", inner
    for keyword in ("items", "if", "then", "else"):
        if keyword in schema:
            yield keyword, schema[keyword]
    if isinstance(schema.get("additionalProperties"), Mapping):
        yield "additionalProperties", schema["additionalProperties"]
    for number, inner in enumerate(schema.get("allOf", ()), start=1):
        yield f"allOf 第{number}项", inner


def _check_text(descriptor: Mapping[str, Any]) -> None:
    """What cannot be written as JSON again (halves of characters, numbers that are none) cannot be published either."""
    try:
        json.dumps(descriptor, ensure_ascii=False, allow_nan=False).encode("utf-8")
    except RecursionError:
        raise ValueError("嵌套太深") from None


def _check_keys(place: str, held: Any, known: Mapping[str, tuple[Holds, str]], needed: tuple[str, ...] = ()) -> None:
    if not isinstance(held, Mapping):
        raise ValueError(f"{place}应是花括号里的各项，现在是 {_shown(held)}")  # noqa: TRY004 - one kind for all
    for key in needed:
        if key not in held:
            raise ValueError(f"{place}缺少 {key}，请补上")
    for key, value in held.items():
        if key not in known:
            raise ValueError(f"{place}里有不认识的 {_shown(key)}，请删去；可以写的有：{'、'.join(known)}")
        holds, expected = known[key]
        if not holds(value):
            raise ValueError(f"{place}的 {key} 应是{expected}，现在是 {_shown(value)}，请改正")


def _check_reference(place: str, schema: Mapping[str, Any], root: Mapping[str, Any]) -> None:
    """A part that is referred to stands under $defs and refers to no other itself, so that nothing goes in circles."""
    name = schema["$ref"].removeprefix("#/$defs/")
    found = root.get("$defs", {}).get(name)
    if not isinstance(found, Mapping) or "$ref" in found:
        raise ValueError(f"{place}的 $ref 指向的 {_shown(schema['$ref'])} 不在 $defs 里，或者又指向别处，请改正")


def _shown(value: Any) -> str:
    """A value of a file nobody has looked at, short and without anything that steers a terminal."""
    whole = value if isinstance(value, str) and value.isprintable() else repr(value)
    return whole if len(whole) <= 80 else whole[:80] + "…"


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_list_of_texts(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _is_choice(value: Any) -> bool:
    return _is_list_of_texts(value) and bool(value)


def _is_choice_or_null(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(item is None or isinstance(item, str) for item in value)


def _is_pattern(value: Any) -> bool:
    if not isinstance(value, str):
        return False
    try:
        re.compile(value)
    except (re.error, RecursionError, OverflowError):
        return False
    return True


def _is_number(value: Any) -> bool:
    return value.__class__ in (int, float) and abs(value) <= _LARGEST


def _is_count(value: Any) -> bool:
    return value.__class__ is int and 0 <= value <= _LARGEST


def _is_type(value: Any) -> bool:
    names = [value] if isinstance(value, str) else value
    return _is_choice(names) and _NAMES_OF_TYPES.issuperset(names)


_TEXT: Final = (_is_text, "一段文字")
_TEXTS: Final = (_is_list_of_texts, "一列文字")
_MAP: Final = (lambda value: isinstance(value, Mapping), "花括号里的各项")
_LIST: Final = (lambda value: isinstance(value, list), "一个列表")
_FLAG: Final = (lambda value: isinstance(value, bool), " true 或 false")
_PATTERN: Final = (_is_pattern, "一个正则表达式")
_NUMBER: Final = (_is_number, "一个数")
_COUNT: Final = (_is_count, "不小于 0 的整数")
_LABELS: Final = (
    lambda value: isinstance(value, Mapping) and all(map(_is_text, value.values())),
    "每个取值的中文名称",
)

_OF_TABLE: Final[Mapping[str, tuple[Holds, str]]] = {
    "title": _TEXT,
    "description": _TEXT,
    "fields": (lambda value: isinstance(value, list) and bool(value), "各栏的列表"),
    "missingValues": _TEXTS,
    "primaryKey": (lambda value: _is_text(value) or _is_choice(value), "栏目的名称"),
}
_OF_FIELD: Final[Mapping[str, tuple[Holds, str]]] = {
    "name": _TEXT,
    "type": (lambda value: isinstance(value, str) and value in _TYPES_OF_FIELDS, "、".join(sorted(_TYPES_OF_FIELDS))),
    "format": _TEXT,
    "title": _TEXT,
    "description": _TEXT,
    "example": (lambda value: _is_text(value) or _is_number(value), "一个例子"),
    "labels": _LABELS,
    "synonyms": _TEXTS,
    "constraints": _MAP,
}
_OF_TEXTS: Final = {
    "required": _FLAG,
    "pattern": _PATTERN,
    "enum": (_is_choice, "至少一个取值的列表"),
    "maxLength": _COUNT,
}
_OF_NUMBERS: Final = {"required": _FLAG, "minimum": _NUMBER, "maximum": _NUMBER}
_CONSTRAINTS_OF: Final[Mapping[str, Mapping[str, tuple[Holds, str]]]] = {
    "string": _OF_TEXTS,
    "integer": _OF_NUMBERS,
    "number": _OF_NUMBERS,
    "date": {"required": _FLAG},
}
_OF_DOCUMENT: Final[Mapping[str, tuple[Holds, str]]] = {
    "$schema": _TEXT,
    "title": _TEXT,
    "description": _TEXT,
    "examples": _LIST,
    "enumDescriptions": _TEXTS,
    "$defs": _MAP,
    "$ref": (lambda value: isinstance(value, str) and value.startswith("#/$defs/"), "以 #/$defs/ 开头的一处"),
    "type": (_is_type, "、".join(sorted(_NAMES_OF_TYPES))),
    "enum": (_is_choice_or_null, "至少一个取值的列表"),
    "const": (lambda value: value is None or isinstance(value, str), "一个取值"),
    "pattern": _PATTERN,
    "format": (lambda value: value == "date", " date"),
    "minLength": _COUNT,
    "minItems": _COUNT,
    "maxProperties": _COUNT,
    "minimum": _NUMBER,
    "maximum": _NUMBER,
    "uniqueItems": _FLAG,
    "required": _TEXTS,
    "properties": _MAP,
    "additionalProperties": (lambda value: isinstance(value, bool | Mapping), " true、false 或一份说明"),
    "items": _MAP,
    "allOf": _LIST,
    "if": _MAP,
    "then": _MAP,
    "else": _MAP,
}
