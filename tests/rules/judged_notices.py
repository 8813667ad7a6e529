"""Notices judged by one rule, under regulations that demand a length."""

import datetime as dt

from generator.domain.records import Notice
from generator.domain.regulations import Regulation
from tests.rules.building import LATER, a_cycle, a_portal, found
from tests.rules.building_regulations import a_demand, a_period, a_regulation

SHORT, LONG = "notice-too-short", "notice-too-long"
EXACTLY_SEVEN_DAYS = a_regulation(notices=(a_demand(period=a_period(7, "day", "exact")),))
EXACTLY_FIVE_WORKING_DAYS = a_regulation(notices=(a_demand(period=a_period(5, kind="exact")),))


def lines(
    rule: str, *notices: Notice, as_of: dt.date = LATER, regulation: Regulation | None = None
) -> list[int | None]:
    portal = a_portal(a_cycle(notices=notices), regulations=[regulation or a_regulation()])
    return [fault.line for fault in found(rule, portal, as_of)]
