"""A site served on this computer alone, built again when a file changes."""

import os
import shutil
import socket
import struct
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator import serving
from generator.errors import PortalError
from generator.serving import LOOPBACK, Fingerprint, fingerprint, open_server, serve
from tests.golden_portal import DATA


def test_a_folder_is_served_on_loopback_and_never_cached(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<p>x</p>")
    server = open_server(tmp_path, 0)
    rebuilt = threading.Event()
    watched = tmp_path / "watched"
    watched.mkdir()

    def stop() -> None:
        rebuilt.set()
        raise KeyboardInterrupt

    def reader() -> None:
        with urllib.request.urlopen(f"http://{LOOPBACK}:{server.server_port}/") as answer:
            answers.append((answer.read(), answer.headers["Cache-Control"]))
        time.sleep(0.6)
        (watched / "a.csv").write_text("x")

    answers: list[tuple[bytes, str]] = []
    thread = threading.Thread(target=reader)
    thread.start()
    with pytest.raises(KeyboardInterrupt):
        serve(server, (watched,), fingerprint((watched,)), stop)
    thread.join()
    assert answers == [(b"<p>x</p>", "no-store")]
    assert rebuilt.is_set()


def test_what_changed_while_the_site_was_built_is_not_overlooked(tmp_path: Path) -> None:
    before = fingerprint((tmp_path,))
    (tmp_path / "a.csv").write_text("x")

    def stop() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        serve(open_server(tmp_path, 0), (tmp_path,), before, stop)


def test_a_port_that_is_taken_is_said(tmp_path: Path) -> None:
    first = open_server(tmp_path, 0)
    try:
        with pytest.raises(PortalError):
            open_server(tmp_path, first.server_port)
    finally:
        first.server_close()


def _answer(port: int, request: bytes) -> bytes:
    with socket.create_connection((LOOPBACK, port), timeout=10) as connection:
        connection.sendall(request)
        return connection.makefile("rb").readline().strip()


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    """The port of a server of one page."""
    (tmp_path / "index.html").write_bytes(b"x" * 4_000_000)
    server = open_server(tmp_path, 0)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize(
    "path", [b"/%00", b"/a%00b/", b"/%ff", b"/..%2f..%2fetc/passwd", b"//etc/passwd", b"/a" * 2000]
)
def test_an_address_of_no_file_is_answered(port: int, path: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    assert _answer(port, b"GET " + path + b" HTTP/1.0\r\n\r\n") == b"HTTP/1.0 404 File not found"
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    "host", ["", "localhost", "localhost:8000", "127.0.0.1:8000", "[::1]:8000", "portal.localhost"]
)
def test_a_request_by_a_name_of_this_computer_is_answered(port: int, host: str) -> None:
    assert _answer(port, f"HEAD / HTTP/1.1\r\nHost: {host}\r\n\r\n".encode()) == b"HTTP/1.0 200 OK"


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "localhost.evil.example"]
)
def test_a_request_by_a_name_of_others_is_turned_away(port: int, host: str) -> None:
    with socket.create_connection((LOOPBACK, port), timeout=10) as connection:
        connection.sendall(f"GET / HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
        answer = connection.makefile("rb").read()
    assert answer.startswith(b"HTTP/1.0 421 Misdirected Request\r\n")
    assert b"200 OK" not in answer


def test_a_reader_that_goes_away_is_no_matter(port: int, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(5):
        with socket.create_connection((LOOPBACK, port), timeout=10) as connection:
            connection.sendall(b"GET / HTTP/1.0\r\n\r\n")
            connection.recv(1)
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    assert _answer(port, b"HEAD / HTTP/1.0\r\n\r\n") == b"HTTP/1.0 200 OK"
    time.sleep(0.2)
    assert capsys.readouterr().err == ""


def test_what_is_no_site_is_not_served(tmp_path: Path) -> None:
    data, other = tmp_path / "data", tmp_path / "other"
    shutil.copytree(DATA, data)
    other.mkdir()
    (other / "letter.txt").write_text("x", encoding="utf-8")
    notices = data / "jurisdictions" / "shili" / "2026" / "notices.csv"
    notices.write_text(notices.read_text(encoding="utf-8").replace("2026-proposal", "2026_提案", 1), encoding="utf-8")
    options = ["--data", data, "--output", other, "--port", "0", "--as-of", "2026-11-21"]
    command = [sys.executable, "-m", "generator", "serve", *map(str, options)]
    assert subprocess.run(command, check=False, capture_output=True, timeout=60).returncode == 1


def test_a_fingerprint_changes_with_any_file(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x")
    before = fingerprint((tmp_path,))
    assert fingerprint((tmp_path,)) == before
    (tmp_path / "b").write_text("x")
    assert fingerprint((tmp_path,)) != before


@pytest.mark.parametrize(("name", "text", "time_"), [("b", "x", 0), ("a", "xy", 0), ("a", "x", 1)])
def test_a_fingerprint_tells_another_name_size_and_time(tmp_path: Path, name: str, text: str, time_: int) -> None:
    def put(name: str, text: str, time_: int) -> None:
        (tmp_path / name).write_text(text)
        os.utime(tmp_path / name, ns=(0, time_))

    put("a", "x", 0)
    before = fingerprint((tmp_path,))
    (tmp_path / "a").unlink()
    put(name, text, time_)
    assert fingerprint((tmp_path,)) != before


def test_what_python_compiles_and_folders_are_not_watched(tmp_path: Path) -> None:
    before = fingerprint((tmp_path,))
    (tmp_path / "a.pyc").write_text("x")
    (tmp_path / "folder").mkdir()
    assert fingerprint((tmp_path,)) == before == frozenset()


@pytest.mark.parametrize(
    ("states", "settled"),
    [
        (["seen"], "seen"),
        (["half", "half"], "half"),
        (["half", "whole", "whole"], "whole"),
        (["half", "seen"], "seen"),
        ([OSError], "seen"),
        (["half", OSError], "seen"),
    ],
)
def test_a_file_that_is_still_being_written_is_waited_for(
    monkeypatch: pytest.MonkeyPatch, states: list[str | type[OSError]], settled: str
) -> None:
    left = iter(states)

    def state(_: object) -> Fingerprint:
        found = next(left)
        if not isinstance(found, str):
            raise found
        return frozenset({(found, 0, 0)})

    monkeypatch.setattr(serving, "fingerprint", state)
    monkeypatch.setattr(serving, "_PAUSE_SECONDS", 0)
    assert serving._settled((), frozenset({("seen", 0, 0)})) == frozenset({(settled, 0, 0)})
    assert list(left) == []


def test_a_file_may_be_watched_by_itself(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("x")
    before = fingerprint((tmp_path / "mkdocs.yml",))
    (tmp_path / "mkdocs.yml").write_text("xy")
    assert fingerprint((tmp_path / "mkdocs.yml",)) != before


def test_a_file_with_a_fault_leaves_the_site_and_says_so(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    notices = data / "jurisdictions" / "shili" / "2026" / "notices.csv"
    sound = notices.read_text(encoding="utf-8")
    said = tmp_path / "said.txt"
    options = ["--data", data, "--output", tmp_path / "site", "--port", "0", "--as-of", "2026-11-21"]
    with said.open("w") as into:
        command = [sys.executable, "-m", "generator", "serve", *map(str, options)]
        process = subprocess.Popen(command, stdout=into, stderr=into)
    try:
        assert _says(said, f"http://{LOOPBACK}:")
        notices.write_text(sound.replace("2026-proposal", "2026_提案", 1), encoding="utf-8")
        assert _says(said, "数据有错误，网站没有改动。")
        assert "已重新生成" not in said.read_text(encoding="utf-8")
        notices.write_text(sound, encoding="utf-8")
        assert _says(said, "已重新生成")
    finally:
        # A run that was begun in the background ignores what a key would send.
        process.terminate()
        process.wait(timeout=30)


def _says(file: Path, words: str) -> bool:
    """Whether the words come within a minute."""
    for _ in range(300):
        if words in file.read_text(encoding="utf-8"):
            return True
        time.sleep(0.2)
    return False
