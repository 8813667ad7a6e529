"""A notice that a clerk wants, and the regulations under which it is wanted."""

import datetime as dt
from dataclasses import replace
from typing import Any

from generator.domain.portal import Portal
from generator.domain.regulations import RequiredNotice
from generator.new_notices import NoticeRequest
from tests.clerk_files import SCHEMAS, words
from tests.rules.building import a_cycle, a_portal
from tests.rules.building_regulations import a_regulation

WORDS = words()
SCHEMA = SCHEMAS["notices"]
HELD = a_cycle()
WANTED = NoticeRequest(
    slug=HELD.jurisdiction,
    cycle=HELD.slug,
    stage="proposal",
    title="拟获奖名单公示",
    publisher="示例市评审办",
    opens_on=dt.date(2025, 10, 9),
)


def wanted(**changes: Any) -> NoticeRequest:
    return replace(WANTED, **changes)


def under(*demands: RequiredNotice) -> Portal:
    """A portal whose regulation demands these notices."""
    return a_portal(a_cycle(), regulations=[a_regulation(notices=demands)])
