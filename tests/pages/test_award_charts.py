"""The pictures of a jurisdiction's awards: what they draw, in which order, and what they say where nothing is known."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from generator.domain.portal import Jurisdiction
from generator.pages.award_charts import WIDTH, award_counts, award_validities
from generator.pages.jurisdiction_home import jurisdiction_page
from tests.pages.rendering import parsed, pick, seen, tag, text, the_words
from tests.rules.building import LATER, a_cycle, a_cycle_award, a_jurisdiction, a_revocation, an_awardee, day
from tests.rules.building_regulations import a_regulation, an_award

LIMITED = a_regulation(awards=(an_award(validity_years=5),))


def place(*awardees: Any, **changes: Any) -> Jurisdiction:
    regulations = changes.pop("regulations", [LIMITED])
    revocations = changes.pop("revocations", [])
    cycle = a_cycle(awardees=list(awardees), **changes)
    return a_jurisdiction(cycle, regulations=regulations, revocations=revocations)


def drawn(jurisdiction: Jurisdiction, title: str, on: date = LATER) -> list[str]:
    """The texts in the picture of that title."""
    pictures = pick(parsed(jurisdiction_page(jurisdiction, on, the_words())), "svg")
    (picture,) = [each for each in pictures if any(tag(part) == "title" and text(part) == title for part in each)]
    return [text(part) for part in picture if tag(part) == "text"]


def listed(jurisdiction: Jurisdiction, caption: str, on: date = LATER) -> list[Sequence[str]]:
    """The rows of the table with that in its caption."""
    tables = pick(parsed(jurisdiction_page(jurisdiction, on, the_words())), "table")
    (table,) = [each for each in tables if caption in text(each[0])]
    return [[text(cell) for cell in row] for row in pick(table, "tr")[1:]]


def test_awards_are_counted_by_year_and_kind_the_latest_year_first() -> None:
    awards = (a_cycle_award("quality"), replace(a_cycle_award("gold"), name="示例金奖"))
    old = a_cycle("2021", year=2021, awardees=[an_awardee("w-1")], awards=awards)
    rows = [an_awardee("w-2"), an_awardee("w-3"), an_awardee("w-4", award="gold")]
    new = a_cycle("2025", awardees=rows, awards=awards)
    jurisdiction = a_jurisdiction(old, new, regulations=[LIMITED])
    view = award_counts(jurisdiction)
    assert [(row.year, row.award, row.count, row.width) for row in view.rows] == [
        (2025, "示例市政府质量奖", 2, WIDTH),
        (2025, "示例金奖", 1, WIDTH // 2),
        (2021, "示例市政府质量奖", 1, WIDTH // 2),
    ]
    assert drawn(jurisdiction, "按年份和奖项的获奖数目") == [
        " ".join(row) for row in listed(jurisdiction, "收录的获奖数目")
    ]


def test_one_number_is_no_picture_and_many_stand_in_the_table_alone() -> None:
    assert not award_counts(place(an_awardee())).drawn
    many = [an_awardee(f"w-{at}", award=f"a-{at}") for at in range(25)]
    jurisdiction = place(*many)
    assert not award_counts(jurisdiction).drawn
    assert not award_validities(jurisdiction, LATER).drawn
    assert len(listed(jurisdiction, "收录的获奖数目")) == 25


def test_validity_runs_from_the_decision_to_its_last_day() -> None:
    jurisdiction = place(an_awardee("w-1"), an_awardee("w-2"))
    (row,) = award_validities(jurisdiction, LATER).rows
    assert (row.count, row.decided_on, row.end, row.ends) == (2, day("2025-11-03"), day("2030-11-03"), "stated")
    assert (row.x, row.x + row.width) == (0, WIDTH)
    assert listed(jurisdiction, "各奖项的有效期") == [
        ["2025年 示例市政府质量奖", "2", "2025年11月3日", "到2030年11月3日"]
    ]
    assert drawn(jurisdiction, "各奖项的有效期") == [
        "2025年 示例市政府质量奖 2",
        "2025年11月3日 到2030年11月3日",
        "2026年6月1日",
    ]


def test_a_revoked_award_ends_on_its_day_and_stands_apart() -> None:
    rows = (an_awardee("w-1"), an_awardee("w-2"))
    jurisdiction = place(*rows, revocations=[a_revocation(award_id="w-2", effective_on=day("2026-03-02"))])
    assert [(row.count, row.ends) for row in award_validities(jurisdiction, day("2026-03-01")).rows] == [(2, "stated")]
    told = {row.ends: row for row in award_validities(jurisdiction, day("2026-03-02")).rows}
    assert {ends: (row.count, row.end) for ends, row in told.items()} == {
        "stated": (1, day("2030-11-03")),
        "revoked": (1, day("2026-03-02")),
    }
    assert told["revoked"].width < told["stated"].width
    assert "2026年3月2日起撤销" in seen(jurisdiction_page(jurisdiction, LATER, the_words()))


def test_a_stop_of_publicity_takes_no_validity_away() -> None:
    measures = [a_revocation(measure="stop_publicity", effective_on=day("2026-03-02"))]
    jurisdiction = place(an_awardee("w-1"), revocations=measures)
    assert [row.ends for row in award_validities(jurisdiction, LATER).rows] == ["stated"]


@pytest.mark.parametrize(
    ("changes", "ends", "said"),
    [
        ({"regulations": [a_regulation()]}, "silent", "办法未作规定"),
        ({"regulation_id": None}, "not_held", "依据的文本没有收录，或者没有记录"),
        ({"regulations": [a_regulation(status="draft")]}, "draft", "收录的文本不是现行规定，不推算"),
    ],
)
def test_an_unknown_validity_says_why_and_has_no_bar(changes: dict[str, Any], ends: str, said: str) -> None:
    jurisdiction = place(an_awardee(), **changes)
    (row,) = award_validities(jurisdiction, LATER).rows
    assert (row.end, row.ends, row.width) == (None, ends, 8)
    assert listed(jurisdiction, "各奖项的有效期")[0][3] == said


def test_an_award_without_a_day_is_listed_and_not_drawn() -> None:
    jurisdiction = place(an_awardee(decided_on=None))
    view = award_validities(jurisdiction, LATER)
    assert not view.drawn
    assert view.rows[0].width == 0
    assert listed(jurisdiction, "各奖项的有效期")[0][2] == "日期没有记录"


def test_without_awards_nothing_is_drawn() -> None:
    assert "各奖项的有效期" not in seen(jurisdiction_page(place(), LATER, the_words()))
