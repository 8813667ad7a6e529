"""Notices with the rows that change them."""

from dataclasses import replace

from generator.domain.notices import NoticeHistories, NoticeHistory
from generator.domain.records import Notice
from tests.domain.arranged_days import published_calendar
from tests.rules.building import a_change, day

FIRST_DAY, OWN_END = day("2025-10-09"), day("2025-10-14")


def histories(*rows: Notice) -> NoticeHistories:
    numbered = [replace(row, line=line) for line, row in enumerate(rows, start=2)]
    return NoticeHistories(numbered, published_calendar())


def history(notice_id: str, *rows: Notice) -> NoticeHistory:
    found = histories(*rows).find(notice_id)
    assert found is not None
    return found


def extension(**changes: object) -> Notice:
    parts: dict[str, object] = {"published_on": day("2025-10-13"), "closes_on": day("2025-10-17")}
    return a_change("n-2", "n-1", "extension", **parts | changes)
