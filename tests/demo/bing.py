"""示例市丙: a county whose text is silent nearly everywhere, with a draft of its successor shown as the present text.

Its notices say "from publication", a length alone, and dates at the end of a year whose successor nobody has arranged.
"""

from datetime import date, timedelta

from generator.domain.deadlines import PeriodForm, Unit, deadline
from tests.demo.book import Book, Cycle, party_cells
from tests.demo.days import Days
from tests.demo.fiction import BING, BING_PEOPLE
from tests.demo.notices import NoticeBoard, declared

QUALITY = ("quality", "示例市丙质量奖")


def bing(days: Days) -> Book:
    """The whole record."""
    book = Book(slug="shili-bing", host="bing")
    _present(book, days)
    _under_a_text_not_held(book, days)
    return book


def _present(book: Book, days: Days) -> None:
    year = days.year
    cycle = book.cycles[str(year)] = Cycle(
        name=f"{year}年",
        year=year,
        regulation="2014",
        regulation_cited="示丙政办〔2014〕6号",
        awards=declared([(*QUALITY, None)]),
        known={"notices": "partial", "shortlists": "partial"},
    )
    board = NoticeBoard(book, cycle, days)
    _rolled_over(board, days, f"{year}-document")
    _withdrawn_while_open(board, days, f"{year}-supplement")
    board.add(
        f"{year}-qualification",
        "qualification",
        f"{year}年示例市丙质量奖受理名单公示",
        "length_only",
        published_on=days.working_day(days.after(-2), -1),
        stated_length=8,
        stated_unit="working_day",
    )
    closes_on = deadline(days.as_of, 7, Unit.WORKING_DAY, PeriodForm.FROM_PUBLICATION, days.calendar).closes_on
    board.add(
        f"{year}-proposal",
        "proposal",
        f"{year}年示例市丙质量奖拟获奖名单公示",
        "from_publication",
        published_on=days.as_of,
        opens_on=days.as_of,
        closes_on=closes_on,
        stated_length=7,
        stated_unit="working_day",
        declared_count=4,
    )
    _year_end(board, days, f"{year}-proposal-year-end")
    for party in (*BING[:3], BING_PEOPLE[0]):
        cycle.add("shortlists", stage="proposal", award=QUALITY[0], **party_cells(party), notice_id=f"{year}-proposal")


def _rolled_over(board: NoticeBoard, days: Days, notice_id: str) -> None:
    """Closed; counted from publication, its last day fell on a day off and gave way to the next working day."""
    published_on = days.working_day(days.after(-40))
    period = next(
        period
        for length in range(5, 12)
        if (period := deadline(published_on, length, Unit.DAY, PeriodForm.FROM_PUBLICATION, days.calendar)).rolled_over
    )
    board.add(
        notice_id,
        "document",
        "示例市丙质量奖材料评审结果公示",
        "from_publication",
        published_on=published_on,
        opens_on=published_on,
        closes_on=period.closes_on,
        stated_length=period.length,
        stated_unit="day",
    )


def _withdrawn_while_open(board: NoticeBoard, days: Days, notice_id: str) -> None:
    title = "示例市丙质量奖补充受理名单公示"
    board.dates(notice_id, "qualification", title, days.after(-3), days.after(6))
    board.add(
        f"{notice_id}-withdrawal",
        "qualification",
        f"关于撤回《{title}》的说明",
        "dates",
        published_on=days.after(-1),
        corrects=notice_id,
        change="withdrawal",
        change_reason="补充申报单位退出",
    )


def _year_end(board: NoticeBoard, days: Days, notice_id: str) -> None:
    """Announced long before; it runs over the end of the year, and so into a year without an arrangement."""
    opens_on = days.working_day(date(days.as_of.year, 12, 25))
    published_on = min(days.after(-1), opens_on - timedelta(days=1))
    title = "示例市丙质量奖个人类拟获奖名单公示（预告）"
    board.working_days(notice_id, "proposal", title, opens_on, 8, published_on=published_on)


def _under_a_text_not_held(book: Book, days: Days) -> None:
    year = days.year - 3
    cycle = book.cycles[str(year)] = Cycle(
        name=f"{year}年",
        year=year,
        regulation=None,
        regulation_cited="示丙政办〔2009〕3号",
        awards=declared([(*QUALITY, 3)]),
        known={"awardees": "partial"},
        note="决定写明3个，只读到其中两个。",
    )
    for number, party in enumerate((BING[3], BING_PEOPLE[1]), start=1):
        cycle.add(
            "awardees",
            award_id=f"{year}-quality-{number}",
            award=QUALITY[0],
            **party_cells(party, "awardee"),
            decided_on=days.season(3),
            source_url=book.source(f"{year}/decision"),
        )
    book.add(
        "revocations",
        revocation_id="revocation-1",
        award_id=f"{year}-quality-1",
        measure="stop_publicity",
        decided_by="示例市丙市场监督管理局",
        decided_on=days.after(-90),
        statement="登记住所无法联系，停止宣传其获奖情况。",
        source_url=book.source("revocations/1"),
    )
