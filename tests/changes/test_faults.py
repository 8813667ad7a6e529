"""What cannot be read since a change has not gone, and is told once."""

import re
from pathlib import Path

import pytest

from tests.changes.repository import JIA, Edit, edit, lines, sentence, told


def test_rows_that_cannot_be_read_are_not_counted_as_gone(data: Path) -> None:
    edit(
        data, f"{JIA}/2024/awardees.csv", lambda text: text.replace("\n", "\nx,y\n", 1).replace("award_id", "award_nr")
    )
    assert sentence(data) == "与 HEAD 相比：没有增删改。"
    assert told(data) == []


def test_a_row_that_went_is_said_beside_a_fault_of_another_row(data: Path) -> None:
    path = f"{JIA}/2024/awardees.csv"
    edit(data, path, lambda text: "".join(line for at, line in enumerate(lines(text)) if at != 1))
    edit(data, path, lambda text: re.sub(r",(\d{4})-(\d\d)-(\d\d),", r",\1.\2.\3,", text, count=1))
    assert told(data) == [("record-removed", path, "award_id")]


def test_a_cell_with_a_fault_of_its_own_has_one_headline(data: Path) -> None:
    path = f"{JIA}/2024/awardees.csv"
    edit(data, path, lambda text: re.sub(r",\d{4}-\d\d-\d\d,", ",2024-13-01,", text, count=1))
    assert told(data) == []
    edit(data, path, lambda text: text.replace(",2024-13-01,", ",2024-12-01,"))
    assert told(data) == [("correction-missing", path, "decided_on")]


@pytest.mark.parametrize(
    "fault",
    [
        lambda text: text + "\n",
        lambda text: text.replace("award_id", "award_nr", 1),
        lambda text: text.replace("公共交通", "锟斤拷", 1),
        lambda text: re.sub(r",91990000(\w{9})\w,", r",91990000\1_,", text, count=1),
    ],
    ids=["blank-row", "unknown-column", "damaged-text", "bad-uscc"],
)
def test_a_fault_that_hides_no_row_hides_no_removal(data: Path, fault: Edit) -> None:
    path = f"{JIA}/2024/awardees.csv"
    edit(data, path, lambda text: "".join(line for at, line in enumerate(lines(text)) if at != 1))
    edit(data, path, fault)
    assert told(data) == [("record-removed", path, "award_id")]
    assert "删除获奖名单 1 行" in sentence(data)


@pytest.mark.parametrize(
    "row",
    [
        lambda row: row.replace(",", "", 1),
        lambda row: row.replace(",", ',"', 1),
        lambda row: row.replace(",", ',"\n",', 1),
    ],
    ids=["ragged-row", "unclosed-quote", "line-break"],
)
def test_a_row_that_cannot_be_read_has_not_gone(data: Path, row: Edit) -> None:
    edit(data, f"{JIA}/2024/awardees.csv", lambda text: "".join([*lines(text)[:-1], row(lines(text)[-1])]))
    assert told(data) == []


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xff\x81" * 9, "申报编号;奖项\n1;2\n".encode(), b"award_id,award\n"],
    ids=["empty", "no-text", "foreign-header", "missing-column"],
)
def test_a_file_that_cannot_be_read_has_lost_nothing(data: Path, content: bytes) -> None:
    (data / JIA / "2024" / "awardees.csv").write_bytes(content)
    assert told(data) == []
    assert sentence(data) == "与 HEAD 相比：没有增删改。"


def test_a_file_that_is_refused_has_lost_nothing(data: Path) -> None:
    file = data / JIA / "2024" / "awardees.csv"
    file.rename(data.parent / "elsewhere.csv")
    file.symlink_to(data.parent / "elsewhere.csv")
    assert told(data) == []


def test_a_file_in_another_encoding_can_lose_a_row(data: Path) -> None:
    path = f"{JIA}/2024/awardees.csv"
    header, _, *rows = lines((data / path).read_text(encoding="utf-8"))
    (data / path).write_bytes("".join([header, *rows]).encode("gb18030"))
    assert told(data) == [("record-removed", path, "award_id")]


def test_a_damaged_cell_has_one_headline(data: Path) -> None:
    path = f"{JIA}/2024/awardees.csv"
    name = (data / path).read_text(encoding="utf-8").splitlines()[1].split(",")[3]
    edit(data, path, lambda text: text.replace(f",{name},", ",锟斤拷锟斤拷,", 1))
    assert told(data) == []
