"""How tests import a table that a clerk hands in: the usual ones, and what is read of the result."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from generator.build import SCHEMAS as SCHEMA_FOLDER
from generator.importing import run_import
from generator.outputs.outcomes import Outcome
from generator.sources.imported_tables import ImportResult, import_table
from generator.sources.remarks import Grade
from tests.clerk_files import SCHEMAS, as_xlsx, awardee_rows, titled, words

WORDS = words()
ASIDE = frozenset({"示例", "填写说明"})


def imported(data: bytes, name: str = "名单.xlsx", **how: Any) -> ImportResult:
    return import_table(data, name, SCHEMAS, aside=ASIDE, **how)


def remarks(result: ImportResult, grade: Grade | None = None) -> dict[str, tuple[int, ...]]:
    return {remark.key: remark.rows for remark in result.remarks if grade in (None, remark.grade)}


TWO = awardee_rows({}, {"awardee": "示例市第一学校", "uscc": ""})
GRID = titled("awardees", TWO)


def identity_number() -> str:
    first = "330102" + "19900101" + "123"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return first + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(first, weights, strict=True)) % 11]


def run(file: Path, **how: Any) -> Outcome:
    return run_import(file, schemas=SCHEMAS, schema_folder=SCHEMA_FOLDER, words=WORDS, **how)


def saved(folder: Path, grid: Sequence[Sequence[Any]], name: str = "名单.xlsx") -> Path:
    file = folder / name
    file.write_bytes(as_xlsx(("表", grid)))
    return file


def files(folder: Path) -> Mapping[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


DAY = {
    "date": "2027-01-01",
    "kind": "day_off",
    "name": "元旦",
    "schedule_year": "2027",
    "source_document": "国办发明电〔2026〕1号",
    "issued_on": "2026-11-04",
}

LISTED = {
    "stage": "proposal",
    "award": "quality",
    "applicant": "示例市甲制造有限公司",
    "applicant_type": "organization",
}


def named_shortlist(award: str, stage: str) -> Sequence[Sequence[Any]]:
    return titled("shortlists", [LISTED | {"stage": stage, "award": award}])


def correction(field: str) -> Sequence[Sequence[Any]]:
    row = {
        "correction_id": "2026-c-1",
        "table": "applicants",
        "record_id": "2026-quality-1",
        "field": field,
        "was": "原",
        "now": "新",
        "kind": "typographic",
        "reason": "录入时漏字",
        "corrected_on": "2026-10-01",
    }
    return titled("corrections", [row])
