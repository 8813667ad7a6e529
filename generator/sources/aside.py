"""Work that another process does while this one goes on."""

import os
from collections.abc import Callable
from contextlib import suppress
from typing import Generic, TypeVar

from generator.sources.transport import packed, unpacked

T = TypeVar("T")


class Aside(Generic[T]):
    """A function that runs in a forked process, which knows all that this one knew at the fork."""

    __slots__ = ("_process", "_reading", "_work")

    def __init__(self, work: Callable[[], T]) -> None:
        """Begin; where no process can be forked, the work is done when its result is asked for."""
        self._work = work
        self._process = self._reading = -1
        if hasattr(os, "fork"):
            with suppress(OSError):  # so many processes, or open files, are not allowed
                self._begin()

    def result(self) -> T:
        """What the function returns, once it is done; to be called once.

        Where the other process failed, the function is called again here, so that what it raises is raised here.
        """
        if self._process < 0:
            return self._work()
        with os.fdopen(self._reading, "rb") as pipe:
            data = pipe.read()
        _, status = os.waitpid(self._process, 0)
        self._process = -1
        if status:
            return self._work()
        found: T = unpacked(data)
        return found

    def _begin(self) -> None:
        self._reading, writing = os.pipe()
        try:
            self._process = os.fork()
        except OSError:
            os.close(self._reading)
            os.close(writing)
            raise
        if self._process:
            os.close(writing)
            return
        status = 1
        try:
            os.close(self._reading)
            with os.fdopen(writing, "wb") as pipe:
                pipe.write(packed(self._work()))
            status = 0
        finally:
            os._exit(status)
