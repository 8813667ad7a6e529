"""How the number of a clause stands in a sentence."""

_OPEN, _CLOSE = "（）"


def bracketed(clause: str) -> bool:
    """Whether a clause's number brings brackets of its own, as （二十七） does, and so needs no others around it."""
    return clause.startswith(_OPEN) and clause.endswith(_CLOSE)


def brackets(clause: str) -> str:
    """The catalogue's brackets for a clause's number: none, `clause`, or `clause_outer` around brackets within, as in 七（四）.

    Brackets of one shape are not to stand in each other (GB/T 15834, 4.9.3.5).
    """
    if not clause or bracketed(clause):
        return ""
    return "clause_outer" if _OPEN in clause else "clause"
