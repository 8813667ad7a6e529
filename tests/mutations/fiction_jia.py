"""示例市甲: three cycles with every table; winners of the innovation award go on to the quality award."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from tests.mutations.fiction import JIA, Fiction, Firm, cycle_document, working_days
from tests.mutations.folder import Row

_YEARS: Final = (2022, 2024, 2026)
_OFFICE: Final = "示例市甲质量奖评审办公室"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Application:
    row: Row
    scored: bool


def jia(fiction: Fiction, limits: Mapping[str, int]) -> None:
    """The whole record."""
    earlier: list[Firm] = []
    winners: dict[int, list[Row]] = {}
    for year in _YEARS:
        made = _Cycle(fiction, year, limits)
        made.apply(earlier if year > _YEARS[0] else [fiction.firm() for _ in range(4)])
        made.shortlist()
        winners[year] = made.decide() if year < _YEARS[-1] else []
        cycle_document(
            fiction, made.home, year, "2019", dict.fromkeys(("quality", "innovation", "person"), 0) | made.counts
        )
        names = {row["awardee"] for row in winners[year] if row["award"] == "innovation"}
        earlier = [firm for firm in made.newcomers if firm.name in names]
    _afterwards(fiction, winners)


class _Cycle:
    def __init__(self, fiction: Fiction, year: int, limits: Mapping[str, int]) -> None:
        self.fiction = fiction
        self.year = year
        self.limits = limits
        self.home = f"{JIA}/{year}"
        self.newcomers: list[Firm] = []
        self.counts: dict[str, int] = {}
        self._applications: list[Row] = []
        self._proposed: list[Row] = []

    def apply(self, veterans: Sequence[Firm]) -> None:
        """Veterans apply for the quality award, newcomers for the innovation award, people for their own."""
        for firm in veterans:
            self._application("quality", firm.name, "organization", firm.uscc)
        for _ in range(self.limits["innovation"] + 2):
            firm = self.fiction.firm()
            self.newcomers.append(firm)
            self._application("innovation", firm.name, "organization", firm.uscc)
        for _ in range(self.limits["person"] + 1):
            self._application("person", self.fiction.person(), "individual", "", unit=self.fiction.firm().name)

    def _application(self, award: str, name: str, kind: str, code: str, unit: str = "") -> None:
        number = len(self._applications) + 1
        chance = self.fiction.chance
        # The award that is asked for is a year old by then: decisions are made in September.
        received = date(self.year, 1, 5) + timedelta(days=chance.randrange(20))
        self._applications.append(
            self.fiction.add(
                f"{self.home}/applicants.csv",
                application_id=f"{self.year}-a-{number:03}",
                award=award,
                applicant=name,
                applicant_type=kind,
                unit=unit,
                uscc=code,
                sector=chance.choice(["制造业", "服务业", "建筑业", ""]),
                recommended_by=chance.choice(["示例市经信局", "示例市行业协会", ""]),
                received_on=received,
                eligibility="accepted",
                source_url=self.fiction.source("applicants"),
            )
        )
        if chance.random() < 0.1:
            self._applications[-1]["reason"] = "材料齐全，符合条件"

    def shortlist(self) -> None:
        """All applications go public, the best go on site, and as many as the caps allow are proposed."""
        present = self.year == _YEARS[-1]
        month = 3 if present else 7
        opens = date(self.year, month, 2 if present else 8)
        # A day more than the regulation asks for, and no length in words.
        notice = self._notice("qualification", "受理名单", opens, 6, len(self._applications), stated=False)
        for row in self._applications:
            self._listed("qualification", row, notice)
        proposed: list[Row] = []
        for award in ("quality", "innovation", "person"):
            proposed += [row for row in self._applications if row["award"] == award][: self.limits[award]]
        onsite = [*proposed, *(row for row in self._applications if row not in proposed)][: self.limits["onsite"]]
        for place, row in enumerate(onsite, start=1):
            score = 600 + self.fiction.chance.randrange(0, 300) / 2
            self._listed("onsite", row, "", rank=place, score=f"{score:g}")
        opens = date(2026, 3, 12) if present else date(self.year, 8, 5)
        days = self.limits["days"]
        notice = self._notice("proposal", "拟获奖名单", opens, days, len(proposed))
        for row in proposed:
            self._listed("proposal", row, notice)
        self._proposed = proposed

    def _notice(self, stage: str, what: str, opens: date, days: int, count: int, *, stated: bool = True) -> str:
        while opens.weekday() > 4:
            opens += timedelta(days=1)
        notice_id = f"{self.year}-{stage}"
        self.fiction.add(
            f"{self.home}/notices.csv",
            notice_id=notice_id,
            stage=stage,
            title=f"{self.year}年示例市甲质量奖{what}公示",
            document_number=self.fiction.chance.choice([f"示质奖办〔{self.year}〕{count}号", ""]),
            publisher=_OFFICE,
            medium="示例市甲人民政府网站",
            published_on=opens,
            period_form="dates",
            opens_on=opens,
            closes_on=working_days(opens, days),
            closes_time=self.fiction.chance.choice(["17:00", "", ""]),
            stated_length=days if stated else "",
            stated_unit="working_day" if stated else "",
            declared_count=count,
            source_url="" if self.year == _YEARS[-1] else self.fiction.source("notices"),
        )
        self._channels(notice_id)
        return notice_id

    def _channels(self, notice_id: str) -> None:
        chance = self.fiction.chance
        for kind, value in (
            ("phone", f"0000-{chance.randrange(10**7, 10**8)}"),
            ("address", f"示例市甲示例大道{chance.randrange(1, 99)}号市民中心"),
            ("postcode", f"{chance.randrange(990000, 1000000)}"),
            ("email", "quality@shili.example"),
            ("web", "https://shili.example/objection"),
        ):
            hours = "工作日 9:00—17:00" if kind == "phone" else ""
            self.fiction.add(
                f"{self.home}/channels.csv", notice_id=notice_id, office=_OFFICE, kind=kind, value=value, hours=hours
            )

    def _listed(self, stage: str, row: Row, notice: str, **cells: object) -> None:
        shared = ("award", "application_id", "applicant", "applicant_type", "unit", "uscc")
        self.fiction.add(
            f"{self.home}/shortlists.csv",
            stage=stage,
            notice_id=notice,
            source_url=self.fiction.source("lists") if notice else "",
            **{name: row[name] for name in shared},
            **cells,
        )

    def decide(self) -> list[Row]:
        """Everyone who was proposed wins."""
        rows: list[Row] = []
        for row in self._proposed:
            self.counts[row["award"]] = self.counts.get(row["award"], 0) + 1
            rows.append(
                self.fiction.add(
                    f"{self.home}/awardees.csv",
                    award_id=f"{self.year}-{row['award']}-{self.counts[row['award']]:02}",
                    award=row["award"],
                    application_id=row["application_id"],
                    awardee=row["applicant"],
                    awardee_type=row["applicant_type"],
                    unit=row["unit"],
                    uscc=row["uscc"],
                    decision_document=f"示政发〔{self.year}〕{self.year % 100}号",
                    decided_on=date(self.year, 9, 10),
                    published_on=date(self.year, 9, 13),
                    notice_id=f"{self.year}-proposal",
                    note=self.fiction.chance.choice(["", "", "首次获奖"]),
                    source_url=self.fiction.source("decisions"),
                )
            )
        return rows


def _afterwards(fiction: Fiction, winners: Mapping[int, Sequence[Row]]) -> None:
    """An award is revoked, another may not be publicised, two names were corrected, two firms were once named otherwise."""
    quality = [row for row in winners[2022] if row["award"] == "quality"]
    for number, (row, measure, ground) in enumerate(
        ((quality[0], "revoke", "fraud"), (quality[1], "stop_publicity", "accident")), start=1
    ):
        fiction.add(
            f"{JIA}/revocations.csv",
            revocation_id=f"revocation-{number}",
            award_id=row["award_id"],
            measure=measure,
            regulation="2019" if number == 1 else "",
            ground=ground,
            decided_by="示例市甲人民政府",
            decided_on=date(2023, 5, 8 + number),
            effective_on=date(2023, 5, 8 + number),
            document_number=f"示甲政发〔2023〕{number}号",
            published_on=date(2023, 5, 12),
            statement="经核实存在办法规定的情形",
            source_url=fiction.source("revocations"),
        )
    for number, row in enumerate(winners[2024][:2], start=1):
        fiction.add(
            f"{JIA}/corrections.csv",
            correction_id=f"correction-{number}",
            table="awardees",
            record_id=row["award_id"],
            field="awardee",
            was=row["awardee"].replace("有限", "有现"),
            now=row["awardee"],
            kind="typographic",
            reason="名称有错字",
            corrected_on=date(2024, 10, 8),
            source_url=fiction.source("corrections"),
        )
    for row in [row for row in winners[2024] if row["award"] == "innovation"][:2]:
        fiction.add(
            f"{JIA}/names.csv",
            name=row["awardee"],
            former_name=fiction.firm().name,
            uscc=row["uscc"],
            changed_on=date(2023, 2, 1),
            source_url=fiction.source("names"),
        )
