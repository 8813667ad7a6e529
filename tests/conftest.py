"""What all tests share: how Hypothesis runs, the two sites, built once in a session, and the cycles that are imported to."""

import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from tests.built_sites import BuiltSite, build_demo_site, build_real_site
from tests.golden_portal import DATA

# The same examples on every machine, and no limit of time for one that runs beside others.
settings.register_profile("portal", derandomize=True, deadline=None)
settings.load_profile("portal")


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The site of the shipped data."""
    return build_real_site(tmp_path_factory.mktemp("real"))


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The site of the demonstration."""
    return build_demo_site(tmp_path_factory.mktemp("demonstration"))


@pytest.fixture
def cycle(tmp_path: Path) -> Path:
    """A cycle without any record."""
    folder = tmp_path / "jurisdictions" / "example" / "2024"
    folder.mkdir(parents=True)
    (folder / "cycle.yaml").write_text("name: 2024年\n", encoding="utf-8")
    return folder


@pytest.fixture
def real_cycle(tmp_path: Path) -> Path:
    """A cycle of the tiny portal, with a regulation whose awards and stages have names, and no shortlist."""
    shutil.copytree(DATA, tmp_path / "data")
    folder = tmp_path / "data/jurisdictions/shili/2026"
    (folder / "shortlists.csv").unlink()
    return folder
