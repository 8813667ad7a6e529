"""Tables with the rows of a test, read by the shipped schemas."""

import csv
import io
from pathlib import Path
from typing import Any

from generator.diagnostics import Diagnostic
from generator.domain.records import Applicant, Awardee, Channel, FormerName, Notice, Revocation, ShortlistEntry, Table
from generator.domain.table_schemas import TableSchema, table_schema
from generator.sources.documents import load_schema
from generator.sources.tables import TableReader

SCHEMAS = Path(__file__).parents[2] / "data" / "schemas"
KINDS: dict[str, type[Any]] = {
    "applicants": Applicant,
    "awardees": Awardee,
    "channels": Channel,
    "names": FormerName,
    "notices": Notice,
    "revocations": Revocation,
    "shortlists": ShortlistEntry,
}
AWARDEE = {
    "award_id": "2024-quality-1",
    "award": "quality",
    "awardee": "示例市质量管理有限公司",
    "awardee_type": "organization",
    "decision_document": "示政发〔2024〕3号",
    "decided_on": "2024-03-06",
    "source_url": "https://www.example.gov.cn/a.html",
}


def schema(name: str) -> TableSchema:
    return table_schema(name, load_schema(SCHEMAS / f"{name}.schema.json"))


def text(name: str, *rows: dict[str, str]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, schema(name).columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def read(name: str, *rows: dict[str, str]) -> tuple[Table[Any], tuple[Diagnostic, ...]]:
    return TableReader(schema(name), KINDS[name]).read(f"{name}.csv", text(name, *rows))


def told(name: str, *rows: dict[str, str]) -> list[tuple[str, int | None, str | None]]:
    return [(fault.rule, fault.line, fault.column) for fault in read(name, *rows)[1]]
