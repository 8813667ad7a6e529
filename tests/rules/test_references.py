"""Names of awards, stages, notices and applications that must be found in the same cycle."""

from dataclasses import replace
from typing import Any

import pytest

from generator.domain.portal import Cycle
from tests.rules.building import (
    a_candidate,
    a_change,
    a_channel,
    a_cycle,
    a_cycle_award,
    a_cycle_stage,
    a_notice,
    a_portal,
    an_applicant,
    an_awardee,
    found,
    one,
    place,
)
from tests.rules.building_regulations import a_condition, a_demand, a_quota, a_regulation


@pytest.mark.parametrize(
    ("cycle", "file"),
    [
        (a_cycle(applicants=[an_applicant(award="silver")]), "2025/applicants.csv"),
        (a_cycle(shortlists=[a_candidate(award="silver")]), "2025/shortlists.csv"),
        (a_cycle(awardees=[an_awardee(award="silver")]), "2025/awardees.csv"),
    ],
)
def test_an_award_stands_in_the_regulation(cycle: Cycle, file: str) -> None:
    fault = one("unknown-award", a_portal(cycle))
    assert place(fault) == (file, 2, "award")
    assert fault.facts == {
        "known": "quality、person、gold",
        "where": "jurisdictions/shili/regulations/r2024.yaml",
        "reason": "held",
    }


def test_without_a_regulation_an_award_stands_in_the_cycle() -> None:
    rows = [an_awardee("w-1"), an_awardee("w-2", award="gold")]
    cycle = a_cycle(regulation_id=None, awards=(a_cycle_award(),), awardees=rows)
    fault = one("unknown-award", a_portal(cycle))
    assert (place(fault), fault.value) == (("2025/awardees.csv", 3, "award"), "gold")
    assert (fault.facts["where"], fault.facts["reason"]) == ("jurisdictions/shili/2025/cycle.yaml", "cycle")


def test_the_awards_of_a_cycle_stand_in_its_regulation() -> None:
    cycle = a_cycle(awards=(a_cycle_award(), a_cycle_award("silver", line=7)))
    assert place(one("unknown-award", a_portal(cycle))) == ("2025/cycle.yaml", 7, "id")


def test_quotas_and_conditions_name_awards_of_their_regulation() -> None:
    regulation = a_regulation(
        quotas=(a_quota("quality", "silver"),), eligibility=(a_condition("prior_award", ["gold", "bronze"], 3),)
    )
    faults = found("unknown-award", a_portal(regulations=[regulation]))
    assert {fault.facts["reason"] for fault in faults} == {"regulation"}
    assert [(*place(fault), fault.value, fault.clause) for fault in faults] == [
        ("regulations/r2024.yaml", 40, "awards", "silver", "第六条"),
        ("regulations/r2024.yaml", 60, "awards", "bronze", "第十条"),
    ]


@pytest.mark.parametrize(
    ("cycle", "file"),
    [
        (a_cycle(shortlists=[a_candidate("interview")]), "2025/shortlists.csv"),
        (a_cycle(notices=[a_notice(stage="interview")]), "2025/notices.csv"),
    ],
)
def test_a_stage_stands_in_the_regulation(cycle: Cycle, file: str) -> None:
    assert place(one("unknown-stage", a_portal(cycle))) == (file, 2, "stage")


def test_without_a_regulation_a_stage_stands_in_the_cycle() -> None:
    cycle = a_cycle(
        regulation_id=None, awards=(a_cycle_award(),), shortlists=[a_candidate("onsite"), a_candidate("proposal")]
    )
    assert [fault.line for fault in found("unknown-stage", a_portal(cycle))] == [2, 3]
    fault = one("unknown-stage", a_portal(replace(cycle, stages=(a_cycle_stage("onsite"),))))
    assert (fault.line, fault.facts["known"], fault.facts["reason"]) == (3, "onsite", "cycle")


def test_a_demanded_notice_stands_at_a_stage_of_its_regulation() -> None:
    regulation = a_regulation(notices=(a_demand(), a_demand("interview", line=31)))
    fault = one("unknown-stage", a_portal(regulations=[regulation]))
    assert (place(fault), fault.clause) == (("regulations/r2024.yaml", 31, "stage"), "第九条")
    assert fault.facts["reason"] == "regulation"


def test_a_regulation_that_is_not_held_is_one_fault_and_not_many() -> None:
    cycle = a_cycle(regulation_id="r2019", shortlists=[a_candidate("interview", award="silver")])
    assert found("unknown-award", a_portal(cycle)) == []
    assert found("unknown-stage", a_portal(cycle)) == []


@pytest.mark.parametrize(
    ("rows", "file", "column"),
    [
        ({"shortlists": [a_candidate(notice_id="n-9")]}, "2025/shortlists.csv", "notice_id"),
        ({"awardees": [an_awardee(notice_id="n-9")]}, "2025/awardees.csv", "notice_id"),
        ({"channels": [a_channel(notice_id="n-9")]}, "2025/channels.csv", "notice_id"),
        ({"notices": [a_change("n-2", "n-9", "correction")]}, "2025/notices.csv", "corrects"),
    ],
)
def test_a_notice_stands_in_the_same_cycle(rows: dict[str, Any], file: str, column: str) -> None:
    elsewhere = a_cycle("2023", notices=[a_notice("n-9")])
    fault = one("unknown-notice", a_portal(elsewhere, a_cycle("2025", **rows)))
    assert (place(fault), fault.facts["reason"]) == ((file, 2, column), "missing")


def test_a_notice_that_is_held_or_not_named_is_no_fault() -> None:
    cycle = a_cycle(
        notices=[a_notice(), a_change("n-2", "n-1", "extension")],
        shortlists=[a_candidate(notice_id="n-1")],
        awardees=[an_awardee(notice_id="n-2"), an_awardee("w-2")],
        channels=[a_channel()],
    )
    assert found("unknown-notice", a_portal(cycle)) == []


@pytest.mark.parametrize(
    ("pairs", "line"),
    [
        ([("n-1", "n-1")], 2),
        ([("n-1", "n-2"), ("n-2", "n-1")], 3),
        ([("n-1", "n-3"), ("n-2", "n-1"), ("n-3", "n-2")], 4),
        ([("n-0", "n-1"), ("n-1", "n-2"), ("n-2", "n-1")], 4),
    ],
)
def test_notices_do_not_correct_each_other_in_a_circle(pairs: list[tuple[str, str]], line: int) -> None:
    notices = [a_change(notice_id, corrects, "correction") for notice_id, corrects in pairs]
    fault = one("unknown-notice", a_portal(a_cycle(notices=notices)))
    assert (place(fault), fault.facts["reason"]) == (("2025/notices.csv", line, "corrects"), "circle")


@pytest.mark.parametrize(
    ("rows", "file"),
    [
        ({"shortlists": [a_candidate(application_id="a-9")]}, "2025/shortlists.csv"),
        ({"awardees": [an_awardee(application_id="a-9")]}, "2025/awardees.csv"),
    ],
)
def test_an_application_stands_in_the_same_cycle(rows: dict[str, Any], file: str) -> None:
    elsewhere = a_cycle("2023", applicants=[an_applicant("a-9")])
    fault = one("unknown-application", a_portal(elsewhere, a_cycle("2025", **rows)))
    assert place(fault) == (file, 2, "application_id")


@pytest.mark.parametrize(("rule", "name"), [("unknown-notice", "notices"), ("unknown-application", "applicants")])
def test_a_table_that_could_not_be_read_proves_nothing(rule: str, name: str) -> None:
    cycle = a_cycle(shortlists=[a_candidate(notice_id="n-9", application_id="a-9")])
    assert len(found(rule, a_portal(cycle))) == 1
    unread = replace(cycle, **{name: replace(getattr(cycle, name), sound=False)})
    assert found(rule, a_portal(unread)) == []


@pytest.mark.parametrize(("changes", "taken"), [({}, ""), ({"title": "别的公示"}, "n-1")])
def test_a_notice_that_bears_the_id_of_another_may_be_the_one_that_is_missed(changes: Any, taken: str) -> None:
    notices = [a_notice("n-0"), a_notice("n-1"), replace(a_notice("n-1"), **changes)]
    cycle = a_cycle(notices=notices, channels=[a_channel(notice_id="n-2")])
    assert one("unknown-notice", a_portal(cycle)).facts["taken"] == taken
    assert len(found("duplicate-id", a_portal(cycle))) == 1


@pytest.mark.parametrize(("changes", "taken"), [({}, ""), ({"applicant": "示例市别的有限公司"}, "a-1")])
def test_an_application_that_bears_the_id_of_another_may_be_the_one_that_is_missed(changes: Any, taken: str) -> None:
    applicants = [an_applicant(), an_applicant(**changes)]
    cycle = a_cycle(applicants=applicants, awardees=[an_awardee(application_id="a-2")])
    assert one("unknown-application", a_portal(cycle)).facts["taken"] == taken
