"""The report for GitHub: annotations at the lines of a change, and a table for the summary of the step.

GitHub shows ten annotations a step and drops the rest in silence, so one of every kind comes first and the table has all.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from generator.diagnostics import Diagnostic, Severity
from generator.report.places import in_repository
from generator.report.text import closing_lines, labelled
from generator.report.totals import Summary
from generator.report.visible import plain
from generator.report.wording import Message, Wording, shifted_paths

MAX_ANNOTATIONS: Final = 10
MAX_SUMMARY_BYTES: Final = 900_000
"""Below the 1 MiB above which GitHub drops the summary of a step."""
_COMMANDS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_RANK: Final = (Severity.ERROR, Severity.WARNING, Severity.INFO)
_MARKUP: Final = re.compile(r"[!-+.:<>@\[-`{-~]")
"""What Markdown could read as markup, a link, a mention or a tag: all signs of ASCII but `, - / ; = ?`."""


def github_report(
    diagnostics: Iterable[Diagnostic], summary: Summary, wording: Wording, *, folder: str = "data"
) -> str:
    """At most ten workflow commands, then the figures; `folder` is the data folder's place in the repository."""
    found = sorted(diagnostics, key=Diagnostic.sort_key)
    annotated = _one_per_kind_first(found)[:MAX_ANNOTATIONS]
    shifted = shifted_paths(found)
    lines = [_command(diagnostic, wording, folder, diagnostic.path in shifted) for diagnostic in annotated]
    left_out = sum(diagnostic.times for diagnostic in found) - len(annotated)
    if left_out:
        lines.append(wording.report("more", number=left_out))
    return "\n".join([*lines, *closing_lines(found, summary, wording)]) + "\n"


def step_summary(diagnostics: Iterable[Diagnostic], summary: Summary, wording: Wording, *, change: str = "") -> str:
    """Every diagnostic as a row of a Markdown table, as many as GitHub takes, under the figures.

    `change` is what came since the base in one sentence, for the person who approves it.
    """
    found = sorted(diagnostics, key=Diagnostic.sort_key)
    shifted = shifted_paths(found)
    lines = [f"## {wording.report('summary_title')}", ""]
    if change:
        lines += [_MARKUP.sub(_entity, change), ""]
    for line in closing_lines(found, summary, wording):
        lines += [line, ""]
    if not found:
        return "\n".join(lines)
    columns = wording.report("summary_columns")
    lines += [columns, "|---" * (columns.count("|") - 1) + "|"]
    size = sum(len(line.encode()) + 1 for line in lines)
    for number, diagnostic in enumerate(found):
        message = wording.message(diagnostic, shifted=diagnostic.path in shifted)
        row = _row(diagnostic, message, wording)
        size += len(row.encode()) + 1
        if size > MAX_SUMMARY_BYTES:
            left_out = sum(diagnostic.times for diagnostic in found[number:])
            lines += ["", wording.report("more", number=left_out)]
            break
        lines.append(row)
    return "\n".join(lines) + "\n"


def _one_per_kind_first(found: Sequence[Diagnostic]) -> list[Diagnostic]:
    """The first of every rule before the others; among both, errors before warnings."""
    seen: set[tuple[Severity, str]] = set()
    firsts: list[Diagnostic] = []
    others: list[Diagnostic] = []
    for diagnostic in sorted(found, key=lambda one: _RANK.index(one.severity)):
        kind = (diagnostic.severity, diagnostic.rule)
        (others if kind in seen else firsts).append(diagnostic)
        seen.add(kind)
    return firsts + others


def _command(diagnostic: Diagnostic, wording: Wording, folder: str, shifted: bool) -> str:
    message = wording.message(diagnostic, shifted=shifted)
    properties = [f"file={_property(plain(in_repository(diagnostic.path, folder)))}"]
    if diagnostic.line is not None:
        properties.append(f"line={diagnostic.line}")
    properties.append(f"title={_property(message.headline)}")
    told = [
        message.place,
        *(
            labelled(name, text, wording)
            for name, text in (
                ("found", message.found),
                ("why", message.why),
                ("basis", message.basis),
                ("fix", message.fix),
            )
        ),
    ]
    return f"::{_COMMANDS[diagnostic.severity]} {','.join(properties)}::{_data(chr(10).join(told))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _row(diagnostic: Diagnostic, message: Message, wording: Wording) -> str:
    severity = wording.words[f"report.{diagnostic.severity}"]
    headline = f"{message.headline} {diagnostic.rule}"
    cells = (severity, headline, message.place, message.found, message.why, message.fix)
    return f"| {' | '.join(_MARKUP.sub(_entity, cell) for cell in cells)} |"


def _entity(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"
