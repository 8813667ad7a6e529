"""The schemas of the data contract: those of the data folder itself, otherwise those that are shipped."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generator.domain.records import columns_of
from generator.domain.table_schemas import TableSchema, table_schema
from generator.errors import PortalError
from generator.frozen import dataclass
from generator.sources.documents import load_schema
from generator.sources.folder import DOCUMENT_SCHEMAS, TABLE_SCHEMAS, DataFolder


@dataclass(frozen=True, slots=True)
class Schemas:
    """Table Schemas by table, JSON Schemas by kind of document."""

    tables: Mapping[str, TableSchema]
    documents: Mapping[str, Mapping[str, Any]]


def read_schemas(folder: DataFolder, default: Path) -> Schemas:
    """Read every schema of a data folder, the shipped one where it has none; raises PortalError."""
    own = {path for path in folder.files if path.startswith("schemas/")}
    return _read(
        {
            name: folder.root / path if (path := f"schemas/{name}.schema.json") in own else _shipped(default, name)
            for name in (*TABLE_SCHEMAS, *DOCUMENT_SCHEMAS)
        }
    )


def shipped_schemas(default: Path) -> Schemas:
    """Read every schema that is shipped; raises PortalError."""
    return _read({name: _shipped(default, name) for name in (*TABLE_SCHEMAS, *DOCUMENT_SCHEMAS)})


def _check_columns(schema: TableSchema) -> None:
    """A schema may say more of its columns than ours does, but they are those of the contract."""
    columns = columns_of(schema.name)
    if schema.columns != columns:
        raise ValueError(f"columns: {', '.join(schema.columns)} ≠ {', '.join(columns)}")


def _shipped(default: Path, name: str) -> Path:
    return default / f"{name}.schema.json"


def _read(files: Mapping[str, Path]) -> Schemas:
    tables: dict[str, TableSchema] = {}
    documents: dict[str, Mapping[str, Any]] = {}
    for name, file in files.items():
        try:
            descriptor = load_schema(file)
            if name in TABLE_SCHEMAS:
                tables[name] = table_schema(name, descriptor)
                _check_columns(tables[name])
            else:
                documents[name] = descriptor
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise PortalError(f"cannot read the schema {file} / 无法读取表结构文件：{error}") from error
    return Schemas(tables, documents)
