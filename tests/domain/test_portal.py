"""What a cycle and a jurisdiction call things: as the decision has it, otherwise as the regulation has it."""

from tests.rules.building import a_cycle, a_cycle_award, a_cycle_stage, a_jurisdiction
from tests.rules.building_regulations import a_regulation, an_award


def test_an_award_is_called_as_the_decision_calls_it() -> None:
    regulation = a_regulation(awards=(an_award("quality", name="办法里的名称"), an_award("gold", name="金奖")))
    cycle = a_cycle(awards=(a_cycle_award("quality"),), regulation=regulation)
    assert cycle.award_name("quality") == "示例市政府质量奖"
    assert cycle.award_name("gold") == "金奖"
    assert cycle.award_name("unknown") == "unknown"
    assert cycle.regulation_award("gold") is regulation.awards[1]


def test_without_a_regulation_stages_and_awards_are_the_cycles_own() -> None:
    cycle = a_cycle(stages=(a_cycle_stage("proposal"),))
    assert cycle.stage_name("proposal") == "环节"
    assert cycle.stage_name("onsite") == "onsite"
    assert cycle.regulation_award("quality") is None


def test_the_present_text_is_the_one_that_is_named_and_held() -> None:
    held = a_regulation()
    assert a_jurisdiction(regulations=[held]).regulation is held
    assert a_jurisdiction(regulations=[held], regulation_id=None).regulation is None
    assert a_jurisdiction(regulations=[held], regulation_id="other").regulation is None
