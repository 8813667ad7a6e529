"""The layout of the data folder, and what does not belong there."""

import os
from pathlib import Path

import pytest

from generator.errors import PortalError
from generator.sources.folder import scan
from tests.clerk_files import TABLES

SCHEMAS = [*TABLES, "jurisdiction", "regulation", "cycle"]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    home = tmp_path / "data" / "jurisdictions" / "shili"
    (home / "2024").mkdir(parents=True)
    (home / "regulations").mkdir()
    for path in ("jurisdiction.yaml", "regulations/2023.yaml", "2024/cycle.yaml", "2024/awardees.csv", "names.csv"):
        (home / path).write_text("", encoding="utf-8")
    return tmp_path / "data"


def faults(data: Path) -> list[tuple[str, str]]:
    return [(fault.rule, fault.path) for fault in scan(data).faults]


def test_the_files_of_the_contract_are_found(data: Path) -> None:
    folder = scan(data)
    home = folder.jurisdictions["shili"]
    assert folder.faults == []
    assert home.jurisdiction == "jurisdictions/shili/jurisdiction.yaml"
    assert home.regulations == {"2023": "jurisdictions/shili/regulations/2023.yaml"}
    assert home.tables == {"names": "jurisdictions/shili/names.csv"}
    assert home.cycles["2024"].tables == {"awardees": "jurisdictions/shili/2024/awardees.csv"}


@pytest.mark.parametrize(
    "path",
    [
        "notes.txt",
        "jurisdictions/shili/2024/awardees.xlsx",
        "jurisdictions/shili/2024/~$awardees.xlsx",
        "jurisdictions/shili/2024/winners.csv",
        "jurisdictions/shili/awardees.csv",
        "jurisdictions/shili/regulations/notices.csv",
        "calendar/us.csv",
    ],
)
def test_a_file_that_the_contract_does_not_know_is_said(data: Path, path: str) -> None:
    (data / path).parent.mkdir(exist_ok=True)
    (data / path).write_text("x", encoding="utf-8")
    assert faults(data) == [("unexpected-file", path)]


@pytest.mark.parametrize(("length", "refused"), [(100, False), (101, True)])
def test_a_name_that_is_too_long_for_addresses_is_refused(data: Path, length: int, *, refused: bool) -> None:
    folder = data / "jurisdictions/shili" / ("9" * length)
    folder.mkdir()
    (folder / "cycle.yaml").write_text("x", encoding="utf-8")
    reasons = [fault.facts.get("reason") for fault in scan(data).faults if "9" * length in fault.path]
    assert reasons == (["long"] if refused else [])


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_table_and_document_may_have_its_schema(data: Path, name: str) -> None:
    (data / "schemas").mkdir()
    (data / f"schemas/{name}.schema.json").write_text("{}", encoding="utf-8")
    assert faults(data) == []


def test_all_files_of_a_jurisdiction_are_listed(data: Path) -> None:
    home = scan(data).jurisdictions["shili"]
    names = ("jurisdiction.yaml", "2024/cycle.yaml", "regulations/2023.yaml", "names.csv", "2024/awardees.csv")
    assert list(home.files) == [f"jurisdictions/shili/{name}" for name in names]


def test_a_folder_too_deep_is_said_once_and_not_entered(data: Path) -> None:
    (data / "a/b/c/d/e/f/g/h").mkdir(parents=True)
    for name in ("x.csv", "y.csv"):
        (data / "a/b/c/d/e/f/g/h" / name).write_text("x", encoding="utf-8")
    assert faults(data) == [("unexpected-file", "a/b/c/d/e/f/g")]


def test_a_folder_of_unexpected_files_alone_says_what_they_are(tmp_path: Path) -> None:
    (tmp_path / "jurisdictions").mkdir()
    (tmp_path / "jurisdictions/notes.txt").write_text("x", encoding="utf-8")
    assert faults(tmp_path) == [("unexpected-file", "jurisdictions/notes.txt")]


def test_a_link_is_refused_wherever_it_leads(data: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("x", encoding="utf-8")
    (data / "jurisdictions/shili/2024/notices.csv").symlink_to(tmp_path / "secret.csv")
    (data / "jurisdictions/elsewhere").symlink_to(tmp_path)
    assert faults(data) == [
        ("unexpected-file", "jurisdictions/elsewhere"),
        ("unexpected-file", "jurisdictions/shili/2024/notices.csv"),
    ]


def test_a_folder_or_pipe_in_the_place_of_a_table_is_refused(data: Path) -> None:
    (data / "jurisdictions/shili/2024/notices.csv").mkdir()
    os.mkfifo(data / "jurisdictions/shili/2024/channels.csv")
    assert [rule for rule, _ in faults(data)] == ["unexpected-file", "unexpected-file"]


def test_missing_documents_are_said(data: Path) -> None:
    (data / "jurisdictions/shili/jurisdiction.yaml").unlink()
    (data / "jurisdictions/shili/2024/cycle.yaml").unlink()
    assert faults(data) == [
        ("missing-file", "jurisdictions/shili/jurisdiction.yaml"),
        ("missing-file", "jurisdictions/shili/2024/cycle.yaml"),
    ]


def test_a_folder_that_is_missing_empty_or_a_file_is_an_error_of_the_call(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("x", encoding="utf-8")
    for name in ("missing", "empty", "file"):
        with pytest.raises(PortalError) as caught:
            scan(tmp_path / name)
        assert name in str(caught.value)


@pytest.mark.parametrize("path", ["jurisdictions/search/jurisdiction.yaml", "jurisdictions/shili/objection/cycle.yaml"])
def test_a_name_that_an_address_of_the_site_has_is_refused(data: Path, path: str) -> None:
    (data / path).parent.mkdir()
    (data / path).write_text("x", encoding="utf-8")
    assert ("unexpected-file", path, "reserved") in [
        (fault.rule, fault.path, fault.facts.get("reason")) for fault in scan(data).faults
    ]
