"""Expressions that are compiled when they are first asked for: most of those on faults look at nothing in clean data."""

import re
from typing import Any, cast


def late(source: str, flags: int = 0) -> re.Pattern[str]:
    """The expression as `re.compile` would give it, and at that price when it is first used."""
    return cast("re.Pattern[str]", _Late(source, flags))


class _Late:
    """What stands for an expression that is not compiled yet; each method is kept once it has been asked for."""

    def __init__(self, source: str, flags: int) -> None:
        self.pattern = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        value = getattr(re.compile(self.pattern, self._flags), name)
        setattr(self, name, value)
        return value
