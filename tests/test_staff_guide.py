"""The staff guide shows what the program really says. `make bless` brings it up to date."""

import re
import shutil
from pathlib import Path

import pytest

from generator.cli import main
from tests.golden_portal import DATA
from tests.staff_guide import GUIDE, PICTURES, pictures, redrawn, shown

TEXT = GUIDE.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return dict(pictures(tmp_path_factory.mktemp("guide")))


def test_every_picture_is_in_the_guide_once() -> None:
    assert sorted(command for command, _ in shown(TEXT)) == sorted(picture.command for picture in PICTURES)


@pytest.mark.parametrize("command", [picture.command for picture in PICTURES])
def test_the_guide_shows_what_the_program_says(said: dict[str, str], command: str) -> None:
    assert dict(shown(TEXT))[command] == said[command], "make bless draws the pictures anew"


def test_a_picture_that_is_out_of_date_is_seen_and_redrawn() -> None:
    old = "文\n\n```\n$ portal check\n旧的话\n```\n\n```\nportal mend x\n```\n"
    assert list(shown(old)) == [("portal check", "旧的话\n")]
    assert redrawn(old, {"portal check": "新的话\n"}) == old.replace("旧", "新")


def test_the_pictures_hold_no_personal_data_and_no_place_of_a_machine(said: dict[str, str]) -> None:
    text = "".join(said.values())
    assert not re.search("[0-9]{17}", text)
    assert "/tmp" not in text
    assert "11****************" in text


def test_the_families_of_faults_are_all_shown(said: dict[str, str]) -> None:
    assert re.findall(r"（([a-z0-9-]+)）$", said["portal check"], re.MULTILINE) == [
        "personal-data",
        "bad-uscc",
        "not-utf8",
        "notice-too-short",
    ]


def test_every_command_that_the_guide_names_exists() -> None:
    named = set(re.findall(r"portal ([a-z]+)", TEXT))
    assert named <= {"check", "build", "serve", "rules", "deadline", "new", "template", "import", "mend"}
    assert named >= {"check", "rules", "deadline", "new", "template", "import", "mend"}


def test_the_example_of_a_new_jurisdiction_is_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (example,) = re.findall(r"^```yaml\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
    folder = tmp_path / "jurisdictions" / "shili"
    folder.mkdir(parents=True)
    shutil.copytree(DATA / "calendar", tmp_path / "calendar")
    (folder / "jurisdiction.yaml").write_text(example, encoding="utf-8")
    assert main(["check", "--data", str(tmp_path), "--as-of", "2026-09-24"]) == 0, capsys.readouterr().out
