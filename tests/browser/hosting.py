"""A host for a built folder: at the root or under a sub-path, and with any hour of the day in its answers."""

import functools
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, urlsplit

SERVER_TIME = "server"
"""The query that says, in whole seconds since 1970, what hour the host shall believe it is."""


class _Host(SimpleHTTPRequestHandler):
    def __init__(self, *arguments: object, directory: str, mount: str) -> None:
        self.mount = mount
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:  # type: ignore[explicit-override]  # typing.override came with Python 3.12
        if not path.startswith(self.mount):
            return "/nothing-is-here"
        return super().translate_path("/" + path.removeprefix(self.mount))

    def date_time_string(self, timestamp: float | None = None) -> str:  # type: ignore[explicit-override]
        told = parse_qs(urlsplit(getattr(self, "path", "")).query).get(SERVER_TIME)
        return super().date_time_string(float(told[0]) if told and timestamp is None else timestamp)

    def log_message(self, *_: object) -> None:  # type: ignore[explicit-override]
        """Say nothing."""


@contextmanager
def hosted(folder: Path, mount: str = "/") -> Iterator[str]:
    """Serve a folder under a path on this computer; gives its address, with a slash at its end."""
    handler = functools.partial(_Host, directory=str(folder), mount=mount)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}{mount}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
