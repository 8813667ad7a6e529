"""What a kind of fault is: a change of a clean folder for one cause, and the one place at which it has to be told."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Final

from tests.mutations.folder import Folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """The one diagnostic that a fault has to bring."""

    rule: str
    path: str
    line: int | None
    column: str | None


Mutate = Callable[[Folder, Random], Expected]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of fault."""

    name: str
    mutate: Mutate
    always: bool
    """Whether not one may be missed: credit codes, personal data, changed notices."""
    since: bool
    """Whether it is a fault only against the folder as it stood before."""


KINDS: Final[dict[str, Kind]] = {}


def kind(name: str, *, always: bool = False, since: bool = False) -> Callable[[Mutate], Mutate]:
    """Enter a function as the maker of a kind of fault."""

    def enter(mutate: Mutate) -> Mutate:
        if name in KINDS:
            raise ValueError(f"{name} is entered twice")
        KINDS[name] = Kind(name=name, mutate=mutate, always=always, since=since)
        return mutate

    return enter


def at(rule: str, place: tuple[str, int, str | None]) -> Expected:
    """A fault at a cell or a line."""
    return Expected(rule=rule, path=place[0], line=place[1], column=place[2])
