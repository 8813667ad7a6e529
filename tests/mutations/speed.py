"""How fast rows are checked, beside a bare frictionless run in the same process."""

import csv
import io
import time
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any, Final

from frictionless import Resource, Schema

from generator.domain.records import Awardee
from generator.sources.tables import TableReader
from tests.clerk_files import SCHEMAS, canonical
from tests.mutations.numbers import credit_code

ROWS: Final = 5000
_PATH: Final = "jurisdictions/shili/2024/awardees.csv"
_REPEATS: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Speeds:
    """Rows a second of processor time."""

    clean: float
    faulty: float
    """With a fault in every hundredth row."""
    bare: float
    """frictionless with the schema."""

    def lines(self) -> list[str]:
        """The figures in words."""
        return [
            f"clean rows      {self.clean:10,.0f} rows/s   {self.clean / self.bare:5.1f} x bare frictionless",
            f"1 % with faults {self.faulty:10,.0f} rows/s   {self.faulty / self.bare:5.1f} x bare frictionless",
            f"bare frictionless {self.bare:8,.0f} rows/s",
        ]


def table(faults: int = 0) -> str:
    """A table of awardees, as many of them faulty as asked for."""
    chance = Random(7)
    rows = [
        {
            "award_id": f"2024-quality-{number:05}",
            "award": "quality",
            "awardee": f"示例市第{number}精密机械制造有限公司" + (" " if number < faults else ""),
            "awardee_type": "organization",
            "uscc": credit_code(chance),
            "decision_document": "示政发〔2024〕10号",
            "decided_on": f"2024-09-{1 + number % 28:02}",
            "published_on": "2024-09-30",
            "notice_id": "2024-proposal",
            "source_url": f"https://shili.example/2024/{number}.html",
        }
        for number in range(ROWS)
    ]
    return canonical("awardees", rows).decode()


def speeds() -> Speeds:
    """Measure all three; the best of some runs each, one after the other so that all meet the same machine."""
    clean, faulty = table(), table(ROWS // 100)
    schema = Schema.from_descriptor(dict(SCHEMAS["awardees"].descriptor))
    jobs: dict[str, Callable[[], Any]] = {
        "clean": lambda: TableReader(SCHEMAS["awardees"], Awardee).read(_PATH, clean),
        "faulty": lambda: TableReader(SCHEMAS["awardees"], Awardee).read(_PATH, faulty),
        "bare": lambda: Resource(data=list(csv.reader(io.StringIO(clean))), schema=schema).validate(),
    }
    best = dict.fromkeys(jobs, float("inf"))
    for _ in range(_REPEATS):
        for name, job in jobs.items():
            start = time.process_time()
            job()
            best[name] = min(best[name], time.process_time() - start)
    return Speeds(**{name: ROWS / seconds for name, seconds in best.items()})
