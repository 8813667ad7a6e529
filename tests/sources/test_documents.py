"""YAML is read from its events, as strings, typed by the schema, with lines."""

import time
from typing import Any

import pytest
import yaml

from generator.diagnostics import MOST_LISTED, Diagnostic
from generator.sources import documents
from generator.sources.documents import Document, read_document

SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["name"],
    "properties": {
        "name": {"type": "string", "minLength": 1},
        "count": {"type": ["integer", "null"], "minimum": 0},
        "open": {"type": "boolean"},
        "score": {"type": "number"},
        "day": {"type": ["string", "null"], "format": "date"},
        "window": {"type": ["integer", "string", "null"]},
        "items": {"type": "array", "items": {"$ref": "#/$defs/item"}},
    },
    "$defs": {
        "item": {
            "type": "object",
            "additionalProperties": False,
            "required": ["id", "what"],
            "properties": {"id": {"type": "string"}, "what": {"type": ["string", "null"]}},
        }
    },
}


def read(text: str) -> Document | tuple[Diagnostic, ...]:
    return read_document("x.yaml", text, SCHEMA)


def document(text: str) -> Document:
    result = read(text)
    assert isinstance(result, Document), result
    return result


def faults(text: str) -> list[tuple[str, int | None, str | None]]:
    result = read(text)
    assert not isinstance(result, Document)
    return [(fault.rule, fault.line, fault.column) for fault in result]


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("name: no\n", "name", "no"),
        ("name: 0123\n", "name", "0123"),
        ("name: 1.10\n", "name", "1.10"),
        ("name: 'null'\n", "name", "null"),
        ('name: "~"\n', "name", "~"),
        ("name: x\ncount: 12\n", "count", 12),
        ("name: x\ncount: null\n", "count", None),
        ("name: x\ncount:\n", "count", None),
        ("name: x\nopen: true\n", "open", True),
        ("name: x\nscore: 610\n", "score", 610),
        ("name: x\nscore: 610.5\n", "score", 610.5),
        ("name: x\nday: 2024-02-29\n", "day", "2024-02-29"),
        ("name: x\nwindow: 2\n", "window", 2),
        ("name: x\nwindow: validity\n", "window", "validity"),
        ("name: x\nwindow: '2'\n", "window", "2"),
    ],
)
def test_a_scalar_is_what_the_schema_says_and_it_looks_like(text: str, key: str, value: object) -> None:
    read_value = document(text).value[key]
    assert (read_value, type(read_value)) == (value, type(value))


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ("name: &a x\n", "yaml-alias", 1),
        ("name: x\nitems: [*a]\n", "yaml-alias", 2),
        ("name: !!str x\n", "yaml-alias", 1),
        ("name: !!python/object/apply:os.system [ls]\n", "yaml-alias", 1),
        ("name: x\nname: y\n", "yaml-duplicate-key", 2),
        ("name: x\nitems:\n  - {id: a, id: b}\n", "yaml-duplicate-key", 3),
        ("", "yaml-syntax", 1),
        ("name: [x\n", "yaml-syntax", 1),
        ("# only a comment\n", "yaml-syntax", 1),
        ("# two\n# comments", "yaml-syntax", 2),
        ('# a\n\nname: "x\nday: null\n\n', "yaml-syntax", 3),
        ("name: 'x\ncount: 1", "yaml-syntax", 1),
        ("name: x\nitems: [\n  a\n", "yaml-syntax", 2),
        ("name: x\nitems\n\n", "yaml-syntax", 2),
        ("name: 示例市\nday: \x07\n", "yaml-syntax", 2),
        ("\ufeff# 示例😀\r\n#\r\nname: 示例市\x01\r\ncount: 1\r\n", "yaml-syntax", 3),
        ("name: x\n---\nname: y\n", "yaml-syntax", 2),
        ("? [a]\n: b\n", "yaml-syntax", 1),
        ("name: x\n\tcount: 1\n", "yaml-syntax", 2),
        ("[" * 200, "yaml-syntax", 1),
    ],
)
def test_what_explodes_or_misleads_is_refused_at_its_line(text: str, rule: str, line: int) -> None:
    assert [(found, at) for found, at, _ in faults(text)] == [(rule, line)]


@pytest.mark.parametrize("loader", ["CSafeLoader", "SafeLoader"])
def test_a_forbidden_character_is_at_its_line_whichever_parser_reads_it(
    loader: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "_LOADER", getattr(yaml, loader))
    text = "name: 示例市示例市示例市示例市\n\n\n# 注😀\nday: \x1b\ncount: 1\n\n\n\n\n\n\n"
    assert faults(text) == [("yaml-syntax", 5, None)]


def test_a_bomb_of_aliases_is_refused_before_it_is_expanded() -> None:
    lines = ["a: &a [x,x,x,x,x,x,x,x,x]"] + [
        f"{chr(98 + n)}: &{chr(98 + n)} [{','.join(['*' + chr(97 + n)] * 9)}]" for n in range(9)
    ]
    assert faults("\n".join(lines))[0][0] == "yaml-alias"


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("count: 1\n", 1, None),
        ("name: x\ncolour: red\n", 2, "colour"),
        ("count: 1\nname: null\n", 2, "name"),
        ("name: ~\n", 1, "name"),
        ("name: x\nwindow: 1\nitems:\n  - {id: null, what: null}\n", 4, "id"),
        ("name: x\ncount: many\n", 2, "count"),
        ("name: x\ncount: -1\n", 2, "count"),
        ("name: x\nopen: no\n", 2, "open"),
        ("name: x\nday: 2024-02-30\n", 2, "day"),
        ("name: x\nitems:\n  - {id: a, what: b}\n  - {id: a}\n", 4, "items"),
        ("name: x\nitems:\n  - id: a\n    what: b\n    why: c\n", 5, "why"),
    ],
)
def test_a_fault_of_the_schema_is_at_its_line(text: str, line: int, column: str | None) -> None:
    assert faults(text) == [("document-schema", line, column)]


def test_all_faults_are_told_in_one_run() -> None:
    found = read("colour: red\ncount: x\n")
    assert not isinstance(found, Document)
    assert sorted(fault.facts["fault"] for fault in found) == ["missing-key", "type", "unknown-key"]


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"colour-{number}: red\n" for number in range(20_000)),
        f"items: [{'x, ' * 20_000}]\n",
        f"words: [{', '.join(f'{{a{number}}}' for number in range(20_000))}]\n",
        f"words: [null, {', '.join(f'a{number}' for number in range(19_999))}]\n",
    ],
)
def test_a_document_at_fault_all_over_takes_little_time_and_is_counted_to_the_end(text: str) -> None:
    words = {"type": "array", "items": {"type": "string", "enum": ["a"]}, "uniqueItems": True}
    schema = {**SCHEMA, "properties": {**SCHEMA["properties"], "words": words}}
    began = time.process_time()
    found = read_document("x.yaml", text, schema)
    assert time.process_time() - began < 5
    assert not isinstance(found, Document)
    assert len(found) == MOST_LISTED
    assert sum(fault.times for fault in found) == 20_001  # the name is missing as well


@pytest.mark.parametrize(("path", "fact"), [("a/regulations/2024.yaml", "unstated"), ("a/2024/cycle.yaml", "empty")])
def test_null_is_proposed_only_where_it_is_accepted_and_as_silence_only_of_a_regulation(path: str, fact: str) -> None:
    found = read_document(path, "name: x\nitems:\n  - {}\n", SCHEMA)
    assert not isinstance(found, Document)
    assert {fault.facts["expected"]: fault.facts.get(fact) for fault in found} == {"id": None, "what": "null"}
    assert {"unstated", "empty"} & {name for fault in found for name in fault.facts} == {fact}
    texts = {"by": {"type": ["string", "null"], "minLength": 1}, "title": {"type": "string", "minLength": 1}}
    empty = read_document(path, "by: ''\ntitle: ''\n", {"type": "object", "properties": texts})
    assert not isinstance(empty, Document)
    assert {fault.column: fault.facts.get(fact) for fault in empty} == {"by": "null", "title": None}


@pytest.mark.parametrize(
    ("schema", "text", "value", "told"),
    [
        ({"type": "array", "uniqueItems": True}, "[a, a]", '["a", "a"]', "uniqueItems"),
        ({"type": "array", "minItems": 1}, "[]", "[]", "minItems"),
        ({"type": "string"}, "{b: c}", '{"b": "c"}', "type"),
        ({"type": "boolean"}, "示例", "示例", "type"),
        ({"type": "integer", "minimum": 9}, "4", "4", "minimum"),
        ({"type": "string", "enum": ["b", "c"]}, "null", None, "enum"),
    ],
)
def test_what_stands_there_is_told_and_only_nothing_as_nothing(
    schema: dict[str, Any], text: str, value: str | None, told: str
) -> None:
    found = read_document("x.yaml", f"a: {text}\n", {"type": "object", "properties": {"a": schema}})
    assert not isinstance(found, Document)
    assert [(fault.value, fault.facts["fault"]) for fault in found] == [(value, told)]


def test_words_to_choose_from_are_told_as_they_are_written() -> None:
    schema = {"type": "object", "properties": {"a": {"type": ["string", "null"], "enum": ["b", None]}}}
    found = read_document("x.yaml", "a: c\n", schema)
    assert not isinstance(found, Document)
    assert found[0].facts["expected"] == "b、null"
    many = [f"word-number-{number}" for number in range(40)]
    found = read_document("x.yaml", "a: c\n", {"type": "object", "properties": {"a": {"enum": many}}})
    assert not isinstance(found, Document)
    assert found[0].facts["expected"] == "、".join(many)


def test_a_tag_is_told_as_it_is_written() -> None:
    found = read("name: !!str x\n")
    assert not isinstance(found, Document)
    assert found[0].value == "!!str"


def test_a_text_of_blanks_alone_is_an_empty_one() -> None:
    schema = {"type": "object", "properties": {name: {"type": "string", "minLength": 1} for name in "abc"}}
    found = read_document("x.yaml", "a: ' '\nb: \u3000\nc: \"\\n\\t\"\n", schema)
    assert not isinstance(found, Document)
    assert [(fault.column, fault.facts["fault"], fault.value) for fault in found] == [
        (name, "minLength", "") for name in "abc"
    ]
    assert document("name: x\nday: \u3000\n").value["day"] is None


def test_every_value_knows_its_line() -> None:
    read_lines = document("name: x\n# a comment\nitems:\n  - id: a\n    what: null\n")
    assert read_lines.line("items") == 3
    assert read_lines.line("items", 0) == 4
    assert read_lines.line("items", 0, "what") == 5
    assert read_lines.line("items", 0, "absent") == 4


def test_what_the_compiled_form_does_not_know_the_validator_decides() -> None:
    schema = {**SCHEMA, "minProperties": 2}
    assert isinstance(read_document("x.yaml", "name: 示例市\ncount: 1\n", schema), Document)
    (fault,) = read_document("x.yaml", "name: 示例市\n", schema)  # type: ignore[misc]
    assert fault.facts["fault"] == "minProperties"
