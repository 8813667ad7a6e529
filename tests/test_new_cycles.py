import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.errors import PortalError
from generator.new_cycles import CycleRequest, new_cycle, run_new_cycle, year_of
from generator.outputs.outcomes import Outcome, Status
from generator.sources.documents import Document, load_schema, read_document
from tests.clerk_files import ROOT, words

WORDS = words()
CYCLE_SCHEMA = load_schema(ROOT / "data" / "schemas" / "cycle.schema.json")


@pytest.mark.parametrize(("cycle", "year"), [("2025", 2025), ("2025-2", 2025), ("no-7", 2031), ("20251", 2031)])
def test_the_year_of_a_cycle_stands_in_its_name(cycle: str, year: int) -> None:
    assert year_of(cycle, otherwise=2031) == year


@pytest.fixture
def data(tmp_path: Path) -> Path:
    home = tmp_path / "jurisdictions" / "example"
    (home / "regulations").mkdir(parents=True)
    (home / "jurisdiction.yaml").write_text("slug: example\n", encoding="utf-8")
    (home / "regulations" / "2024.yaml").write_text("title: x\n", encoding="utf-8")
    return tmp_path


def a_request(**changes: Any) -> CycleRequest:
    return replace(CycleRequest(slug="example", cycle="2025", year=2025), **changes)


def make(data: Path, **changes: Any) -> Outcome:
    return run_new_cycle(data, a_request(**changes), schema=CYCLE_SCHEMA, words=WORDS)


def test_a_new_cycle_says_that_nothing_is_known(data: Path) -> None:
    assert make(data, regulation="2024").status is Status.CLEAN
    folder = data / "jurisdictions" / "example" / "2025"
    assert [file.name for file in folder.iterdir()] == ["cycle.yaml"]
    document = read_document("cycle.yaml", (folder / "cycle.yaml").read_text(encoding="utf-8"), CYCLE_SCHEMA)
    assert isinstance(document, Document)
    assert document.value == {
        "name": "2025年",
        "year": 2025,
        "regulation": "2024",
        "regulation_cited": None,
        "awards": [],
        "stages": [],
        "completeness": dict.fromkeys(("applicants", "shortlists", "notices", "awardees"), "unknown"),
    }


def test_a_name_of_signs_and_quotation_marks_stays_that_name() -> None:
    name = '第"二"届: # {} \\ é'
    document = read_document("cycle.yaml", new_cycle(a_request(name=name), CYCLE_SCHEMA, WORDS), CYCLE_SCHEMA)
    assert isinstance(document, Document)
    assert document.value["name"] == name


@pytest.mark.parametrize(
    "change",
    [
        {"slug": "elsewhere"},
        {"slug": "../example"},
        {"cycle": "../x"},
        {"cycle": "2025年"},
        {"regulation": "1999"},
        {"year": 12},
        {"year": 2200},
        {"cycle": "objection"},
        {"cycle": "2" * 300},
        {"cycle": "2" * 101},
        {"cycle": "/etc"},
        {"regulation": "../regulations/2024"},
        {"slug": "e" * 300},
        {"regulation": "r" * 300},
        {"name": "第二届\n政府质量奖"},
        {"name": " 第二届"},
        {"name": "第二\t届"},
        {"name": "第二届" * 10_000},
    ],
)
def test_a_cycle_that_cannot_be_is_refused_and_leaves_nothing(data: Path, change: dict[str, Any]) -> None:
    before = sorted(data.rglob("*"))
    with pytest.raises(PortalError):
        make(data, **change)
    assert sorted(data.rglob("*")) == before


def test_what_is_held_is_named_where_something_else_was_asked_for(data: Path) -> None:
    with pytest.raises(PortalError, match=r"示例市.*有的是：example$"):
        make(data, slug="示例市")
    with pytest.raises(PortalError, match=r"2024\.yaml.*有的是：2024$"):
        make(data, regulation="2024.yaml")
    (data / "jurisdictions" / "example" / "regulations" / "2024.yaml").unlink()
    with pytest.raises(PortalError, match=r"有的是：还没有$"):
        make(data, regulation="2024")


def test_no_cycle_takes_the_folder_of_the_regulations(data: Path) -> None:
    shutil.rmtree(data / "jurisdictions" / "example" / "regulations")
    with pytest.raises(PortalError):
        make(data, cycle="regulations")
    assert not (data / "jurisdictions" / "example" / "regulations").exists()


def test_a_cycle_that_is_there_is_left(data: Path) -> None:
    make(data)
    file = data / "jurisdictions" / "example" / "2025" / "cycle.yaml"
    file.write_text("mine\n", encoding="utf-8")
    with pytest.raises(PortalError):
        make(data)
    assert file.read_text(encoding="utf-8") == "mine\n"


def test_tables_that_came_before_their_cycle_get_its_document(data: Path) -> None:
    """So the check says of a folder without one: "新的一届可以用 portal new 生成"."""
    folder = data / "jurisdictions" / "example" / "2025"
    folder.mkdir()
    (folder / "notices.csv").write_text("notice_id\n", encoding="utf-8")
    assert make(data).status is Status.CLEAN
    assert sorted(file.name for file in folder.iterdir()) == ["cycle.yaml", "notices.csv"]
    with pytest.raises(PortalError):
        make(data)


@pytest.mark.parametrize("kind", ["file", "link"])
def test_what_is_no_folder_is_left(data: Path, kind: str) -> None:
    place = data / "jurisdictions" / "example" / "2025"
    if kind == "file":
        place.write_text("mine\n", encoding="utf-8")
    else:
        place.symlink_to(data)
    with pytest.raises(PortalError):
        make(data)
    assert not (place / "cycle.yaml").exists()


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("第二\u202e届", "control-character"),
        ("第二届\udcff", "control-character"),
        ("第二届\x07", "control-character"),
        ("第二届\ufffd", "damaged-text"),
        ("张三 13800138000", "personal-data"),
    ],
)
def test_a_name_that_the_check_would_refuse_is_told_and_not_written(data: Path, name: str, rule: str) -> None:
    before = sorted(data.rglob("*"))
    outcome = make(data, name=name)
    assert (outcome.status, [fault.rule for fault in outcome.faults]) == (Status.DATA_AT_FAULT, [rule])
    assert outcome.text == "没有新建：这一届的名称还有要改的地方。\n"
    assert sorted(data.rglob("*")) == before


def test_a_folder_that_cannot_be_looked_into_is_told(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "is_file", refuse)
    with pytest.raises(PortalError, match=r"写不了 .*没有权限"):
        make(data)
