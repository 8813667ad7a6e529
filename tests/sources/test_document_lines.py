"""The line of a YAML text at which its parser stopped."""

from types import SimpleNamespace
from typing import Any

import pytest

from generator.sources.document_lines import line_of_error, within


class StoppedError(Exception):
    """What a parser of YAML says, with whatever it knows of the place."""

    def __init__(self, **places: Any) -> None:
        super().__init__()
        self.__dict__.update(places)


def a_mark(index: int, line: int) -> SimpleNamespace:
    return SimpleNamespace(index=index, line=line)


@pytest.mark.parametrize(
    ("text", "line", "expected"),
    [
        ("", 1, 1),
        ("a\n", 2, 1),
        ("a\nb", 2, 2),
        ("a\nb", 3, 2),
        ("a\r\nb\r\n", 3, 2),
        ("a\nb\n", 1, 1),
        ("a\rb\r", 3, 2),
    ],
)
def test_no_line_is_told_that_the_text_does_not_have(text: str, line: int, expected: int) -> None:
    assert within(line, text) == expected


def test_a_position_is_counted_in_bytes_or_in_characters() -> None:
    text = "中\n中\n中"
    assert line_of_error(StoppedError(position=4, encoding="?"), text) == 2
    assert line_of_error(StoppedError(position=4, encoding="unicode"), text) == 3


def test_what_is_noticed_at_the_end_is_told_where_it_was_opened() -> None:
    text = "a: 1\nb: [\nc: 2\n"
    assert line_of_error(StoppedError(problem_mark=a_mark(len(text), 3), context_mark=a_mark(8, 1)), text) == 2
    assert line_of_error(StoppedError(problem_mark=a_mark(10, 2), context_mark=a_mark(8, 1)), text) == 3
    assert line_of_error(StoppedError(problem_mark=a_mark(len(text), 3), context_mark=None), text) == 3
    assert line_of_error(StoppedError(problem_mark=None, context_mark=a_mark(8, 1)), text) == 2


def test_an_error_without_a_place_is_at_the_first_line() -> None:
    assert line_of_error(StoppedError(), "a\nb\n") == 1
