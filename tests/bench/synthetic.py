"""Synthetic portals of any size: fictional, the same for the same size, and without a fault.

About a hundred records make a cycle (40 applicants, 25 shortlist rows, 3 notices with 18 channels, 12 awardees), ten
cycles a jurisdiction, whose few revocations, corrections and former names make up the thousand. Of the applicants of one
cycle twelve organizations come again in the next; who has won never does.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Final

from generator.domain.working_days import WorkingDayCalendar
from tests.bench import synthetic_names as names
from tests.clerk_files import SCHEMAS
from tests.demo.days import Days
from tests.demo.writing import arrangements

AS_OF: Final = date(2026, 11, 21)
"""The day for which synthetic portals are built."""

RECORDS_A_CYCLE: Final = 100
CYCLES_A_JURISDICTION: Final = 10
_ORGANIZATIONS: Final = 32
_PEOPLE: Final = 8
_NEW_A_CYCLE: Final = 20
_WINNING: Final = 9
_WINNING_PEOPLE: Final = 3
_REVOKED_CYCLES: Final = 5
_FIRST_YEAR: Final = 2022
_SHIFTS: Final = 7
_REGULATION: Final = Path(__file__).resolve().parent / "regulation.yaml"
_STAGES: Final = (
    ("qualification", "受理名单公示", 0),
    ("onsite", "现场评审名单公示", 45),
    ("proposal", "拟获奖名单公示", 80),
)

_CYCLE_DOCUMENT: Final = """\
name: 第{number}届
year: {year}
regulation: "2020"
regulation_cited: null
awards:
  - {{id: quality, name: 示例市质量奖, declared_count: 9}}
  - {{id: person, name: 示例市质量工匠奖, declared_count: 3}}
stages: []
completeness: {{applicants: complete, shortlists: partial, notices: complete, awardees: complete}}
"""
_JURISDICTION_DOCUMENT: Final = """\
slug: {slug}
name: {name}
level: county
division_code: "990000"
regulation: "2020"
offices:
  - {{name: {name}质量奖评审办公室, role: 组织评审，受理异议, channels: []}}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """The days of one cycle, the same for every jurisdiction of one shift."""

    received_on: date
    periods: tuple[tuple[date, date], ...]
    decided_on: date


def write_synthetic(folder: Path, records: int) -> int:
    """Write the data folder of a portal of about so many records, at least a hundred; how many they are."""
    cycles = max(1, round(records / RECORDS_A_CYCLE))
    arranged, calendar = arrangements(AS_OF.year)
    (folder / "calendar").mkdir(parents=True)
    (folder / "calendar" / "cn.csv").write_bytes(arranged)
    plans = {
        (cycle, shift): _plan(cycle, shift, calendar)
        for cycle in range(CYCLES_A_JURISDICTION)
        for shift in range(_SHIFTS)
    }
    text = _REGULATION.read_bytes()
    written = 0
    for jurisdiction in range(1, -(-cycles // CYCLES_A_JURISDICTION) + 1):
        count = min(CYCLES_A_JURISDICTION, cycles - (jurisdiction - 1) * CYCLES_A_JURISDICTION)
        shifted = [plans[cycle, jurisdiction % _SHIFTS] for cycle in range(count)]
        written += _write_jurisdiction(folder / "jurisdictions", jurisdiction, shifted, text)
    return written


def _plan(cycle: int, shift: int, calendar: WorkingDayCalendar) -> _Plan:
    days = Days(as_of=AS_OF, calendar=calendar)
    begins = date(_FIRST_YEAR + cycle // 2, 2 + 5 * (cycle % 2), 10) + timedelta(days=shift)
    last = cycle == CYCLES_A_JURISDICTION - 1
    # Where nothing is shifted, the last notice of the last cycle is open on the day of the build.
    late = timedelta(days=50 if last and shift == 0 else 0)
    opens = [days.working_day(begins + timedelta(days=offset)) for _, _, offset in _STAGES]
    opens[-1] = days.working_day(opens[-1] + late)
    periods = tuple((day, days.closing(day, 5)) for day in opens)
    return _Plan(
        received_on=begins - timedelta(days=20), periods=periods, decided_on=periods[-1][1] + timedelta(days=9)
    )


def _write_jurisdiction(home: Path, jurisdiction: int, plans: list[_Plan], regulation: bytes) -> int:
    slug = f"shili-{jurisdiction:04}"
    folder = home / slug
    (folder / "regulations").mkdir(parents=True)
    (folder / "regulations" / "2020.yaml").write_bytes(regulation)
    document = _JURISDICTION_DOCUMENT.format(slug=slug, name=names.place(jurisdiction))
    (folder / "jurisdiction.yaml").write_text(document, encoding="utf-8")
    revoked = plans[:_REVOKED_CYCLES]
    written = _write_table(folder, "revocations", _revocations(jurisdiction, revoked))
    written += _write_table(folder, "corrections", _corrections(jurisdiction, revoked))
    written += _write_table(folder, "names", _names(jurisdiction, len(plans)))
    for cycle, plan in enumerate(plans):
        written += _write_cycle(folder / f"no-{cycle + 1}", jurisdiction, cycle, plan)
    return written


def _write_cycle(folder: Path, jurisdiction: int, cycle: int, plan: _Plan) -> int:
    folder.mkdir()
    document = _CYCLE_DOCUMENT.format(number=cycle + 1, year=_FIRST_YEAR + cycle // 2)
    (folder / "cycle.yaml").write_text(document, encoding="utf-8")
    parties = list(_parties(jurisdiction, cycle))
    return (
        _write_table(folder, "applicants", _applicants(cycle, plan, parties))
        + _write_table(folder, "shortlists", _shortlists(cycle, parties))
        + _write_table(folder, "notices", _notices(jurisdiction, cycle, plan))
        + _write_table(folder, "channels", _channels(jurisdiction, cycle))
        + _write_table(folder, "awardees", _awardees(cycle, plan, parties))
    )


def _write_table(folder: Path, table: str, rows: Iterator[str]) -> int:
    # No cell holds a comma or a quotation mark, so a row is its cells with commas between them.
    lines = [_header(table), *rows]
    (folder / f"{table}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    return len(lines) - 1


@cache
def _header(table: str) -> str:
    return ",".join(SCHEMAS[table].columns)


def _parties(jurisdiction: int, cycle: int) -> Iterator[tuple[str, str, str]]:
    """Who applies, winners first of each kind: award; the cells applicant, type, unit, title and code; sector."""
    for place in range(_ORGANIZATIONS):
        number = cycle * _NEW_A_CYCLE + place
        name, code = names.organization(jurisdiction, number), names.code(jurisdiction, number)
        yield "quality", f"{name},organization,,,{code}", names.trade(jurisdiction, number)
    for place in range(_PEOPLE):
        number = cycle * _PEOPLE + place
        name, unit = names.person(jurisdiction, number), names.unit(jurisdiction, number)
        yield "person", f"{name},individual,{unit},,", "公共服务"


def _winners(parties: list[tuple[str, str, str]]) -> Iterator[tuple[int, tuple[str, str, str]]]:
    chosen = (*range(_WINNING), *range(_ORGANIZATIONS, _ORGANIZATIONS + _WINNING_PEOPLE))
    return ((place, parties[place]) for place in chosen)


def _applicants(cycle: int, plan: _Plan, parties: list[tuple[str, str, str]]) -> Iterator[str]:
    for place, (award, cells, sector) in enumerate(parties):
        state = "rejected,正常运营不满办法要求的年限" if place % 13 == 12 else "accepted,"
        yield (
            f"no-{cycle + 1}-a-{place + 1:02},{award},{cells},{sector},示例区市场监督管理局,{plan.received_on},{state},"
            f"https://bench.example/no-{cycle + 1}/applicants.html"
        )


def _shortlists(cycle: int, parties: list[tuple[str, str, str]]) -> Iterator[str]:
    listed = list(_winners(parties))
    for stage, entries in (("onsite", [*listed, (_WINNING, parties[_WINNING])]), ("proposal", listed)):
        for rank, (place, (award, cells, _)) in enumerate(entries, start=1):
            score = f"{rank},{700 - 5.5 * rank}" if stage == "onsite" else ","
            yield (
                f"{stage},{award},no-{cycle + 1}-a-{place + 1:02},{cells},{score},no-{cycle + 1}-{stage},"
                f"https://bench.example/no-{cycle + 1}/{stage}.html"
            )


def _notices(jurisdiction: int, cycle: int, plan: _Plan) -> Iterator[str]:
    office = f"{names.place(jurisdiction)}质量奖评审办公室"
    counts = ("", "13", "12")
    for (stage, what, _), (opens_on, closes_on), count in zip(_STAGES, plan.periods, counts, strict=True):
        yield (
            f"no-{cycle + 1}-{stage},{stage},{names.place(jurisdiction)}第{cycle + 1}届质量奖{what},"
            f"示质评〔{opens_on.year}〕{cycle * 3 + 1}号,{office},{office}网站,{opens_on},dates,{opens_on},{closes_on},,5,"
            f"working_day,{count},,,,https://bench.example/no-{cycle + 1}/{stage}.html"
        )


def _channels(jurisdiction: int, cycle: int) -> Iterator[str]:
    place = names.place(jurisdiction)
    ways = (
        ("phone", "0000-00010001", "工作日 9:00—17:00"),
        ("fax", "0000-00010002", ""),
        ("address", f"{place}示例大道1号", ""),
        ("postcode", "990000", ""),
        ("email", "quality@bench.example", ""),
        ("web", "https://bench.example/objection", ""),
    )
    for stage, _, _ in _STAGES:
        for kind, value, hours in ways:
            yield f"no-{cycle + 1}-{stage},{place}质量奖评审办公室,{kind},{value},{hours},https://bench.example/{stage}.html"


def _awardees(cycle: int, plan: _Plan, parties: list[tuple[str, str, str]]) -> Iterator[str]:
    for place, (award, cells, _) in _winners(parties):
        yield (
            f"{_award_id(cycle, place)},{award},no-{cycle + 1}-a-{place + 1:02},{cells},"
            f"示府发〔{plan.decided_on.year}〕{cycle + 1}号,{plan.decided_on},{plan.decided_on},no-{cycle + 1}-proposal,,"
            f"https://bench.example/no-{cycle + 1}/decision.html"
        )


def _award_id(cycle: int, place: int) -> str:
    return f"no-{cycle + 1}-{'quality' if place < _ORGANIZATIONS else 'person'}-{place + 1:02}"


def _revocations(jurisdiction: int, plans: list[_Plan]) -> Iterator[str]:
    for cycle, plan in enumerate(plans):
        day = plan.decided_on + timedelta(days=300 + jurisdiction % 90)
        yield (
            f"revocation-{cycle + 1},{_award_id(cycle, 0)},revoke,,fraud,{names.place(jurisdiction)}人民政府,{day},{day},"
            f"示府发〔{day.year}〕{cycle + 40}号,{day},申报材料中的数据与事实不符,https://bench.example/revocations/{cycle}.html"
        )


def _corrections(jurisdiction: int, plans: list[_Plan]) -> Iterator[str]:
    for cycle, plan in enumerate(plans):
        now = names.organization(jurisdiction, cycle * _NEW_A_CYCLE + 1)
        yield (
            f"correction-{cycle + 1},awardees,{_award_id(cycle, 1)},awardee,{now[:-1]},{now},typographic,录入时漏了一字,"
            f"{plan.decided_on + timedelta(days=30)},https://bench.example/corrections/{cycle}.html"
        )


def _names(jurisdiction: int, cycles: int) -> Iterator[str]:
    for cycle in range(cycles):
        number = cycle * _NEW_A_CYCLE + 2
        name, former = names.organization(jurisdiction, number), names.former_name(jurisdiction, number)
        yield f"{name},{former},{names.code(jurisdiction, number)},2021-06-01,https://bench.example/names/{cycle}.html"
