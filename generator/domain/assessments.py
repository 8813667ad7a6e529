"""What a jurisdiction did against its own rule: notices published and long enough, decisions after them, quotas kept.

An assessment judges only what has happened by the day it is made for, by the regulation under which the cycle ran and by
no other; where the data or the rule is missing it says that it cannot judge, and why.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from generator.domain.deadlines import PeriodForm, Unit
from generator.domain.moments import day_of
from generator.domain.notice_chains import day_of_reckoning
from generator.domain.notice_measures import (
    earliest_decision,
    may_be_put_off,
    nearest_demand,
    partly_timed,
    possible_demands,
)
from generator.domain.notices import NoticeHistories, NoticeHistory
from generator.domain.periods import Fit, fit, held_length
from generator.domain.portal import Cycle
from generator.domain.records import Awardee
from generator.domain.regulations import ONSITE, Quota, Regulation, RequiredNotice, RequiredPeriod
from generator.domain.verdicts import Assessment, Case, Fact, Kind, Length
from generator.domain.working_days import WorkingDayCalendar
from generator.frozen import dataclass

_REASON_OF_FIT: Final = {Fit.FITS: "long_enough", Fit.TOO_SHORT: "too_short", Fit.TOO_LONG: "too_long"}


def assess(
    cycle: Cycle, calendar: WorkingDayCalendar, on: date, histories: NoticeHistories | None = None
) -> tuple[Assessment, ...]:
    """Every assessment of a cycle as things stand on a day; `histories` are those of its notices, if already made."""
    regulation = cycle.regulation
    if regulation is None or regulation.is_draft:
        reason = "regulation_not_held" if regulation is None else "regulation_is_draft"
        cited = {"cited": cycle.regulation_cited or ""}
        cases = (Case(kind=kind, jurisdiction=cycle.jurisdiction, cycle=cycle.slug) for kind in Kind)
        return tuple(case.left_open(reason, cited) for case in cases)
    caps = _caps(cycle, regulation, on)
    histories = histories or NoticeHistories(cycle.notices.rows, calendar)
    view = _View(
        cycle=cycle,
        regulation=regulation,
        histories=histories,
        originals=tuple(history for history in histories if _is_original(history)),
        calendar=calendar,
        on=on,
        decided=caps.decided,
    )
    return (
        *_notices_published(view),
        *_notices_measured(view),
        *_decisions(view),
        *(_quota(caps, quota) for quota in regulation.quotas),
        *_onsite_cap(caps),
    )


def assess_quotas(cycle: Cycle, on: date) -> tuple[Assessment, ...]:
    """The assessments of a cycle's quotas alone, in the order of its regulation; none where `assess` would judge nothing."""
    regulation = cycle.regulation
    if regulation is None or regulation.is_draft:
        return ()
    caps = _caps(cycle, regulation, on)
    return tuple(_quota(caps, quota) for quota in regulation.quotas)


def _case(cycle: Cycle, kind: Kind, subject: str, clause: str | None) -> Case:
    return Case(kind=kind, jurisdiction=cycle.jurisdiction, cycle=cycle.slug, subject=subject, clause=clause)


@dataclass(frozen=True, slots=True, kw_only=True)
class _View:
    cycle: Cycle
    regulation: Regulation
    histories: NoticeHistories
    originals: tuple[NoticeHistory, ...]
    """Notices that change no other."""
    calendar: WorkingDayCalendar
    on: date
    decided: bool

    def case(self, kind: Kind, subject: str, clause: str | None) -> Case:
        return _case(self.cycle, kind, subject, clause)


def _is_original(history: NoticeHistory) -> bool:
    return not history.earlier and not history.notice.is_withdrawal


def _why_table_proves_nothing(completeness: str, present: bool) -> str:
    """The reason for which a row that is not held proves nothing; empty where it proves that there was none."""
    if completeness == "complete" and present:
        return ""
    return "table_partial" if completeness == "partial" else "table_unknown"


# --- notices ----------------------------------------------------------------------------------------------------------


def _notices_published(view: _View) -> Iterator[Assessment]:
    for stage in dict.fromkeys(notice.stage for notice in view.regulation.notices):
        demanded = view.regulation.notices_for(stage)
        public = tuple(notice for notice in demanded if notice.audience == "public")
        case = view.case(Kind.NOTICE_PUBLISHED, stage, (public or demanded)[0].clause)
        yield _published(view, case, len(public)) if public else case.left_open("notice_internal")


def _published(view: _View, case: Case, demanded: int) -> Assessment:
    at_stage = tuple(history for history in view.originals if history.notice.stage == case.subject)
    held = tuple(history for history in at_stage if (history.notice.published_on or date.min) <= view.on)
    rows = (view.histories.anew(history, view.on) for history in held)
    standing = tuple(row.notice for row in rows if row.withdrawn_on(view.on) is None)
    facts: dict[str, Fact] = {"demanded": demanded, "held": len(held)}
    if len(standing) >= demanded:
        facts["published_on"] = min((day for notice in standing if (day := notice.published_on)), default="")
        return case.judged(True, "published", facts)
    if standing:
        return case.left_open("lists_not_told_apart", facts)
    unproven = _why_table_proves_nothing(view.cycle.completeness.notices, view.cycle.notices.present)
    if unproven or not view.decided:
        return case.left_open(unproven or "cycle_under_way", facts)
    return case.judged(False, "withdrawn_only" if held else "not_published", facts)


def _notices_measured(view: _View) -> Iterator[Assessment]:
    for history in view.originals:
        notice = history.notice
        at_stage = view.regulation.notices_for(notice.stage)
        if not at_stage:
            continue
        nearest = _nearest(view, history)
        if nearest is not None:
            demanded, required = nearest
            yield _length(view, history, demanded.clause, required)
            yield _unit(view, history, demanded.clause, required)
        else:
            case = view.case(Kind.NOTICE_LENGTH, notice.stage, at_stage[0].clause)
            several = partly_timed(view.regulation, notice.stage)
            reason = "length_not_told_apart" if several else "length_not_stated"
            yield case.left_open(reason, {"notice": notice.notice_id})


def _nearest(view: _View, history: NoticeHistory) -> tuple[RequiredNotice, RequiredPeriod] | None:
    """The demanded length to which a notice comes nearest, of the unit that it states or that a later row states for it."""
    row = view.histories.anew(history, view.on)
    demands = possible_demands(view.regulation, row.stating_unit_on(view.on))
    period = row.period_on(view.on)
    return nearest_demand(demands, period, view.calendar) if demands and period else next(iter(demands), None)


def _length(view: _View, history: NoticeHistory, clause: str | None, required: RequiredPeriod) -> Assessment:
    case = view.case(Kind.NOTICE_LENGTH, history.notice.stage, clause)
    row = view.histories.anew(history, view.on)
    facts: dict[str, Fact] = {
        "notice": row.notice.notice_id,
        "required": Length(length=required.length, unit=required.unit),
        "required_kind": required.kind,
    }
    if row.withdrawn_on(view.on):
        return case.left_open("withdrawn", facts)
    period = row.period_on(view.on)
    if period is None or period.opens_on is None or period.counts_from is None:
        return case.left_open("period_not_countable", facts)
    unit, opens_on, closes_on = Unit(required.unit), period.opens_on, period.closes_on
    counted = held_length(period.counts_from, closes_on, unit, period.first_day_form, view.calendar)
    facts |= {"opens_on": opens_on, "closes_on": closes_on, "counted": Length(length=counted, unit=unit)}
    if day_of(period.ends_at) > view.on:
        return case.left_open("not_closed", facts)
    fits = fit(period.counts_from, closes_on, period.first_day_form, required, view.calendar)
    years = view.calendar.missing_years(opens_on, closes_on)
    too_long = fits is Fit.TOO_LONG and period.first_day_form is PeriodForm.FROM_PUBLICATION
    put_off = too_long and may_be_put_off(closes_on, counted - required.length, view.calendar)
    if years and (unit is Unit.WORKING_DAY or put_off):
        return case.left_open("calendar_missing", facts | {"years": ", ".join(map(str, years))})
    return case.judged(fits is Fit.FITS, _REASON_OF_FIT[fits], facts)


def _unit(view: _View, history: NoticeHistory, clause: str | None, required: RequiredPeriod) -> Assessment:
    notice = history.stating_unit_on(view.on)
    case = view.case(Kind.NOTICE_UNIT, notice.stage, clause)
    stated = notice.stated_unit
    facts: dict[str, Fact] = {
        "notice": notice.notice_id,
        "required_unit": required.unit,
        "stated_unit": stated,
    }
    if not stated:
        return case.left_open("unit_not_stated", facts)
    agrees = stated == required.unit
    return case.judged(agrees, "unit_agrees" if agrees else "unit_disagrees", facts)


# --- how long from notice to decision ---------------------------------------------------------------------------------


def _decisions(view: _View) -> Iterator[Assessment]:
    public = view.regulation.public_notices
    if not public:
        return
    if not view.decided:
        yield view.case(Kind.NOTICE_TO_DECISION, "", public[-1].clause).left_open("cycle_under_way")
    for (decided_on, document, notice_id), count in _decisions_by_notice(view.cycle.awardees.rows, view.on).items():
        yield _decision(view, document or decided_on.isoformat(), notice_id, decided_on, count)


def _decisions_by_notice(rows: Iterable[Awardee], on: date) -> Mapping[tuple[date, str, str], int]:
    """How many awards were decided by a day, by day, document and notice of the decision."""
    return Counter(
        (row.decided_on, row.decision_document, row.notice_id)
        for row in rows
        if row.decided_on is not None and row.decided_on <= on
    )


def _decision(view: _View, subject: str, notice_id: str, decided_on: date, count: int) -> Assessment:
    history = view.histories.decided_upon(notice_id)
    nearest = _nearest(view, history) if history else None
    demanded = nearest[:1] if nearest else view.regulation.notices_for(history.notice.stage) if history else ()
    case = view.case(Kind.NOTICE_TO_DECISION, subject, demanded[0].clause if demanded else None)
    facts: dict[str, Fact] = {"decided_on": decided_on, "awards": count}
    if history is None:
        return case.left_open("notice_not_named", facts)
    facts["notice"] = notice_id
    if view.histories.anew(history, decided_on).withdrawn_on(decided_on) is not None:
        return case.left_open("withdrawn", facts)
    period = history.period_on(min(view.on, day_of_reckoning(history.notice, decided_on)))
    if period is None:
        return case.left_open("period_not_countable", facts)
    facts["closes_on"] = period.closes_on
    facts["days_after"] = (decided_on - period.closes_on).days
    after = decided_on >= earliest_decision(period)
    return case.judged(after, "decided_after_notice" if after else "decided_before_close", facts)


# --- caps -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Caps:
    cycle: Cycle
    regulation: Regulation
    decided: bool
    given: Mapping[tuple[str, str], int]
    """How many awardees there are of each award and type."""


def _caps(cycle: Cycle, regulation: Regulation, on: date) -> _Caps:
    return _Caps(
        cycle=cycle,
        regulation=regulation,
        decided=any(row.decided_on is not None and row.decided_on <= on for row in cycle.awardees.rows),
        given=Counter((row.award, row.awardee_type) for row in cycle.awardees.rows),
    )


def _quota(caps: _Caps, quota: Quota) -> Assessment:
    """One printed figure; a figure whose scope is unclear is judged only where both readings agree."""
    case = _case(caps.cycle, Kind.QUOTA, " ".join(quota.awards), quota.clause)
    counts = dict.fromkeys(quota.awards, 0)
    for (award, recipient), count in caps.given.items():
        if caps.regulation.falls_under(quota, award, recipient):
            counts[award] += count
    counted = sum(counts.values())
    facts: dict[str, Fact] = {"max": quota.max, "recipients": " ".join(quota.recipients), "counted": counted}
    if counted > quota.max:
        if quota.ambiguous and max(counts.values()) <= quota.max:
            return case.left_open("quota_ambiguous", facts)
        return case.judged(False, "quota_exceeded", facts)
    unproven = _why_table_proves_nothing(caps.cycle.completeness.awardees, caps.cycle.awardees.present)
    if not unproven and any(caps.regulation.may_fall_under(quota, *kind) for kind in caps.given):
        unproven = "recipients_unknown"
    if unproven or not caps.decided:
        return case.left_open(unproven or "cycle_under_way", facts)
    return case.judged(True, "quota_kept", facts)


def _onsite_cap(caps: _Caps) -> Iterator[Assessment]:
    cycle, cap = caps.cycle, caps.regulation.onsite_max
    if cap is None:
        return
    case = _case(cycle, Kind.ONSITE_CAP, ONSITE, caps.regulation.onsite_clause)
    counted = sum(1 for row in cycle.shortlists.rows if row.stage == ONSITE)
    facts: dict[str, Fact] = {"max": cap, "counted": counted}
    unproven = _why_table_proves_nothing(cycle.completeness.shortlists, cycle.shortlists.present)
    if counted > cap:
        yield case.judged(False, "onsite_exceeded", facts)
    elif unproven:
        yield case.left_open(unproven, facts)
    else:
        yield case.judged(True, "onsite_kept", facts)
