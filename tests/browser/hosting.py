"""A host for a built folder: at the root or under a sub-path, and with any hour of the day in its answers."""

import datetime as dt
import functools
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

from generator.domain.moments import start_of
from tests.built_sites import AS_OF

SERVER_TIME = "server"
"""The query that says, in whole seconds since 1970, what hour the host shall tell in its answer."""

NOW = start_of(AS_OF) + dt.timedelta(hours=10)
"""When the demonstration is read: in the morning of the day for which it is built."""


class _Host(SimpleHTTPRequestHandler):
    def __init__(self, *arguments: Any, directory: str, mount: str, moment: dt.datetime | None) -> None:
        self.mount = mount
        self.moment = moment
        super().__init__(*arguments, directory=directory)

    def translate_path(self, path: str) -> str:  # type: ignore[explicit-override]  # typing.override came with Python 3.12
        inside = path.removeprefix(self.mount) if path.startswith(self.mount) else "outside-of-the-folder"
        return super().translate_path(f"/{inside}")

    def date_time_string(self, timestamp: float | None = None) -> str:  # type: ignore[explicit-override]
        if timestamp is None:
            told = parse_qs(urlsplit(getattr(self, "path", "")).query).get(SERVER_TIME)
            timestamp = float(told[0]) if told else self.moment.timestamp() if self.moment else None
        return super().date_time_string(timestamp)

    def log_message(self, *_: object) -> None:  # type: ignore[explicit-override]
        """Say nothing."""


@contextmanager
def hosted(folder: Path, mount: str = "/", moment: dt.datetime | None = None) -> Iterator[str]:
    """Serve a folder under a path, always at the same moment if one is given; gives its address, which ends in a slash."""
    handler = functools.partial(_Host, directory=str(folder), mount=mount, moment=moment)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}{mount}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
