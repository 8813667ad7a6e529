"""Data that a page carries for its script, in a form that cannot end the element in which it stands."""

import json
from collections.abc import Mapping, Sequence
from typing import Final

Plain = str | int | float | bool | None | Sequence["Plain"] | Mapping[str, "Plain"]
"""What JSON can hold."""

_ESCAPES: Final[Mapping[str, str]] = {
    "<": "\\u003c",
    ">": "\\u003e",
    "&": "\\u0026",
    "\u2028": "\\u2028",
    "\u2029": "\\u2029",
}


class EmbeddedData:
    """JSON for a `<script type="application/json">`, in which no character can be read as markup.

    It is its own HTML (`__html__`): within that element entities are not decoded, so that nothing may be escaped again.
    """

    __slots__ = ("text",)

    def __init__(self, value: Plain) -> None:
        """Encode the value; the same value gives the same text."""
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        # Quicker for a long text than to look every character up in a table.
        for character, escape in _ESCAPES.items():
            text = text.replace(character, escape)
        self.text: Final = text

    def __html__(self) -> str:
        """The JSON text, safe inside a script element."""
        return self.text
