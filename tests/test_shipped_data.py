import re
from pathlib import Path

from generator.build import ROOT
from tests.shipped_data import CYCLES, put_shipped

AS_IT_STANDS = re.compile(r"""(?:ROOT|parents\[\d\]) / ["']data["'](?! / ["'](?:schemas|calendar))""")


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_what_a_body_adds_beside_the_shipped_records_is_left_out(tmp_path: Path) -> None:
    shipped = put_shipped(tmp_path / "shipped")
    more = put_shipped(tmp_path / "more")
    for added in ("shili/jurisdiction.yaml", "shili/2026/cycle.yaml", "wenling/2026/cycle.yaml"):
        file = more / "jurisdictions" / added
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("name: x\n", encoding="utf-8")
    assert files(put_shipped(tmp_path / "again", more)) == files(shipped) < files(more)


def test_all_shipped_records_are_there(tmp_path: Path) -> None:
    shipped = put_shipped(tmp_path / "data") / "jurisdictions"
    assert {path.name for path in shipped.iterdir()} == set(CYCLES)
    for slug, cycles in CYCLES.items():
        assert {path.parent.name for path in (shipped / slug).glob("*/cycle.yaml")} == set(cycles)
        assert files(shipped / slug / "regulations") == files(ROOT / "data/jurisdictions" / slug / "regulations")


def test_no_other_test_takes_the_data_folder_as_it_stands() -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("*.py")}
    assert [name for name, text in texts.items() if AS_IT_STANDS.search(text)] == ["shipped_data.py"]
