"""Sites as the tests build them: the shipped real data and the demonstration, each once, and how two are compared."""

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from generator.build import ROOT, BuildRequest, Checked, build
from tests.demo import write_demo
from tests.demo.building import demo_request
from tests.shipped_data import put_shipped

AS_OF: Final = date(2026, 11, 21)
"""The day for which they are built."""

SITE_URL: Final = "https://portal.example/"
DEMO_PATH: Final = "/a/b/"
"""The demonstration stands under a path, as a column of a portal would."""
DEMO_URL: Final = f"https://portal.example{DEMO_PATH}"


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltSite:
    """One built site with what it was made of."""

    folder: Path
    data: Path
    as_of: date
    site_url: str
    checked: Checked
    files: int


def build_site(request: BuildRequest) -> BuiltSite:
    """Build a site of data that has no errors."""
    checked, files = build(request)
    assert checked.errors == 0, [str(one) for one in checked.diagnostics[:5]]
    return BuiltSite(
        folder=request.output,
        data=request.data,
        as_of=request.as_of,
        site_url=request.site_url,
        checked=checked,
        files=files,
    )


def build_real_site(folder: Path) -> BuiltSite:
    """The site of the shipped data."""
    request = BuildRequest(
        data=put_shipped(folder / "data"),
        content=ROOT / "content",
        output=folder / "site",
        as_of=AS_OF,
        site_url=SITE_URL,
        workers=1,
    )
    return build_site(request)


def build_demo_site(folder: Path) -> BuiltSite:
    """The site of the demonstration."""
    write_demo(folder / "data", AS_OF)
    return build_site(demo_request(folder / "data", folder / "site", folder, AS_OF, site_url=DEMO_URL))


def fingerprint(folder: Path) -> dict[str, str]:
    """The checksum of every file by its path."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
