"""The pictures of the staff guide: what the program says to a few commands, each typed in a folder made for the purpose."""

import contextlib
import io
import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from generator.build import ROOT
from generator.cli import main
from tests.clerk_files import as_xlsx, titled
from tests.golden_portal import DATA
from tests.report.samples import identity_number

GUIDE: Final = ROOT / "content" / "for-staff.md"
PICTURE: Final = re.compile(r"^```\n\$ (portal .+?)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
"""A block of the guide that shows a command after a dollar sign, and under it what the program says."""
_CYCLE: Final = "data/jurisdictions/shili/2026"


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A command as the guide shows it, with the folder in which it is typed."""

    command: str
    prepared: Callable[[], None]
    silently: tuple[str, ...] = ()
    """Arguments that the guide leaves out: the program would take the day and the data of the place for them."""
    status: int = 0

    def text(self, scratch: Path) -> str:
        """What the program says, typed in a fresh copy of the tiny portal."""
        folder = scratch / "picture"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(DATA, folder / "data")
        said = io.StringIO()
        with contextlib.chdir(folder), contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            self.prepared()
            status = main([*self.command.split()[1:], *self.silently])
        if status != self.status:
            raise AssertionError(f"{self.command}: {status}\n{said.getvalue()}")
        return said.getvalue().replace(f"{folder}{os.sep}", "")


def _edit(name: str, *changes: tuple[str, str]) -> None:
    file = Path(_CYCLE, name)
    text = file.read_text(encoding="utf-8")
    for was, now in changes:
        if was not in text:
            raise AssertionError(f"{name} has no {was}")
        text = text.replace(was, now, 1)
    file.write_text(text, encoding="utf-8")


def _faulty() -> None:
    """A look-alike letter in a code, an identity number in a note, a wrong encoding, and a notice that ends too early."""
    _edit("awardees.csv", ("91990000MA0000901E", "91990O00MA0000901E"))
    _edit("awardees.csv", ("2026-proposal,,https", f"2026-proposal,联系人身份证{identity_number()},https"))
    _edit("notices.csv", ("2026-09-24,2026-09-30,,5,working_day,", "2026-09-24,2026-09-30,,,,"))
    notices = Path(_CYCLE, "notices.csv")
    notices.write_text("".join(notices.read_text(encoding="utf-8").splitlines(keepends=True)[:2]), encoding="utf-8")
    channels = Path(_CYCLE, "channels.csv")
    channels.write_bytes(channels.read_text(encoding="utf-8").encode("gb18030"))


def _untidy() -> None:
    """Blanks and full-width digits, as an input method leaves them."""
    _edit("awardees.csv", (",示例市甲", ", 示例市甲"), ("2026-10-22", "２０２６-10-22"))


def _workbook() -> None:
    """A list of awardees as a clerk keeps it, with a title above and a column that the table does not have."""
    row = {
        "award_id": "2026-quality-1",
        "award": "quality",
        "awardee": "示例市甲制造有限公司",
        "awardee_type": "organization",
        "uscc": "91990000MA0000901E",
        "decision_document": "示府发〔2026〕30号",
        "decided_on": "2026年10月20日",
        "source_url": "https://shili.example/decision.html",
    }
    header, *rows = titled("awardees", [row])
    grid = [["2026年示例市政府质量奖获奖名单"], [*header, "联系人"], *([*cells, "甲某"] for cells in rows)]
    Path(_CYCLE, "awardees.csv").unlink()
    Path("获奖名单.xlsx").write_bytes(as_xlsx(("Sheet1", grid)))


def _empty_notices() -> None:
    (Path(_CYCLE) / "notices.csv").unlink()
    (Path(_CYCLE) / "channels.csv").unlink()


def _only_the_first_notice() -> None:
    table = Path(_CYCLE) / "notices.csv"
    table.write_text("".join(table.read_text(encoding="utf-8").splitlines(keepends=True)[:2]), encoding="utf-8")


_NOTICE: Final = "shili 2026 2026-proposal"

PICTURES: Final = (
    Picture(
        command="portal check",
        prepared=_faulty,
        silently=("--data", "data", "--as-of", "2026-09-24"),
        status=1,
    ),
    Picture(command=f"portal mend {_CYCLE}/awardees.csv", prepared=_untidy, status=1),
    Picture(command=f"portal import 获奖名单.xlsx --into {_CYCLE}", prepared=_workbook),
    Picture(
        command="portal new notice shili 2026 --stage proposal --title 拟获奖名单公示 --opens 2026-09-24",
        prepared=_empty_notices,
        silently=("--data", "data", "--as-of", "2026-09-24"),
    ),
    Picture(
        command=f"portal new extension {_NOTICE} --title 延长公示期的公告 --published-on 2026-09-29"
        " --length 3 --unit working_day",
        prepared=_only_the_first_notice,
        silently=("--data", "data", "--as-of", "2026-09-29"),
    ),
    Picture(
        command=f"portal new withdrawal {_NOTICE} --title 撤回公示的公告 --published-on 2026-09-29",
        prepared=_only_the_first_notice,
        silently=("--data", "data", "--as-of", "2026-09-29"),
    ),
)


def pictures(scratch: Path) -> Mapping[str, str]:
    """What the program says, by command."""
    return {picture.command: picture.text(scratch) for picture in PICTURES}


def shown(guide: str) -> Iterator[tuple[str, str]]:
    """The commands of the guide with what it shows under each."""
    return ((found[1], found[2]) for found in PICTURE.finditer(guide))


def redrawn(guide: str, said: Mapping[str, str]) -> str:
    """The guide with what the program says now under each command."""
    return PICTURE.sub(lambda found: f"```\n$ {found[1]}\n{said[found[1]]}```", guide)
