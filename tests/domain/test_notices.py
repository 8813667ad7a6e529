"""What later rows make of a notice: when it closes, which marks it bears, whether it still stands."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.domain.deadlines import PeriodForm
from generator.domain.moments import BEIJING, Mark, Phase
from generator.domain.notice_chains import NoticeChains
from generator.domain.notice_measures import effective_period
from generator.domain.notices import FieldChange, NoticeHistories, NoticeHistory, field_changes
from generator.domain.records import Notice
from tests.domain.arranged_days import published_calendar
from tests.rules.building import a_change, a_notice, a_withdrawal, day

FIRST_DAY, OWN_END = day("2025-10-09"), day("2025-10-14")


def histories(*rows: Notice) -> NoticeHistories:
    numbered = [replace(row, line=line) for line, row in enumerate(rows, start=2)]
    return NoticeHistories(numbered, published_calendar())


def history(notice_id: str, *rows: Notice) -> NoticeHistory:
    found = histories(*rows).find(notice_id)
    assert found is not None
    return found


def closes(found: NoticeHistory, on: str) -> dt.date | None:
    period = found.period_on(day(on))
    return period.closes_on if period else None


def extension(**changes: object) -> Notice:
    parts: dict[str, object] = {"published_on": day("2025-10-13"), "closes_on": day("2025-10-17")}
    return a_change("n-2", "n-1", "extension", **parts | changes)


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


def test_no_later_row_moves_the_deadline_earlier() -> None:
    sooner = a_change("n-2", "n-1", "correction", published_on=FIRST_DAY, closes_on=day("2025-10-11"))
    assert closes(history("n-1", a_notice(), sooner), "2025-10-10") == OWN_END


def test_an_hour_of_closing_is_honoured() -> None:
    found = history("n-1", a_notice(closes_time="17:00"))
    assert found.phase_at(dt.datetime(2025, 10, 14, 16, 59, 59, tzinfo=BEIJING)) is Phase.CLOSING_SOON
    assert found.phase_at(dt.datetime(2025, 10, 14, 17, tzinfo=BEIJING)) is Phase.CLOSED


def test_a_withdrawal_marks_the_whole_chain_from_its_day_on() -> None:
    withdrawal = replace(a_withdrawal("n-3", "n-2"), published_on=day("2025-10-15"))
    chain = histories(a_notice(), extension(), withdrawal)
    for notice_id, marks in (("n-1", (Mark.EXTENDED, Mark.WITHDRAWN)), ("n-2", (Mark.WITHDRAWN,))):
        found = chain.find(notice_id)
        assert found is not None
        assert found.withdrawn_on(day("2025-10-14")) is None
        assert found.withdrawn_on(day("2025-10-15")) == found.withdrawals[0]
        assert found.marks_on(day("2025-10-15")) == marks


def test_a_withdrawal_of_the_first_notice_takes_its_extension_along() -> None:
    withdrawal = replace(a_withdrawal("n-3", "n-1"), published_on=day("2025-10-15"))
    found = history("n-2", a_notice(), extension(), withdrawal)
    assert found.withdrawn_on(day("2025-10-15")) is not None
    replaced = replace(withdrawal, published_on=day("2025-10-10"))
    assert history("n-2", a_notice(), extension(), replaced).withdrawn_on(day("2025-10-31")) is None


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


def test_a_withdrawn_extension_that_another_replaces_withdraws_the_notice_only_until_then() -> None:
    of_extension = replace(a_withdrawal("n-3", "n-2"), published_on=day("2025-10-15"))
    corrected = a_change("n-5", "n-2", "correction", published_on=day("2025-10-17"), closes_on=day("2025-10-21"))
    again = a_change("n-4", "n-1", "extension", published_on=day("2025-10-17"), closes_on=day("2025-10-21"))
    for anew in (again, corrected):
        chain = histories(a_notice(), extension(), of_extension, anew)
        first, replaced = chain.find("n-1"), chain.find("n-2")
        assert first is not None
        assert replaced is not None
        withdrawn = {on: first.withdrawn_on(day(on)) is not None for on in ("2025-10-14", "2025-10-15", "2025-10-17")}
        assert withdrawn == {"2025-10-14": False, "2025-10-15": True, "2025-10-17": False}
        assert first.marks_on(day("2025-10-17")) == (Mark.EXTENDED,)
        assert replaced.withdrawn_on(day("2025-10-17")) is not None
    overtaken = replace(of_extension, published_on=day("2025-10-18"))
    assert history("n-1", a_notice(), extension(), again, overtaken).withdrawn_on(day("2025-10-31")) is None
    assert history("n-1", a_notice(), extension(), corrected, overtaken).withdrawn_on(day("2025-10-31")) is not None


def test_a_withdrawn_notice_that_is_published_anew_is_told_by_the_row_in_which_it_stands() -> None:
    withdrawal = replace(a_withdrawal("n-2", "n-1"), published_on=day("2025-10-11"))
    corrected = a_change("n-3", "n-1", "correction", published_on=day("2025-10-15"), closes_on=day("2025-10-21"))
    again = replace(a_withdrawal("n-4", "n-3"), published_on=day("2025-10-20"))
    chain = histories(a_notice(), withdrawal, corrected, again)
    first = chain.find("n-1")
    assert first is not None
    told = {on: chain.anew(first, day(on)).notice.notice_id for on in ("2025-10-10", "2025-10-12", "2025-10-15")}
    assert told == {"2025-10-10": "n-1", "2025-10-12": "n-1", "2025-10-15": "n-3"}
    assert chain.anew(first, day("2025-10-20")) is first


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


def test_of_several_withdrawals_the_first_that_was_published_counts() -> None:
    of_extension = replace(a_withdrawal("n-3", "n-2"), published_on=day("2025-10-20"))
    of_first = replace(a_withdrawal("n-4", "n-1"), published_on=day("2025-10-16"))
    for notice_id in ("n-1", "n-2"):
        found = history(notice_id, a_notice(), extension(), of_extension, of_first)
        assert [row.notice_id for row in found.withdrawals] == ["n-4", "n-3"]
        withdrawn = found.withdrawn_on(day("2025-10-31"))
        assert withdrawn is not None
        assert withdrawn.notice_id == "n-4"


def test_a_withdrawal_is_not_withdrawn_by_another() -> None:
    again = replace(a_withdrawal("n-3", "n-2"), published_on=day("2025-10-20"))
    assert history("n-2", a_notice(), a_withdrawal("n-2", "n-1"), again).withdrawals == ()


def test_a_withdrawal_itself_has_no_period_and_is_not_withdrawn() -> None:
    found = history("n-2", a_notice(), a_withdrawal("n-2", "n-1"))
    assert found.phase_at(dt.datetime(2025, 10, 9, tzinfo=BEIJING)) is None
    assert (found.withdrawals, [row.notice_id for row in found.earlier]) == ((), ["n-1"])


def test_circles_and_unknown_ids_end_a_chain() -> None:
    chain = histories(
        a_change("n-1", "n-2", "correction"), a_change("n-2", "n-1", "correction"), a_change("n-3", "n-9", "extension")
    )
    assert len(chain) == 3
    for found in chain:
        assert closes(found, "2025-12-31") == OWN_END
        assert len(found.earlier) <= 1


def test_a_chain_that_leads_into_a_circle_has_an_end() -> None:
    rows = [a_change(f"n-{number}", f"n-{other}", "correction") for number, other in ((1, 2), (2, 3), (3, 2))]
    assert [row.notice_id for row in history("n-1", *rows).earlier] == ["n-2", "n-3"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "延长公告"),
        ("document_number", "示〔2025〕2号"),
        ("publisher", "示例市市场监管局"),
        ("medium", "示例日报"),
        ("stage", "approval"),
        ("declared_count", 4),
        ("period_form", "deadline_only"),
        ("opens_on", day("2025-10-10")),
        ("closes_on", day("2025-10-17")),
        ("stated_length", 5),
        ("stated_unit", "working_day"),
    ],
)
def test_every_field_that_a_later_row_states_otherwise_is_told(field: str, value: dt.date | int | str) -> None:
    earlier = a_notice()
    later = a_change("n-2", "n-1", "correction", **{field: value})
    assert field_changes(earlier, later) == (FieldChange(field=field, was=getattr(earlier, field), now=value),)


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ("", "17:00", ("24:00", "17:00")),
        ("17:00", "", ("17:00", "24:00")),
        ("17:00", "24:00", ("17:00", "24:00")),
        ("", "24:00", None),
        ("24:00", "", None),
    ],
)
def test_an_end_without_an_hour_is_told_as_the_one_that_it_is(was: str, now: str, told: tuple[str, str] | None) -> None:
    changes = field_changes(a_notice(closes_time=was), a_change("n-2", "n-1", "correction", closes_time=now))
    assert [(change.field, (change.was, change.now)) for change in changes] == ([("closes_time", told)] if told else [])


def test_what_a_later_row_does_not_repeat_is_no_change() -> None:
    earlier = a_notice(document_number="示〔2025〕1号", medium="示例日报", declared_count=3)
    assert field_changes(earlier, a_change("n-2", "n-1", "correction")) == ()


def test_what_a_later_row_states_otherwise() -> None:
    earlier = a_notice(stated_length=4, stated_unit="working_day", declared_count=3)
    later = a_change("n-2", "n-1", "extension", title="延长公告", closes_on=day("2025-10-17"))
    assert field_changes(earlier, later) == (
        FieldChange(field="title", was="拟获奖名单公示", now="延长公告"),
        FieldChange(field="closes_on", was=OWN_END, now=day("2025-10-17")),
        FieldChange(field="stated_length", was=4, now=None),
        FieldChange(field="stated_unit", was="working_day", now=""),
    )


def test_a_notice_whose_withdrawal_is_withdrawn_stands_again() -> None:
    fix = a_change("n-2", "n-1", "correction", published_on=day("2025-10-10"))
    out = replace(a_withdrawal("n-3", "n-1"), published_on=day("2025-10-11"))
    back = replace(a_withdrawal("n-4", "n-3"), published_on=day("2025-10-13"))
    for notice_id in ("n-1", "n-2"):
        found = history(notice_id, a_notice(), fix, out, back)
        withdrawn = [found.withdrawn_on(day(f"2025-10-{date}")) for date in (10, 11, 12, 13)]
        assert [row and row.notice_id for row in withdrawn] == [None, "n-3", "n-3", None]
        assert [Mark.WITHDRAWN in found.marks_on(day(f"2025-10-{date}")) for date in (12, 13)] == [True, False]
    withdrawal = history("n-3", a_notice(), fix, out, back)
    assert withdrawal.marks_on(day("2025-10-13")) == (Mark.WITHDRAWN,)


def test_a_withdrawal_holds_again_when_what_withdrew_it_is_withdrawn() -> None:
    out = replace(a_withdrawal("n-3", "n-1"), published_on=day("2025-10-11"))
    back = replace(a_withdrawal("n-4", "n-3"), published_on=day("2025-10-12"))
    again = replace(a_withdrawal("n-5", "n-4"), published_on=day("2025-10-13"))
    chain = histories(a_notice(), out, back, again)
    marked = {
        notice_id: [Mark.WITHDRAWN in found.marks_on(day(f"2025-10-{date}")) for date in (11, 12, 13)]
        for notice_id in ("n-1", "n-3", "n-4")
        if (found := chain.find(notice_id))
    }
    assert marked == {"n-1": [True, False, True], "n-3": [False, True, False], "n-4": [False, False, True]}
    circle = histories(replace(back, corrects="n-5"), again)
    assert [found.marks_on(day("2025-10-13")) for found in circle] == [(), ()]


def test_a_withdrawal_changes_no_period() -> None:
    assert field_changes(a_notice(), a_withdrawal("n-2", "n-1")) == ()


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
def test_at_last_the_period_ends_as_the_rules_reckon_it(rows: list[Notice]) -> None:
    numbered = [replace(row, line=line) for line, row in enumerate(rows, start=2)]
    reckoned = effective_period(NoticeChains(numbered).chain(numbered[0]), published_calendar())
    assert reckoned is not None
    assert closes(history("n-1", *rows), "2026-12-31") == reckoned.closes_on


@given(chains())
def test_the_deadline_never_moves_earlier_from_one_day_to_the_next(rows: list[Notice]) -> None:
    found = history("n-1", *rows)
    days = [FIRST_DAY + dt.timedelta(days=offset) for offset in range(45)]
    ends = [period.ends_at for on in days if (period := found.period_on(on))]
    assert ends == sorted(ends)
