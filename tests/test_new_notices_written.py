"""A new notice is written beside the others, and told with its reasoning."""

import csv
import datetime as dt
import fcntl
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from generator import new_rows
from generator.disk import replace_file
from generator.domain.deadlines import PeriodForm, Unit
from generator.domain.portal import Portal
from generator.errors import PortalError
from generator.new_notices import run_new_notice
from generator.outputs.outcomes import Outcome, Status
from tests.clerk_files import ROOT
from tests.rules.building import a_cycle, a_notice, a_portal
from tests.rules.building_regulations import a_demand, a_regulation
from tests.wanted_notices import HELD, SCHEMA, WORDS, under, wanted


def test_the_other_notices_that_a_stage_demands_are_told(root: Path) -> None:
    portal = under(
        a_demand(what="获奖团队名单", clause="5.1"), a_demand(length=None, what="获奖个人名单", clause="5.2")
    )
    shown = run(root, portal).text
    assert "办法要求：公示期不少于5个工作日（5.1）。" in shown
    assert "这个环节要公示的还有获奖个人名单：没有规定公示多久（5.2）。" in shown
    assert "请用 --length、--unit 和 --publisher 写明" in shown


def test_a_demand_without_a_length_is_not_told_where_it_is_the_only_one(root: Path) -> None:
    told = run(root, under(a_demand(length=None)), length=5, unit=Unit.WORKING_DAY, writing=False).text
    assert "第5日" in told
    assert "办法要求" not in told


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / HELD.notices.path).parent.mkdir(parents=True)
    return tmp_path


def run(root: Path, portal: Portal | None = None, *, writing: bool = True, **changes: Any) -> Outcome:
    return run_new_notice(
        root,
        portal or a_portal(HELD),
        wanted(**changes),
        schema=SCHEMA,
        words=WORDS,
        as_of=dt.date(2025, 10, 9),
        writing=writing,
    )


def test_a_notice_is_appended_and_shown_with_its_reasoning(root: Path) -> None:
    outcome = run(root)
    assert (outcome.status, outcome.records) == (Status.CLEAN, 1)
    assert "不少于5个工作日（第九条）" in outcome.text
    assert "第5日" in outcome.text
    assert "国庆节" in outcome.text
    first = (root / HELD.notices.path).read_bytes()
    assert first.decode().splitlines()[0] == ",".join(SCHEMA.columns)
    run(root, notice_id="second")
    assert (root / HELD.notices.path).read_bytes().startswith(first)
    assert (root / HELD.notices.path).read_bytes().count(b"\n") == 3


def test_a_clause_with_brackets_of_its_own_gets_no_others(root: Path) -> None:
    demand = a_demand(clause="（二十）")
    assert "不少于5个工作日（二十）。" in run(root, under(demand), writing=False).text


def test_a_text_that_is_only_a_draft_is_told(root: Path) -> None:
    told = WORDS["draft.not_in_force"]
    assert told not in run(root, writing=False).text
    for status in ("draft", "consultation_draft"):
        portal = a_portal(a_cycle(), regulations=[a_regulation(notices=(a_demand(),), status=status)])
        assert told in run(root, portal, writing=False).text


def test_a_last_line_without_its_end_is_ended_first(root: Path) -> None:
    file = root / HELD.notices.path
    run(root)
    file.write_bytes(file.read_bytes().removesuffix(b"\n"))
    run(root, notice_id="second")
    assert [line.split(",")[0] for line in file.read_text(encoding="utf-8").splitlines()[1:]] == [
        f"{HELD.slug}-proposal",
        "second",
    ]


def test_notices_that_are_added_at_the_same_moment_are_all_kept(root: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from tests.test_new_notices_written import run;"
        " run(Path(sys.argv[1]), notice_id=sys.argv[2])"
    )
    names = [f"n-{number}" for number in range(6)]
    running = [subprocess.Popen([sys.executable, "-c", program, str(root), name], cwd=ROOT) for name in names]
    assert [process.wait(timeout=120) for process in running] == [0] * len(names)
    text = (root / HELD.notices.path).read_text(encoding="utf-8")
    assert sorted(line["notice_id"] for line in csv.DictReader(text.splitlines())) == names
    assert [file.name for file in (root / HELD.notices.path).parent.iterdir()] == ["notices.csv"]


def test_only_one_reads_and_writes_at_a_time(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tried = []

    def trying(file: Path, data: bytes) -> None:
        folder = os.open(file.parent, os.O_RDONLY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            tried.append(file.name)
        finally:
            os.close(folder)
        replace_file(file, data)

    monkeypatch.setattr(new_rows, "replace_file", trying)
    run(root)
    assert tried == ["notices.csv"]


def test_a_table_that_changes_meanwhile_is_left(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = root / HELD.notices.path
    judged = new_rows._faults_from

    def meanwhile(*arguments: Any, **named: Any) -> Any:
        file.write_bytes(b"mine\n")
        return judged(*arguments, **named)

    monkeypatch.setattr(new_rows, "_faults_from", meanwhile)
    with pytest.raises(PortalError, match="再运行一次"):
        run(root)
    assert file.read_bytes() == b"mine\n"


def test_a_rehearsal_writes_nothing(root: Path) -> None:
    assert run(root, writing=False).status is Status.CLEAN
    assert not (root / HELD.notices.path).exists()


@pytest.mark.parametrize(
    "change", [{"title": ""}, {"title": "甲\n乙"}, {"source_url": "javascript:x"}, {"notice_id": "A"}]
)
def test_a_row_with_a_fault_is_not_written(root: Path, change: dict[str, Any]) -> None:
    outcome = run(root, **change)
    assert outcome.status is Status.DATA_AT_FAULT
    assert {fault.column for fault in outcome.faults} >= set(change)
    assert not (root / HELD.notices.path).exists()


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"length": 10, "unit": Unit.DAY}, "notice-unit-disagrees"),
        ({"length": 3, "unit": Unit.DAY}, "notice-too-short"),
    ],
)
def test_a_row_that_the_rules_refuse_is_not_written(root: Path, change: dict[str, Any], rule: str) -> None:
    outcome = run(root, **change)
    assert outcome.status is Status.DATA_AT_FAULT
    assert rule in {fault.rule for fault in outcome.faults}
    assert outcome.records == 1
    assert not (root / HELD.notices.path).exists()


def test_faults_of_other_rows_and_tables_do_not_hinder_a_notice(root: Path) -> None:
    short = a_notice("n-1", opens_on=dt.date(2025, 10, 9), closes_on=dt.date(2025, 10, 10))
    portal = a_portal(a_cycle(notices=(short,)))
    assert run(root, portal, notice_id="second").status is Status.CLEAN


def test_what_is_known_of_a_notice_is_written_with_it(root: Path) -> None:
    given: dict[str, Any] = {
        "published_on": dt.date(2025, 10, 8),
        "medium": "示例市人民政府网站",
        "document_number": "示质奖办〔2025〕3号",
        "declared_count": 5,
        "source_url": "https://example.org/1.html",
    }
    assert run(root, **given).status is Status.CLEAN
    (written,) = csv.DictReader((root / HELD.notices.path).read_text(encoding="utf-8").splitlines())
    assert {name: written[name] for name in given} == {name: str(value) for name, value in given.items()}


def test_a_length_alone_prints_no_dates(root: Path) -> None:
    assert run(root, form=PeriodForm.LENGTH_ONLY).status is Status.CLEAN
    (written,) = csv.DictReader((root / HELD.notices.path).read_text(encoding="utf-8").splitlines())
    assert (written["opens_on"], written["closes_on"], written["stated_length"]) == ("", "", "5")


def test_a_provisional_day_is_written_and_told(root: Path) -> None:
    outcome = run_new_notice(
        root,
        a_portal(HELD),
        wanted(opens_on=dt.date(2030, 10, 9)),
        schema=SCHEMA,
        words=WORDS,
        as_of=dt.date(2030, 10, 9),
    )
    assert outcome.status is Status.CLEAN
    assert {fault.rule for fault in outcome.faults} == {"calendar-year-missing"}
    assert "暂定" in outcome.text
    assert (root / HELD.notices.path).exists()


@pytest.mark.parametrize("data", [b"notice_id,stage\n", b"\xef\xbb\xbfnotice_id\n", b"x\r\n"])
def test_a_table_that_is_not_in_order_is_left(root: Path, data: bytes) -> None:
    (root / HELD.notices.path).write_bytes(data)
    with pytest.raises(PortalError, match="portal mend"):
        run(root)
    assert (root / HELD.notices.path).read_bytes() == data


def test_rows_that_cannot_be_told_apart_stop_the_appending(root: Path) -> None:
    file = root / HELD.notices.path
    file.write_bytes((",".join(SCHEMA.columns) + '\na,"b\n').encode())
    assert run(root).status is Status.DATA_AT_FAULT
    assert file.read_bytes().endswith(b'a,"b\n')


def test_a_folder_that_is_not_there_is_the_program_s_failure(tmp_path: Path) -> None:
    with pytest.raises(PortalError):
        run(tmp_path)


def test_a_correction_is_a_notice_that_names_the_one_it_corrects(root: Path) -> None:
    run(root, notice_id="n-1")
    portal = a_portal(a_cycle(notices=(a_notice("n-1"),)))
    assert run(root, portal, corrects="n-1", change_reason="名单漏列一家单位").status is Status.CLEAN
    (_, written) = csv.DictReader((root / HELD.notices.path).read_text(encoding="utf-8").splitlines())
    assert written["notice_id"] == "n-1-correction"
    assert (written["corrects"], written["change"], written["change_reason"]) == (
        "n-1",
        "correction",
        "名单漏列一家单位",
    )
    assert (written["opens_on"], written["closes_on"]) == ("2025-10-09", "2025-10-14")


def test_a_correction_that_ends_sooner_says_that_the_end_stays(root: Path) -> None:
    for closes_on, stays in (("2025-10-17", True), ("2025-10-14", False)):
        portal = a_portal(a_cycle(notices=(a_notice("n-1", closes_on=dt.date.fromisoformat(closes_on)),)))
        told = run(root, portal, corrects="n-1", writing=False).text
        assert ("“n-1”到2025年10月17日（星期五）24时（北京时间）截止，截止日不能提前" in told) is stays
        assert ("截止日不能提前" in told) is stays
        assert "第5日" in told


def test_a_correction_of_no_notice_is_not_written(root: Path) -> None:
    outcome = run(root, corrects="n-9")
    assert {(fault.rule, fault.column) for fault in outcome.faults} == {("unknown-notice", "corrects")}
    assert not (root / HELD.notices.path).exists()
