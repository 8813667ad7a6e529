"""The errand of mending: which files are read, what is shown of them, and what is written."""

import codecs
import errno
import os
from pathlib import Path
from typing import Any

import pytest

from generator import mending
from generator.errors import PortalError
from generator.mending import mend, run_mend
from generator.outputs.outcomes import Outcome, Status
from generator.report.quoting import quoted
from generator.sources.texts import MAX_TABLE_BYTES
from tests.clerk_files import AWARDEE, SCHEMAS, awardee_rows, canonical, words
from tests.mended_tables import CLEAN, SCHEMA

WORDS = words()


def run(*files: Path, **how: Any) -> Outcome:
    return run_mend(files, schemas=SCHEMAS, words=WORDS, **how)


def test_a_difference_is_shown_first_and_made_only_when_asked(tmp_path: Path) -> None:
    file = tmp_path / "awardees.csv"
    spoilt = CLEAN.replace("示例市甲".encode(), " 示例市甲".encode()).replace(b"\n", b"\r\n")
    file.write_bytes(spoilt)
    shown = run(file)
    assert shown.status is Status.DATA_AT_FAULT
    assert "-␣示例市甲制造有限公司\n+示例市甲制造有限公司\n" in shown.text
    assert "第2行" in shown.text
    assert file.read_bytes() == spoilt
    assert run(file, writing=True).status is Status.CLEAN
    assert file.read_bytes() == CLEAN
    assert run(file).text == WORDS["mend.none"] + "\n"


def test_a_folder_is_mended_with_all_its_tables_and_documents(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    for name in ("a/awardees.csv", "a/cycle.yaml", "cn.csv"):
        (tmp_path / name).write_bytes(b"name: x\r\n")
    assert run(tmp_path, writing=True).status is Status.CLEAN
    assert {file.read_bytes() for file in tmp_path.rglob("*.*")} == {b"name: x\n"}


def test_the_unreadable_is_told_and_left(tmp_path: Path) -> None:
    file = tmp_path / "awardees.csv"
    file.write_bytes(b"\xff\xff\xff")
    outcome = run(file, writing=True)
    assert outcome.status is Status.DATA_AT_FAULT
    assert "没有猜" in outcome.text
    assert file.read_bytes() == b"\xff\xff\xff"


def test_files_that_are_not_of_the_data_folder_are_refused(tmp_path: Path) -> None:
    for name in ("名单.csv", "notes.txt", "calendar.csv"):
        (tmp_path / name).write_bytes(b"x\r\n")
        with pytest.raises(PortalError):
            run(tmp_path / name, writing=True)
        assert (tmp_path / name).read_bytes() == b"x\r\n"
    with pytest.raises(PortalError):
        run(tmp_path / "awardees.csv")


SPOILT = CLEAN.replace(b"\n", b"\r\n")


@pytest.mark.parametrize("name", ["扫描.csv", "shortlists.csv"])
def test_one_file_that_cannot_be_used_leaves_all_others(tmp_path: Path, name: str) -> None:
    """A table of no contract, and a link."""
    (tmp_path / "awardees.csv").write_bytes(SPOILT)
    (tmp_path / "zz").mkdir()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(SPOILT)
    (tmp_path / "zz" / name).symlink_to(elsewhere)
    with pytest.raises(PortalError, match=name):
        run(tmp_path, writing=True)
    assert (tmp_path / "awardees.csv").read_bytes() == SPOILT
    assert elsewhere.read_bytes() == SPOILT


def test_what_was_written_before_the_disk_was_full_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("awardees.csv", "shortlists.csv"):
        (tmp_path / name).write_bytes(b"a\r\n")

    def full(file: Path, data: bytes) -> None:
        if file.name == "shortlists.csv":
            raise OSError(errno.ENOSPC, "disk full")
        file.write_bytes(data)

    monkeypatch.setattr(mending, "replace_file", full)
    with pytest.raises(PortalError, match=r"shortlists.csv：磁盘满了；在此之前已经改好并写入：.*awardees.csv"):
        run(tmp_path, writing=True)
    (tmp_path / "shortlists.csv").write_bytes(b"a\r\n")
    with pytest.raises(PortalError, match="没有改动任何文件"):
        run(tmp_path / "shortlists.csv", writing=True)


def test_what_was_saved_since_a_file_was_read_is_not_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("awardees.csv", "shortlists.csv"):
        (tmp_path / name).write_bytes(b"a\r\n")

    def meanwhile(file: Path, data: bytes) -> None:
        file.write_bytes(data)
        (tmp_path / "shortlists.csv").write_bytes(b"b\r\n")

    monkeypatch.setattr(mending, "replace_file", meanwhile)
    with pytest.raises(PortalError, match=r"shortlists.csv：正被别的程序使用；在此之前已经改好并写入：.*awardees.csv"):
        run(tmp_path, writing=True)
    assert (tmp_path / "shortlists.csv").read_bytes() == b"b\r\n"


def test_a_file_named_twice_is_mended_once(tmp_path: Path) -> None:
    file = tmp_path / "awardees.csv"
    file.write_bytes(SPOILT)
    assert run(file, tmp_path, writing=True).text.endswith(WORDS.fill("mend.written", count=1) + "\n")


def test_a_folder_that_cannot_be_looked_into_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "closed").mkdir()
    scan = os.scandir

    def scandir(path: Any) -> Any:
        if str(path).endswith("closed"):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", scandir)
    for folder in (tmp_path / "closed", tmp_path):
        with pytest.raises(PortalError, match=r"closed：没有权限"):
            run(folder)


def test_a_name_that_is_too_long_is_told(tmp_path: Path) -> None:
    with pytest.raises(PortalError, match="名称太长"):
        run(tmp_path / ("a" * 300 + ".csv"))


def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "awardees.csv")
    with pytest.raises(PortalError, match="不是普通文件"):
        run(tmp_path / "awardees.csv")


def test_personal_data_and_the_unseen_are_masked_in_the_difference(tmp_path: Path) -> None:
    mobile = "138" + "0571" + "2345"
    file = tmp_path / "awardees.csv"
    file.write_bytes(canonical("awardees", awardee_rows({"note": f" {mobile}\u200b "})))
    text = run(file).text
    assert mobile not in text
    assert "U+200B" in text


def test_every_change_has_its_words(tmp_path: Path) -> None:
    row = {"awardee": " 示例", "entry_title": "法\u200b", "award_id": "２０２４－a", "note": "Cafe\u0301"}
    row["uscc"] = AWARDEE["uscc"].lower()
    spoilt, mended = canonical("awardees", awardee_rows(row)), set[str]()
    for data in (codecs.BOM_UTF8 + spoilt.replace(b"\n", b"\r\n")[:-2], CLEAN.decode().encode("gbk")):
        (tmp_path / "awardees.csv").write_bytes(data)
        told = run(tmp_path).text
        for change in mend(data, SCHEMA).changes:
            assert WORDS.fill(f"mend.rule.{change.rule}", was=quoted(change.was)) in told
            mended.add(change.rule)
    assert set(WORDS.section("mend.rule")) == mended


def test_of_many_changes_two_hundred_are_shown_and_the_rest_is_counted(tmp_path: Path) -> None:
    rows = awardee_rows(*({"awardee": f" 示例市{number}公司"} for number in range(203)))
    (tmp_path / "awardees.csv").write_bytes(canonical("awardees", rows))
    text = run(tmp_path).text
    assert text.count("@@ 第") == 200
    assert "……还有 3 处同样处理。" in text


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "awardees.csv").write_bytes(SPOILT)
    with (tmp_path / "shortlists.csv").open("wb") as huge:
        huge.truncate(MAX_TABLE_BYTES + 1)
    with pytest.raises(PortalError, match=r"shortlists\.csv 超过 512 MB，没有读取；没有改动任何文件"):
        run(tmp_path, writing=True)
    assert (tmp_path / "awardees.csv").read_bytes() == SPOILT
