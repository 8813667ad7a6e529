"""What a change may not do to a notice that has opened, told of two portals side by side."""

from typing import Any

import pytest

from generator.domain.revised_records import index_of
from tests.rules.building import OPEN_DAY, a_correction, a_notice, day
from tests.rules.revised import faults, noticed


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ({}, {"title": "别的"}, [("opened-notice-changed", "title")]),
        ({}, {"closes_on": day("2025-10-13")}, [("deadline-moved-earlier", "closes_on")]),
        ({}, {"closes_on": day("2025-10-20")}, [("opened-notice-changed", "closes_on")]),
        ({}, {"closes_time": "17:00"}, [("deadline-moved-earlier", "closes_time")]),
        ({"document_number": ""}, {"document_number": "示〔2025〕1号"}, []),
        (
            {"document_number": "示〔2025〕1号"},
            {"document_number": "示〔2025〕2号"},
            [("opened-notice-changed", "document_number")],
        ),
        (
            {"opens_on": day("2025-11-03"), "published_on": day("2025-11-03"), "closes_on": day("2025-11-07")},
            {"title": "别的", "opens_on": day("2025-11-03"), "published_on": day("2025-11-03")},
            [],
        ),  # nobody has seen it
    ],
)
def test_a_notice_that_has_opened_stays_as_it_is(
    before: dict[str, Any], now: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    assert faults(noticed(a_notice("n-1", **before)), noticed(a_notice("n-1", **before | now))) == expected


@pytest.mark.parametrize(
    ("parts", "opened"),
    [
        ({"published_on": OPEN_DAY, "opens_on": day("2025-10-13")}, True),  # anyone may have read it today
        ({"published_on": day("2025-10-11"), "opens_on": day("2025-10-13")}, False),
        ({"published_on": None, "opens_on": day("2025-10-11")}, False),
        ({"published_on": None, "opens_on": OPEN_DAY}, True),
        ({"published_on": None, "opens_on": None, "period_form": "deadline_only"}, True),  # nobody knows since when
        ({"published_on": day("2025-10-11"), "opens_on": None}, True),  # the row states no period
    ],
)
def test_a_notice_has_opened_once_anyone_may_have_relied_on_it(parts: dict[str, Any], opened: bool) -> None:
    expected = [("opened-notice-changed", "title")] if opened else []
    assert faults(noticed(a_notice("n-1", **parts)), noticed(a_notice("n-1", title="别的", **parts))) == expected


@pytest.mark.parametrize(
    ("column", "was", "now"),
    [
        ("period_form", "dates", "deadline_only"),
        ("opens_on", day("2025-10-09"), day("2025-10-10")),
        ("closes_on", day("2025-10-14"), day("2025-10-20")),
        ("closes_time", "16:00", "17:00"),
        ("stated_length", 4, 5),
        ("stated_unit", "day", "working_day"),
    ],
)
def test_no_slip_of_the_pen_moves_the_period_of_a_notice_that_has_opened(column: str, was: Any, now: Any) -> None:
    row = a_correction(table="notices", record_id="n-1", field=column, was=str(was), now=str(now), kind="typographic")
    before, after = (
        noticed(a_notice("n-1", **{column: was})),
        noticed(a_notice("n-1", **{column: now}), corrections=[row]),
    )
    assert faults(before, after) == [("opened-notice-changed", column)]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("dates", []),
        ("from_publication", []),
        ("deadline_only", [("opened-notice-changed", "published_on")]),
        ("length_only", [("opened-notice-changed", "published_on")]),
    ],
)
def test_the_day_of_publication_is_fixed_where_the_period_follows_from_it(
    form: str, expected: list[tuple[str, str]]
) -> None:
    was, now = day("2025-10-08"), day("2025-10-09")
    row = a_correction(table="notices", record_id="n-1", field="published_on", was=str(was), now=str(now))
    parts: dict[str, Any] = {"period_form": form, "stated_length": 5, "stated_unit": "working_day"}
    before = noticed(a_notice("n-1", published_on=was, **parts))
    after = noticed(a_notice("n-1", published_on=now, **parts), corrections=[row])
    assert faults(before, after) == expected


def test_a_cell_of_a_notice_with_a_fault_of_its_own_is_left_to_that_fault() -> None:
    before, now = noticed(a_notice("n-1")), noticed(a_notice("n-1", closes_on=None, title="别的"))
    ((path, _),) = index_of(now)
    assert faults(before, now) == [("opened-notice-changed", "closes_on"), ("opened-notice-changed", "title")]
    assert faults(before, now, faulty=[(path, 2, "closes_on")]) == [("opened-notice-changed", "title")]


def test_a_cell_of_a_notice_that_could_not_be_published_may_be_mended() -> None:
    """The line is that of the row as it was, wherever the row stands now."""
    before = noticed(a_notice("n-1", closes_on=None))
    now = noticed(a_notice("n-0"), a_notice("n-1", title="别的"))
    ((path, _),) = index_of(before)
    assert faults(before, now) == [("opened-notice-changed", "closes_on"), ("opened-notice-changed", "title")]
    assert faults(before, now, was=[(path, 2, "closes_on")]) == [("opened-notice-changed", "title")]
    assert len(faults(before, now, was=[(path, 3, "closes_on")])) == 2


@pytest.mark.parametrize(("kind", "count"), [("typographic", 0), ("substantive", 1)])
def test_a_slip_of_the_pen_in_a_notice_is_corrected_in_its_row(kind: str, count: int) -> None:
    row = a_correction(table="notices", record_id="n-1", field="title", was="旧的", now="新的", kind=kind)
    before, now = a_notice("n-1", title="旧的"), a_notice("n-1", title="新的")
    assert len(faults(noticed(before), noticed(now, corrections=[row]))) == count


def test_no_slip_of_the_pen_hides_what_was_changed_before_it() -> None:
    rows = [
        a_correction(f"c-{was}", table="notices", record_id="n-1", field="title", was=was, now=now, kind=kind)
        for was, now, kind in (("a", "b", "substantive"), ("b", "c", "typographic"))
    ]
    before, now = a_notice("n-1", title="a"), a_notice("n-1", title="c")
    assert faults(noticed(before), noticed(now, corrections=rows)) == [("opened-notice-changed", "title")]
    assert faults(noticed(a_notice("n-1", title="b")), noticed(now, corrections=rows)) == []
