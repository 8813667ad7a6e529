"""Everything that is typed for a new record comes to stand in it, each in its place."""

import csv
import shutil
from pathlib import Path

import pytest

from generator.cli import main
from tests.golden_portal import DATA


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return shutil.copytree(DATA, tmp_path / "data")


def last_notice(data: Path) -> dict[str, str]:
    with (data / "jurisdictions/shili/2026/notices.csv").open(encoding="utf-8", newline="") as file:
        *_, row = csv.DictReader(file)
    return row


NOTICE = {
    "--stage": "proposal",
    "--title": "更正公示",
    "--opens": "2026-10-12",
    "--form": "from_publication",
    "--length": "5",
    "--unit": "working_day",
    "--closes-time": "17:00",
    "--published-on": "2026-10-12",
    "--publisher": "示例市评审办",
    "--declared-count": "2",
    "--corrects": "2026-proposal",
    "--id": "2026-again",
    "--medium": "网站",
    "--document-number": "示评办〔2026〕9号",
    "--change-reason": "单位写错",
    "--source-url": "https://www.example.gov.cn/again.html",
}
ROW = {
    "notice_id": "2026-again",
    "stage": "proposal",
    "title": "更正公示",
    "document_number": "示评办〔2026〕9号",
    "publisher": "示例市评审办",
    "medium": "网站",
    "published_on": "2026-10-12",
    "period_form": "from_publication",
    "opens_on": "2026-10-12",
    "closes_on": "2026-10-19",
    "closes_time": "17:00",
    "stated_length": "5",
    "stated_unit": "working_day",
    "declared_count": "2",
    "corrects": "2026-proposal",
    "change": "correction",
    "change_reason": "单位写错",
    "source_url": "https://www.example.gov.cn/again.html",
}
CHANGE = {
    "--title": "公告",
    "--published-on": "2026-09-29",
    "--id": "2026-change",
    "--publisher": "示例市",
    "--medium": "报纸",
    "--document-number": "示评办〔2026〕10号",
    "--change-reason": "补充材料",
    "--source-url": "https://www.example.gov.cn/change.html",
}
CHANGED = {
    "notice_id": "2026-change",
    "title": "公告",
    "document_number": "示评办〔2026〕10号",
    "publisher": "示例市",
    "medium": "报纸",
    "published_on": "2026-09-29",
    "corrects": "2026-proposal-longer",
    "change_reason": "补充材料",
    "source_url": "https://www.example.gov.cn/change.html",
}


def new(kind: str, *place: str, data: Path, options: dict[str, str], more: tuple[str, ...] = ()) -> int:
    typed = [word for option in options.items() for word in option]
    return main(["new", kind, "shili", *place, "--data", str(data), "--as-of", "2026-10-12", *typed, *more])


def test_a_notice_has_what_was_typed(data: Path) -> None:
    assert new("notice", "2026", data=data, options=NOTICE) == 0
    assert last_notice(data) == ROW
    earlier = {**NOTICE, "--id": "2026-third", "--form": "dates", "--published-on": "2026-10-10"}
    assert new("notice", "2026", data=data, options=earlier) == 0
    row = last_notice(data)
    assert (row["published_on"], row["opens_on"], row["period_form"]) == ("2026-10-10", "2026-10-12", "dates")


@pytest.mark.parametrize("kind", ["notice", "withdrawal"])
def test_what_is_typed_does_not_steer_the_terminal(data: Path, capsys: pytest.CaptureFixture[str], kind: str) -> None:
    place, options = (("2026",), NOTICE) if kind == "notice" else (("2026", "2026-proposal-longer"), CHANGE)
    assert new(kind, *place, data=data, options={**options, "--title": "示例\u202e\x1b[31m"}) == 1
    told = capsys.readouterr().out
    assert "示例‹U+202E›‹U+001B›[31m" in told.partition("\n")[0]
    assert not {"\u202e", "\x1b"} & set(told)


def test_an_extension_has_what_was_typed(data: Path) -> None:
    options = {**CHANGE, "--length": "3", "--unit": "day", "--closes-time": "12:00"}
    assert new("extension", "2026", "2026-proposal-longer", data=data, options=options) == 0
    row = last_notice(data)
    assert row == {**row, **CHANGED, "change": "extension", "closes_on": "2026-10-15", "closes_time": "12:00"}


def test_an_extension_may_name_the_day_on_which_it_ends(data: Path) -> None:
    assert (
        new("extension", "2026", "2026-proposal-longer", data=data, options={**CHANGE, "--closes": "2026-10-20"}) == 0
    )
    row = last_notice(data)
    assert row == {**row, **CHANGED, "change": "extension", "closes_on": "2026-10-20"}


def test_a_withdrawal_has_what_was_typed(data: Path) -> None:
    assert new("withdrawal", "2026", "2026-proposal-longer", data=data, options=CHANGE) == 0
    row = last_notice(data)
    assert row == {**row, **CHANGED, "change": "withdrawal"}


@pytest.mark.parametrize(
    ("kind", "place", "options"),
    [
        ("notice", ("2026",), NOTICE),
        ("withdrawal", ("2026", "2026-proposal-longer"), CHANGE),
    ],
)
def test_a_dry_run_writes_nothing(data: Path, kind: str, place: tuple[str, ...], options: dict[str, str]) -> None:
    before = last_notice(data)
    assert new(kind, *place, data=data, options=options, more=("--dry-run",)) == 0
    assert last_notice(data) == before


@pytest.mark.parametrize(
    ("cycle", "options", "lines"),
    [
        (
            "2027",
            {"--year": "2028", "--name": "第三届", "--regulation": "2024"},
            {'name: "第三届"', "year: 2028", 'regulation: "2024"'},
        ),
        ("2027", {}, {'name: "2027年"', "year: 2027", "regulation: null"}),
        ("third", {}, {"year: 2026"}),
    ],
)
def test_a_cycle_has_what_was_typed(data: Path, cycle: str, options: dict[str, str], lines: set[str]) -> None:
    assert new("cycle", cycle, data=data, options=options) == 0
    text = (data / f"jurisdictions/shili/{cycle}/cycle.yaml").read_text(encoding="utf-8")
    assert lines <= set(text.splitlines())
