import re
from unittest.mock import Mock

import pytest

from generator.domain.late_patterns import late


def test_an_expression_is_compiled_when_it_is_first_used(monkeypatch: pytest.MonkeyPatch) -> None:
    compiling = Mock(wraps=re.compile)
    monkeypatch.setattr(re, "compile", compiling)
    pattern = late("[杭州]+", re.DOTALL)
    assert pattern.pattern == "[杭州]+"
    compiling.assert_not_called()
    assert [pattern.search(text) is not None for text in ("在杭州", "在上海")] == [True, False]
    compiling.assert_called_once_with("[杭州]+", re.DOTALL)


def test_it_does_what_the_compiled_one_does() -> None:
    ours, theirs = late(r"(\w)-(\w)", re.IGNORECASE), re.compile(r"(\w)-(\w)", re.IGNORECASE)
    text = "a-b, C-d"
    assert [match.groups() for match in ours.finditer(text)] == [match.groups() for match in theirs.finditer(text)]
    assert ours.sub(r"\2-\1", text) == theirs.sub(r"\2-\1", text) == "b-a, d-C"
    assert (ours.fullmatch("a-b") is None, ours.flags) == (False, theirs.flags)
    with pytest.raises(AttributeError):
        ours.no_such_method  # type: ignore[attr-defined]  # noqa: B018
