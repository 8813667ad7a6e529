"""The page of a cycle: lists with their anchors, pictures with the rows of their tables, and what is not held."""

import re
from dataclasses import replace
from typing import Any
from xml.etree.ElementTree import Element

import pytest

from generator.domain.records import Table
from generator.pages.cycles import CyclePage, cycle_page, cycle_rows_pages
from tests.pages.recorded import full_portal, only_cycle, speaking_regulation
from tests.pages.rendering import parsed, rendered, seen, text
from tests.rules.building import LATER, a_candidate, a_cycle_award, an_applicant, an_awardee, complete, day
from tests.rules.building_regulations import a_quota, a_regulation, an_award

EMPTY: dict[str, Any] = {"notices": [], "shortlists": [], "applicants": [], "awardees": [], "channels": []}


def page(**changes: Any) -> CyclePage:
    return cycle_page(only_cycle(full_portal(**changes), LATER))


def pictures(shown: CyclePage) -> list[list[str]]:
    found = [element for element in parsed(shown).iter() if element.get("class") == "chart"]
    assert all(picture.get("role") == "img" and picture.get("aria-labelledby") for picture in found)
    return [[text(part) for part in picture.iter() if part.tag.endswith("}text")] for picture in found]


def table_of(shown: CyclePage, caption: str) -> list[list[str]]:
    tables: list[Element] = list(parsed(shown).iter("table"))
    (found,) = [each for each in tables if caption in text(each.find("caption"))]  # type: ignore[arg-type]
    return [[text(cell) for cell in row] for row in found.iter("tr")][1:]


def test_awards_stand_under_their_name_with_both_counts() -> None:
    shown = page(awards=(a_cycle_award("gold", 1), a_cycle_award("quality", 2), a_cycle_award("none", 3)))
    assert [(block.name, block.declared_count, block.recorded) for block in shown.awards[:2]] == [
        ("示例市政府质量奖", 1, 1),
        ("示例市政府质量奖", 2, 1),
    ]
    assert shown.awards[0].rows[0].page == "shili/2025/awardees/w-2/index.html"
    words = seen(shown)
    assert "决定写明2个，收录1个" in words
    assert "收录1个，决定没有写明数目" in words
    assert "状态截至2026年6月1日（本页生成日）。" in words
    assert "决定列出而没有收录获奖者的奖项：示例市政府质量奖" in words


def test_the_time_line_draws_the_rows_of_its_table() -> None:
    shown = page()
    drawn = pictures(shown)[-2]
    rows = table_of(shown, "本届时间线")
    assert drawn == [part for row in rows for part in row[:2]]
    assert [row[1] for row in rows] == [
        "2025年5月1日",
        "2025年9月26日至2025年10月10日",
        "2025年10月9日",
        "2025年10月9日至2025年10月14日",
        "2025年10月9日至2025年10月17日",
        "2025年11月3日",
        "2025年11月3日",
        "2025年11月5日",
        "2026年3月2日",
    ]


def test_every_event_is_drawn_inside_of_the_picture() -> None:
    for event in page().timeline.events:
        assert event.x >= 0
        assert event.x + event.width <= 340


def test_a_cycle_with_too_many_events_has_the_table_alone() -> None:
    rows = [an_awardee(f"w-{number}", decision_document=f"示政发〔2025〕{number}号") for number in range(25)]
    shown = page(awardees=rows)
    assert not shown.timeline.drawn
    assert len(table_of(shown, "本届时间线")) > 24


def test_the_funnel_draws_the_rows_of_its_table() -> None:
    shown = page()
    assert shown.funnel is not None
    assert pictures(shown)[-1] == [f"{step} {count}" for step, count in table_of(shown, "各环节收录的数目")]
    assert [step.count for step in shown.funnel.steps] == [2, 1, 1, 2, 3]
    assert [step.width for step in shown.funnel.steps] == [227, 113, 113, 227, 340]


def test_no_funnel_is_drawn_from_one_number() -> None:
    assert page(**EMPTY | {"awardees": [an_awardee()]}).funnel is None


@pytest.mark.parametrize(
    ("most", "awards", "filled", "hollow", "over"), [(3, 2, 2, 1, 0), (2, 2, 2, 0, 0), (1, 2, 1, 0, 1)]
)
def test_squares_are_filled_up_to_the_cap_and_red_beyond(
    most: int, awards: int, filled: int, hollow: int, over: int
) -> None:
    rows = [an_awardee(f"w-{number}") for number in range(awards)]
    law = [speaking_regulation(quotas=(a_quota(max=most),))]
    shown = page(awardees=rows, regulations=law, completeness=complete("awardees"))
    (quota,) = shown.quotas
    shapes = [square.shape for square in quota.squares]
    assert (shapes.count("fill"), shapes.count("hollow"), shapes.count("fill--red")) == (filled, hollow, over)
    assert table_of(shown, "名额使用情况") == [["示例市政府质量奖（组织）", str(most), str(awards), "第六条"]]
    assert f"名额{most}个，已用{awards}个" in seen(shown)


def test_what_is_counted_in_a_list_that_may_lack_some_is_the_least_that_was_used() -> None:
    law = [speaking_regulation(quotas=(a_quota(max=3),))]
    shown = page(awardees=[an_awardee()], regulations=law)
    assert table_of(shown, "名额使用情况") == [["示例市政府质量奖（组织）", "3", "至少1", "第六条"]]
    assert "名额3个，至少已用1个" in seen(shown)
    mixed = an_award(recipients=("organization", "individual"))
    nameless = an_awardee(awardee="", awardee_type="", entry_title="示例项目")
    law = [speaking_regulation(awards=(mixed,), quotas=(a_quota(max=3),))]
    shown = page(awardees=[nameless], regulations=law, completeness=complete("awardees"))
    assert "名额3个，至少已用0个" in seen(shown)


def test_a_revoked_award_still_uses_its_place() -> None:
    assert page().quotas[0].counted == 1


def test_a_cap_too_large_to_draw_is_told_in_the_table() -> None:
    shown = page(regulations=[speaking_regulation(quotas=(a_quota(max=61),))])
    assert shown.quotas[0].squares == ()
    assert table_of(shown, "名额使用情况")[0][1] == "61"


def test_quota_says_why_there_is_nothing_to_compare() -> None:
    assert "名额，办法未作规定。" in seen(page(regulations=[a_regulation()]))
    assert "名额不能比较" in seen(page(regulation_id=None))


@pytest.mark.parametrize(("status", "word"), [("draft", "草案"), ("consultation_draft", "征求意见稿")])
def test_the_cap_of_a_draft_is_neither_compared_nor_denied(status: str, word: str) -> None:
    shown = page(regulations=[speaking_regulation(status=status, quotas=(a_quota(max=3),))])
    words = seen(shown)
    assert shown.quotas == ()
    assert f"收录的文本只是{word}，不是现行规定，不拿它写的名额来比较。" in words
    assert "名额，办法未作规定" not in words


def test_a_cycle_without_its_text_says_what_the_decision_cites() -> None:
    words = seen(page(regulation_id=None, regulation_cited="示政办〔2020〕1号"))
    assert "决定引用的依据：示政办〔2020〕1号。这个文本没有收录。" in words
    assert "这一届依据哪个文本，没有记录。" in seen(page(regulation_id=None))


def test_absent_empty_and_partial_are_different_words() -> None:
    shown = page(**EMPTY | {"awardees": [an_awardee()], "completeness": complete("awardees")})
    rows = table_of(shown, "各表收录情况")
    assert ["申报", "没有收录", "不清楚是否完整"] in rows
    assert ["获奖", "1条", "完整"] in rows
    assert ["入围", "没有收录", "不清楚是否完整"] in rows


def test_a_table_known_to_be_empty_is_not_said_to_be_missing() -> None:
    portal = full_portal(**EMPTY)
    (jurisdiction,) = portal.jurisdictions
    cycle = replace(jurisdiction.cycles[0], notices=Table(path="notices.csv", present=True))
    portal = replace(portal, jurisdictions=(replace(jurisdiction, cycles=(cycle,)),))
    words = seen(cycle_page(only_cycle(portal, LATER)))
    assert "没有记录（已知为空）" in words


def test_rows_have_anchors() -> None:
    body = rendered(page())
    for anchor in (
        "application-a-1",
        "application-a-2",
        "shortlist-proposal-1",
        "shortlist-onsite-1",
        "shortlist-proposal-2",
    ):
        assert f'id="{anchor}"' in body


def test_long_lists_go_on_over_further_pages() -> None:
    changes: dict[str, Any] = {
        "applicants": [an_applicant(f"a-{number}") for number in range(301)],
        "shortlists": [a_candidate() for _ in range(601)],
        "awardees": [an_awardee(f"w-{number}") for number in range(300)],
    }
    records = only_cycle(full_portal(**changes), LATER)
    first = cycle_page(records)
    rest = list(cycle_rows_pages(records))
    assert [found.head.path for found in rest] == [
        "shili/2025/shortlists/2/index.html",
        "shili/2025/shortlists/3/index.html",
        "shili/2025/applicants/2/index.html",
    ]
    assert (len(first.applicants), len(first.shortlists), sum(len(block.rows) for block in first.awards)) == (
        300,
        300,
        300,
    )
    assert 'id="application-a-300"' in rendered(rest[2])
    assert 'id="shortlist-proposal-601"' in rendered(rest[1])
    assert re.search(r'rel="next" href="\.\./\.\./shili/2025/shortlists/2/', rendered(first))


def test_awards_go_on_over_further_pages_under_an_address_that_no_award_has() -> None:
    rows = [an_awardee(f"w-{number}") for number in range(301)]
    records = only_cycle(full_portal(awardees=rows), LATER)
    (second,) = cycle_rows_pages(records)
    assert second.head.path == "shili/2025/awarded/2/index.html"
    assert second.awards[0].recorded == 301
    assert "状态截至2026年6月1日（本页生成日）。" in seen(second)
    assert len(second.awards[0].rows) == 1


def test_a_notice_bears_its_marks_and_its_effective_end() -> None:
    notices = {notice.page: notice for notice in page().notices}
    first = notices["shili/2025/notices/n-1/index.html"]
    assert [mark.value for mark in first.marks] == ["extended"]
    assert (first.closes_on, first.closes_time) == (day("2025-10-17"), "17:00")
