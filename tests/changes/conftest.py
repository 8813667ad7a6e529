"""A repository made for the purpose, whose data each test finds as they were committed."""

from pathlib import Path

import pytest

from tests.changes.repository import AS_OF, commit, git
from tests.demo import write_demo


@pytest.fixture(scope="session")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("repository")
    write_demo(root / "data", AS_OF)
    git(root, "init", "-q", "-b", "main")
    commit(root, "base")
    return root


@pytest.fixture
def data(repository: Path) -> Path:
    git(repository, "checkout", "-q", "--", ".")
    git(repository, "clean", "-qfd")
    return repository / "data"
