"""Clean fictional records: three jurisdictions, seven cycles, every table, in about the proportion of real ones.

Nothing in them breaks a rule, and everything in them is tight: as many awards as the cap allows, notices of exactly the
length that is asked for, scores just high enough; one step further is a fault.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from tests.clerk_files import SCHEMAS
from tests.demo.writing import arrangements
from tests.mutations.folder import Folder, Row
from tests.mutations.numbers import credit_code
from tests.mutations.regulation_texts import as_yaml, cycle

AS_OF: Final = date(2026, 3, 17)
"""The day of the check: the last notice of 示例市甲 is open on it."""
JIA, YI, BING = (f"jurisdictions/shili-{name}" for name in ("jia", "yi", "bing"))
_CALENDAR: Final = arrangements(AS_OF.year)[0].decode()
"""Without the next year, in which a fault lies, whatever has been arranged since."""
_PLACES: Final = "东南西北中高新上下前后"
_TRADES: Final = ("制造", "精密机械", "食品", "纺织科技", "新材料", "环保设备", "建筑工程", "医疗器械", "软件", "物流")
_FAMILY: Final = "赵钱孙李周吴郑王冯陈"
_GIVEN: Final = ("示例甲", "示例乙", "示例丙", "示例丁", "示例戊")
_LINES: Final = ("制造业", "服务业", "建筑业", "农业", "教育", "卫生")


@dataclass(frozen=True, slots=True, kw_only=True)
class Firm:
    """One organization."""

    name: str
    uscc: str


class Fiction:
    """Makes up the records of one folder."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.folder = Folder(documents={"calendar/cn.csv": _CALENDAR})
        self._used: set[str] = set()

    def firm(self) -> Firm:
        """An organization whose name nobody else bears."""
        chance = self.chance
        while True:
            name = f"示例市{''.join(chance.sample(_PLACES, 2))}{chance.choice(_TRADES)}有限公司"
            if chance.random() < 0.1:
                name = name.replace("有限公司", "（集团）股份有限公司")
            if chance.random() < 0.05:
                name += ",第二分公司"
            if name not in self._used:
                self._used.add(name)
                return Firm(name=name, uscc=credit_code(chance))

    def person(self) -> str:
        """The name of an individual that nobody else bears."""
        while True:
            name = self.chance.choice(_FAMILY) + self.chance.choice(_GIVEN) + self.chance.choice("一二三四五六七")
            if name not in self._used:
                self._used.add(name)
                return name

    def add(self, path: str, **cells: object) -> Row:
        """Add a row to a table."""
        name = path.rpartition("/")[2].removesuffix(".csv")
        row = {column: str(cells.pop(column, "")) for column in SCHEMAS[name].columns}
        if cells:
            raise KeyError(f"{name} has no {', '.join(cells)}")
        self.folder.tables.setdefault(path, []).append(row)
        return row

    def source(self, page: str) -> str:
        """An address of nobody (RFC 2606)."""
        return f"https://shili.example/{page}/{self.chance.randrange(10**6)}.html"


def working_days(first: date, length: int) -> date:
    """The last of so many working days in a month without holidays."""
    day = first
    while True:
        length -= day.weekday() < 5
        if not length:
            return day
        day += timedelta(days=1)


def cycle_document(fiction: Fiction, home: str, year: int, regulation: str | None, counts: dict[str, int]) -> None:
    """Write `cycle.yaml` with the awards that were decided; an award of 0 is not decided yet."""
    awards = [
        {"id": award, "name": f"示例市{award}奖", **({"declared_count": count} if count else {})}
        for award, count in counts.items()
    ]
    known = dict.fromkeys(("applicants", "shortlists", "notices", "awardees"), "complete")
    if not any(counts.values()):
        known["awardees"] = "unknown"
    if regulation is None:
        known = {"awardees": "partial"}
    fiction.folder.documents[f"{home}/cycle.yaml"] = as_yaml(cycle(year, regulation, awards, known))
