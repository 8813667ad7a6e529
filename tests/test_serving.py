"""A site served on this computer alone, built again when a file changes."""

import threading
import time
import urllib.request
from pathlib import Path

import pytest

from generator.errors import PortalError
from generator.serving import LOOPBACK, fingerprint, open_server, serve


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
        serve(server, (watched,), stop)
    thread.join()
    assert answers == [(b"<p>x</p>", "no-store")]
    assert rebuilt.is_set()


def test_a_port_that_is_taken_is_said(tmp_path: Path) -> None:
    first = open_server(tmp_path, 0)
    try:
        with pytest.raises(PortalError):
            open_server(tmp_path, first.server_port)
    finally:
        first.server_close()


def test_a_fingerprint_changes_with_any_file(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x")
    before = fingerprint((tmp_path,))
    assert fingerprint((tmp_path,)) == before
    (tmp_path / "b").write_text("x")
    assert fingerprint((tmp_path,)) != before
