"""The page of an award: what it is on the day of the build, and how its name may be used."""

import datetime as dt
from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from generator.domain.regulations import NAME_USES
from generator.outputs import web_addresses
from generator.pages.awardees import AwardeePage, awardee_page, short_awardee_page
from generator.pages.base import nothing
from generator.pages.indexes import CycleRecords
from tests.pages.recorded import full_portal, only_cycle, speaking_regulation
from tests.pages.rendering import parsed, rendered, seen, text, the_words
from tests.rules.building import LATER, a_notice, a_revocation, a_withdrawal, an_awardee, day

BEFORE = day("2025-12-01")
ROOT = "https://portal.example/"


def cycle(on: dt.date, **changes: Any) -> CycleRecords:
    return only_cycle(full_portal(**changes), on)


def page(on: dt.date = BEFORE, at: int = 0, **changes: Any) -> AwardeePage:
    records = cycle(on, **changes)
    return awardee_page(records.cycle.awardees.rows[at], records)


def uses(shown: AwardeePage) -> dict[str, str]:
    body = parsed(shown)
    (listed,) = [element for element in body.iter("ul") if element.get("class") == "uses"]
    return {text(line[0]): text(line[1]) for line in listed}


def test_what_was_awarded_and_by_which_decision() -> None:
    words = seen(page())
    assert "示政发〔2025〕1号，2025年11月3日作出，2025年11月5日公布" in words
    assert "截至2025年12月1日（本页生成日）：有效" in words
    assert "到2030年11月3日为止，从决定之日起算5年（第七条）" in words


def test_the_uses_stand_under_their_verdict_with_their_clause() -> None:
    found = uses(page())
    assert list(found) == ["可以", "必须", "不可以", "办法未作规定"]
    assert found["可以"].endswith("，须写明获奖年份（第二十条）")
    assert "产品质量宣传" in found["不可以"]
    assert "属于“产品宣传”的范围（第二十条）" in found["不可以"]
    assert "产品质量宣传" not in found["办法未作规定"]


def test_after_a_revocation_no_permitted_use_is_left() -> None:
    shown = page(LATER)
    assert list(uses(shown)) == ["不可以", "办法未作规定"]
    words = seen(shown)
    assert "截至2026年6月1日（本页生成日）：已撤销" in words
    assert "自2026年3月2日起撤销" in words
    assert "骗取奖项（第三十条）" in words
    assert "到2030年" not in words


def test_the_day_before_the_revocation_and_the_day() -> None:
    assert next(iter(uses(page(day("2026-03-01"))))) == "可以"
    assert "有效 将自2026年3月2日起撤销 示例市甲" in seen(page(day("2026-03-01")))
    assert "已撤销 示例市甲" in seen(page(day("2026-03-02")))
    assert "可以" not in uses(page(day("2026-03-02")))


@pytest.mark.parametrize(
    ("on", "measure", "sentence"),
    [
        ("2026-06-01", "stop_publicity", "已决定停止宣传"),
        ("2030-11-04", None, "有效期已满"),
        ("2025-11-02", None, "授奖决定的日期还没有到"),
    ],
)
def test_a_stopped_an_expired_and_a_coming_award_permit_nothing_either(
    on: str, measure: str | None, sentence: str
) -> None:
    revocations = [a_revocation(measure=measure, ground="accident")] if measure else []
    shown = page(day(on), revocations=revocations)
    assert sentence in seen(shown)
    assert "可以" not in uses(shown)


def test_an_award_without_a_stated_validity_says_that_the_text_is_silent() -> None:
    shown = page(at=1)
    assert shown.validity == "silent"
    assert "没有撤销记录" in seen(shown)


def test_where_its_own_text_is_not_held_the_present_one_is_quoted_as_another() -> None:
    shown = page(regulation_id=None, regulation_cited="示政办〔2020〕1号")
    words = seen(shown)
    assert "授奖时依据的文本没有收录。下面是现在收录的文本的规定，它是否适用于这个奖，没有写明：" in words
    assert "授奖所依据的文本没有收录，或者没有记录，本页无法说明" in words
    assert shown.status.valid_until is None


def test_where_no_version_is_cited_the_present_text_is_not_called_another() -> None:
    words = seen(page(regulation_id=None, regulation_cited=None))
    assert "授奖依据哪一版办法没有记录，不知道是不是下面这一份。" in words
    assert "授奖时依据的文本没有收录" not in words


def test_that_no_revocation_is_found_says_nothing_where_none_are_held() -> None:
    sentence = the_words()["awardee.revocations_unheld"]
    empty = replace(full_portal(revocations=[]).jurisdictions[0].revocations, present=True)
    for held, portal in ((False, full_portal(revocations=[])), (True, full_portal())):
        records = only_cycle(portal, BEFORE)
        row = records.cycle.awardees.rows[1]
        for shown in (awardee_page(row, records), short_awardee_page(row, records)):
            assert (sentence in seen(shown)) is not held
    known = replace(full_portal().jurisdictions[0], revocations=empty)
    records = only_cycle(replace(full_portal(), jurisdictions=(known,)), BEFORE)
    assert sentence not in seen(awardee_page(records.cycle.awardees.rows[1], records))


@pytest.mark.parametrize("status", ["draft", "consultation_draft"])
def test_nothing_at_all_is_said_from_a_draft(status: str) -> None:
    shown = page(regulation_id=None, regulations=[speaking_regulation(status=status)])
    words = seen(shown)
    assert "无法说明可以怎样用、不可以怎样用" in words
    assert "第二十条" not in words
    assert shown.text is None


@pytest.mark.parametrize(("status", "word"), [("draft", "草案"), ("consultation_draft", "征求意见稿")])
def test_a_draft_that_is_held_is_not_said_to_be_missing(status: str, word: str) -> None:
    words = seen(page(regulations=[speaking_regulation(status=status)]))
    assert f"收录的文本只是{word}，不是现行规定，不从中推算有效期" in words
    assert f"这一届的文本，收录的只是{word}，不是现行规定，不能用来说明可以怎样用" in words
    assert "文本没有收录" not in words
    assert "办法未作规定" not in words


def test_beside_a_draft_the_law_in_force_is_quoted_as_another() -> None:
    texts = [speaking_regulation(status="draft"), speaking_regulation(id="r2020")]
    portal = full_portal(regulations=texts)
    whole = replace(portal.jurisdictions[0], regulation_id="r2020")
    records = only_cycle(replace(portal, jurisdictions=(whole,)), LATER)
    words = seen(awardee_page(records.cycle.awardees.rows[0], records))
    assert "这一届的文本，收录的只是草案，不是现行规定。下面是另一份文本的规定，它是否适用于这个奖，没有写明：" in words
    assert "授奖时依据的文本没有收录" not in words


def test_that_a_text_has_expired_is_not_said_of_the_award() -> None:
    old = speaking_regulation(expires_on=day("2027-08-31"))
    assert "办法：" not in seen(page(day("2027-08-31"), revocations=[], regulations=[old]))
    assert "（本页生成日）：有效 办法：已失效 " in seen(page(day("2027-09-01"), revocations=[], regulations=[old]))


def test_an_undated_present_text_is_said_to_be_undated() -> None:
    words = seen(page(regulation_id=None, regulations=[speaking_regulation(status="unknown")]))
    assert "效力不明" in words
    assert "现行" not in words


def test_an_award_to_a_project_bears_the_project_s_name() -> None:
    rows = [an_awardee(awardee="", awardee_type="", entry_title="一种方法")]
    shown = page(awardees=rows)
    assert (shown.name, shown.entry_title, shown.organization) == ("一种方法", "", None)


def test_an_individual_has_a_unit_and_no_page_of_an_organization() -> None:
    shown = page(at=2)
    assert shown.organization is None
    assert "示例市甲制造有限公司" in seen(shown)


def test_the_links_of_an_award() -> None:
    shown = page()
    assert shown.organization is not None
    assert shown.name_check == "name-check/index.html?award=shili/w-1"
    assert shown.short_address == "/a/shili/w-1/"
    assert shown.notice is not None
    assert shown.notice.path == "shili/2025/notices/n-1/index.html"
    assert "更正" in seen(shown)
    assert "获奖者，原为甲，现为乙" in seen(shown)


def test_a_drawn_code_stands_in_the_short_page_as_it_is() -> None:
    records = cycle(BEFORE)
    row = records.cycle.awardees.rows[0]
    assert "<svg>a/shili/w-1/index.html</svg>" in rendered(
        short_awardee_page(row, records, lambda path: f"<svg>{path}</svg>")
    )
    assert "<svg" not in rendered(short_awardee_page(row, records))


def test_a_text_badge_carries_the_link_and_claims_nothing() -> None:
    def badge(on: dt.date, name: str = "示例市甲制造有限公司") -> Any:
        records = cycle(on, awardees=[an_awardee(awardee=name)])
        row = records.cycle.awardees.rows[0]
        return short_awardee_page(row, records, absolute=lambda path: f"https://portal.example/{path}")

    shown = badge(BEFORE)
    assert shown.badge.plain.startswith(
        "查验：示例市甲制造有限公司，示例市政府质量奖（2025年） https://portal.example/a/shili/w-1/"
    )
    assert "有效" not in shown.badge.plain
    (plain, html) = [text(each) for each in parsed(shown).iter("pre")]
    assert (plain, html) == (shown.badge.plain, shown.badge.html)
    assert '&lt;b&gt;"' not in badge(BEFORE, '<b>"').badge.html
    assert "&lt;b&gt;&quot;" in badge(BEFORE, '<b>"').badge.html
    assert badge(LATER).badge is None


def test_without_the_address_of_the_site_there_is_no_badge() -> None:
    records = cycle(BEFORE)
    assert short_awardee_page(records.cycle.awardees.rows[0], records).badge is None


def test_an_award_s_page_promises_of_its_short_page_what_stands_there() -> None:
    def promise(on: dt.date, root: str) -> str:
        records = cycle(on)
        absolute = partial(web_addresses.absolute, root) if root else nothing
        words = seen(awardee_page(records.cycle.awardees.rows[0], records, absolute))
        return words[words.index("短网址") :]

    assert promise(BEFORE, "").startswith("短网址：/a/shili/w-1/")
    assert promise(BEFORE, ROOT).startswith(f"短网址、二维码和查验标识：{ROOT}a/shili/w-1/")
    assert promise(LATER, ROOT).startswith(f"短网址和二维码：{ROOT}a/shili/w-1/")


def test_the_short_page_shows_the_present_state_and_leads_to_the_full_one() -> None:
    for on, state, until in ((BEFORE, "有效", True), (LATER, "已撤销", False)):
        records = cycle(on)
        shown = short_awardee_page(records.cycle.awardees.rows[0], records)
        assert shown.head.path == "a/shili/w-1/index.html"
        assert f"（本页生成日）：{state}" in seen(shown)
        assert ("有效期：到2030年11月3日为止" in seen(shown)) is until
        assert f'href="../../../{shown.full}"' in rendered(shown)


def test_an_award_s_page_stays_within_the_budget() -> None:
    for on in (BEFORE, LATER):
        assert len(rendered(page(on)).encode()) < 5 * 1024


def test_a_ground_that_no_held_text_names_is_not_made_up() -> None:
    revocation = replace(a_revocation(), ground="", statement="弄虚作假")
    words = seen(page(LATER, regulation_id=None, revocations=[revocation]))
    assert "情形：弄虚作假" in words
    assert "没有写明，或者依据的文本没有收录" in seen(page(LATER, revocations=[replace(revocation, statement="")]))


def test_no_name_of_a_use_holds_the_mark_that_parts_names() -> None:
    words = the_words()
    assert not [use for use in NAME_USES if words["punctuation.listing"] in words[f"name_use.{use}.name"]]


def test_a_notice_that_was_withdrawn_is_named_as_such() -> None:
    rows = [a_notice(), replace(a_withdrawal("n-2", "n-1"), published_on=day("2025-10-12"))]
    for on, told in ((day("2025-10-11"), False), (day("2025-10-12"), True)):
        shown = page(on=on, notices=rows, awardees=[an_awardee(notice_id="n-1")])
        assert ("拟获奖名单公示 已撤回" in seen(shown)) is told


def test_the_uses_by_another_version_than_the_award_s_own_are_called_that() -> None:
    own, new = speaking_regulation(), speaking_regulation(id="r2026", path="jurisdictions/shili/regulations/r2026.yaml")
    for held, told in (([own, new], False), ([new, own], True)):  # the first one is the present text
        words = seen(page(regulations=held))
        assert ("现在的文本怎样写（不是上面这一版）" in words) is told
        assert ("全部用法" in words) is not told
