"""Serve a built site on this computer alone, and build it again when a file changes."""

import http.server
import ipaddress
import threading
import time
from collections.abc import Callable, Iterable
from functools import partial
from http import HTTPStatus
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

    def parse_request(self) -> bool:  # type: ignore[explicit-override]
        """Read the request; one by a name that is not this computer's is turned away, since anybody can point theirs here."""
        if not super().parse_request():
            return False
        if _is_own(self.headers.get("Host", "")):
            return True
        self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
        return False

    def translate_path(self, path: str) -> str:  # type: ignore[explicit-override]
        """Where the file of an address lies; no file has NUL in its name."""
        return super().translate_path(path).replace("\0", "\ufffd")

    def log_message(self, *_: object) -> None:  # type: ignore[explicit-override]
        """Say nothing."""


class _Server(http.server.ThreadingHTTPServer):
    """Answers readers; that one goes away before the answer is complete is no matter."""

    def handle_error(self, *_: object) -> None:  # type: ignore[explicit-override]
        """Say nothing."""


def _is_own(host: str) -> bool:
    """Whether a host, as a request names it, is a number or a name of this computer, with or without a port."""
    name = host.rpartition(":")[0] if host.rpartition(":")[2].isdecimal() else host
    if not name or name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True


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
        return _Server((LOOPBACK, port), partial(_Quiet, directory=str(site)))
    except OSError as error:
        raise PortalError(f"port {port} / 端口：{refusal(error)}") from error


def serve(
    server: http.server.ThreadingHTTPServer, watched: Iterable[Path], seen: Fingerprint, rebuild: Callable[[], None]
) -> None:
    """Serve until interrupted; whenever a watched file, or one in a watched folder, has changed, `rebuild` is called.

    `seen` is their state before the site was built, so that a change is not missed that came meanwhile.
    """
    places = tuple(watched)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
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
