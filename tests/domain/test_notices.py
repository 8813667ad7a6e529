"""What later rows make of a notice: when it closes, which marks it bears, whether it still stands."""

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from generator.domain.moments import BEIJING, Mark, Phase
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


def test_what_a_later_row_states_otherwise() -> None:
    earlier = a_notice(stated_length=4, stated_unit="working_day", declared_count=3)
    later = a_change("n-2", "n-1", "extension", title="延长公告", closes_on=day("2025-10-17"))
    assert field_changes(earlier, later) == (
        FieldChange(field="title", was="拟获奖名单公示", now="延长公告"),
        FieldChange(field="closes_on", was=OWN_END, now=day("2025-10-17")),
        FieldChange(field="stated_length", was=4, now=None),
        FieldChange(field="stated_unit", was="working_day", now=""),
    )


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
    changes: dict[str, list[Notice]] = {}
    for row in numbered[1:]:
        changes.setdefault(row.corrects, []).append(row)
    reckoned = effective_period(numbered[0], changes, published_calendar())
    assert reckoned is not None
    assert closes(history("n-1", *rows), "2026-12-31") == reckoned.closes_on


@given(chains())
def test_the_deadline_never_moves_earlier_from_one_day_to_the_next(rows: list[Notice]) -> None:
    found = history("n-1", *rows)
    days = [FIRST_DAY + dt.timedelta(days=offset) for offset in range(45)]
    ends = [period.ends_at for on in days if (period := found.period_on(on))]
    assert ends == sorted(ends)
