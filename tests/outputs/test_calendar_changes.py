"""What happens to the event of a notice that is extended, corrected, withdrawn, or decided upon."""

from dataclasses import replace

import pytest

from generator.domain.portal import Portal
from generator.domain.working_days import WorkingDayCalendar
from tests.domain.arranged_days import day_off, published_days
from tests.outputs.calendar_events import UID, event_of, events, extension
from tests.rules.building import (
    LATER,
    a_change,
    a_channel,
    a_correction,
    a_cycle,
    a_notice,
    a_portal,
    a_withdrawal,
    an_awardee,
    day,
)


def test_an_extension_moves_the_event_and_raises_its_sequence() -> None:
    rows = (a_notice(), extension())
    before, after = event_of(*rows, as_of=day("2025-10-12")), event_of(*rows, as_of=day("2025-10-13"))
    assert (before["UID"], before["SEQUENCE"], before["DTSTART"]) == (UID, "0", "20251014")
    assert (after["UID"], after["SEQUENCE"], after["DTSTART"]) == (UID, "1", "20251017")
    assert after["SUMMARY"] == "异议截止：拟获奖名单公示"
    assert after["DESCRIPTION"].startswith("延期：2025年10月13日，关于延长公示期的公告\n")
    # 00:00 in Beijing
    assert (before["LAST-MODIFIED"], after["LAST-MODIFIED"]) == ("20251008T160000Z", "20251012T160000Z")
    assert after["DTSTAMP"] == after["LAST-MODIFIED"]
    assert before["CREATED"] == after["CREATED"] == "20251008T160000Z"


def test_every_later_row_raises_the_sequence_by_one_whatever_row_it_names() -> None:
    rows = [a_notice(), extension()]
    rows.append(extension("n-3", "n-2", closes_on=day("2025-10-21"), published_on=day("2025-10-16")))
    rows.append(a_change("n-4", "n-1", "correction", closes_on=day("2025-10-21"), published_on=day("2025-10-17")))
    for count in range(1, len(rows) + 1):
        event = event_of(*rows[:count])
        assert (event["UID"], event["SEQUENCE"]) == (UID, str(count - 1))


def test_a_withdrawn_notice_is_cancelled_and_rings_no_more() -> None:
    rows = (a_notice(), a_withdrawal("n-2", "n-1"))
    event = event_of(*rows)
    assert (event["UID"], event["STATUS"], event["SEQUENCE"]) == (UID, "CANCELLED", "1")
    assert event["SUMMARY"] == "已撤回：拟获奖名单公示"
    assert event.all("VALARM") == []
    assert (event["DTSTART"], event["DTEND"]) == ("20251014", "20251015")


def test_the_withdrawal_of_an_extension_cancels_the_event_of_the_chain() -> None:
    rows = (a_notice(), extension(), a_withdrawal("n-3", "n-2"))
    assert event_of(*rows)["STATUS"] == "CANCELLED"


def test_a_correction_of_the_record_raises_the_sequence() -> None:
    fix = a_correction(table="notices", record_id="n-1", field="title", corrected_on=day("2025-10-20"))
    assert event_of(a_notice(), corrections=[fix], as_of=day("2025-10-19"))["SEQUENCE"] == "0"
    event = event_of(a_notice(), corrections=[fix])
    assert (event["SEQUENCE"], event["LAST-MODIFIED"]) == ("1", "20251019T160000Z")


@pytest.mark.parametrize("record", ["n-1", "n-1/phone", "n-1/示例市评审办/phone/0000-12345", "n-2/address"])
def test_a_correction_of_a_way_to_object_raises_the_sequence(record: str) -> None:
    fix = a_correction(table="channels", record_id=record, field="value", corrected_on=day("2025-10-20"))
    channels = [a_channel(), a_channel(notice_id="n-2", kind="address", value="示例路1号")]
    cycle = a_cycle(notices=[a_notice(), extension()], channels=channels)
    (event,) = events(a_portal(cycle, corrections=[fix]), LATER)
    assert (event["SEQUENCE"], event["LAST-MODIFIED"]) == ("2", "20251019T160000Z")
    (event,) = events(a_portal(cycle, corrections=[replace(fix, record_id="n-10/phone")]), LATER)
    assert event["SEQUENCE"] == "1"


def test_a_decision_changes_the_description_but_not_the_sequence() -> None:
    portal = a_portal(a_cycle(notices=[a_notice()], awardees=[an_awardee(decision_document="示例文〔2025〕1号")]))
    (before,), (after,) = events(portal, day("2025-11-02")), events(portal, day("2025-11-03"))
    assert "示例文〔2025〕1号" in after["DESCRIPTION"]
    assert "示例文〔2025〕1号" not in before["DESCRIPTION"]
    assert (before["SEQUENCE"], after["SEQUENCE"], after["DTSTAMP"]) == ("0", "0", "20251102T160000Z")
    assert before["DTSTAMP"] == "20251008T160000Z"


def test_a_decision_before_a_notice_came_out_changes_nothing_of_it() -> None:
    awardee = an_awardee(decision_document="示例文〔2025〕1号", decided_on=day("2025-10-01"))
    (event,) = events(a_portal(a_cycle(notices=[a_notice()], awardees=[awardee])), LATER)
    assert "示例文〔2025〕1号" not in event["DESCRIPTION"]
    assert event["LAST-MODIFIED"] == "20251008T160000Z"


def test_a_missing_arrangement_is_said_and_its_arrival_raises_the_sequence() -> None:
    notice = a_notice(
        published_on=day("2025-10-20"),
        period_form="length_only",
        opens_on=None,
        closes_on=None,
        stated_length=60,
        stated_unit="working_day",
    )
    held = a_portal(a_cycle(notices=[notice]))
    without = [row for row in published_days() if row.schedule_year < 2026]
    missing = Portal(jurisdictions=held.jurisdictions, calendar=WorkingDayCalendar.of(without))
    ((before,), (after,)) = events(missing), events(held)
    assert before["SUMMARY"] == "异议截止（推算，可能变动）：拟获奖名单公示"
    assert "2026年的放假安排没有收录" in before["DESCRIPTION"]
    assert after["SUMMARY"] == "异议截止（推算）：拟获奖名单公示"
    assert "没有收录，工作日" not in after["DESCRIPTION"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == ("0", "1")
    assert before["DTSTART"] < after["DTSTART"]


def test_an_arrangement_that_is_amended_after_the_notice_raises_the_sequence() -> None:
    notice = a_notice(
        period_form="length_only", opens_on=None, closes_on=None, stated_length=5, stated_unit="working_day"
    )
    held = a_portal(a_cycle(notices=[notice]))
    early, late = (day_off(day("2025-10-13"), issued_on=day(issued)) for issued in ("2025-10-08", "2025-10-12"))
    found = []
    for extra in ([], [early], [late]):
        calendar = WorkingDayCalendar.of([*published_days(), *extra])
        (event,) = events(Portal(jurisdictions=held.jurisdictions, calendar=calendar))
        found.append((event["SEQUENCE"], event["LAST-MODIFIED"], event["DTSTART"]))
    assert [sequence for sequence, _, _ in found] == ["0", "0", "1"]
    assert [changed for _, changed, _ in found] == ["20251008T160000Z", "20251008T160000Z", "20251011T160000Z"]
    assert found[0][2] < found[1][2] == found[2][2]


def test_a_notice_that_is_published_anew_after_its_withdrawal_is_on_again() -> None:
    withdrawal = replace(a_withdrawal("n-3", "n-1"), published_on=day("2025-10-10"))
    anew = a_change(
        "n-4", "n-1", "correction", published_on=day("2025-10-13"), closes_on=day("2025-10-21"), title="重发"
    )
    portal = a_portal(a_cycle(notices=[a_notice(), withdrawal, anew]))
    found = [events(portal, day(on))[0] for on in ("2025-10-09", "2025-10-10", "2025-10-13")]
    assert [event["STATUS"] for event in found] == ["CONFIRMED", "CANCELLED", "CONFIRMED"]
    assert [event["SEQUENCE"] for event in found] == ["0", "1", "2"]
    assert {event["UID"] for event in found} == {UID}
    assert "重发" in found[-1]["SUMMARY"]
    assert "撤回" not in found[-1]["SUMMARY"]
