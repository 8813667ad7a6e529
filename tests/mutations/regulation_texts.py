"""The regulations of the fictional jurisdictions, and their other documents, as YAML."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import yaml

from generator.domain.regulations import NAME_USES

_SILENT: Final = {"verdict": "silent", "clause": None}


def as_yaml(document: Mapping[str, Any]) -> str:
    """A document as text, one key a line."""
    return yaml.safe_dump(dict(document), allow_unicode=True, sort_keys=False, width=1000)


def _award(award_id: str, name: str, *recipients: str, score_min: float | None = None) -> dict[str, Any]:
    return {
        "id": award_id,
        "name": name,
        "recipients": list(recipients),
        "score_min": score_min,
        "validity_years": 5,
        "clause": "第三条",
    }


def _notice(stage: str, what: str, length: int, unit: str, kind: str) -> dict[str, Any]:
    return {
        "stage": stage,
        "what": what,
        "audience": "public",
        "publisher": "市评审办",
        "medium": None,
        "period": {"length": length, "unit": unit, "kind": kind},
        "clause": "第九条",
    }


def _sanction(sanction_id: str, measure: str, ban: int | None) -> dict[str, Any]:
    return {
        "id": sanction_id,
        "measure": measure,
        "ground": "违反办法的情形",
        "window_years": None,
        "verified_by": "市评审办",
        "decided_by": "市政府",
        "consequences": ["title"],
        "reapplication_ban_years": ban,
        "clause": "第三十条",
    }


def _regulation(title: str, **parts: Any) -> dict[str, Any]:
    stages = ("qualification", "document", "onsite", "proposal", "approval")
    names = ("资格审查", "资料评审", "现场评审", "评议公示", "审批表彰")
    return {
        "title": title,
        "document_number": "示政发〔2019〕1号",
        "status": "in_force",
        "issuing_body": "示例市人民政府",
        "issued_on": "2019-01-05",
        "effective_on": "2019-02-01",
        "expires_on": None,
        "repeals": [],
        "open_points": [],
        "cycle_rule": {"every_years": 2, "summary": "每两年评一届", "clause": "第四条"},
        **parts,
        "stages": [
            {"id": stage, "name": name, "by": "市评审办", "clause": "第八条"}
            for stage, name in zip(stages, names, strict=True)
        ],
        "objection": {
            "who": "anyone",
            "handled_by": "市评审办",
            "real_name": "required",
            "evidence": True,
            "verification": {"length": 5, "unit": "working_day", "starts": "receipt"},
            "clause": "第十条",
        },
        "name_use": {use: dict(_SILENT) for use in NAME_USES},
        "sanctions": [_sanction("fraud", "revoke", 5), _sanction("accident", "stop_publicity", None)],
        "duties": [],
        "retention": {"years": None, "clause": None},
    }


def _condition(name: str, check: Mapping[str, Any]) -> dict[str, Any]:
    return {"id": name, "summary": "申报条件", "check": dict(check), "clause": "第七条"}


def jia_regulation(limits: Mapping[str, int]) -> dict[str, Any]:
    """A city with scores, an on-site cap, an earlier award asked for, and periods of working days at the least."""
    quotas = [
        {"awards": [award], "recipients": [kind], "max": limits[award], "ambiguous": False, "clause": "第六条"}
        for award, kind in (("quality", "organization"), ("innovation", "organization"), ("person", "individual"))
    ]
    return _regulation(
        "示例市甲质量奖管理办法",
        awards=[
            _award("quality", "示例市甲质量奖", "organization", score_min=600),
            _award("innovation", "示例市甲质量创新奖", "organization"),
            _award("person", "示例市甲质量工匠奖", "individual"),
        ],
        quotas=quotas,
        onsite_max=limits["onsite"],
        notices=[
            _notice("qualification", "受理名单", 5, "working_day", "minimum"),
            _notice("proposal", "拟获奖名单", limits["days"], "working_day", "minimum"),
        ],
        eligibility=[
            _condition("not-both-kinds", {"kind": "not_both_kinds"}),
            _condition("same-award", {"kind": "same_award_interval", "years": 5}),
            _condition(
                "prior-award",
                {"kind": "prior_award", "awards": ["innovation"], "years": 1, "recipients": ["organization"]},
            ),
        ],
    )


def yi_regulation() -> dict[str, Any]:
    """A district with one award for both kinds, and a period of exactly so many days."""
    return _regulation(
        "示例市乙质量奖管理办法",
        awards=[_award("quality", "示例市乙质量奖", "organization", "individual")],
        quotas=[
            {
                "awards": ["quality"],
                "recipients": ["organization", "individual"],
                "max": 8,
                "ambiguous": False,
                "clause": "第六条",
            }
        ],
        onsite_max=None,
        notices=[_notice("proposal", "拟获奖名单", 10, "day", "exact")],
        eligibility=[],
    )


def jurisdiction(slug: str, name: str, regulation: str) -> dict[str, Any]:
    """`jurisdiction.yaml`."""
    return {
        "slug": slug,
        "name": name,
        "level": "city",
        "division_code": "990100",
        "regulation": regulation,
        "offices": [{"name": f"{name}质量奖评审办公室", "role": "受理异议", "channels": []}],
    }


def cycle(
    year: int, regulation: str | None, awards: Sequence[Mapping[str, Any]], known: Mapping[str, str]
) -> dict[str, Any]:
    """`cycle.yaml`."""
    stages = [] if regulation else [{"id": "proposal", "name": "评议公示"}]
    return {
        "name": f"{year}年",
        "year": year,
        "regulation": regulation,
        "regulation_cited": "示政发〔2019〕1号",
        "awards": [dict(award) for award in awards],
        "stages": stages,
        "completeness": {
            name: known.get(name, "unknown") for name in ("applicants", "shortlists", "notices", "awardees")
        },
    }
