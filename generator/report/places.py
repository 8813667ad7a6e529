"""Where a fault stands, as a clerk finds it: the file, the row in Excel, the letter and the name of the column."""

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Any, Final

from generator.diagnostics import Diagnostic
from generator.domain.column_roles import Role
from generator.domain.table_schemas import Field, TableSchema
from generator.frozen import dataclass
from generator.sources.columns import role_of
from generator.sources.sheets import column_letter

_CHINESE: Final = "zh"
NO_DOCUMENTS: Final[Mapping[str, Mapping[str, Any]]] = {}


def in_repository(path: str, folder: str) -> str:
    """The path of a file of the data from the top of the repository, where `folder` is the place of the data folder."""
    return f"{folder.strip('/')}/{path}" if folder.strip("/.") else path


@dataclass(frozen=True, slots=True, kw_only=True)
class Gazetteer:
    """The titles of columns and keys, from the schemas of tables and documents; they are Chinese, so English has none."""

    language: str
    tables: Mapping[str, TableSchema]
    documents: Mapping[str, Mapping[str, Any]] = field(default_factory=lambda: NO_DOCUMENTS)
    imported: str = ""
    """The table that every file at fault holds, whatever it is called; empty where they are those of a data folder."""

    def table(self, path: str) -> TableSchema | None:
        """The schema of the table at a path; None for anything else."""
        if self.imported:
            return self.tables.get(self.imported)
        if not path.endswith(".csv"):
            return None
        name = path.rpartition("/")[2].removesuffix(".csv")
        return self.tables.get("calendar" if path.startswith("calendar/") else name)

    def field(self, path: str, column: str | None) -> Field | None:
        """The column of a table, where both are known."""
        table = self.table(path)
        return table.field(column) if table is not None and column is not None else None

    def role(self, diagnostic: Diagnostic) -> Role:
        """What the cell at fault is for, as the diagnostic says or its column; words where nothing is known of it."""
        if "role" in diagnostic.facts:
            return Role(diagnostic.facts["role"])
        found = self.field(diagnostic.path, diagnostic.column)
        if found is None:
            return Role.TEXT
        table = self.table(diagnostic.path)
        # Which way to reach an office it is says the cell before it, of which the column knows nothing.
        return (
            Role.CHANNEL if table is not None and (table.name, found.name) == ("channels", "value") else role_of(found)
        )

    def letter(self, path: str, column: str) -> str:
        """The letter of a column in the contract's order; empty where it has none."""
        table = self.table(path)
        columns = table.columns if table is not None else ()
        return column_letter(columns.index(column) + 1) if column in columns else ""

    def title(self, path: str, column: str, keys: Sequence[str] = ()) -> str:
        """The title of a column, or of the key of a document; empty where there is none in this language."""
        if not self.language.startswith(_CHINESE):
            return ""
        found = self.field(path, column)
        return found.title if found is not None else self._title_of_key(path, keys or (column,))

    def _title_of_key(self, path: str, keys: Sequence[str]) -> str:
        node: Any = self.documents.get(_kind_of_document(path), {})
        root = node
        for key in keys:
            node = _resolved(node, root)
            node = node.get("items", {}) if key.isdecimal() else node.get("properties", {}).get(key, {})
        return str(_resolved(node, root).get("title", "")) if node else ""


def _resolved(node: Any, root: Any) -> Any:
    while isinstance(node, Mapping) and "$ref" in node:
        target = root
        for part in str(node["$ref"]).removeprefix("#/").split("/"):
            target = target.get(part, {})
        node = target
    return node if isinstance(node, Mapping) else {}


def _kind_of_document(path: str) -> str:
    name = path.rpartition("/")[2]
    if "/regulations/" in path:
        return "regulation"
    return name.removesuffix(".yaml") if name in ("jurisdiction.yaml", "cycle.yaml") else ""
