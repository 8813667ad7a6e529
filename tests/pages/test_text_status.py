from dataclasses import replace

import pytest

from generator.pages.text_status import text_status
from tests.rules.building import day
from tests.rules.building_regulations import a_regulation

LAW = a_regulation(effective_on=day("2024-02-01"), expires_on=day("2027-01-31"))


@pytest.mark.parametrize(
    ("on", "standing", "is_law"),
    [
        ("2024-01-31", "not_yet", False),
        ("2024-02-01", "in_force_until", True),
        ("2027-01-31", "in_force_until", True),
        ("2027-02-01", "expired", False),
    ],
)
def test_a_law_is_in_force_from_its_first_day_to_its_last(on: str, standing: str, is_law: bool) -> None:
    status = text_status("shili", LAW, day(on))
    assert (status.standing, status.is_law, status.on) == (standing, is_law, day(on))


def test_a_law_without_an_end_stays_in_force() -> None:
    status = text_status("shili", replace(LAW, expires_on=None), day("2090-01-01"))
    assert (status.standing, status.is_law) == ("in_force", True)


@pytest.mark.parametrize("status", ["draft", "consultation_draft", "unknown", "expired"])
def test_a_draft_or_an_undated_text_is_never_law_whatever_dates_it_carries(status: str) -> None:
    told = text_status("shili", replace(LAW, status=status), day("2025-01-01"))
    assert (told.standing, told.is_law) == (status, False)
    assert told.path == "shili/regulation/index.html"
    assert told.badge
