"""The row that is made of a notice which a clerk wants, out of the regulation and the calendar."""

import datetime as dt
from typing import Any

import pytest

from generator.domain.deadlines import PeriodForm, Unit
from generator.domain.portal import Portal
from generator.errors import PortalError
from generator.new_notices import new_notice
from tests.rules.building import a_cycle, a_cycle_stage, a_notice, a_portal
from tests.rules.building_regulations import a_demand, a_period, a_regulation
from tests.wanted_notices import HELD, SCHEMA, WANTED, WORDS, under, wanted


def row(portal: Portal, **changes: Any) -> dict[str, str]:
    return dict(new_notice(portal, wanted(**changes), WORDS).cells)


def test_the_closing_day_comes_from_the_regulation_and_the_calendar() -> None:
    draft = new_notice(a_portal(HELD), WANTED, WORDS)
    # 9 and 10 October, Saturday the 11th (made up for the National Day), 13 and 14 October
    assert draft.cells["closes_on"] == "2025-10-14"
    assert (draft.cells["stated_length"], draft.cells["stated_unit"]) == ("5", "working_day")
    assert draft.cells["notice_id"] == f"{HELD.slug}-proposal"
    assert draft.cells["published_on"] == "2025-10-09"
    assert set(draft.cells) == set(SCHEMA.columns)
    assert draft.deadline.length == 5


def test_from_publication_does_not_count_the_day_of_publication() -> None:
    changed = row(a_portal(HELD), form=PeriodForm.FROM_PUBLICATION)
    assert (changed["opens_on"], changed["closes_on"]) == ("2025-10-09", "2025-10-15")


def test_of_several_demands_the_public_one_that_lasts_longest_counts() -> None:
    demands = (a_demand(length=3), a_demand(length=7), a_demand(length=20, audience="internal"))
    portal = under(*demands)
    assert row(portal)["stated_length"] == "7"


def test_of_several_demands_a_length_tells_which_one_is_meant() -> None:
    days = a_demand(period=a_period(7, "day", kind="exact"), publisher="示例市评审办公室", clause="5.1")
    portal = under(days, a_demand(clause="5.2"), a_demand(length=10, clause="5.3"))
    draft = new_notice(portal, wanted(length=5, unit=Unit.WORKING_DAY), WORDS)
    assert (draft.required and draft.required.clause, draft.cells["closes_on"]) == ("5.2", "2025-10-14")
    assert [other.clause for other in draft.others] == ["5.1", "5.3"]
    with pytest.raises(PortalError, match="--publisher"):  # that of another notice is not taken
        row(portal, length=5, unit=Unit.WORKING_DAY, publisher="")
    assert row(portal, length=7, unit=Unit.DAY, publisher="")["publisher"] == "示例市评审办公室"
    with pytest.raises(PortalError, match="至少5个工作日"):
        row(portal, length=4, unit=Unit.WORKING_DAY)


def test_of_several_demands_one_without_a_length_may_be_of_any() -> None:
    portal = under(a_demand(), a_demand(length=None))
    assert row(portal, length=2, unit=Unit.WORKING_DAY)["closes_on"] == "2025-10-10"


def test_of_several_demands_a_correction_follows_the_one_of_the_notice_that_it_corrects() -> None:
    demands = (a_demand(period=a_period(7, "day", kind="exact")), a_demand())
    earlier = a_notice("n-1", stated_length=5, stated_unit="working_day")
    portal = a_portal(a_cycle(notices=[earlier]), regulations=[a_regulation(notices=demands)])
    assert row(portal, corrects="n-1")["stated_unit"] == "working_day"
    assert row(portal)["stated_unit"] == "day"


def test_calendar_days_are_counted_where_the_regulation_says_so() -> None:
    demand = a_demand(period=a_period(5, "day"))
    portal = under(demand)
    assert row(portal)["closes_on"] == "2025-10-13"


def test_the_publisher_of_the_regulation_is_taken_where_none_is_given() -> None:
    portal = under(a_demand(publisher="示例市评审办公室"))
    assert row(portal, publisher="")["publisher"] == "示例市评审办公室"
    with pytest.raises(PortalError, match="--publisher"):
        row(a_portal(HELD), publisher="")


def test_a_longer_period_may_be_given_and_a_shorter_one_not() -> None:
    assert row(a_portal(HELD), length=7, unit=Unit.WORKING_DAY)["closes_on"] == "2025-10-16"
    with pytest.raises(PortalError, match="至少5个工作日"):
        row(a_portal(HELD), length=3, unit=Unit.WORKING_DAY)


@pytest.mark.parametrize("half", [{"length": 7}, {"unit": Unit.WORKING_DAY}])
def test_a_length_without_its_unit_is_refused_rather_than_ignored(half: dict[str, Any]) -> None:
    with pytest.raises(PortalError, match="--length 和 --unit 要一起写"):
        row(a_portal(HELD), **half)


@pytest.mark.parametrize("form", [PeriodForm.FROM_PUBLICATION, PeriodForm.LENGTH_ONLY])
def test_what_counts_from_its_publication_has_one_first_day(form: PeriodForm) -> None:
    opens_on = dt.date.fromisoformat(row(a_portal(HELD))["opens_on"])
    assert row(a_portal(HELD), form=form, published_on=opens_on)["published_on"] == opens_on.isoformat()
    with pytest.raises(PortalError, match="--published-on"):
        row(a_portal(HELD), form=form, published_on=opens_on - dt.timedelta(days=1))
    assert row(a_portal(HELD), published_on=opens_on - dt.timedelta(days=1))["opens_on"] == opens_on.isoformat()


def test_a_cycle_without_stages_is_told_where_to_write_them() -> None:
    portal = a_portal(a_cycle(regulation_id=None, stages=()))
    with pytest.raises(PortalError, match=r"stages: \[\{id: proposal, name: "):
        row(portal, length=7, unit=Unit.DAY)


def test_without_the_regulation_the_length_must_be_given() -> None:
    portal = a_portal(a_cycle(regulation_id=None, stages=(a_cycle_stage("proposal"),)))
    with pytest.raises(PortalError, match="--length"):
        row(portal)
    assert row(portal, length=7, unit=Unit.DAY)["closes_on"] == "2025-10-15"


def test_a_stage_without_a_length_asks_for_one() -> None:
    portal = under(a_demand(length=None))
    with pytest.raises(PortalError, match="--length"):
        row(portal)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"slug": "elsewhere"}, "elsewhere"),
        ({"cycle": "1999"}, "1999"),
        ({"stage": "picnic"}, "picnic"),
        ({"closes_time": "25:00"}, "25:00"),
        ({"notice_id": "n-1"}, "n-1"),
    ],
)
def test_what_cannot_be_is_refused(change: dict[str, Any], told: str) -> None:
    portal = a_portal(a_cycle(notices=(a_notice("n-1"),)))
    with pytest.raises(PortalError, match=told):
        row(portal, **change)


def test_an_internal_demand_gives_the_length_where_there_is_no_public_one() -> None:
    portal = under(a_demand(length=4, audience="internal"))
    assert row(portal)["stated_length"] == "4"


def test_a_correction_is_published_by_whom_the_notice_was() -> None:
    portal = a_portal(a_cycle(notices=(a_notice("n-1", publisher="示例市质奖办"),)))
    assert row(portal, corrects="n-1", publisher="")["publisher"] == "示例市质奖办"
    assert row(portal, corrects="n-1", publisher="示例市评委会")["publisher"] == "示例市评委会"


def test_a_correction_comes_no_sooner_than_what_it_corrects() -> None:
    portal = a_portal(a_cycle(notices=(a_notice("n-1", published_on=dt.date(2025, 10, 10)),)))
    with pytest.raises(PortalError, match="2025年10月10日（星期五）才发布，更正"):
        row(portal, corrects="n-1")


def test_a_reason_without_what_it_corrects_is_refused() -> None:
    with pytest.raises(PortalError, match="--corrects"):
        row(a_portal(HELD), change_reason="名单漏列一家单位")
    assert row(a_portal(HELD), corrects="n-1")["change"] == "correction"
