import pytest

from generator.domain.verdicts import Case, Kind, Length, Verdict

CASE = Case(kind=Kind.QUOTA, jurisdiction="shili", cycle="2025", subject="quality", clause="第六条")


@pytest.mark.parametrize(("kept", "verdict"), [(True, Verdict.MET), (False, Verdict.NOT_MET)])
def test_a_judged_case_is_met_or_not(kept: bool, verdict: Verdict) -> None:
    assessment = CASE.judged(kept, "quota_kept", {"max": 2})
    assert (assessment.verdict, assessment.reason, assessment.clause) == (verdict, "quota_kept", "第六条")
    assert (assessment.kind, assessment.jurisdiction, assessment.cycle, assessment.subject) == (
        Kind.QUOTA,
        "shili",
        "2025",
        "quality",
    )


def test_a_case_left_open_keeps_its_facts_but_no_empty_ones() -> None:
    assessment = CASE.left_open("table_unknown", {"cited": "", "held": 0, "required": Length(length=5, unit="day")})
    assert assessment.verdict is Verdict.NOT_ASSESSABLE
    assert assessment.facts == {"held": 0, "required": Length(length=5, unit="day")}
