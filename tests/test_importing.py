"""The errand of an import: which file is read, where its table is written, what is never replaced, and what the clerk is told."""

import os
import threading
from pathlib import Path

import pytest

from generator.disk import alone_in
from generator.errors import PortalError
from generator.outputs.outcomes import Status
from generator.sources.delimited import MAX_FILE_BYTES
from generator.sources.texts import MAX_TABLE_BYTES
from tests.clerk_files import awardee_rows, canonical, titled
from tests.clerk_imports import DAY, GRID, TWO, WORDS, correction, files, identity_number, run, saved


def test_a_table_is_written_once_and_replaced_only_when_asked(tmp_path: Path, cycle: Path) -> None:
    first = run(saved(tmp_path, GRID), into=cycle)
    assert first.status is Status.CLEAN
    assert WORDS.fill("import.written.done", file=cycle / "awardees.csv") in first.text
    assert (cycle / "awardees.csv").read_bytes() == canonical("awardees", TWO)
    assert run(saved(tmp_path, GRID), into=cycle).status is Status.CLEAN
    other = saved(tmp_path, titled("awardees", awardee_rows({"awardee": "示例市丙公司"})), "新名单.xlsx")
    before = files(cycle)
    refused = run(other, into=cycle)
    assert refused.status is Status.NOT_DONE
    assert "--replace" in refused.text
    assert "2 条" in refused.text
    assert files(cycle) == before
    assert run(other, into=cycle, replacing=True).status is Status.CLEAN
    assert "示例市丙公司".encode() in (cycle / "awardees.csv").read_bytes()


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path, cycle: Path) -> None:
    with (tmp_path / "名单.csv").open("wb") as huge:
        huge.truncate(MAX_FILE_BYTES + 1)
    with pytest.raises(PortalError, match="文件超过 64 MB，没有读取"):
        run(tmp_path / "名单.csv", into=cycle)


def test_a_table_that_is_too_large_is_not_replaced(tmp_path: Path, cycle: Path) -> None:
    with (cycle / "awardees.csv").open("wb") as huge:
        huge.truncate(MAX_TABLE_BYTES + 1)
    with pytest.raises(PortalError, match=r"写不了文件 .*awardees\.csv：.+"):
        run(saved(tmp_path, GRID), into=cycle, replacing=True)
    assert (cycle / "awardees.csv").stat().st_size == MAX_TABLE_BYTES + 1


def test_without_a_folder_nothing_is_written(tmp_path: Path) -> None:
    file = saved(tmp_path, GRID)
    outcome = run(file)
    assert outcome.status is Status.CLEAN
    assert "2 行" in outcome.text
    assert set(files(tmp_path)) == {file.name}


def test_a_fault_writes_nothing(tmp_path: Path, cycle: Path) -> None:
    before = files(cycle)
    outcome = run(saved(tmp_path, titled("awardees", awardee_rows({"decided_on": "不详"}))), into=cycle)
    assert outcome.status is Status.DATA_AT_FAULT
    assert [fault.rule for fault in outcome.faults] == ["bad-date"]
    assert outcome.imported == "awardees"
    assert outcome.records > 0
    assert files(cycle) == before


def test_an_unreadable_file_says_why_in_plain_words(tmp_path: Path, cycle: Path) -> None:
    file = tmp_path / "名单.xls"
    file.write_bytes(b"<html><table/></html>")
    outcome = run(file, into=cycle)
    assert outcome.status is Status.DATA_AT_FAULT
    assert WORDS["import.remark.markup"] in outcome.text


def test_a_table_goes_only_where_it_belongs(tmp_path: Path, cycle: Path) -> None:
    with pytest.raises(PortalError, match="cycle"):
        run(saved(tmp_path, GRID), into=cycle.parent)
    with pytest.raises(PortalError, match=r"jurisdiction\.yaml"):
        run(saved(tmp_path, correction("申报者")), into=cycle)
    with pytest.raises(PortalError, match=r"cn\.csv"):
        run(saved(tmp_path, titled("calendar", [DAY])), into=cycle)
    with pytest.raises(PortalError, match=r"没有\.xlsx：没有这个文件或文件夹"):
        run(tmp_path / "没有.xlsx", into=cycle)
    with pytest.raises(PortalError, match=r"prizes.*awardees（获奖名单）"):
        run(saved(tmp_path, GRID), table="prizes")


def test_a_pipe_or_a_device_is_no_file(tmp_path: Path, cycle: Path) -> None:
    os.mkfifo(tmp_path / "名单.csv")
    for file in (tmp_path / "名单.csv", Path("/dev/zero")):
        with pytest.raises(PortalError, match="不是普通文件"):
            run(file)
    os.mkfifo(cycle / "awardees.csv")
    with pytest.raises(PortalError, match="不是普通文件"):
        run(saved(tmp_path, GRID), into=cycle, replacing=True)


def test_names_that_are_too_long_are_told(tmp_path: Path) -> None:
    for how in ({"into": tmp_path / ("a" * 300)}, {"into": Path("a/" * 3000)}):
        with pytest.raises(PortalError, match="名称太长"):
            run(saved(tmp_path, GRID), **how)
    with pytest.raises(PortalError, match="名称太长"):
        run(tmp_path / ("a" * 300 + ".csv"))


def test_a_row_that_is_just_being_added_is_not_lost_untold(tmp_path: Path, cycle: Path) -> None:
    table, told = cycle / "awardees.csv", list[str]()
    table.write_bytes(canonical("awardees", TWO[:1]))
    importing = threading.Thread(target=lambda: told.append(run(saved(tmp_path, GRID), into=cycle).text))
    with alone_in(cycle):
        importing.start()
        importing.join(timeout=3)
        with table.open("ab") as file:
            file.write(b"x\n")
    importing.join()
    assert "原来的文件有 2 条记录；新文件多出 1 行，少了 1 行" in told[0]


def test_a_link_is_not_written_through(tmp_path: Path, cycle: Path) -> None:
    elsewhere = tmp_path / "elsewhere.csv"
    elsewhere.write_bytes(b"x\n")
    (cycle / "awardees.csv").symlink_to(elsewhere)
    with pytest.raises(PortalError, match=r"awardees\.csv：是链接"):
        run(saved(tmp_path, GRID), into=cycle, replacing=True)
    assert elsewhere.read_bytes() == b"x\n"


def test_personal_data_and_control_characters_never_reach_the_terminal(tmp_path: Path) -> None:
    number = identity_number()
    grid = [[*GRID[0], "身份证"], [*GRID[1], number], ["合计", f"\u202e{number}"]]
    text = run(saved(tmp_path, grid)).text
    assert number not in text
    assert "\u202e" not in text
    assert "第2行" in text


def test_every_remark_has_its_sentence(tmp_path: Path) -> None:
    grid = [["名单"], ["序号", *GRID[0]], ["1", *GRID[1], "外"], [], ["2", *GRID[2]], ["合计"], ["注：无"]]
    text = run(saved(tmp_path, grid)).text
    for piece in ("名单", "序号", "空行", "合计行", "附注", "没有栏目名称"):
        assert piece in text
