import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.sources.aside import Aside


def test_the_result_comes_from_another_process() -> None:
    found = Aside(lambda: (os.getpid(), "甲"))
    process, text = found.result()
    assert process != os.getpid()
    assert text == "甲"


def test_much_that_is_found_does_not_block_a_pipe() -> None:
    many = [Aside(lambda number=number: [number] * 300_000) for number in range(3)]  # type: ignore[misc]
    assert [len(one.result()) for one in many] == [300_000] * 3


def killed() -> str:
    os.kill(os.getpid(), signal.SIGKILL)
    return ""


@pytest.mark.parametrize("failing", [killed, lambda: lambda: 1, lambda: os._exit(7)])
def test_what_the_other_process_cannot_bring_is_made_here(failing: Callable[[], Any]) -> None:
    here = os.getpid()
    found = Aside(lambda: "here" if os.getpid() == here else failing())
    assert found.result() == "here"


def test_what_the_function_raises_is_raised_here() -> None:
    def raising() -> int:
        raise ValueError("no such day")

    with pytest.raises(ValueError, match="no such day"):
        Aside(raising).result()


def test_where_nothing_can_be_forked_the_work_is_done_when_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fork")
    assert Aside(os.getpid).result() == os.getpid()


def test_where_no_further_process_is_allowed_the_work_is_done_when_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> int:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    before = len(list(Path("/dev/fd").iterdir()))
    monkeypatch.setattr(os, "fork", refused)
    assert Aside(os.getpid).result() == os.getpid()
    assert len(list(Path("/dev/fd").iterdir())) == before
