"""Notices with their periods and with the channels that they print."""

from collections.abc import Sequence
from datetime import date

from tests.demo.book import Book, Cell, Cycle
from tests.demo.days import Days

CHANNELS = {
    "jia": (
        ("phone", "0000-00010001", "工作日 9:00—17:00"),
        ("address", "示例市甲示例大道1号市民中心", ""),
        ("postcode", "990100", ""),
        ("email", "quality@jia.example", ""),
    ),
    "yi": (("phone", "0000-00020002", ""), ("fax", "0000-00020003", ""), ("address", "示例市乙示例路2号", "")),
    "bing": (("phone", "0000-00030003", ""), ("web", "https://bing.example/objection", "")),
}
"""What the offices print in their notices: kind, value, hours."""

OFFICES = {
    "jia": "示例市甲质量奖评审办公室",
    "yi": "示例市乙质量强市领导小组办公室",
    "bing": "示例市丙市场监督管理局",
}


class NoticeBoard:
    """Writes the notices of one cycle."""

    def __init__(self, book: Book, cycle: Cycle, days: Days) -> None:
        self._book, self._cycle, self._days = book, cycle, days

    def dates(self, notice_id: str, stage: str, title: str, opens_on: date, closes_on: date, **more: Cell) -> None:
        """A notice that prints both dates; it is published on its first day unless `published_on` says otherwise."""
        cells: dict[str, Cell] = {"published_on": opens_on, "opens_on": opens_on, "closes_on": closes_on, **more}
        self.add(notice_id, stage, title, "dates", **cells)

    def working_days(self, notice_id: str, stage: str, title: str, opens_on: date, length: int, **more: Cell) -> None:
        """A notice of so many working days that prints both dates and the length."""
        stated: dict[str, Cell] = {"stated_length": length, "stated_unit": "working_day", **more}
        self.dates(notice_id, stage, title, opens_on, self._days.closing(opens_on, length), **stated)

    def add(self, notice_id: str, stage: str, title: str, form: str, **cells: Cell) -> None:
        """A notice in any form, with the channels of the office."""
        book = self._book
        given: dict[str, Cell] = {
            "publisher": OFFICES[book.host],
            "medium": f"{OFFICES[book.host]}网站",
            "source_url": book.source(f"notices/{notice_id}"),
            **cells,
        }
        self._cycle.add("notices", notice_id=notice_id, stage=stage, title=title, period_form=form, **given)
        if given.get("change") == "withdrawal":
            return
        for kind, value, hours in CHANNELS[book.host]:
            self._cycle.add(
                "channels",
                notice_id=notice_id,
                office=OFFICES[book.host],
                kind=kind,
                value=value,
                hours=hours,
                source_url=book.source(f"notices/{notice_id}"),
            )


def declared(awards: Sequence[tuple[str, str, int | None]]) -> list[dict[str, str | int]]:
    """The awards of a cycle as id, name and the count that its decision prints."""
    return [
        {"id": award, "name": name} | ({} if count is None else {"declared_count": count})
        for award, name, count in awards
    ]
