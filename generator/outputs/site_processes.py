"""Several processes share the work on a site.

They take one job after another, so that none waits while another still has many to do. The process that started the others
works too: memory that it shares with them is copied where they touch it, so that an idle one would cost as much as one that
works.
"""

import marshal
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import IO, Any, Final

from generator.errors import PortalError

Job = Callable[[], Any]
"""What it returns must be something that `marshal` can write, and must not depend on the process that does the job."""
Done = list[tuple[int, Any]]
"""What jobs returned, with their numbers."""
Child = tuple[int, int, IO[bytes]]
"""A process, where it says how it ended, and a file without a name for what its jobs return: of a large site that is much."""

_NUMBER: Final = 4
"""Bytes in which the number of a job is handed to a process."""
MOST_JOBS: Final = 8192
"""Jobs whose numbers fit into a pipe at once (32 KiB of the 64 of Linux), so that handing them out never waits."""


def share(jobs: Sequence[Job], workers: int) -> list[Any]:
    """Do the jobs, the first ones first; what each returned, in their order.

    Raises OSError or PortalError where a job does, or where a process dies.
    """
    count = max(1, min(workers, len(jobs))) if hasattr(os, "fork") else 1
    if count == 1:
        return [job() for job in jobs]
    queue = _Queue()
    children: list[Child] = []
    try:
        with suppress(OSError):  # where no further process is allowed, those that there are do it
            children.extend(_start(jobs, queue) for _ in range(count - 1))
        queue.hand_out(range(len(jobs)))
        done = [(number, jobs[number]()) for number in queue.take()]
    finally:
        # Where this one failed the others stop soon, since nothing is left for them.
        queue.close_giving()
        queue.drain()
        results = [_result(*child) for child in children]
    for found, problem in results:
        if problem:
            raise PortalError(problem)
        done += found
    return [found for _, found in sorted(done, key=lambda one: one[0])]


class _Queue:
    """A pipe full of numbers, each of which one process gets."""

    def __init__(self) -> None:
        self._taking, self._giving = os.pipe()

    def hand_out(self, numbers: range) -> None:
        """Put numbers in, and nothing after them."""
        try:
            for number in numbers:
                os.write(self._giving, number.to_bytes(_NUMBER, "little"))
        finally:
            self.close_giving()

    def take(self) -> Iterator[int]:
        """Numbers, as long as there are any."""
        while number := os.read(self._taking, _NUMBER):
            yield int.from_bytes(number, "little")

    def drain(self) -> None:
        """Take whatever is left."""
        while os.read(self._taking, 1 << 16):
            pass
        os.close(self._taking)

    def close_giving(self) -> None:
        """Put nothing in any longer."""
        if self._giving >= 0:
            os.close(self._giving)
            self._giving = -1


def _start(jobs: Sequence[Job], queue: _Queue) -> Child:
    """Start a worker; through a pipe it says at its end what went wrong, if anything did."""
    returned = tempfile.TemporaryFile()  # noqa: SIM115 - closed when it has been read
    reading, writing = os.pipe()
    try:
        process = os.fork()
    except OSError:
        returned.close()
        os.close(reading)
        os.close(writing)
        raise
    if process:
        os.close(writing)
        return process, reading, returned
    status = 1
    try:
        os.close(reading)
        queue.close_giving()
        message = b""
        try:
            for number in queue.take():
                marshal.dump((number, jobs[number]()), returned)
            returned.flush()
            status = 0
        except Exception as error:  # noqa: BLE001 - whatever it is, nobody else can tell it
            known = isinstance(error, OSError | PortalError)
            message = (str(error) if known else f"{type(error).__name__}: {error}").encode("utf-8", "backslashreplace")
            queue.drain()
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(message)
    finally:
        os._exit(status)


def _result(process: int, reading: int, returned: IO[bytes]) -> tuple[Done, str]:
    """What a worker did, or what went wrong."""
    with os.fdopen(reading, "rb") as pipe:
        message = pipe.read()
    _, status = os.waitpid(process, 0)
    with returned:
        if status == 0:
            return list(_read(returned)), ""
    said = message.decode("utf-8", "replace") or f"worker ended with status {os.waitstatus_to_exitcode(status)}"
    return [], f"cannot write the site / 无法写入网站：{said}"


def _read(returned: IO[bytes]) -> Iterator[tuple[int, Any]]:
    returned.seek(0)
    while True:
        try:
            yield marshal.load(returned)  # noqa: S302 - written by a process of our own
        except EOFError:
            return
