"""Whatever stands in a data folder, the check ends with its exit status and one clear message for each fault."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from tests.cli.running import CLEAN, DATA_AT_FAULT, JIA, NOT_DONE, NOTICES, ROOT, Ran, check, checking, here, portal
from tests.mutations.folder import write

CYCLE = f"{JIA}/2024/cycle.yaml"


def told(data: Path, status: int = DATA_AT_FAULT, run: Callable[..., Ran] = here) -> list[tuple[str, str, int | None]]:
    """What the check says as JSON: rule, path and line."""
    done = run(*checking(data, "--format", "json"))
    assert (done.returncode, done.stderr) == (status, "")
    report = json.loads(done.stdout)
    assert report["summary"]["errors"] == sum(one["severity"] == "error" for one in report["diagnostics"])
    places = [(one["path"], one["line"] or 0, one["column"] or "", one["rule"]) for one in report["diagnostics"]]
    assert places == sorted(places)
    assert all(one["message"] for one in report["diagnostics"])
    return [(one["rule"], one["path"], one["line"]) for one in report["diagnostics"]]


def test_clean_data_is_status_0(data: Path) -> None:
    assert told(data, CLEAN, portal) == []
    done = check(data)
    assert (done.returncode, done.stderr) == (CLEAN, "")
    assert "没有发现差错" in done.stdout


def a_file(place: Path) -> None:
    place.write_text("x")


def nothing_inside(place: Path) -> None:
    place.mkdir()


def no_jurisdictions(place: Path) -> None:
    write(place, {"calendar/cn.csv": b"date\n"})


def one_jurisdiction(place: Path) -> None:
    write(place, {"jurisdiction.yaml": b"", "2024/awardees.csv": b""})


def a_pipe(place: Path) -> None:
    os.mkfifo(place)


def a_circle(place: Path) -> None:
    place.symlink_to(place)


@pytest.mark.parametrize("make", [None, a_file, nothing_inside, no_jurisdictions, one_jurisdiction, a_pipe, a_circle])
def test_a_data_folder_that_is_none_is_status_2(tmp_path: Path, make: Callable[[Path], None] | None) -> None:
    place = tmp_path / "nowhere"
    if make is not None:
        make(place)
    for done in (
        check(place),
        here(*checking(place, "--format", "json")),
        here("build", "--data", place, "--output", tmp_path / "site"),
    ):
        assert (done.returncode, done.stdout) == (NOT_DONE, "")
        assert str(place) in done.stderr
        assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "site").exists()


def spoil(path: str, content: bytes) -> Callable[[Path], None]:
    def write_it(data: Path) -> None:
        (data / path).write_bytes(content)

    return write_it


def huge(path: str, size: int) -> Callable[[Path], None]:
    def stretch(data: Path) -> None:
        with (data / path).open("wb") as file:
            file.truncate(size)

    return stretch


def link_out(data: Path) -> None:
    (data / NOTICES).unlink()
    (data / NOTICES).symlink_to("/etc/hostname")


def folder_link(data: Path) -> None:
    (data / JIA / "2020").symlink_to("/etc")


def folder_for_a_file(data: Path) -> None:
    (data / NOTICES).unlink()
    (data / NOTICES).mkdir()


def pipe_for_a_file(data: Path) -> None:
    (data / NOTICES).unlink()
    os.mkfifo(data / NOTICES)


def truncated(data: Path) -> None:
    text = (data / NOTICES).read_bytes()
    (data / NOTICES).write_bytes(text[: text.rindex(b",2024-08")])


def long_cell(data: Path) -> None:
    text = (data / NOTICES).read_text()
    (data / NOTICES).write_text(text.replace("示例市甲人民政府网站", "示例" * 2_000_000, 1))


def many_columns(data: Path) -> None:
    text = (data / NOTICES).read_text()
    (data / NOTICES).write_text("," * 1_000_000 + "\n" + text)


def far_year(data: Path) -> None:
    (data / CYCLE).write_text((data / CYCLE).read_text().replace("year: 2024", f"year: {'9' * 500_000}"))


def strange_name(data: Path) -> None:
    (data / JIA / "2024" / "x\ny\u202e.csv").write_text("x")


def no_text_name(data: Path) -> None:
    Path(os.fsdecode(os.fsencode(data / JIA / "2024") + b"/\xff\xfe.csv")).write_text("x")


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)

SPOILT = [
    (spoil(NOTICES, b""), "missing-column", NOTICES),
    (spoil(NOTICES, b"\0" * 5000), "not-utf8", NOTICES),
    (spoil(NOTICES, Random(1).randbytes(5000)), "not-utf8", NOTICES),
    (spoil(NOTICES, b"PK\x03\x04" + Random(2).randbytes(5000)), "not-utf8", NOTICES),
    (spoil(NOTICES, b"\x89PNG\r\n\x1a\n" + bytes(100)), "not-utf8", NOTICES),
    (spoil(NOTICES, b"<html><body>404</body></html>"), "missing-column", NOTICES),
    (spoil(NOTICES, b"x" * 10_000_000), "missing-column", NOTICES),
    (spoil(NOTICES, b'"' * 999_999), "unclosed-quote", NOTICES),
    (spoil(NOTICES, b"\n" * 1_000_000), "missing-column", NOTICES),
    (truncated, "ragged-row", NOTICES),
    (long_cell, "bad-value", NOTICES),
    (many_columns, "missing-column", NOTICES),
    (huge(NOTICES, 600 * 1024**2), "file-too-large", NOTICES),
    (huge(CYCLE, 2 * 1024**2), "file-too-large", CYCLE),
    (link_out, "unexpected-file", NOTICES),
    (folder_link, "unexpected-file", f"{JIA}/2020"),
    (folder_for_a_file, "unexpected-file", NOTICES),
    (pipe_for_a_file, "unexpected-file", NOTICES),
    (strange_name, "unexpected-file", f"{JIA}/2024/x\ny\u202e.csv"),
    (no_text_name, "unexpected-file", f"{JIA}/2024/\\udcff\\udcfe.csv"),
    (spoil(CYCLE, b""), "yaml-syntax", CYCLE),
    (spoil(CYCLE, b"\xff\xfe\x00"), "not-utf8", CYCLE),
    (spoil(CYCLE, b"[" * 100_000), "yaml-syntax", CYCLE),
    (spoil(CYCLE, b"a: " * 100_000), "yaml-syntax", CYCLE),
    (spoil(CYCLE, b"".join(b" " * n + b"a:\n" for n in range(1000))), "yaml-syntax", CYCLE),
    (spoil(CYCLE, BOMB.encode()), "yaml-alias", CYCLE),
    (spoil(CYCLE, b"<<: {name: x}\nname: *x"), "yaml-alias", CYCLE),
    (far_year, "document-schema", CYCLE),
    (spoil(CYCLE, b"!!python/object/apply:os.system ['true']"), "yaml-alias", CYCLE),
    (spoil(CYCLE, b"\x00name: x"), "yaml-syntax", CYCLE),
]


@pytest.mark.parametrize(("make", "rule", "path"), SPOILT)
def test_whatever_stands_in_a_file_is_one_message_with_its_path(
    data: Path, make: Callable[[Path], None], rule: str, path: str
) -> None:
    make(data)
    started = time.monotonic()
    assert [(one, where) for one, where, _ in told(data)] == [(rule, path)]
    assert time.monotonic() - started < 30
    assert here(*checking(data)).returncode == DATA_AT_FAULT


def test_much_that_is_wrong_at_once_is_told_in_one_run(data: Path) -> None:
    for make in (strange_name, no_text_name, folder_link, link_out, spoil(CYCLE, BOMB.encode())):
        make(data)
    spoil(f"{JIA}/2022/cycle.yaml", b"[" * 100_000)(data)
    spoil(f"{JIA}/2022/awardees.csv", Random(1).randbytes(5000))(data)
    spoil(f"{JIA}/regulations/2019.yaml", b"\xff\xfe")(data)
    found = {rule for rule, _, _ in told(data, run=portal)}
    assert found == {"unexpected-file", "yaml-alias", "yaml-syntax", "not-utf8"}


def test_a_schema_that_is_none_is_status_2(data: Path) -> None:
    for content in (b"{", b"[]", b'{"title": "x", "fields": [{"name": "a", "type": "string"}]}', b"\xff"):
        write(data, {"schemas/notices.schema.json": content})
        done = here(*checking(data))
        assert done.returncode == NOT_DONE
        assert "notices.schema.json" in done.stderr
        assert len(done.stderr.splitlines()) == 1


def test_formats_and_languages(data: Path) -> None:
    (data / NOTICES).write_text((data / NOTICES).read_text().replace("2024-08-05", "2024.8.5"))
    texts = {lang: here(*checking(data, "--lang", lang)).stdout for lang in ("zh", "en")}
    assert "日期应写成" in texts["zh"]
    assert "错误" not in texts["en"]
    assert json.loads(here(*checking(data, "--format", "sarif")).stdout)["version"] == "2.1.0"
    assert here(*checking(data, "--format", "github")).stdout.startswith("::error ")
    report = json.loads(here(*checking(data, "--format", "json", "--lang", "en")).stdout)
    assert report["diagnostics"][0]["rule"] == "bad-date"


def test_a_closed_pipe_and_another_place_are_no_trouble(data: Path, tmp_path: Path) -> None:
    (data / NOTICES).write_text("x")
    command = f"{sys.executable} -m generator check --data {data} | head -c 1"
    done = subprocess.run(["sh", "-c", command], cwd=ROOT, capture_output=True, timeout=60, check=True)
    assert (len(done.stdout), done.stderr) == (1, b"")
    ascii_only = portal("check", "--data", data, cwd=tmp_path, env={"LC_ALL": "C", "PYTHONUTF8": "0"})
    assert (ascii_only.returncode, ascii_only.stderr) == (DATA_AT_FAULT, "")
