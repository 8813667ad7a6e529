import csv
import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.domain.deadlines import PeriodForm, Unit
from generator.domain.moments import Mark
from generator.domain.notices import NoticeHistories, NoticeHistory
from generator.domain.records import Notice
from generator.errors import PortalError
from generator.later_notices import ChangeRequest, Prolongation, changing_row, run_new_change
from generator.outputs.outcomes import Outcome, Status
from generator.sources.tables import TableReader
from tests.clerk_files import SCHEMAS, words
from tests.rules.building import a_change, a_cycle, a_notice, a_portal, a_withdrawal, day

WORDS = words()
SCHEMA = SCHEMAS["notices"]
HELD = a_cycle()
TO_THE_20TH = Prolongation(closes_on=day("2025-10-20"))
WANTED = ChangeRequest(
    slug=HELD.jurisdiction,
    cycle=HELD.slug,
    changed="n-1",
    title="关于延长公示期的公告",
    published_on=day("2025-10-13"),
    prolongation=TO_THE_20TH,
    change_reason="网站停机维护",
)


def cells(*notices: Notice, **changes: Any) -> dict[str, str]:
    portal = a_portal(a_cycle(notices=notices or (a_notice(),)))
    return dict(changing_row(portal, replace(WANTED, **changes), WORDS).cells)


def read_back(*rows: dict[str, str]) -> list[Notice]:
    """The records that the check makes of rows, which must have no fault."""
    lines = [SCHEMA.columns, *([row.get(name, "") for name in SCHEMA.columns] for row in rows)]
    text = "".join(",".join(line) + "\n" for line in lines)
    reader: TableReader[Notice] = TableReader(SCHEMA, Notice)
    table, faults = reader.read("notices.csv", text)
    assert not faults
    return list(table.rows)


def history(first: Notice, row: dict[str, str]) -> NoticeHistory:
    (later,) = read_back(row)
    found = NoticeHistories([first, later], a_portal(HELD).calendar).find(first.notice_id)
    assert found is not None
    return found


def test_an_extension_repeats_the_first_day_and_prints_the_new_last_one() -> None:
    row = cells(a_notice(source_url="https://example.org/1"))
    assert row["notice_id"] == "n-1-extension"
    assert (row["corrects"], row["change"], row["change_reason"]) == ("n-1", "extension", "网站停机维护")
    assert (row["period_form"], row["opens_on"], row["closes_on"]) == ("dates", "2025-10-09", "2025-10-20")
    assert (row["stage"], row["publisher"], row["published_on"]) == ("proposal", "示例市评审办", "2025-10-13")
    assert row["source_url"] == ""


def test_a_length_counts_from_the_day_after_the_present_end() -> None:
    # The notice ends on Tuesday 14 October: 15, 16, 17, then Monday 20 and 21.
    longer = Prolongation(length=5, unit=Unit.WORKING_DAY)
    assert cells(prolongation=longer)["closes_on"] == "2025-10-21"
    assert cells(prolongation=Prolongation(length=3, unit=Unit.DAY))["closes_on"] == "2025-10-17"


def test_a_second_extension_goes_on_from_the_first() -> None:
    first = a_change("longer", "n-1", "extension", published_on=day("2025-10-10"), closes_on=day("2025-10-17"))
    longer = Prolongation(length=1, unit=Unit.WORKING_DAY)
    row = cells(a_notice(), first, prolongation=longer)
    assert (row["opens_on"], row["closes_on"]) == ("2025-10-09", "2025-10-20")
    with pytest.raises(PortalError, match="2025年10月17日"):
        cells(a_notice(), first, prolongation=Prolongation(closes_on=day("2025-10-16")))


@pytest.mark.parametrize(
    ("notice", "form", "opens_on"),
    [
        ({"period_form": "deadline_only", "opens_on": None}, PeriodForm.DEADLINE_ONLY, ""),
        ({"period_form": "from_publication"}, PeriodForm.FROM_PUBLICATION, "2025-10-09"),
        (
            {
                "period_form": "length_only",
                "opens_on": None,
                "closes_on": None,
                "stated_length": 5,
                "stated_unit": "day",
                "published_on": day("2025-10-10"),
            },
            PeriodForm.DATES,
            "2025-10-10",
        ),
    ],
)
def test_every_form_of_period_can_be_extended(notice: dict[str, Any], form: PeriodForm, opens_on: str) -> None:
    first = a_notice(**notice)
    row = cells(first)
    assert (row["period_form"], row["opens_on"], row["closes_on"]) == (form, opens_on, "2025-10-20")
    period = history(first, row).period_on(day("2025-10-13"))
    assert period is not None
    assert period.closes_on == day("2025-10-20")


@pytest.mark.parametrize("form", ["from_publication", "deadline_only"])
def test_a_second_extension_states_the_first_day_as_the_notice_does(form: str) -> None:
    first = a_notice(period_form=form, opens_on=day("2025-10-09") if form == "from_publication" else None)
    dates = {"published_on": day("2025-10-10"), "opens_on": day("2025-10-15"), "closes_on": day("2025-10-17")}
    added = a_change("longer", "n-1", "extension", **dates)
    (again,) = read_back(cells(first, added))
    assert (again.period_form, again.opens_on) == (form, first.opens_on)
    found = NoticeHistories([first, added, again], a_portal(HELD).calendar).find("n-1")
    assert found is not None
    before, after = found.period_on(day("2025-10-12")), found.period_on(day("2025-10-13"))
    assert before is not None
    assert after is not None
    assert (after.counts_from, after.first_day_form) == (before.counts_from, before.first_day_form)


def test_a_printed_hour_counts_for_which_end_is_later() -> None:
    at_noon = a_notice(closes_time="12:00")
    same_day = Prolongation(closes_on=day("2025-10-14"), closes_time="17:00")
    assert cells(at_noon, prolongation=same_day)["closes_time"] == "17:00"
    for hour in ("12:00", "09:00"):
        with pytest.raises(PortalError, match="12时"):
            cells(at_noon, prolongation=replace(same_day, closes_time=hour))


def test_a_withdrawal_states_no_period() -> None:
    row = cells(prolongation=None, title="关于撤回公示的公告", medium="示例市人民政府网站")
    assert (row["notice_id"], row["change"], row["period_form"]) == ("n-1-withdrawal", "withdrawal", "dates")
    assert not {"opens_on", "closes_on", "closes_time", "stated_length", "stated_unit"} & row.keys()
    assert row["medium"] == "示例市人民政府网站"
    assert history(a_notice(), row).marks_on(day("2025-10-13")) == (Mark.WITHDRAWN,)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"slug": "elsewhere"}, "elsewhere"),
        ({"cycle": "1999"}, "1999"),
        ({"changed": "n-9"}, "n-9”的公示；有的是：n-1"),
        ({"notice_id": "n-1"}, "已经用过"),
        ({"published_on": day("2025-10-08")}, "2025年10月9日（星期四）才发布"),
        ({"published_on": day("2025-10-15")}, "--corrects n-1"),
        ({"prolongation": Prolongation()}, "--closes"),
        ({"prolongation": replace(TO_THE_20TH, length=3, unit=Unit.DAY)}, "只写一种"),
        ({"prolongation": Prolongation(length=3)}, "一起写"),
        ({"prolongation": replace(TO_THE_20TH, unit=Unit.DAY)}, "一起写"),
        ({"prolongation": Prolongation(closes_on=day("2025-10-14"))}, "现在到2025年10月14日（星期二）24时"),
        ({"prolongation": Prolongation(length=4000, unit=Unit.DAY)}, "算不出"),
        ({"prolongation": Prolongation(closes_on=dt.date.max)}, "算不出"),
    ],
)
def test_what_cannot_be_is_refused(changes: dict[str, Any], told: str) -> None:
    with pytest.raises(PortalError, match=told):
        cells(**changes)


def test_a_cycle_without_notices_is_told() -> None:
    with pytest.raises(PortalError, match="还没有公示"):
        changing_row(a_portal(a_cycle(notices=())), WANTED, WORDS)


@pytest.mark.parametrize("prolongation", [TO_THE_20TH, None])
def test_what_is_withdrawn_can_be_changed_no_more(prolongation: Prolongation | None) -> None:
    withdrawn = a_withdrawal("gone", "n-1")
    with pytest.raises(PortalError, match="已经由“gone”撤回"):
        cells(a_notice(), withdrawn, prolongation=prolongation)
    with pytest.raises(PortalError, match="是一份撤回公告"):
        cells(a_notice(), withdrawn, prolongation=prolongation, changed="gone")


def test_a_notice_whose_extension_was_withdrawn_can_be_extended_again() -> None:
    longer = a_change("longer", "n-1", "extension", published_on=day("2025-10-10"), closes_on=day("2025-10-17"))
    gone = replace(a_withdrawal("gone", "longer"), published_on=day("2025-10-11"))
    again = a_change("again", "n-1", "extension", published_on=day("2025-10-12"), closes_on=day("2025-10-17"))
    assert cells(a_notice(), longer, gone, again)["closes_on"] == "2025-10-20"
    with pytest.raises(PortalError, match="已经由“gone”撤回"):
        cells(a_notice(), longer, gone)


def test_a_notice_without_a_period_cannot_be_extended_but_withdrawn() -> None:
    bare = a_notice(closes_on=None)
    with pytest.raises(PortalError, match="没有写明公示期"):
        cells(bare)
    assert cells(bare, prolongation=None)["change"] == "withdrawal"


@given(
    later=st.integers(0, 5),
    longer=st.builds(Prolongation, length=st.integers(1, 60), unit=st.sampled_from(Unit)),
)
def test_the_row_moves_the_end_of_the_notice_and_nothing_else(later: int, longer: Prolongation) -> None:
    first, published_on = a_notice(), day("2025-10-09") + dt.timedelta(days=later)
    changed = history(first, cells(first, prolongation=longer, published_on=published_on))
    before, after = changed.period_on(published_on - dt.timedelta(days=1)), changed.period_on(published_on)
    assert before is not None
    assert after is not None
    assert before.closes_on == first.closes_on
    assert (after.opens_on, after.closes_on > before.closes_on) == (first.opens_on, True)
    assert changed.marks_on(published_on) == (Mark.EXTENDED,)


# --- the table --------------------------------------------------------------------------------------------------------


@pytest.fixture
def root(tmp_path: Path) -> Path:
    file = tmp_path / HELD.notices.path
    file.parent.mkdir(parents=True)
    row = {name: getattr(a_notice(), name) for name in SCHEMA.columns}
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, SCHEMA.columns, lineterminator="\n")
        writer.writeheader()
        writer.writerow(row)
    return tmp_path


def run(root: Path, *, writing: bool = True, **changes: Any) -> Outcome:
    return run_new_change(
        root,
        a_portal(a_cycle(notices=(a_notice(),))),
        replace(WANTED, **changes),
        schema=SCHEMA,
        words=WORDS,
        as_of=day("2025-10-13"),
        writing=writing,
    )


def test_the_row_is_appended_and_the_notice_stays(root: Path) -> None:
    file = root / HELD.notices.path
    before = file.read_bytes()
    outcome = run(root)
    assert outcome.status is Status.CLEAN
    assert outcome.text.splitlines()[:3] == [
        "公示 n-1-extension：关于延长公示期的公告（示例市评审办）",
        "“n-1”现在到2025年10月14日（星期二）24时（北京时间）截止。",
        "延到2025年10月20日（星期一）24时（北京时间）截止。",
    ]
    assert file.read_bytes().startswith(before)
    assert file.read_bytes().count(b"\n") == 3


def test_a_counted_extension_shows_its_days(root: Path) -> None:
    outcome = run(root, prolongation=Prolongation(length=3, unit=Unit.WORKING_DAY), writing=False)
    assert "从2025年10月15日（星期三）起，3个工作日，到2025年10月17日（星期五）24时" in outcome.text
    assert outcome.text.count("第3日") == 1
    assert (root / HELD.notices.path).read_bytes().count(b"\n") == 2


def test_a_withdrawal_says_what_stays(root: Path) -> None:
    assert "撤回“n-1”（拟获奖名单公示）" in run(root, prolongation=None).text


def test_a_withdrawal_of_an_extension_says_that_the_notice_goes_with_it() -> None:
    longer = a_change("n-2", "n-1", "extension", published_on=day("2025-10-10"), closes_on=day("2025-10-17"))
    again = a_change("n-3", "n-1", "extension", published_on=day("2025-10-11"), closes_on=day("2025-10-20"))
    corrected = a_change("n-4", "n-2", "correction", published_on=day("2025-10-11"), closes_on=day("2025-10-20"))
    for rows, told in (((longer,), True), ((longer, again), False), ((longer, corrected), True)):
        portal = a_portal(a_cycle(notices=(a_notice(), *rows)))
        request = replace(WANTED, changed="n-2", prolongation=None)
        row = changing_row(portal, request, WORDS)
        withdrawal = replace(read_back(dict(row.cells))[0], line=9)
        first = NoticeHistories([a_notice(), *rows, withdrawal], portal.calendar).find("n-1")
        assert first is not None
        assert ("“n-1”现在以这一份为准，也一同撤回。" in row.text) is told
        assert (first.withdrawn_on(day("2025-10-13")) is not None) is told


@pytest.mark.parametrize("changes", [{"title": ""}, {"notice_id": "A"}, {"source_url": "javascript:x"}])
def test_a_row_with_a_fault_is_not_written(root: Path, changes: dict[str, Any]) -> None:
    before = (root / HELD.notices.path).read_bytes()
    outcome = run(root, **changes)
    assert outcome.status is Status.DATA_AT_FAULT
    assert {fault.column for fault in outcome.faults} == set(changes)
    assert (root / HELD.notices.path).read_bytes() == before
