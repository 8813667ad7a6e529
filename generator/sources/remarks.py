"""What an import noticed and did beside reading: gathered place by place, told once per kind and column."""

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from generator.frozen import dataclass
from generator.sources.sheets import SpreadsheetError


class Grade(StrEnum):
    """What a remark means for the clerk, in the order in which remarks are told."""

    REFUSED = "refused"
    """The import cannot be done."""
    LOOK = "look"
    """Read as it stands, but something may have been lost before: please look."""
    LEFT = "left"
    """Stands in the file and was not imported."""
    CHANGED = "changed"
    """Written in another form without another meaning."""


_NO_FACTS: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One kind of thing noticed; `key` names its sentence in the catalogue."""

    grade: Grade
    key: str
    column: str = ""
    """The header as it stands in the file; empty where the remark is about rows or the file."""
    rows: tuple[int, ...] = ()
    """Rows of the spreadsheet, from 1."""
    facts: Mapping[str, str] = field(default_factory=lambda: _NO_FACTS)
    """What the sentence needs besides; cells among them stand as they stood and are masked where they are shown."""


@dataclass(slots=True)
class RemarkBook:
    """Gathers remarks; the facts of a kind and column are those of its first place."""

    _rows: dict[tuple[Grade, str, str], dict[int, None]] = field(default_factory=dict)
    _facts: dict[tuple[Grade, str, str], Mapping[str, str]] = field(default_factory=dict)

    def note(self, grade: Grade, key: str, *, column: str = "", row: int | None = None, **facts: str) -> None:
        """Note one thing at one place."""
        place = (grade, key, column)
        self._facts.setdefault(place, facts)
        rows = self._rows.setdefault(place, {})
        if row is not None:
            rows[row] = None

    def refuse(self, error: SpreadsheetError) -> None:
        """Note why the file cannot be read."""
        self._facts.setdefault((Grade.REFUSED, error.reason, ""), error.facts)
        self._rows.setdefault((Grade.REFUSED, error.reason, ""), {})

    def remarks(self) -> tuple[Remark, ...]:
        """Everything noted, by grade and then in the order in which it was met."""
        order = list(Grade)
        places = sorted(self._facts, key=lambda place: order.index(place[0]))
        return tuple(
            Remark(
                grade=grade,
                key=key,
                column=column,
                rows=tuple(self._rows[grade, key, column]),
                facts=MappingProxyType(dict(self._facts[grade, key, column])),
            )
            for grade, key, column in places
        )
