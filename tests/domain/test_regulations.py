"""What a regulation answers of itself: its public notices, and which awards count under a cap."""

import pytest

from tests.rules.building_regulations import a_demand, a_quota, a_regulation, an_award


def test_only_notices_for_the_public_are_public() -> None:
    internal, public = a_demand(audience="internal"), a_demand(length=None)
    assert a_regulation(notices=(internal, public)).public_notices == (public,)
    assert a_regulation(notices=(internal,)).public_notices == ()


@pytest.mark.parametrize(
    ("award", "recipient", "counts"),
    [
        ("quality", "organization", True),
        ("quality", "individual", False),
        ("quality", "", True),  # goes to organizations only, so that an award to a project alone counts
        ("mixed", "", False),  # may have gone to a person
        ("mixed", "organization", True),
        ("gold", "organization", False),
        ("unknown", "", False),
    ],
)
def test_an_award_counts_under_the_cap_of_its_recipients(award: str, recipient: str, counts: bool) -> None:
    mixed = an_award("mixed", recipients=("organization", "individual"))
    regulation = a_regulation(awards=(an_award(), mixed, an_award("gold")))
    assert regulation.falls_under(a_quota("quality", "mixed", "unknown"), award, recipient) is counts


@pytest.mark.parametrize(
    ("award", "recipient", "may"),
    [
        ("mixed", "", True),
        ("mixed", "individual", False),
        ("quality", "", False),  # counts for sure
        ("person", "", False),
        ("gold", "", False),  # stands under no such cap
        ("unknown", "", False),
    ],
)
def test_a_project_alone_may_count_under_a_cap_where_its_award_goes_to_several_kinds(
    award: str, recipient: str, may: bool
) -> None:
    awards = (
        an_award("mixed", recipients=("organization", "individual")),
        an_award(),
        an_award("person", recipients=("individual",)),
        an_award("gold", recipients=("organization", "individual")),
    )
    cap = a_quota("mixed", "quality", "person", "unknown")
    assert a_regulation(awards=awards).may_fall_under(cap, award, recipient) is may


@pytest.mark.parametrize("status", ["draft", "consultation_draft"])
def test_a_draft_is_no_law_whatever_date_it_carries(status: str) -> None:
    assert a_regulation(status=status).is_draft
    assert not a_regulation(status="unknown").is_draft


def test_what_is_not_in_the_text_is_not_found() -> None:
    regulation = a_regulation()
    assert regulation.award("quality") is regulation.awards[0]
    assert (regulation.award("x"), regulation.stage("x"), regulation.sanction("x")) == (None, None, None)
    assert regulation.notices_for("x") == ()
