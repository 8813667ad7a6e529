"""Pages with the clocks of notices, the device on which they are read, and what Python says of each at a moment."""

import datetime as dt
import shutil
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from generator.domain.deadlines import PeriodForm, working_days_between
from generator.domain.moments import Phase, day_of, end_of, epoch_milliseconds, phase, start_of
from generator.domain.periods import NoticePeriod
from generator.outputs.html import Templates
from generator.pages.clock_data import ClockData, clock_data
from tests.browser.hosting import SERVER_TIME
from tests.domain.arranged_days import published_calendar
from tests.pages.rendering import ROOT, the_words

ASSETS = ROOT / "site_templates" / "assets"

SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)
OLD = 90 * DAY

TEMPLATE = """{% import "_parts.html.j2" as parts %}{% import "_clock.html.j2" as clock %}
<h1>公示</h1>
{% for entry in page.clocks %}<p data-status="{{ entry.state }}">{{ parts.phase(entry, page.as_of) }}</p>
{% endfor %}{{ clock.clock_words() }}"""
PAGE = """<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>公示</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; connect-src 'self'">
<script src="notice-clock.js" defer></script><main>{body}</main></html>"""

# The device's clock stands still at the moment that the address names; the events of the script are counted.
DEVICE = """(() => {
  window.clocks = 0;
  document.addEventListener('clock', () => { window.clocks += 1; });
  const told = new URLSearchParams(location.search).get('device');
  if (!told) return;
  const moment = Number(told);
  const Real = Date;
  window.Date = class extends Real {
    constructor(...parts) { if (parts.length) super(...parts); else super(moment); }
    static now() { return moment; }
  };
  performance.now = () => 0;
})()"""
SEEN = """async (times) => {
  while (window.clocks < times) await new Promise((heard) => document.addEventListener('clock', heard, { once: true }));
  return {
    badges: Array.from(document.querySelectorAll('[data-clock]'), (badge) => ({
      phase: badge.dataset.phase, shape: badge.className, word: badge.textContent,
      row: badge.closest('[data-status]').dataset.status, line: badge.nextElementSibling.textContent,
    })),
    note: Array.from(document.querySelectorAll('.callout'), (note) => note.textContent).join(''),
  };
}"""

PERIODS = (
    # Over the National Day of 2026, with make-up days, and over the night when clocks change in Auckland.
    (date(2026, 9, 24), date(2026, 10, 9), ""),
    (date(2026, 9, 20), date(2026, 9, 24), "17:30"),
    (None, date(2026, 10, 10), ""),
    # Over the night when clocks change in New York.
    (date(2026, 10, 30), date(2026, 11, 3), "09:00"),
    (date(2026, 12, 1), date(2027, 1, 8), ""),
    # Still to come at every moment below, so that the script always asks the server.
    (date(2027, 9, 1), date(2027, 9, 7), ""),
)
START, END = start_of(date(2026, 9, 24)), end_of(date(2026, 10, 9))
MOMENTS = {
    "start -1 s": START - SECOND,
    "start": START,
    "end -48 h": END - 48 * HOUR,
    "end -1 s": END - SECOND,
    "end": END,
    "end +90 d": END + 90 * DAY,
}
BUILDS = {"fresh": timedelta(0), "90 days old": OLD}
DEVICES = {"a day slow": -DAY, "right": timedelta(0), "a day fast": DAY}


def period(opens_on: date | None, closes_on: date, closes_time: str = "") -> NoticePeriod:
    form = PeriodForm.DATES if opens_on else PeriodForm.DEADLINE_ONLY
    return NoticePeriod(
        form=form,
        first_day_form=form,
        opens_on=opens_on,
        counts_from=opens_on,
        closes_on=closes_on,
        closes_time=closes_time,
        counted=None,
        missing_years=(),
    )


UNCOUNTED = (period(None, date(2027, 9, 7)), period(date(2026, 9, 1), date(2027, 3, 1)))
"""Periods of whose working days the script is not told, or not yet."""
ALL_PERIODS = tuple(period(*each) for each in PERIODS)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockPage:
    clocks: tuple[ClockData, ...]
    as_of: date


def clock_page(as_of: date, periods: tuple[NoticePeriod, ...] = ALL_PERIODS, *, withdrawn: bool = False) -> ClockPage:
    calendar = published_calendar()
    return ClockPage(
        clocks=tuple(clock_data(each, as_of, calendar, withdrawn=withdrawn) for each in periods), as_of=as_of
    )


def name_of(moment: dt.datetime, age: timedelta) -> str:
    return f"{epoch_milliseconds(moment)}-{age.days}.html"


def write_pages(folder: Path) -> Path:
    shutil.copytree(ROOT / "site_templates" / "pages", folder / "templates")
    (folder / "templates" / "clock.html.j2").write_text(TEMPLATE, encoding="utf-8")
    templates = Templates(folder / "templates", the_words())
    pages = {
        name_of(moment, age): clock_page(day_of(moment - age)) for moment in MOMENTS.values() for age in BUILDS.values()
    }
    pages["withdrawn.html"] = clock_page(day_of(START), withdrawn=True)
    pages["uncounted.html"] = clock_page(day_of(START), UNCOUNTED)
    pages["closed.html"] = clock_page(day_of(END), ALL_PERIODS[:1])
    site = folder / "site"
    site.mkdir()
    for name, page in pages.items():
        body = templates.render("clock.html.j2", page).decode()
        (site / name).write_text(PAGE.replace("{body}", body), encoding="utf-8")
    shutil.copy(ASSETS / "notice-clock.js", site)
    return site


def address(site: str, moment: dt.datetime, age: timedelta, device: timedelta) -> str:
    milliseconds = epoch_milliseconds(moment + device)
    return f"{site}{name_of(moment, age)}?{SERVER_TIME}={int(moment.timestamp())}&device={milliseconds}"


# --- what Python says -------------------------------------------------------------------------------------------------


def length(span: timedelta) -> str:
    words = the_words()
    hours, minutes = span.seconds // 3600, span.seconds % 3600 // 60
    if span.days:
        return words.fill("clock.left_days", days=span.days, hours=hours)
    unit = "hours" if hours else "minutes" if minutes else "seconds"
    return words.fill(f"clock.left_{unit}", hours=hours, minutes=minutes)


def line(notice: NoticePeriod, state: Phase, moment: dt.datetime) -> str:
    words, today = the_words(), day_of(moment)
    if state is Phase.CLOSED:
        return ""
    if state is Phase.UPCOMING:
        assert notice.opens_on is not None
        assert notice.starts_at is not None
        wait = length(notice.starts_at - moment)
        return words.fill("clock.opens", month=notice.opens_on.month, day=notice.opens_on.day, length=wait)
    left = words.fill("clock.left", length=length(notice.ends_at - moment))
    if today == notice.closes_on:
        return words.fill("clock.today", left=left)
    count = working_days_between(today, notice.closes_on, published_calendar())
    return words.fill("clock.joined", left=left, working_days=words.fill("clock.working_days", count=count))


def expected_badge(notice: NoticePeriod, moment: dt.datetime) -> dict[str, str]:
    state = phase(notice.starts_at, notice.ends_at, moment)
    shape = "soon" if state is Phase.CLOSING_SOON else state.value
    return {
        "phase": state.value,
        "shape": f"badge badge--{shape}",
        "word": the_words()[f"phase.short.{state.value}"],
        "row": state.value,
        "line": line(notice, state, moment),
    }


def expected(moment: dt.datetime, age: timedelta, device: timedelta) -> dict[str, Any]:
    built = day_of(moment - age)
    old = the_words().fill("clock.old_build", year=built.year, month=built.month, day=built.day) if age else ""
    wrong = the_words()["clock.wrong_clock"] if device else ""
    return {"badges": [expected_badge(each, moment) for each in ALL_PERIODS], "note": old + wrong}
