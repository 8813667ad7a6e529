"""Who is the same, under which names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.domain.parties import NameHistory, Party, PartyIndex, party_of
from tests.rules.building import FIRM, PERSON, a_candidate, a_former_name, an_applicant, an_awardee


def test_a_row_is_about_whom_it_names() -> None:
    assert party_of(an_applicant()) == Party(kind="organization", name=FIRM, unit="", uscc="")
    assert party_of(a_candidate()) == party_of(an_awardee())
    assert party_of(an_awardee(awardee="", awardee_type="", entry_title="示例方法")) is None
    assert party_of(an_awardee(awardee="")) is None
    assert party_of(an_awardee(awardee_type="")) is None


def firm(name: str, uscc: str = "") -> Party:
    return Party(kind="organization", name=name, unit="", uscc=uscc)


def test_names_are_related_forwards_and_backwards_but_not_sideways() -> None:
    rows = [a_former_name("示例丙", "示例乙"), a_former_name("示例乙", "示例甲"), a_former_name("示例丁", "示例甲")]
    history = NameHistory(rows)
    assert history.related("示例丙") == {"示例丙", "示例乙", "示例甲"}
    assert history.related("示例甲") == {"示例甲", "示例乙", "示例丙", "示例丁"}
    assert not history.same(firm("示例丙"), firm("示例丁"))
    assert NameHistory([a_former_name("示例甲", "示例乙"), a_former_name("示例乙", "示例甲")]).related("示例甲") == {
        "示例甲",
        "示例乙",
    }


def test_a_change_of_name_that_is_not_whole_relates_nothing() -> None:
    history = NameHistory([a_former_name("示例甲", ""), a_former_name("", "示例乙")])
    assert history.related("示例甲") == {"示例甲"}
    assert history.related("示例乙") == {"示例乙"}


def test_names_that_lead_into_a_circle_have_an_end() -> None:
    history = NameHistory(
        [a_former_name("示例甲", "示例乙"), a_former_name("示例乙", "示例丙"), a_former_name("示例丙", "示例乙")]
    )
    assert history.related("示例甲") == {"示例甲", "示例乙", "示例丙"}


def test_applications_come_with_what_belongs_to_the_applicant() -> None:
    history = NameHistory([a_former_name(FIRM, "示例市甲厂")])
    index = PartyIndex(history, [(firm(FIRM), 1), (firm("示例市甲厂", "91000000MA0000000X"), 2)])
    rows = [
        an_applicant("a-1", applicant="示例市甲厂"),
        an_applicant("a-2", applicant="别的", uscc="91000000MA0000000X"),
        an_applicant("a-3", applicant="别的"),
        an_applicant("a-4", applicant_type="individual"),
        an_applicant("a-5", applicant_type=""),
    ]
    found = [(row.application_id, numbers) for row, numbers in index.of_applicants(rows)]
    assert found == [("a-1", (1, 2)), ("a-2", (2,))]


@pytest.mark.parametrize("other_kind", ["individual", ""])
def test_an_organization_is_never_a_person(other_kind: str) -> None:
    assert not NameHistory().same(firm("示例甲"), Party(kind=other_kind, name="示例甲", unit="", uscc=""))


def test_a_credit_code_that_a_person_carries_identifies_nobody() -> None:
    persons = [
        Party(kind="individual", name=name, unit=FIRM, uscc="91000000MA0000000X") for name in (PERSON, "示例人乙")
    ]
    assert not NameHistory().same(*persons)


@given(st.lists(st.tuples(st.sampled_from("甲乙丙"), st.sampled_from(["", "A", "B"])), max_size=8))
def test_an_index_finds_exactly_what_is_the_same(entries: list[tuple[str, str]]) -> None:
    history = NameHistory([a_former_name("甲", "乙")])
    parties = [firm(name, code) for name, code in entries]
    index = PartyIndex(history, [(party, number) for number, party in enumerate(parties)])
    for party in parties:
        expected = tuple(number for number, other in enumerate(parties) if history.same(party, other))
        assert index.find(party) == expected
