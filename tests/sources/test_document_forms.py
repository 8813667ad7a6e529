import json
from copy import deepcopy
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from generator.build import ROOT, SCHEMAS
from generator.sources.document_forms import compile_form
from generator.sources.documents import Document, load_schema, read_document

SHIPPED = {
    "cycle": "data/jurisdictions/*/*/cycle.yaml",
    "jurisdiction": "data/jurisdictions/*/jurisdiction.yaml",
    "regulation": "data/jurisdictions/*/regulations/*.yaml",
}
SCALARS: tuple[Any, ...] = (
    *(None, True, False, 0, 1, -1, 2.5, 10**9, "", "a", "甲", "silent", "prohibited", "2026-02-30", "2026-3-1"),
    *("2026-03-01", "123456", "https://x", [], {}, ["a", "a"], [None], {"a": 1}, [[]], "not_both_kinds", "validity"),
)


@cache
def schema(name: str) -> dict[str, Any]:
    return load_schema(SCHEMAS / f"{name}.schema.json")


@cache
def documents(name: str) -> tuple[Any, ...]:
    found = [
        read_document("x.yaml", path.read_text(encoding="utf-8"), schema(name))
        for path in sorted(ROOT.glob(SHIPPED[name]))
    ]
    return tuple(one.value for one in found if isinstance(one, Document))


def accepted(name: str, value: Any) -> bool:
    return compile_form(schema(name))(value)


def valid(name: str, value: Any) -> bool:
    checker = Draft202012Validator.FORMAT_CHECKER
    return Draft202012Validator(schema(name), format_checker=checker).is_valid(value)


def places(value: Any, place: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [place, *(found for key, held in inner for found in places(held, (*place, key)))]


def mutated(value: Any, place: tuple[Any, ...], change: str, scalar: Any, other: str) -> Any:
    if not place:
        return scalar
    value = deepcopy(value)
    parent = value
    for key in place[:-1]:
        parent = parent[key]
    if change == "remove":
        del parent[place[-1]]
    elif change == "replace":
        parent[place[-1]] = scalar
    elif change == "repeat" and isinstance(parent, list):
        parent.append(parent[place[-1]])
    elif isinstance(parent, dict):
        parent[other] = scalar
    return value


@pytest.mark.parametrize("name", SHIPPED)
def test_what_is_shipped_is_accepted_at_once(name: str) -> None:
    assert documents(name)
    assert all(accepted(name, value) for value in documents(name))


@settings(max_examples=400, deadline=None)
@given(data=st.data())
@pytest.mark.parametrize("name", SHIPPED)
def test_it_accepts_what_jsonschema_finds_in_order_and_nothing_else(name: str, data: st.DataObject) -> None:
    value = data.draw(st.sampled_from(documents(name)))
    for _ in range(data.draw(st.integers(1, 3))):
        value = mutated(
            value,
            data.draw(st.sampled_from(places(value))),
            data.draw(st.sampled_from(["remove", "replace", "repeat", "add"])),
            deepcopy(data.draw(st.sampled_from(SCALARS))),
            data.draw(st.sampled_from(["years", "note", "clause", "x"])),
        )
    assert accepted(name, value) == valid(name, value), json.dumps(value, ensure_ascii=False)[:500]


@pytest.mark.parametrize(
    "unknown",
    [
        {"maxLength": 3},
        {"format": "uri"},
        {"enum": [1, 2]},
        {"if": {"minLength": 2}, "then": {"type": "string"}},
        {"type": "object", "properties": {"a": {"not": {}}}},
    ],
)
def test_what_it_does_not_know_it_leaves_to_jsonschema(unknown: dict[str, Any]) -> None:
    assert not compile_form(unknown)({"a": 1} if "properties" in unknown else "ab")


def test_a_date_is_a_day_that_exists() -> None:
    form = compile_form({"format": "date"})
    found = {text for text in ("2026-02-28", "2026-02-29", "20260228", "2026-W01-1", "2026-2-8", "") if form(text)}
    assert found == {"2026-02-28"}
    assert form(None)


def test_a_part_may_refer_to_itself() -> None:
    tree = {"$ref": "#/$defs/tree", "$defs": {"tree": {"type": "array", "items": {"$ref": "#/$defs/tree"}}}}
    form = compile_form(tree)
    assert form([[], [[]]])
    assert not form([[], [1]])
