"""YAML documents as plain values with line numbers; the only door to PyYAML and to jsonschema.

Only a plain subset is read: no anchors, aliases, tags or duplicate keys, which explode or are read as something else
than they look like. Scalars stay strings until the JSON Schema says what they are, so `no` and `0123` keep their text.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import yaml

from generator.diagnostics import MOST_LISTED, Diagnostic, Findings
from generator.errors import PortalError
from generator.frozen import dataclass
from generator.sources.document_forms import Accepts, compile_form
from generator.sources.document_lines import line_of_error, within
from generator.sources.document_values import Scalar, typed
from generator.sources.texts import MAX_DOCUMENT_BYTES, read_bytes

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

Place = tuple[str | int, ...]
"""Keys and list positions that lead to a value."""

MAX_DEPTH: Final = 24
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The parser in C where PyYAML was built with it: it gives the same events ten times as quickly."""
_NODES: Final = (yaml.ScalarEvent, yaml.CollectionStartEvent)
_OF_KEYS: Final = frozenset({"required", "additionalProperties"})
"""What is wrong with the keys of a value; of anything else one fault at a place is enough."""
_MOST_FORMS: Final = 16
_FORMS: Final[dict[int, tuple[Mapping[str, Any], Accepts]]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One document that its schema accepts."""

    path: str
    value: Mapping[str, Any]
    lines: Mapping[Place, int]

    def line(self, *place: str | int) -> int:
        """The line of a value, or of the nearest value around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


class _Refused(Exception):  # noqa: N818 - it carries a diagnostic and never leaves this module
    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.rule)
        self.diagnostic = diagnostic


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


class _Composer:
    """Builds values from the event stream, so that aliases and tags are refused before anything is expanded."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.lines: dict[Place, int] = {}
        self._next: Callable[[], yaml.Event] = _LOADER(text).get_event

    def document(self) -> Any:
        self._next()
        start = self._next()
        if isinstance(start, yaml.StreamEndEvent):
            raise self._refusal("yaml-syntax", start, reason="empty")
        value = self._value(self._next(), ())
        self._next()
        after = self._next()
        if not isinstance(after, yaml.StreamEndEvent):
            raise self._refusal("yaml-syntax", after, reason="second-document")
        return value

    def _value(self, event: yaml.Event, place: Place) -> Any:
        self.lines.setdefault(place, _line(event))
        self._accept(event, place)
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(event.value, not event.style)  # None, or an empty text from the parser in C
        return self._sequence(place) if isinstance(event, yaml.SequenceStartEvent) else self._mapping(place)

    def _accept(self, event: yaml.Event, place: Place) -> None:
        if isinstance(event, _NODES) and event.anchor is None and event.tag is None and len(place) <= MAX_DEPTH:
            return
        if isinstance(event, yaml.AliasEvent):
            raise self._refusal("yaml-alias", event, value=f"*{event.anchor}")
        if not isinstance(event, _NODES):
            raise self._refusal("yaml-syntax", event, reason="unexpected")
        if event.anchor is not None:
            raise self._refusal("yaml-alias", event, value=f"&{event.anchor}")
        if event.tag is not None:
            raise self._refusal("yaml-alias", event, value=str(event.tag).replace("tag:yaml.org,2002:", "!!"))
        raise self._refusal("yaml-syntax", event, reason="depth")

    def _sequence(self, place: Place) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            items.append(self._value(event, (*place, len(items))))
        return items

    def _mapping(self, place: Place) -> dict[str, Any]:
        values: dict[str, Any] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            self._accept(event, place)
            if not isinstance(event, yaml.ScalarEvent):
                raise self._refusal("yaml-syntax", event, reason="key")
            key = event.value
            if key in values:
                raise self._refusal("yaml-duplicate-key", event, value=key)
            self.lines[inner := (*place, key)] = _line(event)
            values[key] = self._value(self._next(), inner)
        return values

    def _refusal(self, rule: str, event: yaml.Event, *, reason: str = "", value: str | None = None) -> _Refused:
        return _Refused(Diagnostic(rule=rule, path=self.path, line=_line(event), value=value, facts={"reason": reason}))


def read_document(path: str, text: str, schema: Mapping[str, Any]) -> Document | tuple[Diagnostic, ...]:
    """Read one YAML text by its JSON Schema; the document, or what is wrong with it."""
    try:
        composer = _Composer(path, text)
        raw = composer.document()
    except _Refused as refused:
        told = refused.diagnostic
        return (replace(told, line=within(told.line or 1, text)),)
    except yaml.YAMLError as error:
        facts = {"reason": "syntax", "problem": str(getattr(error, "problem", "") or "")}
        return (Diagnostic(rule="yaml-syntax", path=path, line=line_of_error(error, text), facts=facts),)
    except RecursionError:
        return (Diagnostic(rule="yaml-syntax", path=path, line=1, facts={"reason": "depth"}),)
    value = typed(raw, schema, schema)
    document = Document(path=path, value=value if isinstance(value, dict) else {}, lines=composer.lines)
    if _form(schema)(value):
        return document
    faults = tuple(Findings(_schema_faults(document, value, schema)))
    return faults or document


def _form(schema: Mapping[str, Any]) -> Accepts:
    """The compiled check of a schema, kept with the schema itself so that no other can take its place."""
    held = _FORMS.get(id(schema))
    if held is None:
        if len(_FORMS) >= _MOST_FORMS:
            _FORMS.clear()
        held = _FORMS[id(schema)] = (schema, compile_form(schema))
    return held[1]


def load_schema(file: Path) -> dict[str, Any]:
    """Read a schema descriptor (JSON); raises ValueError where it is none."""
    data = read_bytes(file.parent, file.name, MAX_DOCUMENT_BYTES)
    if isinstance(data, Diagnostic):
        raise ValueError(f"文件太大，不能超过 {MAX_DOCUMENT_BYTES} 字节")  # noqa: TRY004 - as below
    descriptor = json.loads(data.decode("utf-8"))
    if not isinstance(descriptor, dict):
        raise ValueError("应是花括号里的各项")  # noqa: TRY004 - JSONDecodeError is a ValueError too
    return descriptor


def _schema_faults(document: Document, value: Any, schema: Mapping[str, Any]) -> Iterator[Diagnostic]:
    # It takes longer to load than most portals to be read, so only when a document is not surely in order.
    from jsonschema import Draft202012Validator, validators  # noqa: PLC0415

    extend: Any = validators.extend  # untyped
    usual = Draft202012Validator.VALIDATORS["uniqueItems"]

    def unique(validator: Any, stated: bool, items: Any, around: Any) -> Iterator["ValidationError"]:
        # To compare others than texts takes it quadratic time, and in our schemas each of them is at fault by itself.
        if isinstance(items, list) and all(isinstance(item, str) for item in items):
            yield from usual(validator, stated, items, around)

    kind = extend(Draft202012Validator, {"uniqueItems": unique})
    validator = kind(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    told: set[Place] = set()
    # Those after so many are only counted, and to hold them all would fill the memory.
    errors = validator.iter_errors(value)
    listed = sorted(islice(errors, MOST_LISTED), key=lambda error: [str(part) for part in error.absolute_path])
    for error in chain(listed, errors):
        place: Place = tuple(error.absolute_path)
        if error.validator in _OF_KEYS:
            yield from _fault(document, error)
        elif place not in told:  # a date in another form has no true day either
            told.add(place)
            yield from _fault(document, error)


def _fault(document: Document, error: "ValidationError") -> Iterator[Diagnostic]:
    place: Place = tuple(error.absolute_path)
    for name, facts in _named(error):
        if "unstated" in facts and "/regulations/" not in document.path:
            facts["empty"] = facts.pop("unstated")  # only a regulation leaves something unsaid
        where = (*place, name) if name is not None else place
        key = next((str(part) for part in reversed(where) if isinstance(part, str)), None)
        yield Diagnostic(
            rule="document-schema",
            path=document.path,
            line=document.line(*where),
            column=key,
            value=None if error.validator in _OF_KEYS else _shown(error.instance),
            facts={**facts, "place": ".".join(str(part) for part in where)},
        )


def _shown(value: Any) -> str | None:
    return value if value is None or isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _named(error: "ValidationError") -> Iterator[tuple[str | None, dict[str, str]]]:
    """The keys that the fault is about, where it is about keys, with the facts for its sentence."""
    expected: Any = error.validator_value
    schema: Any = error.schema
    if error.validator == "additionalProperties" and isinstance(error.instance, dict):
        allowed = schema.get("properties", {})
        for key in error.instance:
            if key not in allowed:
                yield key, {"fault": "unknown-key", "expected": "、".join(allowed)}
    elif error.validator == "required" and isinstance(error.instance, dict):
        # jsonschema reports each missing key by itself and names it in the message alone
        key = next((key for key in expected if error.message.startswith(f"{key!r} ")), "")
        yield None, {"fault": "missing-key", "expected": key} | _unstated(schema.get("properties", {}).get(key, {}))
    else:
        fault = str(error.validator)
        if fault == "type" and "enum" in schema:
            fault, expected = "enum", schema["enum"]
        words = expected if isinstance(expected, list) else [expected]
        shown = "、".join("null" if word is None else str(word) for word in words)
        yield None, {"fault": fault, "expected": shown} | _unstated(schema)


def _unstated(schema: Mapping[str, Any]) -> dict[str, str]:
    """How it is written that a text says nothing of something, where that may be so."""
    return {"unstated": "null"} if "null" in schema.get("type", ()) else {}


def read_plain_document(path: str, text: str) -> Any:
    """Read one of the program's own YAML texts, every scalar as a string; raises PortalError."""
    try:
        return _plain(_Composer(path, text).document())
    except (_Refused, yaml.YAMLError) as error:
        raise PortalError(f"{path}: {error}") from error


def _plain(value: Any) -> Any:
    if isinstance(value, Scalar):
        return value.text
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return {key: _plain(item) for key, item in value.items()}
