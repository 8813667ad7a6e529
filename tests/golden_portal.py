"""The tiny portal of `tests/golden`: what the program says of it and makes of it, as texts that a person can compare."""

import contextlib
import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

from generator.build import ROOT, BuildRequest, build
from generator.cli import main
from tests.page_text import page_text

GOLDEN: Final = Path(__file__).resolve().parent / "golden"
DATA: Final = GOLDEN / "data"
FAULTY: Final = GOLDEN / "faulty"
EXPECTED: Final = GOLDEN / "expected"
AS_OF: Final = date(2026, 11, 21)
SITE_URL: Final = "https://portal.example/"

PAGES: Final = (
    "index.html",
    "notices/index.html",
    "awardees/index.html",
    "revocations/index.html",
    "jurisdictions/index.html",
    "search/index.html",
    "data/index.html",
    "objection-letter/index.html",
    "name-check/index.html",
    "rules/notice-too-short/index.html",
    "shili/index.html",
    "shili/objection/index.html",
    "shili/name-use/index.html",
    "shili/regulation/index.html",
    "shili/assessments/index.html",
    "shili/corrections/index.html",
    "shili/2026/index.html",
    "shili/2026/notices/2026-proposal/index.html",
    "shili/2026/notices/2026-proposal-longer/index.html",
    "shili/2026/awardees/2026-quality-1/index.html",
    "shili/2026/awardees/2026-quality-2/index.html",
    "shili/2026/awardees/2026-person-3/index.html",
    "a/shili/2026-quality-2/index.html",
    "organizations/91990000ma0000902h/index.html",
)
"""One page of each kind, and of awards one in each of three states."""


def outputs(scratch: Path) -> dict[str, str]:
    """Everything that is compared, by its path below `tests/golden/expected`; the site is built in `scratch`."""
    found = {"check.json": check_report(DATA), "check-faulty.json": check_report(FAULTY)}
    site = scratch / "site"
    request = BuildRequest(data=DATA, content=ROOT / "content", output=site, as_of=AS_OF, site_url=SITE_URL, workers=1)
    checked, _ = build(request)
    assert checked.errors == 0
    for path in PAGES:
        text = page_text(path, (site / path).read_text(encoding="utf-8"))
        found[f"pages/{path.removesuffix('/index.html').removesuffix('.html')}.txt"] = text
    for file in sorted(site.rglob("*")):
        name = file.relative_to(site).as_posix()
        if name.startswith("api/") and name.endswith(".json"):
            found[name] = readable_json(file.read_text(encoding="utf-8"))
        elif name.endswith((".ics", ".atom")):
            found[name] = "\n".join(file.read_text(encoding="utf-8").splitlines()) + "\n"
    found["search.txt"] = "\n".join(search_documents(site)) + "\n"
    return found


def check_report(data: Path) -> str:
    """What `portal check --format json` prints."""
    text = io.StringIO()
    with contextlib.redirect_stdout(text):
        main(["check", "--data", str(data), "--as-of", AS_OF.isoformat(), "--format", "json"])
    return text.getvalue()


def readable_json(text: str) -> str:
    """JSON with one value on a line; the order of keys stays."""
    return json.dumps(json.loads(text), ensure_ascii=False, indent=1) + "\n"


def search_documents(site: Path) -> Iterator[str]:
    """The records that can be found, each with its reference, which must not change when others come."""
    entries: dict[str, list[object]] = {}
    for file in sorted((site / "search" / "d").rglob("*.json")):
        entries |= json.loads(file.read_text(encoding="utf-8"))
    for reference, entry in sorted(entries.items(), key=lambda item: (str(item[1][1]), item[0])):
        if str(entry[1]).startswith(("shili/", "organizations/")):
            yield f"{reference} {json.dumps(entry, ensure_ascii=False)}"
