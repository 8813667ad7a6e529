"""What was measured as text: a table per size, where the time went, the limits of hosts, and the ratios that count."""

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tests.bench.comparing import Measured
from tests.bench.measuring import Cost

GIGABYTE = 1_000_000_000
FILE_LIMITS = (20_000, 200_000)
"""Files that free hosts take: Cloudflare Pages, GitLab Pages."""
_BARS = 40


def report(measured: Sequence[Measured]) -> Iterator[str]:
    """Everything about every size, and the growth between sizes."""
    for one in measured:
        yield from _costs(one)
        yield from _ratios(one)
        yield from _time(one)
        yield from _limits(one)
        yield ""
    for small, large in pairwise(measured):
        yield f"growth {small.records:,} → {large.records:,}: exponent {growth(small, large):.2f}"


def growth(small: Measured, large: Measured) -> float:
    """The exponent by which the time of a complete build grows with the records: 1 is in proportion."""
    return math.log(large.build.wall / small.build.wall) / math.log(large.records / small.records)


def validation(name: str, rows: int, ours: float, frictionless: float) -> str:
    """One line on checking alone."""
    return (
        f"checking {rows:,} clean rows {name:<17} ours {rows / ours:>9,.0f} rows/s   frictionless "
        f"{rows / frictionless:>9,.0f} rows/s   {frictionless / ours:5.2f} ×"
    )


def _costs(one: Measured) -> Iterator[str]:
    yield f"── {one.records:,} records " + "─" * 60
    yield f"{'':<34}{'wall s':>9}{'cpu s':>9}{'peak MiB':>10}"
    yield _cost("complete build", one.build)
    yield _cost("build after one changed row", one.changed_row)
    yield _cost("build after it changed once more", one.changed_again)
    yield _cost("build after a changed name", one.changed_name)
    yield _cost("rendering: the pages alone", one.rendering)
    yield _cost("their bytes raw, 2 processes", one.raw_pages)
    yield _cost("making and writing all files", one.making)
    yield _cost("their bytes raw, 2 processes", one.raw)
    if one.hugo is not None:
        yield _cost(f"Hugo, {one.pages:,} pages", one.hugo)


def _cost(name: str, cost: Cost) -> str:
    peak = f"{cost.peak:10.0f}" if cost.peak else f"{'–':>10}"
    return f"{name:<34}{cost.wall:9.2f}{cost.cpu:9.2f}{peak}"


def _ratios(one: Measured) -> Iterator[str]:
    yield f"{'ratio':<34}{'wall':>9}{'cpu':>9}"
    yield f"{_ratio('one changed row / complete build', one.changed_row, one.build)}   same bytes: {_yes(one.same)}"
    yield _ratio("changed once more / complete build", one.changed_again, one.build)
    yield _ratio("changed name / complete build", one.changed_name, one.build)
    yield _ratio("rendering / raw writing", one.rendering, one.raw_pages)
    yield _ratio("making all files / raw writing", one.making, one.raw)
    if one.hugo is not None:
        yield _ratio("complete build / Hugo", one.build, one.hugo)
        yield _ratio("rendering / Hugo", one.rendering, one.hugo)


def _ratio(name: str, one: Cost, other: Cost) -> str:
    return f"{name:<34}{one.wall / other.wall:9.2f}{one.cpu / other.cpu:9.2f}"


def _time(one: Measured) -> Iterator[str]:
    # Prose that is kept is not rendered.
    spent = ((name, wall) for name, wall in one.stages.items() if wall)
    yield "where the time goes (s): " + "  ".join(f"{name} {wall:.2f}" for name, wall in spent)
    whole = sum(one.parts.values()) or 1.0
    yield "the parts of the site, made by one process (s):"
    for name, wall in sorted(one.parts.items(), key=lambda part: -part[1]):
        yield f"  {name:<16}{wall:8.2f} {wall / whole:6.1%} {'█' * round(_BARS * wall / whole)}"


def _limits(one: Measured) -> Iterator[str]:
    yield (
        f"{one.files:,} files, {one.files / one.records:.2f} a record; {one.size / 1e6:,.0f} MB, "
        f"{one.size / one.records:,.0f} bytes a record"
    )
    fits = [
        f"1 GB: {_yes(one.size <= GIGABYTE)}",
        *(f"{limit:,} files: {_yes(one.files <= limit)}" for limit in FILE_LIMITS),
    ]
    yield f"fits hosts of {', '.join(fits)}"
    for name, (count, mean, largest) in one.kinds.items():
        yield f"  {name:<14}{count:>9,} pages, {mean:>8,} bytes each, the largest {largest:,}"


def _yes(value: bool) -> str:
    return "yes" if value else "NO"
