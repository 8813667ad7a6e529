"""Small builders of a portal of 示例市: each record is whole and faultless until a test changes something."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any, TypeVar

from generator.diagnostics import Diagnostic
from generator.domain.portal import Completeness, Cycle, CycleAward, CycleStage, Jurisdiction, Portal
from generator.domain.records import (
    Applicant,
    Awardee,
    Channel,
    Correction,
    FormerName,
    Notice,
    Revocation,
    ShortlistEntry,
    Table,
)
from generator.domain.regulations import Regulation
from generator.rules.catalogue import RULES, run_rules
from tests.domain.arranged_days import published_calendar
from tests.rules.building_regulations import a_regulation

R = TypeVar("R", Applicant, ShortlistEntry, Notice, Channel, Awardee, Revocation, Correction, FormerName)

FIRM, OTHER_FIRM, PERSON = "示例市甲制造有限公司", "示例市乙制造有限公司", "示例人甲"
OPEN_DAY = dt.date(2025, 10, 10)
"""A day on which the notice of `a_notice()` is open."""
LATER = dt.date(2026, 6, 1)
"""A day on which everything has happened."""


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


# --- rows -------------------------------------------------------------------------------------------------------------


def an_applicant(application_id: str = "a-1", **changes: Any) -> Applicant:
    row = Applicant(
        line=0,
        application_id=application_id,
        award="quality",
        applicant=FIRM,
        applicant_type="organization",
        unit="",
        entry_title="",
        uscc="",
        sector="",
        recommended_by="",
        received_on=day("2025-05-01"),
        eligibility="accepted",
        reason="",
        source_url="",
    )
    return replace(row, **changes)


def a_candidate(stage: str = "proposal", **changes: Any) -> ShortlistEntry:
    row = ShortlistEntry(
        line=0,
        stage=stage,
        award="quality",
        application_id="",
        applicant=FIRM,
        applicant_type="organization",
        unit="",
        entry_title="",
        uscc="",
        rank=None,
        score=None,
        notice_id="",
        source_url="",
    )
    return replace(row, **changes)


def a_notice(notice_id: str = "n-1", **changes: Any) -> Notice:
    """A notice of five working days: 9, 10, 11 (made up for the National Day), 13 and 14 October 2025."""
    row = Notice(
        line=0,
        notice_id=notice_id,
        stage="proposal",
        title="拟获奖名单公示",
        document_number="",
        publisher="示例市评审办",
        medium="",
        published_on=day("2025-10-09"),
        period_form="dates",
        opens_on=day("2025-10-09"),
        closes_on=day("2025-10-14"),
        closes_time="",
        stated_length=None,
        stated_unit="",
        declared_count=None,
        corrects="",
        change="",
        change_reason="",
        source_url="",
    )
    return replace(row, **changes)


def a_change(notice_id: str, corrects: str, change: str, **changes: Any) -> Notice:
    return a_notice(notice_id, corrects=corrects, change=change, **changes)


def a_withdrawal(notice_id: str, corrects: str) -> Notice:
    return a_change(notice_id, corrects, "withdrawal", opens_on=None, closes_on=None)


def a_channel(**changes: Any) -> Channel:
    row = Channel(
        line=0, notice_id="n-1", office="示例市评审办", kind="phone", value="0000-12345", hours="", source_url=""
    )
    return replace(row, **changes)


def an_awardee(award_id: str = "w-1", **changes: Any) -> Awardee:
    row = Awardee(
        line=0,
        award_id=award_id,
        award="quality",
        application_id="",
        awardee=FIRM,
        awardee_type="organization",
        unit="",
        entry_title="",
        uscc="",
        decision_document="",
        decided_on=day("2025-11-03"),
        published_on=None,
        notice_id="",
        note="",
        source_url="",
    )
    return replace(row, **changes)


def a_revocation(revocation_id: str = "v-1", **changes: Any) -> Revocation:
    row = Revocation(
        line=0,
        revocation_id=revocation_id,
        award_id="w-1",
        measure="revoke",
        regulation="",
        ground="fraud",
        decided_by="",
        decided_on=day("2026-03-02"),
        effective_on=None,
        document_number="",
        published_on=None,
        statement="",
        source_url="",
    )
    return replace(row, **changes)


def a_correction(correction_id: str = "c-1", **changes: Any) -> Correction:
    row = Correction(
        line=0,
        correction_id=correction_id,
        table="awardees",
        record_id="w-1",
        field="awardee",
        was="",
        now="",
        kind="typographic",
        reason="错字",
        corrected_on=day("2026-01-05"),
        source_url="",
    )
    return replace(row, **changes)


def a_former_name(name: str, former_name: str) -> FormerName:
    return FormerName(line=0, name=name, former_name=former_name, uscc="", changed_on=None, source_url="")


# --- tables, cycles, the portal ---------------------------------------------------------------------------------------


def table(path: str, rows: Sequence[R]) -> Table[R]:
    """A table whose rows stand on the lines after the header."""
    numbered = tuple(replace(row, line=line) for line, row in enumerate(rows, start=2))
    return Table(path=path, rows=numbered, present=bool(rows))


def a_cycle_award(award_id: str = "quality", declared_count: int | None = None, line: int = 5) -> CycleAward:
    return CycleAward(line=line, id=award_id, name="示例市政府质量奖", declared_count=declared_count)


def a_cycle_stage(stage_id: str, line: int = 8) -> CycleStage:
    return CycleStage(line=line, id=stage_id, name="环节")


def complete(*tables: str) -> Completeness:
    words = {name: "complete" if name in tables else "unknown" for name in _CYCLE_TABLES}
    return Completeness(**words, note=None)


_CYCLE_TABLES = ("applicants", "shortlists", "notices", "awardees")


def a_cycle(
    slug: str = "2025",
    *,
    applicants: Sequence[Applicant] = (),
    shortlists: Sequence[ShortlistEntry] = (),
    notices: Sequence[Notice] = (),
    channels: Sequence[Channel] = (),
    awardees: Sequence[Awardee] = (),
    **changes: Any,
) -> Cycle:
    """A cycle under `r2024`, unless the changes say another or no regulation."""
    home = f"jurisdictions/shili/{slug}"
    cycle = Cycle(
        jurisdiction="shili",
        slug=slug,
        path=f"{home}/cycle.yaml",
        name=f"{slug}年",
        year=int(slug[:4]) if slug[:4].isdigit() else 2025,
        regulation_id="r2024",
        regulation_line=3,
        regulation=None,
        regulation_cited=None,
        awards=(),
        stages=(),
        completeness=complete(),
        applicants=table(f"{home}/applicants.csv", applicants),
        shortlists=table(f"{home}/shortlists.csv", shortlists),
        notices=table(f"{home}/notices.csv", notices),
        channels=table(f"{home}/channels.csv", channels),
        awardees=table(f"{home}/awardees.csv", awardees),
    )
    return replace(cycle, **changes)


def a_jurisdiction(
    *cycles: Cycle,
    regulations: Sequence[Regulation] | None = None,
    revocations: Sequence[Revocation] = (),
    corrections: Sequence[Correction] = (),
    names: Sequence[FormerName] = (),
    **changes: Any,
) -> Jurisdiction:
    """A jurisdiction whose cycles hold the regulation that they name, where it is among `regulations`."""
    held = {regulation.id: regulation for regulation in (a_regulation(),) if regulations is None}
    held |= {regulation.id: regulation for regulation in regulations or ()}
    linked = tuple(replace(cycle, regulation=held.get(cycle.regulation_id or "")) for cycle in cycles)
    jurisdiction = Jurisdiction(
        slug="shili",
        path="jurisdictions/shili/jurisdiction.yaml",
        name="示例市",
        level="city",
        division_code="000000",
        regulation_id=next(iter(held), ""),
        regulation_line=5,
        offices=(),
        regulations=MappingProxyType(held),
        cycles=tuple(sorted(linked, key=lambda cycle: -cycle.year)),
        revocations=table("jurisdictions/shili/revocations.csv", revocations),
        corrections=table("jurisdictions/shili/corrections.csv", corrections),
        names=table("jurisdictions/shili/names.csv", names),
        sound=True,
    )
    return replace(jurisdiction, **changes)


def a_portal(*cycles: Cycle, **parts: Any) -> Portal:
    return Portal(jurisdictions=(a_jurisdiction(*cycles, **parts),), calendar=published_calendar())


# --- what the rules find ----------------------------------------------------------------------------------------------


def found(rule: str, portal: Portal, as_of: dt.date = LATER) -> list[Diagnostic]:
    """What one rule finds; every rule must bear its own name."""
    diagnostics = run_rules(portal, as_of, [each for each in RULES if each.name == rule])
    assert {diagnostic.rule for diagnostic in diagnostics} <= {rule}
    return diagnostics


def one(rule: str, portal: Portal, as_of: dt.date = LATER) -> Diagnostic:
    """The only thing that one rule finds."""
    diagnostics = found(rule, portal, as_of)
    assert len(diagnostics) == 1, diagnostics
    return diagnostics[0]


def place(diagnostic: Diagnostic) -> tuple[str, int | None, str | None]:
    """The file name, line and column at which a diagnostic points."""
    return (diagnostic.path.removeprefix("jurisdictions/shili/"), diagnostic.line, diagnostic.column)
