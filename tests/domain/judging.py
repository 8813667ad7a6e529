"""The assessments of one kind, and how each came out."""

import datetime as dt

from generator.domain.assessments import assess
from generator.domain.portal import Cycle
from generator.domain.regulations import Regulation
from generator.domain.verdicts import Assessment, Kind, Verdict
from tests.domain.arranged_days import published_calendar
from tests.rules.building import LATER, a_jurisdiction, an_awardee
from tests.rules.building_regulations import a_regulation

MET, NOT_MET, OPEN = Verdict.MET, Verdict.NOT_MET, Verdict.NOT_ASSESSABLE
DECIDED = an_awardee(notice_id="n-1")


def judged(cycle: Cycle, kind: Kind, regulation: Regulation | None = None, on: dt.date = LATER) -> list[Assessment]:
    """The assessments of one kind of a cycle under a regulation."""
    jurisdiction = a_jurisdiction(cycle, regulations=[regulation or a_regulation()])
    found = assess(jurisdiction.cycles[0], published_calendar(), on)
    assert {assessment.cycle for assessment in found} <= {cycle.slug}
    return [assessment for assessment in found if assessment.kind is kind]


def only(cycle: Cycle, kind: Kind, regulation: Regulation | None = None, on: dt.date = LATER) -> Assessment:
    (assessment,) = judged(cycle, kind, regulation, on)
    return assessment


def outcome(assessment: Assessment) -> tuple[Verdict, str]:
    return assessment.verdict, assessment.reason
