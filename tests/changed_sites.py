"""What is done between two builds, to the data by chance and to the built site by hand, and what is found of it."""

import csv
import io
import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from generator.build import BuildRequest, build
from tests.built_sites import fingerprint

Rows = list[dict[str, str]]


def from_nothing(request: BuildRequest) -> dict[str, str]:
    folder = request.output.parent / "from-nothing"
    checked, _ = build(replace(request, output=folder))
    assert checked.errors == 0
    found = fingerprint(folder)
    shutil.rmtree(folder)
    for ending in ("parts", "read", "search"):
        (folder.parent / f".{folder.name}.{ending}").unlink()
    return found


def inodes(site: Path) -> dict[str, int]:
    return {path.relative_to(site).as_posix(): path.stat().st_ino for path in site.rglob("*") if path.is_file()}


def made_anew(site: Path, before: dict[str, int]) -> set[str]:
    return {path for path, inode in inodes(site).items() if before.get(path) != inode}


def edit(file: Path, was: str, now: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert was in text
    file.write_text(text.replace(was, now, 1), encoding="utf-8", newline="\n")


# --- random changes ---------------------------------------------------------------------------------------------------


def read_rows(file: Path) -> tuple[list[str], Rows]:
    reader = csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"), newline=""))
    return list(reader.fieldnames or ()), list(reader)


def write_rows(file: Path, columns: list[str], rows: Rows) -> None:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    file.write_text(text.getvalue(), encoding="utf-8", newline="\n")


def delete_row(rows: Rows, dice: random.Random) -> None:
    rows.pop(dice.randrange(len(rows)))


def repeat_row(rows: Rows, dice: random.Random) -> None:
    row = dict(dice.choice(rows))
    key = next(iter(row))
    row[key] += "-2"
    rows.insert(dice.randrange(len(rows) + 1), row)


def change_text(rows: Rows, dice: random.Random) -> None:
    row = dice.choice(rows)
    columns = [name for name in ("note", "reason", "title", "statement", "hours", "entry_title", "unit") if name in row]
    row[dice.choice(columns or ["source_url"])] = (
        f"改动{dice.randrange(1000)}" if columns else "https://example.gov.cn/new"
    )


def rename(rows: Rows, dice: random.Random) -> None:
    row = dice.choice(rows)
    column = next(name for name in ("awardee", "applicant", "publisher", "office", "name", "decided_by") if name in row)
    was = row[column]
    for each in rows:
        if each[column] == was:
            each[column] = f"{was}新"


def lose_code(rows: Rows, dice: random.Random) -> None:
    row = dice.choice(rows)
    row["uscc"] = ""


def swap(rows: Rows, dice: random.Random) -> None:
    one, other = dice.randrange(len(rows)), dice.randrange(len(rows))
    rows[one], rows[other] = rows[other], rows[one]


CHANGES: tuple[Callable[[Rows, random.Random], None], ...] = (
    delete_row,
    repeat_row,
    change_text,
    rename,
    lose_code,
    swap,
)


def revoke(data: Path, dice: random.Random) -> None:
    """Take some award away, or stop its publicity."""
    awards = sorted(data.glob("jurisdictions/*/*/awardees.csv"))
    file = dice.choice(awards)
    _, rows = read_rows(file)
    table = file.parent.parent / "revocations.csv"
    columns, measures = read_rows(table)
    row = dict.fromkeys(columns, "")
    row |= {
        "revocation_id": f"revoked-{dice.randrange(10**9)}",
        "award_id": dice.choice(rows)["award_id"],
        "measure": dice.choice(("revoke", "stop_publicity")),
        "decided_on": "2026-11-02",
        "statement": "与事实不符",
    }
    write_rows(table, columns, [*measures, row])


def change_something(data: Path, dice: random.Random) -> None:
    if dice.random() < 0.2:
        revoke(data, dice)
        return
    tables = [file for file in sorted(data.glob("jurisdictions/**/*.csv")) if read_rows(file)[1]]
    file = dice.choice(tables)
    columns, rows = read_rows(file)
    change = dice.choice(CHANGES)
    if change is lose_code and "uscc" not in columns:
        change = change_text
    change(rows, dice)
    write_rows(file, columns, rows)


# --- changes by hand ------------------------------------------------------------------------------------------------------


def add_to(page: Path) -> None:
    page.write_bytes(page.read_bytes() + b"<!-- -->")


def overwrite(page: Path) -> None:
    page.write_bytes(page.read_bytes().replace(b"a", b"b"))


def replace_by_a_copy(page: Path) -> None:
    shutil.copy2(page.with_name("other.html"), page)


def replace_by_a_link(page: Path) -> None:
    page.unlink()
    page.symlink_to("other.html")


def replace_by_a_folder(page: Path) -> None:
    page.unlink()
    page.mkdir()


def replace_its_folder_by_a_file(page: Path) -> None:
    shutil.rmtree(page.parent)
    page.parent.write_bytes(b"x")
