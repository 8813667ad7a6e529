import csv
import datetime as dt
import fcntl
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator import new_rows
from generator.disk import replace_file
from generator.domain.deadlines import PeriodForm, Unit
from generator.domain.portal import Portal
from generator.domain.regulations import RequiredNotice
from generator.errors import PortalError
from generator.new_notices import (
    NoticeRequest,
    new_notice,
    run_new_notice,
)
from generator.outputs.outcomes import Outcome, Status
from tests.clerk_files import ROOT, SCHEMAS, words
from tests.rules.building import (
    a_cycle,
    a_cycle_stage,
    a_demand,
    a_notice,
    a_period,
    a_portal,
    a_regulation,
)

WORDS = words()
SCHEMA = SCHEMAS["notices"]
HELD = a_cycle()
WANTED = NoticeRequest(
    slug=HELD.jurisdiction,
    cycle=HELD.slug,
    stage="proposal",
    title="拟获奖名单公示",
    publisher="示例市评审办",
    opens_on=dt.date(2025, 10, 9),
)


def wanted(**changes: Any) -> NoticeRequest:
    return replace(WANTED, **changes)


def under(*demands: RequiredNotice) -> Portal:
    """A portal whose regulation demands these notices."""
    return a_portal(a_cycle(), regulations=[a_regulation(notices=demands)])


def row(portal: Portal, **changes: Any) -> dict[str, str]:
    return dict(new_notice(portal, wanted(**changes), WORDS).cells)


def test_the_closing_day_comes_from_the_regulation_and_the_calendar() -> None:
    draft = new_notice(a_portal(HELD), WANTED, WORDS)
    # 9 and 10 October, Saturday the 11th (made up for the National Day), 13 and 14 October
    assert draft.cells["closes_on"] == "2025-10-14"
    assert (draft.cells["stated_length"], draft.cells["stated_unit"]) == ("5", "working_day")
    assert draft.cells["notice_id"] == f"{HELD.slug}-proposal"
    assert draft.cells["published_on"] == "2025-10-09"
    assert set(draft.cells) == set(SCHEMA.columns)
    assert draft.deadline.length == 5


def test_from_publication_does_not_count_the_day_of_publication() -> None:
    changed = row(a_portal(HELD), form=PeriodForm.FROM_PUBLICATION)
    assert (changed["opens_on"], changed["closes_on"]) == ("2025-10-09", "2025-10-15")


def test_of_several_demands_the_public_one_that_lasts_longest_counts() -> None:
    demands = (a_demand(length=3), a_demand(length=7), a_demand(length=20, audience="internal"))
    portal = under(*demands)
    assert row(portal)["stated_length"] == "7"


def test_of_several_demands_a_length_tells_which_one_is_meant() -> None:
    days = a_demand(period=a_period(7, "day", kind="exact"), publisher="示例市评审办公室", clause="5.1")
    portal = under(days, a_demand(clause="5.2"), a_demand(length=10, clause="5.3"))
    draft = new_notice(portal, wanted(length=5, unit=Unit.WORKING_DAY), WORDS)
    assert (draft.required and draft.required.clause, draft.cells["closes_on"]) == ("5.2", "2025-10-14")
    assert [other.clause for other in draft.others] == ["5.1", "5.3"]
    with pytest.raises(PortalError, match="--publisher"):  # that of another notice is not taken
        row(portal, length=5, unit=Unit.WORKING_DAY, publisher="")
    assert row(portal, length=7, unit=Unit.DAY, publisher="")["publisher"] == "示例市评审办公室"
    with pytest.raises(PortalError, match="至少5个工作日"):
        row(portal, length=4, unit=Unit.WORKING_DAY)


def test_of_several_demands_one_without_a_length_may_be_of_any() -> None:
    portal = under(a_demand(), a_demand(length=None))
    assert row(portal, length=2, unit=Unit.WORKING_DAY)["closes_on"] == "2025-10-10"


def test_of_several_demands_a_correction_follows_the_one_of_the_notice_that_it_corrects() -> None:
    demands = (a_demand(period=a_period(7, "day", kind="exact")), a_demand())
    earlier = a_notice("n-1", stated_length=5, stated_unit="working_day")
    portal = a_portal(a_cycle(notices=[earlier]), regulations=[a_regulation(notices=demands)])
    assert row(portal, corrects="n-1")["stated_unit"] == "working_day"
    assert row(portal)["stated_unit"] == "day"


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


def test_calendar_days_are_counted_where_the_regulation_says_so() -> None:
    demand = a_demand(period=a_period(5, "day"))
    portal = under(demand)
    assert row(portal)["closes_on"] == "2025-10-13"


def test_the_publisher_of_the_regulation_is_taken_where_none_is_given() -> None:
    portal = under(a_demand(publisher="示例市评审办公室"))
    assert row(portal, publisher="")["publisher"] == "示例市评审办公室"
    with pytest.raises(PortalError, match="--publisher"):
        row(a_portal(HELD), publisher="")


def test_a_longer_period_may_be_given_and_a_shorter_one_not() -> None:
    assert row(a_portal(HELD), length=7, unit=Unit.WORKING_DAY)["closes_on"] == "2025-10-16"
    with pytest.raises(PortalError, match="至少5个工作日"):
        row(a_portal(HELD), length=3, unit=Unit.WORKING_DAY)


@pytest.mark.parametrize("half", [{"length": 7}, {"unit": Unit.WORKING_DAY}])
def test_a_length_without_its_unit_is_refused_rather_than_ignored(half: dict[str, Any]) -> None:
    with pytest.raises(PortalError, match="--length 和 --unit 要一起写"):
        row(a_portal(HELD), **half)


@pytest.mark.parametrize("form", [PeriodForm.FROM_PUBLICATION, PeriodForm.LENGTH_ONLY])
def test_what_counts_from_its_publication_has_one_first_day(form: PeriodForm) -> None:
    opens_on = dt.date.fromisoformat(row(a_portal(HELD))["opens_on"])
    assert row(a_portal(HELD), form=form, published_on=opens_on)["published_on"] == opens_on.isoformat()
    with pytest.raises(PortalError, match="--published-on"):
        row(a_portal(HELD), form=form, published_on=opens_on - dt.timedelta(days=1))
    assert row(a_portal(HELD), published_on=opens_on - dt.timedelta(days=1))["opens_on"] == opens_on.isoformat()


def test_a_cycle_without_stages_is_told_where_to_write_them() -> None:
    portal = a_portal(a_cycle(regulation_id=None, stages=()))
    with pytest.raises(PortalError, match=r"stages: \[\{id: proposal, name: "):
        row(portal, length=7, unit=Unit.DAY)


def test_without_the_regulation_the_length_must_be_given() -> None:
    portal = a_portal(a_cycle(regulation_id=None, stages=(a_cycle_stage("proposal"),)))
    with pytest.raises(PortalError, match="--length"):
        row(portal)
    assert row(portal, length=7, unit=Unit.DAY)["closes_on"] == "2025-10-15"


def test_a_stage_without_a_length_asks_for_one() -> None:
    portal = under(a_demand(length=None))
    with pytest.raises(PortalError, match="--length"):
        row(portal)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"slug": "elsewhere"}, "elsewhere"),
        ({"cycle": "1999"}, "1999"),
        ({"stage": "picnic"}, "picnic"),
        ({"closes_time": "25:00"}, "25:00"),
        ({"notice_id": "n-1"}, "n-1"),
    ],
)
def test_what_cannot_be_is_refused(change: dict[str, Any], told: str) -> None:
    portal = a_portal(a_cycle(notices=(a_notice("n-1"),)))
    with pytest.raises(PortalError, match=told):
        row(portal, **change)


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
        "import sys; from pathlib import Path; from tests.test_new_notices import run;"
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


def test_an_internal_demand_gives_the_length_where_there_is_no_public_one() -> None:
    portal = under(a_demand(length=4, audience="internal"))
    assert row(portal)["stated_length"] == "4"


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


def test_a_correction_is_published_by_whom_the_notice_was() -> None:
    portal = a_portal(a_cycle(notices=(a_notice("n-1", publisher="示例市质奖办"),)))
    assert row(portal, corrects="n-1", publisher="")["publisher"] == "示例市质奖办"
    assert row(portal, corrects="n-1", publisher="示例市评委会")["publisher"] == "示例市评委会"


def test_a_correction_comes_no_sooner_than_what_it_corrects() -> None:
    portal = a_portal(a_cycle(notices=(a_notice("n-1", published_on=dt.date(2025, 10, 10)),)))
    with pytest.raises(PortalError, match="2025年10月10日（星期五）才发布，更正"):
        row(portal, corrects="n-1")


def test_a_reason_without_what_it_corrects_is_refused() -> None:
    with pytest.raises(PortalError, match="--corrects"):
        row(a_portal(HELD), change_reason="名单漏列一家单位")
    assert row(a_portal(HELD), corrects="n-1")["change"] == "correction"


def test_a_correction_of_no_notice_is_not_written(root: Path) -> None:
    outcome = run(root, corrects="n-9")
    assert {(fault.rule, fault.column) for fault in outcome.faults} == {("unknown-notice", "corrects")}
    assert not (root / HELD.notices.path).exists()
