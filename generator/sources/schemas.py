"""The schemas of the data contract: those of the data folder itself, otherwise those that are shipped."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generator.domain.records import columns_of
from generator.domain.table_schemas import TableSchema, table_schema
from generator.errors import PortalError, refusal
from generator.frozen import dataclass
from generator.sources.documents import load_schema
from generator.sources.folder import DOCUMENT_SCHEMAS, TABLE_SCHEMAS, DataFolder
from generator.sources.schema_bounds import check_document_bounds, check_table_bounds
from generator.sources.schema_forms import check_document_form, check_table_form


@dataclass(frozen=True, slots=True)
class Schemas:
    """Table Schemas by table, JSON Schemas by kind of document."""

    tables: Mapping[str, TableSchema]
    documents: Mapping[str, Mapping[str, Any]]


def read_schemas(folder: DataFolder, default: Path) -> Schemas:
    """Read every schema of a data folder, the shipped one where it has none; raises PortalError."""
    shipped = shipped_schemas(default)
    own = {path for path in folder.files if path.startswith("schemas/")}
    files = {
        name: folder.root / path
        for name in (*TABLE_SCHEMAS, *DOCUMENT_SCHEMAS)
        if (path := f"schemas/{name}.schema.json") in own
    }
    found = _read(files, shipped)
    return Schemas({**shipped.tables, **found.tables}, {**shipped.documents, **found.documents})


def shipped_schemas(default: Path) -> Schemas:
    """Read every schema that is shipped; raises PortalError."""
    return _read({name: default / f"{name}.schema.json" for name in (*TABLE_SCHEMAS, *DOCUMENT_SCHEMAS)})


def _read(files: Mapping[str, Path], shipped: Schemas | None = None) -> Schemas:
    """Read schemas; those of a data folder ask for all that the shipped ones ask for."""
    tables: dict[str, TableSchema] = {}
    documents: dict[str, Mapping[str, Any]] = {}
    for name, file in files.items():
        try:
            descriptor = load_schema(file)
            if name in TABLE_SCHEMAS:
                tables[name] = _table(name, descriptor, shipped)
            else:
                documents[name] = _document(name, descriptor, shipped)
        except (OSError, ValueError, RecursionError) as error:
            raise PortalError(f"cannot read the schema {file} / 无法读取表结构文件：{_problem(error)}") from error
    return Schemas(tables, documents)


def _problem(error: Exception) -> str:
    """Why a schema cannot be gone by, in a sentence for clerks."""
    match error:
        case OSError():
            return refusal(error)
        case RecursionError():
            return "嵌套太深"
        case UnicodeDecodeError():
            return "不是 UTF-8 编码"
        case json.JSONDecodeError():
            return f"第 {error.lineno} 行第 {error.colno} 个字符起不合 JSON 的写法"
        case _:
            return str(error)


def _table(name: str, descriptor: Mapping[str, Any], shipped: Schemas | None) -> TableSchema:
    check_table_form(descriptor)
    schema = table_schema(name, descriptor)
    columns = columns_of(name)
    if schema.columns != columns:
        raise ValueError(f"各栏应依次是 {', '.join(columns)}，现在是 {', '.join(schema.columns)!r}")
    if shipped is not None:
        check_table_bounds(schema, shipped.tables[name])
    return schema


def _document(name: str, descriptor: Mapping[str, Any], shipped: Schemas | None) -> Mapping[str, Any]:
    check_document_form(descriptor)
    if shipped is not None:
        check_document_bounds(descriptor, shipped.documents[name])
    return descriptor
