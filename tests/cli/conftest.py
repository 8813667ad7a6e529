"""A clean data folder for everything that is typed."""

from pathlib import Path

import pytest

from tests.mutations.clean import clean_folder
from tests.mutations.folder import write


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A clean data folder to be spoilt."""
    write(tmp_path / "data", clean_folder(3).files())
    return tmp_path / "data"
