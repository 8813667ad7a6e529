"""A revocation against the award that it takes away and the sanction on which it rests."""

from dataclasses import replace
from typing import Any

import pytest

from generator.diagnostics import Severity
from tests.rules.building import a_cycle, a_portal, a_revocation, an_awardee, day, found, one, place
from tests.rules.building_regulations import a_regulation, a_sanction

EARLY, SANCTION = "revoked-before-award", "sanction-not-in-regulation"
WON = a_cycle(awardees=[an_awardee(decided_on=day("2025-11-03"))])


@pytest.mark.parametrize(("decided_on", "faults"), [("2025-11-02", 1), ("2025-11-03", 0), ("2025-11-04", 0)])
def test_an_award_is_not_revoked_before_it_is_given(decided_on: str, faults: int) -> None:
    faulty = found(EARLY, a_portal(WON, revocations=[a_revocation(decided_on=day(decided_on))]))
    assert [(*place(fault), fault.severity) for fault in faulty] == (
        [("revocations.csv", 2, "decided_on", Severity.ERROR)] * faults
    )


@pytest.mark.parametrize("changes", [{"decided_on": None}, {"award_id": "w-9"}])
def test_without_both_days_nothing_is_compared(changes: Any) -> None:
    revocation = a_revocation(**{"decided_on": day("2025-01-02"), **changes})
    assert found(EARLY, a_portal(WON, revocations=[revocation])) == []


@pytest.mark.parametrize(
    ("measure", "ground", "allowed"),
    [
        ("revoke", "fraud", None),
        ("stop_publicity", "accident", None),
        ("stop_publicity", "fraud", "revoke"),
        ("revoke", "accident", "stop_publicity"),
        ("revoke", "", None),
        ("revoke", "bribery", None),
        ("", "fraud", None),
        ("", "", None),
    ],
)
def test_a_measure_is_the_one_attached_to_its_ground(measure: str, ground: str, allowed: str | None) -> None:
    faulty = found(SANCTION, a_portal(WON, revocations=[a_revocation(measure=measure, ground=ground)]))
    assert [(*place(fault), fault.facts["allowed"], fault.clause) for fault in faulty] == (
        [("revocations.csv", 2, "measure", allowed, "第三十条")] if allowed else []
    )


def test_a_ground_is_needed_where_the_regulation_is_held() -> None:
    said = a_revocation(ground="", statement="公告写明的原因")
    fault = one("missing-value", a_portal(WON, revocations=[said]))
    assert (*place(fault), fault.severity) == ("revocations.csv", 2, "ground", Severity.ERROR)
    assert fault.facts["known"]
    other = replace(said, regulation="r2026")
    later = a_regulation(id="r2026")
    assert (
        one("missing-value", a_portal(WON, regulations=[a_regulation(), later], revocations=[other])).facts[
            "regulation"
        ]
        == "r2026"
    )
    for fine in (replace(said, regulation="not-held"), a_revocation()):
        assert found("missing-value", a_portal(WON, revocations=[fine])) == []
    cycle = a_cycle(regulation_id=None, awardees=[an_awardee()])
    assert found("missing-value", a_portal(cycle, revocations=[said])) == []


def test_a_ground_that_cannot_be_read_is_not_told_as_an_empty_one() -> None:
    portal = a_portal(WON, revocations=[a_revocation(ground="", statement="示例")])
    (jurisdiction,) = portal.jurisdictions
    unread = replace(jurisdiction.revocations, sound=False)
    assert found("missing-value", replace(portal, jurisdictions=(replace(jurisdiction, revocations=unread),))) == []


def test_where_the_regulation_has_no_sanctions_none_is_asked_for() -> None:
    portal = a_portal(
        WON, regulations=[a_regulation(sanctions=())], revocations=[a_revocation(ground="", statement="示例")]
    )
    assert one("missing-value", portal).facts["fault"] == "ground-nowhere"
    assert one(SANCTION, portal).facts["fault"] == "none"


def test_a_measure_without_ground_is_one_that_the_regulation_knows() -> None:
    regulation = a_regulation(sanctions=(a_sanction(measure="disqualify"), a_sanction("other")))
    revocation = a_revocation(measure="stop_publicity", ground="")
    fault = one(SANCTION, a_portal(WON, regulations=[regulation], revocations=[revocation]))
    assert (fault.facts["allowed"], fault.severity) == ("disqualify、revoke", Severity.ERROR)
    assert fault.facts["fault"] == "no-ground"


def test_a_ground_that_only_excludes_from_the_round_is_told_as_that() -> None:
    regulation = a_regulation(sanctions=(a_sanction(measure="disqualify"),))
    fault = one(SANCTION, a_portal(WON, regulations=[regulation], revocations=[a_revocation()]))
    assert fault.facts["reason"] == "disqualify"


def test_a_named_regulation_goes_before_that_of_the_cycle() -> None:
    later = a_regulation(id="r2026", sanctions=(a_sanction(measure="stop_publicity"),))
    portal = a_portal(WON, regulations=[a_regulation(), later], revocations=[a_revocation(regulation="r2026")])
    assert one(SANCTION, portal).facts["allowed"] == "stop_publicity"


def test_without_a_regulation_no_measure_is_judged() -> None:
    cycle = a_cycle(regulation_id=None, awardees=[an_awardee()])
    revocation = a_revocation(measure="disqualify", ground="", statement="示例")
    assert found(SANCTION, a_portal(cycle, revocations=[revocation])) == []
