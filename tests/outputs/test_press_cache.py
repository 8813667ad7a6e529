import sys
from pathlib import Path

import pytest

from generator.build import ROOT
from generator.outputs.html import Templates
from generator.outputs.press_cache import PressCache
from generator.outputs.prose import Prose, read_site_options, render_prose
from tests.pages.rendering import the_words

CONFIG = ROOT / "mkdocs.yml"
PAGES = ROOT / "site_templates" / "pages"


@pytest.fixture(scope="module")
def prose() -> Prose:
    return render_prose(ROOT / "content", ROOT / "site_templates", CONFIG, read_site_options(CONFIG), the_words())


@pytest.fixture(autouse=True)
def modules_may_be_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)


def stamped(prose: Prose) -> bytes:
    return prose.shell.stamp(depth=1, title="甲", description="乙", body=b"", section="about")


def test_what_is_kept_is_what_was_made(tmp_path: Path, prose: Prose) -> None:
    codes = Templates(PAGES, the_words()).compile_all()
    PressCache(tmp_path, "program").write(prose, codes)
    found = PressCache(tmp_path, "program").read()
    assert found is not None
    again, kept_codes = found
    assert (again.pages, again.assets, again.asset_paths) == (prose.pages, prose.assets, prose.asset_paths)
    assert stamped(again) == stamped(prose)
    assert kept_codes == codes
    assert set(kept_codes) == {file.name for file in PAGES.glob("*.j2")}


def test_another_program_makes_its_own(tmp_path: Path, prose: Prose) -> None:
    PressCache(tmp_path, "program").write(prose, {})
    assert PressCache(tmp_path, "other").read() is None


@pytest.mark.parametrize("damage", [b"", b"\xe3", b"not marshalled", None])
def test_a_damaged_file_is_as_good_as_none(tmp_path: Path, prose: Prose, damage: bytes | None) -> None:
    cache = PressCache(tmp_path, "program")
    cache.write(prose, {})
    (file,) = (tmp_path / "__pycache__").iterdir()
    file.write_bytes(file.read_bytes()[:-1000] if damage is None else damage)
    assert cache.read() is None
    cache.write(prose, {})
    assert cache.read() is not None


def test_where_nothing_may_be_kept_nothing_is(tmp_path: Path, prose: Prose, monkeypatch: pytest.MonkeyPatch) -> None:
    PressCache(tmp_path / "absent", "program").write(prose, {})
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    PressCache(tmp_path, "program").write(prose, {})
    assert list(tmp_path.iterdir()) == []
