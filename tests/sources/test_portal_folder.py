"""The shipped data folder as a whole: clean, and saying of the five jurisdictions what their texts say."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from generator.build import SCHEMAS
from generator.diagnostics import Diagnostic
from generator.domain.portal import Portal
from generator.domain.regulations import NAME_USES, Regulation
from generator.domain.working_days import WorkingDayCalendar
from generator.errors import PortalError
from generator.sources import folder_reader, jurisdiction_readings
from generator.sources.portal_folder import Reading, read_calendar, read_portal
from tests.shipped_data import put_shipped


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    return read_portal(put_shipped(tmp_path_factory.mktemp("shipped") / "data"), SCHEMAS)


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """The shipped folder with a fault in the first jurisdiction that has a cycle, and one in the last."""
    put_shipped(tmp_path / "data")
    tables = sorted((tmp_path / "data").glob("jurisdictions/*/*/awardees.csv"))
    for table in (tables[0], tables[-1]):
        table.write_bytes(table.read_bytes().replace(b"-03-", b"-13-", 1))
    shutil.copytree(tmp_path / "data/jurisdictions/hangzhou", tmp_path / "data/jurisdictions/wenling-copy")
    return tmp_path / "data"


@pytest.mark.parametrize("workers", [2, 3, 8])
def test_several_read_what_one_reads(faulty: Path, monkeypatch: pytest.MonkeyPatch, workers: int) -> None:
    def judge(portal: Portal) -> list[Diagnostic]:
        return [Diagnostic(rule="unknown-award", path=each.slug) for each in portal.jurisdictions]

    one = read_portal(faulty, SCHEMAS, judge)
    monkeypatch.setattr(jurisdiction_readings, "WORTH_SHARING", 1)
    several = read_portal(faulty, SCHEMAS, judge, workers=workers)
    assert several.portal == one.portal
    assert sorted(several.faults, key=Diagnostic.sort_key) == sorted(one.faults, key=Diagnostic.sort_key)
    assert (several.records, several.files, several.digests) == (one.records, one.files, one.digests)
    assert len([fault for fault in one.faults if fault.rule == "unknown-award"]) == len(one.portal.jurisdictions)
    assert len(one.faults) > len(one.portal.jurisdictions) + 1


def regulation(reading: Reading, slug: str) -> Regulation:
    (found,) = (entry.regulation for entry in reading.portal.jurisdictions if entry.slug == slug)
    assert found is not None
    return found


def test_the_shipped_data_has_no_fault(reading: Reading) -> None:
    assert reading.faults == []
    assert [entry.slug for entry in reading.portal.jurisdictions] == [
        "baoding",
        "hangzhou",
        "jindong",
        "shanghai",
        "wenling",
    ]


def test_the_calendar_holds_the_arrangements_of_2022_to_2026(reading: Reading) -> None:
    assert reading.portal.calendar.arranged_years >= frozenset(range(2022, 2027))


@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        ("hangzhou", ("draft", None, None, None, None)),
        ("jindong", ("consultation_draft", None, None, None, None)),
        ("baoding", ("unknown", None, None, None, None)),
        ("shanghai", ("in_force", "沪府办规〔2022〕9号", date(2022, 8, 29), date(2022, 9, 1), date(2027, 8, 31))),
        ("wenling", ("in_force", None, date(2023, 10, 16), date(2023, 10, 16), None)),
    ],
)
def test_numbers_and_dates_are_the_texts_own(reading: Reading, slug: str, expected: tuple[object, ...]) -> None:
    text = regulation(reading, slug)
    assert (text.status, text.document_number, text.issued_on, text.effective_on, text.expires_on) == expected


@pytest.mark.parametrize(
    ("slug", "periods"),
    [
        ("hangzhou", [("recommendation", None), ("document", None), ("onsite", None), ("proposal", None)]),
        ("jindong", [("proposal", (7, "day", "exact"))]),
        (
            "baoding",
            [
                (stage, (5, "working_day", "minimum"))
                for stage in ("recommendation", "qualification", "onsite", "proposal")
            ],
        ),
        ("shanghai", [(stage, (5, "working_day", "minimum")) for stage in ("internal", "qualification", "proposal")]),
        ("wenling", [("proposal", (7, "day", "exact"))]),
    ],
)
def test_only_notices_have_the_length_of_a_notice(
    reading: Reading, slug: str, periods: list[tuple[str, tuple[int, str, str] | None]]
) -> None:
    found = [
        (notice.stage, (notice.period.length, notice.period.unit, notice.period.kind) if notice.period else None)
        for notice in regulation(reading, slug).notices
    ]
    assert found == periods


VERDICTS = {
    "hangzhou": "pp r- -- x-x xx xx -".replace(" ", ""),
    "jindong": "p- r- x- --- -- -- -".replace(" ", ""),
    "baoding": "-- -- -- x-x xx xx -".replace(" ", ""),
    "shanghai": "pp rr x- xx- -- -- x".replace(" ", ""),
    "wenling": "p- r- xx x-x -- xx -".replace(" ", ""),
}
"""Verdicts in the order of NAME_USES: p permitted, r required, x prohibited, - silent."""


@pytest.mark.parametrize("slug", sorted(VERDICTS))
def test_each_use_of_the_name_is_judged_by_what_the_text_names(reading: Reading, slug: str) -> None:
    letters = {"permitted": "p", "required": "r", "prohibited": "x", "silent": "-"}
    uses = regulation(reading, slug).name_use
    assert "".join(letters[uses[use].verdict] for use in NAME_USES) == VERDICTS[slug]
    assert all((uses[use].clause is None) == (uses[use].verdict == "silent") for use in NAME_USES)


@pytest.mark.parametrize(
    ("slug", "bans"),
    [
        ("hangzhou", [("disqualify", None, None), ("revoke", 2, None)]),
        ("jindong", [("revoke", None, None), ("revoke", 2, None)]),
        (
            "baoding",
            [
                ("disqualify", None, None),
                ("revoke", None, 5),
                ("revoke", None, 5),
                ("revoke", "validity", 5),
                ("revoke", "validity", 5),
            ],
        ),
        ("shanghai", [("revoke", None, 5), ("revoke", None, 5)]),
        ("wenling", [("revoke", None, 5), ("stop_publicity", 2, None)]),
    ],
)
def test_losing_the_award_stopping_its_publicity_and_bans_are_kept_apart(
    reading: Reading, slug: str, bans: list[tuple[str, int | str | None, int | None]]
) -> None:
    sanctions = regulation(reading, slug).sanctions
    assert [(one.measure, one.window_years, one.reapplication_ban_years) for one in sanctions] == bans


def test_caps_belong_to_their_unit(reading: Reading) -> None:
    def caps(slug: str) -> list[tuple[tuple[str, ...], tuple[str, ...], int, bool]]:
        return [(one.awards, one.recipients, one.max, one.ambiguous) for one in regulation(reading, slug).quotas]

    organization, both = ("organization",), ("organization", "individual")
    assert caps("hangzhou") == [
        ((award,), organization, 25, False) for award in ("quality", "innovation", "excellence")
    ]
    assert caps("jindong") == [(("quality",), organization, 3, False), (("innovation",), organization, 3, False)]
    assert caps("baoding") == [
        (("quality",), organization, 7, False),
        (("quality",), ("individual",), 5, False),
        (("nomination",), both, 10, False),
    ]
    assert caps("shanghai") == [
        (("mayor-mode", "mayor-achievement"), both, 4, True),
        (("gold-mode",), organization, 20, False),
        (("gold-achievement",), ("individual",), 10, False),
    ]
    assert caps("wenling") == [
        (("quality", "standard"), organization, 5, False),
        (("quality-nomination", "standard-nomination"), organization, 10, False),
    ]


def test_figures_that_stand_in_one_text_are_in_no_other(reading: Reading) -> None:
    texts = {slug: regulation(reading, slug) for slug in VERDICTS}
    assert {slug: text.onsite_max for slug, text in texts.items() if text.onsite_max} == {"jindong": 8}
    assert {slug: text.retention_years for slug, text in texts.items() if text.retention_years} == {"shanghai": 10}
    assert [award.score_min for award in texts["jindong"].awards] == [610, 600]
    assert {slug for slug, text in texts.items() if text.objection.verification} == {"hangzhou"}
    assert {slug: text.objection.real_name for slug, text in texts.items() if text.objection.real_name} == {
        "shanghai": "stated"
    }
    validity = {(slug, award.id) for slug, text in texts.items() for award in text.awards if award.validity_years}
    assert validity == {("baoding", "quality")}


def test_the_real_records_are_whole_and_carry_their_source(reading: Reading) -> None:
    rows = [
        row
        for jurisdiction in reading.portal.jurisdictions
        for cycle in jurisdiction.cycles
        for row in cycle.awardees.rows
    ]
    assert len(rows) == 19
    assert all(row.source_url.startswith("http") for row in rows)
    assert all(cycle.regulation is None for entry in reading.portal.jurisdictions for cycle in entry.cycles)


def test_a_data_folder_without_schemas_is_read_by_the_shipped_ones(tmp_path: Path) -> None:
    shutil.rmtree(put_shipped(tmp_path / "data") / "schemas")
    assert read_portal(tmp_path / "data", SCHEMAS).faults == []


def test_a_jurisdiction_may_have_no_division_code(tmp_path: Path) -> None:
    put_shipped(tmp_path / "data")
    file = tmp_path / "data" / "jurisdictions" / "wenling" / "jurisdiction.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace('"331081"', "null"), encoding="utf-8")
    reading = read_portal(tmp_path / "data", SCHEMAS)
    assert reading.faults == []
    assert [each.division_code for each in reading.portal.jurisdictions if each.slug == "wenling"] == [None]


def test_a_broken_document_does_not_hide_the_faults_of_others(tmp_path: Path) -> None:
    data = tmp_path / "data"
    put_shipped(data)
    (data / "jurisdictions/wenling/regulations/2023.yaml").write_text("title: [", encoding="utf-8")
    awardees = data / "jurisdictions/hangzhou/2023/awardees.csv"
    awardees.write_text(awardees.read_text(encoding="utf-8").replace("2024-03-06", "2024-03-32", 1), encoding="utf-8")
    faults = read_portal(data, SCHEMAS).faults
    assert sorted(fault.rule for fault in faults) == ["bad-date", "yaml-syntax"]


def calendar_of(tmp_path: Path, *lines: str) -> WorkingDayCalendar:
    """The calendar of a folder that holds these days, however faulty."""
    put_shipped(tmp_path / "data")
    header = "date,kind,name,schedule_year,source_document,issued_on"
    (tmp_path / "data/calendar/cn.csv").write_text("\n".join((header, *lines, "")), encoding="utf-8")
    return read_portal(tmp_path / "data", SCHEMAS).portal.calendar


GOOD_DAY = "2026-10-01,day_off,国庆节,2026,示例文件,2025-11-04"


@pytest.mark.parametrize(
    "line",
    [
        "2026-10-02,day_off,国庆节,2026,示例文件,2025-11-34",
        "2026-10-02,day_off,国庆节,2026,示例文件,",
        "2026-10-02,day_off,国庆节,,示例文件,2025-11-04",
        "2026-10-02,day_off,国庆节,二〇二六,示例文件,2025-11-04",
        "2026-10-02,day_off,国庆节,2026,,2025-11-04",
    ],
)
def test_a_day_counts_as_arranged_whatever_is_wrong_beside_it(tmp_path: Path, line: str) -> None:
    calendar = calendar_of(tmp_path, GOOD_DAY, line)
    assert not calendar.is_working_day(date(2026, 10, 2))
    assert (calendar.sound, calendar.arranged_years) == (True, frozenset({2026}))


@pytest.mark.parametrize(
    "line",
    [
        "2026-10-32,day_off,国庆节,2026,示例文件,2025-11-04",
        "2026-10-02,holiday,国庆节,2026,示例文件,2025-11-04",
        "2026-10-02,day_off,国庆节,2026,示例文件,2025-11-04,",
        "2026-10-01,workday,国庆节,2026,示例文件,2025-11-04",
    ],
)
def test_a_day_that_could_not_be_read_leaves_the_calendar_in_doubt(tmp_path: Path, line: str) -> None:
    assert not calendar_of(tmp_path, GOOD_DAY, line).sound


def test_a_calendar_with_a_fault_is_refused_at_its_line(tmp_path: Path) -> None:
    calendar_of(tmp_path, GOOD_DAY, GOOD_DAY.replace("2026-10-01", "2026-13-01"))
    with pytest.raises(PortalError, match=r"^calendar/cn\.csv: bad-date, line 3 / 第 3 行有错误"):
        read_calendar(tmp_path / "data", SCHEMAS)


def test_a_calendar_that_is_at_fault_as_a_whole_is_refused_without_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calendar_of(tmp_path, GOOD_DAY)
    monkeypatch.setattr(folder_reader, "MAX_TABLE_BYTES", 1)
    with pytest.raises(PortalError, match=r"^calendar/cn\.csv: file-too-large / 放假安排有错误"):
        read_calendar(tmp_path / "data", SCHEMAS)


def test_a_day_that_stands_twice_is_known(tmp_path: Path) -> None:
    assert calendar_of(tmp_path, GOOD_DAY, GOOD_DAY).sound


def test_days_that_could_not_be_read_are_not_taken_for_one_day(tmp_path: Path) -> None:
    lines = [GOOD_DAY.replace("2026-10-01", day) for day in ("2026-13-01", "2026-14-01")]
    calendar_of(tmp_path, *lines)
    found = read_portal(tmp_path / "data", SCHEMAS).faults
    assert [(fault.rule, fault.value) for fault in found] == [("bad-date", "2026-13-01"), ("bad-date", "2026-14-01")]
