"""What a regulation says on objections, as the pages of all notices under it show it."""

from generator.domain import addresses
from generator.domain.regulations import Regulation, Sanction, Verification
from generator.frozen import dataclass
from generator.pages.regulation_facts import Answer, objection_answers


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionRuleView:
    """What holds of any objection under one text; everything is empty where the text is not held."""

    handled_by: str
    """Who deals with objections; empty where the text does not say."""
    answers: tuple[Answer, ...]
    """What the text says, question by question."""
    verification: Verification | None
    clause: str | None
    revocation_grounds: tuple[Sanction, ...]
    """For what the text lets an award that was made be taken away."""
    page: str
    """The page on objections in the jurisdiction."""


def objection_rule_view(regulation: Regulation | None, slug: str) -> ObjectionRuleView:
    """What the regulation of a cycle says, None where its text is not held."""
    page = addresses.objection(slug)
    if regulation is None:
        return ObjectionRuleView(
            handled_by="", answers=(), verification=None, clause=None, revocation_grounds=(), page=page
        )
    rule = regulation.objection
    return ObjectionRuleView(
        handled_by=rule.handled_by or "",
        answers=objection_answers(rule),
        verification=rule.verification,
        clause=rule.clause,
        revocation_grounds=tuple(sanction for sanction in regulation.sanctions if sanction.measure == "revoke"),
        page=page,
    )
