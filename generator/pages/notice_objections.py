"""The objection block of a notice, and what follows the notice."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from generator.domain import addresses
from generator.domain.links import call_address
from generator.domain.notice_chains import original
from generator.domain.notice_measures import earliest_decision
from generator.domain.notices import NoticeHistory
from generator.domain.portal import Office
from generator.domain.records import Awardee, Channel, Notice
from generator.domain.regulations import Regulation
from generator.frozen import dataclass
from generator.pages.base import Link
from generator.pages.indexes import CycleRecords
from generator.pages.links import cycle_link, notice_link
from generator.pages.objection_rules import ObjectionRuleView

_WRITTEN: Final = frozenset({"address", "email"})
"""Kinds of ways by which a letter arrives."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelView:
    """One way to reach an office."""

    kind: str
    value: str
    hours: str
    source_url: str

    @property
    def call(self) -> str:
        """The address that calls the number; see `call_address`."""
        return call_address(self.kind, self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeView:
    """An office with the ways to reach it."""

    name: str
    channels: tuple[ChannelView, ...]

    @property
    def first_ways(self) -> tuple[ChannelView, ...]:
        """The first way to reach it, and a way to hand in something written where that is none."""
        first, others = self.channels[:1], self.channels[1:]
        if any(channel.kind in _WRITTEN for channel in first):
            return first
        return first + tuple(channel for channel in others if channel.kind in _WRITTEN)[:1]


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionView:
    """To whom one may object, how, and what is still possible afterwards."""

    offices: tuple[OfficeView, ...]
    printed_in: str
    """Where the channels stand: notice, earlier (a notice that this one changes), office, or nowhere."""
    earlier: Link | None
    rule: ObjectionRuleView
    """By the cycle's own regulation; the same object for all notices under it."""
    closed: bool
    """Whether the period was over, or the notice withdrawn, on the day of the build."""
    withdrawn: bool
    """Whether the notice is withdrawn, or itself a withdrawal."""
    letter: str
    """The letter with its query."""

    @property
    def first_ways(self) -> tuple[ChannelView, ...]:
        """The first ways to reach the office named first."""
        return self.offices[0].first_ways if self.offices else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStage:
    """The step of the procedure that follows."""

    name: str
    by: str
    clause: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterNotice:
    """What happens next: what the regulation foresees, and what has already been decided."""

    next_stage: NextStage | None
    regulation_held: bool
    last_stage: bool
    """Whether the regulation knows no further step."""
    decided_on: date | None
    """The first decision to which the notice led, until the day of the build."""
    decision_document: str
    cycle: Link


def objection_view(history: NoticeHistory, records: CycleRecords, *, closed: bool, withdrawn: bool) -> ObjectionView:
    """The objection block of a notice, by its own channels and by the cycle's own regulation."""
    cycle, notice = records.cycle, history.notice
    printed_in, source, offices = offices_to_reach(history, records)
    query = f"?notice={cycle.jurisdiction}/{cycle.slug}/{notice.notice_id}"
    return ObjectionView(
        offices=offices,
        printed_in=printed_in,
        earlier=notice_link(cycle, source) if source else None,
        rule=records.records.objection_rule(cycle),
        closed=closed,
        withdrawn=withdrawn,
        letter=addresses.OBJECTION_LETTER + query,
    )


def after_notice(history: NoticeHistory, records: CycleRecords) -> AfterNotice:
    """What follows a notice by the cycle's own regulation, and what is known to have followed."""
    cycle, notice, first = records.cycle, history.notice, decision_after(history, records)
    following = _next_stage(cycle.regulation, notice.stage) if cycle.regulation else None
    known = bool(cycle.regulation and cycle.regulation.stage(notice.stage))
    return AfterNotice(
        next_stage=following,
        regulation_held=cycle.regulation is not None,
        last_stage=known and following is None,
        decided_on=first.decided_on if first else None,
        decision_document=first.decision_document if first else "",
        cycle=cycle_link(cycle),
    )


def decision_after(history: NoticeHistory, records: CycleRecords) -> Awardee | None:
    """The first awardee of the first decision, until the day of the build, to which a notice led.

    A decision that names the notice, or a row of its chain, is that; otherwise one made since the notice came out, unless
    the notice still stood on that day and the decision names others of its stage: those of another batch.
    """
    if not records.decided:
        return None
    first = original(history.notice, records.notices)
    named = next((row for row, _, notices in records.decided if first.notice_id in notices), None)
    if named is not None:
        return named
    period = history.period_on(records.records.as_of)
    ended_on = earliest_decision(period) if period else date.min
    for row, decided_on, notices in records.decided:
        others = any(records.notices[notice_id].stage == first.stage for notice_id in notices)
        if decided_on >= (first.published_on or date.min) and not (others and decided_on < ended_on):
            return row
    return None


def _printed_channels(history: NoticeHistory, records: CycleRecords) -> tuple[Notice | None, Sequence[Channel]]:
    """The channels that the notice prints, otherwise those of the last notice that it changes and that prints some."""
    for row in (history.notice, *history.earlier):
        printed = records.channels.get(row.notice_id)
        if printed:
            return row, printed
    return None, ()


def offices_to_reach(
    history: NoticeHistory, records: CycleRecords
) -> tuple[str, Notice | None, tuple[OfficeView, ...]]:
    """Where the channels stand (see `ObjectionView.printed_in`), the earlier notice where it is one, and the offices."""
    source, channels = _printed_channels(history, records)
    if source is history.notice:
        return "notice", None, _printed(channels)
    if source is not None:
        return "earlier", source, _printed(channels)
    published = tuple(_published(office) for office in records.records.jurisdiction.offices if office.channels)
    return ("office" if published else "nowhere"), None, published


def _printed(rows: Sequence[Channel]) -> tuple[OfficeView, ...]:
    offices: dict[str, list[ChannelView]] = {}
    for row in rows:
        channel = ChannelView(kind=row.kind, value=row.value, hours=row.hours, source_url=row.source_url)
        offices.setdefault(row.office, []).append(channel)
    return tuple(OfficeView(name=office, channels=tuple(channels)) for office, channels in offices.items())


def _published(office: Office) -> OfficeView:
    return OfficeView(
        name=office.name,
        channels=tuple(
            ChannelView(kind=row.kind, value=row.value, hours=row.hours or "", source_url=row.source_url)
            for row in office.channels
        ),
    )


def _next_stage(regulation: Regulation, stage: str) -> NextStage | None:
    ids = [known.id for known in regulation.stages]
    if stage not in ids or stage == ids[-1]:
        return None
    following = regulation.stages[ids.index(stage) + 1]
    return NextStage(name=following.name, by=following.by or "", clause=following.clause)
