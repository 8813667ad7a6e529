"""Where a fault stands, as a clerk finds it."""

import pytest

from generator.diagnostics import Diagnostic
from generator.domain.column_roles import Role
from generator.report.places import Gazetteer
from generator.sources.documents import load_schema
from tests.clerk_files import ROOT, SCHEMAS

DOCUMENTS = {
    name: load_schema(ROOT / "data" / "schemas" / f"{name}.schema.json")
    for name in ("jurisdiction", "regulation", "cycle")
}
CHINESE = Gazetteer(language="zh-CN", tables=SCHEMAS, documents=DOCUMENTS)
AWARDEES = "jurisdictions/shili/2025/awardees.csv"


def test_a_column_is_found_in_its_table() -> None:
    assert CHINESE.letter(AWARDEES, "award_id") == "A"
    assert CHINESE.title(AWARDEES, "uscc") == "统一社会信用代码"
    assert (CHINESE.letter(AWARDEES, "other"), CHINESE.title(AWARDEES, "other")) == ("", "")
    assert CHINESE.letter("jurisdictions/shili/jurisdiction.yaml", "name") == ""
    calendar = CHINESE.table("calendar/cn.csv")
    assert calendar is not None
    assert calendar.name == "calendar"
    assert CHINESE.table("jurisdictions/shili/jurisdiction.yaml") is None


def test_a_key_of_a_document_has_its_title_through_lists_and_references() -> None:
    path = "jurisdictions/shili/regulations/2024.yaml"
    properties = DOCUMENTS["regulation"]["properties"]
    assert CHINESE.title(path, "title") == properties["title"]["title"]
    assert CHINESE.title(path, "max", ("quotas", "0", "max"))
    assert CHINESE.title(path, "nothing", ("quotas", "0", "nothing")) == ""
    assert CHINESE.title("README.md", "title") == ""


@pytest.mark.parametrize("kind", ["jurisdiction", "cycle"])
def test_a_document_has_the_titles_of_its_kind(kind: str) -> None:
    assert CHINESE.title(f"jurisdictions/shili/{kind}.yaml", "name") == DOCUMENTS[kind]["properties"]["name"]["title"]


def test_titles_are_chinese_so_that_english_has_none() -> None:
    english = Gazetteer(language="en", tables=SCHEMAS, documents=DOCUMENTS)
    assert english.title(AWARDEES, "uscc") == ""
    assert english.letter(AWARDEES, "award_id") == "A"


@pytest.mark.parametrize(
    ("path", "column", "role"),
    [
        (AWARDEES, "uscc", Role.USCC),
        ("jurisdictions/shili/2025/channels.csv", "value", Role.CHANNEL),
        (AWARDEES, "other", Role.TEXT),
        ("jurisdictions/shili/jurisdiction.yaml", "name", Role.TEXT),
    ],
)
def test_the_role_decides_what_is_masked(path: str, column: str, role: Role) -> None:
    assert CHINESE.role(Diagnostic(rule="bad-value", path=path, column=column)) is role


def test_a_diagnostic_that_says_the_role_of_its_cell_is_believed() -> None:
    fault = Diagnostic(rule="bad-value", path=AWARDEES, column="uscc", facts={"role": str(Role.CHANNEL)})
    assert CHINESE.role(fault) is Role.CHANNEL
