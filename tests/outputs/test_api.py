import json
from dataclasses import replace
from typing import Any

from generator.domain.portal import Office, OfficeChannel, Portal
from generator.outputs.api import assessments_api, cycle_assessments, jurisdiction_api, portal_api
from generator.pages.data_holdings import API_KEYS
from tests.pages.recorded import records
from tests.pages.rendering import shipped
from tests.rules.building import (
    FIRM,
    LATER,
    a_change,
    a_channel,
    a_cycle,
    a_cycle_award,
    a_cycle_stage,
    a_former_name,
    a_notice,
    a_portal,
    a_revocation,
    a_withdrawal,
    an_awardee,
    day,
)
from tests.rules.building_regulations import a_quota, a_regulation, an_award

CHANNEL = OfficeChannel(
    kind="phone", value="0000-12345", hours=None, source_url="https://a.gov.cn/", as_of=day("2025-05-01")
)
USCC = "91990000MA0000901E"
REGULATION = a_regulation(awards=(an_award(validity_years=5),), quotas=(a_quota(),))
PORTAL = a_portal(
    a_cycle(
        notices=[
            a_notice(),
            a_change("n-2", "n-1", "extension", published_on=day("2025-10-12"), closes_on=day("2025-10-17")),
            a_notice("n-3", closes_time="12:00"),
            a_withdrawal("n-4", "n-3"),
        ],
        channels=[a_channel(hours="工作日")],
        awards=[a_cycle_award(declared_count=2)],
        awardees=[an_awardee("w-1"), an_awardee("w-2", awardee="", awardee_type="", entry_title="示例项目")],
    ),
    regulations=[REGULATION],
    revocations=[a_revocation(effective_on=day("2026-04-01"))],
    offices=(Office(name="示例市评审办", role="受理", channels=(CHANNEL,)),),
)


def files(portal: Portal = PORTAL, on: Any = LATER) -> dict[str, Any]:
    whole = records(portal, on)
    found = dict(portal_api(whole)) | dict(assessments_api((cycle_assessments(one),) for one in whole.cycles))
    for jurisdiction in portal.jurisdictions:
        found |= dict(jurisdiction_api(whole, jurisdiction))
    return {path: json.loads(data) for path, data in found.items()}


def test_every_object_has_the_keys_that_are_documented() -> None:
    found = files()
    cycle = found["api/v1/shili/2025.json"]
    for kind, value in (
        ("index", found["api/v1/index.json"]),
        ("jurisdictions", found["api/v1/jurisdictions.json"][0]),
        ("jurisdiction", found["api/v1/shili.json"]),
        ("office", found["api/v1/shili.json"]["offices"][0]),
        ("office_channel", found["api/v1/shili.json"]["offices"][0]["channels"][0]),
        ("cycle", cycle),
        ("award", cycle["awards"][0]),
        ("stage", cycle["stages"][0]),
        ("completeness", cycle["completeness"]),
        ("notice", cycle["notices"][0]),
        ("mark", cycle["notices"][0]["marks"][0]),
        ("channel", cycle["notices"][0]["channels"][0]),
        ("awardee", cycle["awardees"][0]),
        ("revocation", cycle["revocations"][0]),
        ("assessment", found["api/v1/assessments.json"][0]),
    ):
        assert tuple(value) == API_KEYS[kind]


def test_every_file_that_is_named_exists() -> None:
    found = files()
    index, (listed,) = found["api/v1/index.json"], found["api/v1/jurisdictions.json"]
    assert {index["jurisdictions"], index["assessments"], listed["details"], *listed["cycles"].values()} <= set(found)
    assert (index["version"], index["built_on"]) == (1, "2026-06-01")


def test_a_cycle_names_its_awards_and_stages_whether_its_regulation_is_held_or_not() -> None:
    held = files()["api/v1/shili/2025.json"]
    assert held["awards"] == [{"id": "quality", "name": "示例市政府质量奖", "declared_count": 2}]
    assert held["stages"] == [{"id": stage.id, "name": stage.name} for stage in REGULATION.stages]
    regulation = a_regulation(awards=(an_award(name="规定的名称"), an_award("person", name="示例市质量工匠奖")))
    both = files(a_portal(a_cycle(awards=[a_cycle_award()]), regulations=[regulation]))["api/v1/shili/2025.json"]
    assert [(award["id"], award["name"]) for award in both["awards"]] == [
        ("quality", "示例市政府质量奖"),
        ("person", "示例市质量工匠奖"),
    ]
    portal = a_portal(a_cycle(regulation_id=None, awards=[a_cycle_award()], stages=[a_cycle_stage("vote")]))
    unheld = files(portal)["api/v1/shili/2025.json"]
    assert [award["declared_count"] for award in unheld["awards"]] == [None]
    assert unheld["stages"] == [{"id": "vote", "name": "环节"}]


def test_every_award_and_stage_of_the_shipped_record_can_be_named() -> None:
    cycles = [value for path, value in files(shipped().portal).items() if path.count("/") == 3]
    assert sum(len(cycle["awardees"]) for cycle in cycles) > 0
    for cycle in cycles:
        assert {row["award"] for row in cycle["awardees"]} <= {award["id"] for award in cycle["awards"]}
        assert {row["stage"] for row in cycle["notices"]} <= {stage["id"] for stage in cycle["stages"]}


def test_a_notice_carries_the_period_in_effect_on_the_day() -> None:
    first, extension, withdrawn, withdrawal = files()["api/v1/shili/2025.json"]["notices"]
    assert (first["opens_at"], first["closes_at"]) == ("2025-10-09T00:00:00+08:00", "2025-10-18T00:00:00+08:00")
    assert first["marks"] == [{"mark": "extended", "since": "2025-10-12", "by": "n-2"}]
    assert (extension["corrects"], extension["change"], extension["marks"]) == ("n-1", "extension", [])
    assert (withdrawn["closes_at"], withdrawn["closes_time"]) == ("2025-10-14T12:00:00+08:00", "12:00")
    assert [mark["mark"] for mark in withdrawn["marks"]] == ["withdrawn"]
    assert (withdrawal["opens_at"], withdrawal["closes_at"], withdrawal["computed"]) == (None, None, None)
    before = files(on=day("2025-10-11"))["api/v1/shili/2025.json"]["notices"][0]
    assert before["closes_at"] == "2025-10-15T00:00:00+08:00"


def test_a_notice_carries_the_ways_that_it_prints() -> None:
    first, *others = files()["api/v1/shili/2025.json"]["notices"]
    assert first["channels"] == [
        {"office": "示例市评审办", "kind": "phone", "value": "0000-12345", "hours": "工作日", "source_url": None}
    ]
    assert [other["channels"] for other in others] == [[], [], []]


def test_an_awardee_s_status_is_that_of_the_build_day() -> None:
    def status(on: str) -> tuple[str, str]:
        row = files(on=day(on))["api/v1/shili/2025.json"]["awardees"][0]
        return row["status"], row["status_on"]

    assert status("2026-03-31") == ("valid", "2026-03-31")
    assert status("2026-04-01") == ("revoked", "2026-04-01")
    days = (day("2026-03-31"), day("2026-04-01"))
    ends = [files(on=on)["api/v1/shili/2025.json"]["awardees"][0]["valid_until"] for on in days]
    assert ends == ["2030-11-03", None]
    row = files()["api/v1/shili/2025.json"]["awardees"][1]
    assert (row["awardee"], row["entry_title"], row["valid_until"]) == (None, "示例项目", "2030-11-03")


def test_the_awards_of_one_organization_name_the_same_page_and_those_of_people_none() -> None:
    awardees = [
        an_awardee("w-1", uscc=USCC),
        an_awardee("w-2"),
        an_awardee("w-3", awardee="示例市旧名厂"),
        an_awardee("w-4", awardee="示例张某", awardee_type="individual"),
        an_awardee("w-5", awardee="", awardee_type="", entry_title="示例项目"),
    ]
    portal = a_portal(a_cycle(awardees=awardees), names=[a_former_name(FIRM, "示例市旧名厂")])
    told = [row["organization"] for row in files(portal)["api/v1/shili/2025.json"]["awardees"]]
    assert told == [f"organizations/{USCC.lower()}/"] * 3 + [None, None]


def test_a_jurisdiction_s_facts_are_told_without_places_in_our_files() -> None:
    told = files()["api/v1/shili.json"]
    assert told["offices"][0]["channels"][0]["as_of"] == "2025-05-01"
    facts = told["regulations"]["r2024"]
    assert facts["awards"][0] | {"validity_years": 5, "clause": "第三条"} == facts["awards"][0]
    assert facts["effective_on"] == "2024-02-01"
    assert facts["objection"]["who"] is None
    assert "path" not in facts
    assert "line" not in facts["awards"][0]


def test_assessments_carry_their_facts() -> None:
    quota = next(entry for entry in files()["api/v1/assessments.json"] if entry["kind"] == "quota")
    assert (quota["verdict"], quota["reason"]) == ("not_assessable", "table_unknown")
    assert quota["facts"] == {"max": 2, "recipients": "organization", "counted": 2}
    length = next(entry for entry in files()["api/v1/assessments.json"] if entry["kind"] == "notice_length")
    assert length["facts"]["required"] == {"length": 5, "unit": "working_day"}


def test_a_cycle_holds_the_revocations_of_its_own_awards() -> None:
    other = a_cycle("2024", awardees=[an_awardee("w-0")])
    portal = a_portal(*PORTAL.jurisdictions[0].cycles, other, revocations=[a_revocation()])
    found = files(portal)
    assert [row["id"] for row in found["api/v1/shili/2025.json"]["revocations"]] == ["v-1"]
    assert found["api/v1/shili/2024.json"]["revocations"] == []
    assert found["api/v1/shili/2024.json"]["revocations_held"] is True


def test_whether_revocations_are_held_at_all_is_told() -> None:
    cycle = files(a_portal(*PORTAL.jurisdictions[0].cycles))["api/v1/shili/2025.json"]
    assert (cycle["revocations"], cycle["revocations_held"]) == ([], False)


def test_a_revocation_names_the_text_in_which_its_ground_stands() -> None:
    revocations = [a_revocation(), a_revocation("v-2", regulation="r2026")]
    rows = files(a_portal(*PORTAL.jurisdictions[0].cycles, revocations=revocations))["api/v1/shili/2025.json"]
    assert [(row["regulation"], row["ground"]) for row in rows["revocations"]] == [
        ("r2024", "fraud"),
        ("r2026", "fraud"),
    ]
    unheld = a_cycle(regulation_id=None, awardees=[an_awardee("w-1")])
    rows = files(a_portal(unheld, revocations=[a_revocation(ground="")]))["api/v1/shili/2025.json"]
    assert [(row["regulation"], row["ground"]) for row in rows["revocations"]] == [(None, None)]


def test_an_assessment_of_a_whole_cycle_has_no_subject() -> None:
    portal = a_portal(a_cycle(regulation_id=None, awardees=[an_awardee("w-1")]))
    subjects = [entry["subject"] for entry in files(portal)["api/v1/assessments.json"]]
    assert subjects == [None] * 6


def test_the_same_data_and_day_give_the_same_bytes() -> None:
    whole = records(shipped().portal, LATER)
    assert list(portal_api(whole)) == list(portal_api(whole))
    (jurisdiction,) = PORTAL.jurisdictions
    one, other = (
        dict(
            jurisdiction_api(
                records(PORTAL, LATER), replace(jurisdiction, regulations=dict.fromkeys(order, REGULATION))
            )
        )
        for order in ("za", "az")
    )
    assert one == other
    assert all(data.endswith(b"\n") and data.count(b"\n") == 1 for data in one.values())
