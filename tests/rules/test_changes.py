"""What a change may not do to records, told of two portals side by side; the same over files and git in tests/changes."""

from dataclasses import replace
from typing import Any

import pytest

from generator.domain.portal import Cycle, Portal
from generator.domain.revised_records import index_of
from generator.domain.working_days import WorkingDayCalendar
from tests.rules.building import (
    a_candidate,
    a_channel,
    a_correction,
    a_cycle,
    a_former_name,
    a_notice,
    a_portal,
    a_revocation,
    an_applicant,
    an_awardee,
    day,
)
from tests.rules.revised import faults, noticed, told


def awards(*rows: Any, **parts: Any) -> Portal:
    return a_portal(a_cycle(awardees=rows), **parts)


ONE = an_awardee("w-1", awardee="示例市甲公司", uscc="", note="注")


def test_the_same_record_says_nothing() -> None:
    assert faults(awards(ONE), awards(ONE)) == []


@pytest.mark.parametrize(
    ("changes", "columns"),
    [
        ({"awardee": "示例市乙公司"}, ["awardee"]),
        ({"note": ""}, ["note"]),
        ({"uscc": "91990000MA0000901E"}, []),  # it was empty: nothing that was said becomes different
        ({"source_url": "https://example.org/1", "published_on": day("2025-11-05"), "unit": "示例市甲校"}, []),
        ({"decided_on": day("2020-01-01"), "note": "别的"}, ["decided_on", "note"]),
    ],
)
def test_what_was_said_changes_only_with_a_correction(changes: dict[str, Any], columns: list[str]) -> None:
    row = an_awardee(**{"award_id": "w-1", "awardee": "示例市甲公司", "uscc": "", "note": "注"} | changes)
    assert faults(awards(ONE), awards(row)) == [("correction-missing", column) for column in columns]


def test_a_change_is_told_with_what_stood_there() -> None:
    (fault,) = told(awards(ONE), awards(an_awardee("w-1", awardee="示例市乙公司", note="注")))
    assert fault.facts == {"field": "awardee", "was": "示例市甲公司", "now": "示例市乙公司"}
    assert (fault.line, fault.column, fault.value) == (2, "awardee", "示例市乙公司")


def test_a_cell_with_a_fault_of_its_own_is_left_to_that_fault() -> None:
    now = awards(an_awardee("w-1", awardee="示例市乙公司", uscc="", note="别的"))
    ((path, _),) = index_of(now)
    assert faults(awards(ONE), now, faulty=[(path, 2, "awardee")]) == [("correction-missing", "note")]


def test_a_record_and_a_table_that_are_gone() -> None:
    two = an_awardee("w-2")
    (gone,) = told(awards(ONE, two), awards(two))
    assert (gone.rule, gone.column, gone.facts["record"]) == ("record-removed", "award_id", "w-1")
    path = gone.path
    assert faults(awards(ONE), awards(), unread=[path]) == []


def test_a_record_that_is_known_by_what_it_says_may_only_have_been_changed() -> None:
    before, now = (a_portal(a_cycle(shortlists=[a_candidate(applicant=name)])) for name in ("甲公司", "乙公司"))
    (gone,) = told(before, now)
    assert (gone.rule, gone.facts["reason"], gone.facts["record"]) == (
        "record-removed",
        "content",
        "proposal/quality/甲公司",
    )
    names = told(
        awards(ONE, names=[a_former_name("甲公司", "甲厂")]), awards(ONE, names=[a_former_name("甲公司", "乙厂")])
    )
    assert [(fault.rule, fault.facts["reason"]) for fault in names] == [("record-removed", "content")]
    two = an_awardee("w-2")
    assert "reason" not in told(awards(ONE, two), awards(two))[0].facts


def test_a_record_whose_id_could_not_be_read_is_neither_gone_nor_another() -> None:
    """The check itself asks to mend what was mistyped."""
    first, second = an_awardee("", awardee="示例市甲公司"), an_awardee("", awardee="示例市乙公司")
    assert faults(awards(first, second), awards(ONE, an_awardee("w-2"))) == []
    assert faults(awards(first, second), awards(ONE, second)) == []


def test_a_record_is_not_put_back_that_was_known_by_a_mistyped_stage() -> None:
    mistyped, right = a_candidate("", application_id="a-1"), a_candidate("onsite", application_id="a-1")
    before, now = (a_portal(a_cycle(shortlists=[row])) for row in (mistyped, right))
    path = next(iter(index_of(before)))[0]
    assert faults(before, now, was=[(path, 2, "stage")]) == []
    assert faults(before, now, was=[(path, 2, "source_url")]) == [("record-removed", "stage")]


def test_a_record_is_put_back_whose_name_alone_could_not_be_read() -> None:
    """An application says who applies, whatever stands in the other columns."""
    row, other = a_candidate("onsite", application_id="a-1", applicant=""), a_candidate(application_id="a-2")
    before, now = (a_portal(a_cycle(shortlists=rows)) for rows in ([row, other], [other]))
    path = next(iter(index_of(before)))[0]
    assert faults(before, now, was=[(path, 2, "applicant")]) == [("record-removed", "stage")]
    assert faults(before, now, was=[(path, 2, "application_id")]) == [("record-removed", "stage")]


@pytest.mark.parametrize(("value", "gone"), [("13800138000", []), ("0571-88888888", [("record-removed", "notice_id")])])
def test_of_two_numbers_with_a_fault_the_one_of_an_office_is_put_back(value: str, gone: list[tuple[str, str]]) -> None:
    number, address = a_channel(kind="phone", value=value), a_channel(kind="address", value="示例路1号")
    before, now = (a_portal(a_cycle(channels=rows)) for rows in ([number, address], [address]))
    path = next(iter(index_of(before)))[0]
    assert faults(before, now, was=[(path, 2, "value")]) == gone


def test_no_year_that_was_arranged_is_forgotten() -> None:
    """Whoever replaces the calendar by the new year alone would have every earlier period counted by weekends only."""
    before = awards(ONE)
    held = before.calendar.arranged
    (last, *_), years = sorted(before.calendar.arranged_years, reverse=True), before.calendar.arranged_years
    alone = WorkingDayCalendar.of(each for each in held.values() if each.schedule_year == last)
    (gone,) = told(before, replace(before, calendar=alone))
    assert (gone.rule, gone.path, gone.line) == ("record-removed", "calendar/cn.csv", None)
    assert gone.facts["record"] == "、".join(str(year) for year in sorted(years - {last}))
    assert told(before, replace(before, calendar=replace(alone, sound=False))) == []
    assert told(replace(before, calendar=alone), before) == []


def test_of_a_table_that_is_gone_its_first_five_records_are_named_and_all_are_counted() -> None:
    rows = [an_awardee(f"w-{number}") for number in range(1, 7)]
    notice = a_notice("n-1")
    (gone,) = told(a_portal(a_cycle(notices=[notice], awardees=rows)), noticed(notice))
    assert (gone.rule, gone.path) == ("record-removed", "jurisdictions/shili/2025/awardees.csv")
    assert (gone.line, gone.column) == (None, None)
    assert gone.facts == {"reason": "table", "record": "w-1、w-2、w-3、w-4、w-5", "count": "6", "table": "awardees"}


@pytest.mark.parametrize(
    ("before", "now", "column"),
    [
        (
            a_cycle(applicants=[an_applicant(sector="制造")]),
            a_cycle(applicants=[an_applicant(sector="服务")]),
            "sector",
        ),
        (a_cycle(shortlists=[a_candidate(rank=1)]), a_cycle(shortlists=[a_candidate(rank=2)]), "rank"),
    ],
)
def test_a_candidate_changes_only_with_a_correction(before: Cycle, now: Cycle, column: str) -> None:
    assert faults(a_portal(before), a_portal(now)) == [("correction-missing", column)]


def test_a_revocation_changes_only_with_a_correction() -> None:
    before, now = (
        a_portal(a_cycle(), revocations=[a_revocation(measure=name)]) for name in ("revoke", "stop_publicity")
    )
    assert faults(before, now) == [("correction-missing", "measure")]


def test_names_and_corrections_may_change_but_not_go() -> None:
    before = a_portal(a_cycle(), names=[a_former_name("甲", "乙")], corrections=[a_correction(now="甲")])
    now = a_portal(a_cycle(), corrections=[a_correction(now="乙")], names=[a_former_name("甲", "丙")])
    assert faults(before, now) == [("record-removed", "name")]


def test_a_correction_that_is_there_is_told_with_why_it_does_not_do() -> None:
    path = "jurisdictions/shili/corrections.csv"
    before, now = a_notice("n-1", title="旧的"), a_notice("n-1", title="新的")
    for kind, was, reason in (("substantive", "旧的", "substantive"), ("typographic", "旧", "unfit")):
        row = a_correction(table="notices", record_id="n-1", field="title", was=was, now="新的", kind=kind)
        (fault,) = told(noticed(before), noticed(now, corrections=[row]))
        assert (fault.facts["reason"], fault.facts["first"]) == (reason, f"{path}:2")
    (fault,) = told(noticed(before), noticed(now))
    assert "reason" not in fault.facts
    row = a_correction(table="awardees", record_id="w-1", field="awardee", was="示例市甲", now="示例市乙公司")
    now_named = a_portal(
        a_cycle(awardees=[an_awardee("w-1", awardee="示例市乙公司", uscc="", note="注")]), corrections=[row]
    )
    (fault,) = told(awards(ONE), now_named)
    assert (fault.rule, fault.facts["reason"], fault.facts["first"]) == ("correction-missing", "unfit", f"{path}:2")


def test_personal_data_that_was_taken_away_is_not_to_be_repeated() -> None:
    """The report masks it: who wrote the masked text into a correction would find that it does not fit."""
    before, now = (awards(an_awardee("w-1", note=note)) for note in ("注，联系人13000000000", "注"))
    (fault,) = told(before, now)
    assert (fault.rule, fault.facts["reason"]) == ("correction-missing", "personal")
    row = a_correction(table="awardees", record_id="w-1", field="note", was="", now="注")
    assert faults(before, a_portal(a_cycle(awardees=[an_awardee("w-1", note="注")]), corrections=[row])) == []


def test_a_decision_on_a_pending_application_corrects_nothing() -> None:
    pending = a_portal(a_cycle(applicants=[an_applicant(eligibility="pending")]))
    accepted = a_portal(a_cycle(applicants=[an_applicant(eligibility="accepted")]))
    assert faults(pending, accepted) == []
    assert faults(accepted, pending) == [("correction-missing", "eligibility")]
