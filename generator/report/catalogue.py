"""The catalogue of rules in words: the list, and one rule with its reason and an example."""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Final

from generator.diagnostics import GROUP_OF, RULE_GROUPS, Group, Severity
from generator.errors import PortalError
from generator.frozen import dataclass
from generator.report.text import labelled
from generator.report.wording import Wording

_WARNINGS: Final = frozenset({"calendar-year-missing", "awarded-without-notice"})
_AS_PRINTED: Final = frozenset({"notice-length-disagrees", "declared-count-differs"})
"""A published source that contradicts itself stays as printed."""
_WRONG_RECORD: Final = frozenset(
    {
        "notice-dates-reversed",
        "notice-unit-disagrees",
        "notice-not-in-regulation",
        "recipient-not-allowed",
        "revoked-before-award",
        "sanction-not-in-regulation",
    }
)
"""Rules on the regulation that only a wrong record can break; the others tell what a body did."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleText:
    """One rule in general, as the catalogue tells it."""

    name: str
    group: Group
    group_title: str
    severity: Severity
    """The severity at its gravest."""
    severity_text: str
    headline: str
    why: str
    basis: str
    fix: str
    example_wrong: str
    example_right: str


def rule_texts(wording: Wording) -> tuple[RuleText, ...]:
    """Every rule in the order of the catalogue."""
    return tuple(_rule_text(name, wording) for name in GROUP_OF)


def rules_list(wording: Wording) -> str:
    """All rules by group, one a line."""
    longest = max(map(len, GROUP_OF))
    lines: list[str] = []
    for group, names in RULE_GROUPS.items():
        lines.append(wording.report(f"groups.{group}"))
        lines += [f"  {name:<{longest}}  {wording.general(name, 'headline')}" for name in names]
        lines.append("")
    return "\n".join([*lines, wording.report("rules_hint")]) + "\n"


def rule_page(name: str, wording: Wording) -> str:
    """One rule; raises PortalError where there is none of that name."""
    if name not in GROUP_OF:
        raise PortalError(_unknown(name, wording))
    return "\n".join(_lines(_rule_text(name, wording), wording)) + "\n"


def _lines(text: RuleText, wording: Wording) -> Iterator[str]:
    yield f"{text.headline} ({text.name})"
    yield ""
    for part, told in (
        ("group", text.group_title),
        ("severity", text.severity_text),
        ("why", text.why),
        ("basis", text.basis),
        ("fix", text.fix),
        ("example_wrong", text.example_wrong),
        ("example_right", text.example_right),
    ):
        yield labelled(part, told, wording)


def _rule_text(name: str, wording: Wording) -> RuleText:
    group, key = GROUP_OF[name], _severity_key(name)
    return RuleText(
        name=name,
        group=group,
        group_title=wording.report(f"groups.{group}"),
        severity=Severity.WARNING if name in _WARNINGS else Severity.ERROR,
        severity_text=wording.report(key),
        headline=wording.general(name, "headline"),
        why=wording.general(name, "why"),
        basis=wording.general(name, "basis"),
        fix=wording.general(name, "fix"),
        example_wrong=wording.words[f"{name}.example_wrong"],
        example_right=wording.words[f"{name}.example_right"],
    )


def _severity_key(name: str) -> str:
    if name in _WARNINGS:
        return "always_warning"
    if name in _AS_PRINTED:
        return "unless_printed"
    outcome = GROUP_OF[name] is Group.REGULATION and name not in _WRONG_RECORD
    return "until_passed" if outcome else "always_error"


def _unknown(name: str, wording: Wording) -> str:
    similar = get_close_matches(name, GROUP_OF, n=3)
    told = [wording.report("unknown_rule", name=name)]
    if similar:
        told.append(wording.report("similar_rules", names=wording.words["report.name_comma"].join(similar)))
    return wording.words["report.gap"].join([*told, wording.report("all_rules")])
