"""What nothing has changed for is kept, and the site is still, byte for byte, the one that is built from nothing."""

import errno
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
from tests.changed_sites import (
    add_to,
    change_something,
    edit,
    from_nothing,
    inodes,
    made_anew,
    overwrite,
    read_rows,
    replace_by_a_copy,
    replace_by_a_folder,
    replace_by_a_link,
    replace_its_folder_by_a_file,
    write_rows,
)
from tests.demo import write_demo

STEPS = 8


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


# --- random changes ---------------------------------------------------------------------------------------------------


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
