import json
from pathlib import Path

import pytest

from generator.domain.table_schemas import table_schema
from generator.report import Wording
from generator.sources.folder import DOCUMENT_SCHEMAS, TABLE_SCHEMAS
from generator.sources.words import read_words

ROOT = Path(__file__).resolve().parent.parent.parent


def wording(language: str) -> Wording:
    def schema(name: str) -> dict[str, object]:
        found = json.loads((ROOT / f"data/schemas/{name}.schema.json").read_text(encoding="utf-8"))
        assert isinstance(found, dict)
        return found

    return Wording(
        read_words(ROOT / f"site_templates/words/rules.{language}.yaml", language),
        {name: table_schema(name, schema(name)) for name in TABLE_SCHEMAS},
        {name: schema(name) for name in DOCUMENT_SCHEMAS},
    )


@pytest.fixture(scope="session")
def zh() -> Wording:
    return wording("zh-CN")


@pytest.fixture(scope="session")
def en() -> Wording:
    return wording("en")
