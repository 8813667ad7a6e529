"""What the commands say, where no errand says it."""

import http.server
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from generator import build as pipeline
from generator import serving
from generator.build import BuildRequest, Checked
from generator.build import build as build_site
from generator.cli import main
from tests.golden_portal import AS_OF, DATA


def test_a_fault_that_comes_while_a_site_is_served_leaves_it_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    awardees = data / "jurisdictions" / "shili" / "2026" / "awardees.csv"

    def serve(
        server: http.server.ThreadingHTTPServer, watched: Iterable[Path], seen: object, rebuild: Callable[[], None]
    ) -> None:
        server.server_close()
        # Nothing that a build leaves behind is taken for a change.
        assert serving.fingerprint(watched) == seen
        whole = awardees.read_text(encoding="utf-8")
        awardees.write_text(whole.replace("2026-10-20", "2026/10/20"), encoding="utf-8")
        rebuild()
        awardees.write_text(whole, encoding="utf-8")
        rebuild()

    monkeypatch.setattr(serving, "serve", serve)
    options = ("--data", data, "--output", tmp_path / "site", "--port", "0", "--as-of", AS_OF)
    assert main(["serve", *map(str, options)]) == 0
    said = capsys.readouterr()
    assert said.out.count("已重新生成") == 1
    assert said.err.endswith("数据有错误，网站没有改动。\n")
    assert said.err.count("数据有错误") == 1


def test_what_is_saved_while_the_site_is_built_for_the_first_time_is_a_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    changed: list[bool] = []

    def build(request: BuildRequest) -> tuple[Checked, int]:
        found = build_site(request)
        (data / "jurisdictions" / "shili" / "2026" / "awardees.csv").touch()
        return found

    def serve(
        server: http.server.ThreadingHTTPServer, watched: Iterable[Path], seen: object, _: Callable[[], None]
    ) -> None:
        server.server_close()
        changed.append(serving.fingerprint(watched) != seen)

    monkeypatch.setattr(pipeline, "build", build)
    monkeypatch.setattr(serving, "serve", serve)
    options = ("--data", data, "--output", tmp_path / "site", "--port", "0", "--as-of", AS_OF)
    assert main(["serve", *map(str, options)]) == 0
    assert changed == [True]


def test_the_name_of_a_file_cannot_steer_the_log(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = tmp_path / "content"
    content.mkdir()
    (content / "a\n::error::b\x1b[31m.txt").write_text("x", encoding="utf-8")
    options = ("--data", DATA, "--content", content, "--output", tmp_path / "site", "--as-of", AS_OF)
    assert main(["build", *map(str, options)]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "/a‹U+000A›::error::b‹U+001B›[31m.txt: " in said
