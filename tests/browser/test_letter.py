"""The objection letter in a real browser: what a notice fills in, what the letter says is missing, and what stays."""

import datetime as dt
import json
import random
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.holding import hold_back
from tests.browser.letters import Writer, complete, of, paragraphs, writer
from tests.built_sites import BuiltSite
from tests.pages.rendering import the_words


@pytest.fixture
def fiction(browser: Browser, demo: str) -> Iterator[Writer]:
    yield from writer(browser.new_context(), demo)


def test_the_browser_s_own_command_prints_the_letter_too(fiction: Writer) -> None:
    page = fiction.page
    page.goto(f"{fiction.address}objection-letter/?notice=shili-jia/2026/2026-proposal")
    page.fill("#letter-facts", "示例事实")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".letter")).to_contain_text("示例事实")
    assert page.locator("h1, form, .letter-out, .site-foot").filter(visible=True).count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    expect(page.locator("#letter-facts")).to_be_visible()


def test_a_notice_fills_the_letter_and_is_the_only_thing_asked_for(fiction: Writer, demo_site: BuiltSite) -> None:
    cycle = json.loads((demo_site.folder / "api/v1/shili-jia/2026.json").read_text(encoding="utf-8"))
    (notice,) = [one for one in cycle["notices"] if one["id"] == "2026-proposal"]
    page = fiction.page
    page.goto(f"{fiction.address}objection-letter/?notice=shili-jia/2026/2026-proposal")
    expect(page.locator("#letter-title")).to_have_value(notice["title"])
    expect(page.locator("#letter-publisher")).to_have_value(notice["publisher"])
    expect(page.locator("#letter-to")).to_have_value("示例市甲质量奖评审办公室")
    complete(fiction, "unit")
    fiction.fill(title=notice["title"], liaison_0="示例人乙")
    blocks = paragraphs(fiction.docx())
    text = fiction.text()
    page.click("[data-out=copy]")
    page.click("[data-out=print]")
    printed = page.evaluate("window.printed")
    day = dt.date.fromisoformat(notice["closes_on"])
    for held in (
        notice["title"],
        notice["source_url"],
        f"{day.year}年{day.month}月{day.day}日24时",
        "示例人乙",
        "照片两张",
        "示例市甲质量奖评审办公室，公示印的联系方式：电话 0000-00010001（工作日 9:00—17:00）、地址 示例市甲示例大道1号市民中心",
    ):
        assert any(held in line for _, line in blocks)
        assert held in text
        assert held in printed
    assert "data-letter" in printed[:200]
    assert not page.locator("html[data-letter]").count() or page.evaluate(
        "(window.dispatchEvent(new Event('afterprint')), document.documentElement.dataset.letter === undefined)"
    )
    assert "异议单位（盖章）：示例人甲" in of("Sign", blocks)
    assert fiction.asked == [
        "GET objection-letter/?notice=shili-jia/2026/2026-proposal",
        "GET api/v1/shili-jia/2026.json",
    ]
    assert len(of("Demand", blocks)) == 5
    assert of("Silent", blocks) == []


def test_the_text_of_the_cycle_speaks_and_not_a_later_draft(fiction: Writer) -> None:
    fiction.open("?notice=shili-bing/2026/none-such")
    expect(fiction.page.locator("#objection-letter [role=status]").first).to_contain_text("没有找到")
    text = fiction.text()
    assert "示丙政办〔2014〕6号" in text
    assert "征求意见稿" not in text
    fiction.page.select_option("#letter-cycle", "")
    assert "征求意见稿" in fiction.text()


@pytest.mark.parametrize(
    ("notice", "now", "said"),
    [
        ("shili-jia/2026/2026-qualification", None, "已经结束"),
        ("shili-jia/2026/2026-qualification", None, "更正或者延期"),
        ("shili-jia/2026/2026-onsite", None, "还没有结束"),
        ("shili-jia/2026/2026-proposal", None, "还没有开始"),
        ("shili-jia/2026/2026-proposal", dt.datetime(2026, 12, 11, 16, tzinfo=dt.UTC), "已经结束"),
        ("shili-jia/2026/2026-proposal", dt.datetime(2026, 12, 11, 15, 59, 59, tzinfo=dt.UTC), "还没有结束"),
    ],
)
def test_the_hour_of_the_device_says_whether_it_is_in_time(
    fiction: Writer, notice: str, now: dt.datetime | None, said: str
) -> None:
    if now:
        fiction.page.clock.set_fixed_time(now)
    fiction.open(f"?notice={notice}")
    expect(fiction.page.locator("#objection-letter [role=status]").first).to_contain_text(said)


def test_a_period_that_ends_while_the_letter_is_written_is_told(fiction: Writer) -> None:
    told = fiction.page.locator("#objection-letter [role=status]").first
    fiction.page.clock.set_fixed_time(dt.datetime(2026, 12, 11, 15, 59, tzinfo=dt.UTC))
    fiction.open("?notice=shili-jia/2026/2026-proposal")
    expect(told).to_contain_text("还没有结束")
    told.evaluate("(box) => box.firstElementChild.setAttribute('data-said', '')")
    fiction.page.clock.run_for(60_000)
    assert told.locator("[data-said]").count() == 1
    fiction.page.clock.set_fixed_time(dt.datetime(2026, 12, 11, 16, tzinfo=dt.UTC))
    fiction.page.clock.run_for(60_000)
    expect(told).to_contain_text("已经结束")
    assert told.locator("[data-said]").count() == 0


def test_what_is_missing_is_said_before_the_letter_is_made(real: Writer) -> None:
    real.open()
    everything = {"place", "title", "to", "name-0", "contact-0", "candidate", "facts", "reasons", "evidence"}
    assert real.lacks() == everything
    assert real.page.locator("[class=undefined]").count() == 0
    real.choose("shanghai")
    assert real.lacks() == everything - {"place", "to"}
    assert real.demanded() == {"evidence"}
    assert "第三十二条" in real.page.locator("[data-lack=evidence]").inner_text()
    real.choose("wenling")
    assert real.lacks() == everything - {"place", "to"}
    assert real.demanded() == set()
    real.page.select_option("#letter-kind", "joint")
    real.fill(name_0="示例人甲", contact_0="示例路1号")
    assert {"name-1", "contact-1"} <= real.lacks()
    real.page.locator("[data-lack=name-1] button").click()
    expect(real.page.locator("#letter-name-1")).to_be_focused()
    real.page.click("#letter-add")
    real.fill(name_2="示例人丙")
    real.page.click("text=去掉第3个")
    expect(real.page.locator("#letter-name-2")).to_have_count(0)
    expect(real.page.locator("#letter-name-0")).to_have_value("示例人甲")


def test_what_was_written_of_each_objector_stays_when_the_kind_changes(real: Writer) -> None:
    real.open()
    real.page.select_option("#letter-kind", "joint")
    real.page.click("#letter-add")
    real.page.click("#letter-add")
    for number, name in enumerate("甲乙丙丁"):
        real.fill(**{f"name_{number}": name})
    real.page.select_option("#letter-kind-3", "unit")
    real.page.click("text=去掉第3个")
    for kind in ("unit", "person", "joint"):  # as the arrow keys choose, one after another
        real.page.select_option("#letter-kind", kind)
        expect(real.page.locator("input[id^=letter-name-]")).to_have_count(3 if kind == "joint" else 1)
    for number, name in enumerate("甲乙丁"):
        expect(real.page.locator(f"#letter-name-{number}")).to_have_value(name)
    expect(real.page.locator("#letter-kind-2")).to_have_value("unit")
    expect(real.page.locator("#letter-liaison-2")).to_be_visible()
    real.page.click("#letter-add")
    expect(real.page.locator("#letter-name-3")).to_have_value("")
    expect(real.page.locator("#letter-name-3")).to_be_focused()


def test_an_identity_number_is_noticed_and_a_credit_code_is_not(real: Writer) -> None:
    chance = random.Random(6)
    number = f"{chance.randrange(110000, 660000)}{1950 + chance.randrange(50)}0{1 + chance.randrange(9)}15{chance.randrange(1000):03}X"
    real.open()
    real.choose("shanghai")
    complete(real, "person")
    assert real.lacks() == set()
    real.fill(facts=f"证件{number}的持有人")
    assert real.lacks() == {""}
    real.fill(facts="信用代码91330100MA27XF6Q0X的单位，电话13000000000")
    assert real.lacks() == set()


def test_what_is_written_while_the_notices_come_stays(fiction: Writer) -> None:
    page = fiction.page
    waiting = hold_back(page, "**/api/v1/shili-jia/2026.json")
    fiction.open()
    fiction.choose("shili-jia")
    with page.expect_request("**/api/v1/shili-jia/2026.json"):
        page.select_option("#letter-cycle", "2026")
    told = page.locator("#objection-letter [role=status]").first
    expect(told).to_have_text(the_words()["letter_tool.notice_state.loading"])
    fiction.fill(title="示例标题", publisher="示例局", published="今天", to="示例办公室")
    waiting[0].continue_()
    expect(page.locator("#letter-notice")).to_be_enabled()
    expect(told).to_be_hidden()
    for name, written in (("title", "示例标题"), ("publisher", "示例局"), ("published", "今天"), ("to", "示例办公室")):
        expect(page.locator(f"#letter-{name}")).to_have_value(written)
    page.select_option("#letter-notice", "2026-proposal")
    expect(page.locator("#letter-title")).not_to_have_value("示例标题")
