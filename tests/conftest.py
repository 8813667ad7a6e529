"""What all tests share: how Hypothesis runs, and the two sites, built once in a session."""

import pytest
from hypothesis import settings

from tests.built_sites import BuiltSite, build_demo_site, build_real_site

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
