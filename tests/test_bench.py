"""Synthetic portals are the same each time, without a fault, and of the size asked for; what measures them can fail."""

import re
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from generator.build import ROOT, check
from generator.domain.moments import Phase, start_of
from generator.domain.notices import NoticeHistories
from tests.bench import hugo_project, synthetic_names
from tests.bench.comparing import Measured
from tests.bench.measuring import Cost, median, run
from tests.bench.synthetic import AS_OF, write_synthetic
from tests.bench.tables import growth, report
from tests.bench.validation_rows import write_rows

COST = Cost(wall=2.0, cpu=3.0, peak=40.0)
MEASURED = Measured(
    records=10_000,
    build=COST,
    changed_row=replace(COST, wall=1.0),
    changed_again=replace(COST, wall=0.8),
    changed_name=replace(COST, wall=1.2),
    rendering=replace(COST, wall=1.5, peak=0.0),
    raw_pages=replace(COST, wall=0.5, peak=0.0),
    making=replace(COST, wall=1.8, peak=0.0),
    raw=replace(COST, wall=0.9, peak=0.0),
    hugo=replace(COST, wall=4.0),
    pages=9_000,
    files=25_000,
    size=900_000_000,
    kinds={"awardee": (1_200, 6_000, 8_100)},
    stages={"read_portal": 0.25, "publish": 1.5},
    parts={"cycle": 1.0, "front": 0.5},
    same=True,
)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_same_size_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_synthetic(tmp_path / name, 1_200)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


@pytest.mark.parametrize(("asked", "jurisdictions", "cycles"), [(100, 1, 1), (1_000, 1, 10), (1_300, 2, 13)])
def test_a_synthetic_portal_is_as_large_as_asked_and_clean(
    tmp_path: Path, asked: int, jurisdictions: int, cycles: int
) -> None:
    written = write_synthetic(tmp_path / "data", asked)
    checked = check(tmp_path / "data", AS_OF)
    assert checked.diagnostics == ()
    portal = checked.reading.portal
    assert len(portal.jurisdictions) == jurisdictions
    assert sum(len(one.cycles) for one in portal.jurisdictions) == cycles
    assert written == checked.reading.records - len(portal.calendar.arranged)
    assert abs(written - asked) <= 0.03 * asked


def test_a_synthetic_portal_holds_every_table_and_open_notices(tmp_path: Path) -> None:
    write_synthetic(tmp_path / "data", 7_000)
    portal = check(tmp_path / "data", AS_OF).reading.portal
    rows = Counter[str]()
    phases = Counter[Phase | None]()
    for jurisdiction in portal.jurisdictions:
        for table in (jurisdiction.revocations, jurisdiction.corrections, jurisdiction.names):
            rows[Path(table.path).stem] += len(table.rows)
        for cycle in jurisdiction.cycles:
            for each in (cycle.applicants, cycle.shortlists, cycle.notices, cycle.channels, cycle.awardees):
                rows[Path(each.path).stem] += len(each.rows)
            histories = NoticeHistories(cycle.notices.rows, portal.calendar)
            phases.update(history.phase_at(start_of(AS_OF)) for history in histories)
    assert rows == {
        "applicants": 2_800,
        "shortlists": 1_750,
        "notices": 210,
        "channels": 1_260,
        "awardees": 840,
        "revocations": 35,
        "corrections": 35,
        "names": 70,
    }
    assert phases[Phase.CLOSED] > phases[Phase.OPEN] + phases[Phase.UPCOMING] > 0


def test_organizations_of_a_place_bear_different_names() -> None:
    for jurisdiction in (1, 36, 999):
        names = [synthetic_names.organization(jurisdiction, number) for number in range(1_000)]
        assert len(set(names)) == len(names)


def test_rows_for_checking_alone_are_clean(tmp_path: Path) -> None:
    write_rows(tmp_path / "data", 1_500, 700)
    reading = check(tmp_path / "data", AS_OF).reading
    assert reading.faults == []
    assert reading.records == 2_200


def test_a_program_is_measured_with_what_it_starts(tmp_path: Path) -> None:
    child = "x = bytearray(60 * 1024 * 1024); import time; time.sleep(0.5); print('done')"
    parent = f"import subprocess, sys; print(subprocess.check_output([sys.executable, '-c', {child!r}], text=True))"
    cost = run([sys.executable, "-c", parent], cwd=tmp_path)
    assert cost.output.split() == ["done"]
    assert cost.wall > 0.5
    assert cost.cpu > 0
    if Path("/proc/self/smaps_rollup").exists():
        assert cost.peak > 60


def test_a_program_that_fails_is_no_measurement(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="no such day"):
        run([sys.executable, "-c", "raise SystemExit('no such day')"], cwd=tmp_path)


def test_the_median_is_taken_figure_by_figure() -> None:
    costs = [Cost(wall=wall, cpu=cpu, peak=peak) for wall, cpu, peak in ((1, 9, 5), (2, 1, 6), (3, 2, 4))]
    middle = median(costs)
    assert (middle.wall, middle.cpu, middle.peak) == (2, 2, 5)


def test_ten_times_the_records_in_ten_times_the_time_is_an_exponent_of_one() -> None:
    large = replace(MEASURED, records=100_000, build=replace(COST, wall=20.0))
    assert growth(MEASURED, large) == pytest.approx(1.0)
    assert "10,000 → 100,000: exponent 1.00" in "\n".join(report([MEASURED, large]))


def test_the_table_names_ratios_and_limits() -> None:
    text = "\n".join(report([MEASURED]))
    assert "one changed row / complete build       0.50     1.00   same bytes: yes" in text
    assert "changed name / complete build          0.60     1.00" in text
    assert "rendering / raw writing                3.00     1.00" in text
    assert "making all files / raw writing         2.00     1.00" in text
    assert "complete build / Hugo                  0.50     1.00" in text
    assert "1 GB: yes, 20,000 files: NO, 200,000 files: yes" in text
    assert "the largest 8,100" in text


def test_the_pages_alone_are_the_pages_of_a_complete_build_and_what_they_load(tmp_path: Path) -> None:
    write_synthetic(tmp_path / "data", 1_000)
    for mode in ("build", "pages"):
        run([sys.executable, "-m", "tests.bench.worker", mode, str(tmp_path / "data"), str(tmp_path / mode)], cwd=ROOT)
    whole, pages = contents(tmp_path / "build"), contents(tmp_path / "pages")
    assert pages.items() <= whole.items()
    assert {name for name in whole if name.endswith(".html")} == {name for name in pages if name.endswith(".html")}
    assert {name.partition("/")[0] for name in pages if not name.endswith(".html")} == {"assets", "build.json"}


def test_the_project_of_hugo_has_a_row_a_page_and_a_layout_a_kind(tmp_path: Path) -> None:
    frame = '<!doctype html><body>{{ evil }}<main id="main" tabindex="-1">%s</main></body>'
    pages = {
        "shili/no-1/awardees/a-1/index.html": "获奖" * 600,
        "shili/no-1/awardees/a-2/index.html": "获奖" * 800,
        "a/shili/a-1/index.html": "short",
        "index.html": "home",
    }
    for name, text in pages.items():
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_text(frame % text, encoding="utf-8")
    count = hugo_project.write_project(tmp_path / "site", tmp_path / "project")
    assert count == 3
    rows = (tmp_path / "project" / "assets" / "pages.csv").read_text(encoding="utf-8").splitlines()
    assert [row.split(",")[0] for row in rows] == ["a/shili/a-1", "shili/no-1/awardees/a-1", "shili/no-1/awardees/a-2"]
    assert sorted(path.parent.name for path in (tmp_path / "project" / "layouts").glob("*/page.html")) == [
        "awardee",
        "short",
    ]
    layout = (tmp_path / "project" / "layouts" / "awardee" / "page.html").read_text(encoding="utf-8")
    assert re.findall(r"{{ *([^ }]+)", layout) == [".Title", "range", "$number", "$fact", "end"]
    mean = hugo_project.kinds_of_pages(tmp_path / "site")["awardee"].size // 2
    assert 0.7 * mean < len(layout.encode()) < 1.1 * mean
