"""The documents of a jurisdiction and of a cycle that their schemas accept become objects."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from generator.diagnostics import Diagnostic
from generator.domain.portal import (
    Completeness,
    Cycle,
    CycleAward,
    CycleStage,
    Jurisdiction,
    Office,
    OfficeChannel,
)
from generator.domain.records import Correction, FormerName, Revocation, Table
from generator.domain.regulations import Regulation
from generator.sources.documents import Document


def slug_faults(document: Document, slug: str) -> Iterator[Diagnostic]:
    """A jurisdiction's slug is the name of its folder."""
    if document.value["slug"] != slug:
        yield Diagnostic(
            rule="document-schema",
            path=document.path,
            line=document.line("slug"),
            column="slug",
            value=document.value["slug"],
            facts={"fault": "slug", "expected": slug, "place": "slug"},
        )


def read_jurisdiction(
    document: Document,
    *,
    regulations: Mapping[str, Regulation],
    cycles: tuple[Cycle, ...],
    revocations: Table[Revocation],
    corrections: Table[Correction],
    names: Table[FormerName],
    sound: bool,
) -> Jurisdiction:
    """Build a jurisdiction from its document and what else was read in its folder."""
    value = document.value
    return Jurisdiction(
        slug=value["slug"],
        path=document.path,
        name=value["name"],
        level=value["level"],
        division_code=value["division_code"],
        regulation_id=value["regulation"],
        regulation_line=document.line("regulation"),
        offices=tuple(_office(node) for node in value["offices"]),
        regulations=regulations,
        cycles=cycles,
        revocations=revocations,
        corrections=corrections,
        names=names,
        sound=sound,
    )


def _office(node: Mapping[str, Any]) -> Office:
    channels = tuple(
        OfficeChannel(
            kind=channel["kind"],
            value=channel["value"],
            hours=channel.get("hours"),
            source_url=channel["source_url"],
            as_of=date.fromisoformat(channel["as_of"]),
        )
        for channel in node["channels"]
    )
    return Office(name=node["name"], role=node["role"], channels=channels)


def read_cycle(
    document: Document, jurisdiction: str, slug: str, regulations: Mapping[str, Regulation], tables: Mapping[str, Any]
) -> Cycle:
    """Build a cycle from its document and its tables."""
    value = document.value
    return Cycle(
        jurisdiction=jurisdiction,
        slug=slug,
        path=document.path,
        name=value["name"],
        year=value["year"],
        regulation_id=value["regulation"],
        regulation_line=document.line("regulation"),
        regulation=regulations.get(value["regulation"] or ""),
        regulation_cited=value["regulation_cited"],
        awards=tuple(
            CycleAward(
                line=document.line("awards", index),
                id=node["id"],
                name=node["name"],
                declared_count=node.get("declared_count"),
                declared_count_line=document.line("awards", index, "declared_count"),
            )
            for index, node in enumerate(value["awards"])
        ),
        stages=tuple(
            CycleStage(line=document.line("stages", index), id=node["id"], name=node["name"])
            for index, node in enumerate(value["stages"])
        ),
        completeness=_completeness(value["completeness"]),
        applicants=tables["applicants"],
        shortlists=tables["shortlists"],
        notices=tables["notices"],
        channels=tables["channels"],
        awardees=tables["awardees"],
    )


def _completeness(node: Mapping[str, Any]) -> Completeness:
    return Completeness(
        applicants=node["applicants"],
        shortlists=node["shortlists"],
        notices=node["notices"],
        awardees=node["awardees"],
        note=node.get("note"),
    )
