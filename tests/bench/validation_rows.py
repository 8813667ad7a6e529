"""Many clean rows in one cycle, for checking alone: applications, and shortlist rows that name them."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from tests.bench import synthetic_names as names
from tests.clerk_files import SCHEMAS
from tests.demo.writing import TEXTS

_A_PLACE: Final = 1000

_CYCLE: Final = """\
name: 2026年度
year: 2026
regulation: "2012"
regulation_cited: null
awards: []
stages: []
completeness: {applicants: complete, shortlists: complete, notices: unknown, awardees: unknown}
"""


def write_rows(folder: Path, applicants: int, shortlists: int) -> Path:
    """Write a data folder with so many applications and so many shortlist rows; the folder of its one cycle."""
    home = folder / "jurisdictions" / "shili-jia"
    cycle = home / "2026"
    (home / "regulations").mkdir(parents=True)
    cycle.mkdir()
    for name in ("jurisdiction.yaml", "regulations/2012.yaml"):
        (home / name).write_bytes((TEXTS / "shili-jia" / name).read_bytes())
    (cycle / "cycle.yaml").write_text(_CYCLE, encoding="utf-8")
    parties = [_party(number) for number in range(applicants)]
    source = "https://bench.example/applicants.html"
    rows = (
        f"a-{number},quality,{party},{names.trade(1, number)},示例区市场监督管理局,2026-03-02,accepted,,{source}"
        for number, party in enumerate(parties)
    )
    _write(cycle, "applicants", rows)
    listed = (
        f"onsite,quality,a-{number % applicants},{parties[number % applicants]},{number + 1},655.5,,{source}"
        for number in range(shortlists)
    )
    if shortlists:
        _write(cycle, "shortlists", listed)
    return cycle


def _party(number: int) -> str:
    place, place_number = number // _A_PLACE, number % _A_PLACE
    return f"{names.organization(place, place_number)},organization,,,{names.code(place, place_number)}"


def _write(cycle: Path, table: str, rows: Iterable[str]) -> None:
    text = "\n".join((",".join(SCHEMAS[table].columns), *rows))
    (cycle / f"{table}.csv").write_text(f"{text}\n", encoding="utf-8", newline="\n")
