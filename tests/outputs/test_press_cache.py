import sys
from pathlib import Path

import pytest

from generator.build import ROOT
from generator.outputs.html import Templates
from generator.outputs.press_cache import read_press, write_press
from generator.outputs.prose import Prose, read_site_options, render_prose
from generator.program_file import ProgramFile
from tests.pages.rendering import the_words

CONFIG = ROOT / "mkdocs.yml"
PAGES = ROOT / "site_templates" / "pages"


@pytest.fixture(scope="module")
def prose() -> Prose:
    return render_prose(ROOT / "content", ROOT / "site_templates", CONFIG, read_site_options(CONFIG), the_words())


def stamped(prose: Prose) -> bytes:
    return prose.shell.stamp(root="../", title="甲", description="乙", body=b"", section="about")


def test_what_is_kept_is_what_was_made(tmp_path: Path, prose: Prose, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    codes = Templates(PAGES, the_words()).compile_all()
    file = ProgramFile(tmp_path, "press", "program")
    assert read_press(file) is None
    write_press(file, prose, codes)
    found = read_press(ProgramFile(tmp_path, "press", "program"))
    assert found is not None
    again, kept_codes = found
    assert (again.pages, again.assets, again.asset_paths) == (prose.pages, prose.assets, prose.asset_paths)
    assert stamped(again) == stamped(prose)
    assert kept_codes == codes
    assert set(kept_codes) == {file.name for file in PAGES.glob("*.j2")}
