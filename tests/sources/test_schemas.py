"""Schemas: the data folder's own come first, and their columns are those of the contract."""

import json
import shutil
from pathlib import Path

import pytest

from generator.errors import PortalError
from generator.sources.folder import DOCUMENT_SCHEMAS, TABLE_SCHEMAS, scan
from generator.sources.schemas import Schemas, read_schemas, shipped_schemas

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "data" / "schemas"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "tests/golden/data", tmp_path / "data")
    (tmp_path / "data/schemas").mkdir()
    return tmp_path / "data"


def read(data: Path) -> Schemas:
    return read_schemas(scan(data), SHIPPED)


def own_schema(data: Path, name: str, old: str, new: str) -> None:
    text = (SHIPPED / f"{name}.schema.json").read_text(encoding="utf-8")
    assert old in text
    (data / f"schemas/{name}.schema.json").write_text(text.replace(old, new, 1), encoding="utf-8")


def test_every_schema_is_shipped() -> None:
    schemas = shipped_schemas(SHIPPED)
    assert tuple(schemas.tables) == TABLE_SCHEMAS
    assert tuple(schemas.documents) == DOCUMENT_SCHEMAS


def test_a_data_folder_may_say_more_of_its_columns(data: Path) -> None:
    title = json.loads((SHIPPED / "names.schema.json").read_text(encoding="utf-8"))["title"]
    own_schema(data, "names", f'"{title}"', '"示例市的曾用名"')
    schemas = read(data)
    assert schemas.tables["names"].title == "示例市的曾用名"
    assert schemas.tables["notices"].title == shipped_schemas(SHIPPED).tables["notices"].title


def test_a_schema_with_other_columns_is_refused(data: Path) -> None:
    own_schema(data, "names", '"former_name"', '"old_name"')
    with pytest.raises(PortalError, match=r"names\.schema\.json"):
        read(data)


@pytest.mark.parametrize("text", ["", "[]", "{", '{"title": "x"}'])
def test_what_is_no_schema_is_refused(data: Path, text: str) -> None:
    (data / "schemas/names.schema.json").write_text(text, encoding="utf-8")
    with pytest.raises(PortalError, match=r"names\.schema\.json"):
        read(data)
