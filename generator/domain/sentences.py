"""Sentences of the catalogue with their blanks filled in; data is only ever a value and never read as a pattern."""

import re
from collections.abc import Mapping
from typing import Final

_OPTIONAL: Final = re.compile(r"\[([^\[\]]*)\]")
_NAME: Final = re.compile(r"\{([a-z_]+)\}")


def names(sentence: str) -> tuple[str, ...]:
    """The facts that a sentence asks for."""
    return tuple(_NAME.findall(sentence))


def fill(sentence: str, facts: Mapping[str, str]) -> str:
    """Put facts for their `{name}`; what stands in `[…]` is left out where one of its facts is missing or empty.

    The sentences are edited by hand, so a slip of theirs (an unknown name, a single brace) must not stop a check.
    """

    def kept(match: re.Match[str]) -> str:
        return match[1] if all(facts.get(name) for name in names(match[1])) else ""

    return _NAME.sub(lambda match: facts.get(match[1], ""), _OPTIONAL.sub(kept, sentence)).strip()
