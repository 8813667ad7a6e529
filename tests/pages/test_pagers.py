"""The page numbers of a long list."""

import pytest

from generator.pages.pagers import Pager, pager


def of(total: int, number: int) -> Pager:
    return pager(total, number, lambda page: f"{page}/")


@pytest.mark.parametrize(("total", "last"), [(0, 1), (1, 1), (300, 1), (301, 2), (600, 2), (601, 3)])
def test_how_many_pages(total: int, last: int) -> None:
    assert of(total, 1).last == last


def test_one_page_needs_no_numbers() -> None:
    assert (of(300, 1).pages, of(300, 1).previous, of(300, 1).following) == ((), "", "")


def test_the_ends_and_the_neighbours_are_named_with_a_gap_between() -> None:
    assert [page.number for page in of(100_000, 100).pages] == [1, 0, 98, 99, 100, 101, 102, 0, 334]
    assert [page.number for page in of(900, 1).pages] == [1, 2, 3]


def test_neighbours_at_both_ends() -> None:
    assert (of(900, 1).previous, of(900, 1).following) == ("", "2/")
    assert (of(900, 3).previous, of(900, 3).following) == ("2/", "")
