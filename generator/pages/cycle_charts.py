"""The pictures of a cycle, drawn from the rows of the tables beside them: time line, funnel, quota used."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import Final

from generator.domain import addresses
from generator.domain.assessments import assess_quotas
from generator.domain.portal import Cycle
from generator.domain.records import Notice
from generator.domain.regulations import Quota, Regulation
from generator.domain.statuses import in_force_on
from generator.frozen import dataclass
from generator.pages.drawings import LETTERS, too_long
from generator.pages.indexes import CycleRecords

WIDTH: Final = 340
"""Units of a drawing, which are pixels on the narrowest phones."""
MOST_EVENTS: Final = 24
MOST_SQUARES: Final = 60
"""More than that is told in words and in the table alone."""

_EVENT_HEIGHT: Final = 52
_MARK: Final = 8
"""Width of the bar of a single day."""
_STEP_HEIGHT: Final = 44
_KIND: Final = 5 * LETTERS
"""Room for what a stage's event is, before the name of the stage."""
_LIST: Final = 2 * LETTERS
"""Room for the word that it is a list, after the name of a stage."""
_SQUARE: Final = 22
_SQUARES_A_LINE: Final = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEvent:
    """One event of a cycle, or a stretch of days."""

    kind: str
    """applications, notice, correction, extension, withdrawal, decision, publication, revoke or stop_publicity."""
    first: date
    last: date
    stage: str
    text: str
    page: str
    """Where more is said; empty where nothing is."""
    narrow: bool
    """Whether the label has to be drawn narrower to find room."""
    x: int
    """Where its bar begins in the picture."""
    width: int
    y: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """What happened in a cycle, in order."""

    events: tuple[TimelineEvent, ...]
    drawn: bool
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FunnelStep:
    """How many were left at one step."""

    kind: str
    """applications, accepted, stage or awards."""
    stage: str
    count: int
    narrow: bool
    """As of a `TimelineEvent`."""
    width: int
    y: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Funnel:
    """From applicants to awardees, as far as the tables are held."""

    steps: tuple[FunnelStep, ...]
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Square:
    """One place of a quota."""

    shape: str
    x: int
    y: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotaView:
    """One cap and how much of it was used."""

    awards: tuple[str, ...]
    recipients: tuple[str, ...]
    max: int
    known: bool
    """Whether the awardees are held at all, so that they can be counted."""
    counted: int
    at_least: bool
    """Whether more may have been used: the list of awardees is not known to be whole, or some may count or may not."""
    ambiguous: bool
    clause: str | None
    squares: tuple[Square, ...]
    """Empty for a cap too large to be drawn, and where nothing can be counted."""
    height: int


def timeline(records: CycleRecords) -> Timeline:
    """The events of a cycle by day, and where each is drawn."""
    spans = sorted(_spans(records), key=lambda span: (span[1], span[2], span[0]))
    if not spans:
        return Timeline(events=(), drawn=False, height=0)
    first, last = min(span[1] for span in spans), max(span[2] for span in spans)
    scale = (WIDTH - _MARK) / max(1, (last - first).days)
    events = tuple(
        TimelineEvent(
            kind=kind,
            first=begins,
            last=ends,
            stage=stage,
            text=text,
            page=page,
            narrow=too_long(stage, WIDTH - _KIND),
            x=round((begins - first).days * scale),
            width=round((ends - begins).days * scale) + _MARK,
            y=at * _EVENT_HEIGHT,
        )
        for at, (kind, begins, ends, stage, text, page) in enumerate(spans)
    )
    return Timeline(events=events, drawn=1 < len(events) <= MOST_EVENTS, height=len(events) * _EVENT_HEIGHT)


_Span = tuple[str, date, date, str, str, str]


def _spans(records: CycleRecords) -> Iterator[_Span]:
    cycle = records.cycle
    received = [row.received_on for row in cycle.applicants.rows if row.received_on]
    if received:
        yield "applications", min(received), max(received), "", "", ""
    for row in cycle.notices.rows:
        yield from _notice_span(row, records)
    for decision in records.decisions:
        for kind, on in (("decision", decision.decided_on), ("publication", decision.published_on)):
            if on is not None:
                yield kind, on, on, "", decision.decision_document, ""
    yield from _measures(records)


def _notice_span(row: Notice, records: CycleRecords) -> Iterator[_Span]:
    history = records.histories.find(row.notice_id)
    period = history.own_period if history else None
    first = (period.opens_on if period else None) or row.published_on
    if first is None:
        return
    last = period.closes_on if period else first
    page = addresses.notice(records.cycle.jurisdiction, records.cycle.slug, row.notice_id)
    yield row.change or "notice", first, max(first, last), records.cycle.stage_name(row.stage), row.title, page


def _measures(records: CycleRecords) -> Iterator[_Span]:
    cycle = records.cycle
    for awardee in cycle.awardees.rows:
        for row in records.records.revocations.get(awardee.award_id, ()):
            on = in_force_on(row)
            if on is not None:
                page = addresses.awardee(cycle.jurisdiction, cycle.slug, awardee.award_id)
                yield row.measure, on, on, "", awardee.display_name, page


def funnel(records: CycleRecords) -> Funnel | None:
    """From applicants to awardees; None where fewer than two numbers are known."""
    counts = list(_counts(records))
    if len(counts) < 2:
        return None
    most = max(count for _, _, count in counts) or 1
    steps = tuple(
        FunnelStep(
            kind=kind,
            stage=stage,
            count=count,
            narrow=too_long(f"{stage} {count}", WIDTH - _LIST),
            width=round(WIDTH * count / most),
            y=at * _STEP_HEIGHT,
        )
        for at, (kind, stage, count) in enumerate(counts)
    )
    return Funnel(steps=steps, height=len(steps) * _STEP_HEIGHT)


def _counts(records: CycleRecords) -> Iterator[tuple[str, str, int]]:
    cycle = records.cycle
    if cycle.applicants.present:
        yield "applications", "", len(cycle.applicants.rows)
        yield "accepted", "", sum(row.eligibility == "accepted" for row in cycle.applicants.rows)
    counts = Counter(row.stage for row in cycle.shortlists.rows)
    for stage in stage_order(records, counts):
        yield "stage", cycle.stage_name(stage), counts[stage]
    if cycle.awardees.present:
        yield "awards", "", len(cycle.awardees.rows)


def stage_order(records: CycleRecords, stages: Iterable[str]) -> list[str]:
    """Stages in the order of the procedure, unknown ones last."""
    cycle = records.cycle
    known = [stage.id for stage in (cycle.regulation.stages if cycle.regulation else cycle.stages)]
    return sorted(stages, key=lambda stage: (known.index(stage) if stage in known else len(known), stage))


def quotas(records: CycleRecords) -> tuple[QuotaView, ...]:
    """The caps of the cycle's own regulation with what was used of them; none where it is not held or is a draft."""
    cycle = records.cycle
    if cycle.regulation is None or cycle.regulation.is_draft:
        return ()
    judged = assess_quotas(cycle, records.records.as_of)
    views: list[QuotaView] = []
    for quota, row in zip(cycle.regulation.quotas, judged, strict=True):
        counted = row.facts["counted"]
        used = counted if isinstance(counted, int) else 0
        known = cycle.awardees.present
        squares = _squares(used, quota.max) if known and max(used, quota.max) <= MOST_SQUARES else ()
        views.append(
            QuotaView(
                awards=tuple(cycle.award_name(award) for award in quota.awards),
                recipients=quota.recipients,
                max=quota.max,
                known=known,
                counted=used,
                at_least=not _counted_whole(cycle, cycle.regulation, quota),
                ambiguous=quota.ambiguous,
                clause=quota.clause,
                squares=squares,
                height=(len(squares) + _SQUARES_A_LINE - 1) // _SQUARES_A_LINE * _SQUARE,
            )
        )
    return tuple(views)


def _counted_whole(cycle: Cycle, regulation: Regulation, quota: Quota) -> bool:
    kinds = {(row.award, row.awardee_type) for row in cycle.awardees.rows}
    open_ones = any(regulation.may_fall_under(quota, award, recipient) for award, recipient in kinds)
    return cycle.completeness.awardees == "complete" and not open_ones


@cache
def _squares(used: int, most: int) -> tuple[Square, ...]:
    shapes = ["fill" if at < used else "hollow" for at in range(most)] + ["fill--red"] * (used - most)
    return tuple(
        Square(shape=shape, x=at % _SQUARES_A_LINE * _SQUARE + 2, y=at // _SQUARES_A_LINE * _SQUARE + 2)
        for at, shape in enumerate(shapes)
    )
