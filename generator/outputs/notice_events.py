"""New notices, and what was changed in notices or in the record, as events."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from generator.domain import addresses
from generator.domain.notices import FieldChange, NoticeHistory
from generator.domain.records import Awardee
from generator.domain.table_schemas import TableSchema
from generator.outputs.award_events import award_days, award_state, found_awards
from generator.outputs.feed_events import Event, happened
from generator.outputs.notice_lines import Line, all_lines
from generator.outputs.phrasing import Phrasing
from generator.pages.corrections_record import ChangedNotice, CorrectionLine, corrections_page
from generator.pages.indexes import CycleRecords, JurisdictionRecords
from generator.sources.words import Words

_Award = tuple[Awardee, CycleRecords]


def notice_events(records: CycleRecords, words: Words) -> Iterator[Event]:
    """The notices of a cycle that change no other; what changes one brings it up again."""
    cycle, whole = records.cycle, records.records
    for history in records.histories:
        notice = history.notice
        if history.earlier or notice.published_on is None or notice.published_on > whole.as_of:
            continue
        rows = [notice, *(row.notice for row in history.later)]
        fixes = [fix for row in rows for fix in whole.corrections.get(("notices", row.notice_id), ())]
        days = [*(row.published_on for row in rows), *(fix.corrected_on for fix in fixes)]
        withdrawn = history.withdrawn_on(whole.as_of) is not None
        yield Event(
            id=("notices", cycle.jurisdiction, cycle.slug, notice.notice_id),
            title=words.fill("feeds.withdrawn", title=notice.title) if withdrawn else notice.title,
            published=notice.published_on,
            updated=max(happened(days, whole.as_of)),
            page=addresses.notice(cycle.jurisdiction, cycle.slug, notice.notice_id),
            source_url=notice.source_url,
            jurisdiction=whole.jurisdiction,
            lines=partial(all_lines, history, records, words),
        )


def change_events(cycles: Sequence[CycleRecords], schemas: Mapping[str, TableSchema], words: Words) -> Iterator[Event]:
    """The notices that change others, and the corrections of the record, of a jurisdiction whose cycles are given."""
    if not cycles:
        return
    whole = cycles[0].records
    page = corrections_page(whole.jurisdiction, whole.organizations, schemas, whole.as_of, words)
    histories = _histories(cycles) if page.notices else {}
    for change in page.notices:
        if change.published_on is not None and change.published_on <= whole.as_of:
            yield _change_event(change, histories[change.later.path], whole, words)
    lines = [line for line in page.corrections if happened([line.correction.corrected_on], whole.as_of)]
    meant = {line.award_id for line in lines if line.award_id}
    awards = found_awards(meant, cycles) if meant else {}
    for line in lines:
        yield _correction_event(line, awards.get(line.award_id), whole, words)


def _histories(cycles: Sequence[CycleRecords]) -> Mapping[str, NoticeHistory]:
    """The notices that change others, by the addresses of their pages."""
    return {
        addresses.notice(records.cycle.jurisdiction, records.cycle.slug, history.notice.notice_id): history
        for records in cycles
        for history in records.histories
        if history.earlier
    }


def _change_event(change: ChangedNotice, history: NoticeHistory, whole: JurisdictionRecords, words: Words) -> Event:
    fixes = whole.corrections.get(("notices", history.notice.notice_id), ())
    withdrawal = history.withdrawn_on(whole.as_of)
    days = [
        change.published_on,
        *(fix.corrected_on for fix in fixes),
        *([withdrawal.published_on] if withdrawal else []),
    ]
    title = words.fill("feeds.change.title", change=words[f"change.{change.change}"], title=change.later.text)
    return Event(
        id=("changes", *change.later.path.removesuffix("/index.html").split("/")),
        title=words.fill("feeds.withdrawn", title=title) if withdrawal else title,
        published=change.published_on or whole.as_of,
        updated=max(happened(days, whole.as_of)),
        page=change.later.path,
        source_url=change.source_url,
        jurisdiction=whole.jurisdiction,
        lines=partial(_change_lines, change, words, withdrawn=withdrawal is not None),
    )


def _change_lines(change: ChangedNotice, words: Words, *, withdrawn: bool) -> Sequence[Line]:
    facts = (
        *([Line(label="", text=words["feeds.change.withdrawn"])] if withdrawn else []),
        Line(label=words["feeds.change.earlier"], text=change.earlier.text),
        Line(label=words["feeds.change.reason"], text=change.reason or words["notice.changes.reason_none"]),
    )
    return (*facts, *(_difference(field, change.units, words) for field in change.fields))


def _difference(change: FieldChange, units: tuple[str, str], words: Words) -> Line:
    say = Phrasing(words)
    was, now = (
        say.stated(change.field, value, unit) for value, unit in zip((change.was, change.now), units, strict=True)
    )
    return Line(label=words[f"column_title.{change.field}"], text=_was_now(was, now, words))


def _was_now(was: str, now: str, words: Words) -> str:
    empty = words["notice.field_value.empty"]
    return words.fill("feeds.change.was", was=was or empty, now=now or empty)


def _correction_event(line: CorrectionLine, award: _Award | None, whole: JurisdictionRecords, words: Words) -> Event:
    fix, jurisdiction = line.correction, whole.jurisdiction
    record = line.record.text if line.record else words.fill("feeds.change.record", table=line.table, id=fix.record_id)
    days = [fix.corrected_on, *(award_days(award[0].award_id, whole) if award else ())]
    return Event(
        id=("corrections", jurisdiction.slug, fix.correction_id),
        title=words.fill("feeds.change.correction", record=record, field=line.field),
        published=fix.corrected_on or whole.as_of,
        updated=max(happened(days, whole.as_of)),
        page=line.record.path if line.record else addresses.corrections(jurisdiction.slug),
        source_url=fix.source_url,
        jurisdiction=jurisdiction,
        lines=partial(_correction_lines, line, award, words),
    )


def _correction_lines(line: CorrectionLine, award: _Award | None, words: Words) -> Sequence[Line]:
    fix = line.correction
    return (
        Line(label=line.field, text=_was_now(line.was, line.now, words)),
        Line(label=words["feeds.change.reason"], text=fix.reason),
        Line(label=words["feeds.change.kind"], text=words[f"feeds.change.kinds.{fix.kind}"]),
        *([Line(label=words["feeds.state"], text=award_state(*award, words))] if award else []),
    )
