"""The demonstration shows every state of notices and awards on its day, whatever day that is, and has no errors."""

import csv
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from generator.build import check
from generator.diagnostics import Severity
from generator.domain.credit_codes import is_valid
from generator.domain.moments import Mark, Phase, start_of
from generator.domain.notices import NoticeHistories, NoticeHistory
from generator.domain.periods import NoticePeriod
from generator.domain.portal import Cycle, Portal
from generator.domain.statuses import AwardState, AwardStatus, award_status
from tests.demo import write_demo

DAYS = [
    date(2022, 1, 1),
    date(2022, 6, 3),
    date(2023, 1, 27),
    date(2024, 2, 29),
    date(2024, 12, 31),
    date(2025, 10, 5),
    date(2026, 11, 21),
    date(2026, 12, 31),
]


@pytest.fixture(scope="module", params=DAYS, ids=str)
def day(request: pytest.FixtureRequest) -> date:
    chosen: date = request.param
    return chosen


@pytest.fixture(scope="module")
def portal(day: date, tmp_path_factory: pytest.TempPathFactory) -> Portal:
    data = tmp_path_factory.mktemp("demo") / "data"
    write_demo(data, day)
    checked = check(data, day)
    assert [one for one in checked.diagnostics if one.severity is Severity.ERROR] == []
    return checked.reading.portal


def cycles(portal: Portal) -> Iterator[Cycle]:
    for jurisdiction in portal.jurisdictions:
        yield from jurisdiction.cycles


def histories(portal: Portal) -> Iterator[NoticeHistory]:
    for cycle in cycles(portal):
        yield from NoticeHistories(cycle.notices.rows, portal.calendar)


def periods(portal: Portal, day: date) -> Iterator[NoticePeriod]:
    for history in histories(portal):
        period = history.period_on(day)
        if period is not None:
            yield period


def statuses(portal: Portal, day: date) -> Iterator[AwardStatus]:
    for jurisdiction in portal.jurisdictions:
        for cycle in jurisdiction.cycles:
            for awardee in cycle.awardees.rows:
                rows = [row for row in jurisdiction.revocations.rows if row.award_id == awardee.award_id]
                yield award_status(awardee, cycle, rows, day)


def test_three_jurisdictions_with_different_rules(portal: Portal) -> None:
    assert [one.name for one in portal.jurisdictions] == ["示例市丙", "示例市甲", "示例市乙"]
    demanded = {
        (notice.period.length, notice.period.unit, notice.period.kind)
        for jurisdiction in portal.jurisdictions
        if jurisdiction.regulation is not None
        for notice in jurisdiction.regulation.notices
        if notice.period is not None and notice.audience == "public"
    }
    assert demanded == {(5, "working_day", "minimum"), (7, "day", "exact"), (10, "working_day", "minimum")}
    bing = portal.jurisdictions[0]
    assert bing.regulation is not None
    assert bing.regulation.is_draft
    assert [one.status for one in bing.regulations.values() if not one.is_draft] == ["in_force"]


def test_notices_in_every_phase(portal: Portal, day: date) -> None:
    phases = {history.phase_at(start_of(day)) for history in histories(portal)}
    assert phases == {*Phase, None}  # None: a withdrawal has no period of its own


def test_notices_with_every_mark(portal: Portal, day: date) -> None:
    borne = {mark for history in histories(portal) for mark in history.marks_on(day)}
    assert borne == set(Mark)


def test_one_is_withdrawn_and_one_extended_while_open(portal: Portal, day: date) -> None:
    still = [one for one in histories(portal) if one.phase_at(start_of(day)) in (Phase.OPEN, Phase.CLOSING_SOON)]
    assert {mark for history in still for mark in history.marks_on(day)} == {Mark.EXTENDED, Mark.WITHDRAWN}


def test_every_form_of_period(portal: Portal, day: date) -> None:
    found = list(periods(portal, day))
    assert {str(one.form) for one in found} == {"dates", "from_publication", "deadline_only", "length_only"}
    assert "17:00" in {one.closes_time for one in found}
    assert any(one.counted is not None and one.counted.rolled_over for one in found)
    assert day.year + 1 in {year for one in found for year in one.missing_years}


def test_nothing_is_published_after_the_day(portal: Portal, day: date) -> None:
    published = [row.published_on for cycle in cycles(portal) for row in cycle.notices.rows]
    assert all(one is not None and one <= day for one in published)


def test_awards_in_every_state(portal: Portal, day: date) -> None:
    found = list(statuses(portal, day))
    assert {one.state for one in found} == set(AwardState)
    assert [one.state for one in found if one.announced] == [AwardState.VALID]


def test_every_kind_of_record(portal: Portal) -> None:
    applicants = [row for cycle in cycles(portal) for row in cycle.applicants.rows]
    assert {row.eligibility for row in applicants} == {"pending", "accepted", "rejected", "withdrawn"}
    assert {row.applicant_type for row in applicants} == {"organization", "individual"}
    awardees = [row for cycle in cycles(portal) for row in cycle.awardees.rows]
    assert any(row.entry_title and not row.awardee for row in awardees)
    assert any(row.unit for row in awardees)
    kinds = {row.kind for cycle in cycles(portal) for row in cycle.channels.rows}
    assert kinds == {"phone", "address", "postcode", "email", "fax", "web"}
    corrections = [row for one in portal.jurisdictions for row in one.corrections.rows]
    assert {row.kind for row in corrections} == {"typographic", "substantive"}
    assert any(one.names.rows for one in portal.jurisdictions)
    assert {cycle.regulation is None for cycle in cycles(portal)} == {True, False}


def test_a_corrected_value_is_what_the_table_holds(day: date, tmp_path: Path) -> None:
    write_demo(tmp_path, day)
    compared = 0
    for file in (tmp_path / "jurisdictions").glob("*/corrections.csv"):
        for row in csv.DictReader(file.read_text("utf-8").splitlines()):
            held = [
                record[row["field"]]
                for table in file.parent.rglob(f"{row['table']}.csv")
                for record in csv.DictReader(table.read_text("utf-8").splitlines())
                if row["record_id"] in _ids(record)
            ]
            assert held == [row["now"]], row
            compared += 1
    assert compared == 4


def _ids(record: dict[str, str]) -> set[str]:
    """The id of a row of a table that has one, otherwise of a shortlist row."""
    first = next(iter(record))
    return {record[first], "/".join(filter(None, (record[first], record.get("award"), record.get("application_id"))))}


def test_the_same_day_gives_the_same_bytes(tmp_path: Path) -> None:
    day = date(2026, 11, 21)
    for name in ("one", "two"):
        write_demo(tmp_path / name, day)
    one, two = (
        {path.relative_to(tmp_path / name): path.read_bytes() for path in (tmp_path / name).rglob("*.*")}
        for name in ("one", "two")
    )
    assert one == two
    assert one


def test_nobody_in_it_exists(tmp_path: Path) -> None:
    write_demo(tmp_path / "data", date(2026, 11, 21))
    names, codes, links = set(), set(), set()
    for path in (tmp_path / "data" / "jurisdictions").rglob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                names |= {row.get(column, "") for column in ("applicant", "awardee", "unit", "name", "former_name")}
                codes.add(row.get("uscc", ""))
                links.add(row.get("source_url", ""))
    assert {name for name in names if name and not name.startswith("示例")} == set()
    assert {code for code in codes if code and not (is_valid(code) and code[2:4] == "99")} == set()
    assert {link for link in links if link and not re.match(r"https://(jia|yi|bing)\.example/", link)} == set()
