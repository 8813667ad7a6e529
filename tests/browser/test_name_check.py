"""May I use this name, in a real browser: verdict and clause are those of the data, and sentences are judged as a table says."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.domain.portal import Jurisdiction
from generator.domain.regulations import NAME_USES
from tests.browser.faults import Faults
from tests.browser.holding import hold_back
from tests.browser.hosting import NOW
from tests.browser.name_check import DRAFTS, PLACES, SENTENCES, STORES, USES, choose_awardee, open_at, shown, told_by
from tests.built_sites import BuiltSite
from tests.pages.rendering import the_words


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    context.clock.set_fixed_time(NOW)
    page = context.new_page()
    faults = Faults(page, "http://127.0.0.1:")
    yield page
    assert faults.look() == []
    assert page.evaluate(STORES) == [[], [], ""]
    context.close()


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.slug)
def test_every_use_has_the_verdict_and_clause_of_the_data(page: Page, real_address: str, place: Jurisdiction) -> None:
    open_at(page, real_address)
    page.select_option("#check-place", place.slug)
    asked: list[list[Any]] = page.evaluate(USES)
    assert {use for _, use in asked if use} == set(NAME_USES)
    words = the_words()
    assert place.regulation is not None
    for name, use in asked:
        page.select_option("#check-use", name)
        verdict, clause = told_by(place, use) if use else ("silent", "")
        assert shown(page) == (verdict, clause, "text"), name
        text = page.locator("#check-result").inner_text()
        assert clause in text
        assert words[f"check_tool.verdict.{verdict}"] in text
        assert (place.regulation.title in text) == (use is not None)
        condition = place.regulation.name_use[use].condition if use else None
        assert (condition or "") in text
        assert (words["check_tool.answer.not_named"] in text) == (name in ("website", "recruitment", "tender"))
        assert ("不是现行规定" in text) == place.regulation.is_draft
        assert ("请先问办理机构" in text) == (use not in (None, "forging") and verdict == "silent"), name


@pytest.mark.parametrize("place", [place for place in PLACES if place.cycles], ids=lambda place: place.slug)
def test_of_an_award_whose_text_is_not_held_the_present_one_speaks_and_a_draft_says_nothing(
    page: Page, real_address: str, place: Jurisdiction
) -> None:
    assert place.regulation is not None
    draft = place.regulation.is_draft
    cycle = place.cycles[0]
    for year in (cycle.slug, "*"):
        open_at(page, real_address)
        page.select_option("#check-place", place.slug)
        page.select_option("#check-cycle", year)
        if year == "*":
            page.fill("#check-year", "2019")
        for name, use in page.evaluate(USES):
            page.select_option("#check-use", name)
            verdict, clause = told_by(place, use) if use else ("silent", "")
            expected = ("unsaid" if use else "silent", "", "nothing") if draft else (verdict, clause, "present_text")
            assert shown(page) == expected, name
            text = page.locator("#check-result").inner_text()
            assert (place.regulation.title in text) == (use is not None and not draft)
            assert draft or "是否适用于这个奖，没有写明" in text
            assert ("授奖依据哪一版办法没有记录" in text) == (not draft and year != "*" and not cycle.regulation_cited)
            assert not (draft and page.locator("#check-wording").is_visible())


@pytest.mark.parametrize("site", ["real", "demo"])
def test_sentences_are_judged_as_the_table_says(page: Page, real_address: str, demo: str, site: str) -> None:
    rows = [row for row in SENTENCES if row["site"] == site]
    address = {"real": real_address, "demo": demo}[site]
    for (place, awardee), about in groupby(rows, key=lambda row: (row["place"], row["awardee"])):
        if awardee:
            choose_awardee(page, address, place, awardee)
        else:
            open_at(page, address)
            page.select_option("#check-place", place)
        for row in about:
            if not awardee:
                page.select_option("#check-award", row["award"])
            page.select_option("#check-use", row["use"])
            page.fill("#check-sentence", row["sentence"])
            page.click("text=查这句话")
            found = page.locator("#check-findings li").evaluate_all(
                "lines => lines.map(({ dataset }) => dataset.code + (dataset.level === 'ask' ? '?' : ''))"
            )
            assert " ".join(found) == row["found"], row["sentence"]
            clean = page.locator("#check-findings >> text=没有查出问题").count()
            unruled = page.locator("#check-findings >> text=没有可以对照的条文").count()
            assert clean + unruled == (0 if found else 1)
            assert not unruled or place in DRAFTS
            assert not clean or place not in DRAFTS


def test_the_table_holds_enough_sentences_of_every_kind() -> None:
    assert len(SENTENCES) >= 40
    right = [row for row in SENTENCES if not row["found"]]
    assert 10 <= len(right) <= len(SENTENCES) - 20
    codes = {code.rstrip("?").partition(":")[0] for row in SENTENCES for code in row["found"].split()}
    told = {*the_words().section("check_tool.found"), "revoked", "stopped", "expired", "decided_later"}
    assert codes == told


def test_a_finding_names_the_clause_of_the_data(page: Page, real_address: str) -> None:
    open_at(page, real_address)
    page.select_option("#check-place", "shanghai")
    page.fill("#check-sentence", "本产品荣获上海市质量金奖，品质信得过")
    page.click("text=查这句话")
    found = page.locator("#check-findings li")
    clauses = found.evaluate_all("lines => lines.map(({ dataset }) => [dataset.code, dataset.clause])")
    assert clauses == [
        ["missing_year", "第三十四条"],
        ["missing_category", "第三十四条"],
        ["prohibited:product_advertising", "第三十四条"],
        ["within:product_quality_publicity", "第三十四条"],
    ]
    for line in found.all_inner_texts():
        assert "第三十四条" in line


@pytest.mark.parametrize(
    ("awardee", "verdict"),
    [
        ("shili-jia/2024-quality-01", "permitted"),
        ("shili-jia/2024-quality-02", "ended"),
        ("shili-jia/2022-quality-02", "ended"),
        ("shili-jia/2020-quality-01", "ended"),
        ("shili-yi/no-7-quality-1", "ended"),
    ],
)
def test_what_is_permitted_ends_with_the_award(page: Page, demo: str, awardee: str, verdict: str) -> None:
    choose_awardee(page, demo, *awardee.split("/"))
    page.select_option("#check-use", "brochure")
    assert shown(page)[0] == verdict
    assert page.locator("#check-wording").is_visible() == (verdict == "permitted")
    page.select_option("#check-use", "product_body")
    assert shown(page)[0] == "prohibited"


def test_that_no_revocations_are_held_is_said_beside_the_state(page: Page, demo: str, real_address: str) -> None:
    for address, place, awardee, held in (
        (demo, "shili-jia", "2024-quality-01", True),
        (real_address, "shanghai", "2021-gold-mode-1", False),
    ):
        choose_awardee(page, address, place, awardee)
        page.select_option("#check-use", "brochure")
        assert ("这不等于没有撤销" in page.locator("#check-result").inner_text()) is not held


def test_the_state_is_that_of_the_day_on_which_the_page_is_read(page: Page, demo: str) -> None:
    choose_awardee(page, demo, "shili-jia", "2024-quality-01")
    page.select_option("#check-use", "brochure")
    assert "到2029年9月22日为止" in page.locator("#check-result").inner_text()
    page.clock.set_fixed_time("2029-09-22T15:59:59Z")
    page.select_option("#check-use", "logo")
    assert shown(page)[0] == "permitted_if"
    page.clock.set_fixed_time("2029-09-22T16:00:00Z")
    page.select_option("#check-use", "brochure")
    assert shown(page)[0] == "ended"
    assert "有效期已满" in page.locator("#check-result").inner_text()


def test_the_wording_that_is_offered_passes_the_check(page: Page, demo: str, real_address: str) -> None:
    context = page.context
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    for address, place, awardee in (
        (demo, "shili-jia", "2024-quality-01"),
        (demo, "shili-jia", "2024-person-05"),
        (demo, "shili-yi", "no-6-achievement-1"),
        (real_address, "shanghai", "2021-gold-mode-1"),
    ):
        choose_awardee(page, address, place, awardee)
        page.select_option("#check-use", "brochure")
        offered = page.locator("#check-wording q").all_inner_texts()
        assert offered
        page.locator("#check-wording button").first.click()
        expect(page.locator("#check-wording [role=status]")).to_have_text("已经复制。")
        assert page.evaluate("navigator.clipboard.readText()") == offered[0]
        for sentence in offered:
            page.fill("#check-sentence", sentence)
            page.click("text=查这句话")
            expect(page.locator("#check-findings")).to_contain_text("没有查出问题")


def test_without_an_awardee_the_year_and_the_award_are_asked_for(page: Page, real_address: str) -> None:
    open_at(page, real_address)
    page.select_option("#check-place", "wenling")
    page.select_option("#check-use", "brochure")
    wording = page.locator("#check-wording")
    expect(wording).to_contain_text("选了哪一年")
    page.select_option("#check-cycle", "*")
    for odd in ("2024.5", "2e3", "202", "20240", "1024", "2224"):
        page.fill("#check-year", odd)
        expect(wording).to_contain_text("选了哪一年")
    page.fill("#check-year", "2024")
    expect(wording).to_contain_text("选了哪一种奖")
    page.select_option("#check-award", "quality")
    expect(wording.locator("q")).to_have_text("我单位获得2024年温岭市政府质量奖。")
    page.select_option("#check-use", "packaging")
    expect(wording).to_be_hidden()
    expect(page.locator("#check-result")).to_contain_text("没有提到不等于允许")
    expect(page.locator("#check-result a").first).to_have_attribute("href", "../wenling/objection/index.html")


def test_only_the_files_of_cycles_are_asked_for(page: Page, demo: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.method} {request.url.removeprefix(demo)}"))
    choose_awardee(page, demo, "shili-jia", "2022-quality-02")
    page.select_option("#check-use", "brochure")
    page.fill("#check-sentence", "2022年获得示例市甲市长质量奖")
    page.click("text=查这句话")
    files = [request for request in asked if not request.startswith("GET assets/")]
    assert files == [
        "GET name-check/?award=shili-jia/2022-quality-02",
        *(f"GET api/v1/shili-jia/{cycle}.json" for cycle in ("2026", "2024", "2022")),
    ]


@pytest.mark.parametrize("query", ["?award=shili-jia/none-such", "?award=nowhere/none", "?award="])
def test_an_award_that_is_not_there_leaves_the_questions_open(page: Page, demo: str, query: str) -> None:
    open_at(page, demo, query)
    hint = page.locator("#check-place-hint")
    if query != "?award=":
        expect(hint).to_contain_text("没有找到")
    else:
        expect(hint).to_be_hidden()
    expect(page.locator("#check-result")).to_be_hidden()


def test_opened_from_a_folder_the_rules_are_there_and_the_awardees_are_not(
    browser: Browser, real_site: BuiltSite
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto((real_site.folder / "name-check/index.html").as_uri())
    page.select_option("#check-place", "shanghai")
    page.select_option("#check-use", "packaging")
    assert shown(page) == ("prohibited", "第三十四条", "text")
    page.select_option("#check-cycle", "2021")
    expect(page.locator("#check-awardee-hint")).to_contain_text("从文件夹里打开")
    context.close()


def test_what_was_checked_while_the_awardees_come_stays(page: Page, demo: str) -> None:
    waiting = hold_back(page, "**/api/v1/shili-jia/2024.json")
    open_at(page, demo)
    page.select_option("#check-place", "shili-jia")
    with page.expect_request("**/api/v1/shili-jia/2024.json"):
        page.select_option("#check-cycle", "2024")
    page.fill("#check-sentence", "2024年获得示例市甲市长质量奖")
    page.click("text=查这句话")
    waiting[0].continue_()
    expect(page.locator("#check-awardee")).to_be_enabled()
    expect(page.locator("#check-findings")).to_contain_text("没有查出问题")


@pytest.mark.parametrize("found", [True, False])
def test_what_is_chosen_while_an_award_is_looked_for_stays_chosen(page: Page, demo: str, found: bool) -> None:
    waiting = hold_back(page, "**/api/v1/shili-jia/2022.json")
    with page.expect_request("**/api/v1/shili-jia/2022.json"):
        open_at(page, demo, f"?award=shili-jia/{'2022-quality-02' if found else 'none-such'}")
    page.select_option("#check-cycle", "*")
    page.fill("#check-year", "2019")
    waiting[0].continue_()
    page.wait_for_load_state("networkidle")
    expect(page.locator("#check-cycle")).to_have_value("*")
    expect(page.locator("#check-place-hint")).to_be_hidden()
