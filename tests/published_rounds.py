"""The cycles of a built site as anyone can download them, and its pages with their pictures and tables, with nothing of the program."""

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import yaml

from tests.built_sites import BuiltSite

DRAFTS = ("draft", "consultation_draft")

Row = Mapping[str, str]


class Page:
    """A page with its pictures and tables as text."""

    def __init__(self, path: Path) -> None:
        tree = html5lib.parse(path.read_text(encoding="utf-8"), namespaceHTMLElements=False)
        self.pictures = [each for each in tree.iter() if name(each) == "svg" and each.get("role") == "img"]
        self.tables = list(tree.iter("table"))

    def picture(self, label: str) -> Element | None:
        """The picture whose title has an id that begins so."""
        found = [each for each in self.pictures if (each.get("aria-labelledby") or "").startswith(label)]
        return found[0] if found else None

    def table(self, caption: str) -> list[list[str]]:
        """The rows of the table with that in its caption."""
        (found,) = [each for each in self.tables if caption in text(each[0])]
        return [[text(cell) for cell in row] for row in found.iter("tr")][1:]


def name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def text(element: Element) -> str:
    return "".join(element.itertext()).strip()


def texts(picture: Element) -> list[str]:
    return [text(each) for each in picture.iter() if name(each) == "text"]


def table_file(path: Path) -> list[Row] | None:
    if not path.exists():
        return None
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def chinese(day: str) -> str:
    year, month, rest = (int(part) for part in day.split("-"))
    return f"{year}年{month}月{rest}日"


class Round:
    """One cycle as anyone can download it, with its description."""

    def __init__(self, site: BuiltSite, slug: str, cycle: str) -> None:
        self.site, self.slug, self.cycle = site, slug, cycle
        home = site.folder / "data" / slug
        self.tables = {
            table: table_file(home / cycle / f"{table}.csv")
            for table in ("applicants", "shortlists", "notices", "awardees")
        }
        self.about = yaml.safe_load((site.data / "jurisdictions" / slug / cycle / "cycle.yaml").read_text("utf-8"))
        texts = json.loads((site.folder / f"api/v1/{slug}.json").read_text("utf-8"))["regulations"]
        self.text: Mapping[str, Any] | None = texts.get(str(self.about["regulation"]))
        self.law = self.text if self.text and self.text["status"] not in DRAFTS else None
        own = {row["award_id"] for row in self.rows("awardees")}
        self.measures = [row for row in table_file(home / "revocations.csv") or () if row["award_id"] in own]

    def rows(self, table: str) -> Sequence[Row]:
        return self.tables[table] or ()

    def page(self) -> Page:
        return Page(self.site.folder / self.slug / self.cycle / "index.html")

    def stage(self, stage_id: str) -> str:
        stages = self.text["stages"] if self.text else self.about["stages"]
        return next((str(stage["name"]) for stage in stages if stage["id"] == stage_id), stage_id)

    def award(self, award_id: str) -> str:
        named = [*self.about["awards"], *(self.text["awards"] if self.text else ())]
        return next((str(award["name"]) for award in named if award["id"] == award_id), award_id)

    def revoked(self) -> Mapping[str, str]:
        today = self.site.as_of.isoformat()
        days = {
            row["award_id"]: row["effective_on"] or row["decided_on"]
            for row in self.measures
            if row["measure"] == "revoke"
        }
        return {award: day for award, day in days.items() if day <= today}


def rounds(site: BuiltSite) -> Iterator[Round]:
    for path in sorted((site.data / "jurisdictions").glob("*/*/cycle.yaml")):
        yield Round(site, path.parent.parent.name, path.parent.name)
