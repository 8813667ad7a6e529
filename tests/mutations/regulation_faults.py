"""Records that break a regulation: each by one step too far."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from tests.mutations.fiction import JIA, YI, working_days
from tests.mutations.folder import Folder, Row
from tests.mutations.kinds import Expected, at, kind
from tests.mutations.numbers import credit_code


def _day(row: Row, column: str) -> date:
    return date.fromisoformat(row[column])


def _proposal(folder: Folder, chance: Random) -> tuple[str, int, Row]:
    """The notice of the proposed winners of some cycle of 示例市甲."""
    path = f"{JIA}/{chance.choice((2022, 2024, 2026))}/notices.csv"
    return path, 1, folder.tables[path][1]


def _some(folder: Folder, chance: Random, path: str, test: Callable[[Row], bool] = lambda row: True) -> tuple[int, Row]:
    return chance.choice([(number, row) for number, row in enumerate(folder.tables[path]) if test(row)])


def _past(chance: Random) -> str:
    return f"{JIA}/{chance.choice((2022, 2024))}"


@kind("notice: dates reversed")
def dates_reversed(folder: Folder, chance: Random) -> Expected:
    path = folder.a_table(chance, "notices")
    number, row = _some(folder, chance, path)
    row["closes_on"] = (_day(row, "opens_on") - timedelta(days=chance.randrange(1, 20))).isoformat()
    return at("notice-dates-reversed", (path, number + 2, "closes_on"))


@kind("notice: too short")
def too_short(folder: Folder, chance: Random) -> Expected:
    path, number, row = _proposal(folder, chance)
    length = int(row["stated_length"]) - 1
    row["stated_length"] = str(length)
    row["closes_on"] = working_days(_day(row, "opens_on"), length).isoformat()
    return at("notice-too-short", (path, number + 2, "closes_on"))


@kind("notice: too long")
def too_long(folder: Folder, chance: Random) -> Expected:
    path = f"{YI}/{chance.choice((2023, 2025, 2026))}/notices.csv"
    row = folder.tables[path][0]
    more = chance.randrange(1, 9)
    row["stated_length"] = str(10 + more)
    row["closes_on"] = (_day(row, "closes_on") + timedelta(days=more)).isoformat()
    return at("notice-too-long", (path, 2, "closes_on"))


@kind("notice: length and dates disagree")
def length_disagrees(folder: Folder, chance: Random) -> Expected:
    path, number, row = _proposal(folder, chance)
    row["stated_length"] = str(int(row["stated_length"]) + chance.choice((-1, 1, 2)))
    return at("notice-length-disagrees", (path, number + 2, "stated_length"))


@kind("notice: another unit")
def unit_disagrees(folder: Folder, chance: Random) -> Expected:
    path, number, row = _proposal(folder, chance)
    row["stated_unit"] = "day"
    row["stated_length"] = str((_day(row, "closes_on") - _day(row, "opens_on")).days + 1)
    return at("notice-unit-disagrees", (path, number + 2, "stated_unit"))


@kind("notice: of a stage without one")
def not_in_regulation(folder: Folder, chance: Random) -> Expected:
    path = f"{JIA}/{chance.choice((2022, 2024, 2026))}/notices.csv"
    folder.tables[path][0]["stage"] = chance.choice(["document", "onsite", "approval"])
    return at("notice-not-in-regulation", (path, 2, "stage"))


@kind("notice: in a year without arrangement")
def year_missing(folder: Folder, chance: Random) -> Expected:
    path = f"{JIA}/2026/notices.csv"
    rows = folder.tables[path]
    more = {"notice_id": "2026-supplement", "declared_count": "", "stated_length": "", "stated_unit": ""}
    days = {"published_on": "2026-12-28", "opens_on": "2026-12-28", "closes_on": f"2027-01-{chance.randrange(10, 20)}"}
    rows.append({**rows[1], **more, **days})
    return at("calendar-year-missing", (path, len(rows) + 1, "closes_on"))


@kind("quota exceeded")
def quota(folder: Folder, chance: Random) -> Expected:
    home = _past(chance)
    rows = folder.tables[f"{home}/awardees.csv"]
    award = chance.choice(["quality", "innovation"])
    more = {
        "award": award,
        "award_id": "one-too-many",
        "awardee": "示例市更多制造有限公司",
        "awardee_type": "organization",
    }
    rows.append({**rows[0], **more, "uscc": credit_code(chance), "unit": "", "application_id": ""})
    number = sum(row["award"] == award for row in rows)
    path = f"{home}/cycle.yaml"
    before = f"- id: {award}\n  name: 示例市{award}奖\n  declared_count: {number - 1}"
    folder.documents[path] = folder.documents[path].replace(before, before.replace(f": {number - 1}", f": {number}"))
    return at("quota-exceeded", (f"{home}/awardees.csv", len(rows) + 1, "award"))


@kind("on-site cap exceeded")
def onsite_cap(folder: Folder, chance: Random) -> Expected:
    path = f"{JIA}/{chance.choice((2022, 2024, 2026))}/shortlists.csv"
    rows = folder.tables[path]
    there = {row["application_id"] for row in rows if row["stage"] == "onsite"}
    more = next(row for row in rows if row["application_id"] not in there)
    rows.append({**more, "stage": "onsite", "notice_id": ""})
    return at("onsite-cap-exceeded", (path, len(rows) + 1, "stage"))


@kind("score below the least one")
def score(folder: Folder, chance: Random) -> Expected:
    home = f"{JIA}/{chance.choice((2022, 2024, 2026))}"
    path = f"{home}/shortlists.csv"
    proposed = {row["application_id"] for row in folder.tables[path] if row["stage"] == "proposal"}
    number, row = _some(
        folder,
        chance,
        path,
        lambda row: row["award"] == "quality" and row["stage"] == "onsite" and row["application_id"] in proposed,
    )
    row["score"] = chance.choice(["599", "599.5", "0", "420"])
    return at("score-below-minimum", (path, number + 2, "score"))


@kind("award not for this kind of recipient")
def recipient(folder: Folder, chance: Random) -> Expected:
    home = f"{JIA}/2024"
    table, column = chance.choice(
        [("applicants", "applicant_type"), ("shortlists", "applicant_type"), ("awardees", "awardee_type")]
    )
    number, row = _some(folder, chance, f"{home}/{table}.csv", lambda row: row["award"] in ("quality", "person"))
    row[column] = "organization" if row[column] == "individual" else "individual"
    return at("recipient-not-allowed", (f"{home}/{table}.csv", number + 2, column))


@kind("organization and one of its people")
def both_kinds(folder: Folder, chance: Random) -> Expected:
    path = f"{JIA}/{chance.choice((2022, 2024, 2026))}/applicants.csv"
    number, row = _some(folder, chance, path, lambda row: row["applicant_type"] == "individual")
    _, firm = _some(folder, chance, path, lambda row: row["applicant_type"] == "organization")
    row["unit"] = firm["applicant"]
    return at("organization-and-individual", (path, number + 2, "unit"))


@kind("awarded before the notice closed")
def awarded_early(folder: Folder, chance: Random) -> Expected:
    home = _past(chance)
    path = f"{home}/awardees.csv"
    number, row = _some(folder, chance, path)
    closes_on = _day(folder.tables[f"{home}/notices.csv"][1], "closes_on")
    row["decided_on"] = (closes_on - timedelta(days=chance.randrange(1, 5))).isoformat()
    return at("awarded-before-notice-closed", (path, number + 2, "decided_on"))


@kind("awarded without a notice")
def awarded_without(folder: Folder, chance: Random) -> Expected:
    path = f"{_past(chance)}/awardees.csv"
    number, row = _some(folder, chance, path)
    row["notice_id"] = ""
    return at("awarded-without-notice", (path, number + 2, "notice_id"))


@kind("declared count of a notice")
def declared_by_notice(folder: Folder, chance: Random) -> Expected:
    path = f"{JIA}/{chance.choice((2022, 2024, 2026))}/notices.csv"
    number, row = _some(folder, chance, path)
    row["declared_count"] = str(int(row["declared_count"]) + chance.choice((-1, 1, 3)))
    return at("declared-count-differs", (path, number + 2, "declared_count"))


@kind("declared count of a decision")
def declared_by_decision(folder: Folder, chance: Random) -> Expected:
    path = f"{_past(chance)}/cycle.yaml"
    lines = folder.documents[path].split("\n")
    number = chance.choice([number for number, line in enumerate(lines) if "declared_count" in line])
    name, _, count = lines[number].partition(": ")
    lines[number] = f"{name}: {int(count) + chance.choice((1, 2))}"
    folder.documents[path] = "\n".join(lines)
    return at("declared-count-differs", (path, number + 1, "declared_count"))


def _replaced(folder: Folder, chance: Random, award: str, name: str, code: str) -> tuple[str, int]:
    """Somebody else applies in 2024, in the place of one who was not proposed."""
    path = f"{JIA}/2024/applicants.csv"
    numbers = [number for number, row in enumerate(folder.tables[path]) if row["award"] == award]
    number = numbers[-1]
    folder.tables[path][number] |= {"applicant": name, "uscc": code}
    return path, number + 2


@kind("applied during a ban")
def during_ban(folder: Folder, chance: Random) -> Expected:
    revoked = folder.tables[f"{JIA}/2022/awardees.csv"][0]
    path, line = _replaced(folder, chance, "innovation", revoked["awardee"], chance.choice([revoked["uscc"], ""]))
    return at("reapplied-during-ban", (path, line, "received_on"))


@kind("awarded within the interval")
def already_awarded(folder: Folder, chance: Random) -> Expected:
    _, winner = _some(folder, chance, f"{JIA}/2022/awardees.csv", lambda row: row["award"] == "innovation")
    path, line = _replaced(folder, chance, "innovation", winner["awardee"], chance.choice([winner["uscc"], ""]))
    return at("already-awarded", (path, line, "applicant"))


@kind("without the earlier award")
def prior_award(folder: Folder, chance: Random) -> Expected:
    path, line = _replaced(folder, chance, "quality", "示例市无前奖制造有限公司", credit_code(chance))
    return at("prior-award-missing", (path, line, "applicant"))


@kind("revoked before it was awarded")
def revoked_early(folder: Folder, chance: Random) -> Expected:
    path = f"{JIA}/revocations.csv"
    number, row = _some(folder, chance, path)
    row["decided_on"] = f"2022-0{chance.randrange(1, 9)}-10"
    return at("revoked-before-award", (path, number + 2, "decided_on"))


@kind("measure that the regulation does not know")
def sanction(folder: Folder, chance: Random) -> Expected:
    path = f"{JIA}/revocations.csv"
    number, row = _some(folder, chance, path)
    row["measure"] = "stop_publicity" if row["measure"] == "revoke" else "revoke"
    return at("sanction-not-in-regulation", (path, number + 2, "measure"))
