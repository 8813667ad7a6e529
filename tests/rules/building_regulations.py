"""Small builders of a regulation of 示例市: each part is whole and faultless until a test changes something."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from generator.domain.regulations import (
    NAME_USES,
    Award,
    CycleRule,
    Eligibility,
    EligibilityCheck,
    NameUse,
    ObjectionRule,
    Quota,
    Regulation,
    RequiredNotice,
    RequiredPeriod,
    Sanction,
    Stage,
)


def an_award(award_id: str = "quality", **changes: Any) -> Award:
    award = Award(
        line=10,
        id=award_id,
        name="示例市政府质量奖",
        recipients=("organization",),
        score_min=None,
        score_clause=None,
        validity_years=None,
        validity_clause=None,
        category=None,
        vacancy_allowed=None,
        renewal=None,
        clause="第三条",
    )
    return replace(award, **changes)


def a_stage(stage_id: str, name: str = "环节", **changes: Any) -> Stage:
    return replace(Stage(line=20, id=stage_id, name=name, by=None, clause="第八条"), **changes)


def a_demand(stage: str = "proposal", length: int | None = 5, **changes: Any) -> RequiredNotice:
    period = RequiredPeriod(length=length, unit="working_day", kind="minimum") if length else None
    demand = RequiredNotice(
        line=30,
        stage=stage,
        what="拟获奖名单",
        audience="public",
        publisher=None,
        medium=None,
        period=period,
        clause="第九条",
    )
    return replace(demand, **changes)


def a_period(length: int, unit: str = "working_day", kind: str = "minimum") -> RequiredPeriod:
    return RequiredPeriod(length=length, unit=unit, kind=kind)


def a_quota(*awards: str, **changes: Any) -> Quota:
    quota = Quota(
        line=40, awards=awards or ("quality",), recipients=("organization",), max=2, ambiguous=False, clause="第六条"
    )
    return replace(quota, **changes)


def a_sanction(sanction_id: str = "fraud", **changes: Any) -> Sanction:
    sanction = Sanction(
        line=50,
        id=sanction_id,
        measure="revoke",
        ground="骗取奖项",
        window_years=None,
        verified_by=None,
        decided_by=None,
        consequences=("title",),
        reapplication_ban_years=5,
        ban_clause="第三十二条",
        ban_starts=None,
        clause="第三十条",
    )
    return replace(sanction, **changes)


def a_condition(kind: str, awards: Sequence[str] = (), years: int | None = None, **changes: Any) -> Eligibility:
    check = EligibilityCheck(kind=kind, awards=tuple(awards), years=years, recipients=("organization",))
    return replace(Eligibility(line=60, id="condition", summary="条件", check=check, clause="第十条"), **changes)


def a_regulation(**changes: Any) -> Regulation:
    silent = NameUse(verdict="silent", clause=None, within=None, condition=None)
    regulation = Regulation(
        id="r2024",
        path="jurisdictions/shili/regulations/r2024.yaml",
        title="示例市政府质量奖管理办法",
        document_number=None,
        status="in_force",
        issuing_body=None,
        issued_on=None,
        effective_on=dt.date(2024, 2, 1),
        expires_on=None,
        dates_clause=None,
        repeals=(),
        open_points=(),
        cycle_rule=CycleRule(every_years=None, summary="", clause=None),
        awards=(an_award(), an_award("person", recipients=("individual",)), an_award("gold")),
        quotas=(),
        onsite_max=None,
        onsite_clause=None,
        stages=tuple(a_stage(name) for name in ("qualification", "onsite", "proposal", "approval")),
        notices=(a_demand(),),
        objection=ObjectionRule(
            who=None,
            handled_by=None,
            real_name=None,
            evidence=None,
            verification=None,
            written_form=None,
            seal=None,
            anonymous=None,
            outcome=None,
            clause=None,
        ),
        name_use=MappingProxyType(dict.fromkeys(NAME_USES, silent)),
        name_use_remedy=None,
        name_use_remedy_clause=None,
        sanctions=(a_sanction(), a_sanction("accident", measure="stop_publicity", reapplication_ban_years=None)),
        eligibility=(),
        duties=(),
        retention_years=None,
        retention_clause=None,
    )
    return replace(regulation, **changes)
