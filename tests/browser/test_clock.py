"""What the reader's script says of a notice is what Python says of it, wherever and on whatever device it is read."""

import datetime as dt
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Route, expect

from generator.domain.deadlines import PeriodForm, working_days_between
from generator.domain.moments import Phase, day_of, end_of, epoch_milliseconds, phase, start_of
from generator.domain.periods import NoticePeriod
from generator.outputs.html import Templates
from generator.outputs.phrasing import Phrasing
from generator.pages.clock_data import ClockData, clock_data
from tests.browser.faults import Faults
from tests.browser.hosting import SERVER_TIME, hosted
from tests.domain.arranged_days import published_calendar
from tests.pages.rendering import ROOT, the_words

ASSETS = ROOT / "site_templates" / "assets"
ZONES = ("Asia/Shanghai", "UTC", "America/New_York", "Pacific/Auckland", "Pacific/Honolulu")
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


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the matrix: badge and words come out of the site's own templates."""
    folder = tmp_path_factory.mktemp("clock")
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


@pytest.fixture(scope="module")
def site(folder: Path) -> Iterator[str]:
    with hosted(folder) as address:
        yield address


@pytest.fixture
def device(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(timezone_id="America/New_York")
    context.add_init_script(DEVICE)
    yield context
    context.close()


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


# --- the matrix -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("zone", ZONES)
def test_python_and_the_script_agree(browser: Browser, site: str, zone: str) -> None:
    context = browser.new_context(timezone_id=zone)
    context.add_init_script(DEVICE)
    page = context.new_page()
    faults = Faults(page, site)
    differences = []
    for when, moment in MOMENTS.items():
        for build, age in BUILDS.items():
            for clock, wrong in DEVICES.items():
                page.goto(address(site, moment, age, wrong))
                seen = page.evaluate(SEEN, 2)
                if seen != expected(moment, age, wrong):
                    differences.append((when, build, clock, seen))
    context.close()
    assert differences == []
    assert faults.found == []


def test_the_matrix_holds_every_phase_and_every_wording() -> None:
    lines = [expected(moment, OLD, DAY) for moment in MOMENTS.values()]
    badges = [badge for each in lines for badge in each["badges"]]
    assert {badge["phase"] for badge in badges} == {state.value for state in Phase}
    told = {badge["line"] for badge in badges}
    assert {
        "9月24日0时起，不到1分钟后开始",
        "还剩16天0小时，含6个工作日",
        "还剩2天0小时，含2个工作日",
        "今天截止，还剩不到1分钟",
        "今天截止，还剩17小时30分",
    } <= told


# --- one by one -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("device_off", "believed"),
    [(5 * 60, "device"), (-5 * 60, "device"), (5 * 60 + 1, "server"), (-5 * 60 - 1, "server")],
)
def test_five_minutes_make_a_clock_wrong(device: BrowserContext, site: str, device_off: int, believed: str) -> None:
    page, wrong = device.new_page(), device_off * SECOND
    page.goto(address(site, START, OLD, wrong))
    seen = page.evaluate(SEEN, 2)
    moment = START if believed == "server" else START + wrong
    assert seen["badges"] == expected(moment, OLD, wrong)["badges"]
    assert (the_words()["clock.wrong_clock"] in seen["note"]) is (believed == "server")


@pytest.mark.parametrize(
    "headers",
    [
        {"Date": "Fri, 25 Sep 2026 00:00:00 GMT"},
        {"Date": "Thu, 24 Sep 2026 23:00:00 GMT", "Age": "3600"},
        {"Date": "Fri, 25 Sep 2026 00:00:00 GMT", "Age": "soon"},
    ],
)
def test_an_answer_from_a_cache_says_its_age(device: BrowserContext, site: str, headers: dict[str, str]) -> None:
    page = device.new_page()

    def answer(route: Route) -> None:
        if route.request.method == "HEAD":
            route.fulfill(status=200, headers=headers, body="")
        else:
            route.continue_()

    page.route("**/*.html*", answer)
    page.goto(address(site, START, OLD, -DAY))
    moment = dt.datetime(2026, 9, 25, tzinfo=dt.UTC)
    assert page.evaluate(SEEN, 2)["badges"] == expected(moment, OLD, DAY)["badges"]


@pytest.mark.parametrize("date_header", [None, "yesterday", ""])
def test_without_an_hour_from_the_server_the_device_is_believed(
    device: BrowserContext, site: str, date_header: str | None
) -> None:
    page = device.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))

    def answer(route: Route) -> None:
        if route.request.method != "HEAD":
            route.continue_()
        elif date_header is None:
            route.abort()
        else:
            route.fulfill(status=200, headers={"Date": date_header}, body="")

    page.route("**/*.html*", answer)
    with page.expect_event("request", lambda request: request.method == "HEAD"):
        page.goto(address(site, START, OLD, -DAY))
    page.wait_for_load_state("networkidle")
    seen = page.evaluate(SEEN, 1)
    assert seen["badges"] == expected(START - DAY, OLD, timedelta(0))["badges"]
    assert the_words()["clock.wrong_clock"] not in seen["note"]
    assert errors == []


def test_in_a_folder_the_device_is_believed(device: BrowserContext, folder: Path) -> None:
    page = device.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    query = f"?device={epoch_milliseconds(END)}"
    page.goto((folder / name_of(END, OLD)).as_uri() + query)
    assert page.evaluate(SEEN, 1)["badges"] == expected(END, OLD, timedelta(0))["badges"]
    assert said == []


def test_a_withdrawn_notice_is_left_as_it_is(device: BrowserContext, site: str) -> None:
    page = device.new_page()
    page.goto(f"{site}withdrawn.html?device={epoch_milliseconds(START + 8 * DAY)}")
    badges = page.locator("[data-clock]")
    assert set(badges.evaluate_all("all => all.map(one => one.className)")) == {"badge badge--withdrawn"}
    assert the_words()["phase.withdrawn"] in badges.first.inner_text()
    expect(page.locator(".moment, .callout")).to_have_count(0)


def test_what_was_closed_when_the_page_was_built_stays_so_and_nobody_is_asked(
    device: BrowserContext, site: str
) -> None:
    page = device.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.method))
    for moment in (START, END + OLD):
        page.goto(f"{site}closed.html?device={epoch_milliseconds(moment)}")
        page.wait_for_load_state("networkidle")
        expect(page.locator("[data-clock]")).to_have_text(the_words()["phase.short.closed"])
        expect(page.locator(".callout")).to_have_count(0)
    assert set(asked) == {"GET"}


def test_time_goes_on_while_the_page_is_open(browser: Browser, site: str) -> None:
    context = browser.new_context(timezone_id="Pacific/Honolulu")
    page = context.new_page()
    page.clock.install(time=END - 90 * SECOND)
    page.goto(f"{site}{name_of(END, OLD)}?{SERVER_TIME}={int((END - 90 * SECOND).timestamp())}")
    first = page.locator("[data-clock]").first
    left = first.locator("xpath=following-sibling::*")
    expect(left).to_have_text("今天截止，还剩1分钟")
    page.clock.run_for(31_000)
    expect(left).to_have_text("今天截止，还剩1分钟")
    page.clock.run_for(30_000)
    expect(left).to_have_text("今天截止，还剩不到1分钟")
    page.clock.run_for(30_000)
    expect(first).to_have_text(the_words()["phase.short.closed"])
    expect(left).to_have_text("")
    context.close()


def test_where_working_days_are_not_known_days_alone_are_told(device: BrowserContext, site: str) -> None:
    page = device.new_page()
    first = date(2027, 9, 7) - 120 * DAY
    for moment, counted in ((START, False), (start_of(first) - SECOND, False), (start_of(first), True)):
        page.goto(f"{site}uncounted.html?device={epoch_milliseconds(moment)}&{SERVER_TIME}={int(moment.timestamp())}")
        lines = [badge["line"] for badge in page.evaluate(SEEN, 2)["badges"]]
        assert ("个工作日" in lines[0]) is counted
        assert lines[0].startswith(the_words().fill("clock.left", length=length(end_of(date(2027, 9, 7)) - moment)))
    page.goto(f"{site}uncounted.html?device={epoch_milliseconds(START)}&{SERVER_TIME}={int(START.timestamp())}")
    left = the_words().fill("clock.left", length=length(end_of(date(2027, 3, 1)) - START))
    assert page.evaluate(SEEN, 2)["badges"][1]["line"] == left


def test_after_three_days_a_page_may_lack_a_change(device: BrowserContext, site: str) -> None:
    page = device.new_page()
    for age, old in ((3 * DAY, False), (3 * DAY + SECOND, True)):
        moment = start_of(day_of(START - OLD)) + age
        query = f"?device={epoch_milliseconds(moment)}&{SERVER_TIME}={int(moment.timestamp())}"
        page.goto(site + name_of(START, OLD) + query)
        assert bool(page.evaluate(SEEN, 2)["note"]) is old


def test_by_the_hour_of_the_server_time_goes_on_until_the_device_is_right(browser: Browser, site: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    border = END - 48 * HOUR
    page.clock.install(time=border - 90 * SECOND + DAY)
    with page.expect_request(lambda request: request.method == "HEAD") as asked:
        page.goto(f"{site}{name_of(border, timedelta(0))}?{SERVER_TIME}={int((border - 90 * SECOND).timestamp())}")
    assert asked.value.header_value("cache-control") == "no-cache"
    badge, note = page.locator("[data-clock]").first, page.locator(".callout")
    expect(note).to_have_text(the_words()["clock.wrong_clock"])
    page.clock.run_for(88_000)
    expect(badge).to_have_text(the_words()["phase.short.open"])
    page.clock.run_for(4_000)
    expect(badge).to_have_text(the_words()["phase.short.closing_soon"])
    heads: list[str] = []
    page.on("request", lambda request: heads.append(request.url))
    page.evaluate(
        """([name, hidden]) => {
          history.replaceState(null, '', `?${name}=${Math.floor(Date.now() / 1000)}`);
          Object.defineProperty(document, 'hidden', { get: () => hidden.now });
          window.hide = (now) => { hidden.now = now; document.dispatchEvent(new Event('visibilitychange')); };
          window.hide(true);
        }""",
        [SERVER_TIME, {"now": True}],
    )
    page.clock.run_for(1_000)
    assert heads == []
    page.evaluate("window.hide(false)")
    expect(note).to_have_count(0)
    expect(badge).to_have_text(the_words()["phase.short.closing_soon"])
    assert len(heads) == 1
    page.evaluate("window.clocks = 0; document.addEventListener('clock', () => { window.clocks += 1; });")
    page.clock.run_for(60_000)
    assert page.evaluate("window.clocks") == 1
    context.close()


def test_without_script_the_words_of_the_build_stand(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + name_of(END - SECOND, OLD))
    day = Phrasing(the_words()).day(day_of(END - SECOND - OLD))
    for text in page.locator("[data-clock]").all_inner_texts():
        assert day in text
    context.close()


def test_the_script_is_small_and_plain() -> None:
    source = (ASSETS / "notice-clock.js").read_text(encoding="utf-8")
    assert len(source.encode()) <= 6 * 1024
    for word in ("eval", "innerHTML", "new Function", "?.", "??", "toLocale", "getHours", "getDate("):
        assert word not in source, word
