"""What later rows make of a notice: when it closes, which marks it bears."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.domain.deadlines import PeriodForm
from generator.domain.moments import BEIJING, Mark, Phase
from generator.domain.notice_measures import earliest_decision
from generator.domain.notices import NoticeHistory
from generator.domain.records import Notice
from tests.domain.histories import FIRST_DAY, OWN_END, extension, histories, history
from tests.rules.building import a_change, a_notice, a_withdrawal, day


def closes(found: NoticeHistory, on: str) -> dt.date | None:
    period = found.period_on(day(on))
    return period.closes_on if period else None


def test_a_notice_alone_keeps_its_own_period() -> None:
    found = history("n-1", a_notice())
    assert (closes(found, "2025-10-09"), found.marks_on(OWN_END), found.withdrawn_on(OWN_END)) == (OWN_END, (), None)
    assert found.standing_on(OWN_END) is found.notice


def test_an_extension_counts_from_the_day_on_which_it_was_published() -> None:
    found = history("n-1", a_notice(), extension())
    assert closes(found, "2025-10-12") == OWN_END
    assert closes(found, "2025-10-13") == day("2025-10-17")
    assert found.marks_on(day("2025-10-12")) == ()
    assert found.marks_on(day("2025-10-13")) == (Mark.EXTENDED,)
    assert found.standing_on(day("2025-10-13")).notice_id == "n-2"


def test_an_extension_that_prints_only_the_added_days_does_not_close_the_notice_in_between() -> None:
    found = history("n-1", a_notice(), extension(opens_on=day("2025-10-15")))
    assert found.phase_at(dt.datetime(2025, 10, 13, 12, tzinfo=BEIJING)) is Phase.OPEN
    period = found.period_on(day("2025-10-13"))
    assert period is not None
    assert period.opens_on == FIRST_DAY


def test_the_days_of_an_extended_period_are_counted_from_its_first_day() -> None:
    publication = a_notice(period_form="from_publication")
    added = extension(opens_on=day("2025-10-15"))
    for first, form in ((a_notice(), PeriodForm.DATES), (publication, PeriodForm.FROM_PUBLICATION)):
        period = history("n-1", first, added).period_on(day("2025-10-13"))
        assert period is not None
        assert (period.counts_from, period.first_day_form, period.form) == (FIRST_DAY, form, PeriodForm.DATES)
    again = history("n-1", publication, extension(opens_on=FIRST_DAY)).period_on(day("2025-10-13"))
    assert again is not None
    assert again.first_day_form is PeriodForm.DATES


def test_an_extension_counts_from_the_publication_of_the_notice_and_not_from_its_own() -> None:
    opens_on, form = day("2025-10-10"), "from_publication"  # the day after the notice came out
    longer = extension(opens_on=opens_on, period_form=form)
    period = history("n-1", a_notice(opens_on=opens_on, period_form=form), longer).period_on(day("2025-10-13"))
    assert period is not None
    assert (period.opens_on, period.counts_from) == (day("2025-10-10"), FIRST_DAY)


def test_a_row_that_changes_a_notice_shares_its_period_once_it_is_published() -> None:
    added, sooner = extension(opens_on=day("2025-10-15")), extension(closes_on=day("2025-10-10"))
    again = a_change("n-3", "n-1", "extension", published_on=day("2025-10-16"), closes_on=day("2025-10-20"))
    assert closes(history("n-2", a_notice(), sooner), "2025-10-12") == day("2025-10-10")
    for rows in ((a_notice(), added), (a_notice(), sooner), (a_notice(), added, again)):
        first, second = history("n-1", *rows), history("n-2", *rows)
        for on in ("2025-10-13", "2025-10-31"):
            assert first.period_on(day(on)) == second.period_on(day(on))


def test_a_row_tells_whether_its_own_end_was_put_off_afterwards() -> None:
    sooner = extension(closes_on=day("2025-10-10"))
    again = a_change("n-3", "n-1", "extension", published_on=day("2025-10-16"), closes_on=day("2025-10-20"))
    found = history("n-2", a_notice(), sooner, again)
    assert [found.put_off_on(day(on)) for on in ("2025-10-15", "2025-10-16")] == [False, True]


def test_an_extension_after_a_gap_opens_anew() -> None:
    found = history(
        "n-1",
        a_notice(),
        extension(published_on=day("2025-10-20"), opens_on=day("2025-10-21"), closes_on=day("2025-10-24")),
    )
    assert found.phase_at(dt.datetime(2025, 10, 20, 12, tzinfo=BEIJING)) is Phase.UPCOMING
    assert found.phase_at(dt.datetime(2025, 10, 19, 12, tzinfo=BEIJING)) is Phase.CLOSED


def test_a_correction_starts_the_period_that_it_prints() -> None:
    correction = a_change(
        "n-2",
        "n-1",
        "correction",
        published_on=day("2025-10-11"),
        opens_on=day("2025-10-13"),
        closes_on=day("2025-10-17"),
    )
    found = history("n-1", a_notice(), correction)
    period = found.period_on(day("2025-10-11"))
    assert period is not None
    assert (period.opens_on, period.closes_on) == (day("2025-10-13"), day("2025-10-17"))
    assert found.marks_on(day("2025-10-11")) == (Mark.CORRECTED,)


def test_a_correction_that_ends_on_the_same_day_leaves_the_period_as_it_is() -> None:
    correction = a_change("n-2", "n-1", "correction", opens_on=day("2025-10-13"), published_on=day("2025-10-10"))
    found = history("n-1", a_notice(), correction)
    assert found.period_on(day("2025-10-10")) == found.own_period
    assert found.phase_at(dt.datetime(2025, 10, 10, 12, tzinfo=BEIJING)) is Phase.OPEN


def test_a_later_row_without_a_period_leaves_the_period_as_it_is() -> None:
    correction = a_change("n-2", "n-1", "correction", closes_on=None)
    assert closes(history("n-1", a_notice(), correction), "2025-12-31") == OWN_END


@pytest.mark.parametrize(
    ("closes_on", "extended_to", "missing_before", "missing_after"),
    [
        ("2021-12-31", "2022-01-07", (2021,), (2021,)),  # what the first days need is still missing
        ("2026-12-24", "2026-12-28", (), (2027,)),
        ("2027-12-24", "2028-01-07", (2027,), (2027, 2028)),
        ("2031-12-24", "2032-01-07", (2031,), (2031, 2032)),
    ],
)
def test_an_extended_period_depends_on_the_years_of_both(
    closes_on: str, extended_to: str, missing_before: tuple[int, ...], missing_after: tuple[int, ...]
) -> None:
    last = day(closes_on)
    opens_on = last - dt.timedelta(days=7)
    first = a_notice(published_on=opens_on, opens_on=opens_on, closes_on=last)
    added = extension(published_on=last, opens_on=last + dt.timedelta(days=1), closes_on=day(extended_to))
    found = history("n-1", first, added)
    assert found.own_period is not None
    assert found.own_period.missing_years == missing_before
    period = found.period_on(last)
    assert period is not None
    assert (period.opens_on, period.missing_years) == (opens_on, missing_after)


def test_a_row_about_a_withdrawal_moves_the_end_and_the_withdrawal_does_not() -> None:
    withdrawal = a_change("n-2", "n-1", "withdrawal", published_on=day("2025-10-10"), closes_on=day("2025-10-31"))
    anew = a_change("n-3", "n-2", "correction", published_on=day("2025-10-13"), closes_on=day("2025-10-17"))
    assert closes(history("n-1", a_notice(), withdrawal), "2025-12-31") == OWN_END
    assert closes(history("n-1", a_notice(), withdrawal, anew), "2025-12-31") == day("2025-10-17")


def test_the_whole_of_a_last_day_ends_later_than_a_printed_hour_of_it() -> None:
    first = a_notice(closes_time="17:00")
    alone = history("n-1", first).period_on(OWN_END)
    both = history("n-1", first, a_change("n-2", "n-1", "correction")).period_on(OWN_END)
    assert alone is not None
    assert both is not None
    assert (earliest_decision(alone), earliest_decision(both)) == (OWN_END, day("2025-10-15"))


def test_no_later_row_moves_the_deadline_earlier() -> None:
    sooner = a_change("n-2", "n-1", "correction", published_on=FIRST_DAY, closes_on=day("2025-10-11"))
    assert closes(history("n-1", a_notice(), sooner), "2025-10-10") == OWN_END


def test_an_hour_of_closing_is_honoured() -> None:
    found = history("n-1", a_notice(closes_time="17:00"))
    assert found.phase_at(dt.datetime(2025, 10, 14, 16, 59, 59, tzinfo=BEIJING)) is Phase.CLOSING_SOON
    assert found.phase_at(dt.datetime(2025, 10, 14, 17, tzinfo=BEIJING)) is Phase.CLOSED


def test_only_the_row_that_names_a_notice_leaves_its_mark_on_it() -> None:
    correction = a_change("n-3", "n-2", "correction", published_on=day("2025-10-15"), closes_on=day("2025-10-17"))
    nameless = a_change("n-4", "n-1", "", published_on=day("2025-10-15"))
    found = history("n-1", a_notice(), extension(), correction, nameless)
    assert [row.notice.notice_id for row in found.later] == ["n-2", "n-3", "n-4"]
    assert [row.notice_id for row in found.direct_changes] == ["n-2", "n-4"]
    assert found.marks_on(day("2025-10-31")) == (Mark.EXTENDED,)


def test_a_notice_stands_in_the_last_row_that_extended_or_corrected_it_by_then() -> None:
    withdrawal = replace(a_withdrawal("n-3", "n-1"), published_on=day("2025-10-15"))
    found = history("n-1", a_notice(), extension(), withdrawal)
    standing = {on: found.standing_on(day(on)).notice_id for on in ("2025-10-12", "2025-10-13", "2025-10-15")}
    assert standing == {"2025-10-12": "n-1", "2025-10-13": "n-2", "2025-10-15": "n-2"}


def test_a_first_notice_without_a_day_of_publication_states_the_period_of_its_chain_all_the_same() -> None:
    added = extension(opens_on=day("2025-10-15"))
    again = a_change("n-3", "n-2", "extension", published_on=day("2025-10-16"), opens_on=day("2025-10-18"))
    rows = (a_notice(published_on=None), added, replace(again, closes_on=day("2025-10-20")))
    for notice_id in ("n-1", "n-2", "n-3"):
        period = history(notice_id, *rows).period_on(day("2025-10-31"))
        assert period is not None
        assert (period.opens_on, period.closes_on) == (FIRST_DAY, day("2025-10-20"))


def test_a_notice_that_names_no_other_does_not_change_one_whose_id_cannot_be_read() -> None:
    assert history("n-1", a_notice(""), a_notice()).earlier == ()


def test_circles_and_unknown_ids_end_a_chain() -> None:
    chain = histories(
        a_change("n-1", "n-2", "correction"), a_change("n-2", "n-1", "correction"), a_change("n-3", "n-9", "extension")
    )
    assert len([*chain]) == 3
    for found in chain:
        assert closes(found, "2025-12-31") == OWN_END
        assert len(found.earlier) <= 1


def test_a_chain_that_leads_into_a_circle_has_an_end() -> None:
    rows = [a_change(f"n-{number}", f"n-{other}", "correction") for number, other in ((1, 2), (2, 3), (3, 2))]
    assert [row.notice_id for row in history("n-1", *rows).earlier] == ["n-2", "n-3"]


@st.composite
def chains(draw: st.DrawFn) -> list[Notice]:
    rows = [a_notice()]
    for number in range(2, draw(st.integers(2, 6))):
        opens = FIRST_DAY + dt.timedelta(days=draw(st.integers(0, 20)))
        rows.append(
            a_change(
                f"n-{number}",
                f"n-{draw(st.integers(1, number - 1))}",
                draw(st.sampled_from(["correction", "extension"])),
                published_on=FIRST_DAY + dt.timedelta(days=draw(st.integers(0, 20))),
                opens_on=opens,
                closes_on=opens + dt.timedelta(days=draw(st.integers(0, 20))),
            )
        )
    return rows


@given(chains())
def test_at_last_the_period_ends_with_the_row_that_ends_last(rows: list[Notice]) -> None:
    assert closes(history("n-1", *rows), "2026-12-31") == max(row.closes_on for row in rows if row.closes_on)


@given(chains())
def test_the_deadline_never_moves_earlier_from_one_day_to_the_next(rows: list[Notice]) -> None:
    found = history("n-1", *rows)
    days = [FIRST_DAY + dt.timedelta(days=offset) for offset in range(45)]
    ends = [period.ends_at for on in days if (period := found.period_on(on))]
    assert ends == sorted(ends)
