"""The page numbers of a long list."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from generator.domain.addresses import ROWS_PER_PAGE
from generator.frozen import dataclass

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageNumber:
    """One page of a list; number 0 stands for the pages left out between two others."""

    number: int
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pager:
    """Where a page stands among the pages of its list."""

    number: int
    last: int
    total: int
    """Rows on all pages."""
    pages: tuple[PageNumber, ...]
    """The first, the last and those around this page; empty where there is but one."""
    previous: str
    following: str
    """Addresses; empty at either end."""


def pager(total: int, number: int, address: Callable[[int], str]) -> Pager:
    """The page numbers of a list of `total` rows, seen from page `number`."""
    last = max(1, (total + ROWS_PER_PAGE - 1) // ROWS_PER_PAGE)
    near = sorted({1, last} | {page for page in range(number - 2, number + 3) if 1 <= page <= last})
    pages: list[PageNumber] = []
    for at, page in enumerate(near):
        if at and page - near[at - 1] > 1:
            pages.append(PageNumber(number=0, path=""))
        pages.append(PageNumber(number=page, path=address(page)))
    return Pager(
        number=number,
        last=last,
        total=total,
        pages=tuple(pages) if last > 1 else (),
        previous=address(number - 1) if number > 1 else "",
        following=address(number + 1) if number < last else "",
    )


def part(rows: Sequence[T], number: int) -> Sequence[T]:
    """The rows of page `number`, from 1."""
    return rows[(number - 1) * ROWS_PER_PAGE : number * ROWS_PER_PAGE]
