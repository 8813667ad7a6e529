"""A fictional portal of 示例市 with something of everything, and its pages by address."""

import datetime as dt
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from generator.domain.portal import Office, OfficeChannel, Portal
from generator.domain.records import Notice
from generator.domain.regulations import NameUse, ObjectionRule, Regulation, Verification
from generator.pages.indexes import CycleRecords
from generator.pages.record_pages import (
    PortalRecords,
    cycle_pages,
    front_pages,
    list_pages,
    organization_pages,
    portal_records,
)
from tests.pages.rendering import the_words
from tests.rules.building import (
    FIRM,
    OTHER_FIRM,
    PERSON,
    a_candidate,
    a_change,
    a_channel,
    a_correction,
    a_cycle,
    a_former_name,
    a_notice,
    a_portal,
    a_revocation,
    a_withdrawal,
    an_applicant,
    an_awardee,
    day,
)
from tests.rules.building_regulations import a_quota, a_regulation, an_award

OLD_NAME = "示例市甲厂"


def use(verdict: str, **changes: Any) -> NameUse:
    clause = None if verdict == "silent" else "第二十条"
    return replace(NameUse(verdict=verdict, clause=clause, within=None, condition=None), **changes)


def speaking_regulation(**changes: Any) -> Regulation:
    """A regulation that says something on name use and objections, and names a validity and quotas."""
    uses = dict(a_regulation().name_use) | {
        "image_publicity": use("permitted", condition="须写明获奖年份"),
        "state_award_year": use("required"),
        "product_advertising": use("prohibited"),
        "product_quality_publicity": use("silent", within="product_advertising"),
    }
    objection = ObjectionRule(
        who="anyone",
        handled_by="市评审办",
        real_name="required",
        evidence=True,
        verification=Verification(length=5, unit="working_day", starts="receipt"),
        written_form=None,
        seal=None,
        anonymous=None,
        outcome=None,
        clause="第十条",
    )
    awards = (
        an_award(validity_years=5, validity_clause="第七条"),
        an_award("person", recipients=("individual",)),
        an_award("gold", name="示例市金奖"),
    )
    parts: dict[str, Any] = {
        "name_use": MappingProxyType(uses),
        "objection": objection,
        "awards": awards,
        "quotas": (a_quota(max=12), a_quota("gold", max=1)),
    }
    return a_regulation(**parts | changes)


def an_office(**channels: str) -> Office:
    return Office(
        name="示例市评审办",
        role="接收异议",
        channels=tuple(
            OfficeChannel(
                kind=kind, value=value, hours=None, source_url="https://example.gov.cn/o", as_of=day("2025-01-01")
            )
            for kind, value in channels.items()
        ),
    )


def notices() -> list[Notice]:
    return [
        a_notice(
            stated_length=5,
            stated_unit="working_day",
            declared_count=2,
            title="示例市<b>拟获奖</b>公示",
            source_url="https://example.gov.cn/1",
        ),
        a_change(
            "n-2",
            "n-1",
            "extension",
            closes_on=day("2025-10-17"),
            closes_time="17:00",
            published_on=day("2025-10-13"),
            change_reason="名单有误",
            stated_length=8,
            stated_unit="working_day",
        ),
        a_notice(
            "n-3",
            title="九月公示",
            published_on=day("2025-09-26"),
            opens_on=day("2025-09-26"),
            closes_on=day("2025-10-10"),
            period_form="from_publication",
            stated_length=5,
            stated_unit="working_day",
        ),
        a_withdrawal("n-4", "n-3"),
    ]


def full_portal(**changes: Any) -> Portal:
    cycle: dict[str, Any] = {
        "notices": notices(),
        "channels": [
            a_channel(source_url="https://example.gov.cn/1"),
            a_channel(kind="web", value="https://example.gov.cn/objection"),
            a_channel(kind="web", value="javascript:alert(1)"),
        ],
        "shortlists": [
            a_candidate(notice_id="n-1", score=612.5, rank=1),
            a_candidate("onsite", applicant=OTHER_FIRM),
            a_candidate(applicant=PERSON, applicant_type="individual", unit=FIRM, notice_id="n-1", award="person"),
        ],
        "applicants": [
            an_applicant(),
            an_applicant("a-2", applicant=OTHER_FIRM, eligibility="rejected", reason="不足3年"),
        ],
        "awardees": [
            an_awardee(
                notice_id="n-1",
                decision_document="示政发〔2025〕1号",
                published_on=day("2025-11-05"),
                source_url="https://example.gov.cn/2",
            ),
            an_awardee("w-2", awardee=OTHER_FIRM, award="gold"),
            an_awardee("w-3", award="person", awardee=PERSON, awardee_type="individual", unit=FIRM),
        ],
    }
    parts: dict[str, Any] = {
        "regulations": [speaking_regulation()],
        "revocations": [a_revocation(statement="提供虚假材料", source_url="https://example.gov.cn/3")],
        "names": [a_former_name(FIRM, OLD_NAME)],
        "corrections": [a_correction(was="甲", now="乙")],
    }
    own = {name: value for name, value in changes.items() if name not in parts and name != "offices"}
    return a_portal(a_cycle(**cycle | own), **parts | {key: changes[key] for key in changes if key not in own})


def records(portal: Portal, as_of: dt.date) -> PortalRecords:
    return portal_records(portal, as_of, the_words())


def only_cycle(portal: Portal, as_of: dt.date) -> CycleRecords:
    (cycle,) = records(portal, as_of).cycles
    return cycle


def all_pages(whole: PortalRecords) -> dict[str, Any]:
    """Every page of the record by its address."""
    made: list[Any] = [*front_pages(whole), *list_pages(whole), *organization_pages(whole)]
    for cycle in whole.cycles:
        made.extend(cycle_pages(cycle))
    pages = {page.head.path: page for page in made}
    assert len(pages) == len(made)
    return pages
