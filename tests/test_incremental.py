"""What nothing has changed for is kept, and the site is still, byte for byte, the one that is built from nothing."""

import csv
import errno
import io
import os
import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from generator.build import ROOT, BuildRequest, build, check
from generator.outputs.site_folder import MARKER
from tests.built_sites import AS_OF, SITE_URL, fingerprint
from tests.demo import write_demo

STEPS = 8

Rows = list[dict[str, str]]


@pytest.fixture
def request_(tmp_path: Path) -> BuildRequest:
    write_demo(tmp_path / "data", AS_OF)
    shutil.copytree(ROOT / "content", tmp_path / "content")
    return BuildRequest(
        data=tmp_path / "data",
        content=tmp_path / "content",
        output=tmp_path / "site",
        as_of=AS_OF,
        site_url=SITE_URL,
        workers=1,
    )


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


@pytest.mark.parametrize("seed", range(4))
def test_whatever_changes_the_site_is_the_one_built_from_nothing(request_: BuildRequest, seed: int) -> None:
    dice = random.Random(seed)
    built = 0
    build(request_)
    folders = [request_.output.stat().st_ino]
    while built < STEPS:
        before = request_.data.parent / "before"
        shutil.copytree(request_.data, before)
        for _ in range(dice.randrange(1, 3)):
            change_something(request_.data, dice)
        checked, _ = build(request_)
        # What was read before hides no fault.
        assert checked.diagnostics == check(request_.data, AS_OF).diagnostics
        if checked.errors:
            # What the check refuses changes nothing; the next change starts from clean data again.
            shutil.rmtree(request_.data)
            before.rename(request_.data)
            continue
        shutil.rmtree(before)
        built += 1
        assert fingerprint(request_.output) == from_nothing(request_)
        folders.append(request_.output.stat().st_ino)
    # Each site was made from the one before the one that stood.
    assert folders[2:] == folders[:-2]


# --- named examples ---------------------------------------------------------------------------------------------------


def test_without_a_change_every_file_is_kept(request_: BuildRequest) -> None:
    build(request_)
    before = inodes(request_.output)
    written = build(request_)[1]
    assert written == len(before)
    assert made_anew(request_.output, before) == set()


def test_a_build_from_the_spare_makes_only_what_has_changed_since(request_: BuildRequest) -> None:
    """The spare is two builds old: of what only the last one changed it takes the files of the present site."""
    tables = [next((request_.data / f"jurisdictions/shili-{one}").glob("*/awardees.csv")) for one in ("jia", "yi")]
    build(request_)
    build(request_)
    spare = request_.output.with_name(".site.spare")
    folders = {path.relative_to(spare): path.stat().st_ino for path in spare.rglob("*") if path.is_dir()}
    edit(tables[0], "https://", "https://www.")
    build(request_)
    assert {path: (request_.output / path).stat().st_ino for path in folders} == folders
    edit(tables[1], "https://", "https://www.")
    before = inodes(request_.output)
    build(request_)
    anew = made_anew(request_.output, before)
    assert any(path.startswith("shili-yi/") for path in anew)
    assert not any(path.startswith(("shili-jia/", "shili-bing/", "a/shili-jia/", "rules/")) for path in anew)
    assert fingerprint(request_.output) == from_nothing(request_)


def test_on_the_next_days_only_the_folders_are_kept(request_: BuildRequest) -> None:
    for day in range(21, 25):
        later = replace(request_, as_of=AS_OF.replace(day=day))
        before = inodes(later.output)
        build(later)
        assert not set(inodes(later.output).values()) & set(before.values())
        assert fingerprint(later.output) == from_nothing(later)


def test_a_change_in_one_jurisdiction_leaves_the_pages_of_another(request_: BuildRequest) -> None:
    build(request_)
    before = inodes(request_.output)
    table = next((request_.data / "jurisdictions/shili-jia").glob("*/awardees.csv"))
    edit(table, "https://", "https://www.")
    build(request_)
    anew = made_anew(request_.output, before)
    assert any(path.startswith("shili-jia/") for path in anew)
    assert not any(path.startswith(("shili-yi/", "shili-bing/", "a/shili-yi/", "rules/", "about/")) for path in anew)
    assert fingerprint(request_.output) == from_nothing(request_)


def test_what_the_search_does_not_know_leaves_its_files(request_: BuildRequest) -> None:
    build(request_)
    before = inodes(request_.output)
    table = next((request_.data / "jurisdictions/shili-jia").glob("*/channels.csv"))
    edit(table, "https://", "https://www.")
    build(request_)
    anew = made_anew(request_.output, before)
    assert anew
    assert not any(path.startswith("search/") and path != "search/index.html" for path in anew)
    assert fingerprint(request_.output) == from_nothing(request_)


def test_the_name_of_an_awardee_leaves_the_deadlines_of_all(request_: BuildRequest) -> None:
    build(request_)
    before = inodes(request_.output)
    table = max((request_.data / "jurisdictions/shili-jia").glob("*/awardees.csv"))
    edit(table, "公司,organization", "集团,organization")
    build(request_)
    anew = made_anew(request_.output, before)
    assert {"awardees/index.html", "search/meta.json", "shili-jia/calendar.ics"} <= anew
    assert anew.isdisjoint({"calendar.ics", "api/v1/assessments.json"})
    assert fingerprint(request_.output) == from_nothing(request_)


@pytest.mark.parametrize("change", ["day", "address", "prose"])
def test_another_day_address_or_prose_makes_everything_anew(request_: BuildRequest, change: str) -> None:
    build(request_)
    before = inodes(request_.output)
    if change == "prose":
        edit(request_.content / "about.md", "。", "！")
    changed = {"day": {"as_of": AS_OF.replace(day=22)}, "address": {"site_url": ""}}.get(change, {})
    other = replace(request_, **changed)  # type: ignore[arg-type]
    build(other)
    assert made_anew(other.output, before) == set(inodes(other.output))
    assert fingerprint(other.output) == from_nothing(other)


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


@pytest.mark.parametrize(
    "change",
    [
        add_to,
        overwrite,
        Path.unlink,
        replace_by_a_copy,
        replace_by_a_link,
        replace_by_a_folder,
        replace_its_folder_by_a_file,
    ],
)
@pytest.mark.parametrize("links", [True, False])
def test_what_was_changed_by_hand_does_not_survive(
    request_: BuildRequest, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], None], links: bool
) -> None:
    build(request_)
    expected = fingerprint(request_.output)
    page = request_.output / next(path for path in sorted(expected) if path.startswith("a/shili-jia/"))
    page.with_name("other.html").write_bytes(b"x" * page.stat().st_size)
    change(page)
    if not links:
        monkeypatch.setattr(os, "link", refusing)
    for _ in range(2):
        build(request_)
        assert fingerprint(request_.output) == expected


def refusing(*_: object, **__: object) -> None:
    raise OSError(errno.EPERM, "Operation not permitted")


def test_a_file_put_there_by_hand_does_not_survive(request_: BuildRequest) -> None:
    build(request_)
    expected = fingerprint(request_.output)
    (request_.output / "shili-jia" / "own.html").write_text("x")
    for _ in range(3):
        build(request_)
        assert fingerprint(request_.output) == expected


def test_the_site_of_another_place_is_not_believed(request_: BuildRequest) -> None:
    """A copy has other files than those that were noted, though the names and the marker are the same."""
    build(request_)
    expected = fingerprint(request_.output)
    kept = request_.output.with_name("kept")
    shutil.copytree(request_.output, kept, copy_function=shutil.copy)
    for page in kept.rglob("*.html"):
        page.write_bytes(page.read_bytes().replace("获奖".encode(), "得奖".encode()))
    assert (kept / MARKER).read_bytes() == (request_.output / MARKER).read_bytes()
    shutil.rmtree(request_.output)
    kept.rename(request_.output)
    build(request_)
    assert fingerprint(request_.output) == expected


@pytest.mark.parametrize("damage", ["torn", "empty", "foreign", "gone"])
def test_notes_that_are_not_whole_are_not_believed(request_: BuildRequest, damage: str) -> None:
    build(request_)
    expected = fingerprint(request_.output)
    notes = request_.output.with_name(".site.parts")
    content = notes.read_bytes()
    notes.unlink()
    if damage != "gone":
        notes.write_bytes({"torn": content[:-100], "empty": b"", "foreign": os.urandom(500)}[damage])
    build(request_)
    assert fingerprint(request_.output) == expected
    assert notes.read_bytes() != content


def test_an_organization_moves_to_the_jurisdiction_that_names_it_first(request_: BuildRequest) -> None:
    """The page of an organization of two jurisdictions belongs to the first; taken out there, it is the other's."""
    tables = sorted(request_.data.glob("jurisdictions/shili-*/*/awardees.csv"))
    first = next(table for table in tables if "shili-bing" in str(table))
    second = next(table for table in tables if "shili-yi" in str(table))
    columns, rows = read_rows(second)
    code = next(row["uscc"] for row in rows if row["uscc"])
    _, own = read_rows(first)
    chosen = next(row for row in own if row["awardee_type"] == "organization")
    build(request_)
    chosen["uscc"], was = code, chosen["uscc"]
    write_rows(first, columns, own)
    build(request_)
    assert fingerprint(request_.output) == from_nothing(request_)
    chosen["uscc"] = was
    write_rows(first, columns, own)
    build(request_)
    assert fingerprint(request_.output) == from_nothing(request_)


def test_a_former_name_that_another_jurisdiction_tells_is_found(request_: BuildRequest) -> None:
    """What the search holds of a jurisdiction depends on another's file where both say something of one organization."""
    table = min(request_.data.glob("jurisdictions/shili-bing/*/awardees.csv"))
    chosen = next(row for row in read_rows(table)[1] if row["awardee_type"] == "organization" and row["uscc"])
    names = request_.data / "jurisdictions" / "shili-yi" / "names.csv"
    assert not names.exists()
    build(request_)
    former = f"{chosen['awardee']},早先机械厂,{chosen['uscc']},2020-01-02,"
    names.write_text(f"name,former_name,uscc,changed_on,source_url\n{former}\n", encoding="utf-8")
    build(request_)
    assert fingerprint(request_.output) == from_nothing(request_)
    names.unlink()
    build(request_)
    assert fingerprint(request_.output) == from_nothing(request_)
