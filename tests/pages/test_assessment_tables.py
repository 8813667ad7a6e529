import ast
import datetime as dt
import re

from generator.domain.portal import Cycle
from generator.domain.verdicts import Kind, Verdict
from generator.pages.assessment_tables import AssessmentsPage, assessments_page
from tests.pages.recorded import records
from tests.pages.rendering import ROOT, parsed, pick, seen, text, the_words
from tests.rules.building import LATER, a_cycle, a_notice, a_portal, an_awardee, complete, day
from tests.rules.building_regulations import a_quota, a_regulation, a_stage

REGULATION = a_regulation(stages=(a_stage("proposal", "评议公示"),), quotas=(a_quota("quality", "gold"),))


def page_of(*cycles: Cycle, on: dt.date = LATER) -> AssessmentsPage:
    whole = records(a_portal(*cycles, regulations=[REGULATION]), on)
    return assessments_page(whole.portal.jurisdictions[0], whole.cycles, on, the_words())


def rows(page: AssessmentsPage) -> list[list[str]]:
    return [[text(cell) for cell in row] for row in pick(pick(parsed(page), "tbody")[0], "tr")]


def test_each_demand_has_verdict_reasoning_and_clause() -> None:
    cycle = a_cycle(
        notices=[a_notice(closes_on=day("2025-10-13"), stated_length=5, stated_unit="working_day")],
        awardees=[an_awardee(notice_id="n-1")],
        completeness=complete("notices", "awardees"),
    )
    published, length, unit, decision, quota = rows(page_of(cycle))
    verdicts = [row[1] for row in (published, length, unit, decision, quota)]
    counts = [verdicts.count(verdict) for verdict in ("做到了", "没有做到", "不能评估")]
    assert "做到了{}项，没有做到{}项，不能评估{}项。".format(*counts) in seen(page_of(cycle))
    assert published[:2] == ["要求的公示有没有发布：评议公示", "做到了"]
    assert length[:2] == ["公示够不够长：评议公示", "没有做到"]
    for fact in (
        "公示：拟获奖名单公示",
        "办法要求：不少于5个工作日",
        "开始：2025年10月9日（星期四）",
        "截止：2025年10月13日（星期一）",
        "实际：4个工作日",
    ):
        assert fact in length[2]
    assert length[3] == "第九条"
    assert unit[1] == "做到了"
    assert "公示截止到决定：21天" in decision[2]
    assert quota[0] == "名额：示例市政府质量奖、示例市政府质量奖"
    assert "授予：组织" in quota[2]


def test_a_cycle_whose_text_is_not_held_says_once_why_nothing_can_be_said() -> None:
    page = page_of(a_cycle(regulation_id=None, regulation_cited="示政办〔2020〕1号"))
    (cycle,) = page.cycles
    assert (cycle.blocked, cycle.lines, cycle.kinds) == ("regulation_not_held", (), tuple(Kind))
    words = seen(page)
    assert words.count("这一届依据的那一版办法没有收录") == 1
    assert "决定写明依据的是示政办〔2020〕1号" in words


def test_the_standing_of_each_cycle_s_own_text_is_told() -> None:
    assert "这一届依据《示例市政府质量奖管理办法》。 现行" in seen(page_of(a_cycle()))


def test_a_text_that_demands_nothing_leaves_nothing_to_compare_with() -> None:
    whole = records(a_portal(a_cycle(), regulations=[a_regulation(notices=(), quotas=())]), LATER)
    page = assessments_page(whole.portal.jurisdictions[0], whole.cycles, LATER, the_words())
    assert "没有可以和记录对照的要求" in seen(page)
    assert pick(parsed(page), "table") == []


def test_without_a_cycle_there_is_nothing_to_assess() -> None:
    assert "没有可以评估的内容" in seen(page_of())


def test_every_reason_fact_and_kind_has_words_and_none_is_left_over() -> None:
    source = (ROOT / "generator" / "domain" / "assessments.py").read_text(encoding="utf-8")
    literals = {node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant)}
    codes = {value for value in literals if isinstance(value, str) and re.fullmatch("[a-z_]+", value)}
    names = the_words()
    reasons, facts = set(names.section("assessments.reason")), set(names.section("assessments.fact"))
    assert codes - {"complete", "partial", "public", "onsite"} == reasons | facts
    assert set(names.section("assessments.kind")) == set(Kind)
    assert set(names.section("assessments.verdicts")) == set(Verdict)
