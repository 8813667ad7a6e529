"""The pipeline: nothing is written before everything is checked, and a build that fails leaves the old site whole."""

import os
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generator import build as pipeline
from generator.build import ROOT, BuildRequest, _fingerprint, _site, build, check
from generator.diagnostics import Severity
from generator.errors import PortalError
from generator.outputs.prose import Prose, render_prose
from generator.outputs.whole_site import site_parts
from generator.sources.reading_cache import ReadingCache
from tests.shipped_data import put_shipped

AS_OF = date(2026, 11, 21)


@pytest.fixture
def request_(tmp_path: Path) -> BuildRequest:
    put_shipped(tmp_path / "data")
    shutil.copytree(ROOT / "content", tmp_path / "content")
    return BuildRequest(
        data=tmp_path / "data",
        content=tmp_path / "content",
        output=tmp_path / "site",
        as_of=AS_OF,
        site_url="",
        workers=1,
    )


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def break_data(data: Path) -> None:
    table = data / "jurisdictions/hangzhou/2023/awardees.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("2024-03-06", "2024-03-60", 1), encoding="utf-8")


def test_data_with_an_error_is_not_built(request_: BuildRequest) -> None:
    break_data(request_.data)
    checked, written = build(request_)
    assert (checked.errors, written) == (1, 0)
    assert not request_.output.exists()


def name_an_unknown_application(data: Path) -> None:
    table = data / "jurisdictions/hangzhou/2023/awardees.csv"
    text = table.read_text(encoding="utf-8")
    assert ",quality,," in text
    table.write_text(text.replace(",quality,,", ",quality,no-such-application,", 1), encoding="utf-8")


@pytest.mark.parametrize("workers", [1, 2])
def test_a_fault_that_a_rule_finds_is_told_however_many_processes_work(request_: BuildRequest, workers: int) -> None:
    name_an_unknown_application(request_.data)
    checked, written = build(replace(request_, workers=workers))
    assert [fault.rule for fault in checked.diagnostics if fault.severity is Severity.ERROR] == ["unknown-application"]
    assert checked.diagnostics == check(request_.data, AS_OF).diagnostics
    assert written == 0
    assert not request_.output.exists()


def test_a_failed_check_leaves_the_old_site(request_: BuildRequest) -> None:
    build(request_)
    before = tree(request_.output)
    break_data(request_.data)
    assert build(request_)[1] == 0
    assert tree(request_.output) == before


def test_broken_prose_leaves_the_old_site(request_: BuildRequest) -> None:
    build(request_)
    before = tree(request_.output)
    (request_.content / "about.md").write_text("# 关于\n\n[没有](nowhere.md)\n", encoding="utf-8")
    with pytest.raises(PortalError, match=r"nowhere\.md"):
        build(request_)
    assert tree(request_.output) == before


def test_the_same_day_gives_the_same_bytes_and_another_day_does_not(request_: BuildRequest) -> None:
    build(request_)
    first = tree(request_.output)
    build(request_)
    assert tree(request_.output) == first
    build(replace(request_, as_of=date(2026, 11, 22)))
    assert tree(request_.output) != first


def test_a_record_changes_only_what_names_it(request_: BuildRequest) -> None:
    """Pages of other jurisdictions do not depend on the row, so nobody's cache is spoilt without need."""
    build(request_)
    before = tree(request_.output)
    table = request_.data / "jurisdictions/hangzhou/2023/awardees.csv"
    text = table.read_text(encoding="utf-8").replace("浙江万马股份有限公司", "浙江万马股份有限公司（更名）")
    table.write_text(text, encoding="utf-8")
    assert build(request_)[0].errors == 0
    after = tree(request_.output)
    changed = {path for path in before.keys() & after.keys() if before[path] != after[path]}
    assert "hangzhou/2023/awardees/2023-quality-5/index.html" in changed
    assert not any(path.startswith(("shanghai/", "baoding/", "jindong/", "wenling/", "assets/")) for path in changed)


def test_the_shipped_data_is_clean_on_any_day(tmp_path: Path) -> None:
    data = put_shipped(tmp_path / "data")
    for day in (date(2022, 1, 1), AS_OF, date(2031, 12, 31)):
        assert check(data, day).diagnostics == ()


@pytest.mark.parametrize("place", ["data/site", "data", "content/site", "."])
def test_a_site_among_its_sources_is_refused(request_: BuildRequest, place: str) -> None:
    with pytest.raises(PortalError, match="--output"):
        build(replace(request_, output=request_.data.parent / place))
    assert not (request_.data.parent / "data/site").exists()


@pytest.mark.parametrize(("content", "message"), [(b"x\n", "changed while"), (None, "没有这个文件")])
def test_a_table_that_changes_while_the_site_is_made_is_not_published(
    request_: BuildRequest, content: bytes | None, message: str
) -> None:
    site = _site(request_, check(request_.data, AS_OF).reading, "a program")
    parts = {part.name: part for part in site_parts(site)}
    table = request_.data / "jurisdictions/hangzhou/2023/awardees.csv"
    table.unlink()
    if content is not None:
        table.write_bytes(content)
    for name in ("jurisdiction hangzhou", "downloads"):
        with pytest.raises(PortalError, match=message):
            list(parts[name].files())


def test_the_fingerprint_of_the_program_tells_names_and_contents_apart(tmp_path: Path) -> None:
    def made(**files: str) -> str:
        shutil.rmtree(tmp_path)
        for name, text in files.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        (tmp_path / "compiled.pyc").write_bytes(os.urandom(8))
        (tmp_path / "nowhere").symlink_to(tmp_path / "missing")
        return _fingerprint([tmp_path])

    several = [{"a": "1", "b": "2"}, {"a": "12", "b": ""}, {"a": "1"}, {"a": "1", "c": "2"}, {"a": "1", "d/b": "2"}]
    found = [made(**files) for files in several]
    assert len(set(found)) == len(several)
    assert [made(**files) for files in several] == found


@pytest.mark.parametrize("target", [".", "about.md", "nowhere"])
def test_a_link_among_the_prose_is_refused_even_where_all_else_is_as_it_was(
    request_: BuildRequest, target: str
) -> None:
    build(request_)
    before = tree(request_.output)
    (request_.content / "a.md").symlink_to(target)
    (request_.content / "b.md").symlink_to(target)
    with pytest.raises(PortalError, match=r"a\.md.*不能放链接"):
        build(request_)
    assert tree(request_.output) == before


def test_a_folder_that_cannot_be_read_is_not_taken_for_an_empty_one(
    request_: BuildRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan = os.scandir

    def refusing(path: str = ".") -> object:
        if os.fspath(path) == str(request_.content):
            raise PermissionError(13, "Permission denied", path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", refusing)
    with pytest.raises(PortalError, match="content: Permission denied / 读不了"):
        _fingerprint([request_.content])


def test_a_folder_of_libraries_that_cannot_be_read_is_no_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed, libraries = os.listdir, pipeline._libraries()

    def refusing(path: str = ".") -> list[str]:
        if path == str(tmp_path):
            raise PermissionError(13, "Permission denied", path)
        return listed(path)

    monkeypatch.setattr(os, "listdir", refusing)
    monkeypatch.syspath_prepend(str(tmp_path))
    assert pipeline._libraries() == libraries


def test_what_cannot_be_kept_for_the_next_build_is_no_matter(
    request_: BuildRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(*_: object) -> bytes:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(ReadingCache, "content", unreadable)
    assert build(request_)[1] > 100


def test_an_empty_folder_of_prose_leaves_the_old_site(request_: BuildRequest) -> None:
    build(request_)
    before = tree(request_.output)
    shutil.rmtree(request_.content)
    request_.content.mkdir()
    with pytest.raises(PortalError, match=r"lacks about\.md.*--content"):
        build(request_)
    assert tree(request_.output) == before


def test_a_present_folder_that_is_gone_is_told(
    request_: BuildRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    with pytest.raises(PortalError, match="当前文件夹"):
        build(replace(request_, output=Path("site")))


def test_the_site_may_be_the_present_folder(request_: BuildRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    request_.output.mkdir()
    monkeypatch.chdir(request_.output)
    checked, written = build(replace(request_, output=Path()))
    assert checked.errors == 0
    assert written > 100
    assert (request_.output / "index.html").is_file()


def test_prose_that_changes_while_it_is_read_is_not_published(
    request_: BuildRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile(*arguments: object, **named: object) -> Prose:
        prose = render_prose(*arguments, **named)  # type: ignore[arg-type]
        with (request_.content / "about.md").open("a", encoding="utf-8") as file:
            file.write("\n\n后来加上的一句。\n")
        return prose

    monkeypatch.setattr(pipeline, "render_prose", meanwhile)
    with (request_.content / "about.md").open("a", encoding="utf-8") as file:
        file.write(f"\n\n{request_.content}\n")
    with pytest.raises(PortalError, match="请再运行一次"):
        build(request_)
    assert not request_.output.exists()


def test_a_process_keeps_to_the_checksum_of_the_program_that_it_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    running = pipeline._running()
    monkeypatch.setattr(pipeline, "_checksum", lambda _: "another program")
    assert pipeline._running() == running


@pytest.mark.parametrize(
    ("name", "address"),
    [("notices.md", "notices/index.html"), ("index.md", "index.html"), ("data.md", "data/index.html")],
)
def test_an_article_at_the_address_of_a_page_is_told(request_: BuildRequest, name: str, address: str) -> None:
    (request_.content / name).write_text("# 公示\n", encoding="utf-8")
    with pytest.raises(PortalError, match=rf"{address} / .*与网站自己的页面同名"):
        build(request_)
