"""What recorded corrections account for, told of two portals side by side."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from generator.domain.records import Channel, FormerName, ShortlistEntry
from generator.domain.revised_records import Difference, change_counts
from generator.rules.changes import Revision, change_faults
from generator.rules.recorded_corrections import correcting
from tests.rules.building import (
    FIRM,
    OPEN_DAY,
    OTHER_FIRM,
    PERSON,
    a_candidate,
    a_channel,
    a_correction,
    a_cycle,
    a_former_name,
    a_portal,
    an_awardee,
)

Row = ShortlistEntry | Channel | FormerName | Any


def revision(before: Sequence[Row], now: Sequence[Row], *corrections: Any) -> Revision:
    was, after = (
        a_portal(
            a_cycle(
                shortlists=[row for row in rows if isinstance(row, ShortlistEntry)],
                channels=[row for row in rows if isinstance(row, Channel)],
            ),
            names=[row for row in rows if isinstance(row, FormerName)],
            corrections=recorded,
        )
        for rows, recorded in ((before, ()), (now, corrections))
    )
    return Revision(before=was, now=after, unread=(), faulty=(), as_of=OPEN_DAY)


def faults(before: Sequence[Row], now: Sequence[Row], *corrections: Any) -> list[tuple[str, str | None]]:
    return [(fault.rule, fault.column) for fault in change_faults(revision(before, now, *corrections))]


def corrected(table: str, record_id: str, field: str, was: str, now: str) -> Any:
    return a_correction(f"c-{field.replace('_', '-')}", table=table, record_id=record_id, field=field, was=was, now=now)


PHONE, OTHER_PHONE = "0000-11111", "0000-22222"
KEY_CORRECTED: list[tuple[Row, dict[str, str], Any]] = [
    (
        a_channel(value=PHONE),
        {"value": OTHER_PHONE},
        corrected("channels", "n-1/示例市评审办/phone", "value", PHONE, OTHER_PHONE),
    ),
    (a_channel(value=PHONE), {"value": OTHER_PHONE}, corrected("channels", "n-1", "value", "", OTHER_PHONE)),
    (a_former_name("甲厂", "乙厂"), {"name": "丙厂"}, corrected("names", "丙厂/乙厂", "name", "甲厂", "丙厂")),
    (
        a_former_name("甲厂", "乙厂"),
        {"former_name": "丙厂"},
        corrected("names", "甲厂/丙厂", "former_name", "乙厂", "丙厂"),
    ),
    (
        a_candidate(applicant=FIRM),
        {"applicant": OTHER_FIRM},
        corrected("shortlists", f"proposal/quality/{OTHER_FIRM}", "applicant", FIRM, OTHER_FIRM),
    ),
    (
        a_candidate(applicant=PERSON, unit="甲校"),
        {"unit": "乙校"},
        corrected("shortlists", f"proposal/quality/{PERSON}", "unit", "甲校", "乙校"),
    ),
    (
        a_candidate(application_id="a-1"),
        {"application_id": "a-2"},
        corrected("shortlists", "proposal/quality/a-2", "application_id", "a-1", "a-2"),
    ),
]


@pytest.mark.parametrize(("row", "changes", "correction"), KEY_CORRECTED)
def test_a_record_is_the_same_after_a_correction_of_what_it_is_known_by(
    row: Row, changes: dict[str, str], correction: Any
) -> None:
    now = replace(row, **changes)
    assert faults([row], [now], correction) == []
    other = replace(correction, now="别的")
    assert [rule for rule, _ in faults([row], [now], other)] == ["record-removed"]
    assert [rule for rule, _ in faults([row], [now])] == ["record-removed"]


def test_a_corrected_key_is_a_changed_cell_for_the_approver() -> None:
    row, changes, correction = KEY_CORRECTED[0]
    told = revision([row], [replace(row, **changes)], correction)
    (count,) = [each for each in change_counts(told.old, told.new, ()) if each.table == "channels"]
    assert (count.added, dict(count.changed), count.removed) == (0, {"value": 1}, 0)


def test_a_unit_that_was_learned_later_makes_no_other_record() -> None:
    row = a_candidate(applicant=PERSON)
    assert faults([row], [replace(row, unit="甲校")]) == []
    assert faults([replace(row, unit="甲校")], [row]) == [("record-removed", "stage")]
    assert faults([row], [replace(row, unit="甲校", applicant=FIRM)]) == [("record-removed", "stage")]


def test_an_application_that_was_learned_later_makes_no_other_candidate() -> None:
    row, filled = a_candidate(), a_candidate(application_id="a-1")
    assert faults([row], [filled]) == []
    assert faults([row], [filled], corrected("shortlists", "a-1", "application_id", "", "a-1")) == []
    assert faults([row], [replace(filled, applicant=OTHER_FIRM)]) == [("record-removed", "stage")]
    assert faults([filled], [row]) == [("record-removed", "stage")]
    assert faults([filled], [replace(filled, application_id="a-2")]) == [("record-removed", "stage")]


def test_a_record_that_stays_takes_the_place_of_no_other() -> None:
    stays, goes = a_candidate(applicant=PERSON, unit="甲校"), a_candidate(applicant=PERSON)
    (fault,) = change_faults(revision([stays, goes], [stays]))
    assert (fault.rule, fault.line, fault.facts["record"]) == ("record-removed", 3, f"proposal/quality/{PERSON}")


def test_of_several_corrections_to_one_value_the_last_led_to_it() -> None:
    steps = [("甲", "乙"), ("乙", "丙"), ("丙", "乙")]
    rows = tuple(
        a_correction(f"c-{number}", was=was, now=now, kind="substantive") for number, (was, now) in enumerate(steps)
    )
    assert correcting(rows, Difference(column="awardee", was="甲", now="乙")) == rows
    assert correcting(rows, Difference(column="awardee", was="丙", now="乙")) == rows[2:]
    assert correcting(rows, Difference(column="awardee", was="丁", now="乙")) == ()


def test_a_correction_that_was_taken_back_accounts_for_no_second_change() -> None:
    there = a_correction("c-2", was="甲", now="乙", corrected_on=date(2024, 11, 1))
    back = a_correction("c-1", was="乙", now="甲", corrected_on=date(2024, 11, 2))
    change = Difference(column="awardee", was="甲", now="乙")
    assert correcting((back, there), change) == ()
    again = a_correction("c-3", was="甲", now="乙", corrected_on=date(2024, 11, 3))
    assert correcting((again, back, there), change) == (again,)


def test_corrections_of_one_day_may_stand_in_any_order() -> None:
    second, first = a_correction("c-2", was="乙", now="丙"), a_correction("c-1", was="甲", now="乙")
    assert correcting((second, first), Difference(column="awardee", was="甲", now="丙"))


def test_a_correction_of_an_unread_day_came_last() -> None:
    undated = a_correction("c-1", was="乙", now="丙", corrected_on=None)
    dated = a_correction("c-2", was="甲", now="乙")
    assert correcting((undated, dated), Difference(column="awardee", was="甲", now="丙")) == (dated, undated)


def test_a_key_may_be_corrected_twice() -> None:
    steps = (("甲校", "乙校"), ("乙校", "丙校"))
    rows = [corrected("shortlists", f"proposal/quality/{PERSON}", "unit", was, now) for was, now in steps]
    row = a_candidate(applicant=PERSON, unit="甲校")
    assert faults([row], [replace(row, unit="丙校")], *rows) == []
    assert faults([row], [replace(row, unit="丙校")], rows[1]) == [("record-removed", "stage")]


def test_what_else_changed_with_a_key_is_judged_as_ever() -> None:
    row, correction = a_candidate(score=600.0), KEY_CORRECTED[4][2]
    assert faults([row], [replace(row, applicant=OTHER_FIRM, score=700.0)], correction) == [
        ("correction-missing", "score")
    ]


def test_one_record_takes_the_place_of_one_other() -> None:
    two = [a_channel(value=PHONE), a_channel(value="0000-33333")]
    correction = corrected("channels", "n-1", "value", "", OTHER_PHONE)
    assert faults(two, [a_channel(value=OTHER_PHONE)], correction) == [("record-removed", "notice_id")]


def test_two_records_take_no_place_twice() -> None:
    third = "0000-44444"
    rows = [corrected("channels", "n-1", "value", PHONE, now) for now in (OTHER_PHONE, third)]
    two = [a_channel(value=PHONE), a_channel(value="0000-33333")]
    told = revision(two, [a_channel(value=OTHER_PHONE), a_channel(value=third)], *rows)
    (count,) = [each for each in change_counts(told.old, told.new, ()) if each.table == "channels"]
    assert (count.added, dict(count.changed), count.removed) == (1, {"value": 1}, 1)


def test_two_key_columns_may_be_corrected_at_once() -> None:
    row = a_former_name("甲厂", "乙厂")
    rows = [
        corrected("names", "丙厂/丁厂", "name", "甲厂", "丙厂"),
        corrected("names", "丙厂/丁厂", "former_name", "乙厂", "丁厂"),
    ]
    assert faults([row], [a_former_name("丙厂", "丁厂")], *rows) == []
    assert faults([row], [a_former_name("丙厂", "丁厂")], rows[0]) == [("record-removed", "name")]
    other = replace(rows[1], was="戊厂")
    assert faults([row], [a_former_name("丙厂", "丁厂")], rows[0], other) == [("record-removed", "name")]


def test_an_id_that_was_given_is_never_corrected() -> None:
    before = a_portal(a_cycle(awardees=[an_awardee("w-1")]))
    rows = [corrected("awardees", "w-2", "award_id", "w-1", "w-2")]
    now = a_portal(a_cycle(awardees=[an_awardee("w-2")]), corrections=rows)
    found = change_faults(Revision(before=before, now=now, unread=(), faulty=(), as_of=OPEN_DAY))
    assert [(fault.rule, fault.column) for fault in found] == [("record-removed", "award_id")]


@pytest.mark.parametrize(
    ("was", "now", "count"),
    [
        ("715", "716", 0),
        ("715.0", "716.00", 0),
        ("", "716", 0),
        ("715.5", "716", 1),
        ("715", "716.5", 1),
        ("七百一十五", "716", 1),
        ("nan", "716", 1),
        ("715", "", 1),
    ],
)
def test_a_number_is_the_same_however_it_is_written(was: str, now: str, count: int) -> None:
    row, correction = a_candidate(score=715.0), corrected("shortlists", f"proposal/quality/{FIRM}", "score", was, now)
    assert len(faults([row], [replace(row, score=716.0)], correction)) == count


def test_a_fraction_may_end_in_a_nought() -> None:
    row = a_candidate(score=680.0, application_id="a-1")
    correction = corrected("shortlists", "a-1", "score", "680", "680.50")
    assert faults([row], [replace(row, score=680.5)], correction) == []


def test_a_number_that_is_taken_back_is_corrected_to_nothing() -> None:
    row = a_candidate(score=680.0, application_id="a-1")
    assert faults([row], [replace(row, score=None)], corrected("shortlists", "a-1", "score", "680", "")) == []
    assert len(faults([row], [replace(row, score=None)], corrected("shortlists", "a-1", "score", "680", "0"))) == 1


def test_a_single_digit_is_a_number_too() -> None:
    row = a_candidate(rank=4, application_id="a-1")
    correction = corrected("shortlists", "a-1", "rank", "4.0", "5.0")
    assert faults([row], [replace(row, rank=5)], correction) == []


def test_a_text_of_digits_is_no_number() -> None:
    row = a_candidate(application_id="a-1", entry_title="10")
    correction = corrected("shortlists", "a-1", "entry_title", "10", "11.0")
    assert len(faults([row], [replace(row, entry_title="11")], correction)) == 1


def test_a_number_is_told_as_its_cell_has_it() -> None:
    row = a_candidate(score=715.0)
    (fault,) = change_faults(revision([row], [replace(row, score=716.0)]))
    assert (fault.value, fault.facts["was"], fault.facts["now"]) == ("716", "715", "716")
