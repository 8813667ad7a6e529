"""Rows that an import adds to a table which is there already."""

from pathlib import Path

import pytest

from generator.errors import PortalError
from generator.outputs.outcomes import Status
from tests.clerk_files import awardee_rows, canonical, titled
from tests.clerk_imports import DAY, GRID, LISTED, TWO, files, named_shortlist, run, saved


def test_rows_are_added_to_a_table_that_stays_as_it_is(tmp_path: Path, cycle: Path) -> None:
    run(saved(tmp_path, GRID), into=cycle)
    before = (cycle / "awardees.csv").read_bytes()
    third = {"award_id": "2024-quality-09", "awardee": "示例市丙公司"}
    grown = saved(tmp_path, titled("awardees", [*TWO, *awardee_rows(third)]), "新名单.xlsx")
    outcome = run(grown, into=cycle, adding=True)
    assert outcome.status is Status.CLEAN
    assert "原来的文件有 2 条记录；新文件多出 1 行，少了 0 行" in outcome.text
    after = (cycle / "awardees.csv").read_bytes()
    assert after.startswith(before)
    assert after.count(b"\n") == before.count(b"\n") + 1
    assert "已经是这个内容" in run(grown, into=cycle, adding=True).text
    quoted = after.replace("示例市丙公司".encode(), '"示例市丙公司"'.encode())
    (cycle / "awardees.csv").write_bytes(quoted)
    assert "已经是这个内容" in run(grown, into=cycle, adding=True).text


def test_a_day_that_is_in_the_calendar_is_not_added_as_another(tmp_path: Path, cycle: Path) -> None:
    (cycle / "cn.csv").write_bytes(canonical("calendar", [DAY]))
    next_day = DAY | {"date": "2027-01-02"}
    assert run(saved(tmp_path, titled("calendar", [next_day])), into=cycle, adding=True).status is Status.CLEAN
    assert (cycle / "cn.csv").read_bytes() == canonical("calendar", [DAY, next_day])
    with pytest.raises(PortalError, match="2027-01-01，"):
        run(saved(tmp_path, titled("calendar", [DAY | {"name": "春节"}])), into=cycle, adding=True)


def test_a_row_that_is_cut_off_stands_where_others_are_added_and_keeps_its_id(tmp_path: Path, cycle: Path) -> None:
    before = canonical("awardees", TWO[:1]) + b"2024-quality-03\n"
    (cycle / "awardees.csv").write_bytes(before)
    assert run(saved(tmp_path, GRID), into=cycle, adding=True).status is Status.CLEAN
    assert (cycle / "awardees.csv").read_bytes() == before + canonical("awardees", TWO).splitlines(keepends=True)[2]
    third = saved(tmp_path, titled("awardees", [{**TWO[0], "award_id": "2024-quality-03"}]), "新名单.xlsx")
    with pytest.raises(PortalError, match="2024-quality-03，"):
        run(third, into=cycle, adding=True)


def test_a_row_of_an_id_that_is_there_is_not_added(tmp_path: Path, cycle: Path) -> None:
    run(saved(tmp_path, GRID), into=cycle)
    before = files(cycle)
    other = saved(tmp_path, titled("awardees", awardee_rows({"awardee": "示例市丙公司"})), "新名单.xlsx")
    with pytest.raises(PortalError, match=r"2024-quality-01，内容与要添的不同"):
        run(other, into=cycle, adding=True)
    assert files(cycle) == before


def test_of_many_ids_that_are_there_the_first_five_are_told(tmp_path: Path, cycle: Path) -> None:
    ids = [f"2024-quality-{number}" for number in range(6)]
    run(saved(tmp_path, titled("awardees", awardee_rows(*({"award_id": one} for one in ids)))), into=cycle)
    other = awardee_rows(*({"award_id": one, "awardee": "示例市丙公司"} for one in ids))
    with pytest.raises(PortalError, match=f"{'、'.join(ids[:5])}，内容"):
        run(saved(tmp_path, titled("awardees", other), "新名单.xlsx"), into=cycle, adding=True)


def test_nothing_is_added_to_a_table_that_is_not_in_order(tmp_path: Path, cycle: Path) -> None:
    good = canonical("awardees", TWO)
    for data in (good.replace(b"\n", b"\r\n"), good[3:], good.decode().encode("gb18030"), good + b'"' + b"a" * 200_000):
        (cycle / "awardees.csv").write_bytes(data)
        with pytest.raises(PortalError, match="portal mend"):
            run(saved(tmp_path, GRID), into=cycle, adding=True)
        assert (cycle / "awardees.csv").read_bytes() == data


def test_a_table_whose_last_line_has_no_end_is_ended_first(tmp_path: Path, cycle: Path) -> None:
    (cycle / "awardees.csv").write_bytes(canonical("awardees", TWO[:1]).rstrip(b"\n"))
    run(saved(tmp_path, GRID), into=cycle, adding=True)
    assert (cycle / "awardees.csv").read_bytes() == canonical("awardees", TWO)


def test_rows_without_an_id_are_added_where_no_such_row_is_there(tmp_path: Path, real_cycle: Path) -> None:
    file = saved(tmp_path, named_shortlist("示例市政府质量奖", "评议公示"))
    run(file, into=real_cycle, adding=True)
    assert "已经是这个内容" in run(file, into=real_cycle, adding=True).text


def test_a_row_without_an_id_is_not_added_where_one_known_by_the_same_is_there(
    tmp_path: Path, real_cycle: Path
) -> None:
    phone = {"notice_id": "2026-proposal", "office": "示例市政府质量奖评审委员会办公室", "kind": "phone"}
    changed = {**phone, "value": "0000-00000000", "hours": "工作日 8:00—12:00"}
    before = files(real_cycle)
    with pytest.raises(PortalError, match=r"2026-proposal/示例市政府质量奖评审委员会办公室/phone/0000-00000000，"):
        run(saved(tmp_path, titled("channels", [changed])), into=real_cycle, adding=True)
    assert files(real_cycle) == before
    run(saved(tmp_path, titled("channels", [{**phone, "value": "0000-00000001"}])), into=real_cycle, adding=True)
    assert files(real_cycle)["channels.csv"].startswith(before["channels.csv"])
    run(saved(tmp_path, named_shortlist("示例市政府质量奖", "评议公示")), into=real_cycle, adding=True)
    scored = titled("shortlists", [{**LISTED, "score": "600"}])
    with pytest.raises(PortalError, match="proposal/quality/示例市甲制造有限公司"):
        run(saved(tmp_path, scored), into=real_cycle, adding=True)
