"""Checks of documents compiled from their JSON Schema: what is surely in order needs no further look.

Only the keywords that our schemas use are known. A schema with any other accepts nothing, and whatever is not accepted is
told by jsonschema, so that there is one truth.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final

Accepts = Callable[[Any], bool]
"""Whether a value surely is as its schema asks; False says nothing."""

_TYPES: Final[Mapping[str, tuple[type, ...]]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
    "array": (list,),
    "object": (dict,),
}
_SAYS_NOTHING: Final = frozenset(
    {"title", "description", "examples", "enumDescriptions", "$schema", "$defs", "$id", "then", "else"}
)
"""Keywords that ask for nothing by themselves."""
_DECIDED: Final = frozenset({"properties", "required", "enum", "const"})
"""Keywords of conditions: of these False means that the condition is not met."""
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")


def compile_form(schema: Mapping[str, Any]) -> Accepts:
    """Compile the check of documents of a schema."""
    return _Compiler(schema).form(schema)


class _Compiler:
    """Compiles the parts of one schema, each place that is referred to once."""

    def __init__(self, root: Mapping[str, Any]) -> None:
        self._root = root
        self._referred: dict[str, Accepts] = {}

    def form(self, schema: Mapping[str, Any]) -> Accepts:
        tests = [self._test(keyword, schema) for keyword in schema if keyword not in _SAYS_NOTHING]
        return tests[0] if len(tests) == 1 else _all_of(tests)

    def _test(self, keyword: str, schema: Mapping[str, Any]) -> Accepts:
        write = getattr(self, f"_of_{keyword.strip('$').lower()}", None)
        test: Accepts = _never if write is None else write(schema[keyword], schema)
        return test

    def _of_ref(self, target: str, _: Mapping[str, Any]) -> Accepts:
        def referred(value: Any) -> bool:
            # Looked up when it is used: a part may refer to itself.
            if target not in self._referred:
                self._referred[target] = self.form(self._found(target))
            return self._referred[target](value)

        return referred

    def _found(self, target: str) -> Mapping[str, Any]:
        found: Any = self._root
        for part in target.removeprefix("#/").split("/"):
            found = found[part]
        schema: Mapping[str, Any] = found
        return schema

    def _of_type(self, stated: str | Sequence[str], _: Mapping[str, Any]) -> Accepts:
        names = [stated] if isinstance(stated, str) else stated
        # By the class itself: a bool is an int to Python, but no number to JSON Schema.
        classes = frozenset(kind for name in names for kind in _TYPES[name])
        return lambda value: value.__class__ in classes

    def _of_enum(self, allowed: Sequence[Any], _: Mapping[str, Any]) -> Accepts:
        if not all(value is None or isinstance(value, str) for value in allowed):
            return _never
        held = frozenset(allowed)
        return lambda value: (value is None or isinstance(value, str)) and value in held

    def _of_const(self, expected: Any, _: Mapping[str, Any]) -> Accepts:
        return self._of_enum([expected], _)

    def _of_pattern(self, pattern: str, _: Mapping[str, Any]) -> Accepts:
        search = re.compile(pattern).search
        return lambda value: not isinstance(value, str) or search(value) is not None

    def _of_format(self, name: str, _: Mapping[str, Any]) -> Accepts:
        return _is_day if name == "date" else _never

    def _of_minlength(self, least: int, _: Mapping[str, Any]) -> Accepts:
        return lambda value: not isinstance(value, str) or len(value) >= least

    def _of_minimum(self, least: float, _: Mapping[str, Any]) -> Accepts:
        return lambda value: value.__class__ not in (int, float) or value >= least

    def _of_maximum(self, most: float, _: Mapping[str, Any]) -> Accepts:
        return lambda value: value.__class__ not in (int, float) or value <= most

    def _of_minitems(self, least: int, _: Mapping[str, Any]) -> Accepts:
        return lambda value: not isinstance(value, list) or len(value) >= least

    def _of_uniqueitems(self, _: bool, __: Mapping[str, Any]) -> Accepts:
        def unique(value: Any) -> bool:
            if not isinstance(value, list):
                return True
            return all(isinstance(item, str) for item in value) and len(set(value)) == len(value)

        return unique

    def _of_items(self, schema: Mapping[str, Any], _: Mapping[str, Any]) -> Accepts:
        item = self.form(schema)
        return lambda value: not isinstance(value, list) or all(map(item, value))

    def _of_maxproperties(self, most: int, _: Mapping[str, Any]) -> Accepts:
        return lambda value: not isinstance(value, dict) or len(value) <= most

    def _of_required(self, names: Sequence[str], _: Mapping[str, Any]) -> Accepts:
        required = frozenset(names)
        return lambda value: not isinstance(value, dict) or required <= value.keys()

    def _of_properties(self, properties: Mapping[str, Any], _: Mapping[str, Any]) -> Accepts:
        forms = {name: self.form(schema) for name, schema in properties.items()}

        def fitting(value: Any) -> bool:
            if not isinstance(value, dict):
                return True
            return all(forms[name](held) for name, held in value.items() if name in forms)

        return fitting

    def _of_additionalproperties(self, rest: bool | Mapping[str, Any], schema: Mapping[str, Any]) -> Accepts:
        known = frozenset(schema.get("properties", {}))
        form: Accepts = self.form(rest) if isinstance(rest, Mapping) else (_always if rest else _never)

        def fitting(value: Any) -> bool:
            return not isinstance(value, dict) or all(form(held) for name, held in value.items() if name not in known)

        return fitting

    def _of_allof(self, schemas: Sequence[Mapping[str, Any]], _: Mapping[str, Any]) -> Accepts:
        return _all_of([self.form(schema) for schema in schemas])

    def _of_if(self, condition: Mapping[str, Any], schema: Mapping[str, Any]) -> Accepts:
        if not _is_decided(condition):
            return _never
        test, then, other = (self.form(part) for part in (condition, schema.get("then", {}), schema.get("else", {})))
        return lambda value: then(value) if test(value) else other(value)


def _is_decided(schema: Mapping[str, Any]) -> bool:
    """Whether a value that is not accepted surely is not as the schema asks."""
    return schema.keys() <= _DECIDED and all(map(_is_decided, schema.get("properties", {}).values()))


def _all_of(tests: Sequence[Accepts]) -> Accepts:
    def accepts(value: Any) -> bool:
        for test in tests:  # noqa: SIM110 - for each value of each document, where a generator costs more than the tests
            if not test(value):
                return False
        return True

    return accepts


def _never(_: Any) -> bool:
    return False


def _always(_: Any) -> bool:
    return True


def _is_day(value: Any) -> bool:
    if not isinstance(value, str):
        return True
    try:
        return _DATE.match(value) is not None and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
