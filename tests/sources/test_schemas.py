"""Schemas: the data folder's own come first, and their columns are those of the contract."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

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
    with pytest.raises(
        PortalError, match=r"names\.schema\.json.*各栏应依次是 name, former_name.*现在是 'name, old_name"
    ):
        read(data)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "第 1 行第 1 个字符起不合 JSON 的写法"),
        (b"[]", "应是花括号里的各项"),
        (b'{\n"a":', "第 2 行第 5 个字符起不合 JSON 的写法"),
        (b'{"title": "x"}', "缺少 fields"),
        (b"[" * 100_000, "嵌套太深"),
        ('{"title": "示例"}'.encode("gb18030"), "不是 UTF-8 编码"),
    ],
)
def test_what_is_no_schema_is_refused(data: Path, content: bytes, why: str) -> None:
    (data / "schemas/names.schema.json").write_bytes(content)
    with pytest.raises(PortalError, match=rf"names\.schema\.json / 无法读取表结构文件：.*{why}"):
        read(data)


def test_a_schema_that_is_not_shipped_is_told(tmp_path: Path) -> None:
    with pytest.raises(PortalError, match=r"applicants.*没有这个文件"):
        shipped_schemas(tmp_path)


def changed(data: Path, name: str, change: Callable[[dict[str, Any]], object]) -> None:
    """Give the data folder a schema that is the shipped one but for a change."""
    schema = json.loads((SHIPPED / f"{name}.schema.json").read_text(encoding="utf-8"))
    change(schema)
    (data / f"schemas/{name}.schema.json").write_text(json.dumps(schema), encoding="utf-8")


def column(name: str, **of_constraints: Any) -> Callable[[dict[str, Any]], object]:
    """Change constraints of a column; None takes one away."""

    def change(schema: dict[str, Any]) -> None:
        (field,) = (field for field in schema["fields"] if field["name"] == name)
        constraints = field["constraints"] | of_constraints
        field["constraints"] = {key: value for key, value in constraints.items() if value is not None}

    return change


def refusal(data: Path) -> str:
    with pytest.raises(PortalError) as caught:
        read(data)
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize(
    ("table", "change", "what"),
    [
        ("awardees", column("award_id", pattern=None), "pattern"),
        ("awardees", column("award_id", pattern=".*"), "pattern"),
        ("awardees", column("note", pattern="^[a-z0-9]+(-|.*)$"), "pattern"),
        ("awardees", column("award_id", required=False), "required"),
        ("awardees", column("award_id", required=None), "required"),
        ("awardees", column("awardee", maxLength=2001), "maxLength"),
        ("awardees", column("awardee", maxLength=None), "maxLength"),
        ("awardees", column("awardee_type", enum=None), "enum"),
        ("awardees", column("awardee_type", enum=["organization", "other"]), "enum"),
        ("awardees", column("note", enum=["x"]), "enum"),
        ("shortlists", column("rank", minimum=-5), "minimum"),
        ("awardees", lambda schema: schema["fields"][9].update(type="string", format="default"), "decided_on"),
        ("awardees", lambda schema: schema.update(missingValues=["", "-"]), "missingValues"),
        ("awardees", lambda schema: schema.pop("primaryKey"), "primaryKey"),
    ],
)
def test_a_table_schema_may_not_ask_for_less(
    data: Path, table: str, change: Callable[[dict[str, Any]], object], what: str
) -> None:
    changed(data, table, change)
    told = refusal(data)
    assert f"{table}.schema.json" in told
    assert what in told
    assert "一样严或更严" in told


@pytest.mark.parametrize(
    "change",
    [
        column("note", required=True),
        column("awardee", maxLength=100),
        column("awardee_type", enum=["organization"]),
        lambda schema: schema["fields"][0].update(title="编号", synonyms=["号"], example="2025-a"),
    ],
)
def test_a_table_schema_may_ask_for_more(data: Path, change: Callable[[dict[str, Any]], object]) -> None:
    changed(data, "awardees", change)
    read(data)


@pytest.mark.parametrize(
    ("kind", "change", "what"),
    [
        ("jurisdiction", lambda schema: schema["properties"]["slug"].pop("pattern"), "properties.slug pattern"),
        ("jurisdiction", lambda schema: schema.update(additionalProperties=True), "additionalProperties"),
        ("jurisdiction", lambda schema: schema.update(additionalProperties={}), "additionalProperties"),
        ("jurisdiction", lambda schema: schema["properties"].update(title={"type": "string"}), "properties.title"),
        ("jurisdiction", lambda schema: schema["properties"].pop("level"), "properties.level"),
        ("jurisdiction", lambda schema: schema["required"].pop(), "required"),
        ("regulation", lambda schema: schema["$defs"]["use"].pop("type"), "$defs.use type"),
        ("cycle", lambda schema: schema.pop("type"), "type"),
    ],
)
def test_a_document_schema_differs_in_words_alone(
    data: Path, kind: str, change: Callable[[dict[str, Any]], object], what: str
) -> None:
    changed(data, kind, change)
    told = refusal(data)
    assert f"{kind}.schema.json" in told
    assert what in told.replace("的 ", " ")


def test_a_document_schema_may_say_more_to_people(data: Path) -> None:
    changed(data, "jurisdiction", lambda schema: schema["properties"]["slug"].update(title="代号", examples=["a"]))
    assert read(data).documents["jurisdiction"]["properties"]["slug"]["title"] == "代号"


@pytest.mark.parametrize(
    ("name", "change", "what"),
    [
        ("awardees", column("award_id", pattern="["), "award_id"),
        ("awardees", column("awardee", maxLength="x"), "maxLength"),
        ("awardees", column("awardee", maxLength=True), "maxLength"),
        ("awardees", column("awardee", unique=True), "unique"),
        ("shortlists", column("rank", minimum=10**400), "minimum"),
        ("awardees", lambda schema: schema["fields"].__setitem__(0, "x"), "fields"),
        ("awardees", lambda schema: schema.update(fields={}), "fields"),
        ("awardees", lambda schema: schema.update(foreignKeys="x"), "foreignKeys"),
        ("awardees", lambda schema: schema["fields"][0].update(type="x"), "type"),
        ("awardees", lambda schema: schema["fields"][0].update(type=["string"]), "type"),
        ("awardees", lambda schema: schema["fields"][0].update(constraints=None), "constraints"),
        ("awardees", lambda schema: schema["fields"][0].update(labels=[]), "labels"),
        ("awardees", lambda schema: schema["fields"][0].update(synonyms=[1]), "synonyms"),
        ("awardees", lambda schema: schema["fields"][0].update(title="\ud800"), "surrogates"),
        ("awardees", lambda schema: schema["fields"][0].update(title="\u202ex", name="\u202ex\n"), "各栏应依次是"),
        ("cycle", lambda schema: schema.update(type="x"), "type"),
        ("cycle", lambda schema: schema.update(title=1), "title"),
        ("cycle", lambda schema: schema["properties"].update(a="x"), "properties.a"),
        ("cycle", lambda schema: schema["properties"].update(a={"$ref": "#/$defs/nowhere"}), "nowhere"),
        ("cycle", lambda schema: schema["properties"].update(a={"pattern": "["}), "pattern"),
        ("cycle", lambda schema: schema["properties"].update(a={"minLength": "x"}), "minLength"),
        ("cycle", lambda schema: schema["properties"].update(a={"patternProperties": {"(": {}}}), "patternProperties"),
    ],
)
def test_a_malformed_schema_is_refused_when_it_is_read(
    data: Path, tmp_path: Path, name: str, change: Callable[[dict[str, Any]], object], what: str
) -> None:
    changed(data, name, change)
    told = refusal(data)
    assert f"{name}.schema.json" in told
    assert what in told
    assert "\u202e" not in told
    # The program's own are looked at as well: its data folder holds them.
    shutil.copytree(SHIPPED, tmp_path / "shipped")
    shutil.copy(data / f"schemas/{name}.schema.json", tmp_path / "shipped")
    with pytest.raises(PortalError, match=f"{name}.schema.json"):
        shipped_schemas(tmp_path / "shipped")


def test_a_schema_without_end_is_refused_before_it_is_read(data: Path) -> None:
    with (data / "schemas/notices.schema.json").open("wb") as file:
        file.truncate(1 << 40)
    assert "文件太大，不能超过 1048576 字节" in refusal(data)


def test_a_schema_nested_without_end_is_refused(data: Path) -> None:
    (data / "schemas/cycle.schema.json").write_text('{"a":' * 100_000, encoding="utf-8")
    assert "cycle.schema.json" in refusal(data)
    inner: dict[str, Any] = {}
    for _ in range(200):
        inner = {"items": inner}
    changed(data, "cycle", lambda schema: schema.update(inner))
    assert "cycle.schema.json" in refusal(data)
