"""`python -m tests.mutations.fuzz --seconds 180`: check, mend and import meet broken bytes and may refuse them, but never fail."""

import argparse
import contextlib
import io
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Final

from generator.build import SCHEMAS as SCHEMA_FOLDER
from generator.build import WORDS
from generator.errors import PortalError
from generator.importing import run_import
from generator.mending import mend
from generator.report import Summary, Wording, github_report, json_report, sarif_report, text_report
from generator.rules.catalogue import run_rules
from generator.sources.portal_folder import read_portal
from generator.sources.words import read_catalogue
from tests.clerk_files import SCHEMAS, as_xlsx, titled, words
from tests.mutations.clean import AS_OF, clean_folder
from tests.mutations.every_kind import KINDS
from tests.mutations.folder import table_name, write

_TOKENS: Final = (
    *(b"\xef\xbb\xbf", b"\xff\xfe", b"\0", b"\r", b"\n", b"\r\n", b'"', b'""', b",", b";", b"\t", b"=", b"'", b"\\", b"\xa1\xa1"),
    *(b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xc0\x80", "\u202e".encode(), "\u200b".encode(), "\uffff".encode(), b"\x1a", b"\x7f"),
    *(b"9.1E+17", b"46090", b"0" * 300, b"9" * 400, b"-", b"2024-02-30", b"99999-01-01", b"0000-00-00", b"1e999", b"NaN", b"inf"),
    *(b"&a", b"*a", b"!!str ", b"? ", b"- ", b": ", b"---\n", b"...\n", b"%YAML 1.1\n", b"|\n", b">\n", b"{", b"}", b"[", b"]", b"#", b"<<: "),
    *("锟斤拷".encode(), "示例市".encode("gbk"), "，".encode(), "\u3000".encode(), "１".encode(), "e\u0301".encode() * 40, b"null", b"~"),
    *(b"javascript:alert(1)", b"https://a@b/", b"../", b"%00", b"{{7*7}}", b"<script>", b"organization", b"withdrawal", b"quality"),
)  # fmt: skip


class Fuzz:
    """Breaks files and hands them to the program."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.counts: Counter[str] = Counter()
        self.failures: list[str] = []
        self._words = words()
        catalogue = read_catalogue(WORDS, "zh-CN")
        self._wording = Wording(catalogue, SCHEMAS)

    def run(self, seconds: float) -> None:
        """Go on for so many seconds."""
        end = time.monotonic() + seconds
        jobs: list[Callable[[], None]] = [
            self._check,
            self._check,
            self._mend,
            self._import_text,
            self._import_workbook,
        ]
        while time.monotonic() < end and len(self.failures) < 10:
            job = self.chance.choice(jobs)
            state = self.chance.getstate()
            try:
                job()
            except PortalError:
                self.counts["refused"] += 1
            except Exception:  # noqa: BLE001 - that is what is looked for
                self.failures.append(f"{job.__name__} {hash(state)}\n{traceback.format_exc()}")

    def _check(self) -> None:
        """Several files of one folder broken at once, and now and then a kind of fault among them."""
        folder = clean_folder(self.chance.randrange(40))
        for name in self.chance.sample(sorted(KINDS), self.chance.randrange(3)):
            with contextlib.suppress(IndexError, KeyError, ValueError, StopIteration):
                KINDS[name].mutate(folder, self.chance)
        files = folder.files()
        for path in self.chance.sample(sorted(files), self.chance.randrange(1, 5)):
            files[path] = self.broken(files[path])
        with tempfile.TemporaryDirectory(prefix="portal-fuzz-") as place:
            write(Path(place), files)
            reading = read_portal(Path(place), SCHEMA_FOLDER)
        found = [*reading.faults, *run_rules(reading.portal, AS_OF)]
        summary = Summary(errors=len(found), warnings=0, files=reading.files, records=reading.records)
        for report in (text_report, json_report, github_report, sarif_report):
            report(found, summary, self._wording)
        self.counts["checks"] += 1
        self.counts["diagnostics"] += len(found)

    def _table(self) -> tuple[str, bytes]:
        folder = clean_folder(self.chance.randrange(40))
        path = folder.a_table(self.chance)
        return table_name(path), folder.files()[path]

    def _mend(self) -> None:
        name, data = self._table()
        broken = self.broken(data)
        once = mend(broken, SCHEMAS[name])
        again = mend(once.data, SCHEMAS[name])
        if again.data != once.data:
            raise AssertionError(f"mending twice is not mending once: {broken!r}")
        self.counts["mendings"] += 1

    def _import_text(self) -> None:
        name, data = self._table()
        self._import(f"{name}.csv", self.broken(data))

    def _import_workbook(self) -> None:
        folder = clean_folder(self.chance.randrange(40))
        path = folder.a_table(self.chance)
        grid = titled(table_name(path), folder.tables[path])
        for _ in range(self.chance.randrange(4)):
            cells = self.chance.choice(grid)
            cells[self.chance.randrange(len(cells))] = (
                self.chance.choice(_TOKENS).decode("utf-8", "ignore").replace("\0", "")
            )
        try:
            data = as_xlsx((table_name(path), grid))
        except Exception:  # noqa: BLE001 - openpyxl refuses some characters before anybody could read them
            return
        self._import(f"{table_name(path)}.xlsx", self.broken(data) if self.chance.random() < 0.7 else data)

    def _import(self, name: str, data: bytes) -> None:
        with tempfile.TemporaryDirectory(prefix="portal-fuzz-") as place:
            file = Path(place) / name
            file.write_bytes(data)
            with contextlib.redirect_stdout(io.StringIO()):
                outcome = run_import(file, schemas=SCHEMAS, schema_folder=SCHEMA_FOLDER, words=self._words)
        summary = Summary(errors=len(outcome.faults), warnings=0, files=1, records=0)
        text_report(outcome.faults, summary, self._wording)
        self.counts["imports"] += 1

    def broken(self, data: bytes) -> bytes:
        """The bytes with a few changes, most of which know what such a file is made of."""
        for _ in range(self.chance.randrange(1, 8)):
            data = self._once(data)
        return data[: 2**20]

    def _once(self, data: bytes) -> bytes:
        chance = self.chance
        place, other = sorted((chance.randrange(len(data) + 1), chance.randrange(len(data) + 1)))
        match chance.randrange(10):
            case 0 | 1 | 2 | 3:
                return data[:place] + chance.choice(_TOKENS) * chance.choice((1, 1, 1, 2, 50)) + data[place:]
            case 4:
                return data[:place] + data[other:]
            case 5:
                return data[:place] + chance.randbytes(chance.randrange(1, 9)) + data[place + chance.randrange(9) :]
            case 6:
                return data[:place] + data[place:other] * 2 + data[other:]
            case 7:
                lines = data.split(b"\n")
                chance.shuffle(lines)
                return b"\n".join(lines)
            case 8:
                return data[:place]
            case _:
                with contextlib.suppress(UnicodeError):
                    return data.decode().encode(
                        chance.choice(["gbk", "utf-16", "utf-16-be", "utf-8-sig", "big5", "utf-7"])
                    )
                return data


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, and print what was tried; 1 with tracebacks where anything failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutations.fuzz", description=__doc__)
    parser.add_argument("--seconds", type=float, default=180)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args(arguments)
    fuzz = Fuzz(options.seed)
    fuzz.run(options.seconds)
    print(", ".join(f"{name} {count}" for name, count in sorted(fuzz.counts.items())))
    for failure in fuzz.failures:
        print(failure)
    return 1 if fuzz.failures else 0


if __name__ == "__main__":
    sys.exit(main())
