"""What the reader's script says of a notice is what Python says of it, wherever and on whatever device it is read."""

import datetime as dt
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Route, expect

from generator.domain.moments import Phase, day_of, end_of, epoch_milliseconds, start_of
from generator.outputs.phrasing import Phrasing
from tests.browser.clock_pages import (
    ASSETS,
    BUILDS,
    DAY,
    DEVICE,
    DEVICES,
    END,
    HOUR,
    MOMENTS,
    OLD,
    SECOND,
    SEEN,
    START,
    address,
    expected,
    length,
    name_of,
    write_pages,
)
from tests.browser.faults import Faults
from tests.browser.hosting import SERVER_TIME, hosted
from tests.pages.rendering import the_words

ZONES = ("Asia/Shanghai", "UTC", "America/New_York", "Pacific/Auckland", "Pacific/Honolulu")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the matrix: badge and words come out of the site's own templates."""
    return write_pages(tmp_path_factory.mktemp("clock"))


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
