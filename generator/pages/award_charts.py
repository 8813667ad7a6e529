"""The pictures of a jurisdiction's awards, drawn from the rows of the tables under them: how many, and valid until when."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from generator.domain.portal import Cycle, Jurisdiction
from generator.domain.records import Awardee
from generator.domain.statuses import award_status, in_force_on
from generator.frozen import dataclass
from generator.pages.base import Link
from generator.pages.drawings import LETTERS, too_long
from generator.pages.links import cycle_link

WIDTH: Final = 340
"""Units of a drawing, which are pixels on the narrowest phones."""
MOST_ROWS: Final = 24
"""More than that is told in the table alone."""

_COUNT_HEIGHT: Final = 44
_VALIDITY_HEIGHT: Final = 52
_MARK: Final = 8
_TOP: Final = 22


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardCount:
    """How many awards of one kind are recorded of one year."""

    year: int
    award: str
    count: int
    narrow: bool
    """Whether the label has to be drawn narrower to find room."""
    width: int
    y: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardCounts:
    """Awards by year and kind, the latest year first."""

    rows: tuple[AwardCount, ...]
    drawn: bool
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Validity:
    """The awards of one kind that one decision made and that end on the same day."""

    cycle: Link
    award: str
    count: int
    decided_on: date | None
    end: date | None
    """The last day of validity, or the day from which the awards are revoked; None where neither is known."""
    ends: str
    """stated, revoked, silent, not_held or draft."""
    narrow: bool
    """As of an `AwardCount`."""
    x: int
    width: int
    """0 where no day of the decision is recorded."""
    y: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Validities:
    """How long the awards of a jurisdiction are valid, the latest decision first."""

    rows: tuple[Validity, ...]
    drawn: bool
    height: int
    today_x: int
    """Where the day of the build stands in the picture."""


def award_counts(jurisdiction: Jurisdiction) -> AwardCounts:
    """The recorded awards of a jurisdiction by year and kind."""
    counts: Counter[tuple[int, str]] = Counter()
    for cycle in jurisdiction.cycles:
        for award, count in Counter(row.award for row in cycle.awardees.rows).items():
            counts[cycle.year, cycle.award_name(award)] += count
    most = max(counts.values(), default=1)
    rows = tuple(
        AwardCount(
            year=year,
            award=award,
            count=count,
            narrow=too_long(f"{year} {award} {count}", WIDTH - LETTERS),
            width=round(WIDTH * count / most),
            y=at * _COUNT_HEIGHT,
        )
        for at, ((year, award), count) in enumerate(sorted(counts.items(), key=lambda row: -row[0][0]))
    )
    return AwardCounts(rows=rows, drawn=1 < len(rows) <= MOST_ROWS, height=len(rows) * _COUNT_HEIGHT)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    cycle: Cycle
    award: str
    count: int
    decided_on: date | None
    end: date | None
    ends: str


def award_validities(jurisdiction: Jurisdiction, on: date) -> Validities:
    """Until when the recorded awards of a jurisdiction are valid, as far as that is known on a day."""
    revoked = _revoked(jurisdiction, on)
    groups = [group for cycle in jurisdiction.cycles for group in _groups(cycle, revoked, on)]
    groups.sort(key=lambda group: group.decided_on or date.min, reverse=True)
    days = [day for group in groups for day in (group.decided_on, group.end) if day is not None]
    first = min([*days, on])
    scale = (WIDTH - _MARK) / max(1, (max([*days, on]) - first).days)
    return Validities(
        rows=tuple(_placed(group, at * _VALIDITY_HEIGHT + _TOP, first, scale) for at, group in enumerate(groups)),
        drawn=bool(days) and len(groups) <= MOST_ROWS,
        height=len(groups) * _VALIDITY_HEIGHT + _TOP,
        today_x=round((on - first).days * scale),
    )


def _revoked(jurisdiction: Jurisdiction, on: date) -> Mapping[str, date]:
    """The day from which each revoked award is revoked."""
    found: dict[str, date] = {}
    for row in jurisdiction.revocations.rows:
        since = in_force_on(row)
        if row.measure == "revoke" and since is not None and since <= on:
            found[row.award_id] = min(since, found.get(row.award_id, since))
    return found


def _groups(cycle: Cycle, revoked: Mapping[str, date], on: date) -> Iterator[_Group]:
    counts: Counter[tuple[str, date | None, date | None]] = Counter()
    examples: dict[tuple[str, date | None, date | None], Awardee] = {}
    for row in cycle.awardees.rows:
        key = (row.award, row.decided_on, revoked.get(row.award_id))
        counts[key] += 1
        examples.setdefault(key, row)
    for key, count in counts.items():
        award, decided_on, since = key
        end = since or award_status(examples[key], cycle, (), on).valid_until
        yield _Group(
            cycle=cycle,
            award=cycle.award_name(award),
            count=count,
            decided_on=decided_on,
            end=end,
            ends="revoked" if since else "stated" if end else _unknown(cycle),
        )


def _unknown(cycle: Cycle) -> str:
    if cycle.regulation is None:
        return "not_held"
    return "draft" if cycle.regulation.is_draft else "silent"


def _placed(group: _Group, y: int, first: date, scale: float) -> Validity:
    begins = group.decided_on
    x = round((begins - first).days * scale) if begins else 0
    last = max(group.end, begins) if group.end and begins else begins
    width = round((last - begins).days * scale) + _MARK if begins and last else 0
    return Validity(
        cycle=cycle_link(group.cycle),
        award=group.award,
        count=group.count,
        decided_on=begins,
        end=group.end,
        ends=group.ends,
        narrow=too_long(f"{group.cycle.name} {group.award} {group.count}", WIDTH),
        x=x,
        width=width,
        y=y,
    )
