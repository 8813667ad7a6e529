"""What an import did, in words for the clerk."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from generator.domain.table_schemas import TableSchema
from generator.frozen import dataclass
from generator.report.quoting import quoted, quoted_with_blanks
from generator.sources.imported_tables import ImportResult
from generator.sources.remarks import Grade, Remark
from generator.sources.words import Words

_NAMED_ROWS: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """How the lines of a table differ from those that were there before."""

    before: int | None
    """Records that were there; None where there was no such file."""
    added: int
    removed: int

    @classmethod
    def of(cls, before: bytes | None, after: bytes) -> "Replacement":
        """Compare two tables line by line, whatever the order."""
        old = Counter((before or b"").splitlines()[1:])
        new = Counter(after.splitlines()[1:])
        return cls(
            before=None if before is None else old.total(), added=(new - old).total(), removed=(old - new).total()
        )


class ImportReport:
    """Tells an import in the words of the catalogue."""

    def __init__(self, words: Words, schemas: Mapping[str, TableSchema]) -> None:
        self._words = words
        self._schemas = schemas

    def lines(self, result: ImportResult) -> list[str]:
        """What was read, then the remarks by grade, the gravest first."""
        lines = self._summary(result)
        for grade in Grade:
            told = [remark for remark in result.remarks if remark.grade is grade]
            if told:
                lines.append(self._words[f"import.grade.{grade}"])
                lines.extend(f"  · {self._remark(remark)}" for remark in told)
        if result.faults:
            lines.append(self._words.fill("import.faults", count=sum(fault.times for fault in result.faults)))
        return lines

    def replacement(self, change: Replacement) -> list[str]:
        """What a table that was there loses and gains; nothing where there was none."""
        if change.before is None:
            return []
        return [
            self._words.fill("import.replacement", before=change.before, added=change.added, removed=change.removed)
        ]

    @staticmethod
    def text(lines: Iterable[str]) -> str:
        """The lines as one text for the terminal."""
        return "".join(f"{line}\n" for line in lines)

    def _summary(self, result: ImportResult) -> list[str]:
        name = quoted(result.name)
        if result.data is None or result.table is None:
            return [self._words.fill("import.unread", file=name)]
        schema = self._schemas[result.table]
        titles = {field.name: field.title for field in schema.fields}
        lines = [
            self._words.fill(
                "import.read",
                file=name,
                sheet=quoted(result.sheet),
                title=schema.title,
                table=schema.name,
                rows=result.rows,
                columns=len(result.recognised),
            )
        ]
        if result.missing:
            missing = "、".join(titles[column] for column in result.missing)
            lines.append(self._words.fill("import.missing", columns=missing))
        return lines

    def _remark(self, remark: Remark) -> str:
        facts = {
            name: quoted_with_blanks(value) if name in ("was", "now") else quoted(value)
            for name, value in remark.facts.items()
        }
        if remark.key == "separator":
            facts["separator"] = self._words[f"import.separator.{'tab' if facts['separator'] != ';' else 'semicolon'}"]
        if remark.key == "bomb":
            facts["what"] = self._words[f"import.bomb.{facts['what']}"]
        sentence = self._words.fill(f"import.remark.{remark.key}", column=quoted(remark.column), **facts)
        return sentence + self._rows(remark.rows)

    def _rows(self, rows: Sequence[int]) -> str:
        if not rows:
            return ""
        named = "、".join(str(row) for row in rows[:_NAMED_ROWS])
        key = "import.rows" if len(rows) <= _NAMED_ROWS else "import.rows_more"
        return self._words.fill(key, rows=named, count=len(rows))
