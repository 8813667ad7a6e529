"""The revision with which the data is compared: unknown, of an earlier program, or without data."""

import re
from pathlib import Path

import pytest

from generator.build import SCHEMAS
from generator.errors import PortalError
from tests.changes.repository import JIA, commit, compared, edit, git, lines, sentence, told


@pytest.mark.parametrize("base", ["nowhere", "--upload-pack=x", "HEAD~50", ""])
def test_a_revision_that_git_does_not_know_is_an_error_of_the_call(data: Path, base: str) -> None:
    with pytest.raises(PortalError):
        compared(data, base)


def test_a_base_with_the_schemas_of_an_earlier_program_is_compared(data: Path) -> None:
    own = data / "schemas" / "notices.schema.json"
    own.parent.mkdir()
    own.write_text((SCHEMAS / own.name).read_text(encoding="utf-8").replace('"maxLength": 100', '"maxLength": 120'))
    commit(data.parent, "earlier")
    try:
        own.unlink()
        edit(data, f"{JIA}/2024/awardees.csv", lambda text: "".join(lines(text)[:-1]))
        assert told(data) == [("record-removed", f"{JIA}/2024/awardees.csv", "award_id")]
    finally:
        git(data.parent, "reset", "-q", "--hard", "HEAD~1")


def test_a_base_without_the_data_folder_forbids_nothing(data: Path) -> None:
    git(data.parent, "checkout", "-q", "--orphan", "empty")
    try:
        git(data.parent, "rm", "-rq", "--cached", ".")
        git(data.parent, "-c", "core.hooksPath=/dev/null", "commit", "-q", "--allow-empty", "-m", "empty")
        # What is new as a whole, or was moved, is not told as unchanged.
        assert compared(data, "empty").diagnostics == ()
        assert re.fullmatch(
            r"与 HEAD 相比：新增申报名单 \d+ 条，.*删除 0 行，另外改动了 \d+ 个文件：.*", sentence(data)
        )
        (data / "schemas").mkdir()
        (data / "schemas" / "names.schema.json").write_bytes((SCHEMAS / "names.schema.json").read_bytes())
        git(data.parent, "add", "data/calendar", "data/schemas")
        git(data.parent, "-c", "core.hooksPath=/dev/null", "commit", "-q", "-m", "calendar")
        assert compared(data).diagnostics == ()
        assert not {"calendar/cn.csv", "schemas/names.schema.json"} & {*compared(data).files}
    finally:
        git(data.parent, "add", "-A")
        git(data.parent, "reset", "-q", "--hard", "main")
        git(data.parent, "checkout", "-q", "main")
