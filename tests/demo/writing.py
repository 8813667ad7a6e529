"""The data folder of the demonstration, written for one day."""

import csv
import io
import shutil
from datetime import date
from pathlib import Path
from typing import Final

from generator.domain.working_days import ArrangedDay, ArrangedKind, WorkingDayCalendar
from tests.demo.bing import bing
from tests.demo.days import Days
from tests.demo.jia import jia
from tests.demo.yi import yi

ROOT: Final = Path(__file__).resolve().parent.parent.parent
TEXTS: Final = Path(__file__).resolve().parent / "texts"
CALENDAR: Final = ROOT / "data" / "calendar" / "cn.csv"


def write_demo(folder: Path, as_of: date) -> None:
    """Write the whole data folder into `folder`, which must not exist: the same bytes for the same day.

    The calendar holds the State Council's arrangements up to the year of `as_of`, so that the end of that year is
    provisional whatever has been arranged since.
    """
    arranged, calendar = arrangements(as_of.year)
    shutil.copytree(TEXTS, folder / "jurisdictions")
    (folder / "calendar").mkdir()
    (folder / "calendar" / "cn.csv").write_bytes(arranged)
    days = Days(as_of=as_of, calendar=calendar)
    for book in (jia(days), yi(days), bing(days)):
        book.write(folder)


def arrangements(last_year: int) -> tuple[bytes, WorkingDayCalendar]:
    """The State Council's arrangements up to a year: the file, and the calendar that it makes."""
    lines = CALENDAR.read_text(encoding="utf-8").splitlines(keepends=True)
    rows = list(csv.DictReader(lines))
    kept = [(line, row) for line, row in zip(lines[1:], rows, strict=True) if int(row["schedule_year"]) <= last_year]
    text = io.StringIO()
    text.writelines([lines[0], *(line for line, _ in kept)])
    days = [
        ArrangedDay(
            date=date.fromisoformat(row["date"]),
            kind=ArrangedKind(row["kind"]),
            name=row["name"],
            schedule_year=int(row["schedule_year"]),
            source_document=row["source_document"],
            issued_on=date.fromisoformat(row["issued_on"]),
        )
        for _, row in kept
    ]
    return text.getvalue().encode(), WorkingDayCalendar.of(days)
