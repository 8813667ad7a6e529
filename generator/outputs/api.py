"""The static API: JSON files with a shape of their own, which changes only with the number in their address.

Every object's keys are documented on the page of the data (`API_KEYS`). Status and periods are those of the build day, which
the files name; moments are RFC 3339 in Beijing time; what is not known is null.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Final

from generator.domain import addresses, published_files
from generator.domain.moments import MARK_OF_CHANGE, rfc3339
from generator.domain.notices import NoticeHistory
from generator.domain.portal import Cycle, CycleStage, Jurisdiction
from generator.domain.records import Awardee, Channel, Revocation
from generator.domain.regulations import Stage
from generator.domain.verdicts import Assessment, Fact
from generator.pages.indexes import CycleRecords
from generator.pages.record_pages import PortalRecords

VERSION: Final = 1
"""The number in the addresses; it rises when a key goes or changes its meaning."""

_NOT_PUBLISHED: Final = frozenset({"line", "path"})
"""Fields that say where a fact stands in our own files."""


def portal_api(whole: PortalRecords) -> Iterator[tuple[str, bytes]]:
    """The entrance and the list of jurisdictions: address and bytes of each file."""
    index = {
        "version": VERSION,
        "built_on": whole.as_of,
        "jurisdictions": published_files.API_JURISDICTIONS,
        "assessments": published_files.API_ASSESSMENTS,
        "data_package": published_files.DATA_PACKAGE,
    }
    yield published_files.API_INDEX, _encode(index)
    yield (
        published_files.API_JURISDICTIONS,
        _encode([_listed(jurisdiction) for jurisdiction in whole.portal.jurisdictions]),
    )


def assessments_api(parts: Iterable[tuple[str]]) -> Iterator[tuple[str, bytes]]:
    """The assessments of all cycles as one list, from those of each as JSON: address and bytes of the file."""
    yield published_files.API_ASSESSMENTS, f"[{','.join(text for (text,) in parts if text)}]\n".encode()


def cycle_assessments(records: CycleRecords) -> str:
    """The assessments of a cycle as JSON without the brackets of the list; empty where there are none."""
    return _json([_assessment(assessment) for assessment in records.assessments()])[1:-1]


def jurisdiction_api(whole: PortalRecords, jurisdiction: Jurisdiction) -> Iterator[tuple[str, bytes]]:
    """What is known of one jurisdiction, and of each of its cycles: address and bytes of each file."""
    yield published_files.api_jurisdiction(jurisdiction.slug), _encode(_detailed(jurisdiction))
    for records in whole.cycles_of(jurisdiction):
        yield published_files.api_cycle(jurisdiction.slug, records.cycle.slug), _encode(_cycle(records))


def _listed(jurisdiction: Jurisdiction) -> Mapping[str, object]:
    return {
        "slug": jurisdiction.slug,
        "name": jurisdiction.name,
        "level": jurisdiction.level,
        "division_code": jurisdiction.division_code,
        "page": addresses.canonical(addresses.jurisdiction(jurisdiction.slug)),
        "details": published_files.api_jurisdiction(jurisdiction.slug),
        "cycles": _cycle_files(jurisdiction),
    }


def _detailed(jurisdiction: Jurisdiction) -> Mapping[str, object]:
    return {
        "slug": jurisdiction.slug,
        "name": jurisdiction.name,
        "level": jurisdiction.level,
        "division_code": jurisdiction.division_code,
        "offices": jurisdiction.offices,
        "regulation": jurisdiction.regulation_id,
        "regulations": dict(sorted(jurisdiction.regulations.items())),
        "cycles": _cycle_files(jurisdiction),
    }


def _cycle_files(jurisdiction: Jurisdiction) -> Mapping[str, str]:
    return {cycle.slug: published_files.api_cycle(jurisdiction.slug, cycle.slug) for cycle in jurisdiction.cycles}


def _cycle(records: CycleRecords) -> Mapping[str, object]:
    cycle, revocations = records.cycle, records.records.revocations
    own = [measure for row in cycle.awardees.rows for measure in revocations.get(row.award_id, ())]
    return {
        "name": cycle.name,
        "year": cycle.year,
        "regulation": cycle.regulation_id,
        "regulation_cited": cycle.regulation_cited,
        "awards": _awards(cycle),
        "stages": [{"id": stage.id, "name": stage.name} for stage in _stages(cycle)],
        "completeness": cycle.completeness,
        "notices": [_notice(history, records) for history in records.histories],
        "awardees": [_awardee(row, records) for row in cycle.awardees.rows],
        "revocations_held": records.records.revocations_held,
        "revocations": [_revocation(measure, records) for measure in own],
    }


def _awards(cycle: Cycle) -> list[Mapping[str, object]]:
    """The awards as the decision names them, then those that only the cycle's own regulation names."""
    counts = {award.id: award.declared_count for award in cycle.awards}
    ids = dict.fromkeys((*counts, *(award.id for award in (cycle.regulation.awards if cycle.regulation else ()))))
    return [{"id": each, "name": cycle.award_name(each), "declared_count": counts.get(each)} for each in ids]


def _stages(cycle: Cycle) -> Sequence[Stage | CycleStage]:
    return cycle.regulation.stages if cycle.regulation else cycle.stages


def _notice(history: NoticeHistory, records: CycleRecords) -> Mapping[str, object]:
    cycle, notice, period = records.cycle, history.notice, history.period_on(records.records.as_of)
    starts_at = period.starts_at if period else None
    return {
        "id": notice.notice_id,
        "stage": notice.stage,
        "title": notice.title,
        "publisher": notice.publisher,
        "published_on": _day(notice.published_on),
        "opens_on": _day(period.opens_on) if period else None,
        "closes_on": _day(period.closes_on) if period else None,
        "closes_time": (period.closes_time if period else "") or None,
        "opens_at": rfc3339(starts_at) if starts_at else None,
        "closes_at": rfc3339(period.ends_at) if period else None,
        "computed": period.computed if period else None,
        "provisional": period.provisional if period else None,
        "corrects": notice.corrects or None,
        "change": notice.change or None,
        "marks": _marks(history, records.records.as_of),
        "channels": [_channel(channel) for channel in records.channels.get(notice.notice_id, ())],
        "page": addresses.canonical(addresses.notice(cycle.jurisdiction, cycle.slug, notice.notice_id)),
        "source_url": notice.source_url or None,
    }


def _channel(row: Channel) -> Mapping[str, object]:
    return {
        "office": row.office,
        "kind": row.kind,
        "value": row.value,
        "hours": row.hours or None,
        "source_url": row.source_url or None,
    }


def _marks(history: NoticeHistory, as_of: date) -> list[Mapping[str, object]]:
    return [
        {"mark": MARK_OF_CHANGE[row.change], "since": _day(row.published_on), "by": row.notice_id}
        for row in history.marking_on(as_of)
    ]


def _awardee(row: Awardee, records: CycleRecords) -> Mapping[str, object]:
    cycle = records.cycle
    status = records.records.status(cycle, row)
    organization = records.records.organization_page(row.awardee, row.awardee_type, row.uscc)
    return {
        "id": row.award_id,
        "award": row.award,
        "awardee": row.awardee or None,
        "awardee_type": row.awardee_type or None,
        "unit": row.unit or None,
        "entry_title": row.entry_title or None,
        "uscc": row.uscc or None,
        "decision_document": row.decision_document or None,
        "decided_on": _day(row.decided_on),
        "status": status.state,
        "status_on": _day(status.on),
        "valid_until": _day(status.valid_until),
        "page": addresses.canonical(addresses.awardee(cycle.jurisdiction, cycle.slug, row.award_id)),
        "organization": addresses.canonical(organization) if organization else None,
        "source_url": row.source_url or None,
    }


def _revocation(row: Revocation, records: CycleRecords) -> Mapping[str, object]:
    return {
        "id": row.revocation_id,
        "award_id": row.award_id,
        "measure": row.measure,
        "regulation": row.regulation or records.cycle.regulation_id,
        "ground": row.ground or None,
        "decided_by": row.decided_by or None,
        "decided_on": _day(row.decided_on),
        "effective_on": _day(row.effective_on),
        "document_number": row.document_number or None,
        "statement": row.statement or None,
        "source_url": row.source_url or None,
    }


def _assessment(row: Assessment) -> Mapping[str, object]:
    return {
        "kind": row.kind,
        "jurisdiction": row.jurisdiction,
        "cycle": row.cycle,
        "subject": row.subject or None,
        "verdict": row.verdict,
        "reason": row.reason,
        "facts": {name: _fact(value) for name, value in row.facts.items()},
        "clause": row.clause,
    }


def _fact(value: Fact) -> str | int | Mapping[str, object]:
    if isinstance(value, (str, int)):
        return value
    return value.isoformat() if isinstance(value, date) else {"length": value.length, "unit": value.unit}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _encode(value: object) -> bytes:
    return f"{_json(value)}\n".encode()


def _plain(value: object) -> object:
    """What JSON has no form for: days as YYYY-MM-DD, values of the domain as objects of their fields."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    if is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in fields(value) if field.name not in _NOT_PUBLISHED}
    raise TypeError(f"{type(value).__name__} has no form in JSON")


_json: Final = json.JSONEncoder(
    ensure_ascii=False, separators=(",", ":"), default=_plain, check_circular=False
).encode  # what is encoded was built here and holds no circle
