"""Every rule over references and regulations, with what of a cell depends on them, and the way to run them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from generator.diagnostics import Diagnostic, Findings
from generator.domain.portal import Portal
from generator.frozen import dataclass
from generator.rules.applications import already_awarded, prior_award_missing, reapplied_during_ban
from generator.rules.candidates import organization_and_individual, recipient_not_allowed, score_below_minimum
from generator.rules.counts import declared_count_differs, onsite_cap_exceeded, quota_exceeded
from generator.rules.decisions import awarded_before_notice_closed, awarded_without_notice
from generator.rules.faults import draft_status
from generator.rules.identifiers import duplicate_id
from generator.rules.notices import (
    calendar_year_missing,
    notice_dates_reversed,
    notice_length_disagrees,
    notice_not_in_regulation,
    notice_too_long,
    notice_too_short,
    notice_unit_disagrees,
)
from generator.rules.record_links import unknown_awardee, unknown_ground, unknown_record, unknown_regulation
from generator.rules.references import unknown_application, unknown_award, unknown_notice, unknown_stage
from generator.rules.revocations import missing_ground, revoked_before_award, sanction_not_in_regulation
from generator.rules.views import CycleView, JurisdictionView

Check = Callable[[JurisdictionView], Iterator[Diagnostic]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its name, which every one of its diagnostics bears, and what finds them in one jurisdiction."""

    name: str
    check: Check


def each_cycle(check: Callable[[CycleView], Iterator[Diagnostic]]) -> Check:
    """The check of a jurisdiction that checks each of its cycles by itself; a draft is told as one, never as law in force."""

    def over_cycles(view: JurisdictionView) -> Iterator[Diagnostic]:
        for cycle in view.cycles:
            draft = draft_status(cycle.regulation)
            yield from (replace(fault, facts={**fault.facts, "draft": draft}) for fault in check(cycle))

    return over_cycles


RULES: Final[tuple[Rule, ...]] = (
    Rule("missing-value", missing_ground),
    Rule("duplicate-id", duplicate_id),
    Rule("unknown-award", unknown_award),
    Rule("unknown-stage", unknown_stage),
    Rule("unknown-notice", each_cycle(unknown_notice)),
    Rule("unknown-application", each_cycle(unknown_application)),
    Rule("unknown-awardee", unknown_awardee),
    Rule("unknown-ground", unknown_ground),
    Rule("unknown-regulation", unknown_regulation),
    Rule("unknown-record", unknown_record),
    Rule("notice-dates-reversed", each_cycle(notice_dates_reversed)),
    Rule("notice-too-short", each_cycle(notice_too_short)),
    Rule("notice-too-long", each_cycle(notice_too_long)),
    Rule("notice-length-disagrees", each_cycle(notice_length_disagrees)),
    Rule("notice-unit-disagrees", each_cycle(notice_unit_disagrees)),
    Rule("notice-not-in-regulation", each_cycle(notice_not_in_regulation)),
    Rule("calendar-year-missing", each_cycle(calendar_year_missing)),
    Rule("quota-exceeded", each_cycle(quota_exceeded)),
    Rule("onsite-cap-exceeded", each_cycle(onsite_cap_exceeded)),
    Rule("score-below-minimum", each_cycle(score_below_minimum)),
    Rule("recipient-not-allowed", each_cycle(recipient_not_allowed)),
    Rule("organization-and-individual", each_cycle(organization_and_individual)),
    Rule("awarded-before-notice-closed", each_cycle(awarded_before_notice_closed)),
    Rule("awarded-without-notice", each_cycle(awarded_without_notice)),
    Rule("declared-count-differs", each_cycle(declared_count_differs)),
    Rule("reapplied-during-ban", each_cycle(reapplied_during_ban)),
    Rule("already-awarded", each_cycle(already_awarded)),
    Rule("prior-award-missing", each_cycle(prior_award_missing)),
    Rule("revoked-before-award", revoked_before_award),
    Rule("sanction-not-in-regulation", sanction_not_in_regulation),
)
"""The rules in the order of `diagnostics.RULE_GROUPS`."""


def run_rules(portal: Portal, as_of: date, rules: Sequence[Rule] = RULES) -> list[Diagnostic]:
    """Everything that the rules find on a day, in the order of a report."""
    views = [JurisdictionView(portal, jurisdiction, as_of) for jurisdiction in portal.jurisdictions]
    found = Findings(diagnostic for view in views for rule in rules for diagnostic in rule.check(view))
    return sorted(found, key=Diagnostic.sort_key)
