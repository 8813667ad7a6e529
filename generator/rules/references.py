"""Names of awards, stages, notices and applications that must be found in the same cycle."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final

from generator.diagnostics import Diagnostic
from generator.domain.records import Record
from generator.domain.regulations import Regulation
from generator.frozen import dataclass
from generator.rules.faults import at_line, at_row, listed, taken_ids
from generator.rules.views import CycleView, JurisdictionView

_OF_A_REGULATION: Final = {"reason": "regulation"}


@dataclass(frozen=True, slots=True)
class Known:
    """The ids that a column may name."""

    rule: str
    ids: Collection[str]
    where: str
    """The file in which they stand."""
    more: Mapping[str, str] | None = None

    @property
    def facts(self) -> dict[str, str]:
        """What the rule's sentences say of them."""
        return {"known": listed(self.ids), "where": self.where, **(self.more or {})}

    def unknown(self, path: str, rows: Iterable[Record], column: str) -> Iterator[Diagnostic]:
        """A fault for each row whose column is filled and names none of them."""
        ids = frozenset(self.ids) | {""}
        for row in rows:
            if getattr(row, column) not in ids:
                yield at_row(self.rule, path, row, column, facts=self.facts)


def unknown_award(view: JurisdictionView) -> Iterator[Diagnostic]:
    """A record names an award that the cycle's regulation, or without one its `cycle.yaml`, does not know."""
    for cycle in view.cycles:
        yield from _awards_of_cycle(cycle)
    for regulation in view.regulations:
        yield from _awards_of_regulation(regulation)


def unknown_stage(view: JurisdictionView) -> Iterator[Diagnostic]:
    """A record names a stage that the cycle's regulation, or without one its `cycle.yaml`, does not know."""
    for cycle in view.cycles:
        if not cycle.regulation_missing:
            record = cycle.cycle
            known = Known("unknown-stage", cycle.stage_ids, _source(cycle), _standard(cycle))
            yield from known.unknown(record.shortlists.path, record.shortlists.rows, "stage")
            yield from known.unknown(record.notices.path, record.notices.rows, "stage")
    for regulation in view.regulations:
        known = Known("unknown-stage", [stage.id for stage in regulation.stages], regulation.path, _OF_A_REGULATION)
        for notice in regulation.notices:
            if notice.stage not in known.ids:
                facts, clause = known.facts, notice.clause
                yield at_line(
                    known.rule, regulation.path, notice.line, "stage", notice.stage, clause=clause, facts=facts
                )


def unknown_notice(view: CycleView) -> Iterator[Diagnostic]:
    """A record names a notice that the cycle does not have, or a notice corrects itself."""
    record = view.cycle
    if not record.notices.sound:
        return
    more = {"reason": "missing", "taken": taken_ids(record.notices.rows, view.notices, "notice_id")}
    known = Known("unknown-notice", view.notices, record.notices.path, more)
    yield from known.unknown(record.shortlists.path, record.shortlists.rows, "notice_id")
    yield from known.unknown(record.awardees.path, record.awardees.rows, "notice_id")
    yield from known.unknown(record.channels.path, record.channels.rows, "notice_id")
    yield from known.unknown(record.notices.path, record.notices.rows, "corrects")
    yield from _circles(view)


def unknown_application(view: CycleView) -> Iterator[Diagnostic]:
    """A shortlisted or awarded record names an application that the cycle does not have."""
    record = view.cycle
    if not record.applicants.sound:
        return
    taken = taken_ids(record.applicants.rows, view.applications, "application_id")
    known = Known("unknown-application", view.applications, record.applicants.path, {"taken": taken})
    yield from known.unknown(record.shortlists.path, record.shortlists.rows, "application_id")
    yield from known.unknown(record.awardees.path, record.awardees.rows, "application_id")


def _awards_of_cycle(view: CycleView) -> Iterator[Diagnostic]:
    if view.regulation_missing:
        return
    record, known = view.cycle, Known("unknown-award", view.award_ids, _source(view), _standard(view))
    yield from known.unknown(record.applicants.path, record.applicants.rows, "award")
    yield from known.unknown(record.shortlists.path, record.shortlists.rows, "award")
    yield from known.unknown(record.awardees.path, record.awardees.rows, "award")
    for award in record.awards:
        if award.id not in known.ids:
            yield at_line(known.rule, record.path, award.line, "id", award.id, facts=known.facts)


def _awards_of_regulation(regulation: Regulation) -> Iterator[Diagnostic]:
    known = Known("unknown-award", [award.id for award in regulation.awards], regulation.path, _OF_A_REGULATION)
    named = [(quota.line, quota.awards, quota.clause) for quota in regulation.quotas]
    named += [(entry.line, entry.check.awards, entry.clause) for entry in regulation.eligibility if entry.check]
    for line, awards, clause in named:
        for award in awards:
            if award not in known.ids:
                yield at_line(known.rule, regulation.path, line, "awards", award, clause=clause, facts=known.facts)


def _standard(view: CycleView) -> Mapping[str, str]:
    """What says which ids there are, since it is there that a missing one is added."""
    return {"reason": "held" if view.regulation else "cycle"}


def _source(view: CycleView) -> str:
    return view.regulation.path if view.regulation else view.cycle.path


def _circles(view: CycleView) -> Iterator[Diagnostic]:
    """One fault for each circle of notices that correct each other, at the row of it that stands last in the file."""
    table, settled = view.cycle.notices, set[str]()
    for row in table.rows:
        trail: list[str] = []
        current = row.notice_id
        while current in view.notices and current not in settled:
            settled.add(current)
            trail.append(current)
            current = view.notices[current].corrects
        if current in trail:
            circle = [view.notices[notice_id] for notice_id in trail[trail.index(current) :]]
            closing = max(circle, key=lambda notice: notice.line)
            known = listed(notice.notice_id for notice in circle)
            facts = {"known": known, "where": table.path, "reason": "circle"}
            yield at_row("unknown-notice", table.path, closing, "corrects", facts=facts)
