"""Decisions and revocations as events.

Whatever names an award says what the award is on the day of the build, and a measure against it brings the event up again.
"""

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from hashlib import sha256
from typing import Final

from generator.domain import addresses
from generator.domain.records import Awardee, Revocation
from generator.domain.statuses import AwardState, AwardStatus, in_force_on
from generator.frozen import dataclass
from generator.outputs.feed_events import Event, happened
from generator.outputs.notice_lines import Line
from generator.outputs.phrasing import Phrasing
from generator.pages.indexes import CycleRecords, JurisdictionRecords
from generator.sources.words import Words

MOST_NAMES: Final = 100
"""Awards that one entry names; those against which there is a measure are named beyond that."""

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Decision:
    key: tuple[str, str]
    """Its day and its document as they were first published."""
    decided_on: date
    document: str
    awards: Sequence[Awardee]


def decision_events(records: CycleRecords, words: Words) -> Iterator[Event]:
    """The decisions of a cycle, each with all awards that it made."""
    groups: dict[tuple[date, str], list[Awardee]] = {}
    for row in records.awarded:
        if row.decided_on is not None and row.decided_on <= records.records.as_of:
            groups.setdefault((row.decided_on, row.decision_document), []).append(row)
    known_by = {(day.isoformat(), document) for day, document in groups}
    for (decided_on, document), awards in groups.items():
        # Who follows the feed knows a decision as it first stood there, unless another one is known by that. Where a few
        # awards were recorded with another one by mistake, it is as most of its awards had it.
        firsts = Counter(_as_first_published(row, records.records) for row in awards)
        first, now = firsts.most_common(1)[0][0], (decided_on.isoformat(), document)
        key = now if first in known_by else first
        known_by.add(key)
        yield _decision_event(
            _Decision(key=key, decided_on=decided_on, document=document, awards=awards), records, words
        )


def _as_first_published(row: Awardee, records: JurisdictionRecords) -> tuple[str, str]:
    """Day and document of an award's decision before all corrections of the record."""
    fixes = records.corrections.get(("awardees", row.award_id), ())
    if not fixes:
        return str(row.decided_on), row.decision_document
    latest_first = sorted(fixes, key=lambda fix: (fix.corrected_on or date.max, fix.line), reverse=True)
    was = {fix.field: fix.was for fix in latest_first if fix.table == "awardees"}
    day = was.get("decided_on", "")  # as somebody wrote it, in whatever form
    return day if _DAY.match(day) else str(row.decided_on), was.get("decision_document", row.decision_document)


def revocation_events(cycles: Sequence[CycleRecords], words: Words) -> Iterator[Event]:
    """The measures against awards of a jurisdiction, whose cycles are given."""
    if not cycles:
        return
    whole = cycles[0].records
    awards = found_awards(whole.revocations, cycles)
    for row in whole.jurisdiction.revocations.rows:
        if row.award_id in awards and row.decided_on is not None and row.decided_on <= whole.as_of:
            yield _revocation_event(row, *awards[row.award_id], words)


def found_awards(
    award_ids: Container[str], cycles: Sequence[CycleRecords]
) -> Mapping[str, tuple[Awardee, CycleRecords]]:
    """The awards of those ids, each with its cycle."""
    return {row.award_id: (row, records) for records in cycles for row in records.awarded if row.award_id in award_ids}


def award_state(awardee: Awardee, records: CycleRecords, words: Words) -> str:
    """What an award is on the day of the build, with the measures that are announced for later."""
    return _status_in_words(records.records.status(records.cycle, awardee), words)


def _status_in_words(status: AwardStatus, words: Words) -> str:
    say = Phrasing(words)
    state = words.fill("feeds.state_on", day=say.day(status.on), state=words[f"state.{status.state}"])
    announced = [_measure(row, words, status.on) for row in status.announced]
    return words["punctuation.semicolon"].join((state, *announced))


def award_days(award_id: str, records: JurisdictionRecords) -> list[date | None]:
    """The days on which a measure was taken against an award, came out or into force, or a record of either was corrected."""
    days: list[date | None] = [fix.corrected_on for fix in records.corrections.get(("awardees", award_id), ())]
    for row in records.revocations.get(award_id, ()):
        days += (row.decided_on, row.published_on, in_force_on(row))
    return days


def _decision_event(decision: _Decision, records: CycleRecords, words: Words) -> Event:
    whole, cycle = records.records, records.cycle
    days: list[date | None] = [decision.decided_on]
    for row in decision.awards:
        days += [row.published_on, *award_days(row.award_id, whole)]
    day, document = decision.key[0], sha256(decision.key[1].encode()).hexdigest()[:12]
    return Event(
        id=("decisions", cycle.jurisdiction, cycle.slug, day, document),
        title=_decision_title(decision, records, words),
        published=decision.decided_on,
        updated=max(happened(days, whole.as_of)),
        page=addresses.cycle(cycle.jurisdiction, cycle.slug),
        source_url=decision.awards[0].source_url,
        jurisdiction=whole.jurisdiction,
        lines=partial(_decision_lines, decision, records, words),
    )


def _decision_title(decision: _Decision, records: CycleRecords, words: Words) -> str:
    whole, cycle = records.records, records.cycle
    facts = {"place": whole.jurisdiction.name, "cycle": cycle.name, "count": len(decision.awards)}
    if decision.document:
        title = words.fill("feeds.decision.title", document=decision.document, **facts)
    else:
        title = words.fill("feeds.decision.title_plain", day=Phrasing(words).day(decision.decided_on), **facts)
    revoked = sum(
        whole.status(cycle, row).state is AwardState.REVOKED
        for row in decision.awards
        if row.award_id in whole.revocations
    )
    return words.fill("feeds.decision.revoked", title=title, count=revoked) if revoked else title


def _decision_lines(decision: _Decision, records: CycleRecords, words: Words) -> Sequence[Line]:
    say, cycle = Phrasing(words), records.cycle
    named = [
        row
        for position, row in enumerate(decision.awards)
        if position < MOST_NAMES or row.award_id in records.records.revocations
    ]
    rest = len(decision.awards) - len(named)
    statuses = [records.records.status(cycle, row) for row in named]
    # Most awards of a decision have the same status.
    states = {status: _status_in_words(status, words) for status in set(statuses)}
    return (
        Line(label=words["feeds.decision.document"], text=decision.document or words["awardee.decision_none"]),
        Line(label=words["feeds.decision.decided"], text=say.day(decision.decided_on)),
        Line(label=words["feeds.cycle"], text=cycle.name),
        *(
            Line(
                label="",
                text=words.fill(
                    "feeds.decision.awardee",
                    name=row.display_name,
                    award=records.award_name(row.award),
                    state=states[status],
                ),
            )
            for row, status in zip(named, statuses, strict=True)
        ),
        *([Line(label="", text=words.fill("feeds.decision.rest", count=rest))] if rest else []),
    )


def _revocation_event(row: Revocation, awardee: Awardee, records: CycleRecords, words: Words) -> Event:
    whole, cycle = records.records, records.cycle
    return Event(
        id=("revocations", cycle.jurisdiction, row.revocation_id),
        title=words.fill(
            "feeds.measure.title",
            measure=words[f"measure_word.{row.measure}"],
            name=awardee.display_name,
            award=records.award_name(awardee.award),
        ),
        published=row.decided_on or whole.as_of,
        updated=max(happened(award_days(row.award_id, whole), whole.as_of)),
        page=addresses.awardee(cycle.jurisdiction, cycle.slug, awardee.award_id),
        source_url=row.source_url,
        jurisdiction=whole.jurisdiction,
        lines=partial(_revocation_lines, row, awardee, records, words),
    )


def _revocation_lines(row: Revocation, awardee: Awardee, records: CycleRecords, words: Words) -> Sequence[Line]:
    say = Phrasing(words)
    facts = {
        "name": awardee.display_name,
        "award": records.award_name(awardee.award),
        "measure": _measure(row, words, records.records.as_of),
        "ground": _ground(row, records, words),
        "statement": row.statement,
        "decided_by": row.decided_by,
        "document": row.document_number,
        "decided": say.day(row.decided_on) if row.decided_on else "",
    }
    own = ("name", "award")
    lines = [
        Line(label=words[f"feeds.{name}" if name in own else f"feeds.measure.{name}"], text=text)
        for name, text in facts.items()
        if text
    ]
    return (*lines, Line(label=words["feeds.state"], text=award_state(awardee, records, words)))


def _measure(row: Revocation, words: Words, as_of: date) -> str:
    since, measure = in_force_on(row), words[f"measure_word.{row.measure}"]
    if since is None:
        return measure
    return words.fill(
        f"feeds.measure.{'since' if since <= as_of else 'from'}", measure=measure, day=Phrasing(words).day(since)
    )


def _ground(row: Revocation, records: CycleRecords, words: Words) -> str:
    sanction = records.sanction(row)
    if sanction is None:
        return words["feeds.measure.ground_none"]
    clause = Phrasing(words).clause(sanction.clause) if sanction.clause else ""
    return sanction.ground + clause
