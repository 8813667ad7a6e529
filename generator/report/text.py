"""The report for a reader at a terminal: one block per fault, always in the same order, and the figures at the end."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from generator.diagnostics import Diagnostic
from generator.report.totals import Mendable, Summary, mendable
from generator.report.visible import blanks_under, width
from generator.report.wording import Message, Wording, shifted_paths

_INDENT: Final = "  "
_CARET: Final = "^"
_PARTS: Final = ("place", "found", "why", "basis", "fix")
"""What is said of a fault under its headline, always in this order."""


def text_report(diagnostics: Iterable[Diagnostic], summary: Summary, wording: Wording) -> str:
    """All diagnostics in words, in the order of a report, and how many can be mended how."""
    found = sorted(diagnostics, key=Diagnostic.sort_key)
    shifted = shifted_paths(found)
    lines: list[str] = []
    for number, diagnostic in enumerate(found, start=1):
        message = wording.message(diagnostic, shifted=diagnostic.path in shifted)
        heading = {
            "severity": wording.words[f"report.{diagnostic.severity}"],
            "number": number,
            "total": len(found),
            "headline": message.headline,
            "rule": diagnostic.rule,
        }
        lines += [wording.report("heading", **heading), *_block(message, wording), ""]
    return "\n".join([*lines, *closing_lines(found, summary, wording)]) + "\n"


def closing_lines(diagnostics: Sequence[Diagnostic], summary: Summary, wording: Wording) -> list[str]:
    """The figures at the end of a report."""
    read = wording.report("read", files=summary.files, records=summary.records)
    if not diagnostics:
        return [wording.report("clean"), read]
    counts: Counter[Mendable] = Counter()
    for diagnostic in diagnostics:
        counts[mendable(diagnostic, wording.role)] += diagnostic.times
    told = {str(kind): counts[kind] for kind in Mendable}
    lines = [
        read,
        wording.report("counts", errors=summary.errors, warnings=summary.warnings),
        wording.report("mending", **told),
    ]
    if counts[Mendable.AUTOMATIC]:
        lines.append(wording.report("mend_hint"))
    return [*lines, wording.report("rules_hint")]


def labelled(name: str, text: str, wording: Wording) -> str:
    """A part of a message after its label."""
    # The label may end in a blank, which `fill` would strip.
    return wording.words["report.label"].replace("{label}", wording.words[f"report.{name}"]) + text


def _block(message: Message, wording: Wording) -> Iterator[str]:
    labels = {name: labelled(name, "", wording) for name in _PARTS}
    longest = max(map(width, labels.values()))
    for name, label in labels.items():
        start = f"{_INDENT}{label}{' ' * (longest - width(label))}"
        yield start + getattr(message, name)
        if name == "found" and message.caret is not None:
            yield blanks_under(start + message.found, width(start) + message.caret) + _CARET
