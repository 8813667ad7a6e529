"""The words of a YAML document are judged as those of a table are: damage, hidden characters, personal data, unsafe links."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, Final

from generator.diagnostics import Diagnostic
from generator.domain import characters, links
from generator.domain.character_faults import CharacterFaultKind
from generator.domain.clean_columns import all_clean
from generator.domain.column_roles import Role
from generator.domain.personal_data import findings
from generator.sources.cells import CHANNEL_ROLES
from generator.sources.documents import Document, Place

_JUDGED: Final = (CharacterFaultKind.DAMAGED, CharacterFaultKind.CONTROL, CharacterFaultKind.NOT_NFC)
"""Blanks and width are free in a text that is no cell."""
_LINE_BREAKS: Final = str.maketrans("\n\r", "  ")
"""Where lines may break, a blank stands for each: only the first hidden character of a text is told, and each has its place."""


def text_faults(document: Document) -> Iterator[Diagnostic]:
    """What is wrong with the words of a document that its schema accepts, one fault for each value."""
    found: defaultdict[Role, set[str]] = defaultdict(set)
    _gather(document.value, "", {}, found)
    if all(all_clean(texts, role) for role, texts in found.items()):
        return
    for place, text, role in _texts(document.value, (), {}):
        fault = next(_faults(document.path, text, role), None)
        if fault is not None:
            names = [part for part in place if isinstance(part, str)]
            yield Diagnostic(
                rule=fault.rule,
                path=document.path,
                line=document.line(*place),
                column=names[-1] if names else None,
                value=text,
                facts={**fault.facts, "place": ".".join(map(str, place))},
            )


def _gather(value: Any, name: str, around: Any, found: Mapping[Role, set[str]]) -> None:
    """Gather the words by what they are for."""
    if isinstance(value, str):
        found[_role(name, around)].add(value)
    elif isinstance(value, dict):
        for key, inner in value.items():
            _gather(inner, key, value, found)
    elif isinstance(value, list):
        for inner in value:
            _gather(inner, "", around, found)


def _texts(value: Any, place: Place, around: Any) -> Iterator[tuple[Place, str, Role]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, (*place, key), value)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _texts(inner, (*place, number), around)
    elif isinstance(value, str):
        yield place, value, _role(place[-1], around)


def _role(name: str | int, around: Any) -> Role:
    if name == "source_url":
        return Role.LINK
    if name == "value" and isinstance(around, dict):
        return CHANNEL_ROLES.get(str(around.get("kind")), Role.CHANNEL)
    return Role.TEXT


def _faults(path: str, text: str, role: Role) -> Iterator[Diagnostic]:
    for datum in findings(text, column_role=role):
        facts = {"kind": str(datum.kind), "masked": datum.masked, "position": str(datum.start)}
        yield Diagnostic(rule="personal-data", path=path, facts=facts)
    for fault in characters.faults(text.translate(_LINE_BREAKS), column_role=role):
        if fault.kind in _JUDGED:
            reason = str(fault.reason)
            facts = {"kind": reason, "fault": reason, "position": str(fault.start)}
            yield Diagnostic(rule=str(fault.kind), path=path, facts=facts)
    unsafe = links.link_fault(text) if role is Role.LINK else None
    if unsafe is not None:
        yield Diagnostic(rule="unsafe-link", path=path, facts={"fault": str(unsafe)})
