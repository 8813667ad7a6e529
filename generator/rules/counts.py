"""How many: awards and candidates against the caps of the regulation, rows against the number that a source prints."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from generator.diagnostics import Diagnostic
from generator.domain.records import Awardee, Notice
from generator.domain.regulations import ONSITE, Quota
from generator.rules.faults import at_line, at_row, preventable
from generator.rules.notices import as_printed
from generator.rules.views import CycleView


def quota_exceeded(view: CycleView) -> Iterator[Diagnostic]:
    """More awards are decided in a cycle than a cap of its regulation allows; revoked ones count too."""
    regulation = view.regulation
    if regulation is None:
        return
    for quota in regulation.quotas:
        counted = [row for row in view.awards if regulation.falls_under(quota, row.award, row.awardee_type)]
        if len(counted) > quota.max:
            yield _quota_fault(view, quota, counted)


def onsite_cap_exceeded(view: CycleView) -> Iterator[Diagnostic]:
    """More candidates enter the on-site review than the regulation allows."""
    regulation, table = view.regulation, view.cycle.shortlists
    if regulation is None or regulation.onsite_max is None:
        return
    listed = [row for row in view.candidates if row.stage == ONSITE]
    if len(listed) <= regulation.onsite_max:
        return
    first = listed[regulation.onsite_max]
    notice = view.notices.get(first.notice_id)
    still = not view.decided and not (notice is not None and view.closed(notice))
    yield at_row(
        "onsite-cap-exceeded",
        table.path,
        first,
        "stage",
        severity=preventable(still),
        clause=regulation.onsite_clause,
        facts={"max": str(regulation.onsite_max), "counted": str(len(listed))},
    )


def declared_count_differs(view: CycleView) -> Iterator[Diagnostic]:
    """A notice, or the decision of the cycle, prints another number than there are rows."""
    yield from _counts_of_notices(view)
    yield from _counts_of_awards(view)


def _quota_fault(view: CycleView, quota: Quota, counted: Sequence[Awardee]) -> Diagnostic:
    reading, over = "single" if len(quota.awards) == 1 else "shared", counted
    named, joint = quota.awards, False
    if quota.ambiguous and len(quota.awards) > 1:
        # The cap may be shared or may hold for each award: only what breaks it in both readings is sure.
        award, most = Counter(row.award for row in counted).most_common(1)[0]
        joint = most <= quota.max
        if joint:
            reading = "joint"
        else:
            reading, named, over = "each", (award,), [row for row in counted if row.award == award]
    decided = sum(1 for row in over if not view.ahead(row))
    return at_row(
        "quota-exceeded",
        view.cycle.awardees.path,
        over[quota.max],
        "award",
        severity=preventable(decided <= quota.max and not joint),
        clause=quota.clause,
        facts={
            "max": str(quota.max),
            "counted": str(len(over)),
            "awards": "、".join(map(view.cycle.award_name, named)),
            "recipients": "、".join(quota.recipients) if _limits_recipients(view, quota) else "",
            "reading": reading,
        },
    )


def _limits_recipients(view: CycleView, quota: Quota) -> bool:
    """Whether a cap is for some of those only to whom its awards go, which has to be told."""
    awards = filter(None, map(view.cycle.regulation_award, quota.awards))
    return any(not set(award.recipients) <= set(quota.recipients) for award in awards)


def _counts_of_notices(view: CycleView) -> Iterator[Diagnostic]:
    table, lists = view.cycle.notices, view.cycle.shortlists
    named = {row.notice_id for row in lists.rows if row.notice_id}
    if not lists.sound or len(view.candidates) < len(lists.rows) or not named <= view.notices.keys():
        return  # the faults of those rows, told elsewhere, may be all that is wrong
    for first in view.notices.values():
        found = None if first.corrects in view.notices else _miscounted(view, tuple(view.chains.chain(first)))
        if found is not None:
            row, counted = found
            severity = as_printed(view, row)
            facts = {
                "declared": str(row.declared_count),
                "counted": str(counted),
                "where": lists.path,
                "name": row.title,
            }
            yield at_row("declared-count-differs", table.path, row, "declared_count", severity=severity, facts=facts)


def _miscounted(view: CycleView, chain: Sequence[Notice]) -> tuple[Notice, int] | None:
    """The row of a chain that declares a number last, with the other number that is held; None where nothing is wrong.

    The list is stored once, not once for each change: at any row of the chain, with what a change adds at the change.
    """
    ordered = sorted(chain, key=lambda each: (each.published_on or date.min, each.line))
    listing = (each for each in ordered if not each.is_withdrawal)
    declaring = [(row, row.declared_count) for row in listing if row.declared_count is not None]
    if not declaring:
        return None
    row, declared = declaring[-1]
    held = [len(view.rows_by_notice.get(each.notice_id, ())) for each in ordered]
    place = ordered.index(row)
    own, total = held[place], sum(held)
    if any(held[place + 1 :]) or (not own and row.change and len(declaring) == 1):
        return None  # what a change that prints no number did to the list, or how long it was before, nothing says
    # A change prints the number of the whole list or of what it adds; a list that no change took up stands as at first.
    figures = [declared] if own else [figure for _, figure in declaring]
    counts = {own or total, total}
    complete = view.cycle.completeness.shortlists == "complete"
    fits = any(not _differs(figure, count, complete=complete) for figure in figures for count in counts)
    # Whom a correction takes off the list keeps the row at the notice that listed him, and nothing says who that is.
    may_have_left = row.change == "correction" and 0 < own <= declared <= total
    if fits or may_have_left or total == sum(figure for _, figure in declaring):
        return None
    return row, min(counts, key=lambda count: abs(count - declared))


def _counts_of_awards(view: CycleView) -> Iterator[Diagnostic]:
    record = view.cycle
    rows = record.awardees.rows
    if not record.awardees.sound or len(view.awards) < len(rows):
        return
    if not view.regulation_missing and not {row.award for row in rows} <= {
        *view.award_ids,
        *(award.id for award in record.awards),
    }:
        return  # the faults of those rows, told elsewhere, may be all that is wrong
    complete = record.completeness.awardees == "complete"
    counts, named = Counter(row.award for row in rows), Counter(award.id for award in record.awards)
    for award in record.awards:
        if named[award.id] > 1 or (not view.regulation_missing and award.id not in view.award_ids):
            continue  # a fault of the entry, told elsewhere: it is not known of which award it prints the number
        declared, counted = award.declared_count, counts[award.id]
        if declared is not None and _differs(declared, counted, complete=complete):
            line = award.declared_count_line or award.line
            facts = {
                "declared": str(declared),
                "counted": str(counted),
                "where": record.awardees.path,
                "name": award.name,
                "reason": "awards",
            }
            yield at_line("declared-count-differs", record.path, line, "declared_count", str(declared), facts=facts)


def _differs(declared: int, counted: int, *, complete: bool) -> bool:
    return counted != declared if complete else counted > declared
