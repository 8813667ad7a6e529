"""What a change since a revision may not do to records: none goes, and none says something else without a correction."""

import re
from pathlib import Path

from tests.changes.repository import JIA, cell, compared, edit, first_id, lines, sentence, told


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


def test_no_year_that_was_arranged_is_forgotten(data: Path) -> None:
    path = "calendar/cn.csv"
    edit(data, path, lambda text: "".join(line for line in lines(text) if not line.startswith("2025")))
    assert told(data) == [("record-removed", path, None)]
