"""The report for a reader at a terminal: a block for each fault, always in the same order, and the figures at the end.

Where rows of a file have the same fault in the same column, one block tells of all of them.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from generator.diagnostics import Diagnostic
from generator.report.totals import Mendable, Summary, mendable
from generator.report.visible import blanks_under, width
from generator.report.wording import Message, Wording, shifted_paths

_INDENT: Final = "  "
_CARET: Final = "^"
_PARTS: Final = ("place", "found", "why", "basis", "fix")
"""What is said of a fault under its headline, always in this order."""
_MOST_RUNS: Final = 20
"""Runs of lines that are named of rows with the same fault: to read more of them helps nobody."""


def text_report(diagnostics: Iterable[Diagnostic], summary: Summary, wording: Wording) -> str:
    """All diagnostics in words, in the order of a report, and how many can be mended how."""
    found = sorted(diagnostics, key=Diagnostic.sort_key)
    shifted = shifted_paths(found)
    blocks = _alike(found)
    lines: list[str] = []
    for number, block in enumerate(blocks, start=1):
        diagnostic = block[0]
        message = wording.message(diagnostic, shifted=diagnostic.path in shifted)
        heading = {
            "severity": wording.words[f"report.{diagnostic.severity}"],
            "number": number,
            "total": len(blocks),
            "headline": message.headline,
            "rule": diagnostic.rule,
        }
        place = _place(message, block, wording)
        lines += [wording.report("heading", **heading), *_block(message, place, wording), ""]
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


def _alike(found: Iterable[Diagnostic]) -> list[list[Diagnostic]]:
    """The diagnostics with those together of which nothing but the line is different, at the place of the first."""
    blocks: dict[object, list[Diagnostic]] = {}
    for each in found:
        facts = tuple(sorted(each.facts.items()))
        place = (each.rule, each.path, each.severity, each.column, each.value)
        blocks.setdefault((*place, facts, each.clause, each.correction, each.more), []).append(each)
    return list(blocks.values())


def _place(message: Message, block: Sequence[Diagnostic], wording: Wording) -> str:
    """Where the fault is, with the lines of the other rows that have the same one."""
    lines = [each.line for each in block[1:] if each.line is not None]
    # Lines that follow each other are all as far from their places in the list.
    runs = [[line for _, line in run] for _, run in groupby(enumerate(lines), lambda pair: pair[1] - pair[0])]
    named = [
        wording.report("rows_from_to", first=run[0], last=run[-1]) if len(run) > 1 else str(run[0])
        for run in runs[:_MOST_RUNS]
    ]
    if not named:
        return message.place
    key = "further_rows" if len(runs) <= _MOST_RUNS else "further_rows_more"
    further = wording.report(key, lines=wording.words["report.and"].join(named), number=len(block))
    return message.place + wording.words["report.join"] + further


def _block(message: Message, place: str, wording: Wording) -> Iterator[str]:
    labels = {name: labelled(name, "", wording) for name in _PARTS}
    longest = max(map(width, labels.values()))
    for name, label in labels.items():
        start = f"{_INDENT}{label}{' ' * (longest - width(label))}"
        yield start + (place if name == "place" else getattr(message, name))
        if name == "found" and message.caret is not None:
            yield blanks_under(start + message.found, width(start) + message.caret) + _CARET
