"""A quick run of the bench; `python -m tests.mutations` is the long one."""

import pytest

from tests.mutations.every_kind import KINDS
from tests.mutations.fuzz import Fuzz
from tests.mutations.measuring import measure
from tests.mutations.speed import speeds
from tests.mutations.wrong_mendings import tally

_AGAINST_A_BASE = [name for name, kind in KINDS.items() if kind.since]
_WITHOUT = [name for name, kind in KINDS.items() if not kind.since]


@pytest.mark.parametrize("names", [_WITHOUT, _AGAINST_A_BASE], ids=["files", "changes"])
def test_every_kind_of_fault_is_told_once_and_at_its_place(names: list[str]) -> None:
    scores, false_alarms = measure((200, 201), names)
    assert false_alarms == 0
    assert [wrong for score in scores for wrong in score.wrong] == []


def test_there_are_kinds_enough() -> None:
    assert len(KINDS) >= 100
    assert sum(kind.always for kind in KINDS.values()) >= 25


def test_mending_restores_or_leaves_alone() -> None:
    counts = tally(600, seed=5)
    assert (counts.wrong, counts.example) == (0, "")
    assert counts.restored > 200
    assert counts.left > 200


def test_checking_is_not_much_slower_than_frictionless_alone() -> None:
    measured = speeds()
    # The aim is six times as fast on clean rows; half of that leaves room for a busy machine.
    assert measured.clean > 3 * measured.bare
    assert measured.faulty > measured.bare / 3


def test_broken_bytes_are_refused_and_never_fail() -> None:
    fuzz = Fuzz(seed=99)
    fuzz.run(4)
    assert fuzz.failures == []
    assert fuzz.counts["checks"] > 0
