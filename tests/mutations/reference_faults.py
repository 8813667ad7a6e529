"""Ids that stand twice, and references that lead nowhere."""

from random import Random

from tests.mutations.fiction import JIA, YI
from tests.mutations.folder import Folder
from tests.mutations.kinds import Expected, at, kind

_TYPO = "no-such"


def _copied(folder: Folder, chance: Random, table: str, column: str) -> Expected:
    path = folder.a_table(chance, table)
    rows = folder.tables[path]
    rows.append(dict(chance.choice(rows)))
    return at("duplicate-id", (path, len(rows) + 1, column))


@kind("duplicate application")
def duplicate_application(folder: Folder, chance: Random) -> Expected:
    return _copied(folder, chance, "applicants", "application_id")


@kind("duplicate notice")
def duplicate_notice(folder: Folder, chance: Random) -> Expected:
    path = folder.a_table(chance, "notices")
    rows = folder.tables[path]
    rows.append(dict(rows[0]))
    return at("duplicate-id", (path, len(rows) + 1, "notice_id"))


@kind("duplicate award")
def duplicate_award(folder: Folder, chance: Random) -> Expected:
    path = folder.a_table(chance, "awardees")
    rows = folder.tables[path]
    rows[-1]["award_id"] = rows[0]["award_id"]
    return at("duplicate-id", (path, len(rows) + 1, "award_id"))


@kind("row pasted twice")
def pasted_twice(folder: Folder, chance: Random) -> Expected:
    columns = {"applicants": "application_id", "shortlists": "", "awardees": "award_id", "notices": "notice_id"}
    table = chance.choice(sorted(columns))
    path = folder.a_table(chance, table)
    rows = folder.tables[path]
    rows.append(dict(chance.choice(rows)))
    column = columns[table] or ("application_id" if rows[-1]["application_id"] else "applicant")
    return at("duplicate-id", (path, len(rows) + 1, column))


@kind("award id of another cycle")
def award_of_another_cycle(folder: Folder, chance: Random) -> Expected:
    path = f"{JIA}/2024/awardees.csv"
    rows = folder.tables[path]
    rows[-1]["award_id"] = chance.choice(folder.tables[f"{JIA}/2022/awardees.csv"])["award_id"]
    return at("duplicate-id", (path, len(rows) + 1, "award_id"))


@kind("duplicate revocation, correction or name")
def duplicate_of_jurisdiction(folder: Folder, chance: Random) -> Expected:
    table, column = chance.choice(
        [("revocations", "revocation_id"), ("corrections", "correction_id"), ("names", "former_name")]
    )
    return _copied(folder, chance, table, column)


@kind("duplicate candidate")
def duplicate_candidate(folder: Folder, chance: Random) -> Expected:
    path = folder.a_table(chance, "shortlists")
    rows = folder.tables[path]
    stage = chance.choice([row["stage"] for row in rows])
    numbers = [number for number, row in enumerate(rows) if row["stage"] == stage]
    first, second = sorted(chance.sample(numbers, 2))
    rows[second] = dict(rows[first])
    column = "application_id" if rows[first]["application_id"] else "applicant"
    return at("duplicate-id", (path, second + 2, column))


@kind("duplicate day of the calendar")
def duplicate_day(folder: Folder, chance: Random) -> Expected:
    lines = folder.documents["calendar/cn.csv"].splitlines()
    lines.append(chance.choice(lines[1:]))
    folder.documents["calendar/cn.csv"] = "\n".join(lines) + "\n"
    return at("duplicate-id", ("calendar/cn.csv", len(lines), "date"))


def _mistyped(folder: Folder, chance: Random, rule: str, column: str, *tables: str) -> Expected:
    cells = [
        cell
        for cell in folder.cells(tables=tables)
        if cell.field.name == column and not cell.path.startswith("calendar/")
    ]
    cell = chance.choice(cells)
    return at(rule, folder.set(cell, chance.choice([_TYPO, f"{cell.text}x", cell.text.replace("-", "")[:-1]])))


@kind("unknown award")
def unknown_award(folder: Folder, chance: Random) -> Expected:
    return _mistyped(folder, chance, "unknown-award", "award", "applicants", "shortlists", "awardees")


@kind("unknown stage")
def unknown_stage(folder: Folder, chance: Random) -> Expected:
    return _mistyped(folder, chance, "unknown-stage", "stage", "shortlists", "notices")


@kind("unknown notice")
def unknown_notice(folder: Folder, chance: Random) -> Expected:
    return _mistyped(folder, chance, "unknown-notice", "notice_id", "shortlists", "awardees", "channels")


@kind("unknown notice corrected")
def unknown_corrected(folder: Folder, chance: Random) -> Expected:
    return _mistyped(folder, chance, "unknown-notice", "corrects", "notices")


@kind("unknown application")
def unknown_application(folder: Folder, chance: Random) -> Expected:
    return _mistyped(folder, chance, "unknown-application", "application_id", "shortlists", "awardees")


@kind("unknown award revoked")
def unknown_awardee(folder: Folder, chance: Random) -> Expected:
    return _mistyped(folder, chance, "unknown-awardee", "award_id", "revocations")


@kind("unknown ground")
def unknown_ground(folder: Folder, chance: Random) -> Expected:
    return _mistyped(folder, chance, "unknown-ground", "ground", "revocations")


@kind("unknown regulation")
def unknown_regulation(folder: Folder, chance: Random) -> Expected:
    if chance.random() < 0.5:
        return _mistyped(folder, chance, "unknown-regulation", "regulation", "revocations")
    path = chance.choice([f"{YI}/2025/cycle.yaml", f"{JIA}/jurisdiction.yaml", f"{JIA}/2026/cycle.yaml"])
    lines = folder.documents[path].split("\n")
    number = next(number for number, line in enumerate(lines) if line.startswith("regulation:"))
    lines[number] = "regulation: '2018'"
    folder.documents[path] = "\n".join(lines)
    return at("unknown-regulation", (path, number + 1, "regulation"))


@kind("unknown record corrected")
def unknown_record(folder: Folder, chance: Random) -> Expected:
    path = f"{JIA}/corrections.csv"
    number = chance.randrange(len(folder.tables[path]))
    column, value = chance.choice([("record_id", _TYPO), ("record_id", "2024-quality-99"), ("field", "winner")])
    folder.tables[path][number][column] = value
    return at("unknown-record", (path, number + 2, column))
