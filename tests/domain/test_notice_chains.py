import pytest

from generator.domain.notice_chains import NoticeChains, is_withdrawn
from tests.rules.building import a_change, a_notice, a_withdrawal


def ids(chains: NoticeChains, *rows: str) -> list[str]:
    notice = a_notice(*rows)
    return [row.notice_id for row in chains.chain(notice)]


def test_every_later_row_is_found_at_any_remove_the_nearest_first() -> None:
    rows = [
        a_notice("n-1"),
        a_change("n-3", "n-2", "extension"),
        a_change("n-2", "n-1", "correction"),
        a_change("n-4", "n-1", "withdrawal"),
        a_notice("n-9"),
    ]
    chains = NoticeChains(rows)
    assert ids(chains, "n-1") == ["n-1", "n-2", "n-4", "n-3"]
    assert ids(chains, "n-2") == ["n-2", "n-3"]
    assert ids(chains, "n-9") == ["n-9"]


def test_a_circle_ends_where_it_began() -> None:
    chains = NoticeChains([a_change("n-1", "n-2", "correction"), a_change("n-2", "n-1", "correction")])
    assert ids(chains, "n-1") == ["n-1", "n-2"]


def test_an_id_that_stands_twice_leads_round_in_no_circle() -> None:
    rows = [
        a_notice("n-1"),
        a_change("n-2", "n-1", "correction"),
        a_change("n-2", "n-3", "correction"),
        a_change("n-3", "n-2", "correction"),
    ]
    assert ids(NoticeChains(rows), "n-1") == ["n-1", "n-2", "n-3"]


def test_a_row_without_an_id_is_changed_by_none() -> None:
    assert NoticeChains([a_notice(""), a_notice("n-1")]).later == {}


def test_a_row_that_names_itself_or_nothing_held_changes_nothing() -> None:
    chains = NoticeChains([a_change("n-1", "n-1", "correction"), a_change("n-2", "n-0", "correction")])
    assert chains.later == {}


@pytest.mark.parametrize("count", [0, 1, 2, 3, 2_000, 2_001])
def test_of_withdrawals_one_upon_another_every_second_one_holds(count: int) -> None:
    rows = [a_withdrawal(f"n-{number + 1}", f"n-{number}") for number in range(1, count + 1)]
    assert is_withdrawn(a_notice("n-1"), rows) == (count % 2 == 1)


def test_one_of_several_withdrawals_is_enough() -> None:
    rows = [a_withdrawal("n-2", "n-1"), a_withdrawal("n-3", "n-1"), a_withdrawal("n-4", "n-2")]
    assert is_withdrawn(a_notice("n-1"), rows)
    assert not is_withdrawn(a_notice("n-1"), [*rows, a_withdrawal("n-5", "n-3")])


def test_withdrawals_in_a_circle_or_with_one_id_come_to_an_end() -> None:
    circle = [a_withdrawal("n-1", "n-3"), a_withdrawal("n-2", "n-1"), a_withdrawal("n-3", "n-2")]
    assert not is_withdrawn(circle[0], circle)
    twice = [a_withdrawal("n-2", "n-1"), a_withdrawal("n-2", "n-3"), a_withdrawal("n-3", "n-2")]
    is_withdrawn(a_notice("n-1"), twice)
