"""The report for programs: the JSON that is an interface of `portal check`."""

import json
import re
from collections.abc import Iterable
from typing import Final

from generator.diagnostics import Diagnostic
from generator.domain.late_patterns import late
from generator.report.totals import Summary
from generator.report.wording import Wording

_UNSEEN: Final = late(
    "[\x7f-\x9f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ue000-\uf8ff"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\U000e0000-\U0010ffff]"
)


def json_report(diagnostics: Iterable[Diagnostic], summary: Summary, wording: Wording) -> str:
    """All diagnostics in the order of a report; values are as they stand in the file, but for masked personal data."""
    found = sorted(diagnostics, key=Diagnostic.sort_key)
    figures = {
        "errors": summary.errors,
        "warnings": summary.warnings,
        "files": summary.files,
        "records": summary.records,
    }
    return json_text({"diagnostics": [_entry(diagnostic, wording) for diagnostic in found], "summary": figures})


def json_text(value: object) -> str:
    """JSON in which Chinese is readable and everything that steers a terminal is escaped."""
    return _UNSEEN.sub(_escaped, json.dumps(value, ensure_ascii=False, indent=2)) + "\n"


def _entry(diagnostic: Diagnostic, wording: Wording) -> dict[str, str | int | None]:
    message = wording.message(diagnostic)
    return {
        "rule": diagnostic.rule,
        "severity": str(diagnostic.severity),
        "path": diagnostic.path,
        "line": diagnostic.line,
        "column": diagnostic.column,
        "value": wording.masked(diagnostic).value,
        "message": message.sentence,
        "clause": diagnostic.clause,
        "fix": message.fix,
    }


def _escaped(match: re.Match[str]) -> str:
    # Only strings of the data hold such characters, so that an escape of JSON is right wherever one is met.
    return json.dumps(match[0])[1:-1]
