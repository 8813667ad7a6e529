"""A revocation against the award that it takes away and the sanction on which it rests."""

from collections.abc import Iterator

from generator.diagnostics import Diagnostic
from generator.rules.faults import at_row, day_text, draft_status, listed
from generator.rules.views import JurisdictionView


def revoked_before_award(view: JurisdictionView) -> Iterator[Diagnostic]:
    """A revocation is decided before the award was."""
    table = view.jurisdiction.revocations
    for row in table.rows:
        holding = view.holdings.get(row.award_id)
        awarded_on = holding.awardee.decided_on if holding else None
        if row.decided_on is not None and awarded_on is not None and row.decided_on < awarded_on:
            facts = {"award": row.award_id, "awarded_on": day_text(awarded_on)}
            yield at_row("revoked-before-award", table.path, row, "decided_on", facts=facts)


def missing_ground(view: JurisdictionView) -> Iterator[Diagnostic]:
    """A revocation names no sanction although the regulation that has them is held."""
    table = view.jurisdiction.revocations
    if not table.sound:
        return  # a ground may stand there that could not be read
    for row in table.rows:
        regulation = view.regulation_of(row)
        # Without a statement the cell itself has the fault.
        if regulation is not None and not row.ground and row.statement:
            known = listed(tuple(sanction.id for sanction in regulation.sanctions))
            fault = "ground-held" if known else "ground-nowhere"
            facts = {"fault": fault, "regulation": regulation.id, "known": known}
            yield at_row("missing-value", table.path, row, "ground", facts=facts)


def sanction_not_in_regulation(view: JurisdictionView) -> Iterator[Diagnostic]:
    """A revocation takes a measure that the regulation does not attach to its ground, or to any ground."""
    table = view.jurisdiction.revocations
    for row in table.rows:
        regulation = view.regulation_of(row)
        if regulation is None or not row.measure:
            continue
        sanction = regulation.sanction(row.ground) if row.ground else None
        if sanction is not None and sanction.measure != row.measure:
            facts = {"allowed": sanction.measure, "reason": sanction.measure, "draft": draft_status(regulation)}
            yield at_row("sanction-not-in-regulation", table.path, row, "measure", clause=sanction.clause, facts=facts)
        measures = dict.fromkeys(each.measure for each in regulation.sanctions)
        if not row.ground and row.measure not in measures:
            fault = "no-ground" if measures else "none"
            facts = {"allowed": "、".join(measures), "fault": fault, "draft": draft_status(regulation)}
            yield at_row("sanction-not-in-regulation", table.path, row, "measure", facts=facts)
