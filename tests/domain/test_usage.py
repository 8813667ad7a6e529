"""What may be said of the use of an award name, and from which text."""

import pytest

from generator.domain.regulations import NAME_USES, Regulation
from generator.domain.usage import NameUsage, UsageBasis, cycle_usage, text_usage
from tests.pages.recorded import speaking_regulation
from tests.rules.building import a_cycle, a_jurisdiction


def usage(regulations: list[Regulation], own: str | None) -> NameUsage:
    jurisdiction = a_jurisdiction(a_cycle(regulation_id=own), regulations=regulations)
    return cycle_usage(jurisdiction, jurisdiction.cycles[0])


def uses(lines: tuple[object, ...]) -> list[str]:
    return [line.use for line in lines]  # type: ignore[attr-defined]


def test_every_use_is_told_once_with_its_clause() -> None:
    found = text_usage(speaking_regulation())
    assert uses(found.lines) == list(NAME_USES)
    assert uses(found.permitted) == ["image_publicity"]
    assert uses(found.required) == ["state_award_year"]
    assert (found.permitted[0].clause, found.permitted[0].condition) == ("第二十条", "须写明获奖年份")


def test_a_use_inside_a_wider_prohibited_one_is_shown_as_prohibited_with_the_wider_clause() -> None:
    found = text_usage(speaking_regulation())
    assert uses(found.prohibited) == ["product_advertising", "product_quality_publicity"]
    narrower = found.prohibited[1]
    assert (narrower.verdict, narrower.shown, narrower.within) == ("silent", "prohibited", "product_advertising")
    assert narrower.clause == "第二十条"
    assert "product_quality_publicity" not in uses(found.silent)


def test_silence_stays_silence() -> None:
    found = text_usage(speaking_regulation())
    assert "sell_or_rent" in uses(found.silent)
    assert {line.clause for line in found.silent} == {None}


def test_the_award_s_own_text_speaks() -> None:
    found = usage([speaking_regulation()], "r2024")
    assert found.basis is UsageBasis.OWN_TEXT
    assert {line.basis for line in found.lines} == {UsageBasis.OWN_TEXT}


def test_where_it_is_not_held_the_present_text_speaks_and_says_that_it_is_another() -> None:
    found = usage([speaking_regulation()], None)
    assert found.basis is UsageBasis.PRESENT_TEXT
    assert {line.basis for line in found.lines} == {UsageBasis.PRESENT_TEXT}


@pytest.mark.parametrize("status", ["draft", "consultation_draft"])
@pytest.mark.parametrize("own", ["r2024", None])
def test_nothing_is_said_from_a_draft(status: str, own: str | None) -> None:
    found = usage([speaking_regulation(status=status)], own)
    assert (found.basis, found.regulation, found.lines) == (UsageBasis.NOTHING, None, ())


def test_an_undated_text_is_no_draft() -> None:
    assert usage([speaking_regulation(status="unknown")], None).basis is UsageBasis.PRESENT_TEXT


def test_without_any_text_nothing_is_said() -> None:
    assert usage([], None).basis is UsageBasis.NOTHING
