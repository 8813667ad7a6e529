"""What a change since a revision may not do, on a repository made for the purpose."""

import re
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from generator.build import SCHEMAS, WORDS, check
from generator.changes import Changes, changes_text, compare
from generator.errors import PortalError
from generator.sources.schemas import shipped_schemas
from generator.sources.words import read_catalogue
from tests.demo import write_demo

AS_OF = date(2026, 11, 21)
JIA = "jurisdictions/shili-jia"

Edit = Callable[[str], str]


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("repository")
    write_demo(root / "data", AS_OF)
    git(root, "init", "-q", "-b", "main")
    commit(root, "base")
    return root


@pytest.fixture
def data(repository: Path) -> Path:
    git(repository, "checkout", "-q", "--", ".")
    git(repository, "clean", "-qfd")
    return repository / "data"


def git(root: Path, *arguments: str) -> None:
    names = ["-c", "user.name=Clerk", "-c", "user.email=clerk@example.invalid", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *names, "-C", str(root), *arguments], check=True, capture_output=True)


def commit(root: Path, message: str) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-q", "--no-verify", "-m", message)


def edit(data: Path, path: str, change: Edit) -> None:
    file = data / path
    text = file.read_text(encoding="utf-8")
    changed = change(text)
    assert changed != text
    file.write_text(changed, encoding="utf-8")


def compared(data: Path, base: str = "HEAD", as_of: date = AS_OF) -> Changes:
    checked = check(data, as_of)
    return compare(data, base, checked.reading, checked.diagnostics, schemas=SCHEMAS, as_of=as_of)


def sentence(data: Path) -> str:
    return changes_text(compared(data), shipped_schemas(SCHEMAS), read_catalogue(WORDS, "zh-CN"))


def told(data: Path) -> list[tuple[str, str, str | None]]:
    return [(fault.rule, fault.path, fault.column) for fault in compared(data).diagnostics]


def lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def cell(text: str, record: str, was: str, now: str) -> str:
    return "".join(line.replace(was, now, 1) if line.startswith(f"{record},") else line for line in lines(text))


def first_id(data: Path, path: str) -> str:
    return (data / path).read_text(encoding="utf-8").splitlines()[1].split(",")[0]


def test_without_a_change_nothing_is_said(data: Path) -> None:
    assert compared(data).diagnostics == ()
    assert sentence(data) == "与 HEAD 相比：没有增删改。"


def test_a_record_that_went_is_said(data: Path) -> None:
    path = f"{JIA}/2024/awardees.csv"
    edit(data, path, lambda text: "".join(line for at, line in enumerate(lines(text)) if at != 1))
    assert told(data) == [("record-removed", path, "award_id")]


def test_a_table_that_went_is_told_once_with_the_number_of_its_records(data: Path) -> None:
    path = f"{JIA}/2024/awardees.csv"
    count = len(lines((data / path).read_text(encoding="utf-8"))) - 1
    (data / path).unlink()
    (fault,) = compared(data).diagnostics
    assert (fault.rule, fault.path, fault.line, fault.facts["count"]) == ("record-removed", path, None, str(count))


def test_records_that_went_are_said_of_a_table_of_which_the_header_is_left(data: Path) -> None:
    path = f"{JIA}/2024/awardees.csv"
    count = len(lines((data / path).read_text(encoding="utf-8"))) - 1
    edit(data, path, lambda text: lines(text)[0])
    assert told(data) == [("record-removed", path, "award_id")] * count


def test_a_record_whose_id_cannot_be_read_has_not_gone(data: Path) -> None:
    path = f"{JIA}/2024/awardees.csv"
    record = first_id(data, path)
    edit(data, path, lambda text: cell(text, record, record, f"{record}_"))
    assert told(data) == []


def test_records_that_cannot_be_read_have_not_gone(data: Path) -> None:
    edit(data, f"{JIA}/2024/cycle.yaml", lambda text: "name: *x\n" + text)
    assert told(data) == []


def test_a_row_may_move(data: Path) -> None:
    def reverse(text: str) -> str:
        header, *rows = lines(text)
        return "".join([header, *reversed(rows)])

    edit(data, f"{JIA}/2024/awardees.csv", reverse)
    assert told(data) == []


def test_a_name_changes_only_with_a_correction(data: Path) -> None:
    path = f"{JIA}/2024/awardees.csv"
    record = first_id(data, path)
    name = (data / path).read_text(encoding="utf-8").splitlines()[1].split(",")[3]
    edit(data, path, lambda text: cell(text, record, name, f"{name}甲"))
    assert told(data) == [("correction-missing", path, "awardee")]
    corrections = f"{JIA}/corrections.csv"
    row = f"c-test,awardees,{record},awardee,{name},{name}甲,typographic,录入时漏字,2026-11-21,\n"
    edit(data, corrections, lambda text: text + row)
    assert told(data) == []


def test_a_correction_starts_from_what_stood_there(data: Path) -> None:
    path = f"{JIA}/2024/awardees.csv"
    record = first_id(data, path)
    name = (data / path).read_text(encoding="utf-8").splitlines()[1].split(",")[3]
    edit(data, path, lambda text: cell(text, record, name, f"{name}乙"))
    rows = [
        f"c-1,awardees,{record},awardee,{name}丙,{name}甲,typographic,录入时漏字,2026-11-20,\n",
        f"c-2,awardees,{record},awardee,{name}甲,{name}乙,typographic,录入时漏字,2026-11-21,\n",
    ]
    edit(data, f"{JIA}/corrections.csv", lambda text: text + "".join(rows))
    assert told(data) == [("correction-missing", path, "awardee")]
    edit(data, f"{JIA}/corrections.csv", lambda text: text.replace(f"{name}丙", name))
    assert told(data) == []
    edit(data, f"{JIA}/corrections.csv", lambda text: text.replace(rows[1], ""))
    assert told(data) == [("correction-missing", path, "awardee")]


def test_the_decision_on_a_pending_application_corrects_nothing(data: Path) -> None:
    path = "jurisdictions/shili-yi/no-8/applicants.csv"
    edit(data, path, lambda text: text.replace(",pending,,", ",rejected,材料不全,", 1))
    assert told(data) == []
    edit(data, path, lambda text: text.replace(",accepted,", ",withdrawn,", 1))
    assert told(data) == [("correction-missing", path, "eligibility")]


def test_what_was_learned_later_may_be_filled_in(data: Path) -> None:
    """An empty cell that is filled says nothing different; one that was filled and is emptied does."""
    path = f"{JIA}/2024/awardees.csv"
    record = first_id(data, path)
    edit(data, path, lambda text: cell(text, record, ",https://", ",说明,https://").replace(",,说明", ",说明"))
    assert told(data) == []


def opened(data: Path) -> tuple[str, str, str, str]:
    """Path, id, opening and closing day of a notice of the demonstration that is open on the day."""
    for file in sorted(data.glob("jurisdictions/*/*/notices.csv")):
        header, *rows = [line.split(",") for line in file.read_text(encoding="utf-8").splitlines()]
        opens, closes, change = (header.index(name) for name in ("opens_on", "closes_on", "change"))
        for row in rows:
            if row[opens] and row[opens] <= str(AS_OF) < row[closes] and not row[change]:
                return file.relative_to(data).as_posix(), row[0], row[opens], row[closes]
    raise AssertionError("the demonstration has no open notice")


def test_an_opened_notice_is_not_edited(data: Path) -> None:
    path, record, _, closes = opened(data)
    edit(data, path, lambda text: cell(text, record, "公示", "通告"))
    edit(data, path, lambda text: cell(text, record, closes, "2026-12-30"))
    found = told(data)
    assert ("opened-notice-changed", path, "closes_on") in found
    assert ("opened-notice-changed", path, "title") in found


def test_a_deadline_never_moves_earlier(data: Path) -> None:
    path, record, opens, closes = opened(data)
    edit(data, path, lambda text: cell(text, record, f"{opens},{closes}", f"{opens},{opens}"))
    assert ("deadline-moved-earlier", path, "closes_on") in told(data)
    assert ("opened-notice-changed", path, "closes_on") not in told(data)


def test_an_earlier_hour_moves_a_deadline_as_an_earlier_day_does(data: Path) -> None:
    path, record, opens, closes = opened(data)
    edit(data, path, lambda text: cell(text, record, f"{opens},{closes},,", f"{opens},{closes},17:00,"))
    assert told(data) == [("deadline-moved-earlier", path, "closes_time")]


def test_a_notice_that_nobody_has_seen_may_be_edited(data: Path) -> None:
    path, record, opens, closes = opened(data)
    edit(data, path, lambda text: cell(text, record, f"{opens},{closes}", f"{opens},{opens}"))
    assert compared(data, as_of=date(2020, 1, 1)).diagnostics == ()


def test_the_approver_reads_what_was_added_changed_and_removed(data: Path) -> None:
    path = f"{JIA}/2024/awardees.csv"
    record = first_id(data, path)
    edit(data, path, lambda text: "".join(line for line in lines(text) if not line.startswith(f"{record},")))
    assert sentence(data) == "与 HEAD 相比：删除获奖名单 1 行。"


def test_the_approver_reads_which_columns_changed_and_that_nothing_went(data: Path) -> None:
    path = f"{JIA}/2024/awardees.csv"
    header, *rows = lines((data / path).read_text(encoding="utf-8"))
    name = header.split(",").index("awardee")
    changed = [",".join([*row.split(",")[:name], f"某{row.split(',', name)[name]}"]) for row in rows[:2]]
    edit(data, path, lambda _: "".join([header, *changed, *rows[2:]]))
    edit(data, f"{JIA}/names.csv", lambda text: text + "新名称有限公司,旧名称有限公司,,2026-01-02,\n")
    assert sentence(data) == "与 HEAD 相比：新增曾用名 1 条，修改获奖名单“获奖者” 2 处，删除 0 行。"


def test_the_approver_reads_what_else_was_touched(data: Path) -> None:
    edit(data, f"{JIA}/regulations/2012.yaml", lambda text: text.replace("length: 5", "length: 3"))
    edit(data, "calendar/cn.csv", lambda text: "".join(lines(text)[:-1]))
    assert (
        sentence(data)
        == f"与 HEAD 相比：删除 0 行，另外改动了 2 个文件：calendar/cn.csv、{JIA}/regulations/2012.yaml。"
    )


def test_of_many_other_files_five_are_named_and_all_are_counted() -> None:
    files = tuple(f"{number}.yaml" for number in range(7))
    text = changes_text(
        Changes(base="HEAD", diagnostics=(), counts=(), files=files),
        shipped_schemas(SCHEMAS),
        read_catalogue(WORDS, "zh-CN"),
    )
    assert text == "与 HEAD 相比：删除 0 行，另外改动了 7 个文件：0.yaml、1.yaml、2.yaml、3.yaml、4.yaml。"


def test_the_approver_may_read_english(data: Path) -> None:
    edit(data, f"{JIA}/names.csv", lambda text: text + "新名称有限公司,旧名称有限公司,,2026-01-02,\n")
    text = changes_text(compared(data), shipped_schemas(SCHEMAS), read_catalogue(WORDS, "en"))
    assert text == "Since HEAD: rows added to names: 1, rows removed: 0."


def test_a_title_of_a_column_cannot_steer_the_log(data: Path) -> None:
    schema = (SCHEMAS / "awardees.schema.json").read_text(encoding="utf-8").replace("获奖者", "\\n::error::##[x]", 1)
    (data / "schemas").mkdir()
    (data / "schemas" / "awardees.schema.json").write_text(schema, encoding="utf-8")
    edit(data, f"{JIA}/2024/awardees.csv", lambda text: text.replace(",organization,", "甲,organization,", 1))
    text = changes_text(compared(data), check(data, AS_OF).reading.schemas, read_catalogue(WORDS, "zh-CN"))
    assert "‹U+000A›::error::##‹U+005B›x]" in text


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


def test_a_corrected_number_is_accepted_as_its_cell_has_it(data: Path) -> None:
    path, row = "jurisdictions/shili-yi/no-7/shortlists.csv", "onsite,quality,no-7-a-4,"
    edit(data, path, lambda text: re.sub(f"({row}.*),636,", r"\1,680.50,", text))
    assert told(data) == [("correction-missing", path, "score")]
    correction = "c-test,shortlists,onsite/quality/no-7-a-4,score,636.0,680.50,substantive,汇总错误,2026-11-20,\n"
    edit(data, "jurisdictions/shili-yi/corrections.csv", lambda text: text + correction)
    assert told(data) == []


def test_a_corrected_telephone_number_removes_no_record(data: Path) -> None:
    path, record = f"{JIA}/2024/channels.csv", "2024-qualification,示例市甲质量奖评审办公室,phone"
    edit(data, path, lambda text: text.replace(f"{record},0000-00010001", f"{record},0000-00010009"))
    assert told(data) == [("record-removed", path, "notice_id")]
    correction = (
        f"c-test,channels,{record.replace(',', '/')},value,0000-00010001,0000-00010009,typographic,错字,2026-11-20,\n"
    )
    edit(data, f"{JIA}/corrections.csv", lambda text: text + correction)
    assert told(data) == []
    assert sentence(data) == "与 HEAD 相比：新增更正记录 1 条，修改异议渠道“联系方式” 1 处，删除 0 行。"


def test_what_is_said_beside_a_telephone_number_or_a_former_name_is_not_changed_in_silence(data: Path) -> None:
    path, record = f"{JIA}/2024/channels.csv", "2024-qualification/示例市甲质量奖评审办公室/phone"
    hours = re.search(r"phone,[^,]+,([^,]+),", (data / path).read_text(encoding="utf-8"))[1]  # type: ignore[index]
    edit(data, path, lambda text: text.replace(f",{hours},", ",工作日 8:00—12:00,", 1))
    names = f"{JIA}/names.csv"
    edit(data, names, lambda text: re.sub(r",\d{4}-\d\d-\d\d,", ",2001-02-03,", text, count=1))
    assert told(data) == [("correction-missing", path, "hours"), ("correction-missing", names, "changed_on")]
    correction = f"c-test,channels,{record},hours,{hours},工作日 8:00—12:00,typographic,错字,2026-11-20,\n"
    edit(data, f"{JIA}/corrections.csv", lambda text: text + correction)
    assert told(data) == [("correction-missing", names, "changed_on")]


@pytest.mark.parametrize("column", ["closes_on", "stage"])
def test_a_faulty_cell_of_an_opened_notice_has_one_headline(data: Path, column: str) -> None:
    path, record, _, closes = opened(data)
    stage = next(line for line in lines((data / path).read_text(encoding="utf-8")) if line.startswith(record)).split(
        ","
    )[1]
    was = {"closes_on": f",{closes},", "stage": f"{record},{stage},"}[column]
    wrong = {"closes_on": ",xx,", "stage": f"{record},nowhere,"}[column]
    edit(data, path, lambda text: cell(text, record, was, wrong))
    assert told(data) == []


@pytest.mark.parametrize("column", ["closes_on", "stage"])
def test_a_notice_that_could_not_be_published_may_be_mended(data: Path, column: str) -> None:
    path, record, _, closes = opened(data)
    right = (data / path).read_text(encoding="utf-8")
    stage = next(line for line in lines(right) if line.startswith(record)).split(",")[1]
    was = {"closes_on": f",{closes},", "stage": f"{record},{stage},"}[column]
    wrong = {"closes_on": ",2026-03-91,", "stage": f"{record},nowhere,"}[column]
    edit(data, path, lambda text: cell(text, record, was, wrong))
    git(data.parent, "checkout", "-q", "-b", f"faulty-{column}")
    try:
        commit(data.parent, "faulty")
        (data / path).write_text(right, encoding="utf-8")
        assert told(data) == []
        assert [(each.rule, each.column) for each in compared(data, "main").diagnostics] == []
        edit(data, path, lambda text: cell(text, record, "公示", "通告"))
        assert told(data) == [("opened-notice-changed", path, "title")]
    finally:
        git(data.parent, "checkout", "-q", "-f", "main")


def test_a_doubled_row_has_one_headline(data: Path) -> None:
    path, record, *_ = opened(data)

    def doubled(text: str) -> str:
        row = next(line for line in lines(text) if line.startswith(f"{record},"))
        return text + row.replace("公示", "通告", 1)

    edit(data, path, doubled)
    assert told(data) == []


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


def test_no_year_that_was_arranged_is_forgotten(data: Path) -> None:
    path = "calendar/cn.csv"
    edit(data, path, lambda text: "".join(line for line in lines(text) if not line.startswith("2025")))
    assert told(data) == [("record-removed", path, None)]
