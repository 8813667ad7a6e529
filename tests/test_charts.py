"""Every picture of the built sites says what the table under it says, and both say what the published CSV files hold.

What is expected is reckoned here anew, from the files that anyone can download, with nothing of the program.
"""

import json
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

import pytest

from tests.built_sites import BuiltSite
from tests.published_rounds import Page, Round, Row, chinese, name, rounds, table_file, text, texts

MOST_BYTES = 6_000
WEEKDAYS = "一二三四五六日"
KINDS = {"organization": "组织", "individual": "个人"}

NO_LAW = {"draft": "（草案）", "consultation_draft": "（征求意见稿）", "unknown": "（效力不明）"}


@pytest.fixture(scope="module", params=["real", "demo"])
def site(request: pytest.FixtureRequest, real_site: BuiltSite, demo_site: BuiltSite) -> BuiltSite:
    return {"real": real_site, "demo": demo_site}[request.param]


def events(one: Round) -> Iterator[tuple[str, str]]:
    """What is known of a cycle by day; of a notice whose dates are reckoned, the day of publication alone."""
    words = {"": "公示", "correction": "更正公示", "extension": "延期", "withdrawal": "撤回公示"}
    received = sorted(row["received_on"] for row in one.rows("applicants") if row["received_on"])
    if received:
        yield "接受申报", span(received[0], received[-1])
    for row in one.rows("notices"):
        days = span(row["opens_on"], row["closes_on"]) if row["period_form"] == "dates" and row["opens_on"] else ""
        yield f"{words[row['change']]}：{one.stage(row['stage'])}", days
    decisions = {
        (row["decided_on"], row["decision_document"]): row["published_on"] for row in reversed(one.rows("awardees"))
    }
    for (decided_on, _), published_on in decisions.items():
        yield "作出决定", chinese(decided_on)
        if published_on:
            yield "公布决定", chinese(published_on)
    for row in one.measures:
        yield (
            {"revoke": "撤销", "stop_publicity": "停止宣传"}[row["measure"]],
            chinese(row["effective_on"] or row["decided_on"]),
        )


def span(first: str, last: str) -> str:
    return chinese(first) if first == last else f"{chinese(first)}至{chinese(last)}"


def test_the_time_line_of_a_cycle(site: BuiltSite) -> None:
    drawn = 0
    for one in rounds(site):
        page = one.page()
        table = page.table("本届时间线")
        known = list(events(one))
        assert sorted(row[0] for row in table) == sorted(label for label, _ in known)
        told = Counter((row[0], row[1]) for row in table)
        assert not Counter(event for event in known if event[1]) - told, one.cycle
        picture = page.picture("line-title")
        if picture is not None:
            drawn += 1
            assert texts(picture) == [part for row in table for part in row[:2]]
    assert drawn >= 2


def test_the_funnel_from_applicants_to_awardees(site: BuiltSite) -> None:
    for one in rounds(site):
        steps: list[list[str]] = []
        if one.tables["applicants"] is not None:
            accepted = sum(row["eligibility"] == "accepted" for row in one.rows("applicants"))
            steps += [["申报", str(len(one.rows("applicants")))], ["通过资格审查", str(accepted)]]
        listed = Counter(one.stage(row["stage"]) for row in one.rows("shortlists"))
        order = [stage["name"] for stage in (one.text["stages"] if one.text else one.about["stages"])]
        steps += [[f"{stage}名单", str(listed[stage])] for stage in order if stage in listed]
        if one.tables["awardees"] is not None:
            steps.append(["获奖", str(len(one.rows("awardees")))])
        page = one.page()
        picture = page.picture("funnel-title")
        assert (picture is not None) == (len(steps) > 1)
        if picture is not None:
            assert page.table("各环节收录的数目") == steps
            assert texts(picture) == [" ".join(step) for step in steps]


def test_the_quota_of_a_cycle_as_squares(site: BuiltSite) -> None:
    for one in rounds(site):
        page = one.page()
        caps = one.law["quotas"] if one.law else []
        for number, cap in enumerate(caps, start=1):
            used = sum(
                row["award"] in cap["awards"] and row["awardee_type"] in (*cap["recipients"], "")
                for row in one.rows("awardees")
            )
            awards = "、".join(one.award(award) for award in cap["awards"])
            who = "、".join(KINDS[kind] for kind in cap["recipients"])
            row = page.table("名额使用情况")[number - 1]
            held = one.tables["awardees"] is not None
            least = "" if one.about["completeness"]["awardees"] == "complete" else "至少"
            counted = f"{least}{used}" if held else "获奖名单没有收录，数不出来"
            assert row == [f"{awards}（{who}）", str(cap["max"]), counted, cap["clause"]]
            picture = page.picture(f"quota-{number}")
            if not held:
                assert picture is None
                continue
            assert picture is not None
            assert [text(part) for part in picture if name(part) == "title"] == [
                f"{row[0]}：名额{row[1]}个，已用{row[2]}个"
            ]
            squares = Counter(part.get("class") for part in picture if name(part) == "rect")
            assert squares["fill"] + squares["hollow"] == cap["max"]
            assert squares["fill"] + squares["fill--red"] == used


def places(site: BuiltSite) -> Mapping[str, list[Round]]:
    found: dict[str, list[Round]] = {}
    for one in rounds(site):
        found.setdefault(one.slug, []).append(one)
    return found


def test_awards_by_year_and_kind(site: BuiltSite) -> None:
    drawn = 0
    for slug, cycles in places(site).items():
        page = Page(site.folder / slug / "index.html")
        held = Counter(
            f"{one.about['year']}年 {one.award(row['award'])}" for one in cycles for row in one.rows("awardees")
        )
        if not held:
            assert page.picture("counts-title") is None
            continue
        table = page.table("收录的获奖数目")
        assert {row[0]: int(row[1]) for row in table} == held
        picture = page.picture("counts-title")
        assert (picture is not None) == (1 < len(held) <= 24)
        if picture is not None:
            drawn += 1
            assert texts(picture) == [" ".join(row) for row in table]
    assert drawn


def ends(one: Round, row: Row) -> str:
    """Until when an award is valid, as the published facts have it."""
    revoked = one.revoked().get(row["award_id"])
    if revoked:
        return f"{chinese(revoked)}起撤销"
    if one.text is None:
        return "依据的文本没有收录，或者没有记录"
    if one.law is None:
        return "收录的文本不是现行规定，不推算"
    years = next(award["validity_years"] for award in one.law["awards"] if award["id"] == row["award"])
    year, rest = row["decided_on"].split("-", 1)
    return f"到{chinese(f'{int(year) + years}-{rest}')}" if years else "办法未作规定"


def test_the_validity_of_each_award(site: BuiltSite) -> None:
    for slug, cycles in places(site).items():
        held = Counter(
            (f"{one.about['name']} {one.award(row['award'])}", chinese(row["decided_on"]), ends(one, row))
            for one in cycles
            for row in one.rows("awardees")
        )
        page = Page(site.folder / slug / "index.html")
        picture = page.picture("validity-title")
        assert (picture is not None) == bool(held)
        if picture is not None:
            table = page.table("各奖项的有效期")
            assert Counter({(row[0], row[2], row[3]): int(row[1]) for row in table}) == held
            rows = [part for row in table for part in (f"{row[0]} {row[1]}", f"{row[2]} {row[3]}")]
            assert texts(picture) == [*rows, chinese(site.as_of.isoformat())]


def periods(site: BuiltSite) -> Iterator[tuple[str, str, str]]:
    """The public notices that the present texts demand: jurisdiction with the standing of its text, stage and length."""
    for listed in json.loads((site.folder / "api/v1/jurisdictions.json").read_text("utf-8")):
        about = json.loads((site.folder / listed["details"]).read_text("utf-8"))
        law = about["regulations"].get(about["regulation"])
        names = {stage["id"]: stage["name"] for stage in law["stages"]} if law else {}
        place = about["name"] + (NO_LAW.get(law["status"], "") if law else "")
        for notice in law["notices"] if law else ():
            if notice["audience"] == "public":
                yield place, names.get(notice["stage"], notice["stage"]), length(notice["period"])


def length(period: Mapping[str, Any] | None) -> str:
    if period is None:
        return "办法未作规定"
    figure = period.get("length")
    count, unit = (figure["length"], figure["unit"]) if isinstance(figure, dict) else (figure, period["unit"])
    told = f"{count}{'个工作日' if unit == 'working_day' else '天'}"
    return f"不少于{told}" if period["kind"] == "minimum" else told


def test_the_periods_of_all_jurisdictions_side_by_side(site: BuiltSite) -> None:
    """Their source is no table but the texts' facts, as the API has them."""
    page = Page(site.folder / "jurisdictions" / "index.html")
    held = list(periods(site))
    table = [row for row in page.table("各地区的办法要求的公示") if "不向社会公开" not in row[1] and "：" in row[1]]
    assert [(row[0], row[1].partition("：")[0], row[2]) for row in table] == held
    picture = page.picture("periods-title")
    assert picture is not None
    assert texts(picture) == [part for place, stage, told in held for part in (f"{place} {stage}", told)]


def works(site: BuiltSite) -> Mapping[date, str]:
    rows = table_file(site.folder / "data/calendar/cn.csv") or ()
    return {date.fromisoformat(row["date"]): row["kind"] for row in rows}


def test_the_strip_of_a_notice_s_days(demo_site: BuiltSite) -> None:
    arranged, compared = works(demo_site), 0
    for one in rounds(demo_site):
        changed = {row["corrects"] for row in one.rows("notices")}
        for row in one.rows("notices"):
            page = Page(demo_site.folder / one.slug / one.cycle / "notices" / row["notice_id"] / "index.html")
            picture = page.picture("strip-title")
            if picture is None:
                continue
            table = [line for line in page.table("公示期逐日表") if len(line) == 3]
            cells = [[text(part) for part in cell] for cell in picture.iter() if name(cell) == "text" and len(cell)]
            days = [tuple(int(part) for part in cell[0].split("/")) for cell in cells]
            assert [line[0].partition("（")[0] for line in table] == [f"{month}月{day}日" for month, day in days]
            numbers = [cell[-1] for cell in cells]
            assert [one for one in numbers if one.startswith("第")] == [
                line[2].partition("，")[0] for line in table if line[2].startswith("第")
            ]
            if (
                row["period_form"] == "dates"
                and row["notice_id"] not in changed
                and row["stated_unit"]
                and len(cells) < 40
            ):
                compared += 1
                assert [line[::2] for line in table] == expected_days(row, arranged)
    assert compared >= 5


def expected_days(row: Row, arranged: Mapping[date, str]) -> list[list[str]]:
    """Each day of a printed period, and whether it counts."""
    day, last, number = date.fromisoformat(row["opens_on"]), date.fromisoformat(row["closes_on"]), 0
    found = []
    while day <= last:
        counts = (
            row["stated_unit"] == "day" or arranged.get(day, "workday" if day.weekday() < 5 else "day_off") == "workday"
        )
        number += counts
        label = f"{day.month}月{day.day}日（{WEEKDAYS[day.weekday()]}）"
        found.append([label, f"第{number}天" if counts else "不计"])
        day += timedelta(days=1)
    return found


def test_every_picture_is_named_small_and_plain(site: BuiltSite) -> None:
    found = 0
    for path in sorted(site.folder.rglob("*.html")):
        source = path.read_text(encoding="utf-8")
        assert " style=" not in source
        for picture in source.split("<svg")[1:]:
            found += 1
            body = picture.partition("</svg>")[0]
            assert 'role="img"' in body
            assert "<title" in body
            assert len(zlib.compress(body.encode(), 6)) <= MOST_BYTES, path
    assert found > 5
