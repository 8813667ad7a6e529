from dataclasses import replace

import pytest

from generator.pages.award_charts import WIDTH, award_counts, award_validities
from generator.pages.comparison import comparison_page
from generator.pages.cycles import cycle_page
from generator.pages.drawings import too_long
from generator.pages.jurisdiction_home import jurisdiction_page
from tests.pages.recorded import records
from tests.pages.rendering import RenderedPage, parsed, pick, text, the_words
from tests.rules.building import (
    LATER,
    a_candidate,
    a_cycle,
    a_cycle_award,
    a_jurisdiction,
    a_notice,
    a_portal,
    an_awardee,
)
from tests.rules.building_regulations import a_demand, a_regulation, a_stage

LONG = "很长的名称" * 6


@pytest.mark.parametrize(
    ("label", "expected"),
    [("示例市政府质量奖", False), ("x" * 30, False), ("示" * 22, False), ("示" * 23, True), ("x" * 40, True)],
)
def test_a_label_is_measured_by_the_width_of_its_characters(label: str, expected: bool) -> None:
    assert too_long(label, 340) is expected


def squeezed(page: RenderedPage) -> list[str]:
    """The labels that are drawn narrower, none wider than its picture."""
    found = [part for picture in pick(parsed(page), "svg") for part in pick(picture, "text") if part.get("textLength")]
    assert all(int(part.get("textLength") or "") <= WIDTH + 20 for part in found)
    return [text(part) for part in found]


def test_a_label_that_finds_no_room_is_drawn_narrower_and_loses_nothing() -> None:
    rows = [an_awardee("w-1"), an_awardee("w-2", award="gold")]
    cycle = a_cycle(awardees=rows, awards=(replace(a_cycle_award("quality"), name=LONG), a_cycle_award("gold")))
    place = a_jurisdiction(cycle, regulations=[a_regulation()])
    assert [row.narrow for row in award_counts(place).rows] == [True, False]
    assert [row.narrow for row in award_validities(place, LATER).rows] == [True, False]
    assert squeezed(jurisdiction_page(place, LATER, the_words())) == [f"2025年 {LONG} 1"] * 2


def test_so_is_the_name_of_a_stage() -> None:
    regulation = a_regulation(stages=(a_stage("proposal", LONG),), notices=(a_demand(),))
    cycle = a_cycle(notices=[a_notice()], shortlists=[a_candidate(stage="proposal")], awardees=[an_awardee()])
    whole = records(a_portal(cycle, regulations=[regulation]), LATER)
    assert squeezed(cycle_page(whole.cycles[0])) == [f"公示：{LONG}", f"{LONG}名单 1"]
    assert squeezed(comparison_page(whole.portal.jurisdictions, LATER, the_words())) == [f"示例市 {LONG}"]
