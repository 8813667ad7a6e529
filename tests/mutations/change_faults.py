"""What a change since an earlier revision may not do."""

from datetime import date, timedelta
from random import Random

from tests.mutations.fiction import BING, JIA, YI
from tests.mutations.folder import Folder
from tests.mutations.kinds import Expected, at, kind


@kind("change: record removed", always=True, since=True)
def removed(folder: Folder, chance: Random) -> Expected:
    column, path = chance.choice(
        [
            ("notice_id", f"{JIA}/2024/channels.csv"),
            ("notice_id", f"{YI}/2025/channels.csv"),
            ("correction_id", f"{JIA}/corrections.csv"),
            ("revocation_id", f"{JIA}/revocations.csv"),
            ("name", f"{JIA}/names.csv"),
            ("award_id", f"{BING}/2021/awardees.csv"),
        ]
    )
    number = chance.randrange(len(folder.tables[path]))
    del folder.tables[path][number]
    return at("record-removed", (path, number + 2, column))


@kind("change: table removed", always=True, since=True)
def table_removed(folder: Folder, chance: Random) -> Expected:
    path = chance.choice([f"{JIA}/2024/channels.csv", f"{JIA}/corrections.csv", f"{BING}/2021/awardees.csv"])
    del folder.tables[path]
    return Expected(rule="record-removed", path=path, line=None, column=None)


@kind("change: opened notice rewritten", always=True, since=True)
def rewritten(folder: Folder, chance: Random) -> Expected:
    path = folder.a_table(chance, "notices")
    number = chance.randrange(len(folder.tables[path]))
    row = folder.tables[path][number]
    column = chance.choice([name for name in ("title", "medium", "publisher", "document_number") if row[name]])
    row[column] = chance.choice([f"{row[column]}（新）", row[column][1:]])
    return at("opened-notice-changed", (path, number + 2, column))


@kind("change: opened notice extended in its place", always=True, since=True)
def extended(folder: Folder, chance: Random) -> Expected:
    path = f"{JIA}/{chance.choice((2022, 2024, 2026))}/notices.csv"
    row = folder.tables[path][0]
    row["closes_on"] = (date.fromisoformat(row["closes_on"]) + timedelta(days=chance.randrange(1, 6))).isoformat()
    return at("opened-notice-changed", (path, 2, "closes_on"))


@kind("change: deadline moved earlier", always=True, since=True)
def earlier(folder: Folder, chance: Random) -> Expected:
    path = f"{JIA}/{chance.choice((2022, 2024, 2026))}/notices.csv"
    row = folder.tables[path][0]
    day = date.fromisoformat(row["closes_on"]) - timedelta(days=1)
    while day.weekday() > 4:
        day -= timedelta(days=1)
    row["closes_on"] = day.isoformat()
    return at("deadline-moved-earlier", (path, 2, "closes_on"))


@kind("change: record without a correction", always=True, since=True)
def uncorrected(folder: Folder, chance: Random) -> Expected:
    path = folder.a_table(chance, "awardees", "revocations", "applicants")
    number = chance.randrange(len(folder.tables[path]))
    row = folder.tables[path][number]
    choices = ("decision_document", "note", "document_number", "statement", "sector", "reason", "source_url")
    column = chance.choice([name for name in choices if row.get(name)])
    row[column] = f"{row[column]}2"
    return at("correction-missing", (path, number + 2, column))
