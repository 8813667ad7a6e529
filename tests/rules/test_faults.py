"""How a fault points at its place."""

import pytest

from generator.diagnostics import Severity
from generator.domain.records import cell_text
from generator.rules.faults import at_line, at_row, day_text, listed, preventable
from tests.rules.building import a_notice, day


@pytest.mark.parametrize(
    ("value", "text"), [(None, ""), (600.0, "600"), (599.95, "599.95"), (12, "12"), (day("2025-10-09"), "2025-10-09")]
)
def test_a_value_is_shown_as_it_stands_in_its_cell(value: object, text: str) -> None:
    assert cell_text(value) == text


def test_a_fault_carries_the_cell() -> None:
    fault = at_row("some-rule", "a/notices.csv", a_notice(line=7), "closes_on", clause="第九条", facts={"unit": "day"})
    assert (fault.path, fault.line, fault.column, fault.value) == ("a/notices.csv", 7, "closes_on", "2025-10-14")
    assert (fault.rule, fault.clause, dict(fault.facts)) == ("some-rule", "第九条", {"unit": "day"})
    assert fault.severity is Severity.ERROR


def test_only_what_can_still_be_prevented_is_an_error() -> None:
    assert preventable(True) is Severity.ERROR
    assert preventable(False) is Severity.WARNING


def test_a_long_list_is_cut_off() -> None:
    assert listed(["a", "b", "a"]) == "a、b"
    assert listed(str(number) for number in range(100)).count("、") == 19


def test_no_day_is_no_text() -> None:
    assert day_text(None) == ""
    assert day_text(day("2025-10-09")) == "2025-10-09"


def test_a_fault_in_a_document_points_at_its_line_and_is_an_error() -> None:
    fault = at_line("some-rule", "a/cycle.yaml", 5, "id", "gold", clause="第三条", facts={"known": "quality"})
    assert (fault.path, fault.line, fault.column, fault.value) == ("a/cycle.yaml", 5, "id", "gold")
    assert (fault.rule, fault.clause, dict(fault.facts)) == ("some-rule", "第三条", {"known": "quality"})
    assert fault.severity is Severity.ERROR
