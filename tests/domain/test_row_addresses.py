"""Where the rows without a page of their own stand."""

from generator.domain import row_addresses


def test_the_first_page_of_a_list_is_the_cycle_s_own() -> None:
    assert row_addresses.cycle_rows("shili", "2025", "applicants", 1) == "shili/2025/index.html"
    assert row_addresses.cycle_rows("shili", "2025", "applicants", 2) == "shili/2025/applicants/2/index.html"


def test_the_last_row_of_a_page_and_the_first_of_the_next() -> None:
    assert row_addresses.applicant("shili", "2025", 299, "a-300") == "shili/2025/index.html#application-a-300"
    assert (
        row_addresses.applicant("shili", "2025", 300, "a-301") == "shili/2025/applicants/2/index.html#application-a-301"
    )
    assert (
        row_addresses.shortlist_entry("shili", "2025", 600, "onsite", 7)
        == "shili/2025/shortlists/3/index.html#shortlist-onsite-7"
    )


def test_the_rows_of_each_stage_are_counted_for_themselves() -> None:
    assert [*row_addresses.numbers_of(["onsite", "proposal", "onsite", "onsite"])] == [1, 1, 2, 3]
