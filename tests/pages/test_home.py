"""The first page, and the page for an address that does not exist."""

from dataclasses import replace
from typing import Any

from generator.pages.home import HomePage, home_page, not_found_page
from tests.pages.recorded import full_portal, records
from tests.pages.rendering import rendered, seen, the_words
from tests.rules.building import a_change, a_notice, a_portal, an_awardee, day


def page(on: str, **changes: Any) -> HomePage:
    portal = full_portal(**changes)
    found = records(portal, day(on))
    return home_page(portal, found.cycles, day(on), the_words())


def test_open_notices_come_first_those_that_close_first_before_the_others() -> None:
    rows = [a_notice("n-8", title="晚的", closes_on=day("2025-10-31")), a_notice("n-9", title="早的")]
    shown = page("2025-10-13", notices=rows)
    assert [(row.title, row.facets.status) for row in shown.open_notices] == [
        ("早的", "closing_soon"),
        ("晚的", "open"),
    ]
    body = rendered(shown)
    assert body.index("早的") < body.index("晚的") < body.index("收录的地区")
    assert "data-clock" in body
    assert "截至2025年10月13日（本页生成日）" in body


def test_a_chain_stands_once_and_as_it_was_last() -> None:
    shown = page("2025-10-15")
    assert [row.page.split("/")[3] for row in shown.open_notices] == ["n-2"]


def test_a_notice_that_two_rows_change_stands_once() -> None:
    rows = [
        a_notice(),
        a_change("n-2", "n-1", "correction", published_on=day("2025-10-10"), closes_on=day("2025-10-15")),
        a_change("n-3", "n-1", "extension", published_on=day("2025-10-13"), closes_on=day("2025-10-17")),
    ]
    assert [row.page.split("/")[3] for row in page("2025-10-13", notices=rows).open_notices] == ["n-3"]
    assert [row.page.split("/")[3] for row in page("2025-10-10", notices=rows).open_notices] == ["n-2"]


def test_a_chain_is_open_as_its_first_notice_is_whatever_dates_the_last_row_prints() -> None:
    added = {"published_on": day("2025-10-13"), "opens_on": day("2025-10-15"), "closes_on": day("2025-10-17")}
    sooner = {"published_on": day("2025-10-10"), "closes_on": day("2025-10-11")}
    for change, printed in (("extension", added), ("correction", sooner)):
        shown = page("2025-10-13", notices=[a_notice(), a_change("n-2", "n-1", change, **printed)])
        last = max(day("2025-10-14"), printed["closes_on"])
        assert [(row.page.split("/")[3], row.closes_on) for row in shown.open_notices] == [("n-2", last)]


def test_neither_a_withdrawn_notice_nor_a_change_that_is_not_out_yet_is_open() -> None:
    assert [row.page.split("/")[3] for row in page("2025-10-10").open_notices] == ["n-1"]


def test_when_none_is_open_it_says_so_and_where_to_ask() -> None:
    shown = page("2026-06-01")
    words = seen(shown)
    assert "截至2026年6月1日（本页生成日），没有收录到在公示期内的公示。" in words
    assert 'href="shili/objection/index.html"' in rendered(shown)
    assert [row.page.split("/")[3] for row in shown.closed] == ["n-2"]


def test_the_standing_of_the_texts_is_told_with_its_day() -> None:
    words = seen(page("2026-06-01"))
    tiles = words[words.index("收录的地区") : words.index("最近的授奖决定")]
    assert tiles.index("截至2026年6月1日（本页生成日）。") < tiles.index("现行")


def test_a_coming_notice_is_announced() -> None:
    shown = page("2025-10-01", notices=[a_notice()])
    assert [row.facets.status for row in shown.upcoming] == ["upcoming"]
    assert "将要开始的公示" in seen(shown)


def test_the_latest_decisions_with_their_source() -> None:
    shown = page("2026-06-01")
    assert [(row.document, row.awards) for row in shown.decisions] == [("", 2), ("示政发〔2025〕1号", 1)]
    assert "https://example.gov.cn/2" in rendered(shown)


def test_a_decision_that_lies_ahead_is_not_among_the_latest() -> None:
    assert page("2025-11-02").decisions == ()
    assert page("2025-11-03", awardees=[an_awardee()]).decisions[0].awards == 1


def test_no_table_of_revocations_is_not_told_as_none() -> None:
    assert "撤销和停止宣传的记录（1条）" in seen(page("2026-06-01"))
    assert "撤销和停止宣传的记录（没有收录）" in seen(page("2026-06-01", revocations=[]))
    portal = full_portal(revocations=[])
    known = replace(portal.jurisdictions[0].revocations, present=True)
    portal = replace(portal, jurisdictions=(replace(portal.jurisdictions[0], revocations=known),))
    shown = home_page(portal, records(portal, day("2026-06-01")).cycles, day("2026-06-01"), the_words())
    assert "撤销和停止宣传的记录（0条）" in seen(shown)


def test_an_empty_portal_still_says_what_it_holds() -> None:
    portal = a_portal()
    words = seen(home_page(portal, (), day("2026-06-01"), the_words()))
    assert "还没有收录任何一届的记录。" in words
    assert "还没有收录授奖决定。" in words


def test_the_page_of_a_missing_address_leads_home_from_anywhere() -> None:
    assert 'href="/a/b/index.html"' in rendered(not_found_page(the_words(), "/a/b/"))
    assert "没有这个网页" in seen(not_found_page(the_words()))
