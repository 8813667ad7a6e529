"""Serve a built site on this computer alone, and build it again when a file changes."""

import http.server
import threading
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Final

from generator.errors import PortalError, refusal

LOOPBACK: Final = "127.0.0.1"
_PAUSE_SECONDS: Final = 0.5

Fingerprint = frozenset[tuple[str, int, int]]


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files without a line of log for each, and never from a cache, so that a change shows at once."""

    def end_headers(self) -> None:  # type: ignore[explicit-override]  # typing.override came with Python 3.12
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *_: object) -> None:  # type: ignore[explicit-override]
        """Say nothing."""


def fingerprint(places: Iterable[Path]) -> Fingerprint:
    """Path, size and time of change of every file at or below the places, but for compiled ones; equal while nothing changes."""
    return frozenset(
        (str(file), state.st_size, state.st_mtime_ns)
        for place in places
        for file in (place, *place.rglob("*"))
        if file.suffix != ".pyc" and file.is_file()
        for state in (file.stat(),)
    )


def open_server(site: Path, port: int) -> http.server.ThreadingHTTPServer:
    """A server of the folder on the loopback interface; raises PortalError where the port is taken."""
    try:
        return http.server.ThreadingHTTPServer((LOOPBACK, port), partial(_Quiet, directory=str(site)))
    except OSError as error:
        raise PortalError(f"port {port} / 端口：{refusal(error)}") from error


def serve(server: http.server.ThreadingHTTPServer, watched: Iterable[Path], rebuild: Callable[[], None]) -> None:
    """Serve until interrupted; whenever a watched file, or one in a watched folder, has changed, `rebuild` is called."""
    places = tuple(watched)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    seen = fingerprint(places)
    try:
        while thread.is_alive():
            time.sleep(_PAUSE_SECONDS)
            now = _settled(places, seen)
            if now != seen:
                seen = now
                rebuild()
    finally:
        server.shutdown()
        server.server_close()


def _settled(places: tuple[Path, ...], seen: Fingerprint) -> Fingerprint:
    """The state of the files; while an editor is still writing, the state after it has finished."""
    try:
        now = fingerprint(places)
        while now != seen:
            time.sleep(_PAUSE_SECONDS / 2)
            after = fingerprint(places)
            if after == now:
                break
            now = after
    except OSError:  # a file went away between its listing and its reading
        return seen
    return now
