"""Links to awards, regulations, sanctions and corrected records of the jurisdiction."""

from dataclasses import replace
from typing import Any

import pytest

from tests.rules.building import (
    PERSON,
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
    found,
    one,
    place,
)
from tests.rules.building_regulations import a_regulation, a_sanction


def test_a_revoked_award_stands_in_some_cycle_of_the_jurisdiction() -> None:
    cycles = [a_cycle("2023", awardees=[an_awardee("w-1")]), a_cycle("2025", awardees=[an_awardee("w-2")])]
    revocations = [a_revocation(f"v-{number}", award_id=f"w-{number}") for number in (1, 2, 3)]
    assert place(one("unknown-awardee", a_portal(*cycles, revocations=revocations))) == (
        "revocations.csv",
        4,
        "award_id",
    )


def test_an_award_is_not_missed_where_a_file_could_not_be_read() -> None:
    cycle = a_cycle()
    unread = replace(cycle, awardees=replace(cycle.awardees, sound=False))
    assert len(found("unknown-awardee", a_portal(cycle, revocations=[a_revocation()]))) == 1
    assert found("unknown-awardee", a_portal(unread, revocations=[a_revocation()])) == []
    assert found("unknown-awardee", a_portal(cycle, revocations=[a_revocation()], sound=False)) == []


@pytest.mark.parametrize(("changes", "taken"), [({}, ""), ({"awardee": "示例市别的有限公司"}, "w-1")])
def test_an_award_that_bears_the_id_of_another_may_be_the_one_that_is_missed(changes: Any, taken: str) -> None:
    cycles = [a_cycle("2023", awardees=[an_awardee("w-1")]), a_cycle(awardees=[an_awardee("w-1", **changes)])]
    portal = a_portal(*cycles, revocations=[a_revocation(award_id="w-2")])
    assert one("unknown-awardee", portal).facts["taken"] == taken


def test_a_ground_is_a_sanction_of_the_cycles_regulation() -> None:
    cycle = a_cycle(awardees=[an_awardee()])
    assert found("unknown-ground", a_portal(cycle, revocations=[a_revocation(ground="fraud")])) == []
    fault = one("unknown-ground", a_portal(cycle, revocations=[a_revocation(ground="bribery")]))
    assert place(fault) == ("revocations.csv", 2, "ground")
    assert fault.facts["known"] == "fraud、accident"


def test_a_named_regulation_goes_before_that_of_the_cycle() -> None:
    later = a_regulation(id="r2026", sanctions=(a_sanction("bribery"),))
    cycle = a_cycle(awardees=[an_awardee()])
    regulations = [a_regulation(), later]
    good = a_revocation(ground="bribery", regulation="r2026")
    bad = a_revocation(ground="fraud", regulation="r2026")
    assert found("unknown-ground", a_portal(cycle, regulations=regulations, revocations=[good])) == []
    assert one("unknown-ground", a_portal(cycle, regulations=regulations, revocations=[bad])).value == "fraud"


def test_a_ground_without_any_regulation_is_unknown() -> None:
    cycle = a_cycle(regulation_id=None, awardees=[an_awardee()])
    assert one("unknown-ground", a_portal(cycle, revocations=[a_revocation()])).facts["reason"] == "not-held"
    assert found("unknown-ground", a_portal(cycle, revocations=[a_revocation(ground="")])) == []


@pytest.mark.parametrize(
    ("cycle", "revocation"),
    [
        (a_cycle(awardees=[an_awardee()]), a_revocation(ground="none", regulation="r2019")),
        (a_cycle(awardees=[an_awardee()]), a_revocation(ground="none", award_id="w-9")),
        (a_cycle(regulation_id="r2019", awardees=[an_awardee()]), a_revocation(ground="none")),
    ],
)
def test_a_ground_is_not_judged_where_another_fault_is_the_cause(cycle: Any, revocation: Any) -> None:
    assert found("unknown-ground", a_portal(cycle, revocations=[revocation])) == []


def test_every_named_regulation_is_held() -> None:
    portal = a_portal(
        a_cycle(regulation_id="r2019"),
        revocations=[a_revocation(regulation="r2020"), a_revocation("v-2", regulation="r2024"), a_revocation("v-3")],
        regulation_id="r2021",
    )
    faults = found("unknown-regulation", portal)
    assert [(*place(fault), fault.value) for fault in faults] == [
        ("2025/cycle.yaml", 3, "regulation", "r2019"),
        ("jurisdiction.yaml", 5, "regulation", "r2021"),
        ("revocations.csv", 2, "regulation", "r2020"),
    ]
    assert {fault.facts["known"] for fault in faults} == {"r2024"}


def test_a_regulation_is_not_missed_where_a_file_could_not_be_read() -> None:
    assert found("unknown-regulation", a_portal(a_cycle(regulation_id="r2019"), sound=False)) == []


RECORDS = a_cycle(
    applicants=[an_applicant()],
    shortlists=[a_candidate("onsite", application_id="a-1"), a_candidate(applicant=PERSON, unit="示例学校")],
    notices=[a_notice()],
    channels=[a_channel()],
    awardees=[an_awardee()],
)


@pytest.mark.parametrize(
    ("table", "record_id", "field"),
    [
        ("applicants", "a-1", "applicant"),
        ("notices", "n-1", "closes_on"),
        ("awardees", "w-1", "awardee"),
        ("revocations", "v-1", "ground"),
        ("shortlists", "a-1", "score"),
        ("shortlists", "onsite/quality/a-1", "score"),
        ("shortlists", "onsite/quality/示例市甲制造有限公司", "score"),
        ("shortlists", "proposal/quality/示例人甲/示例学校", "score"),
        ("channels", "n-1", "value"),
        ("channels", "n-1/示例市评审办", "value"),
        ("channels", "n-1/phone", "value"),
        ("channels", "n-1/示例市评审办/phone", "value"),
        ("channels", "n-1/phone/0000-12345", "value"),
        ("channels", "n-1/示例市评审办/phone/0000-12345", "value"),
        ("names", "示例市丙集团有限公司", "former_name"),
        ("names", "示例市丙集团有限公司/示例市丙厂", "former_name"),
    ],
)
def test_a_corrected_record_is_found_by_its_id_or_its_key(table: str, record_id: str, field: str) -> None:
    correction = a_correction(table=table, record_id=record_id, field=field)
    parts: dict[str, Any] = {
        "revocations": [a_revocation()],
        "names": [a_former_name("示例市丙集团有限公司", "示例市丙厂")],
    }
    assert found("unknown-record", a_portal(RECORDS, corrections=[correction], **parts)) == []
    other = replace(correction, record_id="x-1")
    fault = one("unknown-record", a_portal(RECORDS, corrections=[other], **parts))
    assert (place(fault), fault.facts["reason"]) == (("corrections.csv", 2, "record_id"), "record")


@pytest.mark.parametrize("field", ["line", "score", "names"])
def test_a_corrected_column_stands_in_the_table(field: str) -> None:
    fault = one("unknown-record", a_portal(RECORDS, corrections=[a_correction(field=field)]))
    assert (place(fault), fault.facts["reason"]) == (("corrections.csv", 2, "field"), "field")
    assert "awardee、" in fault.facts["known"]


def test_a_record_is_not_missed_where_its_table_could_not_be_read() -> None:
    unread = replace(RECORDS, awardees=replace(RECORDS.awardees, sound=False))
    missing = [a_correction(record_id="w-9")]
    assert len(found("unknown-record", a_portal(RECORDS, corrections=missing))) == 1
    assert found("unknown-record", a_portal(unread, corrections=missing)) == []
    assert found("unknown-record", a_portal(RECORDS, corrections=missing, sound=False)) == []


def test_a_table_that_the_contract_does_not_have_is_a_fault_of_its_cell() -> None:
    assert found("unknown-record", a_portal(RECORDS, corrections=[a_correction(table="winners")])) == []
