from generator.domain.regulations import CycleRule, Duty, Eligibility
from generator.pages.regulation_text import regulation_page
from tests.pages.rendering import parsed, pick, seen, the_words
from tests.rules.building import LATER, a_cycle, a_jurisdiction, day
from tests.rules.building_regulations import a_quota, a_regulation, an_award

DUTY = Duty(
    line=1,
    id="report",
    summary="交报告",
    every_years=2,
    for_years=5,
    starts="获奖次年",
    times=None,
    by="市评审办",
    clause="第三十一条",
)


def told(**changes: object) -> str:
    return seen(regulation_page(a_jurisdiction(regulations=[a_regulation(**changes)]), LATER, the_words()))


def test_dates_that_the_text_lacks_are_said_to_be_lacking() -> None:
    words = told(issued_on=None, effective_on=None, expires_on=None, document_number=None)
    assert words.count("文本没有写明") == 5
    assert "施行日期2024年" not in words


def test_a_text_without_an_interval_is_silent_on_it() -> None:
    assert "评选周期办法未作规定" in told(cycle_rule=CycleRule(every_years=None, summary=None, clause=None))


def test_every_fact_carries_its_clause() -> None:
    words = told(
        cycle_rule=CycleRule(every_years=2, summary="每两年评一次", clause="第四条"),
        awards=(an_award(score_min=610.0, score_clause="第十二条", validity_years=5, validity_clause="第三十三条"),),
        quotas=(a_quota(max=7),),
        onsite_max=8,
        onsite_clause="第十八条",
        eligibility=(Eligibility(line=1, id="e", summary="在本市登记", check=None, clause="第十一条"),),
        duties=(DUTY,),
        retention_years=10,
        retention_clause="第三十九条",
    )
    for fact in (
        "每两年评一次 第四条",
        "不低于610分 第十二条",
        "5年 第三十三条",
        "最多7个 第六条",
        "现场评审名额：最多8个 第十八条",
        "在本市登记 第十一条",
        "交报告，每2年一次，共5年，从获奖次年起，由市评审办办理 第三十一条",
        "10年 第三十九条",
    ):
        assert fact in words


def test_a_figure_that_can_be_read_in_two_ways_is_said_to_be_so() -> None:
    assert "是合计还是各自计算不能确定" in told(quotas=(a_quota("quality", "gold", ambiguous=True),))
    assert "不能确定" not in told(quotas=(a_quota(),))


def test_a_text_without_stages_is_silent_on_the_procedure() -> None:
    page = regulation_page(a_jurisdiction(regulations=[a_regulation(stages=())]), LATER, the_words())
    assert "程序 办法未作规定要求的公示" in seen(page)
    assert all(len(each) for name in ("ol", "ul") for each in pick(parsed(page), name))


def test_open_points_stand_on_the_page() -> None:
    assert "第三条：两可。" in told(open_points=("第三条：两可。",))
    assert "没有发现。" in told(open_points=())


def test_other_versions_and_those_that_are_not_held_are_named() -> None:
    older = a_regulation(id="r2020", title="旧办法", expires_on=day("2024-01-31"))
    cycles = (
        a_cycle("2025"),
        a_cycle("2022", regulation_id="r2020"),
        a_cycle("2019", regulation_id=None, regulation_cited="示政办〔2018〕3号"),
        a_cycle("2018", regulation_id=None),
    )
    page = regulation_page(a_jurisdiction(*cycles, regulations=[a_regulation(), older]), LATER, the_words())
    assert [other.text.title for other in page.others] == ["旧办法"]
    assert [link.text for link in page.others[0].cycles] == ["2022年"]
    assert [(version.cycle.text, version.cited) for version in page.unheld] == [
        ("2019年", "示政办〔2018〕3号"),
        ("2018年", None),
    ]
    words = seen(page)
    assert words.index("旧办法") < words.index("示政办〔2018〕3号") < words.index("依据哪一版办法没有记录")


def test_a_jurisdiction_whose_text_is_not_held_has_a_page_all_the_same() -> None:
    page = regulation_page(a_jurisdiction(regulations=[]), LATER, the_words())
    assert "没有收录这个地区的办法" in seen(page)
    assert parsed(page).find("h2") is not None
