"""The uses of an award name in words, made once for all awards of a cycle, which share one text."""

from generator.domain.usage import NameUsage, UsageLine
from generator.frozen import dataclass
from generator.pages.naming import Naming, clause_in_brackets


@dataclass(frozen=True, slots=True, kw_only=True)
class UseText:
    """One use with what it means and what the text adds."""

    name: str
    rest: str
    """Examples, and the condition or the wider use."""
    clause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UsesInWords:
    """What the text says of every use, by verdict."""

    permitted: tuple[UseText, ...]
    required: tuple[UseText, ...]
    prohibited: tuple[UseText, ...]
    silent: str
    """The uses of which the text says nothing, in a row; empty where there are none."""


def uses_in_words(usage: NameUsage, words: Naming) -> UsesInWords:
    """What one text says of every use, in the words of the catalogue."""
    return UsesInWords(
        permitted=tuple(_use(line, words) for line in usage.permitted),
        required=tuple(_use(line, words) for line in usage.required),
        prohibited=tuple(_use(line, words) for line in usage.prohibited),
        silent=words["punctuation.listing"].join(_name(line.use, words) for line in usage.silent),
    )


def _use(line: UsageLine, words: Naming) -> UseText:
    rest = words.fill("awardee.use.examples", examples=words[f"name_use.{line.use}.examples"])
    if line.within is not None:
        rest += words.fill("awardee.use.within", use=_name(line.within, words))
    elif line.condition is not None:
        rest += words.fill("awardee.use.condition", condition=line.condition)
    return UseText(name=_name(line.use, words), rest=rest, clause=clause_in_brackets(words, line.clause or ""))


def _name(use: str, words: Naming) -> str:
    return words[f"name_use.{use}.name"]
