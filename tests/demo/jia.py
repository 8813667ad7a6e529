"""示例市甲: a city with five working days at least for every notice, five years of validity, and bans.

The present cycle has a corrected notice, an extended one and one that lies ahead; earlier cycles hold awards that are
valid, revoked, stopped, about to be revoked, and expired.
"""

from collections.abc import Sequence

from tests.demo.book import Book, Cycle, party_cells
from tests.demo.days import Days
from tests.demo.fiction import JIA, JIA_EARLIER, JIA_LATER, JIA_PEOPLE, Party
from tests.demo.notices import NoticeBoard, declared

QUALITY, PERSON = ("quality", "示例市甲市长质量奖"), ("person", "示例市甲质量工匠奖")
ALL_KNOWN = {"applicants": "complete", "shortlists": "complete", "notices": "complete", "awardees": "complete"}


def jia(days: Days) -> Book:
    """The whole record."""
    book = Book(slug="shili-jia", host="jia")
    _present(book, days)
    _decided(book, days)
    _older(book, days, years_ago=4, winners=JIA_EARLIER[:4])
    _older(book, days, years_ago=6, winners=JIA_EARLIER[4:8])
    _measures(book, days)
    _corrections(book, days)
    return book


def _cycle(book: Book, year: int, counts: tuple[int | None, int | None]) -> Cycle:
    cycle = book.cycles[str(year)] = Cycle(
        name=f"{year}年度",
        year=year,
        regulation="2012",
        regulation_cited="示甲政发〔2012〕1号",
        awards=declared([(*QUALITY, counts[0]), (*PERSON, counts[1])]),
    )
    return cycle


def _award(party: Party) -> str:
    return PERSON[0] if party.unit else QUALITY[0]


# --- the present cycle ------------------------------------------------------------------------------------------------


def _present(book: Book, days: Days) -> None:
    year = days.year
    cycle = _cycle(book, year, (None, None))
    cycle.known = {"applicants": "complete", "shortlists": "partial", "notices": "partial"}
    cycle.note = "本届还在进行，名单随公示陆续收录。"
    accepted = (*JIA[:6], *JIA_PEOPLE[:3])
    _applications(book, cycle, days, accepted)
    board = NoticeBoard(book, cycle, days)
    _qualification(board, days, year)
    _onsite(board, days, year)
    opens_on = days.working_day(days.after(12))
    title = f"{year}年度示例市甲市长质量奖拟获奖名单公示"
    board.working_days(f"{year}-proposal", "proposal", title, opens_on, 7, published_on=days.after(-1))
    _listed(book, cycle, "qualification", accepted, f"{year}-qualification-correction", best=None)
    _listed(book, cycle, "onsite", accepted[:4], f"{year}-onsite", best=640)


def _qualification(board: NoticeBoard, days: Days, year: int) -> None:
    """Nine were accepted, eight were listed: the correction starts the period anew."""
    first, again = f"{year}-qualification", f"{year}-qualification-correction"
    title = f"{year}年度示例市甲市长质量奖受理名单公示"
    number = f"示甲质评办〔{year}〕{{}}号"
    opens_on = days.working_day(days.after(-40))
    board.working_days(first, "qualification", title, opens_on, 5, declared_count=8, document_number=number.format(3))
    opens_again = days.working_day(days.after(-36))
    board.working_days(
        again,
        "qualification",
        f"{title}（更正）",
        opens_again,
        5,
        declared_count=9,
        document_number=number.format(4),
        corrects=first,
        change="correction",
        change_reason="原公示遗漏一人，名单更正后重新公示",
    )


def _onsite(board: NoticeBoard, days: Days, year: int) -> None:
    """Open since three working days, and extended yesterday by five more."""
    first, longer = f"{year}-onsite", f"{year}-onsite-extension"
    title = f"{year}年度示例市甲市长质量奖现场评审名单公示"
    opens_on = days.opening(days.after(-1), 3)
    board.working_days(first, "onsite", title, opens_on, 5, declared_count=4)
    board.dates(
        longer,
        "onsite",
        f"{title}（延期）",
        opens_on,
        days.closing(opens_on, 10),
        published_on=days.after(-1),
        stated_length=10,
        stated_unit="working_day",
        corrects=first,
        change="extension",
        change_reason="公示网站停机维护，公示期延长",
    )


def _applications(book: Book, cycle: Cycle, days: Days, accepted: Sequence[Party]) -> None:
    refused = (
        (JIA[6], "rejected", "正常运营不满5年"),
        (JIA[7], "withdrawn", "申报单位自行撤回"),
    )
    rows = [(party, "accepted", "") for party in accepted] + list(refused)
    for number, (party, eligibility, reason) in enumerate(rows, start=1):
        cycle.add(
            "applicants",
            application_id=f"{cycle.year}-a-{number:02}",
            award=_award(party),
            **party_cells(party),
            sector=party.sector,
            recommended_by="示例市甲各区市场监督管理局",
            received_on=days.after(-58 + number),
            eligibility=eligibility,
            reason=reason,
            source_url=book.source(f"{cycle.year}/applicants"),
        )


def _listed(
    book: Book, cycle: Cycle, stage: str, parties: Sequence[Party], notice_id: str, *, best: int | None
) -> None:
    for number, party in enumerate(parties, start=1):
        cycle.add(
            "shortlists",
            stage=stage,
            award=_award(party),
            application_id=f"{cycle.year}-a-{number:02}",
            **party_cells(party),
            rank=None if best is None else number,
            score=None if best is None else best - 6.5 * number,
            notice_id=notice_id,
            source_url=book.source(f"notices/{notice_id}"),
        )


# --- earlier cycles ---------------------------------------------------------------------------------------------------


def _decided(book: Book, days: Days) -> None:
    """Two years ago, with every table: what is valid, stopped, and revoked from a later day on."""
    year = days.year - 2
    winners = (JIA[8], *JIA_LATER, *JIA_PEOPLE[3:5])
    cycle = _cycle(book, year, (4, 2))
    cycle.known = ALL_KNOWN
    board = NoticeBoard(book, cycle, days)
    titles = (
        ("qualification", "受理名单公示", -150),
        ("onsite", "现场评审名单公示", -80),
        ("proposal", "拟获奖名单公示", -40),
    )
    for stage, title, offset in titles:
        opens_on = days.working_day(days.season(2, offset))
        name = f"{year}年度示例市甲市长质量奖{title}"
        board.working_days(f"{year}-{stage}", stage, name, opens_on, 5, declared_count=len(winners))
        _listed(book, cycle, stage, winners, f"{year}-{stage}", best=660 if stage == "onsite" else None)
    for number, party in enumerate(winners, start=1):
        cycle.add(
            "applicants",
            application_id=f"{year}-a-{number:02}",
            award=_award(party),
            **party_cells(party),
            sector=party.sector,
            received_on=days.season(2, -170),
            eligibility="accepted",
            source_url=book.source(f"{year}/applicants"),
        )
    _awards(book, cycle, days, winners, 2, proposal=f"{year}-proposal")


def _older(book: Book, days: Days, *, years_ago: int, winners: Sequence[Party]) -> None:
    """A cycle of which the awards alone are held."""
    cycle = _cycle(book, days.year - years_ago, (len(winners), None))
    cycle.known = {"awardees": "complete"}
    _awards(book, cycle, days, winners, years_ago, proposal="")


def _awards(book: Book, cycle: Cycle, days: Days, winners: Sequence[Party], years_ago: int, *, proposal: str) -> None:
    for number, party in enumerate(winners, start=1):
        cycle.add(
            "awardees",
            award_id=f"{cycle.year}-{_award(party)}-{number:02}",
            award=_award(party),
            application_id=f"{cycle.year}-a-{number:02}" if proposal else "",
            **party_cells(party, "awardee"),
            decision_document=f"示甲政发〔{days.season(years_ago).year}〕20号",
            decided_on=days.season(years_ago),
            published_on=days.season(years_ago, 3),
            notice_id=proposal,
            source_url=book.source(f"{cycle.year}/decision"),
        )


# --- what came of them ------------------------------------------------------------------------------------------------


def _measures(book: Book, days: Days) -> None:
    valid, older = days.year - 2, days.year - 4
    measures = (
        (f"{older}-quality-02", "revoke", "fraud", -300, -290, "经查，申报材料中的检验报告不实。"),
        (f"{valid}-quality-02", "stop_publicity", "misuse", -20, -18, "在产品包装上印刷奖项名称，责令停止宣传。"),
        (
            f"{valid}-quality-03",
            "revoke",
            "accident",
            -4,
            10,
            "有效期内发生重大质量安全事故，撤销决定自送达满十四日起生效。",
        ),
    )
    for number, (award_id, measure, ground, decided, effective, statement) in enumerate(measures, start=1):
        decided_by = "示例市甲人民政府" if measure == "revoke" else "示例市甲质量奖评审办公室"
        book.add(
            "revocations",
            revocation_id=f"revocation-{number}",
            award_id=award_id,
            measure=measure,
            ground=ground,
            decided_by=decided_by,
            decided_on=days.after(decided),
            effective_on=days.after(effective),
            document_number=f"示甲质〔{days.after(decided).year}〕{number}号",
            published_on=days.after(decided + 1),
            statement=statement,
            source_url=book.source(f"revocations/{number}"),
        )


def _corrections(book: Book, days: Days) -> None:
    year = days.year
    changes = (
        (
            "awardees",
            f"{year - 2}-quality-01",
            "awardee",
            "示例市中和医院院",
            JIA[8].name,
            "typographic",
            "录入时多写一字",
            -30,
        ),
        ("shortlists", f"onsite/quality/{year}-a-02", "score", "613", "627", "substantive", "评审组更正汇总错误", -2),
        (
            "notices",
            f"{year}-qualification",
            "medium",
            "示例市甲质量奖评审办公室网页",
            "示例市甲质量奖评审办公室网站",
            "typographic",
            "录入时写错一字",
            -36,
        ),
    )
    for number, (table, record, column, was, now, kind, reason, offset) in enumerate(changes, start=1):
        book.add(
            "corrections",
            correction_id=f"correction-{number}",
            table=table,
            record_id=record,
            field=column,
            was=was,
            now=now,
            kind=kind,
            reason=reason,
            corrected_on=days.after(offset),
            source_url=book.source(f"corrections/{number}"),
        )
    renamed = JIA_EARLIER[4]
    book.add(
        "names",
        name=renamed.name,
        former_name="示例市十里老窖酒厂",
        uscc=renamed.uscc,
        changed_on=days.season(3),
        source_url=book.source("names/1"),
    )
