"""How the number of a clause stands in a sentence."""

_OPEN, _CLOSE = "（）"


def bracketed(clause: str) -> bool:
    """Whether a clause's number brings brackets of its own, as （二十七） does, and so needs no others around it."""
    return clause.startswith(_OPEN) and clause.endswith(_CLOSE)
