"""The page of a notice of a small portal, and its five lines."""

import datetime as dt
from typing import Any

from generator.domain.records import Notice
from generator.pages.notices import NoticePage, notice_page
from tests.pages.recorded import full_portal, only_cycle
from tests.pages.rendering import parsed, text
from tests.rules.building import OPEN_DAY


def page(notice_id: str = "n-1", on: dt.date = OPEN_DAY, **changes: Any) -> NoticePage:
    cycle = only_cycle(full_portal(**changes), on)
    history = cycle.histories.find(notice_id)
    assert history is not None
    return notice_page(history, cycle)


def alone(notice: Notice, on: dt.date = OPEN_DAY, **changes: Any) -> NoticePage:
    return page(notice.notice_id, on, notices=[notice], **{"shortlists": [], "awardees": []} | changes)


def lines(shown: NoticePage) -> dict[str, str]:
    body = parsed(shown)
    (block,) = [element for element in body.iter("dl") if element.get("class") == "notice-lines"]
    return {text(row.find("dt")): text(row.find("dd")) for row in block}  # type: ignore[arg-type]
