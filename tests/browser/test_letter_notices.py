"""What the objection letter tells of the notice that is chosen, and of notices that are not there."""

import datetime as dt
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.holding import hold_back
from tests.browser.hosting import NOW, hosted
from tests.browser.letters import Writer, writer
from tests.built_sites import BuiltSite
from tests.pages.rendering import shipped, the_words

STATES = the_words().section("letter_tool.notice_state")
PERIOD = (
    "upcoming",
    "open",
    "closed",
    "withdrawn",
    "withdrawal",
    "undated",
    "computed",
    "provisional",
    "changed",
    "afterwards",
)
BEFORE_CHANGES = dt.datetime(2026, 11, 19, 2, tzinfo=dt.UTC)


@pytest.fixture
def fiction(browser: Browser, demo: str) -> Iterator[Writer]:
    yield from writer(browser.new_context(), demo)


@pytest.fixture
def real(browser: Browser, real_site: BuiltSite) -> Iterator[Writer]:
    with hosted(real_site.folder, "/", NOW) as address:
        yield from writer(browser.new_context(), address)


def told(letter: Writer) -> Locator:
    return letter.page.locator("#objection-letter [role=status]").first


@pytest.mark.parametrize(
    ("notice", "now", "said", "until"),
    [
        ("shili-bing/2026/2026-document", NOW, {"closed", "afterwards"}, "2026年10月19日24时"),
        ("shili-bing/2026/2026-supplement", NOW, {"withdrawn"}, ""),
        ("shili-bing/2026/2026-supplement", BEFORE_CHANGES, {"open"}, "2026年11月27日24时"),
        ("shili-bing/2026/2026-supplement-withdrawal", NOW, {"withdrawal"}, ""),
        ("shili-bing/2026/2026-qualification", NOW, {"open", "computed"}, "2026年11月30日24时"),
        ("shili-bing/2026/2026-proposal-year-end", NOW, {"upcoming", "provisional"}, "2027年1月5日24时"),
        ("shili-yi/no-8/no-8-qualification-again", NOW, {"open"}, "2026年11月24日17:00"),
        ("shili-jia/2026/2026-proposal", NOW, {"upcoming"}, "2026年12月11日24时"),
        ("shili-jia/2026/2026-onsite", NOW, {"open", "changed"}, "2026年12月1日24时"),
        ("shili-jia/2026/2026-onsite", BEFORE_CHANGES, {"open"}, "2026年12月1日24时"),
        ("shili-jia/2026/2026-onsite-extension", NOW, {"open", "changed"}, "2026年12月1日24时"),
    ],
)
def test_a_notice_is_told_by_its_period_and_by_what_became_of_it(
    fiction: Writer, notice: str, now: dt.datetime, said: set[str], until: str
) -> None:
    fiction.page.clock.set_fixed_time(now)
    fiction.open(f"?notice={notice}")
    expect(fiction.page.locator("#letter-notice")).to_have_value(notice.rpartition("/")[2])
    text = told(fiction).inner_text()
    assert {name for name in PERIOD if STATES[name] in text} == said
    assert (f"截止：{until}" in text) if until else ("截止：" not in text)
    assert STATES["channels_none"] not in text  # a withdrawal prints none: then those of what it withdraws
    assert "公示印的联系方式：" in text
    assert until in fiction.text()


def test_a_notice_that_has_closed_leads_to_what_can_still_be_done(fiction: Writer) -> None:
    fiction.open("?notice=shili-bing/2026/2026-document")
    expect(told(fiction).locator("a")).to_have_attribute("href", "../shili-bing/objection/index.html")


def test_what_cannot_be_chosen_yet_is_closed(fiction: Writer) -> None:
    page = fiction.page
    cycle, notice = page.locator("#letter-cycle"), page.locator("#letter-notice")
    waiting = hold_back(page, "**/api/v1/shili-jia/2024.json")
    fiction.open()
    assert (cycle.is_disabled(), notice.is_disabled()) == (True, True)
    fiction.choose("shili-jia")
    assert (cycle.is_disabled(), notice.is_disabled()) == (False, True)
    page.select_option("#letter-cycle", "2026")
    expect(notice).to_be_enabled()
    page.select_option("#letter-notice", "2026-proposal")
    page.select_option("#letter-cycle", "2024")
    assert notice.is_disabled()
    expect(told(fiction)).to_have_text(STATES["loading"])
    while not waiting:
        page.wait_for_timeout(10)
    waiting[0].continue_()
    expect(notice).to_be_enabled()
    expect(told(fiction)).to_be_hidden()
    page.select_option("#letter-cycle", "2022")
    expect(told(fiction)).to_have_text(STATES["empty"])
    assert notice.is_disabled()


def test_notices_that_do_not_come_are_told_and_asked_for_again(fiction: Writer) -> None:
    page, file = fiction.page, "**/api/v1/shili-jia/2026.json"
    fiction.open()
    fiction.choose("shili-jia")
    page.route(file, lambda route: route.fulfill(content_type="text/html", body="<!doctype html><title>登录</title>"))
    page.select_option("#letter-cycle", "2026")
    expect(told(fiction)).to_have_text(STATES["failed"])
    assert page.locator("#letter-notice").is_disabled()
    page.clock.run_for(120_000)
    expect(told(fiction)).to_have_text(STATES["failed"])
    page.unroute(file)
    page.select_option("#letter-cycle", "")
    expect(told(fiction)).to_be_hidden()
    page.select_option("#letter-cycle", "2026")
    expect(page.locator("#letter-notice")).to_be_enabled()


@pytest.mark.parametrize(
    "query", ["shili-jia/2026/none-such", "shili-jia/1999/2026-proposal", "nowhere/2026/2026-proposal", "nowhere"]
)
def test_an_address_that_names_no_notice_is_told_until_something_is_chosen(fiction: Writer, query: str) -> None:
    fiction.open(f"?notice={query}")
    expect(told(fiction)).to_have_text(STATES["unknown"])
    fiction.page.clock.run_for(120_000)
    expect(told(fiction)).to_have_text(STATES["unknown"])
    fiction.choose("shili-yi")
    expect(told(fiction)).to_be_hidden()


def test_beside_the_demands_stands_what_can_be_objected_to_and_how_long_it_takes(fiction: Writer) -> None:
    fiction.open("?notice=shili-jia/2026/2026-proposal")
    more = fiction.page.locator("#objection-letter .callout details")
    expect(more).to_contain_text(the_words()["letter_tool.check.scope"])
    fiction.choose("")
    expect(more).to_be_hidden()


def test_the_office_of_a_text_is_called_no_law_in_force_where_the_text_is_a_draft_alone(real: Writer) -> None:
    real.open()
    for place in shipped().portal.jurisdictions:
        real.choose(place.slug)
        assert place.regulation is not None
        hint = real.page.locator("#letter-to-hint").inner_text()
        assert ("不是现行规定" in hint) == place.regulation.is_draft, place.slug
