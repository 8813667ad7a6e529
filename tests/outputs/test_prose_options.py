"""The options of the site, read from the configuration."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from generator.domain.site_options import SiteOptions
from generator.errors import PortalError
from generator.outputs.prose import read_site_options
from tests.outputs.prose_folder import CONFIG


def test_the_configuration_names_every_option_for_whoever_runs_the_site() -> None:
    # What stands there is that body's to say.
    (options,) = re.findall(r"^  site: .*\n((?:    .*\n)+)", CONFIG.read_text(encoding="utf-8"), re.MULTILINE)
    named = re.findall(r'^    (\w+): "', options, re.MULTILINE)
    assert sorted(["name", *named]) == sorted(field.name for field in fields(SiteOptions))
    assert read_site_options(CONFIG).name


def test_an_option_is_read_as_it_stands_and_is_otherwise_empty(tmp_path: Path) -> None:
    config = tmp_path / "mkdocs.yml"
    (tmp_path / "docs").mkdir()
    config.write_text(
        "site_name: 示例市质量奖\nplugins: []\nextra: {site: {icp_number: 示ICP备1号}}\n", encoding="utf-8"
    )
    assert read_site_options(config) == SiteOptions(name="示例市质量奖", icp_number="示ICP备1号")
    config.write_text("site_name: 示例市质量奖\nplugins: []\n", encoding="utf-8")
    assert read_site_options(config) == SiteOptions(name="示例市质量奖")


@pytest.mark.parametrize(
    ("line", "said"),
    [("banner: 5", "extra.site.banner must be text"), ("colour: red", "knows no colour"), ("name: x", "knows no name")],
)
def test_an_option_that_is_mistaken_is_named(tmp_path: Path, line: str, said: str) -> None:
    config = tmp_path / "mkdocs.yml"
    (tmp_path / "docs").mkdir()
    config.write_text(f"site_name: x\nplugins: []\nextra:\n  site:\n    {line}\n", encoding="utf-8")
    with pytest.raises(PortalError, match=said):
        read_site_options(config)


def test_a_configuration_that_is_not_yaml_is_one_sentence(tmp_path: Path) -> None:
    config = tmp_path / "mkdocs.yml"
    config.write_text("a: [", encoding="utf-8")
    with pytest.raises(PortalError):
        read_site_options(config)
