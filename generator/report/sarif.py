"""The report for code scanning: SARIF 2.1.0 (OASIS standard of 27 March 2020)."""

from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import quote

from generator.diagnostics import GROUP_OF, Diagnostic, Severity
from generator.report.catalogue import rule_texts
from generator.report.json_format import json_text
from generator.report.places import in_repository
from generator.report.text import labelled
from generator.report.totals import Summary
from generator.report.wording import Wording

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def sarif_report(diagnostics: Iterable[Diagnostic], summary: Summary, wording: Wording, *, folder: str = "data") -> str:
    """All diagnostics as one run; `folder` is the data folder's place in the repository."""
    found = sorted(diagnostics, key=Diagnostic.sort_key)
    order = {name: index for index, name in enumerate(GROUP_OF)}
    run = {
        "tool": {"driver": {"name": "portal check", "language": wording.words.language, "rules": _rules(wording)}},
        "language": wording.words.language,
        "columnKind": "unicodeCodePoints",
        "results": [_result(diagnostic, wording, folder, order) for diagnostic in found],
        "properties": {"files": summary.files, "records": summary.records},
    }
    return json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rules(wording: Wording) -> list[dict[str, Any]]:
    return [
        {
            "id": text.name,
            "shortDescription": {"text": text.headline},
            "fullDescription": {"text": text.why},
            "help": {"text": f"{text.why}\n{text.basis}\n{text.fix}"},
            "defaultConfiguration": {"level": _LEVELS[text.severity]},
            "properties": {"tags": [str(text.group)]},
        }
        for text in rule_texts(wording)
    ]


def _result(diagnostic: Diagnostic, wording: Wording, folder: str, order: dict[str, int]) -> dict[str, Any]:
    message = wording.message(diagnostic)
    place = {
        "artifactLocation": {"uri": quote(in_repository(diagnostic.path, folder), safe="/")},
        "region": {"startLine": diagnostic.line or 1},
    }
    text = "\n".join((message.sentence, message.place, labelled("fix", message.fix, wording)))
    told = {"column": diagnostic.column, "value": wording.masked(diagnostic).value, "clause": diagnostic.clause}
    return {
        "ruleId": diagnostic.rule,
        "ruleIndex": order[diagnostic.rule],
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": text},
        "locations": [{"physicalLocation": place}],
        "properties": {name: fact for name, fact in told.items() if fact is not None},
    }
