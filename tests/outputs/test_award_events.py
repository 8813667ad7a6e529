import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from generator.domain.portal import Portal
from generator.domain.records import Awardee, Revocation
from generator.outputs.award_events import MOST_NAMES
from tests.outputs.feed_reader import ReadEntry
from tests.outputs.following import SITE, entries, entry
from tests.rules.building import (
    FIRM,
    LATER,
    OTHER_FIRM,
    a_correction,
    a_cycle,
    a_cycle_award,
    a_portal,
    a_revocation,
    an_awardee,
    day,
)
from tests.rules.building_regulations import a_regulation, an_award

DOCUMENT = "示例文〔2025〕1号"


def awarded(*awards: Awardee, revocations: tuple[Revocation, ...] = (), **parts: object) -> Portal:
    return a_portal(a_cycle(awardees=awards, awards=(a_cycle_award(),)), revocations=revocations, **parts)


def two() -> tuple[Awardee, Awardee]:
    return (
        an_awardee(decision_document=DOCUMENT, source_url="https://example.gov.cn/d"),
        an_awardee("w-2", awardee=OTHER_FIRM, decision_document=DOCUMENT),
    )


def on(moment: dt.datetime) -> str:
    assert moment.utcoffset() == dt.timedelta(hours=8)
    return moment.date().isoformat()


def line_of(read: ReadEntry, name: str) -> str:
    (found,) = (line for line in read.lines if name in line)
    return found


def test_a_decision_is_one_entry_with_all_its_awards() -> None:
    read = entry("decisions", awarded(*two()))
    assert read.title == f"示例市2025年授奖决定（{DOCUMENT}），收录获奖记录2条"
    assert (on(read.published), on(read.updated)) == ("2025-11-03", "2025-11-03")
    assert (read.page, read.via) == (f"{SITE}shili/2025/", "https://example.gov.cn/d")
    assert read.category == ("shili", "示例市")
    assert read.lines == [
        f"文号 {DOCUMENT}",
        "决定日期 2025年11月3日",
        "届次 2025年",
        f"{FIRM}（示例市政府质量奖），截至2026年6月1日：没有撤销记录",
        f"{OTHER_FIRM}（示例市政府质量奖），截至2026年6月1日：没有撤销记录",
    ]


def test_decisions_of_one_day_are_told_apart_by_their_documents() -> None:
    first, second = two()
    read = entries("decisions", awarded(first, an_awardee("w-3"), second))
    assert sorted(item.title for item in read) == [
        "示例市2025年授奖决定（2025年11月3日），收录获奖记录1条",
        f"示例市2025年授奖决定（{DOCUMENT}），收录获奖记录2条",
    ]


def test_a_decision_that_lies_ahead_is_no_event() -> None:
    assert entries("decisions", awarded(*two()), day("2025-11-02")) == []
    assert len(entries("decisions", awarded(*two()), day("2025-11-03"))) == 1


def test_the_day_of_publication_raises_a_decision() -> None:
    read = entry("decisions", awarded(an_awardee(published_on=day("2025-11-20"))))
    assert (on(read.published), on(read.updated)) == ("2025-11-03", "2025-11-20")


def test_a_revoked_award_is_never_shown_as_standing() -> None:
    portal = awarded(*two(), revocations=(a_revocation(effective_on=day("2026-04-01")),))
    before = entry("decisions", portal, day("2026-03-01"))
    assert "撤销" not in before.title
    announced = entry("decisions", portal, day("2026-03-31"))
    assert line_of(announced, FIRM).endswith("；将自2026年4月1日起撤销")
    assert on(announced.updated) == "2026-03-02"
    after = entry("decisions", portal, day("2026-04-01"))
    assert after.id == before.id
    assert after.title.endswith("，收录获奖记录2条，其中1条已撤销")
    assert line_of(after, FIRM).endswith("，截至2026年4月1日：已撤销")
    assert line_of(after, OTHER_FIRM).endswith("：没有撤销记录")
    assert (on(after.published), on(after.updated)) == ("2025-11-03", "2026-04-01")


def test_a_stopped_and_an_expired_award_are_shown_as_such() -> None:
    stopped = awarded(*two(), revocations=(a_revocation(measure="stop_publicity", ground="accident"),))
    assert line_of(entry("decisions", stopped), FIRM).endswith("：须停止宣传")
    expiring = [a_regulation(awards=(an_award(validity_years=2),))]
    read = entry("decisions", awarded(*two(), regulations=expiring), day("2028-01-01"))
    assert line_of(read, FIRM).endswith("截至2028年1月1日：有效期已满")
    assert on(read.updated) == "2025-11-03"


def test_a_long_decision_names_a_hundred_and_every_award_with_a_measure() -> None:
    awards = [an_awardee(f"w-{number}", awardee=f"示例市{number}厂。") for number in range(MOST_NAMES + 20)]
    last = awards[-1]
    read = entry("decisions", awarded(*awards, revocations=(a_revocation(award_id=last.award_id),)))
    assert len([line for line in read.lines if "厂。" in line]) == MOST_NAMES + 1
    assert line_of(read, last.awardee).endswith("：已撤销")
    assert read.lines[-1] == "另有19条，见网页。"
    assert "120条，其中1条已撤销" in read.title


def test_a_correction_of_an_award_raises_its_decision() -> None:
    portal = awarded(*two(), corrections=[a_correction(corrected_on=day("2026-01-05"))])
    assert on(entry("decisions", portal).updated) == "2026-01-05"
    assert on(entry("decisions", portal, day("2026-01-04")).updated) == "2025-11-03"


def test_a_decision_whose_document_and_day_are_corrected_stays_the_same_entry() -> None:
    before = entry("decisions", awarded(*two()))
    right: dict[str, Any] = {"decision_document": "示例文〔2025〕11号", "decided_on": day("2025-11-04")}
    fixes = [
        a_correction(f"c-{number}", record_id=record, field=field, was=was, now=now, corrected_on=on)
        for number, (record, field, was, now, on) in enumerate(
            (record, *step)
            for record in ("w-1", "w-2")
            for step in (
                ("decision_document", "示例文〔2025〕12号", "示例文〔2025〕11号", day("2026-01-06")),
                ("decision_document", DOCUMENT, "示例文〔2025〕12号", day("2026-01-05")),
                ("decided_on", "2025-11-03", "2025-11-04", day("2026-01-05")),
            )
        )
    ]
    after = entry("decisions", awarded(*(replace(row, **right) for row in two()), corrections=fixes))
    assert after.id == before.id
    assert "示例文〔2025〕11号" in after.title
    assert (on(after.published), on(after.updated)) == ("2025-11-04", "2026-01-06")


def test_a_decision_stays_the_same_entry_when_an_award_joins_it_that_was_recorded_with_another() -> None:
    first, second = two()
    third = an_awardee("w-3", awardee="示例市丙厂", decision_document=DOCUMENT)
    before = entries("decisions", awarded(replace(first, decision_document="示例文〔2025〕12号"), second, third))
    fix = a_correction(field="decision_document", was="示例文〔2025〕12号", now=DOCUMENT)
    after = entry("decisions", awarded(first, second, third, corrections=[fix]))
    assert [item.id for item in before if DOCUMENT in item.title] == [after.id]


def test_a_day_of_which_a_correction_says_no_date_gives_an_entry_no_name() -> None:
    fix = a_correction(field="decided_on", was="2025年11月 3日", now="2025-11-03")
    assert entry("decisions", awarded(*two(), corrections=[fix])).id == entry("decisions", awarded(*two())).id


def test_a_decision_whose_document_was_learned_by_a_correction_stays_the_same_entry() -> None:
    fix = a_correction(field="decision_document", was="", now=DOCUMENT)
    unknown, known = an_awardee(decision_document=""), an_awardee(decision_document=DOCUMENT)
    before, after = entry("decisions", awarded(unknown)), entry("decisions", awarded(known, corrections=[fix]))
    assert before.id == after.id


def test_awards_that_a_correction_takes_out_of_a_decision_are_an_entry_of_their_own() -> None:
    others = [an_awardee(f"w-{number}", decision_document=f"示例文〔2025〕{number}号") for number in (3, 4)]
    fixes = [
        a_correction(f"c-{row.award_id}", record_id=row.award_id, field="decision_document", was=was)
        for row, was in zip(others, (DOCUMENT, "示例文〔2025〕9号"), strict=True)
    ]
    read = entries("decisions", awarded(*two(), *others, corrections=fixes))
    assert len({one.id for one in read}) == 3
    (kept,) = entries("decisions", awarded(*two()))
    assert kept.id in {one.id for one in read}
    apart = [replace(fix, was="示例文〔2025〕9号") for fix in fixes]
    assert len({one.id for one in entries("decisions", awarded(*others, corrections=apart))}) == 2


def test_a_correction_of_a_measure_raises_it_and_all_that_tell_of_it() -> None:
    fix = a_correction(
        table="revocations",
        record_id="v-1",
        field="effective_on",
        was="2026-04-01",
        now="2026-05-01",
        corrected_on=day("2026-03-20"),
    )
    measure = a_revocation(effective_on=day("2026-05-01"))
    portal = awarded(*two(), revocations=(measure,), corrections=[fix])
    for kind in ("decisions", "revocations"):
        assert on(entry(kind, portal, day("2026-03-19")).updated) == "2026-03-02"
        assert on(entry(kind, portal, day("2026-03-20")).updated) == "2026-03-20"


def test_a_revocation() -> None:
    measure = a_revocation(
        decided_by="示例市政府",
        document_number="示例文〔2026〕2号",
        published_on=day("2026-03-05"),
        statement="隐瞒事故，骗取奖项",
        source_url="https://example.gov.cn/r",
    )
    read = entry("revocations", awarded(*two(), revocations=(measure,)))
    assert read.title == f"撤销：{FIRM}（示例市政府质量奖）"
    assert (on(read.published), on(read.updated)) == ("2026-03-02", "2026-03-05")
    assert (read.page, read.via) == (f"{SITE}shili/2025/awardees/w-1/", "https://example.gov.cn/r")
    assert read.lines == [
        f"获奖者 {FIRM}",
        "奖项 示例市政府质量奖",
        "措施 自2026年3月2日起撤销",
        "情形 骗取奖项（第三十条）",
        "原因说明 隐瞒事故，骗取奖项",
        "决定机关 示例市政府",
        "文号 示例文〔2026〕2号",
        "决定日期 2026年3月2日",
        "状态 截至2026年6月1日：已撤销",
    ]


@pytest.mark.parametrize(("ground", "regulation"), [("", ""), ("unknown", ""), ("fraud", "not-held")])
def test_a_ground_that_is_not_known(ground: str, regulation: str) -> None:
    measure = a_revocation(ground=ground, regulation=regulation)
    read = entry("revocations", awarded(*two(), revocations=(measure,)))
    assert "情形 没有写明，或者依据的文本没有收录" in read.lines


def test_an_earlier_measure_tells_what_came_of_the_award_later() -> None:
    stop = a_revocation("v-0", measure="stop_publicity", ground="accident", decided_on=day("2026-01-10"))
    portal = awarded(*two(), revocations=(stop, a_revocation()))
    read = {item.id.rpartition("/")[2]: item for item in entries("revocations", portal)}
    assert read["v-0"].title.startswith("停止宣传：")
    assert read["v-0"].lines[-1].endswith("：已撤销")
    assert (on(read["v-0"].published), on(read["v-0"].updated)) == ("2026-01-10", "2026-03-02")


def test_a_revocation_that_lies_ahead_or_names_no_award_is_no_event() -> None:
    portal = awarded(*two(), revocations=(a_revocation(), a_revocation("v-2", award_id="nobody")))
    assert entries("revocations", portal, day("2026-03-01")) == []
    assert [item.id for item in entries("revocations", portal)] == [
        "tag:award-transparency-portal,2026:revocations/shili/v-1"
    ]


def test_an_award_of_an_entry_alone_is_named_by_its_title() -> None:
    row = an_awardee(awardee="", awardee_type="", entry_title="示例管理模式")
    assert "示例管理模式（示例市政府质量奖）" in entry("decisions", awarded(row), LATER).text
