import json
import shutil
from pathlib import Path

import pytest

from generator.domain.table_schemas import table_schema
from generator.report import Wording
from generator.sources.folder import DOCUMENT_SCHEMAS, TABLE_SCHEMAS
from generator.sources.words import read_catalogue

ROOT = Path(__file__).resolve().parent.parent.parent


def wording(language: str, folder: Path) -> Wording:
    def schema(name: str) -> dict[str, object]:
        found = json.loads((ROOT / f"data/schemas/{name}.schema.json").read_text(encoding="utf-8"))
        assert isinstance(found, dict)
        return found

    # The words on rules alone, without those of the site.
    shutil.copy(ROOT / f"site_templates/words/rules.{language}.yaml", folder)
    return Wording(
        read_catalogue(folder, language),
        {name: table_schema(name, schema(name)) for name in TABLE_SCHEMAS},
        {name: schema(name) for name in DOCUMENT_SCHEMAS},
    )


@pytest.fixture(scope="session")
def zh(tmp_path_factory: pytest.TempPathFactory) -> Wording:
    return wording("zh-CN", tmp_path_factory.mktemp("zh"))


@pytest.fixture(scope="session")
def en(tmp_path_factory: pytest.TempPathFactory) -> Wording:
    return wording("en", tmp_path_factory.mktemp("en"))
