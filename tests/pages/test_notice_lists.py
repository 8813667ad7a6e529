"""Those whom a notice names, what the regulation wants shown to whom, and the decision that came next."""

from typing import Any

import pytest

from generator.domain.records import Awardee, Notice
from tests.pages.noticed import alone, lines, page
from tests.pages.recorded import notices, speaking_regulation
from tests.pages.rendering import seen
from tests.rules.building import LATER, OTHER_FIRM, a_candidate, a_change, a_notice, an_awardee, day
from tests.rules.building_regulations import a_demand


def test_the_list_of_those_named_with_the_declared_count() -> None:
    shown = page()
    assert [row.name for row in shown.listed.rows] == ["示例市甲制造有限公司", "示例人甲"]
    assert shown.listed.rows[0].organization.startswith("organizations/")
    assert shown.listed.rows[1].organization == ""
    assert "公示写明2个，收录2个。" in seen(shown)


def test_a_long_list_goes_on_with_the_cycle() -> None:
    rows = [a_candidate(applicant=f"示例{number}公司", notice_id="n-1") for number in range(301)]
    shown = page(shortlists=rows)
    assert (len(shown.listed.rows), shown.listed.count) == (300, 301)
    assert shown.listed.rest == "shili/2025/index.html"


def test_a_list_that_is_not_held_is_said_not_to_be_held() -> None:
    assert "名单没有收录。" in seen(page(shortlists=[]))
    assert "名单见所变更的公示" in seen(page("n-2"))


@pytest.mark.parametrize(("declared", "told"), [(1, True), (2, False), (None, False)])
def test_a_change_that_prints_another_number_says_that_the_list_was_another(declared: int | None, told: bool) -> None:
    change = a_change("n-2", "n-1", "correction", title="更正", declared_count=declared)
    words = seen(page("n-2", notices=[notices()[0], change]))
    assert "名单见所变更的公示" in words
    assert ("那里收录2个，这份公告写明1个：增减了谁，以公告原文为准。" in words) is told


def test_a_list_that_stands_in_several_rows_of_a_chain_is_told_as_such() -> None:
    fix = a_change("n-2", "n-1", "correction", title="更正", declared_count=3)
    longer = a_change("n-3", "n-1", "extension", title="延期")
    rows = [a_candidate(notice_id="n-1"), a_candidate(applicant=OTHER_FIRM, notice_id="n-2")]
    chain: dict[str, Any] = {"notices": [a_notice(declared_count=1), fix, longer], "shortlists": rows}
    first, second, third = (seen(page(notice_id, **chain)) for notice_id in ("n-1", "n-2", "n-3"))
    assert "公示写明1个，收录1个。" in first
    assert "同一公示的其他公告列出的1个，见：更正" in first
    assert "公示写明3个，收录1个。" in second
    assert "这里只有这份公告新列的，先前的名单见所变更的公示：拟获奖名单公示。那里收录1个；增减了谁" in second
    assert "名单见所变更的公示：拟获奖名单公示" in third
    assert "同一公示的其他公告列出的1个，见：更正" in third
    chain["shortlists"] = rows[1:]
    alone = seen(page("n-1", **chain))
    assert "同一公示的其他公告列出的1个，见：更正" in alone
    assert "没有属于这份公示的" not in alone


def test_a_decision_that_was_made_is_named_as_what_came_next() -> None:
    assert lines(page(on=LATER, awardees=[an_awardee()]))["之后怎样"] == "2025年11月3日已作出决定，见2025年"
    documented = page(on=LATER, awardees=[an_awardee(decision_document="示政发〔2025〕1号")])
    assert "（示政发〔2025〕1号）" in lines(documented)["之后怎样"]


@pytest.mark.parametrize(
    ("audiences", "told"), [(("internal",), True), (("internal", "public"), False), (("public",), False), ((), False)]
)
def test_what_the_regulation_wants_shown_inside_units_is_said_to_be(audiences: tuple[str, ...], told: bool) -> None:
    law = speaking_regulation(notices=tuple(a_demand(audience=audience) for audience in audiences))
    assert ("办法要求的是内部公示" in lines(alone(a_notice(), regulations=[law]))["公示什么"]) is told


def second_batch(**dates: str) -> Notice:
    days = {name: day(date) for name, date in dates.items()}
    return a_notice("n-9", title="补评公示", **{"published_on": day("2025-10-20")} | days)


def next_of(notice: Notice, *awardees: Awardee) -> str:
    return lines(page("n-9", LATER, notices=[a_notice(), notice], awardees=list(awardees)))["之后怎样"]


@pytest.mark.parametrize(
    ("notice", "names", "decided"),
    [
        # it came out after the decision
        (second_batch(published_on="2025-11-10", opens_on="2025-11-10", closes_on="2025-11-17"), "", False),
        (second_batch(published_on="2025-11-10", opens_on="2025-11-10", closes_on="2025-11-17"), "n-9", True),
        # it was open on the day of the decision, which names the notice of another batch, or itself, or none
        (second_batch(opens_on="2025-10-28", closes_on="2025-11-03"), "n-1", False),
        (second_batch(opens_on="2025-10-28", closes_on="2025-11-03"), "n-9", True),
        (second_batch(opens_on="2025-10-28", closes_on="2025-11-03"), "", True),
        # it had ended by then
        (second_batch(opens_on="2025-10-27", closes_on="2025-11-02"), "n-1", True),
    ],
)
def test_what_came_next_is_a_decision_to_which_the_notice_led(notice: Notice, names: str, decided: bool) -> None:
    assert next_of(notice, an_awardee(notice_id=names)).startswith("2025年11月3日已作出决定") is decided


def test_of_two_decisions_the_one_that_names_the_chain_of_a_notice_came_next() -> None:
    own = an_awardee("w-2", notice_id="n-10", decided_on=day("2025-12-01"))
    fix = a_change("n-10", "n-9", "correction", published_on=day("2025-10-22"))
    rows = [a_notice(), second_batch(opens_on="2025-10-20", closes_on="2025-10-27"), fix]
    for notice_id in ("n-9", "n-10"):
        shown = page(notice_id, LATER, notices=rows, awardees=[an_awardee(notice_id="n-1"), own])
        assert lines(shown)["之后怎样"].startswith("2025年12月1日已作出决定")
    before = page("n-9", day("2025-11-30"), notices=rows, awardees=[an_awardee(notice_id="n-1"), own])
    assert lines(before)["之后怎样"].startswith("2025年11月3日已作出决定")
