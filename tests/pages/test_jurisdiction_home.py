import datetime as dt
from dataclasses import replace

from generator.domain.portal import Office, OfficeChannel
from generator.domain.regulations import CycleRule, Regulation, Verification
from generator.pages.jurisdiction_home import GENERAL_WAYS, jurisdiction_page, objection_page
from tests.pages.rendering import parsed, pick, seen, text, the_words
from tests.rules.building import LATER, a_cycle, a_jurisdiction, an_awardee, complete
from tests.rules.building_regulations import a_demand, a_regulation

CHANNEL = OfficeChannel(
    kind="phone", value="0000-12345", hours=None, source_url="https://example.gov.cn/1", as_of=dt.date(2025, 5, 1)
)
OFFICE = Office(name="示例市评审办", role="受理异议", channels=())


def test_a_jurisdiction_without_records_says_so_and_that_this_proves_nothing() -> None:
    words = seen(jurisdiction_page(a_jurisdiction(), LATER, the_words()))
    assert "这里还没有收录任何记录" in words
    assert "没有收录，不等于没有公示" in words


def test_what_is_not_known_of_a_cycle_differs_from_an_empty_table() -> None:
    cycle = a_cycle(awardees=[an_awardee()], completeness=complete("awardees"))
    (row,) = pick(pick(parsed(jurisdiction_page(a_jurisdiction(cycle), LATER, the_words())), "table")[0], "tbody")[0]
    assert text(row) == "2025年没有收录1条（完整）"


def test_a_draft_is_said_to_be_one_before_anything_else() -> None:
    page = jurisdiction_page(a_jurisdiction(regulations=[a_regulation(status="draft")]), LATER, the_words())
    assert seen(page).index("这是草案，不是现行规定") < seen(page).index("有哪些奖项")


def test_a_text_without_an_interval_is_silent_on_it() -> None:
    silent = a_regulation(cycle_rule=CycleRule(every_years=None, summary=None, clause=None))
    page = jurisdiction_page(a_jurisdiction(regulations=[silent]), LATER, the_words())
    assert "评选周期：办法未作规定" in seen(page)
    stated = a_regulation(cycle_rule=CycleRule(every_years=2, summary="每两年评一次", clause="第四条"))
    page = jurisdiction_page(a_jurisdiction(regulations=[stated]), LATER, the_words())
    assert "评选周期" not in seen(page)
    assert "每两年评一次 第四条" in seen(page)


def test_every_further_page_and_every_subscription_is_linked() -> None:
    links = {link.get("href") for link in pick(parsed(jurisdiction_page(a_jurisdiction(), LATER, the_words())), "a")}
    pages = ("objection", "name-use", "regulation", "assessments", "corrections")
    assert {f"../shili/{page}/index.html" for page in pages} <= links
    assert {"../shili/calendar.ics", "../feeds/shili-notices.atom", "../feeds/shili-revocations.atom"} <= links


def test_without_a_channel_the_page_says_so_and_names_the_general_ways_with_their_sources() -> None:
    page = jurisdiction_page(a_jurisdiction(offices=(OFFICE,)), LATER, the_words())
    words = seen(page)
    assert "没有收录这个机构公开的联系方式" in words
    assert "12345" in words
    assert "12315" in words
    external = [link for link in pick(parsed(page), "a") if link.get("rel")]
    assert len(external) == sum(len(sources) for _, sources in GENERAL_WAYS)
    assert all((link.get("href") or "").split("/")[2].endswith(".gov.cn") for link in external)


def test_a_channel_is_shown_with_where_and_when_it_was_seen_and_needs_no_general_way() -> None:
    office = Office(name=OFFICE.name, role=OFFICE.role, channels=(CHANNEL,))
    words = seen(jurisdiction_page(a_jurisdiction(offices=(office,)), LATER, the_words()))
    assert "电话0000-12345 来源 2025年5月1日核对" in words
    assert "12315" not in words


def test_a_single_number_of_an_office_can_be_called() -> None:
    channels = (replace(CHANNEL, kind="phone", value="0000-12345678"), replace(CHANNEL, kind="fax", value="0000-1234"))
    place = a_jurisdiction(offices=(replace(OFFICE, channels=channels),))
    links = [link.get("href") or "" for link in parsed(objection_page(place, LATER, the_words())).iter("a")]
    assert [link for link in links if link.startswith("tel:")] == ["tel:000012345678"]


def test_an_objection_s_silent_lines_say_that_the_text_is_silent() -> None:
    page = objection_page(a_jurisdiction(), LATER, the_words())
    rows = {text(row[0]): text(row[1]) for row in pick(parsed(page), "div") if len(row) == 2 and row[0].tag == "dt"}
    assert rows["是否实名"] == rows["单位盖章"] == rows["核查期限"] == "办法未作规定"


def test_the_time_for_handling_is_kept_apart_from_the_length_of_a_notice() -> None:
    rule = a_regulation().objection
    changed = type(rule)(
        **{name: getattr(rule, name) for name in type(rule).__dataclass_fields__}
        | {"verification": Verification(length=9, unit="day", starts="receipt"), "clause": "第十条"}
    )
    regulation = a_regulation(objection=changed, notices=(a_demand(length=5),))
    body = parsed(objection_page(a_jurisdiction(regulations=[regulation]), LATER, the_words()))
    assert "9天，从收到异议起算" in text(body)
    assert "不是公示期" in text(body)
    (table,) = pick(body, "table")
    assert "不少于5个工作日" in text(table)
    assert "9天" not in text(table)


def test_what_is_common_elsewhere_is_marked_as_no_rule_of_the_place() -> None:
    words = seen(objection_page(a_jurisdiction(), LATER, the_words()))
    assert words.index("不是办法的规定") < words.index("常见的要求是")


def test_a_draft_tells_nobody_to_follow_it() -> None:
    law = seen(objection_page(a_jurisdiction(), LATER, the_words()))
    draft = seen(objection_page(a_jurisdiction(regulations=[a_regulation(status="draft")]), LATER, the_words()))
    assert "可以照下面的规定提出" in law
    assert "可以照下面的规定提出" not in draft
    assert "不能当作现行规定引用" in draft


def test_where_no_text_is_held_no_rule_is_told() -> None:
    words = seen(objection_page(a_jurisdiction(regulations=[]), LATER, the_words()))
    assert "没有收录这个地区的办法" in words
    assert "办法未作规定" not in words


def test_a_text_without_notices_is_silent_and_one_that_is_not_held_is_not() -> None:
    def told(regulations: list[Regulation]) -> str:
        whole = seen(objection_page(a_jurisdiction(regulations=regulations), LATER, the_words()))
        return whole.partition("办法要求的公示")[2].partition("向谁提出")[0].strip()

    assert told([a_regulation(notices=())]) == "办法未作规定"
    assert told([]) == "本站没有收录这个地区的办法。"
