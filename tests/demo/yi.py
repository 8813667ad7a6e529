"""示例市乙: a city with exactly seven days for every notice, a least score, a cap on site, and awards to projects.

Its present cycle has a withdrawn notice, one that closes at an hour, and one that closes tomorrow; the decision on the
cycle before bears a date that lies ahead.
"""

from collections.abc import Sequence
from datetime import timedelta

from tests.demo.book import Book, Cycle, party_cells
from tests.demo.days import Days
from tests.demo.fiction import JIA, YI, YI_EARLIER, Party
from tests.demo.notices import NoticeBoard, declared

QUALITY, ACHIEVEMENT = ("quality", "示例市乙政府质量奖"), ("achievement", "示例市乙质量管理成果奖")
PROJECTS = ("“日清日高”班组质量管理法", "老字号质量传承体系", "“零距离”售后服务模式")


def yi(days: Days) -> Book:
    """The whole record."""
    book = Book(slug="shili-yi", host="yi")
    _present(book, days)
    _about_to_be_decided(book, days)
    _earlier(book, days, number=6, years_ago=2, winners=(JIA[0], *YI_EARLIER[:2]), projects=PROJECTS)
    _earlier(book, days, number=5, years_ago=4, winners=YI_EARLIER[2:], projects=())
    book.add(
        "revocations",
        revocation_id="revocation-1",
        award_id="no-6-quality-2",
        measure="revoke",
        ground="fraud",
        decided_by="示例市乙人民政府",
        decided_on=days.after(-12),
        document_number=f"示乙政〔{days.after(-12).year}〕18号",
        published_on=days.after(-10),
        statement="申报材料虚假，撤销奖项并收回证书。",
        source_url=book.source("revocations/1"),
    )
    book.add(
        "corrections",
        correction_id="correction-1",
        table="awardees",
        record_id="no-6-achievement-1",
        field="entry_title",
        was="“日清日结”班组质量管理法",
        now=PROJECTS[0],
        kind="typographic",
        reason="录入时写错一字",
        corrected_on=days.after(-200),
    )
    return book


def _cycle(book: Book, number: int, year: int, counts: tuple[int | None, int | None]) -> Cycle:
    cycle = book.cycles[f"no-{number}"] = Cycle(
        name=f"第{'零一二三四五六七八九'[number]}届",
        year=year,
        regulation="2013",
        regulation_cited="示例市乙政府质量奖评审规则",
        awards=declared([(*QUALITY, counts[0]), (*ACHIEVEMENT, counts[1])]),
    )
    return cycle


def _present(book: Book, days: Days) -> None:
    cycle = _cycle(book, 8, days.year, (None, None))
    cycle.known = {"applicants": "partial", "shortlists": "partial", "notices": "partial"}
    for number, party in enumerate((JIA[1], *YI[:4]), start=1):
        _application(book, cycle, days, number, party, eligibility="pending" if number == 5 else "accepted")
    board = NoticeBoard(book, cycle, days)
    title = "第八届示例市乙政府质量奖形式审查结果公示"
    board.dates("no-8-qualification", "qualification", title, days.after(-10), days.after(-4))
    board.add(
        "no-8-qualification-withdrawal",
        "qualification",
        f"关于撤回《{title}》的说明",
        "dates",
        published_on=days.after(-7),
        corrects="no-8-qualification",
        change="withdrawal",
        change_reason="名单有误，撤回后另行公示",
    )
    board.add(
        "no-8-qualification-again",
        "qualification",
        title,
        "deadline_only",
        published_on=days.after(-3),
        closes_on=days.after(3),
        closes_time="17:00",
        declared_count=4,
    )
    _listed(book, cycle, "qualification", (JIA[1], *YI[:3]), "no-8-qualification-again")
    first = "第八届示例市乙政府质量奖首批现场评审名单公示"
    board.dates("no-8-onsite", "onsite", first, days.after(-5), days.after(1), stated_length=7, stated_unit="day")
    _listed(book, cycle, "onsite", (JIA[1], YI[0]), "no-8-onsite", best=672)


def _about_to_be_decided(book: Book, days: Days) -> None:
    """Every notice has closed, and the decision bears the date of a day ahead."""
    winners = YI[4:8]
    cycle = _cycle(book, 7, days.year - 1, (len(winners), 1))
    cycle.known = dict.fromkeys(("applicants", "shortlists", "notices", "awardees"), "complete")
    board = NoticeBoard(book, cycle, days)
    for number, party in enumerate(winners, start=1):
        _application(book, cycle, days, number, party, eligibility="accepted")
    steps = (("qualification", "形式审查结果", -50), ("onsite", "现场评审名单", -38), ("proposal", "拟获奖名单", -25))
    for stage, what, offset in steps:
        notice_id, opens_on = f"no-7-{stage}", days.after(offset)
        title = f"第七届示例市乙政府质量奖{what}公示"
        closes_on = opens_on + timedelta(days=6)
        board.dates(
            notice_id,
            stage,
            title,
            opens_on,
            closes_on,
            stated_length=7,
            stated_unit="day",
            declared_count=len(winners),
        )
        _listed(book, cycle, stage, winners, notice_id, best=681 if stage == "onsite" else None)
    for number, party in enumerate(winners, start=1):
        _award(book, cycle, days, f"no-7-quality-{number}", QUALITY[0], ahead=5, party=party, number=number)
    _award(book, cycle, days, "no-7-achievement-1", ACHIEVEMENT[0], ahead=5, project="“一张图”质量追溯方法")


def _earlier(
    book: Book, days: Days, *, number: int, years_ago: int, winners: Sequence[Party], projects: Sequence[str]
) -> None:
    cycle = _cycle(book, number, days.year - years_ago, (len(winners), len(projects) or None))
    cycle.known = {"awardees": "complete"}
    for place, party in enumerate(winners, start=1):
        _award(book, cycle, days, f"no-{number}-quality-{place}", QUALITY[0], years_ago=years_ago, party=party)
    for place, project in enumerate(projects, start=1):
        _award(
            book, cycle, days, f"no-{number}-achievement-{place}", ACHIEVEMENT[0], years_ago=years_ago, project=project
        )


def _slug(book: Book, cycle: Cycle) -> str:
    return next(slug for slug, one in book.cycles.items() if one is cycle)


def _application(book: Book, cycle: Cycle, days: Days, number: int, party: Party, *, eligibility: str) -> None:
    slug = _slug(book, cycle)
    cycle.add(
        "applicants",
        application_id=f"{slug}-a-{number}",
        award=QUALITY[0],
        **party_cells(party),
        sector=party.sector,
        recommended_by="示例市乙示例区市场监督管理局",
        received_on=days.after(-59),
        eligibility=eligibility,
        source_url=book.source(f"{slug}/applicants"),
    )


def _listed(
    book: Book, cycle: Cycle, stage: str, parties: Sequence[Party], notice_id: str, *, best: int | None = None
) -> None:
    for number, party in enumerate(parties, start=1):
        cycle.add(
            "shortlists",
            stage=stage,
            award=QUALITY[0],
            application_id=f"{_slug(book, cycle)}-a-{number}",
            **party_cells(party),
            rank=None if best is None else number,
            score=None if best is None else best - 11.25 * number,
            notice_id=notice_id,
            source_url=book.source(f"notices/{notice_id}"),
        )


def _award(
    book: Book,
    cycle: Cycle,
    days: Days,
    award_id: str,
    award: str,
    *,
    party: Party | None = None,
    project: str = "",
    number: int = 0,
    years_ago: int = 0,
    ahead: int = 0,
) -> None:
    """An award decided so many days ahead, or so many years ago; to a party, or to a project alone."""
    slug = _slug(book, cycle)
    decided_on = days.after(ahead) if ahead else days.season(years_ago)
    cycle.add(
        "awardees",
        award_id=award_id,
        award=award,
        application_id=f"{slug}-a-{number}" if number else "",
        **(party_cells(party, "awardee") if party else {}),
        entry_title=project,
        decision_document=f"示乙政〔{decided_on.year}〕7号",
        decided_on=decided_on,
        published_on=None if ahead else decided_on,
        notice_id=f"{slug}-proposal" if ahead else "",
        source_url=book.source(f"{slug}/decision"),
    )
