import os
from pathlib import Path

import pytest

from generator.outputs.site_processes import share


def test_what_the_jobs_return_comes_in_their_order() -> None:
    assert share([lambda number=number: number for number in range(20)], 3) == list(range(20))  # type: ignore[misc]


def test_where_fewer_processes_are_allowed_they_do_all_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    fork, started = os.fork, list[int]()

    def limited() -> int:
        if started:
            raise BlockingIOError(11, "Resource temporarily unavailable")
        started.append(process := fork())
        return process

    before = len(list(Path("/dev/fd").iterdir()))
    monkeypatch.setattr(os, "fork", limited)
    assert share([lambda number=number: number for number in range(20)], 4) == list(range(20))  # type: ignore[misc]
    assert len(started) == 1
    assert len(list(Path("/dev/fd").iterdir())) == before
