from dataclasses import fields

from generator.domain.published_files import FEED_ENTRIES
from generator.domain.regulations import Regulation
from generator.domain.verdicts import Kind
from generator.domain.working_days import WorkingDayCalendar
from generator.pages.data_holdings import API_KEYS, DataPage, data_page
from tests.pages.rendering import parsed, pick, seen, shipped, text, the_words
from tests.rules.building import LATER, a_cycle, a_portal, an_awardee, complete

SCHEMAS = shipped().schemas.tables


def page_of(*cycles: object) -> DataPage:
    return data_page(a_portal(*cycles), SCHEMAS, LATER, the_words())  # type: ignore[arg-type]


def test_what_is_not_there_is_unknown_and_has_no_download() -> None:
    page = page_of(a_cycle(awardees=[an_awardee()], completeness=complete("awardees")))
    body = parsed(page)
    tables = {text(pick(table, "caption")[0]): table for table in pick(body, "table") if pick(table, "caption")}
    held = tables["示例市各届的表"]
    titles = [text(cell) for cell in pick(held, "th") if cell.get("scope") == "col"]
    (row,) = pick(pick(held, "tbody")[0], "tr")
    cells = dict(zip(titles, [text(cell) for cell in row], strict=True))
    assert cells["届次"] == "2025年 接口数据"
    assert cells["获奖名单"] == "1条（完整） CSV Excel"
    assert cells["申报名单"] == "没有收录"
    hrefs = {link.get("href") for link in pick(body, "a")}
    assert {"../data/shili/2025/awardees.csv", "../data/shili/2025/awardees-excel.csv"} <= hrefs
    assert "../data/shili/2025/applicants.csv" not in hrefs


def test_every_column_of_every_table_is_described_as_its_schema_describes_it() -> None:
    words = seen(page_of())
    for schema in SCHEMAS.values():
        assert schema.title in words
        for field in schema.fields:
            assert f"{field.title} {field.name}" in words
            assert " ".join(field.description.split()) in words


def test_how_many_events_a_feed_has_is_told() -> None:
    assert f"一个订阅列出最新的{FEED_ENTRIES}条" in seen(page_of())


def test_every_key_of_the_interface_has_a_sentence() -> None:
    names = the_words()
    for kind, keys in API_KEYS.items():
        assert set(names.section(f"api.{kind}")) == {"what", *keys}


def test_every_code_of_an_assessment_is_explained_on_the_page() -> None:
    names = the_words()
    told = text(next(each for each in pick(parsed(page_of()), "details") if each.get("id") == "api-assessment"))
    for section in ("kind", "reason", "fact"):
        for code, meaning in names.section(f"assessments.{section}").items():
            assert f"{code} {meaning}" in told
    assert {kind.value for kind in Kind} == set(names.section("assessments.kind"))


def test_every_key_of_a_regulation_in_the_interface_is_one_of_its_schema() -> None:
    schema = shipped().schemas.documents["regulation"]
    told = {field.name for field in fields(Regulation)} - {"id", "path", "retention_years", "retention_clause"}
    assert told - {"name_use_remedy_clause"} == set(schema["properties"]) - {"retention"}


def test_without_arrangements_none_are_claimed() -> None:
    portal = a_portal()
    bare = type(portal)(jurisdictions=portal.jurisdictions, calendar=WorkingDayCalendar.of())
    page = data_page(bare, SCHEMAS, LATER, the_words())
    assert page.calendar_file == ""
    assert "放假安排没有收录" in seen(page).replace(" ", "")
