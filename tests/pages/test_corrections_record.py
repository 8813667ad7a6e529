from generator.domain.addresses import organization_key
from generator.domain.organizations import OrganizationIndex
from generator.domain.portal import Portal
from generator.pages.corrections_record import CorrectionsPage, corrections_page
from tests.domain.arranged_days import published_calendar
from tests.pages.rendering import parsed, pick, seen, shipped, text, the_words
from tests.rules.building import (
    FIRM,
    LATER,
    OTHER_FIRM,
    a_candidate,
    a_change,
    a_channel,
    a_correction,
    a_cycle,
    a_former_name,
    a_jurisdiction,
    a_notice,
    a_revocation,
    a_withdrawal,
    an_applicant,
    an_awardee,
    day,
)
from tests.rules.building_regulations import a_regulation, a_stage


def page_of(*cycles: object, **parts: object) -> CorrectionsPage:
    jurisdiction = a_jurisdiction(*cycles, **parts)  # type: ignore[arg-type]
    organizations = OrganizationIndex(Portal(jurisdictions=(jurisdiction,), calendar=published_calendar()))
    return corrections_page(jurisdiction, organizations, shipped().schemas.tables, LATER, the_words())


def test_a_record_that_was_never_corrected_says_so() -> None:
    words = seen(page_of())
    assert "示例市没有收录更正记录" in words
    assert "没有更正、延期或者撤回的" in words


def test_a_correction_shows_both_values_its_reason_and_the_record() -> None:
    cycle = a_cycle(awardees=[an_awardee()])
    page = page_of(
        cycle,
        corrections=[a_correction(was="示例市甲制造公司", now="示例市甲制造有限公司", source_url="https://a.gov.cn/1")],
    )
    words = seen(page)
    assert "2026年1月5日（星期一） 文字差错" in words
    assert "获奖名单，获奖者：示例市甲制造有限公司" in words
    assert "原为示例市甲制造公司现为示例市甲制造有限公司" in words
    assert "原因：错字" in words
    hrefs = {link.get("href") for link in pick(parsed(page), "a")}
    assert {"../../shili/2025/awardees/w-1/index.html", "https://a.gov.cn/1"} <= hrefs


def test_a_value_that_was_empty_is_said_to_be_empty() -> None:
    words = seen(page_of(corrections=[a_correction(was="", now="123")]))
    assert "原为没有写现为123" in words


def test_a_corrected_application_is_named_and_its_codes_are_told_in_words() -> None:
    row = a_correction(table="applicants", record_id="a-1", field="eligibility", was="accepted", now="withdrawn")
    cycle = a_cycle(applicants=[an_applicant("a-1", applicant="示例市丙公司")])
    words = seen(page_of(cycle, corrections=[row]))
    assert "申报名单，资格审查结果：示例市丙公司" in words
    assert "原为通过现为已撤回" in words


def test_the_newest_correction_stands_first() -> None:
    older, newer = (
        a_correction("c-1", corrected_on=day("2026-01-05")),
        a_correction("c-2", corrected_on=day("2026-02-05")),
    )
    assert [line.correction.correction_id for line in page_of(corrections=[older, newer]).corrections] == ["c-2", "c-1"]


def test_records_without_a_page_of_their_own_lead_to_the_nearest_one_or_keep_their_id() -> None:
    page = page_of(
        a_cycle(awardees=[an_awardee()]),
        revocations=[a_revocation()],
        corrections=[
            a_correction("c-1", table="revocations", record_id="v-1", field="ground"),
            a_correction("c-2", table="names", record_id="甲/乙", field="name"),
        ],
    )
    paths = {line.correction.table: line.record and line.record.path for line in page.corrections}
    assert paths == {"revocations": "shili/2025/awardees/w-1/index.html", "names": None}
    assert "甲/乙" in seen(page)


def test_a_row_without_a_page_is_told_by_its_name_and_where_it_is_listed() -> None:
    listed = [a_candidate("onsite", applicant=OTHER_FIRM), a_candidate("onsite", application_id="a-1")]
    cycle = a_cycle(applicants=[an_applicant("a-1")], shortlists=listed, notices=[a_notice()], channels=[a_channel()])
    page = page_of(
        cycle,
        corrections=[
            a_correction("c-1", table="applicants", record_id="a-1", field="award"),
            a_correction("c-2", table="shortlists", record_id="onsite/quality/a-1", field="score"),
            a_correction("c-3", table="shortlists", record_id=f"onsite/quality/{OTHER_FIRM}", field="score"),
            a_correction("c-4", table="channels", record_id="n-1/phone", field="value"),
        ],
    )
    assert [line.record and (line.record.text, line.record.path) for line in page.corrections] == [
        (FIRM, "shili/2025/index.html#application-a-1"),
        (FIRM, "shili/2025/index.html#shortlist-onsite-2"),
        (OTHER_FIRM, "shili/2025/index.html#shortlist-onsite-1"),
        ("拟获奖名单公示", "shili/2025/notices/n-1/index.html"),
    ]


def test_a_record_of_an_award_says_what_the_award_is() -> None:
    page = page_of(
        a_cycle(awardees=[an_awardee("w-1"), an_awardee("w-2")], notices=[a_notice()]),
        revocations=[a_revocation("v-1", award_id="w-1", decided_on=day("2026-03-02"))],
        corrections=[
            a_correction("c-1", record_id="w-1"),
            a_correction("c-2", record_id="w-2"),
            a_correction("c-3", table="revocations", record_id="v-1", field="ground"),
            a_correction("c-4", table="notices", record_id="n-1", field="title"),
        ],
    )
    assert [line.state for line in page.corrections] == ["revoked", "standing", "revoked", ""]
    assert seen(page).count("已撤销") == 2


def test_what_may_be_meant_of_two_cycles_is_told_of_neither() -> None:
    name = f"onsite/quality/{OTHER_FIRM}"
    cycles = [a_cycle(slug, shortlists=[a_candidate("onsite", applicant=OTHER_FIRM)]) for slug in ("2025", "2023")]
    page = page_of(*cycles, corrections=[a_correction("c-1", table="shortlists", record_id=name, field="score")])
    assert page.corrections[0].record is None
    assert name in seen(page)


def test_what_a_later_notice_states_otherwise_is_shown_as_was_and_is() -> None:
    extension = a_change(
        "n-2",
        "n-1",
        "extension",
        published_on=day("2025-10-12"),
        closes_on=day("2025-10-17"),
        change_reason="补充材料",
        stated_length=7,
        stated_unit="working_day",
    )
    page = page_of(a_cycle(notices=[a_notice(), extension, a_withdrawal("n-3", "n-2")]))
    assert [(line.change, line.badge) for line in page.notices] == [
        ("extension", "extended"),
        ("withdrawal", "withdrawn"),
    ]
    words = seen(page)
    assert "延期 2025年10月12日（星期日）" in words
    assert "截止日期 原为2025年10月14日（星期二）现为2025年10月17日（星期五）" in words
    assert "原文天数 原为没有写现为7个工作日" in words
    assert "原因：补充材料" in words
    assert "没有写原因" in words


def test_an_address_that_is_no_web_address_is_text_and_no_link() -> None:
    body = parsed(page_of(corrections=[a_correction(source_url="javascript:alert(1)")]))
    assert "javascript:alert(1)" in text(body)
    assert not [link for link in pick(body, "a") if "javascript" in (link.get("href") or "")]


def test_every_column_that_a_correction_of_a_page_s_record_can_name_has_words() -> None:
    titles = the_words().section("column_title")
    tables = ("notices", "channels", "shortlists", "awardees", "revocations", "names")
    fields = [field for table in tables for field in shipped().schemas.tables[table].fields]
    own = {f"{table}_{field.name}": field.title for table in tables for field in shipped().schemas.tables[table].fields}
    assert {name: title for name, title in titles.items() if name in own} == {"notices_published_on": "发布日期"}
    assert set(titles) - set(own) == {field.name for field in fields}
    told = {name: titles.get(name, titles[name.partition("_")[2]]) for name in own}
    assert told == own


def test_a_choice_has_the_word_that_the_clerk_chose() -> None:
    words, tables = the_words(), shipped().schemas.tables
    offered = [
        field
        for name in ("notices", "channels", "shortlists", "awardees", "revocations")
        for field in tables[name].fields
    ]
    assert words.section("corrected_value") == {code: text for field in offered for code, text in field.labels.items()}
    of_notices = {field.name: field.labels for field in tables["notices"].fields}
    for name in ("period_form", "stated_unit"):
        assert words.section(f"notice.field_value.{name}") == of_notices[name]
    units = {code: words[f"assessments.value.{code}"] for code in of_notices["stated_unit"]}
    assert units == of_notices["stated_unit"]


def test_a_corrected_former_name_leads_to_the_organization_that_is_recorded_here() -> None:
    fix = a_correction(table="names", record_id=f"{FIRM}/示例市甲厂", field="changed_on")
    for cycle, paths in (
        (a_cycle(awardees=[an_awardee()]), [f"organizations/{organization_key('shili', FIRM, '')}/index.html"]),
        (a_cycle(), []),
    ):
        page = page_of(cycle, names=[a_former_name(FIRM, "示例市甲厂")], corrections=[fix])
        assert [line.record.path for line in page.corrections if line.record] == paths


def test_a_corrected_stage_of_a_notice_is_told_by_its_name() -> None:
    law = a_regulation(stages=(a_stage("onsite", "现场评审"), a_stage("proposal", "评议公示")))
    fix = a_change("n-2", "n-1", "correction", stage="onsite")
    (changed,) = page_of(a_cycle(notices=[a_notice(), fix]), regulations=[law]).notices
    assert [(each.was, each.now) for each in changed.fields] == [("评议公示", "现场评审")]


def test_programs_find_the_feed_that_tells_of_corrections() -> None:
    (feed,) = page_of().head.feeds
    assert (feed.text, feed.path) == ("示例市政府质量奖：更正、延期和撤回", "feeds/shili-changes.atom")
