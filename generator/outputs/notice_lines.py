"""The five lines of a notice as plain text, in the words of its page, for calendars and feeds."""

from datetime import date
from functools import lru_cache
from typing import Final

from generator.domain.notices import NoticeHistory
from generator.domain.periods import NoticePeriod
from generator.domain.records import Notice
from generator.domain.regulations import shown_inside
from generator.frozen import dataclass
from generator.outputs.phrasing import Phrasing
from generator.pages.indexes import CycleRecords
from generator.pages.notice_objections import after_notice, decision_after, offices_to_reach
from generator.pages.notice_period import end_mark
from generator.sources.words import Words

_REMEMBERED: Final = 512
"""Notices whose lines are remembered: the feed of a jurisdiction names those of its calendar, which was drawn just before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A fact with its label, either of which may be empty."""

    label: str
    text: str


@lru_cache(maxsize=_REMEMBERED)
def all_lines(history: NoticeHistory, records: CycleRecords, words: Words) -> tuple[Line, ...]:
    """Everything that is said of a notice as of the day of the build: what changed it, its five lines, its text, its count."""
    as_of = records.records.as_of
    period = history.period_on(as_of)
    provisional = provisional_line(period, words) if period else ""
    return (
        *change_lines(history, as_of, words),
        *notice_lines(history, records, words),
        *text_lines(records, words),
        *([Line(label="", text=provisional)] if provisional else []),
    )


def notice_lines(history: NoticeHistory, records: CycleRecords, words: Words) -> tuple[Line, ...]:
    """What it is about, who published it, how to object, until when, what comes next, as of the day of the build."""
    texts = {
        "about": _about(history.notice, records, words),
        "publisher": _publisher(history.notice, words),
        "object": _object(history, records, words),
        "until": _until(history, records.records.as_of, words),
        "next": _next(history, records, words),
    }
    return tuple(Line(label=words[f"notice.line.{name}"], text=text) for name, text in texts.items())


def text_lines(records: CycleRecords, words: Words) -> tuple[Line, ...]:
    """What to say of the cycle's own regulation where it is not law in force: that it is a draft, or has expired."""
    text = records.text
    if text is None or text.is_law:
        return ()
    return (Line(label=words["feeds.text"], text=words[f"text_status.sentence.{text.standing}"]),)


def change_lines(history: NoticeHistory, as_of: date, words: Words) -> tuple[Line, ...]:
    """The rows that have changed the notice until a day, in the order of their publication."""
    say = Phrasing(words)
    return tuple(
        Line(label=words[f"change.{row.notice.change}"], text=_dated(row.notice, say, words))
        for row in history.later
        if row.in_effect(as_of)
    )


def provisional_line(period: NoticePeriod, words: Words) -> str:
    """What to say of a count that a missing arrangement could still alter; empty where there is nothing to say."""
    if not period.provisional:
        return ""
    years = words["punctuation.listing"].join(map(str, period.missing_years))
    return words.fill("notice.period.provisional", years=years)


def _dated(notice: Notice, say: Phrasing, words: Words) -> str:
    if notice.published_on is None:
        return notice.title
    return f"{say.day(notice.published_on)}{words['punctuation.comma']}{notice.title}"


def _about(notice: Notice, records: CycleRecords, words: Words) -> str:
    cycle = records.cycle
    demanded = cycle.regulation.notices_for(notice.stage) if cycle.regulation else ()
    facts = {"cycle": cycle.name, "stage": records.stage_name(notice.stage)}
    if len(demanded) == 1:
        text = words.fill("notice.about_what", what=demanded[0].what, **facts)
    else:
        text = words.fill("notice.about", **facts)
    if shown_inside(demanded):
        text += words["notice.about_internal"]
    if notice.declared_count is None:
        return text
    return text + words["punctuation.full_stop"] + words.fill("notice.declared", count=notice.declared_count)


def _publisher(notice: Notice, words: Words) -> str:
    published = words["notice.published_unknown"]
    if notice.published_on is not None:
        published = words.fill("notice.published", day=Phrasing(words).day(notice.published_on))
    return words["punctuation.comma"].join(filter(None, (notice.publisher, published)))


def _object(history: NoticeHistory, records: CycleRecords, words: Words) -> str:
    if history.notice.is_withdrawal:
        return words["notice.object_withdrawal"]
    if history.withdrawn_on(records.records.as_of) is not None:
        return words["notice.object_withdrawn"]
    return _addressee(history, records, words)


def _addressee(history: NoticeHistory, records: CycleRecords, words: Words) -> str:
    _, _, offices = offices_to_reach(history, records)
    # A feed and a calendar are read years later, so they say until when; a page says what was possible on its day.
    told = "notice.object_to" if history.period_on(records.records.as_of) is None else "notice.object_before"
    if offices:
        ways = [f"{words[f'channel.{way.kind}']} {way.value}" for way in offices[0].first_ways]
        to = words.fill(told, office=offices[0].name)
        return to + words["punctuation.colon"] + words["punctuation.comma"].join(ways)
    rule = records.cycle.regulation.objection if records.cycle.regulation else None
    if rule is not None and rule.handled_by:
        return words.fill(told, office=rule.handled_by) + _clause(rule.clause, words)
    return words["notice.object_unknown"]


def _until(history: NoticeHistory, as_of: date, words: Words) -> str:
    period = history.period_on(as_of)
    if period is None:
        return words["notice.until_withdrawal" if history.notice.is_withdrawal else "notice.until_none"]
    closing = Phrasing(words).closing(period.closes_on, period.closes_time)
    if history.withdrawn_on(as_of) is not None:
        return words.fill("notice.until_withdrawn", closing=closing)
    mark = end_mark(period)
    return f"{closing} {words[f'notice.{mark}_mark']}" if mark else closing


def _next(history: NoticeHistory, records: CycleRecords, words: Words) -> str:
    decision = decision_after(history, records)
    if decision is not None and decision.decided_on is not None:
        day = Phrasing(words).day(decision.decided_on)
        if decision.decision_document:
            decided = words.fill("notice.next_decided", day=day, document=decision.decision_document)
        else:
            decided = words.fill("notice.next_decided_plain", day=day)
        return decided + records.cycle.name
    if history.withdrawn_on(records.records.as_of) is not None or history.notice.is_withdrawal:
        return words["notice.next_withdrawn"]
    after = after_notice(history, records)
    if after.next_stage is not None:
        stage = after.next_stage
        named = words.fill("notice.next_stage", stage=stage.name, by=stage.by) if stage.by else stage.name
        return named + _clause(stage.clause, words)
    if not after.regulation_held:
        return words["site.text_not_held"]
    return words["notice.next_last" if after.last_stage else "notice.next_unknown"]


def _clause(clause: str | None, words: Words) -> str:
    return Phrasing(words).clause(clause) if clause else ""
