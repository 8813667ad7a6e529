"""示例市乙, whose notices stand for an exact number of days, and 示例市丙, whose earlier text is not held."""

from datetime import date, timedelta
from typing import Final

from tests.mutations.fiction import BING, YI, Fiction, Firm, cycle_document
from tests.mutations.folder import Row

_OFFICE: Final = "示例市乙质量奖办公室"


def yi(fiction: Fiction) -> None:
    """Three cycles, each with one notice, its channels and its winners; the last one is not decided."""
    for year in (2023, 2025, 2026):
        home = f"{YI}/{year}"
        opens = date(year, 7 if year < 2026 else 3, 9)
        winners = [_winner(fiction) for _ in range(fiction.chance.randrange(5, 8))]
        _notice(fiction, home, year, opens, len(winners))
        for firm, person in winners:
            who = _who(firm, person)
            fiction.add(
                f"{home}/shortlists.csv", stage="proposal", award="quality", notice_id=f"{year}-proposal", **who
            )
        if year < 2026:
            for number, (firm, person) in enumerate(winners, start=1):
                _award(fiction, home, number, (firm, person))
        cycle_document(fiction, home, year, "2019", {"quality": len(winners) if year < 2026 else 0})
    fiction.add(
        f"{YI}/revocations.csv",
        revocation_id="revocation-1",
        award_id="2023-quality-01",
        measure="stop_publicity",
        ground="accident",
        decided_on=date(2024, 5, 9),
        source_url=fiction.source("revocations"),
    )


def _winner(fiction: Fiction) -> tuple[Firm, str]:
    return fiction.firm(), fiction.person() if fiction.chance.random() < 0.2 else ""


def _who(firm: Firm, person: str, column: str = "applicant") -> dict[str, str]:
    if person:
        return {column: person, f"{column}_type": "individual", "unit": firm.name}
    return {column: firm.name, f"{column}_type": "organization", "uscc": firm.uscc}


def _notice(fiction: Fiction, home: str, year: int, opens: date, count: int) -> None:
    closes = opens + timedelta(days=9)
    fiction.add(
        f"{home}/notices.csv",
        notice_id=f"{year}-proposal",
        stage="proposal",
        title=f"{year}年示例市乙质量奖拟获奖名单公示",
        publisher=_OFFICE,
        published_on=opens,
        period_form="dates",
        opens_on=opens,
        closes_on=closes,
        stated_length=10,
        stated_unit="day",
        declared_count=count,
        source_url=fiction.source("notices") if year < 2026 else "",
    )
    fiction.add(
        f"{home}/channels.csv",
        notice_id=f"{year}-proposal",
        office=_OFFICE,
        kind="phone",
        value=f"0000-{fiction.chance.randrange(10**7, 10**8)}",
    )
    if year == 2025:
        fiction.add(
            f"{home}/notices.csv",
            notice_id=f"{year}-proposal-name",
            stage="proposal",
            title=f"关于{year}年示例市乙质量奖拟获奖名单公示的更正",
            publisher=_OFFICE,
            published_on=opens + timedelta(days=2),
            period_form="dates",
            opens_on=opens + timedelta(days=2),
            closes_on=opens + timedelta(days=11),
            corrects=f"{year}-proposal",
            change="correction",
            change_reason="一家单位的名称有错字",
            source_url=fiction.source("notices"),
        )


def _award(fiction: Fiction, home: str, number: int, winner: tuple[Firm, str]) -> Row:
    year = int(home[-4:])
    return fiction.add(
        f"{home}/awardees.csv",
        award_id=f"{year}-quality-{number:02}",
        award="quality",
        **_who(*winner, "awardee"),
        decision_document=f"示乙政发〔{year}〕8号",
        decided_on=date(year, 9, 11),
        notice_id=f"{year}-proposal",
        source_url=fiction.source("decisions"),
    )


def bing(fiction: Fiction) -> None:
    """One cycle under a text that is not held, of which only a part was read."""
    home = f"{BING}/2021"
    for number in range(1, 5):
        firm = fiction.firm()
        title = fiction.chance.choice(["“三全”质量管理方法", "全过程质量追溯模式"])
        who = {"entry_title": title} if number == 1 else {"awardee": firm.name, "awardee_type": "organization"}
        fiction.add(
            f"{home}/awardees.csv",
            award_id=f"2021-quality-{number:02}",
            award="quality",
            **who,
            uscc=firm.uscc if number > 2 else "",
            decided_on=date(2021, 9, 11),
            source_url=fiction.source("decisions"),
        )
    cycle_document(fiction, home, 2021, None, {"quality": 9})
