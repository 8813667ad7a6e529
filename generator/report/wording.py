"""A diagnostic becomes the words of one message: what, where, what stands there, why, on what basis, how to mend it.

The sentences stand in `site_templates/words/rules.<language>.yaml`. A part of a rule is looked up as
`<rule>.<part>@<variant>` first, where the variant is one of the facts in `VARIANTS`, then as `<rule>.<part>`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from generator.diagnostics import Diagnostic
from generator.domain.column_roles import Role
from generator.domain.sentences import fill
from generator.domain.table_schemas import Field, TableSchema
from generator.frozen import dataclass
from generator.report.masking import masked
from generator.report.places import NO_DOCUMENTS, Gazetteer
from generator.report.visible import code_point, evidence, plain
from generator.sources.sheets import column_letter
from generator.sources.words import Words

VARIANTS: Final = ("fault", "reason", "kind", "encoding", "reading")
"""The facts that choose between variants of a sentence, the first one first."""
_CODES: Final = frozenset(VARIANTS)
"""Facts that are no words: shown only where the catalogue has words for them."""
_COLUMNS: Final = frozenset({"field", "needs"})
_BYTES: Final = frozenset({"size", "limit"})
_SHIFTING: Final = frozenset({"unknown-column", "column-order", "missing-column"})
_SHORT: Final = 60
_JOINT: Final = "、"
"""What the rules put between the items of a list."""
_LISTS: Final = frozenset(
    {"known", "taken", "expected", "stages", "awards", "recipients", "allowed", "years", "provisional", "record"}
)
"""Facts that are lists, which the catalogue's language joins with a mark of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One diagnostic in words, free of personal data and of characters that cannot be seen."""

    headline: str
    place: str
    found: str
    caret: int | None
    """Terminal column under `found` of the first character at fault."""
    why: str
    basis: str
    fix: str
    sentence: str
    """Headline and reason as one sentence."""


class Wording:
    """Finds the words for diagnostics in one language."""

    def __init__(
        self,
        words: Words,
        schemas: Mapping[str, TableSchema],
        documents: Mapping[str, Mapping[str, Any]] = NO_DOCUMENTS,
    ) -> None:
        """Take the catalogue, the Table Schemas by table and the JSON Schemas by kind of document."""
        self.words = words
        self._places = Gazetteer(language=words.language, tables=schemas, documents=documents)

    def imported(self, table: str) -> "Wording":
        """The same for the faults of a clerk's file that holds this table, whatever it is called."""
        wording = Wording(self.words, self._places.tables, self._places.documents)
        wording._places = replace(self._places, imported=table)
        return wording

    def report(self, name: str, /, **facts: object) -> str:
        """Words of the reports themselves, filled in."""
        return fill(self.words[f"report.{name}"], {key: str(fact) for key, fact in facts.items()})

    def role(self, diagnostic: Diagnostic) -> Role:
        """What the column at fault is for."""
        return self._places.role(diagnostic)

    def masked(self, diagnostic: Diagnostic) -> Diagnostic:
        """The diagnostic without personal data."""
        return masked(diagnostic, self.role(diagnostic))

    def message(self, diagnostic: Diagnostic, *, shifted: bool = False) -> Message:
        """A diagnostic in words; `shifted` where the columns of the file do not stand where the schema has them."""
        clean = self.masked(diagnostic)
        facts = self._facts(clean)
        headline, why = self._part(clean, "headline", facts), self._why(clean, facts)
        shown = evidence(clean.value or "", _position(clean))
        return Message(
            headline=headline,
            place=self._place(clean, shifted=shifted),
            found=shown.text or self._found(clean, facts),
            caret=shown.caret if shown.text else None,
            why=why,
            basis=self._part(clean, "basis", facts),
            fix=self._fix(clean, facts),
            sentence=self._sentence(headline, why),
        )

    def general(self, rule: str, part: str) -> str:
        """A part of a rule in general, without a fault."""
        return fill(self.words[f"{rule}.{part}"], self.words.section("report.generic"))

    def _part(self, diagnostic: Diagnostic, part: str, facts: Mapping[str, str]) -> str:
        name = f"{diagnostic.rule}.{part}"
        variants = (diagnostic.facts.get(fact, "").replace("_", "-") for fact in VARIANTS)
        sentences = (self.words.get(f"{name}@{variant}") for variant in variants if variant)
        return fill(next(filter(None, sentences), self.words.get(name)), facts)

    def _why(self, diagnostic: Diagnostic, facts: Mapping[str, str]) -> str:
        told = self._part(diagnostic, "why", facts)
        more = self.report("further", number=diagnostic.more) if diagnostic.more else ""
        return f"{told}{self.words['report.gap']}{more}" if more else told

    def _found(self, diagnostic: Diagnostic, facts: Mapping[str, str]) -> str:
        told = self._part(diagnostic, "found", facts) if diagnostic.value is None else ""
        if told or diagnostic.column is not None:
            return told or self.words["report.nothing"]
        return self.words["report.whole_file" if diagnostic.line is None else "report.whole_row"]

    def _fix(self, diagnostic: Diagnostic, facts: Mapping[str, str]) -> str:
        told = self._part(diagnostic, "fix", facts)
        if diagnostic.correction is None:
            return told
        better = self.words["report.corrected" if diagnostic.correction else "report.emptied"]
        return f"{told}{self.words['report.gap']}{fill(better, facts)}".strip()

    def _sentence(self, headline: str, why: str) -> str:
        stop, gap = self.words["report.full_stop"], self.words["report.gap"]
        text = why.removesuffix(stop).replace(f"{stop}{gap}", self.words["report.join"])
        return self.report("sentence", headline=headline, text=text) + stop

    def _facts(self, diagnostic: Diagnostic) -> dict[str, str]:
        """Everything that the sentences of a rule may ask for, ready to be shown."""
        facts = self._known(diagnostic)
        for name, fact in diagnostic.facts.items():
            facts[name] = self._shown_fact(name, fact, diagnostic)
        if "code" not in facts and (position := _position(diagnostic)) is not None:
            character = (diagnostic.value or "")[position : position + 1]
            facts["code"] = self._worded("code", code_point(character)) if character else ""
        facts["unit_name"] = self.words.get(f"report.values.unit_name.{diagnostic.facts.get('unit', '')}")
        return {name: plain(fact) for name, fact in facts.items()} | {
            "correction": plain(diagnostic.correction or "", 4000)
        }

    def _known(self, diagnostic: Diagnostic) -> dict[str, str]:
        path, column, value = diagnostic.path, diagnostic.column or "", diagnostic.value or ""
        field, table = self._places.field(path, column), self._places.table(path)
        chinese = self.words.language.startswith("zh")
        return {
            "value": value if len(value) <= _SHORT else f"{value[:_SHORT]}…",
            "column": self._places.title(path, column, _keys(diagnostic)) or column,
            "name": column,
            "label": field.labels.get(value, value) if field and chinese else value,
            "example": field.example if field else "",
            "choices": self.words["report.and"].join(_choices(field, labelled=chinese)) if field else "",
            "description": field.description if field and chinese else "",
            "table": self._worded("table", table.name) if table else "",
            "file": path.rpartition("/")[2],
            "path": path,
            "line": "" if diagnostic.line is None else str(diagnostic.line),
            "clause": diagnostic.clause or "",
        }

    def _shown_fact(self, name: str, fact: str, diagnostic: Diagnostic) -> str:
        if name in _COLUMNS:
            return self._places.title(diagnostic.path, fact) or fact
        if name in _BYTES:
            return _size(fact)
        if name == "encoding":
            return fact
        if name == "first":
            path, _, line = fact.rpartition(":")
            return self.report("row_of", path=path, line=line) if path and line.isdecimal() else fact
        return self._worded(name, fact, "" if name in _CODES else None)

    def _worded(self, name: str, fact: str, unknown: str | None = None) -> str:
        """A code in words, also an enumeration of codes; itself where the catalogue has no words for it."""
        parts = (
            self.words.get(f"report.values.{name}.{code}", code if unknown is None else unknown)
            for code in fact.split(_JOINT)
        )
        return (self.words["report.and"] if name in _LISTS else _JOINT).join(parts)

    def _place(self, diagnostic: Diagnostic, *, shifted: bool) -> str:
        path, line, column = diagnostic.path, diagnostic.line, diagnostic.column
        facts = {"path": path, "line": str(line or ""), "name": column or "", "title": "", "letter": ""}
        facts["header"] = diagnostic.facts.get("header", "") if self._places.imported else ""
        if line is not None and column is not None:
            facts["title"] = self._places.title(path, column, _keys(diagnostic))
            facts["letter"] = self._letter(diagnostic, shifted=shifted)
        own = self.words.get(f"{diagnostic.rule}.place")
        table = bool(self._places.imported) or path.endswith(".csv")
        return fill(own or self.words[f"report.{_kind_of_place(facts, table=table)}"], _plain(facts))

    def _letter(self, diagnostic: Diagnostic, *, shifted: bool) -> str:
        if self._places.imported:
            return diagnostic.facts.get("letter", "")
        number = diagnostic.facts.get("number", "")
        if diagnostic.rule == "unknown-column" and number.isdecimal() and len(number) < 6:
            return column_letter(int(number))
        return (
            ""
            if shifted or diagnostic.rule in _SHIFTING
            else self._places.letter(diagnostic.path, diagnostic.column or "")
        )


def shifted_paths(diagnostics: Iterable[Diagnostic]) -> frozenset[str]:
    """The files whose columns do not stand where the schema has them, so that no letter can be told."""
    return frozenset(diagnostic.path for diagnostic in diagnostics if diagnostic.rule in _SHIFTING)


def _kind_of_place(facts: Mapping[str, str], *, table: bool) -> str:
    """Which of the catalogue's forms of a place fits what is known of it."""
    if not facts["line"]:
        return "place_file"
    if not facts["name"]:
        return "place_letter" if facts["letter"] else "place_row" if table else "place_line"
    if facts["header"]:
        return "place_header"
    if not table:
        return "place_titled_key" if facts["title"] else "place_key"
    if not facts["letter"]:
        return "place_titled_column" if facts["title"] else "place_column"
    return "place_cell" if facts["title"] else "place_numbered_column"


def _plain(facts: Mapping[str, str]) -> dict[str, str]:
    return {name: plain(fact) for name, fact in facts.items()}


def _keys(diagnostic: Diagnostic) -> tuple[str, ...]:
    place = diagnostic.facts.get("place", "")
    return tuple(place.split(".")) if place and diagnostic.path.endswith(".yaml") else ()


def _position(diagnostic: Diagnostic) -> int | None:
    position = diagnostic.facts.get("position", "")
    return int(position) if position.isdecimal() and len(position) < 10 else None


def _choices(field: Field, *, labelled: bool) -> Iterator[str]:
    labels = field.labels if labelled else {}
    return (f"{code}（{labels[code]}）" if code in labels else code for code in field.enum)


def _size(count: str) -> str:
    if not count.isdecimal() or len(count) > 18:
        return count
    size = int(count)
    return f"{size / 1024 / 1024:.1f} MB" if size >= 1024 * 1024 else f"{size / 1024:.1f} KB"
