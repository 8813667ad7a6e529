from dataclasses import replace

import pytest

from generator.domain.verdicts import Length
from generator.pages.regulation_facts import (
    FORM_QUESTIONS,
    OBJECTION_QUESTIONS,
    Answer,
    award_lines,
    objection_answers,
    period_lines,
    quota_lines,
)
from tests.rules.building_regulations import a_demand, a_quota, a_regulation, a_stage, an_award

RULE = replace(a_regulation().objection, clause="第十条")


def answers(**changes: object) -> dict[str, Answer]:
    return {answer.question: answer for answer in objection_answers(replace(RULE, **changes))}  # type: ignore[arg-type]


def test_every_question_is_put_to_every_text_in_one_order() -> None:
    assert tuple(answer.question for answer in objection_answers(RULE)) == OBJECTION_QUESTIONS
    assert FORM_QUESTIONS == ("real_name", "anonymous", "written_form", "seal", "evidence")


def test_what_the_text_does_not_say_is_silent_and_has_no_clause() -> None:
    assert all(answer.is_silent and answer.clause is None for answer in objection_answers(RULE))


@pytest.mark.parametrize(
    ("question", "value", "word", "text"),
    [
        ("who", "anyone", "anyone", ""),
        ("who", "本市居民", "", "本市居民"),
        ("handled_by", "市评审办", "", "市评审办"),
        ("real_name", "required", "required", ""),
        ("real_name", "stated", "stated", ""),
        ("evidence", True, "yes", ""),
        ("evidence", False, "no", ""),
        ("seal", "no", "no", ""),
        ("written_form", "须用书面", "", "须用书面"),
        ("outcome", "取消资格", "", "取消资格"),
    ],
)
def test_what_the_text_says_carries_its_clause(question: str, value: object, word: str, text: str) -> None:
    answer = answers(**{question: value})[question]
    assert (answer.word, answer.text, answer.clause, answer.is_silent) == (word, text, "第十条", False)


def test_a_demanded_notice_bears_the_name_of_its_stage_and_may_lack_a_length() -> None:
    regulation = a_regulation(stages=(a_stage("proposal", "评议公示"),), notices=(a_demand(), a_demand(length=None)))
    timed, untimed = period_lines(regulation)
    assert (timed.stage, timed.length, timed.kind) == ("评议公示", Length(length=5, unit="working_day"), "minimum")
    assert (untimed.length, untimed.kind) == (None, "")


def test_caps_and_awards_are_told_by_name() -> None:
    regulation = a_regulation(
        awards=(an_award(), an_award("gold", name="示例市金奖", score_min=610.0)),
        quotas=(a_quota("quality", "gold", ambiguous=True),),
    )
    (line,) = quota_lines(regulation)
    assert (line.awards, line.max, line.ambiguous) == (("示例市政府质量奖", "示例市金奖"), 2, True)
    assert [award.score_min for award in award_lines(regulation)] == ["", "610"]
