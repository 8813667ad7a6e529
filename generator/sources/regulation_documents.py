"""A regulation document that its schema accepts becomes a `Regulation`."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import starmap
from types import MappingProxyType
from typing import Any

from generator.diagnostics import Diagnostic
from generator.domain.regulations import (
    Award,
    CycleRule,
    Duty,
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
    Verification,
)
from generator.sources.documents import Document

Node = Mapping[str, Any]


def read_regulation(regulation_id: str, document: Document) -> Regulation:
    """Build the regulation; the document must have passed its schema."""
    value = document.value
    remedy = value.get("name_use_remedy")
    rule = value["cycle_rule"]
    return Regulation(
        id=regulation_id,
        path=document.path,
        title=value["title"],
        document_number=value["document_number"],
        status=value["status"],
        issuing_body=value["issuing_body"],
        issued_on=_day(value["issued_on"]),
        effective_on=_day(value["effective_on"]),
        expires_on=_day(value["expires_on"]),
        dates_clause=value.get("dates_clause"),
        repeals=tuple(value["repeals"]),
        open_points=tuple(_point(point) for point in value["open_points"]),
        cycle_rule=CycleRule(every_years=rule["every_years"], summary=rule["summary"], clause=rule["clause"]),
        awards=tuple(starmap(_award, _entries(document, "awards"))),
        quotas=tuple(starmap(_quota, _entries(document, "quotas"))),
        onsite_max=value["onsite_max"],
        onsite_clause=value.get("onsite_clause"),
        stages=tuple(starmap(_stage, _entries(document, "stages"))),
        notices=tuple(starmap(_notice, _entries(document, "notices"))),
        objection=_objection(value["objection"]),
        name_use=MappingProxyType({use: _name_use(entry) for use, entry in value["name_use"].items()}),
        name_use_remedy=remedy["summary"] if isinstance(remedy, dict) else remedy,
        name_use_remedy_clause=remedy["clause"] if isinstance(remedy, dict) else None,
        sanctions=tuple(starmap(_sanction, _entries(document, "sanctions"))),
        eligibility=tuple(starmap(_eligibility, _entries(document, "eligibility"))),
        duties=tuple(starmap(_duty, _entries(document, "duties"))),
        retention_years=value["retention"]["years"],
        retention_clause=value["retention"]["clause"],
    )


def name_use_faults(document: Document) -> Iterator[Diagnostic]:
    """A use lies within a wider one only where the text is silent on it and prohibits the wider one.

    Readers are shown the verdict on the wider use, so that anything else would say what the text does not.
    """
    uses = document.value["name_use"]
    prohibited = "、".join(use for use, said in uses.items() if said["verdict"] == "prohibited")
    for use, said in uses.items():
        wider = said.get("within")
        silent = said["verdict"] == "silent"
        if wider and not (silent and uses[wider]["verdict"] == "prohibited"):
            yield Diagnostic(
                rule="document-schema",
                path=document.path,
                line=document.line("name_use", use, "within"),
                column="within",
                value=wider,
                facts={
                    "fault": "within" if silent else "within-said",
                    "expected": prohibited,
                    "place": f"name_use.{use}.within",
                },
            )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _point(point: str | Node) -> str:
    if isinstance(point, str):
        return point
    return f"{point['clause']}：{point['summary']}" if point.get("clause") else str(point["summary"])


def _entries(document: Document, key: str) -> Iterator[tuple[int, Node]]:
    """The entries of a list, each with its line."""
    for index, node in enumerate(document.value[key]):
        yield document.line(key, index), node


def _award(line: int, node: Node) -> Award:
    return Award(
        line=line,
        id=node["id"],
        name=node["name"],
        recipients=tuple(node["recipients"]),
        score_min=node["score_min"],
        score_clause=node.get("score_clause"),
        validity_years=node["validity_years"],
        validity_clause=node.get("validity_clause"),
        category=node.get("category"),
        vacancy_allowed=node.get("vacancy_allowed"),
        renewal=_words(node.get("renewal")),
        clause=node["clause"],
    )


def _words(value: object) -> str | None:
    """A yes, a no or a sentence as text; a no is a word too, since an empty answer would be read as silence."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _quota(line: int, node: Node) -> Quota:
    return Quota(
        line=line,
        awards=tuple(node["awards"]),
        recipients=tuple(node["recipients"]),
        max=node["max"],
        ambiguous=node["ambiguous"],
        clause=node["clause"],
    )


def _stage(line: int, node: Node) -> Stage:
    return Stage(line=line, id=node["id"], name=node["name"], by=node["by"], clause=node["clause"])


def _notice(line: int, node: Node) -> RequiredNotice:
    period = node["period"]
    return RequiredNotice(
        line=line,
        stage=node["stage"],
        what=node["what"],
        audience=node["audience"],
        publisher=node["publisher"],
        medium=node["medium"],
        period=RequiredPeriod(length=period["length"], unit=period["unit"], kind=period["kind"]) if period else None,
        clause=node["clause"],
    )


def _objection(node: Node) -> ObjectionRule:
    limit = node["verification"]
    return ObjectionRule(
        who=node["who"],
        handled_by=node["handled_by"],
        real_name=node["real_name"],
        evidence=node["evidence"],
        verification=(
            Verification(length=limit["length"], unit=limit["unit"], starts=limit["starts"]) if limit else None
        ),
        written_form=_words(node.get("written_form")),
        seal=_words(node.get("seal")),
        anonymous=_words(node.get("anonymous")),
        outcome=node.get("outcome"),
        clause=node["clause"],
    )


def _name_use(node: Node) -> NameUse:
    return NameUse(
        verdict=node["verdict"], clause=node["clause"], within=node.get("within"), condition=node.get("condition")
    )


def _sanction(line: int, node: Node) -> Sanction:
    return Sanction(
        line=line,
        id=node["id"],
        measure=node["measure"],
        ground=node["ground"],
        window_years=node["window_years"],
        verified_by=node["verified_by"],
        decided_by=node["decided_by"],
        consequences=tuple(node["consequences"]),
        reapplication_ban_years=node["reapplication_ban_years"],
        ban_clause=node.get("ban_clause"),
        ban_starts=node.get("ban_starts"),
        clause=node["clause"],
    )


def _eligibility(line: int, node: Node) -> Eligibility:
    check = node.get("check")
    return Eligibility(
        line=line,
        id=node["id"],
        summary=node["summary"],
        check=_check(check) if check else None,
        clause=node["clause"],
    )


def _check(node: Node) -> EligibilityCheck:
    return EligibilityCheck(
        kind=node["kind"],
        awards=tuple(node.get("awards") or ()),
        years=node.get("years"),
        recipients=tuple(node.get("recipients") or ()),
    )


def _duty(line: int, node: Node) -> Duty:
    times = node.get("times")
    return Duty(
        line=line,
        id=node["id"],
        summary=node["summary"],
        every_years=node["every_years"],
        for_years=node["for_years"],
        starts=node.get("starts"),
        times=None if times is None else str(times).removesuffix("次"),  # the page adds the word to figures
        by=node.get("by"),
        clause=node["clause"],
    )
