from dataclasses import replace

import pytest

from generator.domain.regulations import NAME_USES
from generator.pages.comparison import comparison_page
from tests.pages.rendering import parsed, pick, seen, shipped, text, the_words
from tests.rules.building import LATER, a_jurisdiction
from tests.rules.building_regulations import a_demand, a_period, a_regulation, a_stage

STAGES = (a_stage("internal", "内部公示"), a_stage("proposal", "评议公示"))
ONE = a_jurisdiction(regulations=[a_regulation(stages=STAGES, notices=(a_demand(), a_demand(length=None)))])
OTHER = replace(
    a_jurisdiction(
        regulations=[
            a_regulation(
                status="draft",
                stages=STAGES,
                notices=(a_demand("internal", audience="internal"), a_demand(period=a_period(7, "day", "exact"))),
            )
        ]
    ),
    slug="shili-yi",
    name="示例市乙",
)


def test_the_picture_holds_what_the_table_under_it_holds() -> None:
    body = parsed(comparison_page([ONE, OTHER], LATER, the_words()))
    (picture,) = pick(body, "svg")
    drawn = [text(part) for part in pick(picture, "text")]
    assert drawn == [
        "示例市 评议公示",
        "不少于5个工作日",
        "示例市 评议公示",
        "办法未作规定",
        "示例市乙（草案） 评议公示",
        "7天",
    ]
    rows = [[text(cell) for cell in row] for row in pick(pick(pick(body, "table")[1], "tbody")[0], "tr")]
    shown = [(f"{place} {what.partition('：')[0]}", length) for place, what, length, _ in rows if "内部" not in what]
    assert list(zip(drawn[::2], drawn[1::2], strict=True)) == shown
    assert picture.get("role") == "img"
    assert all(part.get("style") is None for part in picture.iter())


def test_working_days_and_days_are_drawn_in_two_ways() -> None:
    (picture,) = pick(parsed(comparison_page([ONE, OTHER], LATER, the_words())), "svg")
    assert [bar.get("class") for bar in pick(picture, "rect")] == ["fill", "fill--2"]


def test_every_card_says_which_texts_are_no_law() -> None:
    body = parsed(comparison_page([ONE, OTHER], LATER, the_words()))
    labels = {cell.get("data-label") for cell in pick(pick(body, "table")[3], "td")}
    assert labels == {"示例市", "示例市乙（草案）"}


def test_every_row_says_which_texts_are_no_law() -> None:
    tables = pick(parsed(comparison_page([ONE, OTHER], LATER, the_words())), "table")
    for table in (tables[1], tables[4]):
        names = {text(pick(row, "th")[0]) for row in pick(pick(table, "tbody")[0], "tr")}
        assert names == {"示例市", "示例市乙（草案）"}


def test_the_matrix_of_uses_is_that_of_the_shipped_data() -> None:
    jurisdictions = shipped().portal.jurisdictions
    page = comparison_page(jurisdictions, LATER, the_words())
    assert [row.use for row in page.uses] == list(NAME_USES)
    for row in page.uses:
        for jurisdiction, (column, line) in zip(jurisdictions, row.cells, strict=True):
            assert jurisdiction.regulation is not None
            said = jurisdiction.regulation.name_use[row.use]
            assert (column.name, line.verdict, line.within) == (jurisdiction.name, said.verdict, said.within)


def test_a_use_that_the_text_does_not_name_says_in_which_prohibited_one_it_lies() -> None:
    body = parsed(comparison_page(shipped().portal.jurisdictions, LATER, the_words()))
    rows = {
        text(pick(row, "th")[0]): [text(cell) for cell in pick(row, "td")] for row in pick(pick(body, "table")[3], "tr")
    }
    assert rows["产品宣传"] == [
        "办法未作规定",
        "办法未作规定",
        "不可以 七（四）",
        "不可以 第三十四条",
        "不可以 （二十七）",
    ]
    assert rows["产品质量宣传"] == [
        "不可以 第二十六条",
        "不可以 六（三）",
        "不可以 （属于“产品宣传”的范围） 七（四）",
        "不可以 （属于“产品宣传”的范围） 第三十四条",
        "不可以 （属于“产品宣传”的范围） （二十七）",
    ]


def test_a_jurisdiction_whose_text_is_not_held_is_listed_and_has_no_column() -> None:
    page = comparison_page(
        [ONE, a_jurisdiction(regulations=[], slug="shili-bing", name="示例市丙")], LATER, the_words()
    )
    assert [column.name for column in page.columns] == ["示例市"]
    assert "示例市丙没有收录文本" in seen(page)


def test_a_text_that_is_not_held_is_never_said_to_be_silent() -> None:
    silent = a_jurisdiction(regulations=[a_regulation(notices=(), sanctions=())])
    unheld = a_jurisdiction(regulations=[], slug="shili-bing", name="示例市丙")
    tables = pick(parsed(comparison_page([silent, unheld], LATER, the_words())), "table")
    for table in (tables[1], tables[4]):
        said = {text(pick(row, "th")[0]): text(pick(row, "td")[0]) for row in pick(pick(table, "tbody")[0], "tr")}
        assert said == {"示例市": "办法未作规定", "示例市丙": "没有收录文本"}


def test_where_no_text_is_held_there_is_no_table_without_a_column_and_no_empty_picture() -> None:
    body = parsed(comparison_page([a_jurisdiction(regulations=[])], LATER, the_words()))
    assert pick(body, "svg") == []
    assert all(len(pick(table, "th")) > 1 and pick(table, "td") for table in pick(body, "table"))
    assert text(body).count("还没有收录任何地区的办法") == 2


@pytest.mark.parametrize(("count", "regions"), [(6, []), (7, ["objections", "name-use"])])
def test_more_columns_than_fit_a_screen_are_scrolled_by_the_keyboard_too(count: int, regions: list[str]) -> None:
    places = [replace(ONE, slug=f"shili-{number}", name=f"示例市{number}区") for number in range(count)]
    scrolled = pick(parsed(comparison_page(places, LATER, the_words())), "div", "wide")
    assert [region.get("aria-labelledby") for region in scrolled] == regions
    assert all((region.get("role"), region.get("tabindex")) == ("region", "0") for region in scrolled)
    assert all(len(pick(region, "table")) == 1 for region in scrolled)
