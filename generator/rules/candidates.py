"""Who may be awarded: the score, the kind of recipient, and an organization beside its own people."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from operator import attrgetter

from generator.diagnostics import Diagnostic
from generator.domain.parties import INDIVIDUAL, KINDS, ORGANIZATION
from generator.domain.records import Applicant, Awardee, ShortlistEntry, cell_text
from generator.domain.regulations import Award, Eligibility, Regulation
from generator.rules.faults import at_row, preventable
from generator.rules.views import CycleView


def score_below_minimum(view: CycleView) -> Iterator[Diagnostic]:
    """A candidate is awarded, or proposed for an award that is not decided yet, below the least score for it."""
    regulation = view.regulation
    minima = [award.score_min for award in regulation.awards if award.score_min is not None] if regulation else []
    if regulation is None or not minima or not _any_score_below(view, max(minima)):
        return
    scores, reported = _Scores(view), set[int]()
    for row in view.cycle.awardees.rows:
        key = (row.award, row.awardee, row.unit) if row.awardee else None
        yield from _low(view, scores.last(row.application_id, key), row.award, reported, still=view.ahead(row))
    listing = _last_public_stage(regulation)
    for entry in view.cycle.shortlists.rows:
        if entry.stage != listing or view.decided:
            continue
        scored = scores.last(entry.application_id, (entry.award, entry.applicant, entry.unit))
        if scored is not None and scores.place(scored) <= scores.place(entry):
            yield from _low(view, scored, entry.award, reported, still=True)


def recipient_not_allowed(view: CycleView) -> Iterator[Diagnostic]:
    """An organization or an individual stands where the award goes to the other kind only."""
    record = view.cycle
    yield from _not_allowed(view, record.applicants.path, view.standing, "applicant_type")
    yield from _not_allowed(view, record.shortlists.path, record.shortlists.rows, "applicant_type")
    yield from _not_allowed(view, record.awardees.path, record.awardees.rows, "awardee_type")


def organization_and_individual(view: CycleView) -> Iterator[Diagnostic]:
    """An organization and one of its people apply in one cycle although the regulation allows only one of both."""
    condition = _not_both_kinds(view.regulation)
    if condition is None:
        return
    table, awardees = view.cycle.applicants, view.cycle.awardees
    if table.rows:
        applying = [(row.applicant_type, row.applicant, row) for row in view.standing]
        yield from _both_kinds(view, table.path, applying, condition)
    else:
        awarded = [(row.awardee_type, row.awardee, row) for row in awardees.rows]
        for fault in _both_kinds(view, awardees.path, awarded, condition):
            yield replace(fault, facts={**fault.facts, "reason": "awarded"})


def _any_score_below(view: CycleView, bound: float) -> bool:
    return any(row.score is not None and row.score < bound for row in view.cycle.shortlists.rows)


class _Scores:
    """The scored rows of a cycle by candidate."""

    def __init__(self, view: CycleView) -> None:
        self._order = {stage: place for place, stage in enumerate(view.stage_ids)}
        self._last: dict[tuple[str, ...], ShortlistEntry] = {}
        for row in view.cycle.shortlists.rows:
            if row.score is None or row.stage not in self._order:
                continue
            name = (row.award, row.applicant, row.unit)
            for key in (name, (row.application_id,) if row.application_id else ("", *name)):
                if self._later(row, self._last.get(key)):
                    self._last[key] = row

    def last(self, application_id: str, name: tuple[str, str, str] | None) -> ShortlistEntry | None:
        """The last scored row of a candidate in the order of the procedure, found by application and by name.

        A list may leave out the applications: of a candidate whose own is known, the rows that name none count too.
        """
        if not application_id:
            return self._last.get(name) if name else None
        found = self._last.get((application_id,))
        unnamed = self._last.get(("", *name)) if name else None
        return unnamed if unnamed is not None and self._later(unnamed, found) else found

    def place(self, row: ShortlistEntry) -> int:
        """Which step of the procedure the row belongs to."""
        return self._order[row.stage]

    def _later(self, row: ShortlistEntry, other: ShortlistEntry | None) -> bool:
        return other is None or self.place(row) >= self.place(other)


def _low(
    view: CycleView, scored: ShortlistEntry | None, award_id: str, reported: set[int], *, still: bool
) -> Iterator[Diagnostic]:
    award = view.cycle.regulation_award(award_id)
    if scored is None or scored.score is None or award is None or award.score_min is None:
        return
    if scored.score < award.score_min and scored.line not in reported:
        reported.add(scored.line)
        yield at_row(
            "score-below-minimum",
            view.cycle.shortlists.path,
            scored,
            "score",
            severity=preventable(still),
            clause=award.score_clause or award.clause,
            facts={
                "score": cell_text(scored.score),
                "minimum": cell_text(award.score_min),
                "award": view.cycle.award_name(award_id),
            },
        )


def _last_public_stage(regulation: Regulation) -> str | None:
    """The stage whose list is that of the proposed winners."""
    public = {notice.stage for notice in regulation.public_notices}
    return next((stage.id for stage in reversed(regulation.stages) if stage.id in public), None)


def _not_allowed(
    view: CycleView, path: str, rows: Sequence[Applicant | ShortlistEntry | Awardee], column: str
) -> Iterator[Diagnostic]:
    # Of all the rows there are but a few pairs of an award and a kind.
    award_and_kind = attrgetter("award", column)
    refused: dict[tuple[str, str], Award] = {}
    for pair in set(map(award_and_kind, rows)):
        award = view.cycle.regulation_award(pair[0])
        if award is not None and pair[1] in KINDS and pair[1] not in award.recipients:
            refused[pair] = award
    for row in rows if refused else ():
        award = refused.get(award_and_kind(row))
        if award is not None:
            facts = {"award": view.cycle.award_name(award.id), "recipients": "、".join(award.recipients)}
            yield at_row("recipient-not-allowed", path, row, column, clause=award.clause, facts=facts)


def _not_both_kinds(regulation: Regulation | None) -> Eligibility | None:
    entries: Iterable[Eligibility] = regulation.eligibility if regulation else ()
    return next((entry for entry in entries if entry.check and entry.check.kind == "not_both_kinds"), None)


_Side = tuple[str, str, Applicant | Awardee]
"""Kind and name of somebody, with their row."""


def _both_kinds(view: CycleView, path: str, sides: Sequence[_Side], condition: Eligibility) -> Iterator[Diagnostic]:
    people = [row for kind, _, row in sides if kind == INDIVIDUAL and row.unit]
    organizations = [(name, row) for kind, name, row in reversed(sides) if kind == ORGANIZATION] if people else []
    names = {name: row for name, row in organizations if name}
    codes = {row.uscc: row for _, row in organizations if row.uscc}
    for row in people:
        related = sorted(view.whole.history.related(row.unit))
        found = next((names[name] for name in related if name in names), codes.get(row.uscc))
        if found is not None:
            severity = preventable(not view.decided)
            name = found.applicant if isinstance(found, Applicant) else found.awardee
            facts = {"first": f"{path}:{found.line}", "organization": name}
            clause = condition.clause
            yield at_row(
                "organization-and-individual", path, row, "unit", severity=severity, clause=clause, facts=facts
            )
