"""Which fields of a notice a later row states otherwise."""

import datetime as dt

import pytest

from generator.domain.notices import FieldChange, field_changes
from tests.domain.histories import OWN_END
from tests.rules.building import a_change, a_notice, day


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
