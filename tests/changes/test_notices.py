"""What a change since a revision may not do to a notice that has opened."""

from datetime import date
from pathlib import Path

import pytest

from tests.changes.repository import AS_OF, cell, commit, compared, edit, git, lines, told


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
