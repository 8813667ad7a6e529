"""The catalogue of the rules by which the data is checked, and one page a rule; their words stand in the catalogue of words."""

from collections.abc import Iterator
from typing import ClassVar, Final

from generator.diagnostics import RULE_GROUPS, Group
from generator.domain import addresses
from generator.domain.sentences import fill
from generator.frozen import dataclass
from generator.pages.base import Head, Link
from generator.pages.naming import Naming, home_link, portal_head

_BLANKS: Final = ("value", "name", "column")
"""The facts for which the catalogue has general words, for want of a fault."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleLink:
    """One rule of a group."""

    name: str
    link: Link
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleGroup:
    """The rules that look at one thing."""

    group: Group
    rules: tuple[RuleLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesPage:
    """All rules by group."""

    template: ClassVar[str] = "rules.html.j2"
    head: Head
    groups: tuple[RuleGroup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RulePage:
    """One rule: what it says, why, on what it rests, how a fault is mended, with an example."""

    template: ClassVar[str] = "rule.html.j2"
    head: Head
    name: str
    group: Group
    why: str
    basis: str
    fix: str
    example_wrong: str
    example_right: str


def rules_page(words: Naming) -> RulesPage:
    """The catalogue of all rules."""
    return RulesPage(
        head=portal_head(words, "rules", addresses.RULES, "data"),
        groups=tuple(
            RuleGroup(group=group, rules=tuple(_rule_link(words, name) for name in names))
            for group, names in RULE_GROUPS.items()
        ),
    )


def _rule_link(words: Naming, name: str) -> RuleLink:
    link = Link(text=_told(words, name, "headline"), path=addresses.rule(name))
    return RuleLink(name=name, link=link, why=_told(words, name, "why"))


def _told(words: Naming, name: str, part: str) -> str:
    """A part of a rule in general, without a fault."""
    return fill(words[f"{name}.{part}"], {blank: words[f"report.generic.{blank}"] for blank in _BLANKS})


def rule_pages(words: Naming) -> Iterator[RulePage]:
    """One page for each rule."""
    crumbs = (home_link(words), Link(text=words["titles.rules"], path=addresses.RULES))
    for group, names in RULE_GROUPS.items():
        for name in names:
            why = _told(words, name, "why")
            yield RulePage(
                head=Head(
                    path=addresses.rule(name),
                    title=_told(words, name, "headline"),
                    description=why,
                    crumbs=crumbs,
                    section="data",
                ),
                name=name,
                group=group,
                why=why,
                basis=_told(words, name, "basis"),
                fix=_told(words, name, "fix"),
                example_wrong=_told(words, name, "example_wrong"),
                example_right=_told(words, name, "example_right"),
            )
