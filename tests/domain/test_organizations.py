"""Who is the same organization: by credit code, and by name only within one jurisdiction."""

from dataclasses import replace

import pytest

from generator.domain.addresses import organization_key
from generator.domain.organizations import Namesakes, OrganizationIndex
from generator.domain.portal import Cycle, Jurisdiction, Portal
from generator.domain.records import FormerName
from tests.domain.arranged_days import published_calendar
from tests.rules.building import (
    FIRM,
    OTHER_FIRM,
    a_candidate,
    a_cycle,
    a_former_name,
    a_jurisdiction,
    an_applicant,
    an_awardee,
)

CODE, OTHER_CODE = "91330000AAAAAAAA1X", "91330000BBBBBBBB2X"
OLD = "示例市甲厂"


def index(*cycles: Cycle, names: tuple[FormerName, ...] = (), more: tuple[Jurisdiction, ...] = ()) -> OrganizationIndex:
    own = a_jurisdiction(*cycles, names=names)
    return OrganizationIndex(Portal(jurisdictions=(own, *more), calendar=published_calendar()))


def namesakes(found: OrganizationIndex) -> dict[str, tuple[Namesakes, ...]]:
    return {key: one.namesakes for key, one in found.organizations.items() if one.namesakes}


def name_key(name: str) -> str:
    return organization_key("shili", name, "")


def test_rows_of_one_name_belong_together_with_every_kind_of_row() -> None:
    found = index(a_cycle(applicants=[an_applicant()], shortlists=[a_candidate()], awardees=[an_awardee()]))
    (organization,) = found.organizations.values()
    assert (organization.key, organization.name, organization.uscc) == (name_key(FIRM), FIRM, "")
    assert organization.aliases == ()
    assert [type(row.row).__name__ for row in organization.rows] == ["Applicant", "ShortlistEntry", "Awardee"]


def test_one_code_is_one_organization_across_jurisdictions() -> None:
    neighbour = a_jurisdiction(
        a_cycle(awardees=[an_awardee(uscc=CODE, awardee=OTHER_FIRM)]), slug="shili-b", name="示例市乙"
    )
    found = index(a_cycle(awardees=[an_awardee(uscc=CODE)]), more=(neighbour,))
    assert list(found.organizations) == [CODE.lower()]
    assert len(found.organizations[CODE.lower()].rows) == 2
    assert found.shared == {CODE.lower(): {"shili-b"}}


def test_a_jurisdiction_that_knows_only_a_former_name_shares_the_organization() -> None:
    names = (replace(a_former_name(FIRM, OLD), uscc=CODE),)
    neighbour = a_jurisdiction(a_cycle(), slug="shili-b", name="示例市乙", names=names)
    found = index(a_cycle(awardees=[an_awardee(uscc=CODE)]), names=names, more=(neighbour,))
    assert found.shared == {CODE.lower(): {"shili-b"}}
    assert index(a_cycle(awardees=[an_awardee(uscc=CODE)]), names=names).shared == {}


def test_one_name_in_two_jurisdictions_is_two_organizations() -> None:
    neighbour = a_jurisdiction(a_cycle(awardees=[an_awardee()]), slug="shili-b", name="示例市乙")
    found = index(a_cycle(awardees=[an_awardee()]), more=(neighbour,))
    assert set(found.organizations) == {name_key(FIRM), organization_key("shili-b", FIRM, "")}


def test_a_code_learned_later_is_the_key_and_the_name_s_key_leads_to_it() -> None:
    found = index(
        a_cycle("2023", awardees=[an_awardee("w-1")]),
        a_cycle("2025", awardees=[an_awardee("w-2", uscc=CODE)]),
    )
    assert [(key, one.uscc) for key, one in found.organizations.items()] == [(CODE.lower(), CODE)]
    assert found.aliases == {name_key(FIRM): CODE.lower()}
    assert found.key("shili", FIRM, "") == CODE.lower()


def test_a_name_with_two_codes_lends_its_rows_to_neither() -> None:
    rows = [an_awardee("w-1"), an_awardee("w-2", uscc=CODE), an_awardee("w-3", uscc=OTHER_CODE)]
    found = index(a_cycle(awardees=rows))
    assert {key: one.uscc for key, one in found.organizations.items()} == {
        name_key(FIRM): "",
        CODE.lower(): CODE,
        OTHER_CODE.lower(): OTHER_CODE,
    }
    assert found.aliases == {}
    assert {one.aliases for one in found.organizations.values()} == {()}
    assert namesakes(found) == {}  # what is nobody else's stands under the name


def test_two_codes_of_one_name_make_no_alias_even_without_a_row_in_between() -> None:
    found = index(a_cycle(awardees=[an_awardee("w-2", uscc=CODE), an_awardee("w-3", uscc=OTHER_CODE)]))
    assert found.aliases == {}
    assert namesakes(found) == {CODE.lower(): (Namesakes(name_key(FIRM), FIRM, (CODE.lower(), OTHER_CODE.lower())),)}


def test_a_name_to_which_the_table_of_names_gives_another_code_makes_no_alias() -> None:
    names = (replace(a_former_name(FIRM, OLD), uscc=OTHER_CODE),)
    found = index(a_cycle(awardees=[an_awardee(uscc=CODE)]), names=names)
    assert list(found.organizations) == [CODE.lower()]
    assert found.aliases == {}
    assert namesakes(found) == {CODE.lower(): (Namesakes(name_key(FIRM), FIRM, (CODE.lower(),)),)}


def test_a_former_name_belongs_to_the_later_one_and_its_key_leads_there() -> None:
    cycles = (a_cycle("2023", awardees=[an_awardee(awardee=OLD)]), a_cycle("2025", awardees=[an_awardee("w-2")]))
    found = index(*cycles, names=(a_former_name(FIRM, OLD),))
    (organization,) = found.organizations.values()
    assert (organization.key, organization.name) == (name_key(FIRM), FIRM)
    assert [row.former_name for row in organization.former_names] == [OLD]
    assert found.aliases == {name_key(OLD): name_key(FIRM)}


def test_the_name_shown_is_the_last_one_even_where_every_row_has_an_older_one() -> None:
    found = index(a_cycle(awardees=[an_awardee(awardee=OLD)]), names=(a_former_name(FIRM, OLD),))
    assert [organization.name for organization in found.organizations.values()] == [FIRM]


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        (a_cycle("2021"), a_cycle("2023")),
        (a_cycle("no-7", year=2019), a_cycle("2021")),  # the year counts, and not the name of the folder
        (a_cycle("2021-1", year=2021), a_cycle("2021-2", year=2021)),
    ],
)
def test_the_name_shown_is_that_of_the_newest_cycle(older: Cycle, newer: Cycle) -> None:
    newest = replace(newer, awardees=a_cycle(awardees=[an_awardee("w-2", awardee=OTHER_FIRM, uscc=CODE)]).awardees)
    before = replace(older, awardees=a_cycle(awardees=[an_awardee("w-1", uscc=CODE)]).awardees)
    for cycles in ((before, newest), (newest, before)):
        (organization,) = index(*cycles).organizations.values()
        assert organization.name == OTHER_FIRM


def test_beside_former_names_the_name_shown_is_the_newest_that_none_replaces() -> None:
    cycles = [
        a_cycle("2021", awardees=[an_awardee("w-1", awardee=OLD, uscc=CODE)]),
        a_cycle("2023", awardees=[an_awardee("w-2", uscc=CODE)]),
        a_cycle("2025", awardees=[an_awardee("w-3", awardee=OTHER_FIRM, uscc=CODE)]),
    ]
    (organization,) = index(*cycles, names=(replace(a_former_name(FIRM, OLD), uscc=CODE),)).organizations.values()
    assert organization.name == OTHER_FIRM


def test_a_code_in_the_table_of_names_is_learned_too() -> None:
    names = (replace(a_former_name(FIRM, OLD), uscc=CODE),)
    found = index(a_cycle(awardees=[an_awardee(awardee=OLD)]), names=names)
    assert list(found.organizations) == [CODE.lower()]
    assert set(found.aliases) == {name_key(OLD)}


def test_a_name_from_which_two_bodies_came_is_merged_with_neither() -> None:
    rows = [an_awardee("w-1", awardee=OLD), an_awardee("w-2"), an_awardee("w-3", awardee=OTHER_FIRM)]
    names = (a_former_name(FIRM, OLD), a_former_name(OTHER_FIRM, OLD))
    found = index(a_cycle(awardees=rows), names=names)
    assert set(found.organizations) == {name_key(OLD), name_key(FIRM), name_key(OTHER_FIRM)}


def test_a_former_name_that_two_bodies_share_leads_to_both_although_no_row_has_it() -> None:
    rows = [an_awardee("w-2"), an_awardee("w-3", awardee=OTHER_FIRM)]
    names = (a_former_name(FIRM, OLD), a_former_name(OTHER_FIRM, OLD))
    keys = sorted((name_key(FIRM), name_key(OTHER_FIRM)))
    found = index(a_cycle(awardees=rows), names=names)
    assert (found.aliases, namesakes(found)) == ({}, {keys[0]: (Namesakes(name_key(OLD), OLD, tuple(keys)),)})


def test_every_jurisdiction_that_says_something_of_one_of_those_who_share_a_name_shares_their_page() -> None:
    neighbour = a_jurisdiction(a_cycle(awardees=[an_awardee(uscc=OTHER_CODE)]), slug="shili-b", name="示例市乙")
    rows = [an_awardee("w-2", uscc=CODE), an_awardee("w-3", uscc=OTHER_CODE)]
    found = index(a_cycle(awardees=rows), more=(neighbour,))
    assert found.shared == {CODE.lower(): {"shili-b"}, OTHER_CODE.lower(): {"shili-b"}}


def test_a_former_name_with_a_code_of_its_own_leads_to_neither_body() -> None:
    found = index(
        a_cycle("2023", awardees=[an_awardee("w-1", awardee=OLD, uscc=OTHER_CODE)]),
        a_cycle("2025", awardees=[an_awardee("w-2", uscc=CODE)]),
        names=(replace(a_former_name(FIRM, OLD), uscc=CODE),),
    )
    assert set(found.organizations) == {CODE.lower(), OTHER_CODE.lower()}
    aliases = [alias for organization in found.organizations.values() for alias in organization.aliases]
    assert len(aliases) == len(set(aliases))
    assert name_key(OLD) not in aliases
    shared = Namesakes(name_key(OLD), OLD, (CODE.lower(), OTHER_CODE.lower()))
    assert namesakes(found) == {CODE.lower(): (Namesakes(name_key(FIRM), FIRM, (CODE.lower(),)), shared)}
    assert found.aliases == {alias: one.key for one in found.organizations.values() for alias in one.aliases}


def test_names_in_a_circle_end() -> None:
    names = (a_former_name(FIRM, OLD), a_former_name(OLD, FIRM))
    cycles = [
        a_cycle("2021", awardees=[an_awardee("w-1", awardee=OLD, uscc=CODE)]),
        a_cycle("2023", awardees=[an_awardee("w-2", uscc=CODE)]),
    ]
    (organization,) = index(*cycles, names=tuple(replace(row, uscc=CODE) for row in names)).organizations.values()
    assert organization.name == FIRM
    assert len(index(a_cycle(awardees=[an_awardee()]), names=names).organizations) == 1


def test_an_individual_and_an_award_to_a_project_have_no_organization() -> None:
    rows = [
        an_awardee(awardee_type="individual", unit=FIRM),
        an_awardee("w-2", awardee="", awardee_type="", entry_title="方法"),
    ]
    assert index(a_cycle(awardees=rows)).organizations == {}
