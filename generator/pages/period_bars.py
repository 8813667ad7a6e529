"""The picture of the demanded periods: one bar a notice, drawn from the rows of the table under it."""

from collections.abc import Sequence
from typing import Final

from generator.domain.verdicts import Length
from generator.frozen import dataclass
from generator.pages.drawings import too_long

WIDTH: Final = 360
"""Width of the picture in its own units, about the pixels of a phone."""

_ROW: Final = 44
_BAR_TOP: Final = 20
_BAR_HEIGHT: Final = 16
_LONGEST: Final = 216
"""Width of the longest bar; what is left of the row takes its label."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodBar:
    """One demanded period."""

    jurisdiction: str
    stage: str
    length: Length | None
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedBar:
    """A bar with its place in the picture."""

    bar: PeriodBar
    narrow: bool
    """Whether the label over it has to be drawn narrower to find room."""
    text_y: int
    bar_y: int
    width: int
    """0 where the text gives no length."""
    label_x: int
    label_y: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BarChart:
    """The whole picture; lengths are to scale within a unit, and a working day is drawn as long as a day."""

    width: int
    height: int
    bar_height: int
    bars: tuple[PlacedBar, ...]


def bar_chart(bars: Sequence[PeriodBar]) -> BarChart:
    """Place the bars one under another."""
    longest = max((bar.length.length for bar in bars if bar.length), default=1)
    return BarChart(
        width=WIDTH,
        height=_ROW * len(bars),
        bar_height=_BAR_HEIGHT,
        bars=tuple(_placed(bar, _ROW * row, longest) for row, bar in enumerate(bars)),
    )


def _placed(bar: PeriodBar, top: int, longest: int) -> PlacedBar:
    width = _LONGEST * bar.length.length // longest if bar.length else 0
    return PlacedBar(
        bar=bar,
        narrow=too_long(f"{bar.jurisdiction} {bar.stage}", WIDTH),
        text_y=top + _BAR_TOP - 6,
        bar_y=top + _BAR_TOP,
        width=width,
        label_x=width + 6 if width else 0,
        label_y=top + _BAR_TOP + _BAR_HEIGHT - 3,
    )
