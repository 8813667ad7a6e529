"""Links that reach beyond a cycle: to awards, regulations, sanctions and corrected records of the jurisdiction."""

from collections.abc import Iterable, Iterator

from generator.diagnostics import Diagnostic
from generator.domain.correction_targets import NAMED_BY, names_of
from generator.domain.records import Correction, Record, Revocation, columns_of
from generator.rules.faults import at_line, at_row, listed, taken_ids
from generator.rules.views import JurisdictionView


def unknown_awardee(view: JurisdictionView) -> Iterator[Diagnostic]:
    """A revocation names an award that no cycle of the jurisdiction has."""
    if not view.awardees_sound:
        return
    table = view.jurisdiction.revocations
    missing = [row for row in table.rows if row.award_id and row.award_id not in view.holdings]
    if missing:
        awardees = [row for cycle in view.cycles for row in cycle.cycle.awardees.rows]
        held = {award_id: holding.awardee for award_id, holding in view.holdings.items()}
        taken = taken_ids(awardees, held, "award_id")
        yield from (at_row("unknown-awardee", table.path, row, "award_id", facts={"taken": taken}) for row in missing)


def unknown_ground(view: JurisdictionView) -> Iterator[Diagnostic]:
    """A revocation names a ground that is no sanction of the regulation on which it rests."""
    table = view.jurisdiction.revocations
    for row in table.rows:
        if not row.ground or _hidden(view, row):
            continue
        regulation = view.regulation_of(row)
        if regulation is None:
            yield at_row(
                "unknown-ground", table.path, row, "ground", facts={"reason": "not-held", "known": "", "where": ""}
            )
        elif regulation.sanction(row.ground) is None:
            known = listed(tuple(sanction.id for sanction in regulation.sanctions))
            facts = {"reason": "missing", "known": known, "where": regulation.path}
            yield at_row("unknown-ground", table.path, row, "ground", facts=facts)


def unknown_regulation(view: JurisdictionView) -> Iterator[Diagnostic]:
    """A jurisdiction, a cycle or a revocation names a regulation that is not held."""
    whole = view.jurisdiction
    if not whole.sound:
        return
    facts = {"known": listed(tuple(regulation.id for regulation in view.regulations))}
    named = [(whole.path, whole.regulation_line, whole.regulation_id)]
    named += [(cycle.cycle.path, cycle.cycle.regulation_line, cycle.cycle.regulation_id or "") for cycle in view.cycles]
    for path, line, regulation_id in named:
        if regulation_id and regulation_id not in whole.regulations:
            yield at_line("unknown-regulation", path, line, "regulation", regulation_id, facts=facts)
    for row in whole.revocations.rows:
        if row.regulation and row.regulation not in whole.regulations:
            yield at_row("unknown-regulation", whole.revocations.path, row, "regulation", facts=facts)


def unknown_record(view: JurisdictionView) -> Iterator[Diagnostic]:
    """A correction names a record that its table does not have, or a column that the table does not have."""
    table = view.jurisdiction.corrections
    ids: dict[str, frozenset[str]] = {}
    for row in table.rows:
        if row.table not in NAMED_BY:
            continue
        if row.table not in ids:
            ids[row.table] = _ids(view, row.table)
        if row.record_id and row.record_id not in ids[row.table] and _whole(view, row.table):
            yield _unknown_record(table.path, row, "record_id", "record", "")
        columns = columns_of(row.table)
        if row.field and row.field not in columns:
            yield _unknown_record(table.path, row, "field", "field", listed(columns))


def _unknown_record(path: str, row: Correction, column: str, reason: str, known: str) -> Diagnostic:
    facts = {"reason": reason, "table": row.table, "known": known}
    return at_row("unknown-record", path, row, column, facts=facts)


def _hidden(view: JurisdictionView, row: Revocation) -> bool:
    """Whether the ground cannot be judged for a reason that is reported elsewhere."""
    if row.regulation:
        return row.regulation not in view.jurisdiction.regulations
    holding = view.holdings.get(row.award_id)
    return holding is None or holding.cycle.regulation_missing


def _tables(view: JurisdictionView, name: str) -> Iterator[tuple[bool, Iterable[Record]]]:
    """The tables of that name in the jurisdiction, each with whether all of its rows were read."""
    if name in ("revocations", "names"):
        table = getattr(view.jurisdiction, name)
        yield table.sound, table.rows
        return
    for cycle in view.cycles:
        table = getattr(cycle.cycle, name)
        yield table.sound, table.rows


def _whole(view: JurisdictionView, name: str) -> bool:
    return view.jurisdiction.sound and all(sound for sound, _ in _tables(view, name))


def _ids(view: JurisdictionView, name: str) -> frozenset[str]:
    found: set[str] = set()
    for _, rows in _tables(view, name):
        for row in rows:
            found.update(names_of(name, row))
    return frozenset(found)
