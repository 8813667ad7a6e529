"""The command line as a clerk or a pipeline meets it: exit statuses, and one clear message whatever it is given."""

import contextlib
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest

from generator.cli import main
from tests.mutations.clean import AS_OF, clean_folder
from tests.mutations.folder import write

ROOT = Path(__file__).resolve().parent.parent
TINY = ROOT / "tests" / "golden" / "data"
CLEAN, DATA_AT_FAULT, NOT_DONE = 0, 1, 2
JIA = "jurisdictions/shili-jia"
NOTICES = f"{JIA}/2024/notices.csv"
CYCLE = f"{JIA}/2024/cycle.yaml"
Ran = subprocess.CompletedProcess[str]


def portal(*arguments: str | Path, cwd: Path = ROOT, env: dict[str, str] | None = None) -> Ran:
    """Run the program; whatever happens, nobody meets a traceback."""
    done = subprocess.run(
        [sys.executable, "-m", "generator", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, **(env or {}), "PYTHONPATH": str(ROOT)},
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert "Traceback" not in done.stdout + done.stderr
    return done


def here(*arguments: str | Path) -> Ran:
    """The same inside of this process, which starts sooner."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as end:
            status = int(str(end.code or 0))
    assert "Traceback" not in out.getvalue() + err.getvalue()
    return Ran(arguments, status, out.getvalue(), err.getvalue())


def checking(data: Path, *more: str) -> list[str | Path]:
    return ["check", "--data", data, "--as-of", AS_OF.isoformat(), *more]


def check(data: Path, *more: str) -> Ran:
    return portal(*checking(data, *more))


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


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A clean data folder to be spoilt."""
    write(tmp_path / "data", clean_folder(3).files())
    return tmp_path / "data"


# --- the data folder --------------------------------------------------------------------------------------------------


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


# --- the output folder ------------------------------------------------------------------------------------------------


def build(output: Path, run: Callable[..., Ran] = portal) -> Ran:
    return run("build", "--data", TINY, "--output", output, "--as-of", "2026-11-21")


def state(folder: Path) -> str:
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    return sha256(b"".join(str(file).encode() + file.read_bytes() for file in files)).hexdigest()


def foreign_folder(place: Path) -> None:
    write(place, {"thesis.docx": b"x"})


def foreign_file(place: Path) -> None:
    place.write_text("x")


def foreign_link(place: Path) -> None:
    (place.parent / "elsewhere").mkdir()
    place.symlink_to(place.parent / "elsewhere")


@pytest.mark.parametrize("make", [foreign_folder, foreign_file, foreign_link])
def test_what_is_no_site_of_ours_is_never_replaced(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "site")
    before = state(tmp_path)
    done = build(tmp_path / "site", here)
    assert (done.returncode, done.stdout) == (NOT_DONE, "")
    assert str(tmp_path / "site") in done.stderr
    (tmp_path / ".site.lock").unlink(missing_ok=True)
    assert state(tmp_path) == before


@pytest.mark.parametrize("output", ["file/site", "file/deep/site", "/proc/site", "/dev/null/site"])
def test_an_output_that_cannot_be_written_is_status_2(tmp_path: Path, output: str) -> None:
    (tmp_path / "file").write_text("x")
    done = build(tmp_path / output, here)
    assert (done.returncode, done.stdout) == (NOT_DONE, "")
    assert len(done.stderr.splitlines()) == 1


def test_a_build_that_is_refused_or_killed_leaves_the_old_site_whole(tmp_path: Path, data: Path) -> None:
    site = tmp_path / "site"
    assert build(site).returncode == CLEAN
    before = state(site)
    (data / NOTICES).write_text("x")
    done = portal("build", "--data", data, "--output", site)
    assert (done.returncode, state(site)) == (DATA_AT_FAULT, before)
    assert NOTICES in done.stderr
    for delay in (0.0, 0.05):
        command = [sys.executable, "-m", "generator", "build", "--data", str(TINY), "--output", str(site)]
        process = subprocess.Popen(command, cwd=ROOT, start_new_session=True, stdout=subprocess.DEVNULL)
        while process.poll() is None and not (tmp_path / ".site.new").exists():
            time.sleep(0.01)
        time.sleep(delay)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            assert state(site) == before
    assert build(site).returncode == CLEAN
    assert state(site) == before
    assert not [entry for entry in tmp_path.iterdir() if entry.name in (".site.new", ".site.old")]


# --- usage ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["chekc"],
        ["check", "--nonsense"],
        ["check", "--format", "xml"],
        ["check", "--lang", "fr"],
        ["check", "--as-of", "2026-02-30"],
        ["check", "--data", ""],
        ["check", "--as-of", "20260301"],
        ["check", "--base", "no-such-revision"],
        ["check", "--base", "--help"],
        ["build", "--site-url", "portal"],
        ["rules", "no-such-rule"],
        ["rules", "../../etc/passwd"],
        ["deadline"],
        ["deadline", "--opens", "2026-03-09", "--length", "0", "--unit", "day"],
        ["deadline", "--opens", "2026-03-09", "--length", "99999999", "--unit", "working_day"],
        ["deadline", "--opens", "2026-03-09", "--length", "5", "--unit", "day", "--closes-time", "25:00"],
        ["deadline", "--opens", "9999-12-31", "--length", "5", "--unit", "day"],
        ["import", "no-such-file.xlsx"],
        ["mend", "no-such-file.csv"],
        ["template", "no-such-table"],
        ["new", "notice", "shili", "2026"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_status_2_and_says_why(arguments: list[str]) -> None:
    done = here(*arguments)
    assert (done.returncode, done.stdout) == (NOT_DONE, "")
    assert done.stderr.strip()


def test_wrong_usage_is_the_same_for_a_shell() -> None:
    assert portal("check", "--nonsense").returncode == NOT_DONE
    assert portal("rules", "no-such-rule").returncode == NOT_DONE


@pytest.mark.parametrize(
    "command", ["check", "build", "serve", "rules", "deadline", "new", "template", "import", "mend"]
)
def test_every_command_explains_itself(command: str) -> None:
    done = here(command, "--help")
    assert (done.returncode, done.stderr) == (CLEAN, "")
    assert command in done.stdout


def test_the_rules_are_listed_and_explained() -> None:
    listed = here("rules")
    assert (listed.returncode, listed.stderr) == (CLEAN, "")
    assert "notice-too-short" in listed.stdout
    explained = here("rules", "personal-data")
    assert (explained.returncode, explained.stderr) == (CLEAN, "")
    assert "怎样改" in explained.stdout
    assert here("rules", "personal-data", "--lang", "en").stdout != explained.stdout
    similar = here("rules", "notice-to-short")
    assert "notice-too-short" in similar.stderr


def test_a_deadline_comes_with_its_reasoning() -> None:
    question = ["deadline", "--opens", "2025-09-28", "--length", "5", "--unit", "working_day"]
    done = here(*question)
    assert (done.returncode, done.stderr) == (CLEAN, "")
    assert "2025年10月10日" in done.stdout
    assert "2025-10-10" in here(*question, "--format", "json").stdout
    assert "2025年10月10日（星期五）17时" in here(*question, "--closes-time", "17:00").stdout
    # The day of the publication itself does not count.
    published = [*question, "--form", "from_publication"]
    assert "2025年10月11日" in here(*published).stdout


def test_a_folder_without_git_has_no_base(data: Path) -> None:
    done = check(data, "--base", "HEAD")
    assert (done.returncode, done.stdout) == (NOT_DONE, "")
    assert len(done.stderr.splitlines()) == 1


def test_what_came_since_a_base_is_told_to_readers_alone(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@shili.example", "-C", str(data.parent)]
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "x"]):
        subprocess.run([*git, *arguments], check=True, capture_output=True)
    text = (data / NOTICES).read_text()
    (data / NOTICES).write_text(text.replace("名单公示", "名单的公示", 1))
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary"))
    done = {
        how: here(*checking(data, "--base", "HEAD", *how.split()))
        for how in ("--format json", "--format sarif", "--format github", "--lang en", "")
    }
    assert {one.returncode for one in done.values()} == {DATA_AT_FAULT}
    assert all(one.stdout == f"{one.stdout.rstrip()}\n" for one in done.values())
    found = json.loads(done["--format json"].stdout)["diagnostics"]
    assert [one["rule"] for one in found] == ["opened-notice-changed"]
    assert "runs" in json.loads(done["--format sarif"].stdout)
    change = done[""].stdout.splitlines()[0]
    assert "公示" in change
    assert done["--format github"].stdout.startswith(f"{change}\n::")
    assert (tmp_path / "summary").read_text(encoding="utf-8").count(change) == 1
    assert done["--lang en"].stdout.startswith("Since HEAD: ")


def test_a_base_is_looked_for_in_the_repository_of_the_data(data: Path) -> None:
    root, elsewhere = data.parent, data.parent / "elsewhere"
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@shili.example"]
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "x"]):
        subprocess.run([*git, "-C", str(root), *arguments], check=True, capture_output=True)
    text = (data / NOTICES).read_text()
    (data / NOTICES).write_text(text.replace("名单公示", "名单的公示", 1))
    # As a hook of git finds it, and as somebody sets it who keeps the repository apart from the files.
    for named in (
        {"GIT_DIR": str(root / ".git")},
        {"GIT_DIR": ".git"},
        {"GIT_DIR": str(root / ".git"), "GIT_WORK_TREE": str(root)},
        {"GIT_DIR": ".git", "GIT_WORK_TREE": "."},
        {"GIT_DIR": str(elsewhere), "GIT_WORK_TREE": "."},
    ):
        if named["GIT_DIR"] == str(elsewhere):
            (root / ".git").rename(elsewhere)
        done = portal(*checking(data, "--base", "HEAD", "--format", "json"), cwd=root, env=named)
        assert [one["rule"] for one in json.loads(done.stdout)["diagnostics"]] == ["opened-notice-changed"]


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_that_goes_away_meets_no_traceback(unbuffered: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as closed:
        done = subprocess.run(
            [sys.executable, "-m", "generator", "rules"],
            cwd=ROOT,
            env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
            check=False,
            stdout=closed,
            stderr=subprocess.PIPE,
            timeout=60,
        )
    assert (done.returncode, done.stderr) == (NOT_DONE, b"")


# --- streams that are closed or full, and interruptions ---------------------------------------------------------------


def shell(line: str, *, cwd: Path = ROOT, **env: str) -> Ran:
    """Run a line of the shell in which `portal` is the program."""
    done = subprocess.run(
        ["sh", "-c", f'portal() {{ "{sys.executable}" -m generator "$@"; }}\n{line}'],
        cwd=cwd,
        env={**os.environ, "PYTHONUNBUFFERED": "", **env, "PYTHONPATH": str(ROOT)},
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert "Traceback" not in done.stdout + done.stderr
    assert "Exception ignored" not in done.stderr
    return done


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("portal rules >&-", CLEAN),
        ("portal rules 2>&-", CLEAN),
        ("portal rules <&- >&- 2>&-", CLEAN),
        ("portal --help >&-", CLEAN),
        ("portal check --data /nowhere >&-", NOT_DONE),
        ("portal check --data /nowhere 2>&-", NOT_DONE),
        ("portal check --nonsense 2>&-", NOT_DONE),
    ],
)
def test_a_closed_stream_alters_no_status_and_nothing_is_said_in_the_wrong_place(line: str, status: int) -> None:
    done = shell(line)
    assert done.returncode == status
    if "2>&-" in line and status == NOT_DONE:
        assert done.stdout == ""


def test_a_site_is_built_with_a_closed_stream(tmp_path: Path) -> None:
    done = shell(f'portal build --data "{TINY}" --output "{tmp_path}/site" >&- 2>&-')
    assert (done.returncode, done.stdout, done.stderr) == (CLEAN, "", "")
    assert (tmp_path / "site" / "index.html").is_file()


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_where_there_is_no_room_for_what_is_said_nothing_is_claimed(unbuffered: str) -> None:
    for line in ("portal rules >/dev/full", "portal deadline --opens 2026-03-09 --length 5 --unit day >/dev/full"):
        done = shell(line, PYTHONUNBUFFERED=unbuffered)
        assert (done.returncode, len(done.stderr.splitlines())) == (NOT_DONE, 1)
        assert "结果没有写出来" in done.stderr
        assert "没有改动" not in done.stderr


@pytest.mark.parametrize(
    "line", ["portal --help >/dev/full", "portal check --data /nowhere 2>/dev/full", "portal x 2>/dev/full"]
)
def test_where_not_even_the_failure_can_be_told_the_status_tells_it(line: str) -> None:
    assert shell(line).returncode == NOT_DONE


def test_nothing_is_loaded_before_an_interruption_is_awaited() -> None:
    program = (
        "import sys; before = set(sys.modules); import generator.__main__; print(*sorted(set(sys.modules) - before))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True)
    assert set(done.stdout.split()) <= {"gc", "generator", "generator.__main__"}


def test_whoever_interrupts_the_start_meets_no_traceback() -> None:
    program = (
        "import sys\n"
        "class Interrupted:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'generator.cli':\n"
        "            raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Interrupted())\n"
        "from generator.__main__ import run\n"
        "run()\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False, capture_output=True, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


def test_a_present_folder_that_is_gone_is_told(tmp_path: Path, data: Path) -> None:
    here_gone = f'mkdir "{tmp_path}/gone" && cd "{tmp_path}/gone" && rmdir "{tmp_path}/gone" && portal'
    as_of = f"--as-of {AS_OF}"
    assert shell(f'{here_gone} check --data "{data}" {as_of}').returncode == CLEAN
    for rest in (f'check --data "{data}" {as_of} --format sarif', "check --data data", "build"):
        done = shell(f"{here_gone} {rest}")
        assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (NOT_DONE, "", 1)
        assert "没有完成" in done.stderr


def test_a_summary_that_cannot_be_written_does_not_cost_the_report(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "no" / "summary"))
    done = here(*checking(data, "--format", "github"))
    assert done.returncode == CLEAN
    assert done.stdout
    assert "步骤摘要" in done.stderr
    assert str(tmp_path / "no" / "summary") in done.stderr
