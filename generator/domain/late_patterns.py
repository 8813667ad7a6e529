"""Regular expressions that are compiled at their first use: clean data never needs most of those that describe faults."""

import re
from typing import Any, cast


def late(source: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, compiled when it is first used."""
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
