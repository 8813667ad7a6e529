"""Documents of jurisdictions and cycles become objects, linked to what was read beside them."""

from datetime import date
from pathlib import Path

import pytest

from generator.domain.records import CYCLE_TABLES, Table
from generator.domain.regulations import Regulation
from generator.sources.documents import Document, load_schema, read_document
from generator.sources.jurisdiction_documents import read_cycle, read_jurisdiction, slug_faults
from tests.rules.building_regulations import a_regulation

ROOT = Path(__file__).resolve().parents[2]
HOME = ROOT / "tests/golden/data/jurisdictions/shili"
TABLES: dict[str, Table[object]] = {name: Table(path=f"{name}.csv") for name in CYCLE_TABLES}


def document(file: str, kind: str) -> Document:
    schema = load_schema(ROOT / f"data/schemas/{kind}.schema.json")
    found = read_document(f"jurisdictions/shili/{file}", (HOME / file).read_text(encoding="utf-8"), schema)
    assert isinstance(found, Document)
    return found


def test_a_slug_is_the_name_of_its_folder() -> None:
    found = document("jurisdiction.yaml", "jurisdiction")
    assert list(slug_faults(found, "shili")) == []
    (fault,) = slug_faults(found, "shili-jia")
    assert (fault.rule, fault.line, fault.column, fault.value) == ("document-schema", 1, "slug", "shili")


def test_a_channel_carries_where_and_when_it_was_seen() -> None:
    found = read_jurisdiction(
        document("jurisdiction.yaml", "jurisdiction"),
        regulations={},
        cycles=(),
        revocations=Table(path="revocations.csv"),
        corrections=Table(path="corrections.csv"),
        names=Table(path="names.csv"),
        sound=True,
    )
    (office,) = found.offices
    (channel,) = office.channels
    assert (channel.kind, channel.as_of) == ("phone", date(2026, 9, 1))
    assert channel.source_url.startswith("https://")
    assert (found.regulation_id, found.regulation, found.division_code) == ("2024", None, "990000")


def test_a_cycle_runs_under_the_version_that_it_names_and_no_other() -> None:
    found = document("2026/cycle.yaml", "cycle")
    own, other = a_regulation(id="2024"), a_regulation(id="2012")

    def cycle(regulations: dict[str, Regulation]) -> Regulation | None:
        return read_cycle(found, "shili", "2026", regulations, TABLES).regulation

    assert cycle({"2024": own, "2012": other}) is own
    assert cycle({"2012": other}) is None


@pytest.mark.parametrize(("year", "fault"), [("1948", "minimum"), ("20226", "maximum")])
def test_a_year_that_was_mistyped_is_told(year: str, fault: str) -> None:
    text = (HOME / "2026/cycle.yaml").read_text(encoding="utf-8").replace("year: 2026", f"year: {year}")
    found = read_document("cycle.yaml", text, load_schema(ROOT / "data/schemas/cycle.schema.json"))
    assert isinstance(found, tuple)
    assert [(one.rule, one.line, one.column, one.value, one.facts["fault"]) for one in found] == [
        ("document-schema", 2, "year", year, fault)
    ]


def test_an_award_of_a_cycle_knows_its_line_and_its_printed_number() -> None:
    cycle = read_cycle(document("2026/cycle.yaml", "cycle"), "shili", "2026", {}, TABLES)
    lines = (HOME / "2026/cycle.yaml").read_text(encoding="utf-8").split("\n")
    assert [award.declared_count for award in cycle.awards] == [2, 1]
    assert all(f"id: {award.id}," in lines[award.line - 1] for award in cycle.awards)
    assert (cycle.completeness.awardees, cycle.completeness.note) == ("complete", None)
