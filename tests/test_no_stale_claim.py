"""A lost award is lost everywhere: no page, list, search entry, feed, download or API file still claims it."""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import html5lib
import pytest

from generator.build import LANGUAGE, SCHEMAS, WORDS
from generator.domain.portal import Cycle
from generator.domain.records import Awardee
from generator.domain.statuses import AwardState, award_status
from generator.sources.portal_folder import read_portal
from generator.sources.words import read_catalogue
from tests.built_sites import BuiltSite

LOST = {AwardState.REVOKED: "revoked", AwardState.STOPPED: "stopped"}
SAYS = {"revoked": "撤销", "stopped": "停止宣传"}
_HTML = "{http://www.w3.org/1999/xhtml}"
_ROW = {f"{_HTML}{name}" for name in ("tr", "li", "p", "dd", "article", "main")}


def lost_awards(site: BuiltSite) -> Iterator[tuple[str, Cycle, Awardee, str]]:
    """Each award that is lost on the day of the build: jurisdiction, cycle, row and the state."""
    for jurisdiction in read_portal(site.data, SCHEMAS).portal.jurisdictions:
        for cycle in jurisdiction.cycles:
            for row in cycle.awardees.rows:
                measures = [one for one in jurisdiction.revocations.rows if one.award_id == row.award_id]
                state = award_status(row, cycle, measures, site.as_of).state
                if state in LOST:
                    yield jurisdiction.slug, cycle, row, LOST[state]


@pytest.fixture(scope="module")
def lost(demo_site: BuiltSite) -> list[tuple[str, Cycle, Awardee, str]]:
    found = list(lost_awards(demo_site))
    assert {state for _, _, _, state in found} == {"revoked", "stopped"}
    return found


def pages(site: BuiltSite) -> Iterator[tuple[Path, str]]:
    for path in sorted(site.folder.rglob("*.html")):
        yield path, path.read_text(encoding="utf-8")


def rows_linking(text: str, address: str) -> Iterator[str]:
    """The text of every row of a page that links to the address."""
    tree = html5lib.parse(text)
    parents = {child: parent for parent in tree.iter() for child in parent}
    for link in tree.iter(f"{_HTML}a"):
        if link.get("href", "").split("#")[0].endswith(address):
            node = link
            while node in parents and node.tag not in _ROW:
                node = parents[node]
            yield "".join(node.itertext())


def test_its_own_pages_say_so(demo_site: BuiltSite, lost: list[tuple[str, Cycle, Awardee, str]]) -> None:
    for slug, cycle, row, state in lost:
        for path in (f"{slug}/{cycle.slug}/awardees/{row.award_id}", f"a/{slug}/{row.award_id}"):
            text = (demo_site.folder / path / "index.html").read_text(encoding="utf-8")
            assert f"badge--{state}" in text
            assert not re.search(r"badge--valid[^>]*>[^<]*(有效|没有撤销)", text)


def test_every_row_that_leads_to_it_says_so(demo_site: BuiltSite, lost: list[tuple[str, Cycle, Awardee, str]]) -> None:
    seen = 0
    for path, text in pages(demo_site):
        for slug, cycle, row, state in lost:
            address = f"{cycle.slug}/awardees/{row.award_id}/index.html"
            own = (f"{slug}/{cycle.slug}/awardees/{row.award_id}", f"a/{slug}/{row.award_id}")
            if address not in text or path.parent.relative_to(demo_site.folder).as_posix() in own:
                continue
            for told in rows_linking(text, f"{slug}/{address}"):
                seen += 1
                assert SAYS[state] in told, (path, told)
    assert seen >= 2 * len(lost)


def test_the_api_says_so(demo_site: BuiltSite, lost: list[tuple[str, Cycle, Awardee, str]]) -> None:
    for slug, cycle, row, state in lost:
        file = demo_site.folder / f"api/v1/{slug}/{cycle.slug}.json"
        (told,) = [one for one in json.loads(file.read_text(encoding="utf-8"))["awardees"] if one["id"] == row.award_id]
        assert told["status"] == state
        assert told["status_on"] == str(demo_site.as_of)


def test_every_feed_entry_that_names_it_says_so(
    demo_site: BuiltSite, lost: list[tuple[str, Cycle, Awardee, str]]
) -> None:
    atom = "{http://www.w3.org/2005/Atom}"
    seen = 0
    for file in sorted(demo_site.folder.glob("feeds/*decisions.atom")):
        for entry in ET.parse(file).getroot().iter(f"{atom}entry"):
            text = "".join(entry.itertext())
            for _, _, row, state in lost:
                name = row.awardee or row.entry_title
                if name in text and row.decision_document in text:
                    seen += 1
                    after = text[text.index(name) : text.index(name) + 120]
                    assert SAYS[state] in after, (file, after)
    assert seen


def test_the_measure_is_among_the_downloads(demo_site: BuiltSite, lost: list[tuple[str, Cycle, Awardee, str]]) -> None:
    for slug, _, row, _ in lost:
        with (demo_site.folder / f"data/{slug}/revocations.csv").open(encoding="utf-8", newline="") as file:
            assert row.award_id in {one["award_id"] for one in csv.DictReader(file)}


def test_the_words_that_are_looked_for_are_those_of_the_catalogue() -> None:
    words = read_catalogue(WORDS, LANGUAGE)
    assert all(says in words[f"state.{state}"] for state, says in SAYS.items())
