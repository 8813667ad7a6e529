"""The facts of a regulation as the pages of a jurisdiction and the comparison show them, line by line."""

from typing import Final

from generator.domain.records import cell_text
from generator.domain.regulations import Award, ObjectionRule, Quota, Regulation, RequiredNotice
from generator.domain.verdicts import Length
from generator.frozen import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodLine:
    """One notice that the regulation demands."""

    stage: str
    """The stage's name."""
    what: str
    audience: str
    publisher: str | None
    medium: str | None
    length: Length | None
    """None where the text gives no length."""
    kind: str
    """minimum or exact; empty without a length."""
    clause: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the regulation says to one question; silent where neither word nor text is given."""

    question: str
    word: str = ""
    """A name under which the catalogue has the answer."""
    text: str = ""
    """The answer in the regulation's own terms, such as the name of an office."""
    clause: str | None = None

    @property
    def is_silent(self) -> bool:
        """Whether the text does not say."""
        return not (self.word or self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotaLine:
    """One cap that the text prints."""

    awards: tuple[str, ...]
    """Names of the awards."""
    recipients: tuple[str, ...]
    max: int
    ambiguous: bool
    clause: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardLine:
    """One award with its least score as it is written."""

    award: Award
    score_min: str
    """Empty where the text states none."""


OBJECTION_QUESTIONS: Final = (
    "who",
    "handled_by",
    "real_name",
    "anonymous",
    "written_form",
    "seal",
    "evidence",
    "outcome",
)
"""The questions that are put to every text, in the order of `objection_answers`."""

FORM_QUESTIONS: Final = OBJECTION_QUESTIONS[2:7]
"""The questions about the form of an objection."""


def period_lines(regulation: Regulation) -> tuple[PeriodLine, ...]:
    """The notices that a regulation demands, in the order of its text."""
    names = {stage.id: stage.name for stage in regulation.stages}
    return tuple(_period_line(notice, names.get(notice.stage, notice.stage)) for notice in regulation.notices)


def _period_line(notice: RequiredNotice, stage: str) -> PeriodLine:
    period = notice.period
    return PeriodLine(
        stage=stage,
        what=notice.what,
        audience=notice.audience,
        publisher=notice.publisher,
        medium=notice.medium,
        length=Length(length=period.length, unit=period.unit) if period else None,
        kind=period.kind if period else "",
        clause=notice.clause,
    )


def objection_answers(rule: ObjectionRule) -> tuple[Answer, ...]:
    """What the text says on objections: who, to whom, in which form, with which outcome."""
    clause = rule.clause
    evidence = None if rule.evidence is None else ("yes" if rule.evidence else "no")
    return (
        _answer("who", rule.who, ("anyone",), clause),
        _answer("handled_by", rule.handled_by, (), clause),
        _answer("real_name", rule.real_name, ("required", "stated"), clause),
        _answer("anonymous", rule.anonymous, ("yes", "no"), clause),
        _answer("written_form", rule.written_form, ("yes", "no"), clause),
        _answer("seal", rule.seal, ("yes", "no"), clause),
        _answer("evidence", evidence, ("yes", "no"), clause),
        _answer("outcome", rule.outcome, (), clause),
    )


def _answer(question: str, value: str | None, choices: tuple[str, ...], clause: str | None) -> Answer:
    if not value:
        return Answer(question=question)
    if value in choices:
        return Answer(question=question, word=value, clause=clause)
    return Answer(question=question, text=value, clause=clause)


def quota_lines(regulation: Regulation) -> tuple[QuotaLine, ...]:
    """The caps of a regulation with the names of the awards."""
    return tuple(_quota_line(regulation, quota) for quota in regulation.quotas)


def _quota_line(regulation: Regulation, quota: Quota) -> QuotaLine:
    names = {award.id: award.name for award in regulation.awards}
    return QuotaLine(
        awards=tuple(names.get(award, award) for award in quota.awards),
        recipients=quota.recipients,
        max=quota.max,
        ambiguous=quota.ambiguous,
        clause=quota.clause,
    )


def award_lines(regulation: Regulation) -> tuple[AwardLine, ...]:
    """The awards that a regulation establishes."""
    return tuple(AwardLine(award=award, score_min=cell_text(award.score_min)) for award in regulation.awards)
