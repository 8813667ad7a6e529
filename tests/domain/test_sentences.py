from hypothesis import given
from hypothesis import strategies as st

from generator.domain.sentences import fill, names


def test_facts_stand_for_their_names() -> None:
    assert fill("要求{required}{unit}", {"required": "5", "unit": "个工作日"}) == "要求5个工作日"


def test_an_option_is_left_out_without_its_facts() -> None:
    sentence = "用过[，见 {first}]。"
    assert fill(sentence, {"first": "notices.csv:3"}) == "用过，见 notices.csv:3。"
    assert fill(sentence, {}) == "用过。"
    assert fill(sentence, {"first": ""}) == "用过。"


def test_an_option_needs_all_of_its_facts() -> None:
    assert fill("甲[{a}和{b}]乙", {"a": "1"}) == "甲乙"


def test_an_unknown_name_or_a_single_brace_stops_nothing() -> None:
    assert fill("{nobody}一{", {}) == "一{"


def test_names_are_those_asked_for() -> None:
    assert names("甲{a}[乙{b_c}]{D}") == ("a", "b_c")


@given(st.text())
def test_data_is_never_read_as_a_pattern(value: str) -> None:
    assert fill("“{value}”", {"value": value, "first": "x"}) == f"“{value}”"


def test_a_pattern_in_data_stays_as_it_is() -> None:
    assert (
        fill("“{value}”", {"value": "{first}[{first}]{0.__class__}", "first": "x"}) == "“{first}[{first}]{0.__class__}”"
    )
