"""The page of an organization: everything that happened to it, in the order of time."""

import datetime as dt
from dataclasses import replace
from typing import Any

from generator.domain.addresses import organization_key
from generator.pages.organizations import OrganizationAliasPage, OrganizationPage
from generator.pages.record_pages import organization_pages
from tests.pages.recorded import OLD_NAME, full_portal, records
from tests.pages.rendering import parsed, pick, rendered, seen, text
from tests.rules.building import (
    FIRM,
    LATER,
    OTHER_FIRM,
    a_candidate,
    a_correction,
    a_cycle,
    a_former_name,
    a_jurisdiction,
    a_notice,
    a_portal,
    a_withdrawal,
    an_applicant,
    an_awardee,
    day,
)

KEY = organization_key("shili", FIRM, "")
CODE, OTHER_CODE = "91330000AAAAAAAA1X", "91330000BBBBBBBB2X"


def pages(on: dt.date = LATER, **changes: Any) -> dict[str, OrganizationPage | OrganizationAliasPage]:
    whole = records(full_portal(**changes), on)
    return {page.head.path: page for page in organization_pages(whole)}


def of(name: str, **changes: Any) -> OrganizationPage:
    page = pages(**changes)[f"organizations/{organization_key('shili', name, '')}/index.html"]
    assert isinstance(page, OrganizationPage)
    return page


def test_everything_in_the_order_of_time() -> None:
    shown = of(FIRM)
    assert [(event.kind, str(event.on), event.state) for event in shown.events] == [
        ("application", "2025-05-01", "accepted"),
        ("notice", "2025-10-09", ""),
        ("award", "2025-11-03", "revoked"),
        ("revoke", "2026-03-02", ""),
    ]
    words = seen(shown)
    assert "已撤销" in words
    assert "截至2026年6月1日（本页生成日）" in words


def test_a_measure_that_is_decided_for_a_later_day_is_said_to_be_one() -> None:
    shown = of(FIRM, on=day("2026-03-01"))
    assert (shown.events[-1].kind, str(shown.events[-1].on)) == ("revoke", "2026-03-02")
    assert "尚未生效" in seen(shown)
    assert "尚未生效" not in seen(of(FIRM, on=day("2026-03-02")))


def test_a_list_whose_notice_is_withdrawn_is_said_to_be() -> None:
    notices = [a_notice(), replace(a_withdrawal("n-2", "n-1"), published_on=day("2025-10-12"))]
    for on, state, words in ((day("2025-10-11"), "", False), (day("2025-10-12"), "withdrawn", True)):
        shown = of(FIRM, on=on, notices=notices)
        assert [event.state for event in shown.events if event.kind == "notice"] == [state]
        assert ("已撤回" in seen(shown)) is words


def test_a_row_without_a_day_stands_under_its_year() -> None:
    shown = of(OTHER_FIRM)
    listed = next(event for event in shown.events if event.kind == "shortlist")
    assert (listed.on, listed.page) == (None, "shili/2025/index.html#shortlist-onsite-1")
    assert "2025年，日期没有记录" in seen(shown)
    assert shown.events[0] is listed


def test_the_name_of_the_time_is_told_where_it_is_another() -> None:
    shown = of(FIRM, awardees=[an_awardee(awardee=OLD_NAME)])
    assert f"（当时名称：{OLD_NAME}）" in seen(shown)
    assert f"{OLD_NAME}，后改为{FIRM}" in seen(shown)


def test_a_correction_of_a_former_name_is_told_with_the_organization() -> None:
    fix = a_correction(table="names", record_id=f"{FIRM}/{OLD_NAME}", field="changed_on", was="2025-01-02", now="")
    assert "曾用名记录的更名日期，原为2025-01-02，现为没有写。错字" in seen(of(FIRM, corrections=[fix]))
    assert "更正" not in seen(of(OTHER_FIRM, corrections=[fix]))


def test_corrections_of_two_jurisdictions_stand_under_one_heading_though_their_ids_are_the_same() -> None:
    fix = a_correction(table="names", record_id=f"{FIRM}/{OLD_NAME}", field="changed_on", was="2025-01-02", now="")
    cycle, names = a_cycle(awardees=[an_awardee(uscc=CODE)]), [replace(a_former_name(FIRM, OLD_NAME), uscc=CODE)]
    one = a_jurisdiction(cycle, names=names, corrections=[fix])
    other = replace(
        a_jurisdiction(replace(cycle, jurisdiction="shili-er"), names=names, corrections=[fix]), slug="shili-er"
    )
    portal = replace(a_portal(), jurisdictions=(one, other))
    (page,) = (page for page in organization_pages(records(portal, LATER)) if isinstance(page, OrganizationPage))
    shown = parsed(page)
    assert [text(heading) for heading in pick(shown, "h2")] == ["全部记录", "本站记录的更正"]
    links = [link.get("href", "") for link in pick(shown, "a")]
    assert [link for link in links if link.endswith("#c-1")] == [
        f"../../{slug}/corrections/index.html#c-1" for slug in ("shili", "shili-er")
    ]
    assert not [one for one in shown.iter() if one.get("id") == "c-1"]


def test_an_individual_s_rows_are_not_the_unit_s() -> None:
    assert {event.award for event in of(FIRM).events} == {"示例市政府质量奖"}
    assert all("示例人" not in page.head.title for page in pages().values())


def test_an_earlier_key_leads_to_the_present_one() -> None:
    found = pages(awardees=[an_awardee(uscc=CODE)])
    alias = found[f"organizations/{KEY}/index.html"]
    assert isinstance(alias, OrganizationAliasPage)
    (link,) = alias.organizations
    assert link.path == f"organizations/{CODE.lower()}/index.html"
    assert f'href="../../organizations/{CODE.lower()}/index.html"' in rendered(alias)
    assert CODE in seen(found[link.path])


def test_the_key_of_a_name_that_two_bodies_bear_leads_to_both_by_their_codes() -> None:
    awardees = [an_awardee(uscc=CODE), an_awardee("w-2", uscc=OTHER_CODE)]
    found = pages(awardees=awardees, shortlists=[], applicants=[])
    shared = found[f"organizations/{KEY}/index.html"]
    assert isinstance(shared, OrganizationAliasPage)
    assert [(link.text, link.path) for link in shared.organizations] == [
        (f"{FIRM}（{code}）", f"organizations/{code.lower()}/index.html") for code in (CODE, OTHER_CODE)
    ]
    assert shared.head.title == FIRM
    assert "只凭这个名称，分不清是哪一个组织" in seen(shared)
    assert "以前是" not in seen(shared)


def test_the_parts_of_the_work_make_up_the_whole() -> None:
    whole = records(full_portal(), LATER)
    keys = sorted(whole.organizations.organizations)
    parts = [page.head.path for share in range(3) for page in organization_pages(whole, keys[share::3])]
    assert sorted(parts) == sorted(page.head.path for page in organization_pages(whole))


def test_an_application_on_a_later_page_is_found_there() -> None:
    rows = [an_applicant(f"a-{number}", applicant=f"示例{number}公司") for number in range(1, 302)]
    shown = of("示例301公司", applicants=rows, shortlists=[a_candidate()])
    assert shown.events[0].page == "shili/2025/applicants/2/index.html#application-a-301"
