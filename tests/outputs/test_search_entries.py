"""Everything that the sites show is found: by every two characters of every name, and in its present state."""

from collections.abc import Iterator, Mapping

import pytest

from generator.build import SCHEMAS
from generator.domain.portal import Portal
from generator.outputs.search_entries import search_entries
from generator.pages.record_pages import portal_records
from generator.pages.rule_catalogue import rule_pages
from generator.sources.portal_folder import read_portal
from tests.built_sites import BuiltSite
from tests.outputs.search_reader import SearchReader
from tests.pages.rendering import the_words
from tests.rules.building import LATER, a_cycle, a_notice, a_portal, day


def index_of(site: BuiltSite) -> Mapping[str, bytes]:
    folder = site.folder / "search"
    return {f"search/{path.relative_to(folder).as_posix()}": path.read_bytes() for path in folder.rglob("*.json")}


def names(portal: Portal) -> Iterator[tuple[str, str]]:
    """Each shipped name with the address of its page."""
    for jurisdiction in portal.jurisdictions:
        for cycle in jurisdiction.cycles:
            home = f"{jurisdiction.slug}/{cycle.slug}"
            for awardee in cycle.awardees.rows:
                yield awardee.awardee or awardee.entry_title, f"{home}/awardees/{awardee.award_id}/index.html"
            for notice in cycle.notices.rows:
                yield notice.title, f"{home}/notices/{notice.notice_id}/index.html"


@pytest.mark.parametrize("fixture", ["real_site", "demo_site"])
def test_every_two_characters_of_every_name_find_it(request: pytest.FixtureRequest, fixture: str) -> None:
    site: BuiltSite = request.getfixturevalue(fixture)
    reader = SearchReader(index_of(site))
    answers: dict[str, set[str]] = {}
    tried = 0
    for name, address in names(read_portal(site.data, SCHEMAS).portal):
        for at in range(len(name) - 1):
            query = name[at : at + 2]
            if not query.strip() or query != query.strip():
                continue
            if query not in answers:
                answers[query] = set(reader.find(query).addresses)
            tried += 1
            assert address in answers[query], (query, name)
    assert tried > 200


@pytest.mark.parametrize(
    ("closes_on", "closes_time", "state"),
    [
        ("2025-10-13", "", "closed"),
        ("2025-10-14", "", "not_closed"),
        ("2025-10-14", "00:00", "closed"),
        ("2025-10-14", "00:01", "not_closed"),
    ],
)
def test_a_notice_has_closed_when_its_page_says_so(closes_on: str, closes_time: str, state: str) -> None:
    notice = a_notice(closes_on=day(closes_on), closes_time=closes_time)
    whole = portal_records(a_portal(a_cycle(notices=[notice])), day("2025-10-14"), the_words())
    found = [entry for _, entries in search_entries(whole, (), the_words()) for entry in entries]
    assert [entry.state for entry in found if entry.kind == "notice"] == [state]


def test_a_lost_award_is_found_as_lost(demo_site: BuiltSite) -> None:
    reader = SearchReader(index_of(demo_site))
    portal = read_portal(demo_site.data, SCHEMAS).portal
    revoked = {
        row.award_id
        for jurisdiction in portal.jurisdictions
        for row in jurisdiction.revocations.rows
        if row.measure == "revoke" and row.decided_on and (row.effective_on or row.decided_on) <= demo_site.as_of
    }
    found = 0
    for jurisdiction in portal.jurisdictions:
        for cycle in jurisdiction.cycles:
            for awardee in cycle.awardees.rows:
                if awardee.award_id in revoked:
                    page = f"{jurisdiction.slug}/{cycle.slug}/awardees/{awardee.award_id}/index.html"
                    states = reader.states(awardee.awardee or awardee.entry_title)
                    assert states[page] == "revoked"
                    found += 1
    assert found


def test_a_measure_that_is_not_yet_in_force_is_found_as_one_to_come(demo_site: BuiltSite) -> None:
    reader = SearchReader(index_of(demo_site))
    portal = read_portal(demo_site.data, SCHEMAS).portal
    coming = [
        row.document_number
        for jurisdiction in portal.jurisdictions
        for row in jurisdiction.revocations.rows
        if row.effective_on and row.effective_on > demo_site.as_of
    ]
    assert coming
    for number in coming:
        assert "announced" in reader.states(number).values()


def test_the_name_of_an_award_and_the_words_of_a_text_are_found(real_site: BuiltSite) -> None:
    reader = SearchReader(index_of(real_site))
    awards = reader.find("杭州市人民政府质量管理创新奖").addresses
    assert any(address.startswith("hangzhou/2023/awardees/") for address in awards)
    assert "baoding/regulation/index.html" in reader.find("严重质量问题").addresses


def test_a_text_that_is_no_law_in_force_is_found_as_what_it_is(real_site: BuiltSite) -> None:
    states = SearchReader(index_of(real_site)).states("管理办法")
    assert {address.partition("/")[0]: state for address, state in states.items() if "/regulation/" in address} == {
        "baoding": "text_unknown",
        "hangzhou": "text_draft",
        "jindong": "text_consultation_draft",
        "shanghai": "",
        "wenling": "",
    }


def test_a_rule_is_found_by_what_its_page_says() -> None:
    whole = portal_records(a_portal(), LATER, the_words())
    found = [entry for _, entries in search_entries(whole, (), the_words()) for entry in entries]
    rules = {entry.url: (entry.title, entry.also, entry.text) for entry in found if entry.kind == "rule"}
    pages = {page.head.path: (page.head.title, (page.name,), page.why) for page in rule_pages(the_words())}
    assert rules == pages
