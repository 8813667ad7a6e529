"""The lists of all records: newest first, page by page, with what a script filters by."""

import re
from typing import Any

import pytest

from generator.pages.cycles import cycle_page
from generator.pages.home import home_page
from generator.pages.notices import notice_page
from generator.pages.record_lists import awardee_list, notice_list, revocation_list
from generator.pages.record_pages import PortalRecords, list_pages
from tests.pages.recorded import full_portal, records
from tests.pages.rendering import rendered, seen
from tests.rules.building import LATER, a_notice, a_portal, a_revocation, an_awardee, day


def whole(**changes: Any) -> PortalRecords:
    return records(full_portal(**changes), LATER)


def test_notices_newest_first_with_their_marks() -> None:
    found = whole()
    (page,) = notice_list(found.cycles, found.as_of, found.words)
    assert [row.page.split("/")[3] for row in page.rows] == ["n-2", "n-4", "n-1", "n-3"]
    assert [row.facets.kind for row in page.rows] == ["extension", "withdrawal", "notice", "notice"]
    assert [row.facets.status for row in page.rows] == ["closed", "no_period", "closed", "withdrawn"]


def test_no_day_stands_with_a_state_that_is_the_last_one() -> None:
    for on, states in ((day("2025-10-16"), ["48小时内截止"] * 2), (LATER, [])):
        found = records(full_portal(), on)
        (page,) = notice_list(found.cycles, found.as_of, found.words)
        words = seen(page)
        assert re.findall("截至[^：]+：(48小时内截止)?", words) == states
        assert "（北京时间）已撤回" in words


@pytest.mark.parametrize(
    ("published_on", "unit", "told"),
    [
        ("2026-12-14", "working_day", "推算"),
        ("2026-12-28", "working_day", "推算，放假安排没有收录，截止日可能变动"),
        ("2026-12-28", "day", "推算"),  # whatever is arranged, five days end on that day
    ],
)
def test_an_end_that_is_computed_or_provisional_is_marked_wherever_it_is_listed(
    published_on: str, unit: str, told: str
) -> None:
    only = a_notice(
        period_form="length_only",
        published_on=day(published_on),
        opens_on=None,
        closes_on=None,
        stated_length=5,
        stated_unit=unit,
    )
    found = records(full_portal(notices=[only]), day(published_on))
    (page,) = notice_list(found.cycles, found.as_of, found.words)
    home = home_page(found.portal, found.cycles, found.as_of, found.words)
    (history,) = found.cycles[0].histories
    for shown in (page, home, cycle_page(found.cycles[0]), notice_page(history, found.cycles[0])):
        assert f"<small>{told}</small>" in rendered(shown)


def test_every_row_carries_what_it_is_filtered_by() -> None:
    found = whole()
    (page,) = awardee_list(found.cycles, found.as_of, found.words)
    body = rendered(page)
    assert 'data-jurisdiction="shili" data-kind="organization" data-year="2025" data-status="revoked"' in body
    assert body.count("<tr data-jurisdiction") == 3
    assert page.options.statuses == ("revoked", "standing")
    assert page.options.years == (2025,)
    assert [(link.text, link.path) for link in page.options.jurisdictions] == [("示例市", "shili")]


def test_measures_with_their_day_and_their_decision() -> None:
    rows = [
        a_revocation(),
        a_revocation(
            "v-2",
            award_id="w-2",
            measure="stop_publicity",
            decided_on=day("2026-05-05"),
            effective_on=day("2026-07-01"),
        ),
    ]
    found = whole(revocations=rows)
    (page,) = revocation_list(found.cycles, found.as_of, found.words)
    assert [(row.facets.kind, row.facets.status) for row in page.rows] == [
        ("stop_publicity", "announced"),
        ("revoke", "in_force"),
    ]
    assert "自2026年7月1日起" in seen(page)


def test_three_hundred_rows_a_page_and_all_of_them() -> None:
    rows = [an_awardee(f"w-{number}", decided_on=day("2025-11-03")) for number in range(601)]
    found = whole(awardees=rows)
    pages = list(awardee_list(found.cycles, found.as_of, found.words))
    assert [page.head.path for page in pages] == [
        "awardees/index.html",
        "awardees/2/index.html",
        "awardees/3/index.html",
    ]
    assert [len(page.rows) for page in pages] == [300, 300, 1]
    assert len({row.page for page in pages for row in page.rows}) == 601
    assert pages[1].pager.previous == "awardees/index.html"
    assert "全部获奖名单，第2页" in seen(pages[1])


def test_the_newest_decision_stands_first_and_equal_days_in_the_order_of_the_table() -> None:
    rows = [an_awardee("w-1"), an_awardee("w-2", decided_on=day("2025-12-01")), an_awardee("w-3")]
    found = whole(awardees=rows)
    (page,) = awardee_list(found.cycles, found.as_of, found.words)
    assert [row.page.split("/")[3] for row in page.rows] == ["w-2", "w-1", "w-3"]


def test_an_empty_record_has_its_lists_all_the_same() -> None:
    pages = list(list_pages(records(a_portal(), LATER)))
    assert [page.head.path for page in pages] == ["notices/index.html", "awardees/index.html", "revocations/index.html"]
    for page in pages:
        assert "还没有收录。" in seen(page)
        assert "共0条" not in seen(page)
        assert 'href="../jurisdictions/index.html"' in rendered(page)


def test_no_list_has_more_than_four_columns() -> None:
    for page in list_pages(whole()):
        assert rendered(page).count('<th scope="col">') <= 4
